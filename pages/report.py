"""What will this year's report say, what is missing from it, and where is the Word file?"""

import streamlit as st

from engine.screen import board, report_page, report_templates, sidebar

view = sidebar.choose()
found = report_page.draft(view)
if found:
    board.title(view, report_page.title(found))
    report_page.tiles(view, found)
    ids = report_page.downloads(view, found)

    written, missing = st.columns([3, 2], gap="large")
    with written:
        st.header("报告正文", anchor=False)
        report_page.preview(found, ids)
    with missing:
        report_page.missing(found)
report_templates.editor(view)
