"""Do the river chiefs patrol as planned, where are the gaps, and what did they find?"""

import streamlit as st

from engine.screen import heading, links, sidebar, work_page
from engine.screen.pictures import draw
from engine.screen.rows_behind import excerpt
from engine.subjects.rivers import DOUBTS, rivers

view = sidebar.choose()
found = rivers(view)
heading.heading(view, found.title, found.tiles)

left, right = st.columns(2, gap="large")
with left:
    if found.gaps is None:
        st.text("选定一个乡镇后，逐名河长列出哪一旬没有巡河。")
    else:
        draw(
            found.gaps.picture,
            "gaps",
            links.open_ledger_row(view, "river_chiefs"),
            note=f"{found.gaps.note}点一行，看这名河长。",
        )
with right:
    note = "每百次巡河发现问题 = 巡河自查发现的问题 ÷ 巡河次数 × 100。多不一定不好，长期为零也应核实。"
    draw(found.found, "found", note=note)

if found.doubts_title:
    fold = st.expander(found.doubts_title, key="doubts-fold", on_change="rerun")
    if fold.open:
        with fold:
            st.caption(DOUBTS)
            for number, (title, listed) in enumerate(found.doubts):
                st.text(title)
                excerpt(listed, f"待核实-{title}-{view.as_of}", [DOUBTS], f"doubts-{number}", alt=title)
else:
    st.text(found.doubts_none)

work_page.whole(view, "rivers")
