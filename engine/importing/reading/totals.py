"""合计 and 小计 rows are not imported; they are checked: a sum that differs is how a lost row shows."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from engine.importing.reading.grid import Grid
from engine.importing.reading.header import Header
from engine.importing.reading.letters import Fault
from engine.importing.reading.normalise import rewriter
from engine.importing.reading.place_names import PlaceNames
from engine.importing.reading.row_kinds import Kinds
from engine.ledgers.contract import Field

_NO_PLACES = PlaceNames([], {})


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
    if text is None or isinstance(text, Fault):
        return None
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None
