"""Which matters are past their time limit, or nearly, and whose are they?"""

from functools import partial

import streamlit as st

from engine.figures import gravity, matters, status
from engine.screen import address, board, choices, heading, links, rows_behind, sheet, sidebar
from engine.subjects.warnings import calendar, listed, warnings
from engine.words import excerpts
from engine.words.excerpts import ALL

view = sidebar.choose()
urgent = warnings(view)
bars = {
    by: board.chart(getattr(urgent, by), f"by-{by}", links.narrow_to(by), address.of_page(by) or None)
    for by in ("rule_name", "place_name", "owner")
}
sides = (("rule_name", "时限", "rule_name"), ("place_name", "区划", "place_name"), ("owner", "责任单位", "office"))
states = choices.several("state", "状态", list(status.MATTERS), matters.URGENT)
fields = {
    by: choices.one_of(name, label, {"": choices.ALL} | {each: each for each in urgent.offered[by]})
    for name, label, by in sides
}
chosen = {by: field.value for by, field in fields.items()}
rows = partial(listed, view, states=states.value, chosen=chosen)
found = rows(excerpts.SHOWN)
board.show(
    view,
    [
        board.top(view, urgent.title),
        board.tiles(view, urgent.tiles),
        board.columns(
            [board.urgent(view, "最急的事项", urgent.first, 0, f"{urgent.title}。")],
            list(bars.values()),
        ),
        board.note(gravity.RULE),
        board.heading("督办清单"),
        board.fields(states, *fields.values()),
        *rows_behind.listed(
            found,
            "督办清单",
            "没有符合条件的事项。",
            "点事项，看这一行台账。“提醒”类不计入逾期统计。",
            rows_behind.to_ledger(view),
        ),
    ],
)
if len(found.rows):
    title = f"督办清单-{view.place_name}-{view.as_of}"
    rows_behind.downloads((lambda: rows(ALL).rows) if found.cut else found.rows, title, [urgent.said], "matters")
st.download_button(
    "下载到期日历（.ics）",
    partial(calendar, view, chosen),
    "办理时限.ics",
    "text/calendar",
    on_click="ignore",
)
board.show(view, [sheet.in_need(view)], "in-need")
heading.calendar_note(view)
heading.limits_fold(view)
