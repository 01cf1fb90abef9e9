"""How are we doing this year, and what needs me?"""

import streamlit as st

from engine import charts, findings, matters, questions, show, show_filters, wording
from engine.show_rows import explain

view = show_filters.choose()
rows = view.figures()
counted = findings.promises(rows)
show.heading(view, findings.headline(counted))

# Four numbers, each with what makes it honest.
ended, before = matters.totals(view.matter_counts()), matters.totals(view.matter_counts(years_back=1))
by_code = rows.set_index("code", drop=False)
tiles = [("目标进展", f"{counted.fine} / {counted.all}", f"达标或正常；滞后 {counted.behind}，未达标 {counted.missed}")]
if {"services_satisfied", "services_rated"} <= set(by_code.index):
    satisfied, smallest = by_code.loc["services_satisfied"], int(questions.parameters(view.scope)["smallest_sample"])
    tiles.append(
        (
            "群众满意率",
            wording.shown(satisfied),
            findings.satisfaction(satisfied, by_code.loc["services_rated"], smallest),
        )
    )
tiles.append(("有时限事项按期率", ended.rate, f"{ended.fraction}，上年同期 {before.rate}"))
tiles.append(("超期与临期", f"{ended.overdue} + {ended.near}", ended.said))
show.tiles(tiles)

urgent, sections = st.columns(2, gap="large")

with urgent:
    st.header("需要过问", anchor=False)
    for warning in findings.urgent(
        rows, view.of_office(matters.matters(view.scope, view.place, view.year, view.as_of))
    ):
        show.warning(view, warning)
    show.link(view, show.WARNINGS, "全部预警")

with sections:
    st.header("六个方面", anchor=False)
    strips = findings.strips(rows)
    st.plotly_chart(
        charts.status_strips(strips, view.dark), key="strips", config=charts.CONFIG, alt=findings.strips_said(strips)
    )

if len(view.place) < 15:
    st.header("各村各方面：达标或正常的项数", anchor=False)
    show.places_table(view, findings.sections_by_place(view.figures_below(), view.names))

st.header("各项指标：完成、目标与此时应达", anchor=False)
kept = findings.promised(rows)
halves = findings.halves(kept)
for column, half, side in zip(st.columns(2, gap="large"), halves, ("left", "right"), strict=True):
    with column:
        drawn = findings.bullets(half)
        st.plotly_chart(
            charts.bullets(drawn, view.dark),
            key=f"bullets-{side}",
            on_select=show.open_bar(f"bullets-{side}", show.INDICATOR, "indicator"),
            selection_mode="points",
            config=charts.CONFIG,
            alt=findings.bullets_said(drawn),
        )
st.caption(f"{charts.BULLET_KEY}。{wording.thresholds()}")
explain(view, list(kept["code"]), key="explain-overview")
