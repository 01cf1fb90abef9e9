"""Every on-time rate, walked through 2024 day by day, against a count made from scratch in Python.

The count knows nothing of facts, calendars with running numbers or joins: on each day it looks at every
matter and asks what the law asks — is it done in time, is it past its limit, or is it still open within it?
"""

import calendar
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

QUERIES = Path(__file__).resolve().parents[2] / "queries" / "indicators"
NEW_YEAR, NEW_YEARS_EVE = date(2024, 1, 1), date(2024, 12, 31)
DAY = timedelta(days=1)


def days(number: int) -> Callable[[date], date]:
    return lambda start: start + number * DAY


def working_days(number: int) -> Callable[[date], date]:
    def due(start: date) -> date:
        left, day = number, start
        while left:
            day += DAY
            left -= chinese_calendar.is_workday(day)
        return day

    return due


def months(number: int) -> Callable[[date], date]:
    def due(start: date) -> date:
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))

    return due


@dataclass
class Kind:
    """Matters of one kind: their ledger, the columns of their clock, and their limit (None: not under this rule)."""

    ledger: str
    start: str
    end: str
    limit: Callable[[date], date] | None
    cells: dict[str, str] = field(default_factory=dict)
    due: str | None = None  # the column of the row's own limit, if it has one


PETITION = {"out_of_scope": "否", "extended": "否", "class": "申诉求决", "registered_on": "2023-06-01"}
OFFICE = {"extended": "否", "filed_on": "2023-06-01"}
MATTERS = {
    "services_on_time": [Kind("service_cases", "accepted_on", "completed_on", days(9), due="promised_by")],
    "problems_rectified": [
        Kind("problems", "found_on", "rectified_on", days(30), {"source": "安全隐患"}, due="due_on")
    ],
    "requests_answered": [Kind("requests", "received_on", "answered_on", days(14), {"kind": "急难愁盼"}, due="due_on")],
    "disclosures_on_time": [
        Kind("disclosures", "formed_on", "published_on", working_days(20), {"kind": "政府信息"}),
        Kind("disclosures", "formed_on", "published_on", None, {"kind": "村务公开"}),
    ],
    "rules_filed": [Kind("rules", "issued_on", "filed_on", days(15), {"kind": "规范性文件", "action": "制定"})],
    "proposals_on_time": [
        Kind("proposals", "assigned_on", "replied_on", months(3), {"complex": "否"}),
        Kind("proposals", "assigned_on", "replied_on", months(6), {"complex": "是"}),
    ],
    "penalties_on_time": [
        Kind("enforcement_cases", "filed_on", "decided_on", days(90), {"kind": "处罚", "extended": "否"}),
        Kind("enforcement_cases", "filed_on", "decided_on", None, {"kind": "许可", "extended": "否"}),
    ],
    "enforcement_disclosed": [
        Kind("enforcement_cases", "decided_on", "disclosed_on", working_days(7), OFFICE | {"kind": "处罚"}),
        Kind("enforcement_cases", "decided_on", "disclosed_on", working_days(7), OFFICE | {"kind": "许可"}),
        Kind("enforcement_cases", "decided_on", "disclosed_on", working_days(20), OFFICE | {"kind": "检查"}),
    ],
    "disputes_on_time": [
        Kind("disputes", "accepted_on", "ended_on", months(1), {"result": "移送", "found_on": "2023-06-01"})
    ],
    "petitions_notified_on_time": [
        Kind("petitions", "registered_on", "notified_on", days(15), {"out_of_scope": "否", "extended": "否"}),
    ],
    "petitions_closed_on_time": [
        Kind("petitions", "accepted_on", "closed_on", days(60), PETITION),
        Kind("petitions", "accepted_on", "closed_on", days(90), PETITION | {"extended": "是"}),
        Kind("petitions", "accepted_on", "closed_on", None, PETITION | {"class": "建议意见"}),
    ],
}


def some_matters(bench, kinds: list[Kind], dice: random.Random) -> list[tuple[date, date | None]]:
    """Adds 60 rows to the bench and returns (due, finished) of those under the rule."""
    matters = []
    for number in range(60):
        kind = dice.choice(kinds)
        start = date(2023, 9, 1) + dice.randrange(480) * DAY
        due = kind.limit(start) if kind.limit else None
        # about the limit more often than not: that is where counts go wrong
        finished = dice.choice([None, start + dice.randrange(300) * DAY, (due or start) + dice.randrange(-2, 3) * DAY])
        finished = max(finished, start) if finished else None
        own_limit = {kind.due: due} if kind.due else {}
        bench.add(
            kind.ledger, row_id=f"M{number}", **(kind.cells | {kind.start: start, kind.end: finished} | own_limit)
        )
        if due:
            matters.append((due, finished))
    return matters


def counted(matters: list[tuple[date, date | None]], day: date) -> tuple[int, int]:
    """What the rate of 2024 is on this day: (in time, in time or past the limit)."""
    in_time = [end for due, end in matters if end and end <= due and NEW_YEAR <= end <= day]
    too_late = [due for due, end in matters if (end is None or end > due) and NEW_YEAR <= due + DAY <= day]
    return len(in_time), len(in_time) + len(too_late)


@pytest.mark.parametrize("code", MATTERS)
def test_on_every_day_of_the_year_an_on_time_rate_is_what_a_count_from_scratch_gives(bench, code):
    matters = some_matters(bench, MATTERS[code], random.Random(code))
    facts = [(date.fromisoformat(day), numerator, denominator) for _, day, numerator, denominator in bench.facts(code)]
    day, checked = NEW_YEAR, 0
    while day <= NEW_YEARS_EVE:
        year = [(n, d) for counts_on, n, d in facts if NEW_YEAR <= counts_on <= day]
        assert (sum(n for n, _ in year), sum(d for _, d in year)) == counted(matters, day), day
        day, checked = day + DAY, checked + len(year)
    assert checked > 0


def test_the_walk_covers_every_rate_that_rests_on_a_time_limit(catalogue, bench):
    queries = {line["code"]: (QUERIES / f"{line['code']}.sql").read_text() for line in catalogue}
    resting = {code for code, sql in queries.items() if "deadlines" in bench.con.get_table_names(sql)}
    assert resting == set(MATTERS)
