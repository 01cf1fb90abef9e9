"""The calendar that limits are counted on, checked against days anybody can look up."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.ledgers.calendar_days import period_number, periods, rows, statutory, unknown_years

DAYS = some.dates(date(2000, 1, 1), date(2099, 12, 31))


def calendar(first: int, last: int, corrections: dict | None = None) -> dict[date, dict]:
    return {row.day: row._asdict() for row in rows(first, last, corrections or {})}


def test_every_day_of_the_years_stands_once_and_days_are_numbered_without_gaps():
    days = calendar(2023, 2024)
    assert list(days) == [date(2023, 1, 1) + timedelta(days=n) for n in range(365 + 366)]
    assert {b["day_no"] - a["day_no"] for a, b in pairwise(days.values())} == {1}


def test_the_29th_of_february_is_whole():
    assert (
        calendar(2024, 2024)[date(2024, 2, 29)]
        == {
            "day": date(2024, 2, 29),
            "day_no": date(2024, 2, 29).toordinal(),
            "working": True,  # a Thursday
            "working_no": 40,  # January 22; February 18: of 21 weekdays 5 fall in Spring Festival, Sundays 4 and 18 are worked
            "month_no": 2024 * 12 + 1,
            "day_of_month": 29,
            "month_days": 29,
            "ten_days": (2024 * 12 + 1) * 3 + 2,
            "week": (date(2024, 2, 26).toordinal() - 1) // 7,
            "year": 2024,
        }
    )


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 2, 4), True),  # a Sunday worked for Spring Festival
        (date(2024, 2, 9), True),  # New Year's Eve, a holiday only from 2025
        (date(2024, 2, 12), False),
        (date(2024, 6, 10), False),  # Dragon Boat
        (date(2024, 10, 1), False),
        (date(2024, 10, 12), True),  # a Saturday worked for National Day
        (date(2024, 10, 19), False),
    ],
)
def test_working_days_follow_the_published_calendar(day, working):
    assert statutory(day) is working


def test_working_numbers_stand_still_over_days_off():
    days = calendar(2024, 2024)
    assert [days[date(2024, 6, n)]["working_no"] - days[date(2024, 6, 7)]["working_no"] for n in range(7, 12)] == [
        0,
        0,
        0,
        0,
        1,
    ]


def test_a_correction_beats_the_published_calendar():
    days = calendar(2024, 2024, {date(2024, 6, 10): True, date(2024, 6, 11): False})
    assert [days[date(2024, 6, n)]["working"] for n in (7, 10, 11, 12)] == [True, True, False, True]


def test_a_year_nobody_has_published_works_monday_to_friday():
    assert unknown_years(2024, 2024) == []
    assert unknown_years(2060, 2061) == [2060, 2061]
    assert statutory(date(2060, 10, 1)) is None
    days = calendar(2060, 2060)
    assert [days[date(2060, 10, n)]["working"] for n in range(1, 8)] == [
        True,
        False,
        False,
        True,
        True,
        True,
        True,
    ]  # the 1st is a Friday


@given(DAYS, some.sampled_from(["month", "ten_days", "week"]))
def test_the_next_period_has_the_next_number(day, period):
    tomorrow = day + timedelta(days=1)
    starts = {"month": tomorrow.day == 1, "ten_days": tomorrow.day in (1, 11, 21), "week": tomorrow.weekday() == 0}
    assert period_number(tomorrow, period) - period_number(day, period) == starts[period]


@given(DAYS, some.integers(0, 400), some.sampled_from(["month", "ten_days", "week"]))
def test_periods_cover_a_season_without_gap_or_overlap(first, length, period):
    last = first + timedelta(days=length)
    found = periods(first, last, period)
    assert (found[0][1], found[-1][2]) == (first, last)
    for (number, _, end), (following, start, _) in pairwise(found):
        assert (following, start) == (number + 1, end + timedelta(days=1))
    assert all(period_number(start, period) == period_number(end, period) == number for number, start, end in found)


def test_a_season_backwards_has_no_periods():
    assert periods(date(2024, 3, 2), date(2024, 3, 1), "month") == []


def test_the_calendar_table_numbers_periods_as_the_verdicts_do():
    for day, row in calendar(2024, 2024).items():
        assert (row["month_no"], row["ten_days"], row["week"]) == tuple(
            period_number(day, p) for p in ("month", "ten_days", "week")
        )
