"""Are decisions made by the rules, and overseen?"""

import streamlit as st

from engine.screen import heading, links, sidebar, table_folds, work_page
from engine.screen.pictures import draw
from engine.subjects.decisions import decisions

view = sidebar.choose()
found = decisions(view)
heading.heading(view, found.title, found.tiles)

steps, public = st.columns(2, gap="large")
with steps:
    note = "点一格，看这一项的台账行。各步没有登记日期，尚未决定的按台账现状显示。"
    draw(found.steps, "steps", links.open_ledger_row(view, "decisions"), note=note)
with public:
    draw(found.categories, "categories", note="20 个工作日的公开期限只对政府信息；党务公开、村务公开不适用。")
tables = st.container()

work_page.whole(view, "decisions")
with tables:
    table_folds.show(view, found.tables)
