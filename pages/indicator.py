"""One indicator in depth: level and pace, through the year, by month, by village, and the rows that say so."""

import streamlit as st

from engine import charts, courses, findings, show, show_bullets, show_filters, time_charts, wording
from engine.show_rows import origin, rows_behind

view = show_filters.choose()
code = show_filters.choose_indicator(view)
row = view.figure(code)
show.heading(view, courses.headline(row))
st.text(wording.arithmetic(row, view.as_of))
if told := courses.beside(view.scope, view.place, view.year, view.as_of, row):
    st.text("；".join(told))

drawn = findings.bullets(row.to_frame().T)
st.plotly_chart(charts.bullets(drawn, view.dark), key="bullet", config=charts.CONFIG, alt=findings.bullets_said(drawn))
show_bullets.bullet_key([drawn])

course, months = st.columns(2, gap="large")
with course:
    line = courses.through_the_year(view.scope, view.place, view.year, view.as_of, row)
    st.header(line.title, anchor=False)
    st.plotly_chart(
        time_charts.trend(line.rows, row["unit"], view.dark), key="trend", config=charts.CONFIG, alt=line.said
    )

with months:
    bars = courses.by_month(view.scope, view.place, view.year, view.as_of, row)
    st.header(bars.title, anchor=False)
    st.plotly_chart(
        time_charts.months(bars.rows, row["unit"], view.dark),
        key="months",
        on_select=show_filters.on_click("months", "month"),
        selection_mode="points",
        config=charts.CONFIG,
        alt=bars.said,
    )

if len(view.place) < 15 and len(view.names) > 1:
    ranks = courses.by_place(view.figures_below(), code, view.names)
    st.header(ranks.title, anchor=False)
    st.plotly_chart(
        charts.ranked_bars(ranks.rows, row["unit"], view.dark),
        key="ranks",
        on_select=show_filters.on_click("ranks", "at"),
        selection_mode="points",
        config=charts.CONFIG,
        alt=ranks.said,
    )

st.header("台账行", anchor=False)
place, month = show_filters.drilled(view)
rows_behind(view, row, key="rows", place=place, month=month)

with st.expander("这个数怎么来的", expanded=False):
    origin(view, row)
