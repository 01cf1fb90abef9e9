"""A figure: one indicator at one place on one day, with its numbers, its target and its verdict."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pandas as pd

STOCKS, RATES = ("stock", "stock_rate"), ("rate", "stock_rate")  # kinds


@dataclass(frozen=True)
class Indicator:
    """One line of the catalogue, with the ledgers that feed it and the time limits it rests on."""

    code: str
    section: str
    name: str
    unit: str
    kind: str  # count, rate, stock, stock_rate
    scale: float
    better: str  # higher, lower or neutral
    applies_to: str  # 乡;村
    ledger: str
    office: str
    aliases: str
    definition: str
    ledgers: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Figure(Indicator):
    """What an indicator says. Amounts are in the shown unit and unrounded; a number that there is not is NaN, a text None.

    `numerator` and `denominator` are the sums behind it, a count has no denominator. From `status` to `periods_all` it is
    the verdict (see `status.Verdict`), from `target_kind` to `basis_status` the last row of its promise. `rows_out` and
    `files_out`: of its ledgers, what could not be read; `months_missing`: the months 1–12 that a ledger of zero reports
    lacks; `unrecorded`: why there is no data where the ledger was kept (告知日期从未登记).
    """

    place: str
    numerator: float
    denominator: float
    value: float
    row_count: int
    opening: float
    status: str
    target: float
    expected: float
    level: float
    pace: float
    projected: float
    not_yet_due: bool
    judged_from: date | None
    periods_met: float
    periods_due: float
    periods_all: float
    target_kind: str | None
    target_value: float
    upper: float
    period: str | None
    basis: str
    basis_status: str
    rows_out: int
    files_out: int
    months_missing: tuple[int, ...]
    unrecorded: str

    @classmethod
    def each(cls, rows: pd.DataFrame) -> Iterator["Figure"]:
        """The rows of a frame of figures, one by one; it may have more columns."""
        for cells in rows[COLUMNS].itertuples(index=False, name=None):
            told: list[Any] = [None if n in _TEXTS and pd.isna(cell) else cell for n, cell in enumerate(cells)]
            if told[_UPPER] is None:
                told[_UPPER] = float("nan")
            yield cls(*told)


COLUMNS = [field.name for field in fields(Figure)]
_TEXTS = {COLUMNS.index(name) for name in ("judged_from", "target_kind", "period")}
_UPPER = COLUMNS.index("upper")
