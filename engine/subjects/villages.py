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
from engine.subjects import places_compared


class Villages(NamedTuple):
    """The pieces of the page in its order; `grids` None where the place is no village."""

    title: str
    bullets: tuple[Picture, ...]
    key: str
    codes: list[str]
    others: pd.DataFrame
    beside: pd.DataFrame
    sections: list[str]
    grids: pd.DataFrame | None


@cached(256)
def villages(view: View) -> Villages:
    """The page for one view."""
    rows, beside = view.figures(), view.figures_beside()
    kept = promises.promised(rows)
    drawn = [promises.bullets(Figure.each(half)) for half in promises.halves(kept)]
    return Villages(
        f"{view.place_name}：{view.of(promises.headline(promises.promises(rows)))}",
        tuple(Picture.of("", bar_charts.bullets(half), promises.bullets_said(half)) for half in drawn),
        wording.bullet_key(drawn),
        list(kept["code"]),
        listings.without_target(rows),
        places_compared.sections_by_place(beside, view.parts_beside),
        places_compared.panel_sections(beside),
        listings.grids(view.figures_below(), view.parts) if view.place.level == VILLAGE else None,
    )


@cached(512)
def panels(view: View, section: str | None) -> Picture:
    """One section's indicators, place beside place on one scale."""
    beside = view.figures_beside()
    part = beside[beside["section"] == section]
    drawn = places_compared.panels(part, view.parts_beside)
    title = "：".join(words for words in (section, places_compared.below_title(part, view.parts_beside)) if words)
    return Picture.of(title, bar_charts.panels(drawn), places_compared.panels_said(drawn))
