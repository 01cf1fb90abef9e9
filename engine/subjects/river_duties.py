"""In which periods of a year a river chief owes a patrol, and which of them passed without one.

What is owed follows from the targets in force and from nothing else.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from engine.charts.part_charts import AHEAD, DONE, MISSING, NONE
from engine.figures.status import Target
from engine.ledgers import calendar_days

# A number for the whole year means a period for each patrol: 36 a year is one in ten days, 12 a year one in a month.
YEARLY = ((36, "ten_days"), (12, "month"))


class Duty(NamedTuple):
    """One patrol in every period of a season."""

    period: str
    from_on: date
    due_on: date


def duty_of(targets: Sequence[Target]) -> Duty | None:
    """What a promise means for one person: a patrol in each period, or nothing that falls due before the year's end."""
    if not targets:
        return None
    last = targets[-1]
    if last.kind == "each_period":
        return Duty(last.period or "month", last.from_on, last.due_on)
    period = next((period for least, period in YEARLY if last.value >= least), None)
    if last.kind != "reach" or period is None:
        return None
    return Duty(period, min(target.from_on for target in targets), last.due_on)


def judged(
    days: Counter[date], duty: Duty | None, since: date, until: date | None, as_of: date
) -> tuple[list[tuple[str, str]], int, int]:
    """The 36 cells of a year, how many periods passed, and how many of these without a patrol.

    A period counts for whoever was in office through all of it; the running one is not due yet.
    """
    states, over, missing = [NONE] * 36, 0, 0
    for _, first, last in calendar_days.periods(duty.from_on, duty.due_on, duty.period) if duty else []:
        if first < since or (until and until < last):
            continue
        passed = last <= as_of
        over += passed
        if any(first <= day <= last for day in days):
            continue
        missing += passed
        for column in range(_column(first), _column(last) + 1):
            states[column] = MISSING if passed or states[column] == MISSING else AHEAD
    done: Counter[int] = Counter()
    for day, patrols in days.items():
        done[_column(day)] += patrols
    cells = [(DONE, str(done[n])) if done[n] else (state, "") for n, state in enumerate(states)]
    return cells, over, missing


def _column(day: date) -> int:
    return (day.month - 1) * 3 + min((day.day - 1) // 10, 2)
