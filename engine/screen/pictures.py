"""A figure on a page: what it says to those who cannot see it, and what a click on it does. static/chart.js is its other half.

Streamlit's own element builds a chart anew when its data change; this one changes it in place. Both are Plotly.
"""

from collections.abc import Sequence

import streamlit as st
from streamlit.components.v1 import declare_component

from engine.charts.bar_charts import CONFIG
from engine.charts.drawing import LIBRARY, LIBRARY_VERSION, Picture
from engine.charts.palette import DARKER
from engine.screen.elements import element, escaped, served
from engine.screen.heading import shown
from engine.screen.links import Lead


def draw(
    picture: Picture,
    key: str,
    lead: Lead | None = None,
    chosen: object = None,
    note: str = "",
) -> None:
    """Show a picture at full width, its title over it and a note on how to read it below.

    `lead`: where a click on one of its "hits" leads; `chosen` is the customdata of the bar to mark.
    """
    told = {**picture._asdict(), **shown(), "note": note, "chosen": chosen, "lead": lead._asdict() if lead else None}
    element("chart")(key=key, data=told | {"config": CONFIG, "library": _library(), "dark": DARKER})


@st.cache_resource(show_spinner=False)
def _library() -> str:
    """The address of the Plotly that the Python package brings along: its folder is served as that of a component."""
    folder = declare_component("plotly", path=LIBRARY)
    return served(f"component/{folder.name}/plotly.min.js?v={LIBRARY_VERSION}")


def bullet_columns(drawn: Sequence[Picture], bullet_key: str, key: str, lead: Lead) -> None:
    """Two bullet charts side by side, one below the other on a phone."""
    for column, picture, side in zip(st.columns(2, gap="large"), drawn, ("left", "right"), strict=True):
        with column:
            draw(picture, f"{key}-{side}", lead)
    st.caption(escaped(bullet_key))
