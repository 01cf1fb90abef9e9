"""How numbers are rounded and written: once, half up, here. (docs/decisions.md, "Whole numbers, one division")"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

import pandas as pd

MOST_DIGITS = 6  # decimals after which two numbers that differ may look alike


def quotient(numerator: float, denominator: float, scale: float = 1) -> float:
    """The one place where counted numbers are divided: `numerator` ÷ `denominator` × `scale`.

    Multiplied before it is divided, in fractions, so that 23 of 80 is 28.75 and not 28.749999999999996; NaN
    where there is nothing to divide by. It is rounded once, by `half_up`, where it is written.
    """
    if pd.isna(numerator) or pd.isna(denominator) or not denominator:
        return float("nan")
    top, times, low = (_exact(float(each)) for each in (numerator, scale, denominator))
    return top.numerator * times.numerator * low.denominator / (top.denominator * times.denominator * low.numerator)


@lru_cache(maxsize=4096)
def _exact(number: float) -> Fraction:
    return Fraction(int(number)) if number == int(number) else Fraction(repr(number))


def half_up(value: float | Decimal, digits: int = 1) -> Decimal:
    """Rounded half up to `digits` decimals; whole numbers lose them (100, not 100.0)."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def plain(value: float | Decimal | None) -> str:
    """For files: no thousands separators, empty for none."""
    return "" if value is None or pd.isna(value) else str(half_up(value))


def text(value: float | Decimal | None) -> str:
    """For reading: thousands separators."""
    return "" if value is None or pd.isna(value) else f"{half_up(value):,}"


def rounded(value: float | Decimal, unit: str, *bounds: float) -> Decimal:
    """As every screen, file and sentence writes it: one decimal, or as many more as it takes not to look like a bound
    (`bounds`, nothing, and the whole of a percentage) that it has not reached."""
    if value == (whole := int(value)):
        return Decimal(whole)
    return apart(value, 0, *((100,) if unit == "%" else ()), *bounds)


def as_set(value: float | Decimal) -> Decimal:
    """A number that somebody set, or the difference of two that are shown, with the decimals it has: 99.95 stays so."""
    return half_up(value, MOST_DIGITS).normalize() + 0


def with_unit(value: float | Decimal | None, unit: str, *bounds: float) -> str:
    """`98.6%`, `31 次`, `每百次 9.4 起`; `bounds` as in `rounded`. A Decimal is rounded already and written as it is."""
    number = ""
    if value is not None and not pd.isna(value):
        number = f"{value if isinstance(value, Decimal) else rounded(value, unit, *bounds):,}"
    what, _, per = unit.partition("/")
    return f"{number}{unit}" if unit == "%" else f"{'每' if per else ''}{per}{' ' if per else ''}{number} {what}"


def apart(value: float | Decimal, *bounds: float, least: tuple[float, ...] = (), digits: int = 1) -> Decimal:
    """Rounded half up to `digits` decimals, or to as many more as it takes not to look like a bound it has not reached.

    94.96 beside a bound of 95 is 94.96, not 95.0: a rounding may not contradict the verdict that stands beside it.
    `least`: bounds that a value may be rounded down to, but not up to.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    below = [Decimal(repr(float(bound))) for bound in (*bounds, *least)]
    above = below[: len(bounds)]
    for decimals in range(digits, MOST_DIGITS):
        rounded = half_up(exact, decimals)
        sides = ((rounded < edge) == (exact < edge) for edge in below)
        if all(sides) and all((rounded > edge) == (exact > edge) for edge in above):
            return rounded
    return as_set(exact)


def percent(ratio: float | None, *least: float) -> str:
    """A plain ratio as a whole percentage, never clipped; no false 100 % and none of the ratios `least` before it is reached."""
    if ratio is None or pd.isna(ratio):
        return ""
    hundred = Decimal(100)
    edges = tuple(float(Decimal(repr(float(bound))) * hundred) for bound in least)
    return f"{apart(Decimal(repr(float(ratio))) * hundred, 100, least=edges, digits=0):,}%"
