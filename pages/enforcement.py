"""Is enforcement lawful and on time, and are officers certified and trained?"""

from functools import partial

import streamlit as st

from engine.figures.yearbook import RULES, yearbook
from engine.screen import board, elements, links, sidebar, table_folds, work_page
from engine.screen.rows_behind import table
from engine.subjects import officers
from engine.subjects.enforcement import enforcement
from engine.subjects.legal_steps import gaps
from engine.subjects.tables_on_request import Fold

view = sidebar.choose()
found = enforcement(view)
note = f"{found.hours_about}点一条，看这名人员。"
work_page.show(
    view,
    "enforcement",
    found.title,
    found.tiles,
    [
        board.chart(found.months, "cases-by-month"),
        board.chart(found.legality, "legality"),
        board.chart(found.hours, "training-hours", links.open_ledger_row(view, "officers"), note=note),
    ],
)

missing = f"缺失或逾期的程序：{found.gaps} 件次"
expiring = f"执法证到期：{officers.RENEWAL_DAYS} 日内到期或过期未换证 {found.certificates} 人"
look = "点一行，看这一行台账。没有审核记录、没有公示日期的，也可能只是台账漏填，请先核实。"
renewed = "同一单位、同一姓名又有新发证行的，算已换证，不在其内。"
table_folds.show(
    view,
    [
        Fold("gaps", missing, "行政执法", look, partial(gaps, view), f"{found.legality.title}。"),
        Fold(
            "certificates",
            expiring,
            "执法人员",
            renewed,
            partial(officers.certificates, view),
            f"{found.certified}。",
        ),
        Fold("trained", found.hours.title, "执法人员", "", partial(officers.trained, view), f"{found.hours.title}。"),
    ],
)

fold = st.expander("行政执法统计年报各表", key="yearbook-fold", on_change="rerun")
if fold.open:
    with fold:
        form = yearbook(view)
        st.caption(elements.escaped("".join(RULES)))
        for part in form.tables:
            st.subheader(part.title, anchor=False)
            table(part.shown, part.title)
            st.caption(elements.escaped(part.note))
        st.download_button(
            "下载年报表（Excel，可直接打印）",
            form.file,
            f"行政执法统计年报-{view.place_name}-{view.as_of}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="yearbook-xlsx",
            on_click="ignore",
        )
