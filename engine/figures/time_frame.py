"""Which years can be chosen, and on which year and day a page begins."""

from datetime import date, timedelta
from functools import lru_cache

from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask


def years(scope: Scope) -> list[int]:
    """The years that can be chosen, the latest first: from the first row on, as soon as one has begun or has targets."""
    begun = {questions.today(scope).year, *questions.target_years(scope)}
    if (span := _span(scope)) is not None:
        begun |= {day.year for day in span}
    return list(range(max(begun), min(begun) - 1, -1))


def default_year(scope: Scope) -> int:
    """The latest year with rows; the closed one in the weeks after New Year, when its report is due."""
    today, span = questions.today(scope), _span(scope)
    if span is None:
        return today.year
    closing = today < date(today.year, 1, 1) + timedelta(days=int(questions.parameters(scope)["closing_days"]))
    return min(span[1].year, today.year - 1) if closing and span[0].year < today.year else span[1].year


def default_day(scope: Scope, year: int) -> date:
    """31 December of a year that is over; else the day up to which the ledgers are entered, in that year."""
    today = questions.today(scope)
    last = max(updated_to(scope) or today, date(year, 1, 1))
    return date(year, 12, 31) if max(last.year, today.year) > year else last


def updated_to(scope: Scope) -> date | None:
    """台账更新至: the last main date of any ledger that is not in the future; None without a row."""
    span = _span(scope)
    return span[1] if span else None


def _span(scope: Scope) -> tuple[date, date] | None:
    """The first and the last main date of any ledger, none in the future."""
    return _span_until(scope, questions.today(scope))


@lru_cache(maxsize=64)
def _span_until(scope: Scope, today: date) -> tuple[date, date] | None:
    dates = ask("dates", scope, today=today)
    return None if dates.empty else (dates["first_on"].min().date(), dates["last_on"].max().date())
