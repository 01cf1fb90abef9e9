"""What do people complain and quarrel about, and is it settled in time?"""

import streamlit as st

from engine.screen import show, show_filters, show_folds, show_work
from engine.screen.show_chart import draw
from engine.subjects.folds import Fold
from engine.subjects.petitions import NOTE, petitions

PAGE = "petitions"
view = show_filters.choose()
found = petitions(view)
show.heading(view, found.title, found.tiles)
st.caption(NOTE)

ages, kinds = st.columns(2, gap="large")
with ages:
    draw(found.ages, "ages")
with kinds:
    draw(found.kinds, "kinds")

none = f"{found.repeats_title}。"
left = "点一行，看这一行台账。没有时限的（建议意见、未受理的纠纷等）不在此列。"
same = "按身份证号认同一人，没有身份证号的按姓名和电话。点一行，看最近一次的台账行。"
tables = st.container()
show_work.whole(view, PAGE)
with tables:
    show_folds.folds(
        view,
        [
            Fold("open-matters", found.open_title, "", left, found.open_matters, found.open_none),
            Fold("repeats", found.repeats_title, "信访", same, found.repeats, none),
        ],
    )
