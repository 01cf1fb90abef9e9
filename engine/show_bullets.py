"""The bullet charts of a page: two columns of them, what a click does, and the key beneath."""

import pandas as pd
import streamlit as st

from engine import charts, findings, wording
from engine.show import INDICATOR, View, escaped, open_bar


def bullet_columns(view: View, drawn: tuple[pd.DataFrame, pd.DataFrame], key: str) -> None:
    """Two bullet charts side by side, one below the other on a phone; a click on a row opens its indicator."""
    for column, rows, side in zip(st.columns(2, gap="large"), drawn, ("left", "right"), strict=True):
        with column:
            st.plotly_chart(
                charts.bullets(rows, view.dark),
                key=f"{key}-{side}",
                on_select=open_bar(f"{key}-{side}", INDICATOR, "indicator"),
                selection_mode="points",
                config=charts.CONFIG,
                alt=findings.bullets_said(rows),
            )
    bullet_key(list(drawn))


def bullet_key(drawn: list[pd.DataFrame]) -> None:
    """What the marks of the bullets mean, and the rule behind the status words."""
    marked = any(frame["figures"].str.contains("*", regex=False).any() for frame in drawn)
    st.caption(escaped(f"{charts.BULLET_KEY}。{wording.thresholds()}{wording.MARK + '。' if marked else ''}"))
