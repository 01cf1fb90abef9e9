"""What 预警 begins with: how many matters are past their limit or nearly, by rule, place and office."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar
from engine.charts.drawing import Picture
from engine.figures import exporting, listings, matters, urgent
from engine.figures.urgent import Urgent
from engine.figures.view import View
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import tiles
from engine.subjects.open_bars import open_bar
from engine.subjects.tiles import Tile
from engine.words import excerpts
from engine.words.excerpts import ALL, Excerpt

FIRST = 8  # matters listed before the list is asked for
BARS = 20  # rules, places or offices that are drawn; all stand in words beside the bars and in the filters


class Warnings(NamedTuple):
    """The pieces of the page in its order. `said`: the open ones in words; `first`: the most urgent of `urgent` matters.

    The title is what is said where nothing is urgent. `whole`: how many matters the list has; `offered`: what its filters
    offer, by the key of each.
    """

    title: str
    tiles: list[Tile]
    rule_name: Picture
    place_name: Picture
    owner: Picture
    said: str
    first: list[Urgent]
    urgent: int
    whole: int
    offered: dict[str, list[str]]


@cached(256)
def warnings(view: View) -> Warnings:
    """The page for one view."""
    counted, every = view.matter_counts(), _named(view, view.every_matter_count())
    totals, before = matters.totals(counted), matters.totals(view.year_before.matter_counts())
    return Warnings(
        view.of(totals.said),
        [
            *tiles.late_and_near(view, totals, before),
            tiles.on_time(totals, before),
            Tile("在办", f"{totals.still_open} 件", "含超期和临期"),
        ],
        _bars(view, counted, "rule_name", "按时限", totals.said),
        _bars(view, _named(view, counted), "place_name", "按区划", totals.said),
        _bars(view, counted, "office", "按责任单位", totals.said),
        totals.said,
        urgent.urgent(view, view.figures().head(0), view.matters(FIRST, states=matters.URGENT), FIRST),
        totals.overdue + totals.near,
        matters.whole(every),
        {by: sorted(every[by].unique()) for by in ("rule_name", "place_name", "office")},
    )


def listed(view: View, most: int, states: Collection[str], chosen: Mapping[str, str | None]) -> Excerpt:
    """The first matters of these states, and of the chosen rule_name, place_name and office, in the words of 督办."""
    if most == excerpts.SHOWN and set(states) == set(matters.URGENT) and not any(chosen.values()):
        return _usual(view)
    return _listed(view, most, states, chosen)


@cached(64)
def _usual(view: View) -> Excerpt:
    """The list with which the page opens."""
    return _listed(view, excerpts.SHOWN, matters.URGENT, {})


def _listed(view: View, most: int, states: Collection[str], chosen: Mapping[str, str | None]) -> Excerpt:
    found = _narrowed(view, most, states or None, chosen)
    return Excerpt(listings.matters_listed(found), excerpts.counted(found))


def calendar(view: View, chosen: Mapping[str, str | None]) -> bytes:
    """The days on which all that is open ends, of the chosen rule_name, place_name and office."""
    return exporting.calendar_file(_narrowed(view, ALL, matters.STILL_OPEN, chosen), "办理时限")


def _narrowed(view: View, most: int, states: Iterable[str] | None, chosen: Mapping[str, str | None]) -> pd.DataFrame:
    every, limits = _named(view, view.every_matter_count()), questions.limits(view.scope)
    rule, place, office = (chosen.get(by) for by in ("rule_name", "place_name", "office"))
    return view.matters(
        most,
        states=states,
        rules=every["rule"][every["rule_name"] == rule].unique() if rule else limits["rule"].unique(),
        ledgers=every["ledger"][every["office"] == office].unique() if office else None,
        at=next(iter(every["place"][every["place_name"] == place]), "") if place else "",
    )


def _named(view: View, counted: pd.DataFrame) -> pd.DataFrame:
    """Places by the names they are chosen by, which tell two of one name apart and what lies in no grid from its village."""
    return counted.assign(place_name=counted["place"].map(view.parts))


def _bars(view: View, counted: pd.DataFrame, by: str, words: str, none: str) -> Picture:
    bars = _urgent_by(counted, by)
    title = f"{words}：超期和临期{excerpts.drawn(min(BARS, len(bars)), len(bars))}"
    chart, rest = bar_charts.ranked_bars(bars[:BARS], "件"), (f"{bar.name}　{bar.text}" for bar in bars[BARS:])
    return Picture.of(title, chart, bar_charts.bars_said(bars, none), rest)


def _urgent_by(counted: pd.DataFrame, by: str) -> list[Bar]:
    """Overdue and nearly due matters by rule, place or office; all of them, the largest first."""
    told = [
        open_bar(name, near + late, late, near, "件")
        for name, part in counted.groupby(by, sort=True)
        for near, late in [(int(part["near"].sum()), int(part["overdue"].sum()))]
        if near + late
    ]
    return sorted(told, key=lambda bar: (-bar.value, bar.name))
