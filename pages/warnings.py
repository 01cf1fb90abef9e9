"""Which matters are past their time limit, or nearly, and whose are they?"""

from functools import partial

import streamlit as st

from engine.figures import gravity, matters, status
from engine.screen import address, board, choices, heading, links, sidebar
from engine.screen.rows_behind import excerpt, to_ledger
from engine.subjects.warnings import calendar, listed, warnings

view = sidebar.choose()
urgent = warnings(view)
bars = {
    by: board.chart(getattr(urgent, by), f"by-{by}", links.narrow_to(by), address.of_page(by) or None)
    for by in ("rule_name", "place_name", "owner")
}
board.show(
    view,
    [
        board.top(view, urgent.title),
        board.tiles(urgent.tiles),
        board.columns(
            [board.urgent(view, "最急的事项", urgent.first, 0, f"{urgent.title}。")],
            list(bars.values()),
        ),
        board.note(gravity.RULE),
    ],
)

# The list and its filters come when they are asked for, or with a click on a bar: they cost the browser as much as three charts.
sides = (("rule_name", "时限", "rule_name"), ("place_name", "区划", "place_name"), ("owner", "责任单位", "office"))
fold = st.expander(f"事项清单：{urgent.whole:,} 件（含已办结），可筛选、下载", key="list-fold", on_change="rerun")
if fold.open or any(map(address.of_page, ("state", *(name for name, _, _ in sides)))):
    with fold if fold.open else st.container():
        states = choices.several("state", "状态", list(status.MATTERS), matters.URGENT)
        fields = {
            by: choices.one_of(name, label, {"": choices.ALL} | {each: each for each in urgent.offered[by]})
            for name, label, by in sides
        }
        board.show(view, [board.fields(states, *fields.values())], "matters-choices")
        chosen = {by: field.value for by, field in fields.items()}
        excerpt(
            partial(listed, view, states=states.value, chosen=chosen),
            f"督办清单-{view.place_name}-{view.as_of}",
            [urgent.said],
            "matters",
            alt="有时限的事项",
            empty="没有符合条件的事项。",
            opens=to_ledger(view, "matters"),
            note="点一行，看这一行台账。“提醒”类不计入逾期统计。",
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
