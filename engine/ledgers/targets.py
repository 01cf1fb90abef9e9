"""Which targets can be meant: contradictions are refused with a message that names the remedy."""

from datetime import date

import pandas as pd

from engine.ledgers.reading import Problem

WORDS = {
    "reach": "达到",
    "floor": "不低于",
    "ceiling": "不高于",
    "zero": "不发生",
    "each_period": "每期不少于",
    "range": "在区间内",
}


def contradictions(rows: list[dict], indicators: dict[str, tuple[str, str]], places: set[str]) -> list[Problem]:
    """The lines of targets.csv that cannot be meant, one problem each.

    `rows`: typed lines with source_file and line; `indicators`: code → (kind, better).
    """
    found: list[Problem] = []
    kinds: dict[tuple, str] = {}
    seen: set[tuple] = set()
    for row in rows:
        row = {key: None if pd.isna(value) else value for key, value in row.items()}
        column, reason = _fault(row, indicators, places)
        promise = (row["indicator"], row["year"], row["place"])
        first = kinds.setdefault(promise, row["kind"]) if not reason else row["kind"]
        # Only reach has milestones; a second line of any other kind would be forgotten.
        milestone = (*promise, _last_day(row) if row["kind"] == "reach" else None)
        if not reason and first != row["kind"]:
            column, reason = "kind", f"同一指标、年度、区划已有“{first}”目标，只能保留一种"
        elif not reason and milestone in seen:
            column, reason = "due_on", "同一指标、年度、区划只能有一行（reach 可按不同期限设几个节点），请删去一行"
        if reason:
            found.append(Problem("targets", row["source_file"], row["line"], column, _shown(row[column]), reason))
        else:
            seen.add(milestone)
    return found


def _fault(row: dict, indicators: dict[str, tuple[str, str]], places: set[str]) -> tuple[str, str]:
    """(column, reason) of the first thing that is wrong with one line; reason '' if nothing is."""
    if row["indicator"] not in indicators:
        return "indicator", "指标目录里没有这个代码，请核对"
    if row["place"] not in places:
        return "place", "区划表里没有这个代码，请核对"
    fault = _wrong_kind(row, *indicators[row["indicator"]]) or _wrong_numbers(row) or _wrong_dates(row)
    return fault or ("kind", "")


def _wrong_kind(row: dict, indicator_kind: str, better: str) -> tuple[str, str] | None:
    kind = row["kind"]
    if kind in ("reach", "floor", "each_period") and better == "lower":
        return "kind", f"该指标越低越好，不能设“{kind}”（{WORDS[kind]}），请改为 ceiling 或 zero"
    if kind in ("ceiling", "zero") and better == "higher":
        return "kind", f"该指标越高越好，不能设“{kind}”（{WORDS[kind]}），请改为 reach 或 floor"
    if kind == "floor" and indicator_kind == "count":
        return "kind", "floor（不低于）不用于计数指标（年初必然为 0），请改为 reach 或 each_period"
    if kind == "each_period" and indicator_kind != "count":
        return "kind", "each_period（每期不少于）只用于计数指标，请改为 floor 或 reach"
    return None


def _wrong_numbers(row: dict) -> tuple[str, str] | None:
    if row["kind"] == "zero" and row["value"] != 0:
        return "value", "zero（不发生）目标的值应为 0"
    if row["kind"] == "range" and (row["upper"] is None or row["upper"] < row["value"]):
        return "upper", "range（在区间内）要填上限，且不小于下限"
    if row["kind"] == "each_period" and (row["period"] is None or row["people"] is None):
        return ("period" if row["period"] is None else "people"), "each_period（每期不少于）要填周期和责任人数"
    return None


def _wrong_dates(row: dict) -> tuple[str, str] | None:
    year, last = int(row["year"]), _last_day(row)
    first = pd.Timestamp(row["from_on"] or date(year, 1, 1)).date()
    if last.year != year:
        return "due_on", f"期限不在 {year} 年内，请改正"
    if first.year != year or first > last:
        return "from_on", f"起始日期应在 {year} 年内，且不晚于期限"
    return None


def _last_day(row: dict) -> date:
    return pd.Timestamp(row["due_on"] or date(int(row["year"]), 12, 31)).date()


def _shown(value: object) -> str | None:
    return None if value is None else str(value.date() if isinstance(value, pd.Timestamp) else value)
