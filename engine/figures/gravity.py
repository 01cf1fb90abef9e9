"""Which of the things that need somebody is the gravest: one order over matters with a time limit and figures with a target.

(docs/decisions.md, "One order of gravity")
"""

from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from engine.figures import status
from engine.figures.figure import RATES, Figure
from engine.words import numbers

LAW_BROKEN, NOTHING_DONE, LIMIT_BROKEN, BELOW_TARGET, NEARLY_DUE = range(1, 6)
RULE = (
    "排序：超过法定期限的在前，超期久的先列；其次是应做而一件未做的；再次是超过承诺、整改、答复期限的；"
    "再次是未达目标的，差得多的先列；临期的列后。同等情况下，涉及人数、件数多的先列。"
)
_DUTIES = ("reach", "each_period", "floor")  # targets of which nothing may have been done; the others are limits
_DIGITS = 6  # decimals of a share


class Grade(NamedTuple):
    """How grave something is; the smaller, the graver, compared part by part, and no two are equal.

    `kind`: LAW_BROKEN to NEARLY_DUE. `much`: of matters the days left, negative once the limit is past; of figures the part
    of what is due that is lacking, below zero: -0.25 where a quarter is. `touched`: how many people or matters that is,
    below zero. `key`: code of the indicator, or rule and number of the matter.
    """

    kind: int
    much: Decimal
    touched: Decimal
    key: tuple[str, ...]


def of_matter(state: str, by_law: bool, days_left: int, rule: str, row_id: str) -> Grade:
    """The grade of one open matter that is 超期 or 临期; the answer `matters` has the same order."""
    broken = LAW_BROKEN if by_law else LIMIT_BROKEN
    return Grade(
        broken if state == status.OVERDUE else NEARLY_DUE, Decimal(int(days_left)), Decimal(-1), (rule, row_id)
    )


def of_figure(row: Figure) -> Grade:
    """The grade of a figure that is 未达标, 严重滞后 or 滞后."""
    due, done = due_and_done(row)
    nothing = row.target_kind in _DUTIES and done <= 0 < due
    apart = abs(due - done)
    share = numbers.half_up(numbers.quotient(apart, due if due > 0 else 1), _DIGITS)
    touched = apart
    if row.kind in RATES and not pd.isna(row.denominator):
        touched = row.denominator - row.numerator if done < due else row.numerator
    return Grade(NOTHING_DONE if nothing else BELOW_TARGET, -share, -numbers.half_up(touched), (row.code,))


def due_and_done(row: Figure) -> tuple[float, float]:
    """What a figure with a target should be by its day, and what it is; of a promise for each period the periods."""
    if row.target_kind == "each_period":
        return row.periods_due, row.periods_met
    if row.target_kind == "range" and row.value > row.upper:
        return row.upper, row.value
    return (row.target if pd.isna(row.expected) or row.expected <= 0 else row.expected), row.value


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The gravest figures first; behind those that need somebody the others by status, the furthest from their target first."""
    needs = rows["status"].isin(status.ACTION)
    grades = map(of_figure, Figure.each(rows[needs]))
    near = rows["pace"].fillna(rows["level"]).fillna(float("inf"))
    order = [
        (0, next(grades), n) if need else (1, (status.ORDER.index(word), level), n)
        for n, (need, word, level) in enumerate(zip(needs, rows["status"], near, strict=True))
    ]
    return rows.iloc[[n for *_, n in sorted(order)]]


def in_need(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures that need somebody, in the order of `rows`."""
    return rows[rows["target_kind"].notna() & rows["status"].isin(status.ACTION)]
