"""Counted numbers are divided in one place, exactly, and rounded once; no rounding contradicts what stands beside it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ledgers import calendar_days
from engine.words import numbers
from engine.words.ranking import foremost


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_quotient_is_rounded_half_up_from_its_exact_value(numerator, denominator):
    exact = Fraction(numerator * 100, denominator)
    tenths = (exact * 10 + Fraction(1, 2)).__floor__()
    assert numbers.half_up(numbers.quotient(numerator, denominator, 100)) == Decimal(tenths) / 10


def test_an_exact_half_is_one_number_wherever_it_is_written():
    assert numbers.with_unit(numbers.quotient(23, 80, 100), "%") == "28.8%"
    assert numbers.quotient(12345, 100, 0.01) == 1.2345


def test_nothing_divided_by_nothing_is_no_number():
    assert numbers.text(numbers.quotient(3, 0, 100)) == numbers.text(numbers.quotient(float("nan"), 4)) == ""


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        (0.946, "94.6%"),
        (0.9496, "94.96%"),
        (0.95, "95%"),
        (0.954, "95%"),
        (0.9999, "99.99%"),
        (1.0004, "100.04%"),
        (0.5996, "59.96%"),
    ],
)
def test_a_percentage_keeps_to_its_own_side_of_every_threshold(ratio, written):
    assert numbers.percent(ratio, 0.95, 0.6) == written


@pytest.mark.parametrize(
    ("day", "before"), [("2025-02-28", "2024-02-28"), ("2024-02-29", "2023-02-28"), ("2025-03-01", "2024-03-01")]
)
def test_the_same_day_last_year_is_one_day(day, before):
    assert calendar_days.year_before(date.fromisoformat(day)) == date.fromisoformat(before)


@pytest.mark.parametrize(
    ("day", "over"),
    [("2025-01-01", 0), ("2025-01-30", 0), ("2025-01-31", 1), ("2024-02-28", 1), ("2024-02-29", 2), ("2025-12-31", 12)],
)
def test_a_month_is_over_at_the_end_of_its_last_day(day, over):
    assert calendar_days.months_over(date.fromisoformat(day)) == over


NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "unit", "word", "said"),
    [
        ([("1 月", 0), ("3 月", 1), ("5 月", 1)], "场", "最多", "3 月、5 月最多，各 1 场"),
        ([("1 月", 0), ("3 月", 1)], "场", "最多", ""),
        ([("1 月", 2), ("3 月", 1)], "场", "最多", "1 月最多，2 场"),
        ([("1 月", 2), ("3 月", 2)], "场", "最多", ""),
        ([(f"{n} 月", 2) for n in range(4)] + [("5 月", 1)], "场", "最多", ""),
        ([("甲村", 90.0), ("乙村", 80.0), ("丙村", 80.0), ("丁村", NAN)], "%", "最低", "乙村、丙村最低，各80%"),
        ([("甲村", NAN), ("乙村", 80.0)], "%", "最低", ""),
        ([("甲村", 3), ("乙村", 0), ("丙村", 0)], "次", "最少", "乙村、丙村最少，各 0 次"),
    ],
)
def test_a_ranking_names_every_tie_or_says_nothing(values, unit, word, said):
    assert foremost(values, unit, word) == said
