"""A figure on a page: what it says to those who cannot see it, and what a click on it does. static/chart.js is its other half.

Streamlit's own element builds a chart anew when its data change; this one changes it in place. Both are Plotly.
"""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.components.v1 import declare_component

from engine.charts.bar_charts import CONFIG
from engine.charts.drawing import LIBRARY, LIBRARY_VERSION, Picture
from engine.charts.palette import darkened
from engine.screen.application import FrontDoor, library_address
from engine.screen.elements import element, escaped, served
from engine.screen.heading import shown
from engine.screen.links import INDICATOR, open_bar


def draw(
    picture: Picture,
    key: str,
    on_pick: Callable[[list], None] | None = None,
    chosen: object = None,
    note: str = "",
) -> None:
    """Show a picture at full width, its title over it and a note on how to read it below.

    A click on one of its "hits" calls `on_pick` with that bar's customdata as a list; `chosen` is the customdata of
    the bar to mark.
    """

    def picked() -> None:
        if on_pick and (found := st.session_state[key].picked):
            on_pick(found)

    dark = st.context.theme.type == "dark"
    told = {**picture._asdict(), "chart": darkened(picture.chart) if dark else picture.chart}
    told |= {**shown(), "note": note, "chosen": chosen, "clickable": on_pick is not None}
    element("chart")(key=key, data=told | {"config": CONFIG, "library": _library()}, on_picked_change=picked)


def _library() -> str:
    """The address of the Plotly that the Python package brings along."""
    return library_address() if FrontDoor.stands else _as_a_component()


@st.cache_resource(show_spinner=False)
def _as_a_component() -> str:
    """Where nothing stands before Streamlit's server: Plotly's folder is served as that of a component."""
    folder = declare_component("plotly", path=LIBRARY)
    return served(f"component/{folder.name}/plotly.min.js?v={LIBRARY_VERSION}")


def bullet_columns(drawn: Sequence[Picture], bullet_key: str, key: str) -> None:
    """Two bullet charts side by side, one below the other on a phone; a click on a row opens its indicator."""
    for column, picture, side in zip(st.columns(2, gap="large"), drawn, ("left", "right"), strict=True):
        with column:
            draw(picture, f"{key}-{side}", on_pick=open_bar(INDICATOR, "indicator"))
    st.caption(escaped(bullet_key))
