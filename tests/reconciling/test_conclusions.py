"""The verdict on one figure, by its qualifier and what the ledgers say."""

from collections import Counter
from decimal import Decimal

import pandas as pd
import pytest

from engine.figures import status
from engine.reconciling.conclusions import (
    AGREES,
    DEMAND,
    DIFFERS,
    MARKS,
    NO_DENOMINATOR,
    NO_LEDGER,
    ORDER,
    ROUGHLY,
    Standing,
    judge,
    step_of,
)
from engine.reconciling.extracting.extraction import Found

A_MONTH = Counter(dict.fromkeys(range(1, 13), 1))


def verdict(written: str, value: str, qualifier: str, ledger: float | None, unit: str = "次", **more: object) -> tuple:
    """(word, difference) for a count of `ledger`."""
    judged = judge(found(value, unit, qualifier), written, standing(ledger, **more))
    return judged.word, None if judged.difference is None else float(judged.difference)


def found(value: str, unit: str, qualifier: str, requirement: bool = False) -> Found:
    return Found("", Decimal(value), unit, qualifier, 0, 0, "", "", requirement)


def standing(value: float | None, **more: object) -> Standing:
    row = {
        "value": float("nan") if value is None else value,
        "kind": "count",
        "unit": "次",
        "scale": 1.0,
        "numerator": value,
        "denominator": None,
        "row_count": 1,
        "status": status.NO_DATA if value is None else status.NO_TARGET,
        "target_kind": None,
        "months_missing": (),
        "unrecorded": "",
    }
    by_month = more.pop("by_month", Counter())
    over, norm = more.pop("months_over", 12), more.pop("norm", None)
    return Standing(pd.Series({**row, **more}), by_month, over, norm)


@pytest.mark.parametrize(
    ("written", "value", "qualifier", "ledger", "expected"),
    [
        ("60次", "60", "exact", 60, (AGREES, 0)),
        ("60次", "60", "exact", 59, (DIFFERS, 1)),
        ("600余条", "600", "at_least", 601, (ROUGHLY, -1)),
        ("600余条", "600", "at_least", 600, (DIFFERS, 0)),
        ("600余条", "600", "at_least", 699, (ROUGHLY, -99)),
        ("600余条", "600", "at_least", 700, (DIFFERS, -100)),
        ("1.5万余人次", "15000", "at_least", 15999, (ROUGHLY, -999)),
        ("1.5万余人次", "15000", "at_least", 16000, (DIFFERS, -1000)),
        ("超500人次", "500", "at_least", 500, (DIFFERS, 0)),
        ("超500人次", "500", "at_least", 764, (ROUGHLY, -264)),
        ("500人次以上", "500", "at_least", 500, (ROUGHLY, 0)),
        ("不少于5次", "5", "at_least", 4, (DIFFERS, 1)),
        ("近600条", "600", "approx", 590, (ROUGHLY, 10)),
        ("近600条", "600", "approx", 601, (DIFFERS, -1)),
        ("约600条", "600", "approx", 560, (ROUGHLY, 40)),
        ("约600条", "600", "approx", 660, (DIFFERS, -60)),
        ("不超过3起", "3", "at_most", 3, (ROUGHLY, 0)),
        ("不超过3起", "3", "at_most", 4, (DIFFERS, -1)),
        ("未发生", "0", "zero", 0, (AGREES, 0)),
        ("未发生", "0", "zero", 2, (DIFFERS, -2)),
        ("60次", "60", "exact", None, (NO_LEDGER, None)),
    ],
)
def test_a_count_is_judged_by_its_qualifier(
    written: str, value: str, qualifier: str, ledger: float | None, expected: tuple
) -> None:
    assert verdict(written, value, qualifier, ledger) == expected


RATE = {"kind": "rate", "unit": "%", "scale": 100.0}


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "expected"),
    [
        ("98.4", 60, 61, AGREES),
        ("98.36", 60, 61, AGREES),
        ("98", 60, 61, AGREES),
        ("98.5", 60, 61, DIFFERS),
        ("100", 61, 61, AGREES),
        ("100", 2999, 3000, DIFFERS),
    ],
)
def test_a_rate_agrees_at_the_digits_it_is_written_with_but_100_must_be_whole(
    value: str, numerator: int, denominator: int, expected: str
) -> None:
    rate = standing(numerator * 100 / denominator, numerator=numerator, denominator=denominator, **RATE)
    assert judge(found(value, "%", "exact"), f"{value}%", rate).word == expected


def test_all_done_is_100_percent_and_says_how_many_are_left() -> None:
    rate = standing(90.0, numerator=9, denominator=10, **RATE)
    judged = judge(found("100", "%", "implied"), "全部办结", rate)
    assert (judged.word, judged.difference, judged.said) == (DIFFERS, 10, "应计 10，做到 9，差 1")


def test_up_to_standard_is_compared_with_the_target() -> None:
    goal = {"numerator": 98, "denominator": 100, "target_kind": "floor", "target": 95.0, **RATE}
    reached = standing(98.0, **{**goal, "status": status.REACHED})
    missed = standing(98.0, **{**goal, "status": status.MISSED})
    said = [judge(found("100", "%", "implied"), "检测率达标", each).word for each in (reached, missed)]
    assert said == [AGREES, DIFFERS]


def test_a_rate_of_nothing_lacks_its_denominator() -> None:
    rate = standing(None, **{**RATE, "status": status.NOT_APPLICABLE})
    assert judge(found("100", "%", "exact"), "100%", rate).word == NO_DENOMINATOR


@pytest.mark.parametrize(
    ("unit", "value", "by_month", "over", "expected"),
    [
        ("次/月", "1", A_MONTH, 12, (AGREES, None)),
        ("次/月", "2", A_MONTH, 12, (DIFFERS, 12)),
        ("次/月", "1", A_MONTH - Counter({5: 1}), 12, (DIFFERS, 1)),
        ("次/月", "1", A_MONTH - Counter({5: 1}), 4, (AGREES, None)),
        ("次/季度", "3", A_MONTH, 12, (AGREES, None)),
        ("次/季度", "1", Counter({2: 1, 11: 1}), 12, (DIFFERS, 2)),
        ("次/年", "2", Counter({2: 1, 11: 1}), 12, (AGREES, None)),
        ("次/旬", "1", Counter({1: 36}), 12, (AGREES, None)),
        ("次/周", "1", Counter({1: 36}), 12, (DIFFERS, 16)),
    ],
)
def test_a_frequency_must_be_kept_in_every_period_that_is_over(
    unit: str, value: str, by_month: Counter, over: int, expected: tuple
) -> None:
    assert verdict("", value, "frequency", 12, unit, by_month=by_month, months_over=over) == expected


def test_hours_for_everyone_are_compared_where_the_ledgers_measure_by_the_same_norm() -> None:
    everyone = standing(100.0, numerator=27, denominator=27, norm=Decimal(30), **RATE)
    one_short = standing(96.3, numerator=26, denominator=27, norm=Decimal(30), **RATE)
    demanded = found("30", "学时", "at_least", True)
    assert [judge(demanded, "不少于30学时", each).word for each in (everyone, one_short)] == [AGREES, DIFFERS]
    assert judge(demanded, "不少于30学时", one_short).difference == Decimal("3.7")
    assert judge(found("40", "学时", "at_least", True), "不少于40学时", everyone).word == DEMAND


def test_a_demand_is_no_result() -> None:
    assert judge(found("10", "场", "exact", True), "10场", standing(3)).word == DEMAND


def test_a_zero_says_how_many_months_nobody_reported() -> None:
    judged = judge(found("0", "起", "zero"), "未发生", standing(0, months_missing=(3, 5)))
    assert (judged.word, judged.said) == (AGREES, "零报告缺报3月、5月")


@pytest.mark.parametrize(
    ("value", "step"), [("600", 100), ("20", 10), ("10", 10), ("15000", 1000), ("15", 1), ("1200", 100), ("0", 1)]
)
def test_the_last_digit_written_says_how_round_a_number_is(value: str, step: int) -> None:
    assert step_of(Decimal(value)) == step


def test_each_verdict_has_a_mark_of_its_own() -> None:
    assert len(ORDER) == 7 == len(set(MARKS.values()))


def test_no_verdict_wears_the_sign_of_a_status() -> None:
    assert not set(MARKS.values()) & {*status.SHAPES.values(), *status.MATTERS.values()}
