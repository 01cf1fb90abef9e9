"""One indicator in depth: level and pace, through the year, by month, by village, and the rows that say so."""

import streamlit as st

from engine.screen import show, show_filters, show_notes, show_work
from engine.screen.show_chart import draw
from engine.screen.show_rows import origin
from engine.subjects.indicator import indicator, trend

view = show_filters.choose()
code = show_filters.choose_indicator(view)
found = indicator(view, code)
show.heading(view, found.title, lines=[line for line in (found.arithmetic, found.beside) if line])

draw(found.bullet, "bullet", note=found.key)

course, months = st.columns(2, gap="large")
with course:
    notes = show_notes.of_year(view, code)
    draw(trend(view, code, tuple(show_notes.marks(notes)), show_notes.told(view, notes)), "trend")
    show_notes.listed(view, code, notes)

with months:
    draw(found.months, "months", show_filters.to_month(), st.session_state.get("month"))

if found.places is not None:
    draw(found.places, "ranks", show_filters.to_place(view), st.session_state.get("at"))

show_work.rows(view, code)

fold = st.expander("这个数怎么来的", key="origin-fold", on_change="rerun")
if fold.open:
    with fold:
        origin(view, view.figure(code))
