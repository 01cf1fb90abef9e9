"""What 指标 says of one indicator, worked out once for each view."""

import math
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts, time_charts
from engine.charts.drawing import Picture
from engine.figures import of_places, promises, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import lines_of_work, through_the_year
from engine.words import days, numbers

_FEW = 24  # of a plan of more the next one is due every few days


class IndicatorPage(NamedTuple):
    """The pieces of the page in its order; `places` None where nothing lies below."""

    title: str
    arithmetic: str
    beside: str
    bullet: Picture
    key: str
    months: Picture
    places: Picture | None


@cached(512)
def indicator(view: View, code: str) -> IndicatorPage:
    """One indicator in one view."""
    row = view.figure(code)
    drawn = promises.bullets([row])
    in_depth = lines_of_work.depth(view, code)
    return IndicatorPage(
        through_the_year.headline(row),
        wording.arithmetic(row, view.as_of),
        "；".join(
            [
                *_next(view, row),
                *through_the_year.beside(view.scope, view.place, view.year, view.as_of, row, view.measured_on),
                *_entered(view, row),
            ]
        ),
        Picture.of("", bar_charts.bullets(drawn), promises.bullets_said(drawn)),
        wording.bullet_key([drawn]),
        in_depth.months,
        in_depth.places,
    )


def _next(view: View, row: Figure) -> list[str]:
    """Of what is still to be done: how much, by when at the latest, and when the next of a few is due by the plan."""
    targets = of_places.targets_of(view.scope, view.place, view.year, row.code)
    if row.target_kind != "reach" or not targets or pd.isna(row.value) or row.value >= targets[-1].value:
        return []
    last, done = targets[-1], row.value
    told = f"尚差 {numbers.with_unit(last.value - done, row.unit)}，最迟{days.in_year(last.due_on)}前完成"
    if row.unit == "%" or last.value > _FEW or done != int(done):
        return [told]
    span = (last.due_on - last.from_on).days + 1
    due = last.from_on + timedelta(days=math.ceil(numbers.quotient((done + 1) * span, last.value)) - 1)
    return [f"{told}；按序时进度，第 {int(done) + 1} {row.unit}应于{days.in_year(due)}前完成"]


def _entered(view: View, row: Figure) -> list[str]:
    """How far the ledgers behind the figure are entered, where that is not up to the chosen day."""
    dates = view.ask("dates", today=min(view.as_of, questions.today(view.scope))).set_index("ledger")["last_on"]
    known = questions.ledgers(view.scope)
    last = {known[name].title: dates[name].date() for name in row.ledgers if name in known and name in dates}
    return [f"{title}台账更新至{days.day(day)}" for title, day in last.items() if day < view.as_of]


@cached(512)
def trend(view: View, code: str, marks: tuple, told: str) -> Picture:
    """The line through the year with the marks of its notes, which may change while the view does not."""
    row = view.figure(code)
    line = through_the_year.through_the_year(view.scope, view.place, view.year, view.as_of, row)
    drawn = time_charts.trend(line.rows, row.unit, list(marks), line.steps)
    return Picture.of(line.title, drawn, line.said + told)


@lru_cache(maxsize=64)
def worst(view: View) -> str | None:
    """The indicator that most needs a look, for whoever names none."""
    return promises.worst(view.figures())
