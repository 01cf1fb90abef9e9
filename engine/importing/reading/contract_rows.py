"""The rows of a chosen table in the contract's own way of writing, and everything that is not such a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from engine.importing.reading import grid, remarks, row_kinds, whole_columns
from engine.importing.reading.grid import Grid
from engine.importing.reading.header import RUNNING, folded
from engine.importing.reading.place_names import PlaceNames
from engine.importing.reading.sheet_marks import Marks
from engine.importing.reading.table_choice import Chosen
from engine.importing.reading.tables_in_file import Source, Wanted
from engine.ledgers.contract import Resource
from engine.ledgers.reading import SEPARATOR
from engine.uploads.parsed_file import CellProblem, Refused

TITLE = "标题行"
_DAYS_TO_1904 = 1462
_MANY_BLANK = 10_000  # a stray cell at the foot of a sheet makes a million blank rows, which nobody wants listed


@dataclass
class Read:
    """`rows` and the rest as in Parsed."""

    rows: pa.Table
    problems: list[CellProblem]
    notices: list[str]
    unread: dict[int, str]
    skipped: list[tuple[int, str]] = field(default_factory=list)
    header_line: int = 0


def read(
    chosen: Chosen,
    resource: Resource,
    places: PlaceNames,
    marks: Marks,
    most: tuple[int, int],
    on_progress: Callable[[int, int], None] | None = None,
) -> Read:
    """Everything above and below the header of the chosen table. `most`: rows and columns there may be. Raises Refused."""
    source, head = chosen.source, chosen.header
    width = _width(source, head.labels, most[1])
    expected = source.estimate
    said = (lambda done: on_progress(done, max(done, expected))) if on_progress else (lambda done: None)
    shown = {where: text or "=" for where, text in marks.faults.items() if where[1] in head.fields}
    whole = source.rows(Wanted(head.last + 1, width, most[0], said, shown))
    grid.refuse_many(whole.columns, most[0])
    kinds = row_kinds.sort_out(whole, head, resource)
    _refuse_running_numbers(whole, chosen, resource, kinds.skip)
    blank = sum(reason == row_kinds.BLANK_ROW for reason in kinds.skip.values())
    listed = [row for row in sorted(kinds.skip) if kinds.skip[row] != row_kinds.BLANK_ROW or blank <= _MANY_BLANK]
    skipped = _above(source, head.first) + [(whole.lines[row].as_py(), kinds.skip[row]) for row in listed]
    notices = [*chosen.notices, *remarks.about_columns(whole, chosen, resource, kinds.skip)]
    notices += [f"表里夹着 {blank:,} 行空行，没有算作行"] if blank > _MANY_BLANK else []
    if not source.from_csv and _widest(source) > width:
        notices.append(f"工作表有 {_widest(source)} 列，第 {width} 列以后的内容没有读，请核对有没有要导入的")
    notices += [*remarks.about_sheet(chosen, marks), *row_kinds.differences(whole, head, kinds)]
    rows = _without(whole, kinds.skip)
    found = _table(rows, chosen, resource, places, marks)
    notices += [*found.notices, *remarks.about_short_rows(rows, found.unread)]
    return replace(found, notices=notices, skipped=skipped, header_line=source.lines[head.first])


def _width(source: Source, labels: list[str], most: int) -> int:
    """Columns of a CSV end with its header; a sheet may have more of them beside it."""
    named = max(at for at, label in enumerate(labels) if label) + 1
    if named > most:
        raise Refused(f"表里有 {named} 列，最多 {most} 列。请只留台账要的列再传")
    return len(labels) if source.from_csv else min(_widest(source), most)


def _widest(source: Source) -> int:
    return max(len(row) for row in source.beginning)


def _above(source: Source, first: int) -> list[tuple[int, str]]:
    """The lines before the header, each with what it is."""
    above = zip(source.lines[:first], source.beginning, strict=False)
    return [(line, TITLE if any(cell.strip() for cell in row) else row_kinds.BLANK_ROW) for line, row in above]


def _refuse_running_numbers(whole: Grid, chosen: Chosen, resource: Resource, skip: dict[int, str]) -> None:
    """序号 begins at 1 in every file: taken as keys, the next file would replace the rows of this one."""
    for at, f in chosen.header.fields.items():
        if f.column == resource.key and folded(chosen.header.labels[at]) == RUNNING:
            kept = _without(whole, skip).columns[at]
            if pc.all(pc.match_substring_regex(kept, r"^\s*[0-9]{0,6}(\.0+)?\s*$")).as_py():
                raise Refused(
                    f"缺少“{f.name}”列。“序号”每个文件都从 1 起，不能当{f.name}，不然下一个文件会把这一个盖掉。请加一列“{f.name}”（{f.description}）"
                )


def _without(whole: Grid, skip: dict[int, str]) -> Grid:
    if not skip:
        return whole
    keep = [True] * len(whole.lines)
    for row in skip:
        keep[row] = False
    return whole.only(pa.chunked_array([keep]))


def _table(rows: Grid, chosen: Chosen, resource: Resource, places: PlaceNames, marks: Marks) -> Read:
    """The good rows; the others with their problems; what was taken for an empty cell."""
    head, from_csv = chosen.header, chosen.source.from_csv
    where = {f.column: at for at, f in head.fields.items()}
    problems, unread = [*whole_columns.misshapen(rows, head), *whole_columns.marked(rows, head, marks)], {}
    columns, emptied = {}, []
    for f in resource.fields:
        if f.column not in where:
            columns[f.column] = pa.chunked_array([pa.nulls(len(rows.lines), pa.string())])
            continue
        shift = _DAYS_TO_1904 if marks.from_1904 else 0
        found = whole_columns.rewritten(rows, where[f.column], f, places, from_csv, shift)
        columns[f.column] = found.column
        problems += found.problems
        emptied += found.notices
    columns["line"] = rows.lines
    none = pa.chunked_array([pa.array([""] * len(rows.lines), pa.string())])
    columns["raw"] = whole_columns.joined(
        [rows.columns[where[f.column]] if f.column in where else none for f in resource.fields]
    )
    table = pa.table(columns)
    if problems:
        good = pc.invert(pc.is_in(table["line"], value_set=pa.array(sorted({p.line for p in problems}), pa.int64())))
        bad = table.filter(pc.invert(good))
        for line, raw in zip(bad["line"].to_pylist(), bad["raw"].to_pylist(), strict=True):
            unread[line] = SEPARATOR.join([raw, *rows.wide.get(line, ())])
        table = table.filter(good)
    return Read(table, sorted(problems, key=lambda p: p.line), emptied, unread)
