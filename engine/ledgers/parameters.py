"""Which parameters of a home can be meant: one that cannot is named, and the default stands."""

from datetime import date
from decimal import Decimal, InvalidOperation

from engine.ledgers.reading import Problem


def unreadable(rows: list[tuple], defaults: dict[str, str]) -> list[Problem]:
    """The lines of parameters.csv whose value is not of the kind its default is, one problem each.

    `rows`: parameter, value, source_file, line.
    """
    return [
        Problem("parameters", file, line, "value", value, f"{reason}；现按默认值算")
        for name, value, file, line in rows
        if (reason := _fault(name, value, defaults.get(name, "")))
    ]


def _fault(name: str, value: str, default: str) -> str:
    if name == "today":
        return "" if _is_day(value) else "不是有效日期，应如 2024-03-05"
    if (usual := _number(default)) is None:
        return ""
    if (number := _number(value)) is None or number < 0:
        return f"不是数字，应如 {default}"
    # days and people are whole; hours may have half ones
    whole = usual == usual.to_integral_value() and not name.endswith("_hours")
    return f"应为整数，如 {default}" if whole and number != number.to_integral_value() else ""


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text.isascii() and not set(text.lower()) & set("nae_ ") else None
    except InvalidOperation:
        return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
