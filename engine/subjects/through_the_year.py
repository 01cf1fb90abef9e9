"""One indicator through the year and by month: the frames of the indicator page, each with its finding in words."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

from engine.figures import matters, of_places, status, wording
from engine.figures.figure import RATES, STOCKS, Figure
from engine.figures.status import Target
from engine.ledgers import calendar_days
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from engine.words import days, numbers, ranking

_NAN = float("nan")


class Drawn(NamedTuple):
    """What a chart needs: the finding as title, its rows, and the same in words for who cannot see it.

    `steps`: the series that stand still between two of their points.
    """

    title: str
    rows: pd.DataFrame
    said: str
    steps: tuple[str, ...] = ()


def headline(row: Figure) -> str:
    """The finding about one figure: "村级河长巡河落后序时进度 12 次", of a percentage "动物疫病检测率滞后：46.4%（目标 100%）"."""
    if pd.isna(row.value):
        return f"{row.name}：{wording.shown(row)}"
    if row.status in (status.LATE, status.VERY_LATE) and row.target_kind == "reach" and row.kind not in RATES:
        due, reached = numbers.rounded(row.expected, row.unit), wording.rounded(row, row.value)
        return f"{row.name}落后序时进度 {wording.distance(due, reached, row.unit)}"
    if not wording.promised(row):
        return f"{row.name} {wording.shown(row)}"
    return f"{row.name}{row.status}：{wording.against(row)}"


def beside(scope: Scope, place: str, year: int, as_of: date, row: Figure, open_on: date | None = None) -> list[str]:
    """What must stand beside the figure: numerator and denominator, last year, 参评率, overdue matters, rows not counted."""
    told = [f"{wording.fraction(row)}"] if wording.fraction(row) else []
    then = _value(scope, place, year - 1, calendar_days.year_before(as_of), row)
    if not pd.isna(then):
        told.append(f"上年同期 {wording.amount(row, then)}")
    now = of_places.by_code(scope, place, year, as_of)
    rated = row.code.replace("_satisfied", "_rated")
    if rated != row.code and rated in now:
        share = now[rated]
        smallest = int(questions.parameters(scope)["smallest_sample"])
        few = wording.few(row.denominator, smallest)
        of = f"（{wording.fraction(share)}）" if wording.fraction(share) else ""
        told.append(f"参评率 {wording.shown(share)}{of}{few}")
    if row.rules:
        counted = matters.counts(scope, place, year, as_of, open_on=open_on)
        open_ones = matters.totals(counted[counted["rule"].isin(row.rules)])
        if open_ones.judged:
            told.append(f"在办超期 {open_ones.overdue} 件，其中上年结转 {open_ones.carried} 件")
    return told + wording.caveats(row)


def _value(scope: Scope, place: str, year: int, as_of: date, row: Figure) -> float:
    """The same figure of another year, as that year's pages show it."""
    return of_places.by_code(scope, place, year, as_of)[row.code].value


def through_the_year(scope: Scope, place: str, year: int, as_of: date, row: Figure) -> Drawn:
    """Cumulative value day by day, last year's on the same days, and where it should stand."""
    closing = date(year - 1, 12, 31)
    this = _running(scope, place, year, as_of, row, row.value)
    last = _running(scope, place, year - 1, closing, row, _value(scope, place, year - 1, closing, row))
    last = [(_in_year(day, year), value) for day, value in last]
    due = _expected(scope, place, year, row)
    parts = (("今年", this), ("上年", last), ("序时", due))
    points = [
        (day, name, float(wording.rounded(row, value))) for name, part in parts for day, value in part if value == value
    ]
    rows = pd.DataFrame(points, columns=["day", "series", "value"])
    now, then = row.value, _value(scope, place, year - 1, calendar_days.year_before(as_of), row)
    if pd.isna(now):
        title = _none(row)
    else:
        title = f"{'累计' if row.kind == 'count' else '至今'} {wording.amount(row, now)}"
        title += "" if pd.isna(then) else f"，{wording.change(row, now, then, '上年同期')}"
    counted = () if row.kind in RATES else ("今年", "上年")
    steps = (*counted, "序时") if row.target_kind == "each_period" else counted  # a pace is a slope, a duty a stair
    return Drawn(title, rows, f"{row.name}：{title}", steps)


def _none(row: Figure) -> str:
    return "今年还没有记录" if row.status == status.NO_DATA else f"今年{wording.shown(row)}"


def _running(scope: Scope, place: str, year: int, as_of: date, row: Figure, reached: float) -> list[tuple[date, float]]:
    """(day, running value) on every day the value moved, from the start of the year to `as_of`.

    `reached`: the figure on that day; without one nothing is known, and one that never moved stood there all along.
    """
    stock, rate = row.kind in STOCKS, row.kind in RATES
    start = date(year, 1, 1)
    days = ask(
        "days", scope, place=place, indicator=row.code, from_day=date(1900, 1, 1) if stock else start, as_of=as_of
    )
    if pd.isna(reached):
        return []
    if days.empty:
        return [(start, reached), (as_of, reached)]
    tops = list(accumulate(int(n) for n in days["numerator"]))
    bottoms = list(accumulate(int(n) for n in days["denominator"].fillna(0))) if rate else [1] * len(tops)
    values = [numbers.quotient(top, low, row.scale) for top, low in zip(tops, bottoms, strict=True)]
    moved = [(day.date(), value) for day, value in zip(days["day"], values, strict=True)]
    before = [value for day, value in moved if day < start]
    opening = [(start, before[-1] if before else 0.0)] if not rate or before else []
    within = [(day, value) for day, value in moved if day >= start]
    closing = [(as_of, moved[-1][1])] if not within or within[-1][0] < as_of else []
    return [*(opening if not within or within[0][0] > start else []), *within, *closing]


def _expected(scope: Scope, place: str, year: int, row: Figure) -> list[tuple[date, float]]:
    targets = of_places.targets_of(scope, place, year, row.code)
    if not targets:
        return []
    last = targets[-1]
    if last.kind == "reach":
        opening = [(min(t.from_on for t in targets), row.opening)]
        return opening + [(t.due_on, t.value) for t in sorted(targets, key=lambda t: t.due_on)]
    if last.kind == "each_period":
        return _steps(last)
    return [(date(year, 1, 1), last.value), (date(year, 12, 31), last.value)]


def _steps(target: Target) -> list[tuple[date, float]]:
    each = target.value * (target.people or 1)
    season = calendar_days.periods(target.from_on, target.due_on, target.period or "month")
    return [(target.from_on, 0.0)] + [(end, each * n) for n, (_, _, end) in enumerate(season, start=1)]


def by_month(scope: Scope, place: str, year: int, as_of: date, row: Figure) -> Drawn:
    """What each month brought (a stock, a share of the year: where it stood at the month's end), last year beside it."""
    closing = date(year - 1, 12, 31)
    years = ((year, as_of, row.value), (year - 1, closing, _value(scope, place, year - 1, closing, row)))
    ends = row.kind in STOCKS or any(of_the_year(scope, place, y, until, row) for y, until, _ in years)
    months = _at_months_end if ends else _months
    this, last = (months(scope, place, y, until, row, reached) for y, until, reached in years)
    none = "没有应计的" if row.kind in RATES and row.status != status.NO_DATA else status.NO_DATA
    text = [
        f"{wording.rounded(row, value):,}" if value == value else "未到" if month > as_of.month else none
        for month, value in enumerate(this, 1)
    ]
    last = [value if pd.isna(value) else float(wording.rounded(row, value)) for value in last]
    rows = pd.DataFrame({"month": range(1, 13), "value": this, "last_year": last, "text": text})
    known = [(days.month(month), wording.rounded(row, value)) for month, value in enumerate(this, 1) if value == value]
    told = ["每月月末" if ends else _months_found(known, row), _month_on_month(this, as_of, row)] if known else []
    title = "；".join(part for part in told if part) or ("逐月情况" if known else _none(row))
    said = "，".join(f"{name} {numbers.with_unit(value, row.unit)}" for name, value in known)
    return Drawn(title, rows, f"{row.name}分月：{said or title}")


def _months_found(known: list[tuple[str, Decimal]], row: Figure) -> str:
    """The finding over the months that have a number, each as it is shown."""
    rate, first = row.kind in RATES, numbers.with_unit(known[0][1], row.unit)
    if len(known) == 1:
        return f"{known[0][0]} {first}"
    if len({value for _, value in known}) == 1:
        return f"{'有数的' if rate else ''}各月都是 {first}"
    if rate:
        return ranking.foremost(known, row.unit, _rate_word(row.better))
    busy = [(name, value) for name, value in known if value]
    if len(busy) == 1:
        return f"只有{busy[0][0]}有，{numbers.with_unit(busy[0][1], row.unit)}"
    idle = [name for name, value in known if not value]
    none = f"{'、'.join(idle)}没有" if len(idle) <= ranking.NAMED else f"{len(idle)} 个月没有"
    told = (ranking.foremost(known, row.unit), none if idle else "")
    return "；".join(part for part in told if part)


def _rate_word(better: str) -> str:
    """The end of a ranking of percentages that somebody should look at; of what is no performance, the highest."""
    return ranking.LOWEST if better == "higher" else ranking.HIGHEST


def _month_on_month(this: list[float], as_of: date, row: Figure) -> str:
    """The last month that is over beside the one before it (环比)."""
    over = calendar_days.months_over(as_of)
    if over < 2 or any(value != value for value in this[over - 2 : over]) or not any(this[over - 2 : over]):
        return ""
    return f"{days.month(over)}{wording.change(row, this[over - 1], this[over - 2], '上月')}"


def of_the_year(scope: Scope, place: str, year: int, as_of: date, row: Figure) -> bool:
    """Whether a rate is a share of the year's people or matters: then more is done on some day than became due on it."""
    if row.kind != "rate":
        return False
    days = ask("days", scope, place=place, indicator=row.code, from_day=date(year, 1, 1), as_of=as_of)
    return bool((days["numerator"] > days["denominator"]).any())


def _at_months_end(scope: Scope, place: str, year: int, as_of: date, row: Figure, reached: float) -> list[float]:
    """Where it stood at the end of each month; NaN where it is not known, or not yet. `reached`: as in `_running`."""
    moved = _running(scope, place, year, as_of, row, reached)
    ends = [*(date(year, m + 1, 1) - timedelta(days=1) for m in range(1, as_of.month)), as_of]
    return [next((v for d, v in reversed(moved) if d <= end), _NAN) for end in ends] + [_NAN] * (12 - as_of.month)


def _months(scope: Scope, place: str, year: int, as_of: date, row: Figure, reached: float) -> list[float]:
    """What each month brought; NaN as in `_at_months_end`."""
    ahead = [_NAN] * (12 - as_of.month)
    found = ask("months", scope, place=place, indicator=row.code, from_day=date(year, 1, 1), as_of=as_of)
    by_month = {month.month: month for month in found.itertuples()}
    so_far = [by_month.get(month) for month in range(1, as_of.month + 1)]
    if row.kind == "count":
        none = _NAN if pd.isna(reached) else 0.0
        return [numbers.quotient(m.numerator, 1, row.scale) if m else none for m in so_far] + ahead
    return [numbers.quotient(m.numerator, m.denominator, row.scale) if m else _NAN for m in so_far] + ahead


def _in_year(day: date, year: int) -> date:
    """Where last year's day stands in this year's chart: 29 February on 1 March, so that the 28th is compared with the 28th."""
    leap_day = (day.month, day.day) == (2, 29)
    return date(year, 3, 1) if leap_day else day.replace(year=year)
