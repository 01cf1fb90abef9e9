"""执法人员培训达标率: who has to be trained in a year, and since when they are. 30 hours by parameters.csv."""

import pytest


def officer(bench, certified_on="2020-01-01", **cells):
    bench.add("officers", certified_on=certified_on, **cells)


def training(bench, held_on, hours, **cells):
    number = bench.con.execute("SELECT count(*) FROM trainings").fetchone()[0]
    common = {"row_id": f"T{number}", "kind": "法律知识培训", "officer": "R1", "held_on": held_on, "hours": hours}
    bench.add("trainings", **(common | cells))


def facts_of_2024(bench):
    return [
        (day, numerator, denominator)
        for _, day, numerator, denominator in bench.facts("officers_trained")
        if day[:4] == "2024"
    ]


def test_an_officer_counts_from_1_january_of_every_year_and_is_trained_when_the_hours_are_reached(bench):
    officer(bench)
    training(bench, "2024-03-01", "12.5")
    training(bench, "2024-05-01", "17")
    training(bench, "2024-07-01", "0.5")
    training(bench, "2024-09-01", "40")
    assert bench.facts("officers_trained") == [
        ("R1", "2023-01-01", 0, 1),
        ("R1", "2024-01-01", 0, 1),
        ("R1", "2024-07-01", 1, 0),
        ("R1", "2025-01-01", 0, 1),
        ("R1", "2026-01-01", 0, 1),
    ]


def test_hours_do_not_carry_over_into_the_next_year(bench):
    officer(bench)
    training(bench, "2023-12-31", 29)
    training(bench, "2024-01-01", 1)
    assert facts_of_2024(bench) == [("2024-01-01", 0, 1)]


def test_only_legal_training_of_this_very_officer_counts(bench):
    officer(bench)
    training(bench, "2024-03-01", 30, kind="其他培训")
    training(bench, "2024-03-01", 30, officer="R2")
    training(bench, "2024-03-01", 30, officer=None)
    training(bench, "2024-03-01", None)
    assert facts_of_2024(bench) == [("2024-01-01", 0, 1)]


def test_two_trainings_on_one_day_count_together(bench):
    officer(bench)
    training(bench, "2024-03-01", 15)
    training(bench, "2024-03-01", 15)
    assert facts_of_2024(bench) == [("2024-01-01", 0, 1), ("2024-03-01", 1, 0)]


def test_an_officer_certified_during_the_year_counts_from_that_day(bench):
    officer(bench, "2024-06-15")
    training(bench, "2024-08-01", 30)
    assert facts_of_2024(bench) == [("2024-06-15", 0, 1), ("2024-08-01", 1, 0)]


def test_hours_reached_before_certification_count_from_the_day_of_certification(bench):
    officer(bench, "2024-06-15")
    training(bench, "2024-03-01", 30)
    assert facts_of_2024(bench) == [("2024-06-15", 0, 1), ("2024-06-15", 1, 0)]


def test_an_officer_who_loses_the_certificate_untrained_leaves_the_count_the_day_after(bench):
    officer(bench, expires_on="2024-04-30")
    training(bench, "2024-05-01", 30)
    assert bench.facts("officers_trained") == [
        ("R1", "2023-01-01", 0, 1),
        ("R1", "2024-01-01", 0, 1),
        ("R1", "2024-05-01", 0, -1),
    ]


def test_an_officer_trained_by_the_last_valid_day_stays_trained_for_the_year(bench):
    officer(bench, revoked_on="2024-04-30", expires_on="2025-12-31")
    training(bench, "2024-04-30", 30)
    assert facts_of_2024(bench) == [("2024-01-01", 0, 1), ("2024-04-30", 1, 0)]
    assert bench.reached("officers_trained", "2026-12-31", since="2025-01-01") == (0, 0)


def test_a_certificate_that_ends_with_the_year_was_valid_all_year_and_takes_nothing_from_the_next(bench):
    officer(bench, expires_on="2024-12-31")
    assert bench.facts("officers_trained") == [("R1", "2023-01-01", 0, 1), ("R1", "2024-01-01", 0, 1)]


def test_a_certificate_held_for_one_day_counts_on_that_day_alone(bench):
    officer(bench, "2024-06-15", expires_on="2024-06-15")
    assert facts_of_2024(bench) == [("2024-06-15", 0, 1), ("2024-06-16", 0, -1)]


@pytest.mark.parametrize("expires_on", ["2024-06-14", "2023-06-15"])
def test_a_certificate_that_ends_before_it_begins_counts_nowhere(bench, expires_on):
    officer(bench, "2024-06-15", expires_on=expires_on)
    assert bench.facts("officers_trained") == []


def test_a_home_sets_its_own_number_of_hours(bench):
    bench.con.execute("UPDATE parameters SET value = '40' WHERE parameter = 'training_hours'")
    officer(bench)
    training(bench, "2024-03-01", 39.5)
    training(bench, "2024-04-01", 0.5)
    assert facts_of_2024(bench) == [("2024-01-01", 0, 1), ("2024-04-01", 1, 0)]
