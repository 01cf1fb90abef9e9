"""One village's card, and the villages side by side."""

import streamlit as st

from engine import charts, findings, listings, show, show_bullets, show_filters, wording
from engine.drawing import Picture
from engine.show_chart import draw
from engine.show_rows import explain, table

view = show_filters.choose()
rows = view.figures()
counted = findings.promises(rows)
show.heading(view, f"{view.place_name}：{findings.headline(counted)}")

st.header("本级各项指标", anchor=False)
kept = findings.promised(rows)
drawn = [findings.bullets(half) for half in findings.halves(kept)]
pictures = [Picture.of("", charts.bullets(half, view.dark), findings.bullets_said(half)) for half in drawn]
show_bullets.bullet_columns(pictures, wording.bullet_key(drawn), "card")

others = listings.without_target(rows)
with st.expander(f"没有目标的指标（{len(others)} 项）"):
    table(others, alt="没有目标的指标")
explain(view, list(kept["code"]), key="explain-card")

beside = view.figures_beside()
st.header(findings.below_title(beside, view.names), anchor=False)
show.places_table(view, findings.sections_by_place(beside, view.names))
sections = findings.panel_sections(beside)
section = st.pills("方面", sections, default=next(iter(sections), None), key="section", bind="query-params")
panels = findings.panels(beside[beside["section"] == section], view.names)
st.caption("同一行的条长用同一把尺；有目标的按完成目标的比例，没有目标的按各处最大值。点一条看它的台账行。")
draw(
    Picture.of("", charts.panels(panels, view.dark), findings.panels_said(panels)),
    "panels",
    on_pick=show.open_bar(show.INDICATOR, "indicator", "place"),
)

if len(view.place) == 12:
    st.header("所辖网格", anchor=False)
    grids = listings.grids(view.figures_below(), view.names)
    if grids.empty:
        st.text("没有记到网格的台账行。")
    else:
        table(grids, alt="所辖网格")
