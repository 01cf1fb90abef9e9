"""Which rows below a header are no rows of the ledger: blank ones, totals, notes, the header once more."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from engine.importing.reading.grid import Grid, blank_rows, is_blank
from engine.importing.reading.header import Header, folded
from engine.importing.reading.letters import LetterFault
from engine.importing.reading.normalise import rewriter
from engine.importing.reading.place_names import PlaceNames
from engine.ledgers.contract import Field, Resource

BLANK_ROW, TOTAL, NOTE, HEADER_AGAIN, NUMBERING = "空行", "合计行，用来核对", "表下说明", "重复的表头", "栏次行"
_TOTAL = re.compile(r".{0,12}?(?:合计|小计|总计|共计|累计|总和)(?:\(.*\)|数)?[::]?")
_NOTE = re.compile(
    r"(?:\(?注\)?[::0-9一二三、.]|\(?备注[::]|说明[::]|填表说明|填报说明|填表人|填报人|填表单位|填报单位|填报时间|填报日期|制表|审核|"
    r"负责人|经办人|统计人|联系人|联系电话[::]|单位负责人|单位[::(]|报送单位|日期[::]|以上|此表|本表|附[::注件]|\*|※|——|第[0-9]+页|共[0-9]+[条行件页项户人]|\(?以下(?:空白|无正文)|打印|导出|统计(?:时间|日期|单位)|数据(?:来源|截至)|截至)"
)
# RE2 for the cells worth a look; what they are is decided row by row.
_LONGEST_NAME = 100  # of a header: a pattern must not grow with the file
_LOOK = r"合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|总\s*和|^[\s\x{feff}]*[（(]?\s*(注|备|说|填|制|审|负|经|统|联|共|打|导|数|截|单|报|日|以|此|本|附|第|\*|※|—|甲|[1-9１-９一]\s*$)"


class Kinds(NamedTuple):
    """`skip`: row (from 0) → reason; `totals`: rows that are control totals, with their label."""

    skip: dict[int, str]
    totals: dict[int, str]


_NO_PLACES = PlaceNames([], {})


def sort_out(grid: Grid, header: Header, resource: Resource) -> Kinds:
    """Look at the rows that could be something else: without a key, or beginning like a total, a note or a header."""
    kinds = Kinds({}, {})
    if not len(grid.lines):
        return kinds
    key = next((at for at, f in header.fields.items() if f.column == resource.key), min(header.fields))
    worth = pc.or_(is_blank(grid.columns[key]), _looks(grid.columns[key], header.labels[key]))
    for at in sorted({0, min(header.fields)} - {key}):
        worth = pc.or_(worth, _looks(grid.columns[at], header.labels[at]))
    blank = blank_rows(grid.columns)
    for row in pc.indices_nonzero(blank).to_pylist():
        kinds.skip[row] = BLANK_ROW
    for row in pc.indices_nonzero(pc.and_not(worth, blank)).to_pylist():
        _look_at(row, grid.row(row), header, resource, kinds)
    return kinds


def _looks(column: pa.ChunkedArray, label: str) -> pa.ChunkedArray:
    name = re.escape(label.rpartition("/")[2][:_LONGEST_NAME])
    return pc.match_substring_regex(column, f"{_LOOK}|^[\\s\\x{{feff}}]*{name}\\s*$" if name else _LOOK)


def _look_at(row: int, cells: list[str], header: Header, resource: Resource, kinds: Kinds) -> None:
    texts = [folded(cell) for cell in cells]
    said = [text for text in texts if text]
    if not said:
        kinds.skip[row] = BLANK_ROW
    elif _is_header(texts, header):
        kinds.skip[row] = HEADER_AGAIN
    elif _is_numbering(said, row):
        kinds.skip[row] = NUMBERING
    elif any(_TOTAL.fullmatch(text) for text in said[:3]) and not _has_what_a_row_needs(texts, header, resource):
        kinds.skip[row] = TOTAL
        kinds.totals[row] = next(text for text in said[:3] if _TOTAL.fullmatch(text))
    elif _NOTE.match(said[0]) and not _has_what_a_row_needs(texts, header, resource):
        kinds.skip[row] = NOTE


def _is_header(texts: list[str], header: Header) -> bool:
    """Long tables repeat their header on every page; rows pasted together bring theirs along."""
    same = [texts[at] == folded(header.labels[at].rpartition("/")[2]) for at in header.fields if header.labels[at]]
    return sum(same) >= max(2, len(same) * 2 // 3)


def _is_numbering(said: list[str], row: int) -> bool:
    """The line under a form's header that numbers its columns: 甲 乙 1 2 3, or 1 2 3 4."""
    numbers = [text for text in said if text not in "甲乙丙丁"]
    return row == 0 and len(said) > 2 and len(numbers) > 1 and numbers == [str(n + 1) for n in range(len(numbers))]


def _has_what_a_row_needs(texts: list[str], header: Header, resource: Resource) -> bool:
    """A total or a note never fills what every row must: then it is a row, whatever it begins with."""
    needed = [at for at, f in header.fields.items() if _is_needed(f, resource)]
    filled = sum(bool(texts[at]) for at in needed)
    return filled >= max(2, (len(needed) + 1) // 2)


def _is_needed(f: Field, resource: Resource) -> bool:
    return bool(f.constraints.get("required")) and f.type not in ("integer", "number")


def differences(grid: Grid, header: Header, kinds: Kinds) -> list[str]:
    """One sentence for each number of a total row that is neither the sum since the last total nor of all rows above."""
    if not kinds.totals:
        return []
    said = []
    for at, field in header.fields.items():
        if field.type in ("integer", "number"):
            said += _of_column(grid, at, field, kinds)
    return said


def _of_column(grid: Grid, at: int, field: Field, kinds: Kinds) -> list[str]:
    rewrite = rewriter(field, _NO_PLACES, from_csv=True)
    said, whole, part = [], Decimal(0), Decimal(0)
    cells, lines = grid.columns[at].to_pylist(), grid.lines
    parts_sum = Decimal(0)
    for row, cell in enumerate(cells):
        if row in kinds.skip and row not in kinds.totals:
            continue
        number = _number(rewrite(cell)) if cell.strip() else None
        if row not in kinds.totals:
            whole, part = whole + (number or 0), part + (number or 0)
            continue
        if number is not None and number not in (whole, part, parts_sum):
            nearest = part if "小计" in kinds.totals[row] else whole
            said.append(
                f"第 {lines[row].as_py()} 行“{kinds.totals[row]}”：“{field.name}”写的是 {number}，上面各行相加是 {nearest}，"
                f"相差 {abs(number - nearest)}。请核对是否少了行或填错了数"
            )
        parts_sum += part
        part = Decimal(0)
    return said


def _number(text: object) -> Decimal | None:
    if text is None or isinstance(text, LetterFault):
        return None
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None
