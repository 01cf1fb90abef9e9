"""Whole columns of cells at once: each different cell is rewritten once, however many rows it stands in."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from engine.importing.reading.grid import Grid
from engine.importing.reading.header import Header
from engine.importing.reading.letters import LetterFault
from engine.importing.reading.normalise import LONGEST, plain, rewriter
from engine.importing.reading.place_names import PlaceNames
from engine.importing.reading.sheet_marks import Marks
from engine.ledgers.contract import Field
from engine.ledgers.reading import SEPARATOR
from engine.uploads.parsed_file import CellProblem

_NO_RESULT = "单元格里的公式没有算出结果。请在 Excel 或 WPS 里打开，重新计算并保存，或改成数值"


class Rewritten(NamedTuple):
    """A column in the contract's way of writing (null: empty), what could not be rewritten, what was taken for empty."""

    column: pa.ChunkedArray
    problems: list[CellProblem]
    notices: list[str]


def rewritten(rows: Grid, at: int, field: Field, places: PlaceNames, from_csv: bool, shift: int) -> Rewritten:
    """One column of the file, for this field."""
    coded = rows.columns[at].combine_chunks().dictionary_encode()
    different = coded.dictionary
    ready = pc.and_(
        pc.match_substring_regex(different, plain(field)), pc.less_equal(pc.utf8_length(different), LONGEST)
    )
    rewrite = rewriter(field, places, from_csv, shift)
    texts: list[str | None] | None = None
    faults: dict[int, LetterFault] = {}
    emptied: dict[int, str] = {}
    for number in pc.indices_nonzero(pc.invert(ready)).to_pylist():
        texts = different.to_pylist() if texts is None else texts
        cell = texts[number] or ""
        found = rewrite(cell)
        if isinstance(found, LetterFault):
            faults[number], texts[number] = found, cell
            continue
        texts[number] = found
        if found is None and cell.strip().strip("'"):
            emptied[number] = cell.strip()
    if texts is None:
        column = pc.if_else(pc.equal(rows.columns[at], ""), pa.scalar(None, pa.string()), rows.columns[at])
    else:
        column = pa.chunked_array([pa.array([text or None for text in texts], pa.string()).take(coded.indices)])
    problems = _problems(rows, coded, different, field, faults)
    return Rewritten(column, problems, _emptied(coded, field, emptied))


def joined(columns: list[pa.ChunkedArray]) -> pa.ChunkedArray:
    """The cells of each row as one text."""
    return pc.binary_join_element_wise(*columns, SEPARATOR)


def misshapen(rows: Grid, header: Header) -> list[CellProblem]:
    """Rows with text beyond the last column, or that end before a column that must be filled."""
    width = len(rows.columns)
    need = max((at + 1 for at, f in header.fields.items() if f.constraints.get("required")), default=0)
    said = "请检查是否漏填、多填，或单元格里有逗号而没有加引号"
    wrong = {line: n for line, n in rows.short.items() if n < need}
    wrong |= {line: width + len(beyond) for line, beyond in rows.wide.items()}
    there = set(rows.lines.to_pylist()) if wrong else set()
    return [
        CellProblem(line, None, None, "width", f"应有 {width} 列，实有 {n} 列，{said}")
        for line, n in sorted(wrong.items())
        if line in there
    ]


def marked(rows: Grid, header: Header, marks: Marks) -> list[CellProblem]:
    """Errors and formulas without a result in the columns that are read."""
    if not marks.faults:
        return []
    there = set(rows.lines.to_pylist())
    return [
        CellProblem(row + 1, header.fields[at].name, error or None, "formula", _remedy(error))
        for (row, at), error in sorted(marks.faults.items())
        if at in header.fields and row + 1 in there
    ]


def _remedy(error: str) -> str:
    return "是公式出错的结果，请在 Excel 或 WPS 里改好公式或直接填写" if error else _NO_RESULT


def _problems(
    rows: Grid, coded: pa.DictionaryArray, different: pa.Array, field: Field, faults: dict[int, LetterFault]
) -> list[CellProblem]:
    if not faults:
        return []
    wrong = pc.indices_nonzero(pc.is_in(coded.indices, value_set=pa.array(list(faults), coded.indices.type)))
    return [
        CellProblem(line, field.name, different[number].as_py(), *faults[number])
        for line, number in zip(rows.lines.take(wrong).to_pylist(), coded.indices.take(wrong).to_pylist(), strict=True)
    ]


def _emptied(coded: pa.DictionaryArray, field: Field, emptied: dict[int, str]) -> list[str]:
    counts = pc.value_counts(coded.indices) if emptied else []
    return [
        f"“{field.name}”里有 {entry['counts'].as_py()} 格填的是“{emptied[entry['values'].as_py()]}”，按没有填处理"
        for entry in counts
        if entry["values"].as_py() in emptied
    ]
