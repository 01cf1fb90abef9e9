"""The calendar that time limits are counted on: working days, months, ten-day periods (旬) and ISO weeks."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import chinese_calendar

Period = str  # "month" | "ten_days" | "week"


def period_number(day: date, period: Period) -> int:
    """The running number of the month, ten-day period or ISO week that a day lies in; next period = number + 1."""
    month = day.year * 12 + day.month - 1
    if period == "month":
        return month
    if period == "ten_days":
        return month * 3 + min((day.day - 1) // 10, 2)
    return (day.toordinal() - 1) // 7


def periods(first: date, last: date, period: Period) -> list[tuple[int, date, date]]:
    """(number, first day, last day) of each period from `first` to `last`, cut at both ends."""
    found: list[tuple[int, date, date]] = []
    day = first
    while day <= last:
        number = period_number(day, period)
        start = day
        while day <= last and period_number(day, period) == number:
            day += timedelta(days=1)
        found.append((number, start, day - timedelta(days=1)))
    return found


def year_before(day: date) -> date:
    """The same day last year, for every comparison with last year; 29 February has none and is compared with the 28th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def months_over(day: date) -> int:
    """How many months of its year are over at the end of a day: 0 on 30 January, 1 on the 31st."""
    return day.month - ((day + timedelta(days=1)).month == day.month)


@cache
def statutory(day: date) -> bool | None:
    """Whether the published calendar makes this a working day; None for a year it does not know.

    Kept, as the package looks for the first and the last day of its whole list at every question.
    """
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return None


def unknown_years(first: int, last: int) -> list[int]:
    """Years whose calendar is not published yet, so Monday to Friday is taken instead; said on screen."""
    return [year for year in range(first, last + 1) if statutory(date(year, 6, 1)) is None]


class Day(NamedTuple):
    """A row of the table `calendar`, see `period_number` for the running numbers."""

    day: date
    day_no: int
    working: bool
    working_no: int  # working days up to and including this one
    month_no: int
    day_of_month: int
    month_days: int
    ten_days: int
    week: int
    year: int


def rows(first: int, last: int, corrections: dict[date, bool]) -> list[Day]:
    """One row per day of the years `first` to `last`, both included. `corrections` is holidays.csv."""
    start, stop = date(first, 1, 1), date(last + 1, 1, 1)
    month_starts = [date(y, m, 1) for y in range(first, last + 1) for m in range(1, 13)] + [stop]
    days_in = {period_number(a, "month"): (b - a).days for a, b in pairwise(month_starts)}
    table, worked = [], 0
    for n in range((stop - start).days):
        day = start + timedelta(days=n)
        known = corrections.get(day, statutory(day))
        working = day.weekday() < 5 if known is None else known
        worked += working
        month = period_number(day, "month")
        numbers = (month, day.day, days_in[month], period_number(day, "ten_days"), period_number(day, "week"))
        table.append(Day(day, day.toordinal(), working, worked, *numbers, day.year))
    return table
