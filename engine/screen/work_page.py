"""What the page of every line of work has: its indicators as bullets, and one of them through the year, by place and row by row."""

import streamlit as st

from engine.figures.view import View
from engine.screen import cards, elements, links, sidebar
from engine.screen.pictures import draw
from engine.screen.rows_behind import explain, rows_behind
from engine.subjects import lines_of_work


def whole(view: View, page: str) -> None:
    """What needs somebody in a line of work, its bullets, and one indicator by month and by place down to the rows.

    The charts are sent first: a reader who changed a filter waits for them.
    """
    found = lines_of_work.work(view, page)
    if view.office:
        st.caption(elements.escaped(f"下面只列{view.office}的指标和事项；上面的标题、数和图是各单位合计。"))
    urgent, bullets = st.columns(2, gap="large")
    explained = st.container()
    with bullets:
        draw(found.bullets, "bullets", on_pick=links.open_bar(links.INDICATOR, "indicator"), note=found.key)
    if found.main:
        _in_depth(view, found.codes, found.main)
    with urgent:
        cards.warnings(view, found.urgent, found.urgent_in_all, found.calm)
    with explained:
        explain(view, found.codes, key=f"explain-{page}")


def _in_depth(view: View, codes: list[str], main: str) -> None:
    """One indicator of the page by month and by place, `main` to begin with; a click brings the ledger rows behind the bar."""
    names = view.figures().set_index("code")["name"]
    if st.session_state.get("item", main) not in codes:  # another page's
        del st.session_state["item"]
    begin = codes.index(main)
    label = f"逐月、逐{view.part_word}和台账行：看哪一项"
    code = st.selectbox(label, codes, begin, names.get, key="item", bind="query-params", width=320)
    found = lines_of_work.depth(view, code)
    months, places = st.columns(2, gap="large")
    with months:
        draw(found.months, "months", sidebar.to_month(), st.session_state.get("month"))
    with places:
        if found.places is not None:
            draw(found.places, "ranks", sidebar.to_place(view), st.session_state.get("at"))
    rows(view, code)


def rows(view: View, code: str) -> None:
    """The ledger rows behind an indicator's figure: with a click on a bar those of its place or month, else in a fold.

    A table and its filters cost the browser as much as three charts, so they come when they are asked for.
    """
    row = view.figure(code)
    # One label for all indicators: the fold stays open when another one, or another year, is chosen.
    fold = st.expander("背后的台账行", key=sidebar.ROWS_FOLD, on_change="rerun")
    if fold.open or sidebar.narrowed("at", "month"):
        with fold if fold.open else st.container():
            place, month = sidebar.drilled(view)
            rows_behind(view, row, key="rows", place=place, month=month)
