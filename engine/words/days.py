"""Days as they are written on screen and in documents; files and addresses keep ISO 8601."""

from datetime import date


def day(on: date) -> str:
    """`2025年9月30日`."""
    return f"{on.year}年{on.month}月{on.day}日"


def of_year(on: date) -> str:
    """`9月30日`, where the year stands beside it."""
    return f"{on.month}月{on.day}日"
