"""Which matters are past their time limit, or nearly, and whose are they?"""

import streamlit as st

from engine import charts, exporting, listings, matters, show, show_cards, show_filters, status
from engine.drawing import Picture
from engine.show_chart import draw
from engine.show_rows import downloads, table

view = show_filters.choose()
counted = view.matter_counts()
totals = matters.totals(counted)
show.heading(view, totals.said if totals.overdue or totals.near else "没有超期和临期的事项")

show_cards.tiles(
    [
        ("超期", f"{totals.overdue} 件", f"其中上年结转 {totals.carried} 件，最长超期 {totals.longest} 天"),
        ("临期", f"{totals.near} 件", f"剩 {matters.near_days(view.scope)} 天以内"),
        ("今年办结按期率", totals.rate, totals.fraction),
        ("在办", f"{totals.still_open} 件", "含超期和临期"),
    ]
)

found = view.matters()
by_rule, by_place = st.columns(2, gap="large")
for column, by, words in ((by_rule, "rule_name", "按时限"), (by_place, "place_name", "按区划")):
    with column:
        bars = listings.urgent_by(counted, by)
        drawn = charts.ranked_bars(bars, "件", view.dark)
        draw(
            Picture.of(f"{words}：超期和临期", drawn, listings.ranked_said(bars)),
            f"by-{by}",
            on_pick=show_filters.narrow_to(by),
            chosen=st.session_state.get(by),
        )

show_cards.matters(view, found)

# The list and its filters come when they are asked for, or with a click on a bar: they cost the browser as much as three charts.
fold = st.expander(f"事项清单：{len(found)} 件（含已办结），可筛选、下载", key="list-fold", on_change="rerun")
if fold.open or show_filters.narrowed("rule_name", "place_name") or "state" in st.query_params:
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
                by: show_filters.narrow(label, found[by], by)
                for by, label in (("rule_name", "时限"), ("place_name", "区划"))
            }
        listed = listings.matters_listed(found, states, chosen)
        st.text(f"列出 {len(listed)} 件")
        rows = [{"ledger": ledger, "row": key} for ledger, key in zip(listed["台账"], listed["编号"], strict=True)]
        opens = show.open_row("matters", show.LEDGERS, rows)
        table(listed, alt="有时限的事项", on_select=opens, selection_mode="single-row", key="matters")
        st.caption("点一行，看这一行台账。提醒只提示，不论对错。")
        downloads(listed, f"督办清单-{view.place_name}-{view.as_of}", [totals.said], "matters")
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
