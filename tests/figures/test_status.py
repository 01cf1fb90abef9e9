"""Level and pace, counted by hand for each kind of target and at each edge."""

from datetime import date

import pytest

from engine.figures import wording
from engine.figures.status import ACTION, ORDER, SHAPES, Measure, Target, Verdict, expected_by, judge

YEAR = {"from_on": date(2024, 1, 1), "due_on": date(2024, 12, 31)}


def day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


def reach(value: float, due: str = "12-31", start: str = "01-01") -> Target:
    return Target("reach", value, day(start), day(due))


def limit(kind: str, value: float, upper: float | None = None) -> Target:
    return Target(kind, value, **YEAR, upper=upper)


def monthly(
    value: float = 1, people: int = 1, start: str = "03-01", due: str = "12-31", period: str = "month"
) -> Target:
    return Target("each_period", value, day(start), day(due), period=period, people=people)


def months(**done: int) -> dict[int, float]:
    """m3=1 → one in March 2024, by its running number."""
    return {2024 * 12 + int(name[1:]) - 1: n for name, n in done.items()}


def word(value: float | None, target: Target | list, as_of: str, **more: object) -> str:
    return judge(Measure(value, **more), target if isinstance(target, list) else [target], day(as_of)).status


# reach


def test_half_way_through_a_leap_year_fifteen_of_thirty_six_is_88_percent():
    """30 June is day 182 of 366: 36 × 182 / 366 = 17.9, whole matters 17; 15 / 17 = 88 %; 15 × 366 / 182 = 30.2."""
    verdict = judge(Measure(15), [reach(36)], day("06-30"))
    assert verdict == Verdict("滞后", target=36, expected=17, level=15 / 36, pace=15 / 17, projected=30)


def test_the_arithmetic_is_told_in_words():
    class Row:
        judged_from = None
        value, unit, target, target_kind, status, expected, pace, projected, not_yet_due = (
            15,
            "次",
            36,
            "reach",
            "滞后",
            17,
            15 / 17,
            30,
            False,
        )

    said = "截至6月30日 15 次；全年目标 36 次，序时目标 17 次，进度 88%；照此进度全年约 30 次"
    assert wording.arithmetic(Row, day("06-30")) == said


def test_in_a_common_year_the_same_day_expects_as_much_of_fewer_days():
    """30 June 2023 is day 181 of 365: 36 × 181 / 365 = 17.85."""
    target = Target("reach", 36, date(2023, 1, 1), date(2023, 12, 31))
    assert judge(Measure(15), [target], date(2023, 6, 30)).expected == 17


def test_the_29th_of_february_is_a_day_like_any_other():
    """Day 60 of 366: 366 × 60 / 366 = 60 exactly."""
    assert [expected_by([reach(366)], 0, day(d)) for d in ("02-28", "02-29", "03-01")] == [59, 60, 61]


def test_two_drills_a_year_raise_no_red_on_15_january():
    """2 × 15 / 366 = 0.08: nothing whole is expected yet."""
    verdict = judge(Measure(0), [reach(2)], day("01-15"))
    assert verdict == Verdict("正常", target=2, expected=0, level=0, pace=None, projected=0, not_yet_due=True)


def test_the_first_drill_is_expected_when_half_the_year_is_over():
    """2 × 183 / 366 = 1 on 1 July."""
    assert [word(0, reach(2), d) for d in ("06-30", "07-01")] == ["正常", "严重滞后"]


@pytest.mark.parametrize(
    ("value", "status"),
    [(19, "正常"), (18.99, "滞后"), (12, "滞后"), (11.99, "严重滞后"), (0, "严重滞后"), (40, "达标")],
)
def test_pace_turns_at_95_and_60_percent(value, status):
    """40 × 183 / 366 = 20 expected on 1 July; 19 / 20 = 0.95, 12 / 20 = 0.60."""
    assert word(value, reach(40), "07-01") == status


def test_what_is_reached_early_is_reached_and_more_than_all_is_shown():
    verdict = judge(Measure(42), [reach(40)], day("07-01"))
    assert (verdict.status, verdict.level, verdict.pace) == ("达标", 42 / 40, 42 / 20)


@pytest.mark.parametrize(
    ("value", "as_of", "status"), [(35, "12-30", "正常"), (35, "12-31", "未达标"), (36, "12-31", "达标")]
)
def test_on_the_last_day_of_the_year_the_verdict_falls(value, as_of, status):
    assert word(value, reach(36), as_of) == status


def test_a_target_of_nothing_is_always_reached():
    assert judge(Measure(0), [reach(0)], day("01-01")) == Verdict("达标", 0, 0, None, None, 0)


def test_a_line_that_begins_late_expects_nothing_before():
    """From 1 July to 31 December are 184 days; 31 July is the 31st: 184 × 31 / 184 = 31."""
    target = reach(184, start="07-01")
    assert [expected_by([target], 0, day(d)) for d in ("06-30", "07-01", "07-31", "12-31")] == [0, 1, 31, 184]
    assert word(0, target, "06-30") == "正常"


def test_milestones_bend_the_line_and_the_last_one_is_the_target():
    """10 by 31 March (91 days), 40 by 31 December (275 more): 45 days on, 10 + 30 × 45 / 275 = 14.9."""
    promise = [reach(40), reach(10, due="03-31")]
    assert [expected_by(promise, 0, day(d)) for d in ("03-30", "03-31", "04-01", "05-15", "12-31")] == [
        9,
        10,
        10,
        14,
        40,
    ]
    assert [word(v, promise, "03-31") for v in (10, 9, 6, 5)] == ["正常", "滞后", "滞后", "严重滞后"]
    assert judge(Measure(14), promise, day("05-15")) == Verdict(
        "正常", 40, 14, 14 / 40, 1.0, 38
    )  # 14 × 366 / 136 = 37.7


def test_after_a_target_that_ends_in_june_nothing_is_projected():
    assert judge(Measure(1), [reach(2, due="06-30")], day("08-01")) == Verdict("未达标", 2, 2, 0.5, 0.5)


def test_a_stock_starts_from_last_years_closing_value():
    """2 officers, 4 wanted: 2 + 2 × 182 / 366 = 2.99 → 2 on 30 June, 2 + 2 × 183 / 366 = 3 on 1 July. No projection."""
    stock = {"opening": 2.0, "cumulative": False}
    assert judge(Measure(2, **stock), [reach(4)], day("06-30")) == Verdict("正常", 4, 2, 0.5, 1.0)
    assert judge(Measure(2, **stock), [reach(4)], day("07-01")) == Verdict("滞后", 4, 3, 0.5, 2 / 3)


def test_a_rate_may_be_expected_in_parts():
    """100 % by year end: 50 % on 1 July, no whole matters."""
    measure = Measure(48, whole=False, cumulative=False)
    assert judge(measure, [reach(100)], day("07-01")) == Verdict("正常", 100, 50, 0.48)


# floor, ceiling, zero, range


@pytest.mark.parametrize(
    ("target", "value", "status"),
    [
        (limit("floor", 95), 95, "达标"),
        (limit("floor", 95), 94.9999, "未达标"),
        (limit("ceiling", 3), 3, "达标"),
        (limit("ceiling", 3), 4, "未达标"),
        (limit("ceiling", 0), 0, "达标"),
        (limit("zero", 0), 0, "达标"),
        (limit("zero", 0), 1, "未达标"),
        (limit("range", 2, 5), 2, "达标"),
        (limit("range", 2, 5), 5, "达标"),
        (limit("range", 2, 5), 6, "未达标"),
    ],
)
def test_floors_ceilings_zeros_and_ranges_hold_to_the_edge_on_any_day(target, value, status):
    assert [word(value, target, d) for d in ("01-01", "12-31")] == [status] * 2


def test_a_limit_has_a_level_but_no_pace():
    assert judge(Measure(90), [limit("floor", 100)], day("06-30")) == Verdict("未达标", 100, level=0.9)
    assert judge(Measure(1), [limit("zero", 0)], day("06-30")) == Verdict("未达标", 0, level=None)


def test_a_count_has_not_left_a_range_it_has_not_yet_entered():
    assert judge(Measure(1), [limit("range", 2, 5)], day("06-30")) == Verdict("正常", 2, level=0.5, not_yet_due=True)
    assert word(1, limit("range", 2, 5), "12-31") == "未达标"
    assert word(1, limit("range", 2, 5), "06-30", cumulative=False) == "未达标"


# each_period


def test_each_month_of_the_season_is_asked_for_once_it_is_over():
    """March to December: ten months. On 31 May three are over; March and May were kept, April was not: 2 / 3."""
    verdict = judge(Measure(2, by_period=months(m3=1, m5=1)), [monthly()], day("05-31"))
    assert verdict == Verdict(
        "滞后", target=10, expected=3, level=2 / 3, pace=2 / 3, periods_met=2, periods_due=3, periods_all=10
    )


def test_a_running_month_is_not_yet_due():
    done = {"by_period": months(m3=1)}
    assert [word(1, monthly(), d, **done) for d in ("03-30", "03-31", "04-29", "04-30")] == [
        "正常",
        "正常",
        "正常",
        "严重滞后",
    ]
    first = judge(Measure(0), [monthly()], day("03-30"))
    assert (first.status, first.pace, first.not_yet_due, first.periods_due) == ("正常", None, True, 0)


def test_work_outside_the_season_or_twice_in_a_month_does_not_fill_a_gap():
    assert judge(Measure(9, by_period=months(m2=4, m3=5)), [monthly()], day("04-30")).periods_met == 1


def test_before_the_season_nothing_is_due():
    assert word(0, monthly(), "02-29") == "正常"


def test_every_month_kept_is_reached_only_when_the_season_is_over():
    kept = {"by_period": months(**{f"m{m}": 1 for m in range(3, 13)})}
    assert [word(10, monthly(), d, **kept) for d in ("12-30", "12-31")] == ["正常", "达标"]
    gap = {"by_period": months(**{f"m{m}": 1 for m in range(3, 12)})}
    assert [word(9, monthly(), d, **gap) for d in ("12-30", "12-31")] == ["正常", "未达标"]


def test_each_person_owes_their_part():
    """Two chiefs, one patrol each: a month with one patrol is not kept."""
    verdict = judge(Measure(3, by_period=months(m3=2, m4=1)), [monthly(people=2)], day("04-30"))
    assert (verdict.target, verdict.expected, verdict.periods_met, verdict.pace) == (20, 4, 1, 0.5)


def test_ten_day_periods_end_on_the_10th_the_20th_and_the_last():
    """April: 1–10, 11–20, 21–30. On the 20th two are over."""
    first = (2024 * 12 + 3) * 3
    target = monthly(start="04-01", due="04-30", period="ten_days")
    verdict = judge(Measure(2, by_period={first: 1, first + 2: 1}), [target], day("04-20"))
    assert (verdict.periods_met, verdict.periods_due, verdict.periods_all) == (1, 2, 3)
    assert judge(Measure(2, by_period={first: 1}), [target], day("04-19")).periods_due == 1


def test_a_season_cut_within_a_month_ends_with_its_last_day():
    """16 March to 15 May: March, April, May, cut at both ends."""
    target = monthly(start="03-16", due="05-15")
    assert [judge(Measure(0), [target], day(d)).periods_due for d in ("03-31", "04-30", "05-14", "05-15")] == [
        1,
        2,
        2,
        3,
    ]


def test_weeks_run_from_monday_to_sunday():
    """4 March 2024 is a Monday."""
    target = monthly(start="03-04", due="03-17", period="week")
    assert [judge(Measure(0), [target], day(d)).periods_due for d in ("03-09", "03-10", "03-17")] == [0, 1, 2]


# nothing to judge


def test_without_a_target_there_is_no_verdict():
    assert judge(Measure(3), [], day("06-30")) == Verdict("无目标")


@pytest.mark.parametrize("absent", ["无数据", "不适用"])
def test_without_a_value_the_reason_is_the_status_with_or_without_a_target(absent):
    assert judge(Measure(None, absent), [], day("06-30")) == Verdict(absent)
    assert judge(Measure(None, absent), [limit("floor", 95)], day("06-30")) == Verdict(absent, target=95)
    assert judge(Measure(None, absent), [monthly()], day("06-30")) == Verdict(absent, target=10)


def test_every_word_has_a_shape_of_its_own_and_a_place_in_the_order():
    assert set(ORDER) == set(SHAPES)
    judged = [SHAPES[w] for w in ORDER if w not in ("无数据", "不适用")]
    assert len(set(judged)) == len(judged) == 6
    assert ORDER[:3] == ACTION


# The first part of a target's time


@pytest.mark.parametrize(
    ("value", "target", "as_of", "expected"),
    [
        (0, 2000, "01-05", ("正常", True, day("02-06"))),
        (0, 2000, "02-05", ("正常", True, day("02-06"))),
        (0, 2000, "02-06", ("严重滞后", False, None)),
        (2000, 2000, "01-05", ("达标", False, None)),
        (0, 2, "03-01", ("正常", True, None)),  # one whole drill is not expected before July
    ],
)
def test_nothing_is_late_in_the_first_tenth_of_a_targets_time(value, target, as_of, expected):
    found = judge(Measure(value), [reach(target)], day(as_of), 0.1)
    assert (found.status, found.not_yet_due, found.judged_from) == expected


def test_a_rate_of_people_is_not_late_on_5_january_and_never_has_a_pace():
    rate = Measure(0.0, whole=False, cumulative=False)
    early, later = (judge(rate, [reach(100)], day(as_of), 0.1) for as_of in ("01-05", "06-30"))
    assert (early.status, early.not_yet_due, early.pace) == ("正常", True, None)
    assert (later.status, later.not_yet_due, later.pace) == ("严重滞后", False, None)
