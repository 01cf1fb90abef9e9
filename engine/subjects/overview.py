"""What 总览 says, worked out once for each view: every reader of the same place and day gets the same pieces."""

from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.drawing import Picture
from engine.figures import matters, promises, time_frame, urgent, wording
from engine.figures.figure import Figure
from engine.figures.urgent import Urgent
from engine.figures.view import View
from engine.ledgers.places import GRID, Place
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.snapshot.questions import Scope
from engine.subjects import places_compared, tiles, unrecorded
from engine.subjects.tiles import Tile


class Overview(NamedTuple):
    """The pieces of the page in its order. `calm`: what is said where nothing is urgent; `silent`: figures nobody can know."""

    title: str
    tiles: list[Tile]
    urgent: list[Urgent]
    urgent_in_all: int
    calm: str
    silent: str
    strips: Picture
    places_title: str
    places: pd.DataFrame | None
    bullets: tuple[Picture, ...]
    key: str
    codes: list[str]


@cached(256)
def overview(view: View) -> Overview:
    """The first page for one view."""
    rows = view.figures()
    held = promises.promised(rows)
    counted = promises.promises(rows)
    places_title, places = "", None
    if view.place.level < GRID:
        lower = view.figures_below()
        places = places_compared.sections_by_place(lower, view.parts)
        places_title = places_compared.below_title(lower, view.parts)
    strips, open_matters = promises.strips(rows), view.matters(urgent.URGENT, states=matters.URGENT)
    drawn = [promises.bullets(Figure.each(half)) for half in promises.halves(held)]
    return Overview(
        view.of(promises.headline(counted)),
        tiles.leading(view),
        urgent.urgent(view, rows, open_matters),
        urgent.urgent_in_all(rows, open_matters),
        view.of(promises.calm(counted, matters.totals(view.matter_counts()))),
        unrecorded.hint(rows),
        Picture.of("六个方面", bar_charts.status_strips(strips), promises.strips_said(strips)),
        places_title,
        places,
        tuple(Picture.of("", bar_charts.bullets(part), promises.bullets_said(part)) for part in drawn),
        wording.bullet_key(drawn),
        list(held["code"]),
    )


def prepare(scope: Scope, most: int = 30) -> None:
    """Work out what the first readers will ask for: each year's page of the whole home and of the places below it."""
    below = questions.digits_below(scope, scope.place)
    places = [scope.place, *(code for code in questions.known_places(scope) if len(code) == below)]
    for year in time_frame.years(scope):
        for place in places[:most]:
            overview(View(scope, Place(place), year, time_frame.default_day(scope, year)))
