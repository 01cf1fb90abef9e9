"""One indicator in depth: level and pace, through the year, by month, by village, and the rows that say so."""

import streamlit as st

from engine.screen import board, links, narrowing, notes_on_page, sidebar, work_page
from engine.screen.rows_behind import ORIGIN, origin
from engine.subjects.indicator import indicator, trend

view = sidebar.choose()
wanted, (at, month) = narrowing.indicator(view), narrowing.narrowed(view)
code, (compare, spans) = wanted.value, narrowing.periods(view)
found = indicator(view, code)
notes = notes_on_page.of_year(view, code)
course = trend(view, code, tuple(notes_on_page.marks(notes)), notes_on_page.told(view, notes))
board.show(
    view,
    [
        board.top(view, found.title, [line for line in (found.arithmetic, found.beside) if line]),
        board.fields(wanted, compare),
        board.chart(found.bullet, "bullet", note=found.key),
        work_page.side_by_side(view, code, spans),
        board.columns(
            [board.chart(course, "trend")],
            [board.chart(found.months, "months", links.narrow_to("month"), month.value)],
        ),
        board.chart(found.places, "ranks", links.narrow_to("at"), at.value) if found.places else None,
    ],
)
notes_on_page.listed(view, code, notes)
work_page.rows(view, code, at, month)

fold = st.expander(ORIGIN, key="origin-fold", on_change="rerun")
if fold.open:
    with fold:
        origin(view, view.figure(code))
