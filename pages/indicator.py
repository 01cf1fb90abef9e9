"""One indicator in depth: level and pace, through the year, by month, by village, and the rows that say so."""

import streamlit as st

from engine.screen import choices, heading, links, narrowing, notes_on_page, sidebar, work_page
from engine.screen.pictures import draw
from engine.screen.rows_behind import ORIGIN, origin
from engine.subjects.indicator import indicator, trend

view = sidebar.choose()
wanted = narrowing.indicator(view)
code, (at, month) = wanted.value, narrowing.narrowed(view)
found = indicator(view, code)
heading.heading(view, found.title, lines=[line for line in (found.arithmetic, found.beside) if line])

choices.show([wanted], "indicator")
draw(found.bullet, "bullet", note=found.key)

course, months = st.columns(2, gap="large")
with course:
    notes = notes_on_page.of_year(view, code)
    draw(trend(view, code, tuple(notes_on_page.marks(notes)), notes_on_page.told(view, notes)), "trend")
    notes_on_page.listed(view, code, notes)

with months:
    draw(found.months, "months", links.narrow_to("month"), month.value)

if found.places is not None:
    draw(found.places, "ranks", links.narrow_to("at"), at.value)

work_page.rows(view, code, at, month)

fold = st.expander(ORIGIN, key="origin-fold", on_change="rerun")
if fold.open:
    with fold:
        origin(view, view.figure(code))
