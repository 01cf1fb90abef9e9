"""What do people complain and quarrel about, and is it settled in time?"""

import streamlit as st

from engine import show, show_cards, show_filters, show_work
from engine.petitions import NOTE, petitions
from engine.show_chart import draw
from engine.show_rows import downloads, table

PAGE = "petitions"
view = show_filters.choose()
found = petitions(view)
show.heading(view, found.title)
show_cards.tiles(found.tiles)
st.caption(NOTE)

ages, kinds = st.columns(2, gap="large")
with ages:
    draw(found.ages, "ages")
with kinds:
    draw(found.kinds, "kinds")

# Tables come when they are asked for: each costs the browser as much as two charts.
fold = st.expander(found.open_title, key="open-fold", on_change="rerun")
if fold.open:
    with fold:
        listed = found.open_matters
        if listed.empty:
            st.text("没有在办的事项。")
        else:
            rows = [{"ledger": a, "row": b} for a, b in zip(listed["台账"], listed["编号"], strict=True)]
            opens = show.open_row("open-matters", show.LEDGERS, rows)
            table(listed, alt="在办事项", on_select=opens, selection_mode="single-row", key="open-matters")
            st.caption("点一行，看这一行台账。没有时限的（建议意见、未受理的纠纷等）不在此列。")
            downloads(listed, f"在办事项-{view.place_name}-{view.as_of}", [found.title], "open-matters")

fold = st.expander(found.repeats_title, key="repeats-fold", on_change="rerun")
if fold.open:
    with fold:
        if found.repeats.empty:
            st.text("没有同一人两次以上的信访。")
        else:
            rows = [{"ledger": "信访", "row": row_id} for row_id in found.repeat_rows]
            opens = show.open_row("repeats", show.LEDGERS, rows)
            table(found.repeats, alt="重复信访", on_select=opens, selection_mode="single-row", key="repeats")
            st.caption("按身份证号认同一人，没有身份证号的按姓名和电话。点一行，看最近一次的台账行。")
            downloads(found.repeats, f"重复信访-{view.place_name}-{view.as_of}", [found.repeats_title], "repeats")

show_work.indicators(view, PAGE)
show_work.in_depth(view, PAGE)
