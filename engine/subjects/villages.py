"""What 村级 says: one place's card, and the places side by side, worked out once for each view."""

from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.drawing import Picture
from engine.figures import listings, promises, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.places import VILLAGE
from engine.snapshot.caching import cached
from engine.subjects import places_compared, sections
from engine.subjects.sections import Cell, Count, Section


class Villages(NamedTuple):
    """The pieces of the page in its order; `grids` None where the place is no village. `beside`: as `sections.by_place`."""

    title: str
    counts: list[Count]
    key: str
    codes: list[str]
    others: pd.DataFrame
    beside: list[tuple[str, list[Cell]]]
    beside_title: str
    sections: list[str]
    scale: str
    grids: pd.DataFrame | None


@cached(256)
def villages(view: View) -> Villages:
    """The page for one view."""
    rows, beside = view.figures(), view.figures_beside()
    kept = promises.promised(rows)
    found = places_compared.below_title(beside, view.parts_beside)
    below = view.place.level >= VILLAGE
    own = f"{view.place_name}：{view.of(promises.headline(promises.promises(rows)))}"
    return Villages(
        own if below or not found else view.of(found),
        sections.counts(kept["status"]),
        wording.bullet_key([promises.bullets(Figure.each(kept))]),
        list(kept["code"]),
        listings.without_target(rows),
        sections.by_place(beside),
        found if below else "",
        places_compared.panel_sections(beside),
        "同一行采用相同刻度；有目标的按完成目标的比例，没有目标的按各处最大值。点击可查看台账。",
        listings.grids(view.figures_below(), view.parts) if view.place.level == VILLAGE else None,
    )


@cached(256)
def card(view: View) -> tuple[list[Section], list[Section]]:
    """The promises of one place by section, in two columns."""
    return sections.in_columns(sections.sections(view.figures()))


@cached(512)
def panels(view: View, section: str | None) -> Picture:
    """One section's indicators, place beside place on one scale."""
    beside = view.figures_beside()
    part = beside[beside["section"] == section]
    drawn = places_compared.panels(part, view.parts_beside)
    title = "：".join(words for words in (section, places_compared.below_title(part, view.parts_beside)) if words)
    return Picture.of(title, bar_charts.panels(drawn), places_compared.panels_said(drawn))
