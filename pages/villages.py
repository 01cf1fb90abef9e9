"""One village's card, and the villages side by side."""

import streamlit as st

from engine.screen import choices, heading, links, pictures, sidebar
from engine.screen.pictures import draw
from engine.screen.rows_behind import explain, table
from engine.subjects.villages import panels, villages

view = sidebar.choose()
found = villages(view)
heading.heading(view, found.title)

st.header("本级各项指标", anchor=False)
pictures.bullet_columns(found.bullets, found.key, "card", links.open_bar(view, links.INDICATOR, "indicator"))

# Tables come when they are asked for: each costs the browser as much as two charts.
fold = st.expander(f"没有目标的指标（{len(found.others)} 项）", key="others-fold", on_change="rerun")
if fold.open:
    with fold:
        table(found.others, alt="没有目标的指标")
explain(view, found.codes, key="explain-card")

fold = st.expander("各处各方面对照：达标或正常的项数", key="places-fold", on_change="rerun")
if fold.open:
    with fold:
        heading.places_table(view, found.beside)
first = next(iter(found.sections), "")
chosen = choices.one_of("section", "选择对照的方面", {name: name for name in found.sections}, first)
choices.show([chosen], "section")
scale = "同一行的条长用同一把尺；有目标的按完成目标的比例，没有目标的按各处最大值。点一条看它的台账行。"
draw(panels(view, chosen.value), "panels", links.open_part(view), note=scale)

if found.grids is not None:
    st.header("所辖网格", anchor=False)
    if found.grids.empty:
        st.text("没有可列的网格：网格没有登记，或者没有台账行。")
    else:
        table(found.grids, alt="所辖网格")
