"""What 总览 says, worked out once for each view: every reader of the same place and day gets the same pieces."""

from typing import NamedTuple

from engine.figures import gravity, matters, promises, time_frame, urgent, wording
from engine.figures.figure import Figure
from engine.figures.urgent import Urgent
from engine.figures.view import View
from engine.ledgers.places import GRID, Place
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.snapshot.questions import Scope
from engine.subjects import places_compared, sections, tiles, unrecorded
from engine.subjects.sections import Cell, Count, Section
from engine.subjects.tiles import Tile


class Overview(NamedTuple):
    """The pieces of the page in its order. `calm`: what is said where nothing is urgent; `silent`: figures nobody can know."""

    title: str
    tiles: list[Tile]
    urgent: list[Urgent]
    urgent_in_all: int
    calm: str
    silent: str
    counts: list[Count]
    places_title: str
    places: list[tuple[str, list[Cell]]]
    key: str
    codes: list[str]

    @property
    def beside_strip(self) -> list[Tile]:
        """The tiles where the strip stands: it says what the first of them says."""
        return self.tiles[1:]


@cached(256)
def overview(view: View) -> Overview:
    """The first page for one view."""
    rows = view.figures()
    held = promises.promised(rows)
    counted = promises.promises(rows)
    places_title, places = "", []
    if view.place.level < GRID:
        lower = view.figures_below()
        places = sections.by_place(lower)
        places_title = places_compared.below_title(lower, view.parts)
    open_matters = view.matters(urgent.URGENT, states=matters.URGENT)
    return Overview(
        view.of(promises.headline(counted)),
        tiles.leading(view),
        urgent.urgent(view, rows, open_matters),
        urgent.urgent_in_all(rows, open_matters),
        view.of(promises.calm(counted, matters.totals(view.matter_counts()))),
        unrecorded.hint(rows),
        sections.counts(held["status"]),
        places_title,
        places,
        wording.bullet_key([promises.bullets(Figure.each(held))]),
        list(held["code"]),
    )


@cached(512)
def parts(view: View, only: str) -> tuple[list[Section], list[Section]]:
    """The promises by section in two columns; `only`: those of one status."""
    return sections.in_columns(sections.sections(view.figures(), only))


class InNeed(NamedTuple):
    """An indicator that needs somebody, in words."""

    code: str
    name: str
    said: str
    status: str
    office: str


@cached(256)
def in_need(view: View) -> list[InNeed]:
    """Every indicator that needs somebody, the gravest first."""
    return [
        InNeed(row.code, row.name, wording.against(row), wording.badge(row.status), row.office)
        for row in Figure.each(gravity.ordered(gravity.in_need(view.figures())))
    ]


def prepare(scope: Scope, most: int = 30) -> None:
    """Work out what the first readers will ask for: this year's page of the home and of the places below it, and last year's."""
    below, year = questions.digits_below(scope, scope.place), time_frame.default_year(scope)
    places = [scope.place, *(code for code in questions.known_places(scope) if len(code) == below)]
    for place, of in [(scope.place, year - 1), *((place, year) for place in places[:most])]:
        view = View(scope, Place(place), of, time_frame.default_day(scope, of))
        overview(view)
        parts(view, "")
