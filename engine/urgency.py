"""What 预警 begins with: how many matters are past their limit or nearly, by rule, place and office."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from engine import charts, findings, listings, matters, questions
from engine.drawing import Picture
from engine.findings import Warning
from engine.view import View

FIRST = 8  # matters listed before the list is asked for


class Urgency(NamedTuple):
    """The pieces of the page in its order. `said`: the open ones in words; `first`: the most urgent; `found`: every matter.

    The title is what is said where nothing is urgent.
    """

    title: str
    tiles: list[tuple[str, str, str]]
    by_rule: Picture
    by_place: Picture
    by_office: Picture
    said: str
    first: list[Warning]
    found: pd.DataFrame


@lru_cache(maxsize=256)
def urgency(view: View) -> Urgency:
    """The page for one view."""
    counted = view.matter_counts()
    totals, found = matters.totals(counted), view.matters()
    return Urgency(
        view.of(totals.said),
        [
            ("超期", f"{totals.overdue} 件", _late(totals)),
            ("临期", f"{totals.near} 件", f"剩 {matters.near_days(view.scope)} 天以内"),
            ("今年办结按期率", totals.rate, totals.fraction),
            ("在办", f"{totals.still_open} 件", "含超期和临期"),
        ],
        _bars(view, counted, "rule_name", "按时限", totals.said),
        _bars(view, counted, "place_name", "按区划", totals.said),
        _bars(view, counted, "office", "按责任单位", totals.said),
        totals.said,
        findings.urgent(view.figures().head(0), found, FIRST),
        found,
    )


def _late(totals: matters.Totals) -> str:
    if not totals.overdue:
        return f"在办 {totals.still_open} 件，没有超期" if totals.still_open else "没有在办的事项"
    return f"其中上年结转 {totals.carried} 件，最长超期 {totals.longest} 天"


def _bars(view: View, counted: pd.DataFrame, by: str, words: str, none: str) -> Picture:
    bars = listings.urgent_by(counted, by)
    if by == "place_name":  # a click still filters by the name of the place that the row lies in
        own = questions.known_places(view.scope)[view.place]
        bars["name"] = bars["name"].replace({own: view.parts[view.place]} if len(view.place) == 12 else {})
    drawn = charts.ranked_bars(bars, "件", view.dark)
    return Picture.of(f"{words}：超期和临期", drawn, listings.ranked_said(bars, none))
