"""One indicator in two periods side by side: this month and the last, this quarter and the last, the same days of two years."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar
from engine.charts.drawing import Picture
from engine.figures import of_places, time_frame, wording
from engine.figures.figure import RATES, STOCKS, Figure
from engine.figures.ledger_rows import EVER
from engine.figures.view import View
from engine.snapshot.caching import cached
from engine.subjects import through_the_year
from engine.words import numbers

NOTHING_DUE = "没有应计的"
_QUARTERS = "一二三四"


class Span(NamedTuple):
    """One of two periods. `known`: the day whose ledgers say what it brought; `than`: how a comparison names it."""

    name: str
    than: str
    first: date
    last: date
    known: date


class Compared(NamedTuple):
    """Two periods of one indicator, each as a number (NaN: not known) and in words; `change` with its sign: `+7 次`.

    `change` is empty where one of them is not known, 持平 where they are shown alike; `better` None then, and where
    neither direction is better.
    """

    now: float
    before: float
    now_said: str
    before_said: str
    change: str
    better: bool | None
    picture: Picture


def months(view: View) -> tuple[Span, Span]:
    """本月 and 上月: the month of the view's day up to it, and as many days of the one before."""
    return _running(view, view.as_of.replace(day=1), 1, "上月")


def quarters(view: View) -> tuple[Span, Span]:
    """本季 and 上季 in the same way."""
    begun = view.as_of.month - (view.as_of.month - 1) % 3
    return _running(view, date(view.year, begun, 1), 3, "上季")


def years(view: View, one: int, other: int) -> tuple[Span, Span]:
    """The same days of two years: up to the view's day, or to the last that the ledgers of both years have."""
    known = (view.as_of, *(time_frame.default_day(view.scope, year) for year in (one, other)))
    month, day = min((each.month, each.day) for each in known)
    last = [_on(year, month, day) for year in (one, other)]
    named = [_named(date(each.year, 1, 1), each) for each in last]
    spans = [
        Span(name, f"{each.year}年{'' if (month, day) == (12, 31) else '同期'}", date(each.year, 1, 1), each, each)
        for name, each in zip(named, last, strict=True)
    ]
    return spans[0], spans[1]


@cached(512)
def compared(view: View, code: str, spans: tuple[Span, Span]) -> Compared:
    """One indicator of the view's place in two periods, the first of them held against the second.

    A count is summed over the period; a rate is the sum of its numerators by that of its denominators; a stock, and a
    share of the year's people, stands where it stood at the end. Such a share begins anew each year: December's says
    nothing of January's.
    """
    row = view.figure(code)
    share = _is_share(view, row, spans)
    (now, now_said), (before, before_said) = (_in_words(view, row, span, share) for span in spans)
    anew = share and spans[0].last.year != spans[1].last.year and spans[1].first.month != 1
    change, better = ("", None) if anew else _change(row, now, before)
    bars = [
        Bar(span.first.isoformat(), span.name, value, said, "")
        for span, value, said in zip(spans, (now, before), (now_said, before_said), strict=True)
    ]
    beside = wording.change(row, now, before, spans[1].than) if change else f"{spans[1].name} {before_said}"
    title = f"{row.name}：{spans[0].name} {now_said}，{beside}"
    picture = Picture.of(title, bar_charts.ranked_bars(bars, row.unit), bar_charts.bars_said(bars))
    return Compared(now, before, now_said, before_said, change, better, picture)


def _running(view: View, first: date, back: int, than: str) -> tuple[Span, Span]:
    earlier = (_months_back(first, back), _months_back(view.as_of, back))
    # what the months of one year brought is told by one day's ledgers, as in the chart of the months
    known = min(view.as_of, date(earlier[1].year, 12, 31))
    whole = earlier[1] == first - timedelta(days=1)
    now = Span(_named(first, view.as_of), "", first, view.as_of, view.as_of)
    return now, Span(_named(*earlier), than if whole else f"{than}同期", *earlier, known)


def _is_share(view: View, row: Figure, spans: tuple[Span, Span]) -> bool:
    """Whether a rate is a share of the year's people or matters, as the chart of the months takes it: this year or the last."""
    days = {*(span.known for span in spans), date(view.year - 1, 12, 31)}
    return any(through_the_year.of_the_year(view.scope, view.place, day.year, day, row) for day in days)


def _in_words(view: View, row: Figure, span: Span, share: bool) -> tuple[float, str]:
    figure = of_places.by_code(view.scope, view.place, span.known.year, span.known)[row.code]
    if pd.isna(figure.value):
        return float("nan"), wording.shown(figure)
    value = _value(view, row, span, share)
    return value, NOTHING_DUE if pd.isna(value) else wording.amount(row, value)


def _value(view: View, row: Figure, span: Span, share: bool) -> float:
    since = EVER[0] if row.kind in STOCKS else date(span.last.year, 1, 1) if share else span.first
    days = view.ask("days", indicator=row.code, from_day=since, as_of=span.known)
    within = days[days["day"] <= pd.Timestamp(span.last)]
    below = within["denominator"].sum() if row.kind in RATES else 1
    return numbers.quotient(int(within["numerator"].sum()), int(below), row.scale)


def _change(row: Figure, now: float, before: float) -> tuple[str, bool | None]:
    if pd.isna(now) or pd.isna(before):
        return "", None
    this, that = wording.rounded(row, now), wording.rounded(row, before)
    if this == that:
        return "持平", None
    better = None if row.better == "neutral" else (this > that) == (row.better == "higher")
    return f"{'+' if this > that else '−'}{wording.distance(this, that, row.unit)}", better


def _months_back(day: date, months: int) -> date:
    """The same day so many months before; the end of a month is held against the end of the other."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return _on(year, month + 1, 31 if _ends_month(day) else day.day)


def _on(year: int, month: int, day: int) -> date:
    """That day, or the last of the month where it has none."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _named(first: date, last: date) -> str:
    """`2025年9月`, `2025年第三季度`, `2025年1—9月`, `2025年`; `2025年9月1日至15日` where it ends within a month."""
    year, through = f"{first.year}年", last.month - first.month
    if not _ends_month(last):
        return f"{year}{first.month}月1日至{f'{last.month}月' if through else ''}{last.day}日"
    if not through:
        return f"{year}{last.month}月"
    if through == 2 and first.month % 3 == 1:
        return f"{year}第{_QUARTERS[first.month // 3]}季度"
    return year if through == 11 else f"{year}{first.month}—{last.month}月"
