"""What happened in one month or quarter alone: the works that moved most, and the numbers of that span."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from engine.figures import matters, of_places, status, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.subjects.tiles import Tile, smallest_sample
from engine.words import numbers

MONTHLY, QUARTERLY = "月报", "季报"
KINDS = (MONTHLY, QUARTERLY)
_MONTHS = {MONTHLY: 1, QUARTERLY: 3}
_NAMED = 2  # indicators that a tile has room for


class Span(NamedTuple):
    """A month or a quarter up to a day in it."""

    kind: str
    start: date
    end: date

    @classmethod
    def of(cls, kind: str, day: date) -> "Span":
        """The one that the day lies in, up to that day."""
        months = _MONTHS[kind]
        return cls(kind, date(day.year, day.month - (day.month - 1) % months, 1), day)

    @property
    def eve(self) -> date:
        """The day before it began."""
        return self.start - timedelta(days=1)

    @property
    def before(self) -> "Span":
        """The whole month or quarter before it, in December of the year before for January."""
        return Span.of(self.kind, self.eve)

    @property
    def word(self) -> str:
        return "本月" if self.kind == MONTHLY else "本季度"

    @property
    def word_before(self) -> str:
        return "上月" if self.kind == MONTHLY else "上季度"

    @property
    def name(self) -> str:
        """`2025年9月`, `2025年第三季度`."""
        if self.kind == MONTHLY:
            return f"{self.start.year}年{self.start.month}月"
        return f"{self.start.year}年第{'一二三四'[(self.start.month - 1) // 3]}季度"

    @property
    def days(self) -> str:
        """`9月1日至30日`, `7月1日至9月30日`."""
        month = "" if self.start.month == self.end.month else f"{self.end.month}月"
        return f"{self.start.month}月1日至{month}{self.end.day}日"


class Work(NamedTuple):
    """A count that grew in the span: its figure of the year, and how much of it fell into the span and the one before."""

    figure: Figure
    gained: float
    earlier: float | None  # None where nothing was recorded


def moved(view: View, span: Span) -> list[Work]:
    """Those that moved most first: of which most of the year's count fell into the span; then what has a target."""
    now, earlier = _gained(view, span), _gained(view, span.before)
    figures = of_places.by_code(view.scope, view.place, view.year, view.as_of)
    found = [Work(figures[code], gained, earlier.get(code)) for code, gained in now.items() if gained > 0]
    return sorted(found, key=lambda w: (-numbers.quotient(w.gained, w.figure.value), not wording.promised(w.figure)))


def recorded(view: View) -> bool:
    """Whether the ledgers say anything that could have moved."""
    return any(_counts(row) for row in of_places.by_code(view.scope, view.place, view.year, view.as_of).values())


def _gained(view: View, span: Span) -> dict[str, float]:
    """How much each count grew from the first to the last day of a span."""
    year = span.start.year
    after = of_places.by_code(view.scope, view.place, year, span.end)
    start = {} if span.eve.year < year else of_places.by_code(view.scope, view.place, year, span.eve)
    return {code: row.value - _value(start.get(code)) for code, row in after.items() if _counts(row)}


def _counts(row: Figure) -> bool:
    return row.kind == "count" and row.better != "lower" and not pd.isna(row.value)


def _value(row: Figure | None) -> float:
    return 0.0 if row is None or pd.isna(row.value) else row.value


def tiles(view: View, span: Span) -> list[Tile]:
    """Four numbers of the span alone."""
    eve = None if span.eve.year < span.start.year else replace(view, as_of=span.eve)
    grown, all_of_them = len(moved(view, span)), sum(map(_counts, _rows(view).values()))
    found = [Tile(f"{span.word}有进展的工作", f"{grown} 项", f"计数的工作共 {all_of_them} 项"), _ended(view, eve, span)]
    if {"services_satisfied", "services_rated"} <= set(_rows(view)):
        found.append(_satisfied(view, eve, span))
    return [*found, _fallen(view, eve, span)]


def _rows(view: View) -> dict[str, Figure]:
    return of_places.by_code(view.scope, view.place, view.year, view.as_of)


def _ended(view: View, eve: View | None, span: Span) -> Tile:
    """Matters with a time limit that ended in the span."""
    now = matters.totals(view.matter_counts())
    before = matters.totals(eve.matter_counts()) if eve else None
    ended, on_time = now.ended - (before.ended if before else 0), now.on_time - (before.on_time if before else 0)
    rate = f"，按期办结率 {numbers.with_unit(numbers.quotient(on_time, ended, 100), '%')}" if ended else ""
    return Tile(f"{span.word}办结", f"{numbers.text(ended)} 件", f"按期 {numbers.text(on_time)} 件{rate}")


def _satisfied(view: View, eve: View | None, span: Span) -> Tile:
    now, before = (_rows(each).get("services_satisfied") if each else None for each in (view, eve))
    rated, good = (_part(now, name) - _part(before, name) for name in ("denominator", "numerator"))
    share = numbers.with_unit(numbers.quotient(good, rated, 100), "%") if rated else "不适用"
    about = f"{rated:.0f} 件有评价{wording.few(rated, smallest_sample(view))}" if rated else "没有评价"
    return Tile(f"{span.word}群众满意率", share, about)


def _part(row: Figure | None, name: str) -> float:
    value = float("nan") if row is None else getattr(row, name)
    return 0.0 if pd.isna(value) else value


def _fallen(view: View, eve: View | None, span: Span) -> Tile:
    """Targets that began to lag or were missed in the span."""
    lagging = [row for row in _rows(view).values() if row.status in status.ACTION]
    already = {code for code, row in (_rows(eve) if eve else {}).items() if row.status in status.ACTION}
    new = [row.name for row in lagging if row.code not in already]
    named = "、".join(new[:_NAMED]) + (f"等 {len(new)} 项" if len(new) > _NAMED else "")
    return Tile(f"{span.word}新落后的指标", f"{len(new)} 项", named or "没有新落后的")
