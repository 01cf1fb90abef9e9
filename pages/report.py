"""What will this year's report say, what is missing from it, and where is the Word file?"""

import streamlit as st

from engine.screen import show, show_filters, show_report, show_templates

view = show_filters.choose()
found = show_report.draft(view)
if found:
    show.heading(view, show_report.title(found))
    show_report.tiles(found)
    ids = show_report.downloads(view, found)

    written, missing = st.columns([3, 2], gap="large")
    with written:
        st.header("报告正文", anchor=False)
        show_report.preview(found, ids)
    with missing:
        show_report.missing(found)
show_templates.editor(view)
