"""Which matters are past their time limit, or nearly, and whose are they?"""

from functools import partial

import streamlit as st

from engine.figures import matters, status
from engine.screen import cards, heading, sidebar
from engine.screen.pictures import draw
from engine.screen.rows_behind import excerpt, to_ledger
from engine.subjects.warnings import calendar, listed, warnings

view = sidebar.choose()
urgent = warnings(view)
heading.heading(view, urgent.title, urgent.tiles)

left, right = st.columns(2, gap="large")
for column, picture, by in (
    (left, urgent.by_rule, "rule_name"),
    (right, urgent.by_place, "place_name"),
    (right, urgent.by_office, "owner"),
):
    with column:
        draw(picture, f"by-{by}", on_pick=sidebar.narrow_to(by), chosen=st.session_state.get(by))

cards.matters(view, urgent.first, urgent.urgent, urgent.title)

# The list and its filters come when they are asked for, or with a click on a bar: they cost the browser as much as three charts.
fold = st.expander(f"事项清单：{urgent.whole:,} 件（含已办结），可筛选、下载", key="list-fold", on_change="rerun")
if fold.open or sidebar.narrowed("rule_name", "place_name", "owner") or "state" in st.query_params:
    with fold if fold.open else st.container():
        with st.container(horizontal=True, vertical_alignment="bottom"):
            states = st.pills(
                "状态",
                list(status.MATTERS),
                selection_mode="multi",
                default=list(matters.URGENT),
                key="state",
                bind="query-params",
            )
            chosen = {
                by: sidebar.narrow(label, urgent.offered[by], key)
                for by, label, key in (
                    ("rule_name", "时限", "rule_name"),
                    ("place_name", "区划", "place_name"),
                    ("office", "责任单位", "owner"),
                )
            }
        excerpt(
            partial(listed, view, states=states, chosen=chosen),
            f"督办清单-{view.place_name}-{view.as_of}",
            [urgent.said],
            "matters",
            alt="有时限的事项",
            empty="没有符合条件的事项。",
            opens=to_ledger("matters"),
            note="点一行，看这一行台账。提醒只提示，不论对错。",
        )
        st.download_button(
            "下载到期日历（.ics）",
            partial(calendar, view, chosen),
            "办理时限.ics",
            "text/calendar",
            on_click="ignore",
        )
heading.calendar_note(view)
heading.limits_fold(view)
