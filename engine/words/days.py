"""How a day is written where people read it; addresses, files and tables that are sorted keep 2025-09-30."""

from datetime import date


def day(of: date) -> str:
    """`2025年1月9日`: Arabic digits, no leading zeros, no spaces."""
    return f"{of.year}年{of.month}月{of.day}日"


def in_year(of: date) -> str:
    """`1月9日`, where the year is said already."""
    return f"{of.month}月{of.day}日"


def month(number: int) -> str:
    """`9月`, of a month by its number."""
    return f"{number}月"
