"""What 预警 begins with: how many matters are past their limit or nearly, by rule, place and office."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from engine import charts, findings, listings, matters
from engine.drawing import Picture
from engine.findings import Warning
from engine.view import View

FIRST = 8  # matters listed before the list is asked for


class Urgency(NamedTuple):
    """The pieces of the page in its order. `said`: the open ones in words; `first`: the most urgent; `found`: every matter."""

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
        totals.said if totals.overdue or totals.near else "没有超期和临期的事项",
        [
            ("超期", f"{totals.overdue} 件", f"其中上年结转 {totals.carried} 件，最长超期 {totals.longest} 天"),
            ("临期", f"{totals.near} 件", f"剩 {matters.near_days(view.scope)} 天以内"),
            ("今年办结按期率", totals.rate, totals.fraction),
            ("在办", f"{totals.still_open} 件", "含超期和临期"),
        ],
        _bars(view, counted, "rule_name", "按时限"),
        _bars(view, counted, "place_name", "按区划"),
        _bars(view, counted, "office", "按责任单位"),
        totals.said,
        findings.urgent(view.figures().head(0), found, FIRST),
        found,
    )


def _bars(view: View, counted: pd.DataFrame, by: str, words: str) -> Picture:
    bars = listings.urgent_by(counted, by)
    drawn = charts.ranked_bars(bars, "件", view.dark)
    return Picture.of(f"{words}：超期和临期", drawn, listings.ranked_said(bars))
