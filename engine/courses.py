"""One indicator through the year, by month and by place: the frames of the indicator page, each with its finding in words."""

from datetime import date, timedelta
from itertools import accumulate
from typing import Any, NamedTuple

import pandas as pd

from engine import calendar_days, figures, matters, numbers, questions, status, wording
from engine.questions import Scope, ask
from engine.status import Target

_NAN = float("nan")


class Drawn(NamedTuple):
    """What a chart needs: the finding as title, its rows, and the same in words for who cannot see it."""

    title: str
    rows: pd.DataFrame
    said: str


def headline(row: Any) -> str:
    """The finding about one figure: "村级河长巡河落后进度 12 次"."""
    if pd.isna(row["value"]):
        return f"{row['name']}：{wording.shown(row)}"
    if row["status"] in (status.LATE, status.VERY_LATE) and row["target_kind"] == "reach":
        return f"{row['name']}落后进度 {numbers.with_unit(row['expected'] - row['value'], row['unit'])}"
    if not wording.promised(row):
        return f"{row['name']} {wording.shown(row)}"
    return f"{row['name']}{row['status']}：{wording.against(row)}"


def beside(scope: Scope, place: str, year: int, as_of: date, row: Any) -> list[str]:
    """What must stand beside the figure: numerator and denominator, last year, 参评率, overdue matters, rows not counted."""
    told = [f"{wording.fraction(row)}"] if wording.fraction(row) else []
    last = figures.figures(scope, place, year - 1, _year_before(as_of)).set_index("code", drop=False)
    if not pd.isna(last.loc[row["code"], "value"]):
        told.append(f"上年同期 {wording.shown(last.loc[row['code']])}")
    rated = row["code"].replace("_satisfied", "_rated")
    if rated != row["code"] and rated in last.index:
        now = figures.figures(scope, place, year, as_of).set_index("code", drop=False).loc[rated]
        smallest = int(questions.parameters(scope)["smallest_sample"])
        few = "，样本过少" if not pd.isna(row["denominator"]) and row["denominator"] < smallest else ""
        told.append(
            f"参评率 {wording.shown(now)}{'（' + wording.fraction(now) + '）' if wording.fraction(now) else ''}{few}"
        )
    if row["rules"]:
        counted = matters.counts(scope, place, year, as_of)
        counted = counted[counted["rule"].isin(row["rules"])]
        told.append(f"在办超期 {counted['overdue'].sum()} 件，其中上年结转 {counted['carried'].sum()} 件")
    return told + wording.caveats(row)


def through_the_year(scope: Scope, place: str, year: int, as_of: date, row: Any) -> Drawn:
    """Cumulative value day by day, last year's on the same days, and where it should stand."""
    this = _running(scope, place, year, as_of, row)
    last = _running(scope, place, year - 1, date(year - 1, 12, 31), row)
    last = [(_in_year(day, year), value) for day, value in last]
    due = _expected(scope, place, year, row)
    parts = (("今年", this), ("上年", last), ("应达", due))
    points = [
        (day, name, float(numbers.half_up(value))) for name, part in parts for day, value in part if value == value
    ]
    rows = pd.DataFrame(points, columns=["day", "series", "value"])
    now = this[-1][1] if this else _NAN
    then = next((value for day, value in reversed(last) if day <= as_of), _NAN)
    title = (
        f"{'累计' if row['kind'] == 'count' else '至今'} {numbers.with_unit(now, row['unit'])}"
        if this
        else "今年还没有记录"
    )
    if this and last and not pd.isna(then):
        change = now - then
        words = (
            "与上年同期持平"
            if not change
            else f"比上年同期{'多' if change > 0 else '少'} {numbers.text(abs(change))}{_points(row)}"
        )
        title = f"{title}，{words}"
    return Drawn(title, rows, f"{row['name']}：{title}")


def _points(row: Any) -> str:
    return " 个百分点" if row["unit"] == "%" else f" {row['unit']}"


def _running(scope: Scope, place: str, year: int, as_of: date, row: Any) -> list[tuple[date, float]]:
    """(day, running value) on every day the value moved, from the start of the year to `as_of`."""
    stock, rate = row["kind"] in figures.STOCKS, row["kind"] in figures.RATES
    start = date(year, 1, 1)
    days = ask(
        "days", scope, place=place, indicator=row["code"], from_day=date(1900, 1, 1) if stock else start, as_of=as_of
    )
    if days.empty:
        return []
    tops = list(accumulate(int(n) for n in days["numerator"]))
    bottoms = list(accumulate(int(n) for n in days["denominator"].fillna(0)))
    values = [
        (top / low * row["scale"] if low else _NAN) if rate else top * row["scale"]
        for top, low in zip(tops, bottoms, strict=True)
    ]
    moved = [(day.date(), value) for day, value in zip(days["day"], values, strict=True)]
    before = [value for day, value in moved if day < start]
    opening = [(start, before[-1] if before else 0.0)] if not rate or before else []
    within = [(day, value) for day, value in moved if day >= start]
    closing = [(as_of, moved[-1][1])] if not within or within[-1][0] < as_of else []
    return [*(opening if not within or within[0][0] > start else []), *within, *closing]


def _expected(scope: Scope, place: str, year: int, row: Any) -> list[tuple[date, float]]:
    targets = figures.targets_of(scope, place, year, row["code"])
    if not targets:
        return []
    last = targets[-1]
    if last.kind == "reach":
        opening = [(min(t.from_on for t in targets), row["opening"])]
        return opening + [(t.due_on, t.value) for t in sorted(targets, key=lambda t: t.due_on)]
    if last.kind == "each_period":
        return _steps(last)
    return [(date(year, 1, 1), last.value), (date(year, 12, 31), last.value)]


def _steps(target: Target) -> list[tuple[date, float]]:
    each = target.value * (target.people or 1)
    season = calendar_days.periods(target.from_on, target.due_on, target.period or "month")
    return [(target.from_on, 0.0)] + [(end, each * n) for n, (_, _, end) in enumerate(season, start=1)]


def by_month(scope: Scope, place: str, year: int, as_of: date, row: Any) -> Drawn:
    """What each month brought (a stock: where it stood at the month's end), with last year beside it."""
    this, last = (
        _months(scope, place, y, until, row) for y, until in ((year, as_of), (year - 1, date(year - 1, 12, 31)))
    )
    text = [numbers.text(value) for value in this]
    rows = pd.DataFrame({"month": range(1, 13), "value": this, "last_year": last, "text": text})
    counted = rows.dropna(subset="value")
    if counted.empty or row["kind"] in figures.STOCKS:
        title = "每月月末" if len(counted) else "今年还没有记录"
    elif row["kind"] == "count":
        idle = [f"{m} 月" for m in counted[counted["value"] == 0]["month"]]
        best = counted.loc[counted["value"].idxmax()]
        title = (
            f"{int(best['month'])} 月最多，{numbers.with_unit(best['value'], row['unit'])}"
            if best["value"]
            else "各月都是 0"
        )
        title += f"；{'、'.join(idle)}没有" if idle and best["value"] else ""
    else:
        worst = counted.loc[counted["value"].idxmin()]
        title = f"{int(worst['month'])} 月最低，{numbers.with_unit(worst['value'], row['unit'])}"
    title += _month_on_month(this, as_of, row)
    said = "，".join(f"{int(r.month)} 月 {numbers.with_unit(r.value, row['unit'])}" for r in counted.itertuples())
    return Drawn(title, rows, f"{row['name']}分月：{said or title}")


def _month_on_month(this: list[float], as_of: date, row: Any) -> str:
    """The last month that is over beside the one before it (环比)."""
    over = as_of.month if (as_of + timedelta(days=1)).day == 1 else as_of.month - 1
    if over < 2 or any(value != value for value in this[over - 2 : over]):
        return ""
    before, now = (float(numbers.half_up(value)) for value in this[over - 2 : over])
    if now == before:
        return f"；{over} 月与上月持平" if now else ""
    return f"；{over} 月比上月{'多' if now > before else '少'} {numbers.text(abs(now - before))}{_points(row)}"


def _months(scope: Scope, place: str, year: int, as_of: date, row: Any) -> list[float]:
    if row["kind"] in figures.STOCKS:
        moved = _running(scope, place, year, as_of, row)
        ends = [date(year, 12, 31) if m == 12 else date(year, m + 1, 1) - timedelta(days=1) for m in range(1, 13)]
        return [
            next((v for d, v in reversed(moved) if d <= end), _NAN) if m <= as_of.month else _NAN
            for m, end in enumerate(ends, 1)
        ]
    found = ask("months", scope, place=place, indicator=row["code"], from_day=date(year, 1, 1), as_of=as_of).set_index(
        "month"
    )
    if row["kind"] == "count":
        kept = len(found) or not pd.isna(row["value"])
        return [
            float(found["numerator"].get(m, 0)) * row["scale"] if m <= as_of.month and kept else _NAN
            for m in range(1, 13)
        ]
    rates = found[found["denominator"] > 0]
    return [
        rates["numerator"][m] / rates["denominator"][m] * row["scale"] if m in rates.index else _NAN
        for m in range(1, 13)
    ]


def by_place(rows: pd.DataFrame, code: str, names: dict[str, str]) -> Drawn:
    """The places ranked, the one most in need first where more is better; what belongs to no village stands apart, last."""
    here = rows[(rows["code"] == code) & ((rows["status"] != status.NOT_APPLICABLE) | rows["value"].notna())].copy()
    here["name"] = here["place"].map(names)
    here["own"] = here["place"].str.endswith("000")
    here = here.sort_values(
        ["own", "value", "place"], na_position="last", ascending=[True, bool((here["better"] == "lower").any()), True]
    )
    whole = {"reach", "each_period", "floor", "ceiling"}
    drawn = pd.DataFrame(
        {
            "place": here["place"],
            "name": here["name"],
            "value": here["value"],
            "text": [_beside_bar(r) for r in here.itertuples()],
            "target": [r.target if r.target_kind in whole else _NAN for r in here.itertuples()],
            "status": here["status"],
        }
    )
    villages = here[~here["own"] & here["value"].notna()]
    everywhere = int(((rows["code"] == code) & ~rows["place"].str.endswith("000")).sum())
    title = _ranked(villages, here[here["own"]], everywhere) if len(villages) > 1 else "各村情况"
    said = "；".join(f"{r.name} {r.text}" for r in drawn.rename(columns={"name": "name"}).itertuples(index=False))
    return Drawn(title, drawn, said or title)


def _ranked(villages: pd.DataFrame, own: pd.DataFrame, everywhere: int) -> str:
    """The finding over the ranked villages; not all of the `everywhere` there are need have a figure."""
    if villages["value"].nunique() == 1:
        value, unit = villages[["value", "unit"]].iloc[0]
        who = "各村相同，" if len(villages) == everywhere else f"有数的 {len(villages)} 个村相同，"
        apart = [f"，乡本级 {numbers.with_unit(other, unit)}" for other in own["value"].dropna() if other != value]
        return f"{who}都是 {numbers.with_unit(value, unit)}{''.join(apart)}"
    lowest = villages[villages["value"] == villages["value"].min()]
    amount = numbers.with_unit(lowest["value"].iloc[0], lowest["unit"].iloc[0])
    return f"{'、'.join(lowest['name'])}最{'低' if lowest['unit'].iloc[0] == '%' else '少'}，{amount}"


def _beside_bar(row: Any) -> str:
    fraction = f"（{wording.fraction(row)}）" if wording.fraction(row) else ""
    if row.target_kind == "each_period" and not pd.isna(row.value):
        return f"{wording.shown(row)}（{wording.against(row)}）"
    return f"{wording.against(row)}{fraction}"


def _year_before(day: date) -> date:
    return (pd.Timestamp(day) - pd.DateOffset(years=1)).date()


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)
