"""Which matters are past their time limit, or nearly, and whose are they?"""

import streamlit as st

from engine import exporting, listings, matters, show, show_cards, show_filters, status
from engine.show_chart import draw
from engine.show_rows import downloads, table
from engine.urgency import urgency

view = show_filters.choose()
urgent = urgency(view)
found = urgent.found
show.heading(view, urgent.title, urgent.tiles)

left, right = st.columns(2, gap="large")
for column, picture, by in (
    (left, urgent.by_rule, "rule_name"),
    (right, urgent.by_place, "place_name"),
    (right, urgent.by_office, "owner"),
):
    with column:
        draw(picture, f"by-{by}", on_pick=show_filters.narrow_to(by), chosen=st.session_state.get(by))

show_cards.matters(view, urgent.first, urgent.title)

# The list and its filters come when they are asked for, or with a click on a bar: they cost the browser as much as three charts.
fold = st.expander(f"事项清单：{len(found)} 件（含已办结），可筛选、下载", key="list-fold", on_change="rerun")
if fold.open or show_filters.narrowed("rule_name", "place_name", "owner") or "state" in st.query_params:
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
                by: show_filters.narrow(label, found[by], key)
                for by, label, key in (
                    ("rule_name", "时限", "rule_name"),
                    ("place_name", "区划", "place_name"),
                    ("office", "责任单位", "owner"),
                )
            }
        listed = listings.matters_listed(found, states, chosen)
        st.text(f"列出 {len(listed)} 件")
        rows = [{"ledger": ledger, "row": key} for ledger, key in zip(listed["台账"], listed["编号"], strict=True)]
        opens = show.open_row("matters", show.LEDGERS, rows)
        table(listed, alt="有时限的事项", on_select=opens, selection_mode="single-row", key="matters")
        st.caption("点一行，看这一行台账。提醒只提示，不论对错。")
        downloads(listed, f"督办清单-{view.place_name}-{view.as_of}", [urgent.said], "matters")
        open_ones = found[found["state"].isin((*matters.URGENT, status.OPEN))]
        st.download_button(
            "下载到期日历（.ics）",
            lambda: exporting.calendar_file(open_ones, "办理时限"),
            "办理时限.ics",
            "text/calendar",
            on_click="ignore",
        )
show.calendar_note(view)
show.limits_fold(view)
