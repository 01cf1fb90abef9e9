"""How numbers are rounded and written: once, half up, here."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd


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


def with_unit(value: float | None, unit: str) -> str:
    """`98.6%`, `31 次`."""
    return f"{text(value)}{unit}" if unit == "%" else f"{text(value)} {unit}"


def percent(ratio: float | None) -> str:
    """A plain ratio as a whole percentage, never clipped; no false 100 on either side of it."""
    if ratio is None or pd.isna(ratio):
        return ""
    whole = int(half_up(ratio * 100, 0))
    if whole == 100 and ratio != 1:
        return (
            f"{half_up(ratio * 100)}%"
            if half_up(ratio * 100) != 100
            else ("略低于 100%" if ratio < 1 else "略高于 100%")
        )
    return f"{whole:,}%"
