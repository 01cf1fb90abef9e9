"""What the page of every line of work has: its indicators as bullets, and one of them through the year, by place and row by row."""

import streamlit as st

from engine.figures.view import View
from engine.screen import cards, choices, elements, links, narrowing
from engine.screen.choices import Choice
from engine.screen.pictures import draw
from engine.screen.rows_behind import explain, rows_behind
from engine.subjects import lines_of_work

ROWS_FOLD = "rows-fold"


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
        draw(found.bullets, "bullets", lead=links.open_bar(view, links.INDICATOR, "indicator"), note=found.key)
    if found.main:
        _in_depth(view, found.codes, found.main)
    with urgent:
        cards.warnings(view, found.urgent, found.urgent_in_all, found.calm)
    with explained:
        explain(view, found.codes, key=f"explain-{page}")


def _in_depth(view: View, codes: list[str], main: str) -> None:
    """One indicator of the page by month and by place, `main` to begin with; a click brings the ledger rows behind the bar."""
    names = view.figures().set_index("code")["name"]
    label = f"逐月、逐{view.part_word}和台账行：看哪一项"
    item = choices.one_of("item", label, {code: names[code] for code in codes}, main)
    choices.show([item], "item")
    code, (at, month) = item.value, narrowing.narrowed(view)
    found = lines_of_work.depth(view, code)
    months, places = st.columns(2, gap="large")
    with months:
        draw(found.months, "months", links.narrow_to("month"), month.value)
    with places:
        if found.places is not None:
            draw(found.places, "ranks", links.narrow_to("at"), at.value)
    rows(view, code, at, month)


def rows(view: View, code: str, at: Choice, month: Choice) -> None:
    """The ledger rows behind an indicator's figure: with a click on a bar those of its place or month, else in a fold.

    A table and its filters cost the browser as much as three charts, so they come when they are asked for.
    """
    row = view.figure(code)
    # One label for all indicators: the fold stays open when another one, or another year, is chosen.
    narrow = at.value or month.value
    if narrow:  # who was reading rows goes on reading when all come back
        st.session_state[ROWS_FOLD] = True
    fold = st.expander("背后的台账行", key=ROWS_FOLD, on_change="rerun")
    if fold.open:
        with fold:
            choices.show([at, month, *([choices.back("返回全部", ["at", "month"])] if narrow else [])], "rows-choices")
            rows_behind(view, row, key="rows", place=at.value, month=month.value)
