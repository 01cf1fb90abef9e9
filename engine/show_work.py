"""What the page of every line of work has: its indicators as bullets, and one of them through the year, by place and row by row."""

import streamlit as st

from engine import show, show_cards, show_filters, work
from engine.show_chart import draw
from engine.show_rows import explain, rows_behind
from engine.view import View


def indicators(view: View, page: str) -> None:
    """What needs somebody in a line of work, and beside it the bullets; a click on one opens its indicator."""
    found = work.work(view, page)
    urgent, bullets = st.columns(2, gap="large")
    with bullets:
        draw(found.bullets, "bullets", on_pick=show.open_bar(show.INDICATOR, "indicator"), note=found.key)
    with urgent:
        show_cards.warnings(view, found.urgent)
    explain(view, found.codes, key=f"explain-{page}")


def in_depth(view: View, page: str) -> None:
    """One indicator of the page by month and by place; a click brings the ledger rows behind the bar."""
    beginning = work.work(view, page)
    codes = beginning.codes
    if not codes:
        return
    names = view.figures().set_index("code")["name"]
    st.header("逐月、逐村和台账行", anchor=False)
    if st.session_state.get("item", beginning.main) not in codes:  # another page's
        del st.session_state["item"]
    begin = codes.index(beginning.main)
    code = st.selectbox("看哪一项", codes, begin, names.get, key="item", bind="query-params", width=320)
    found = work.depth(view, code)
    months, places = st.columns(2, gap="large")
    with months:
        draw(found.months, "months", show_filters.narrow_to("month"), st.session_state.get("month"))
    with places:
        if found.places is not None:
            draw(found.places, "ranks", show_filters.narrow_to("at"), st.session_state.get("at"))
    # A table costs the browser as much as two charts: it comes with the first click on a bar, or when asked for.
    at, month = show_filters.drilled(view)
    if at or month:
        rows_behind(view, view.figure(code), key="rows", place=at, month=month)
        return
    fold = st.expander(f"台账行：{names[code]}", key="rows-fold", on_change="rerun")
    if fold.open:
        with fold:
            rows_behind(view, view.figure(code), key="rows")
