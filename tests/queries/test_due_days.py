"""When a time limit ends: calendar days, working days, months, extensions, and laws that change."""

import pytest


@pytest.fixture
def limit(bench):
    """Adds a limit of the test's own, so that an edited deadlines.csv breaks no test here."""

    def add(**cells):
        bench.add("limits", **({"rule": "r", "name": "r", "binding": "是", "basis": "r", "checked": "是"} | cells))
        return bench

    return add


def test_the_start_day_is_not_counted(limit):
    assert limit(days=15, unit="calendar").due_day("r", "2024-03-01") == "2024-03-16"


def test_a_due_day_on_a_holiday_does_not_move(limit):
    assert limit(days=15, unit="calendar").due_day("r", "2024-09-16") == "2024-10-01"


def test_calendar_days_pass_the_29th_of_february_of_a_leap_year(limit):
    bench = limit(days=60, unit="calendar")
    assert bench.due_day("r", "2024-01-01") == "2024-03-01"
    assert bench.due_day("r", "2025-01-01") == "2025-03-02"


def test_working_days_pass_over_the_spring_festival_and_count_the_days_worked_in_its_place(limit):
    # 2024: off from Saturday 10 to Saturday 17 February; Sunday 4 and Sunday 18 February are worked.
    bench = limit(days=5, unit="working")
    assert bench.due_day("r", "2024-02-07") == "2024-02-20"  # 8, 9, 18, 19, 20


def test_a_working_limit_started_on_a_day_off_counts_from_the_next_working_day(limit):
    bench = limit(days=1, unit="working")
    assert bench.due_day("r", "2024-02-10") == "2024-02-18"
    assert bench.due_day("r", "2024-02-17") == "2024-02-18"


def test_a_month_ends_on_the_same_day_or_on_the_last_day_of_a_shorter_month(limit):
    bench = limit(days=1, unit="month")
    assert bench.due_day("r", "2024-03-15") == "2024-04-15"
    assert bench.due_day("r", "2024-01-31") == "2024-02-29"
    assert bench.due_day("r", "2025-01-31") == "2025-02-28"
    assert bench.due_day("r", "2024-02-29") == "2024-03-29"
    assert bench.due_day("r", "2024-12-31") == "2025-01-31"


def test_an_extension_is_added_to_the_limit(limit):
    bench = limit(days=60, unit="calendar", extension=30)
    assert bench.due_day("r", "2024-03-01") == "2024-04-30"
    assert bench.due_day("r", "2024-03-01", extended=True) == "2024-05-30"


def test_a_rule_without_an_extension_gives_an_extended_matter_no_more_time(limit):
    bench = limit(days=90, unit="calendar")
    assert bench.due_day("r", "2024-03-01", extended=True) == bench.due_day("r", "2024-03-01") == "2024-05-30"


def test_a_new_number_governs_only_matters_that_started_under_it(limit):
    limit(days=60, unit="calendar", valid_to="2024-06-30")
    bench = limit(days=30, unit="calendar", valid_from="2024-07-01")
    assert bench.due_day("r", "2024-06-30") == "2024-08-29"
    assert bench.due_day("r", "2024-07-01") == "2024-07-31"


def test_a_day_before_the_rule_came_into_force_has_no_due_day(limit):
    assert limit(days=30, unit="calendar", valid_from="2024-07-01").due_day("r", "2024-06-30") is None


def test_a_rule_whose_limit_stands_in_the_row_has_no_due_days(bench):
    assert bench.due_day("service_promise", "2024-03-01") is None


def test_every_rule_day_and_flag_has_one_due_day_inside_the_calendar(bench):
    twice = "SELECT rule, started_on, extended FROM due_days GROUP BY ALL HAVING count(*) > 1"
    assert bench.prepare().execute(twice).fetchall() == []
    early = "SELECT * FROM due_days WHERE due_on <= started_on"
    assert bench.con.execute(early).fetchall() == []
