"""What 总览 says, worked out once for each view: every reader of the same place and day gets the same pieces."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from engine import figures, findings, matters, questions, wording
from engine.findings import Warning
from engine.questions import Scope


class Overview(NamedTuple):
    """The pieces of the page in its order; frames as the charts and the table take them."""

    title: str
    tiles: list[tuple[str, str, str]]
    urgent: list[Warning]
    strips: pd.DataFrame
    places_title: str
    places: pd.DataFrame | None
    bullets: tuple[pd.DataFrame, pd.DataFrame]
    codes: list[str]


@lru_cache(maxsize=256)
def overview(scope: Scope, place: str, year: int, as_of: date, office: str | None, below: int) -> Overview:
    """The first page for one place and day; `office` None means all, `below` the digits of the places one level down."""

    def own(rows: pd.DataFrame) -> pd.DataFrame:
        return rows if office is None else rows[rows["office"] == office]

    rows = own(figures.figures(scope, place, year, as_of))
    kept = findings.promised(rows)
    counted = findings.promises(rows)
    day = (pd.Timestamp(as_of) - pd.DateOffset(years=1)).date()
    ended = matters.totals(own(matters.counts(scope, place, year, as_of, below)))
    before = matters.totals(own(matters.counts(scope, place, year - 1, day, below)))
    places_title, places = "", None
    if len(place) < 15:
        lower = own(figures.figures_by_place(scope, place, below, year, as_of))
        places = findings.sections_by_place(lower, questions.place_labels(scope))
        places_title = findings.below_title(lower, questions.place_labels(scope))
    left, right = findings.halves(kept)
    return Overview(
        findings.headline(counted),
        _tiles(scope, rows, counted, ended, before),
        findings.urgent(rows, own(matters.matters(scope, place, year, as_of))),
        findings.strips(rows),
        places_title,
        places,
        (findings.bullets(left), findings.bullets(right)),
        list(kept["code"]),
    )


def prepare(scope: Scope, most: int = 30) -> None:
    """Work out what the first readers will ask for: each year's page of the whole home and of the places below it."""
    below = questions.digits_below(scope, scope.place)
    places = [scope.place, *(code for code in questions.known_places(scope) if len(code) == below)]
    for year in figures.years(scope):
        for place in places[:most]:
            day = figures.default_day(scope, year)
            overview(scope, place, year, day, None, questions.digits_below(scope, place))


def _tiles(
    scope: Scope, rows: pd.DataFrame, counted: findings.Promises, ended: matters.Totals, before: matters.Totals
) -> list[tuple[str, str, str]]:
    """Four numbers, each with what makes it honest under it: (label, value, about)."""
    said = f"达标或正常；滞后 {counted.behind}，未达标 {counted.missed}"
    tiles = [("目标进展", f"{counted.fine} / {counted.all}", said)]
    by_code = rows.set_index("code", drop=False)
    if {"services_satisfied", "services_rated"} <= set(by_code.index):
        satisfied, smallest = by_code.loc["services_satisfied"], int(questions.parameters(scope)["smallest_sample"])
        about = findings.satisfaction(satisfied, by_code.loc["services_rated"], smallest)
        tiles.append(("群众满意率", wording.shown(satisfied), about))
    tiles.append(("有时限事项按期率", ended.rate, f"{ended.fraction}，上年同期 {before.rate}"))
    tiles.append(("超期与临期", f"{ended.overdue} + {ended.near}", ended.said))
    return tiles
