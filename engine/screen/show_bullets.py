"""The bullet charts of a page: two columns of them, what a click does, and the key beneath."""

from collections.abc import Sequence

import streamlit as st

from engine.charts.drawing import Picture
from engine.screen.show import INDICATOR, escaped, open_bar
from engine.screen.show_chart import draw


def bullet_columns(drawn: Sequence[Picture], bullet_key: str, key: str) -> None:
    """Two bullet charts side by side, one below the other on a phone; a click on a row opens its indicator."""
    for column, picture, side in zip(st.columns(2, gap="large"), drawn, ("left", "right"), strict=True):
        with column:
            draw(picture, f"{key}-{side}", on_pick=open_bar(INDICATOR, "indicator"))
    st.caption(escaped(bullet_key))
