"""Are decisions made by the rules, and overseen?"""

import streamlit as st

from engine.screen import show, show_filters, show_folds, show_work
from engine.screen.show_chart import draw
from engine.subjects.decisions import decisions

view = show_filters.choose()
found = decisions(view)
show.heading(view, found.title, found.tiles)

steps, public = st.columns(2, gap="large")
with steps:
    note = "点一格，看这一项的台账行。各步没有登记日期，尚未决定的按台账现状显示。"
    draw(found.steps, "steps", on_pick=show.open_ledger_row(view, "decisions"), note=note)
with public:
    draw(found.categories, "categories", note="20 个工作日的公开期限只对政府信息；党务公开、村务公开不适用。")
tables = st.container()

show_work.whole(view, "decisions")
with tables:
    show_folds.folds(view, found.tables)
