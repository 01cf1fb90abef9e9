"""One indicator in depth: level and pace, through the year, by month, by village, and the rows that say so."""

import streamlit as st

from engine import charts, courses, findings, show, show_filters, show_notes, time_charts, wording
from engine.drawing import Picture
from engine.show_chart import draw
from engine.show_rows import origin, rows_behind

view = show_filters.choose()
code = show_filters.choose_indicator(view)
row = view.figure(code)
show.heading(view, courses.headline(row))
st.text(wording.arithmetic(row, view.as_of))
if told := courses.beside(view.scope, view.place, view.year, view.as_of, row):
    st.text("；".join(told))

drawn = findings.bullets(row.to_frame().T)
draw(Picture.of("", charts.bullets(drawn, view.dark), findings.bullets_said(drawn)), "bullet")
st.caption(show.escaped(wording.bullet_key([drawn])))

course, months = st.columns(2, gap="large")
with course:
    line = courses.through_the_year(view.scope, view.place, view.year, view.as_of, row)
    notes = show_notes.of_year(view, code)
    drawn = time_charts.trend(line.rows, row["unit"], view.dark, show_notes.marks(notes))
    draw(Picture.of(line.title, drawn, line.said + show_notes.told(view, notes)), "trend")
    show_notes.listed(view, code, notes)

with months:
    bars = courses.by_month(view.scope, view.place, view.year, view.as_of, row)
    draw(
        Picture.of(bars.title, time_charts.months(bars.rows, row["unit"], view.dark), bars.said),
        "months",
        on_pick=show_filters.narrow_to("month"),
        chosen=st.session_state.get("month"),
    )

if len(view.place) < 15 and len(view.names) > 1:
    ranks = courses.by_place(view.figures_below(), code, view.names)
    draw(
        Picture.of(ranks.title, charts.ranked_bars(ranks.rows, row["unit"], view.dark), ranks.said),
        "ranks",
        on_pick=show_filters.narrow_to("at"),
        chosen=st.session_state.get("at"),
    )

st.header("台账行", anchor=False)
place, month = show_filters.drilled(view)
rows_behind(view, row, key="rows", place=place, month=month)

with st.expander("这个数怎么来的", expanded=False):
    origin(view, row)
