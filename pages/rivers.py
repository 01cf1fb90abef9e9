"""Do the river chiefs patrol as planned, where are the gaps, and what did they find?"""

import streamlit as st

from engine.screen import board, links, sidebar, table_folds, work_page
from engine.screen.rows_behind import excerpt
from engine.subjects.matters_on_request import mended
from engine.subjects.rivers import DOUBTS, rivers

view = sidebar.choose()
found = rivers(view)
if found.gaps is None:
    gaps = board.note("选定一个乡镇后，逐名河长列出哪一旬没有巡河。")
else:
    note = f"{found.gaps.note}点一行，看这名河长。"
    gaps = board.chart(found.gaps.picture, "gaps", links.open_ledger_row(view, "river_chiefs"), note=note)
rate = "每百次巡河发现问题 = 巡河自查发现的问题 ÷ 巡河次数 × 100。数值高低不作评价依据，长期为零的应予核实。"
work_page.show(
    view,
    "rivers",
    found.title,
    found.tiles,
    [gaps, board.chart(found.found, "found", note=rate)],
)

table_folds.show(view, [mended(view)])
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
