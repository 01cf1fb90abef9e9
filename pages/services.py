"""How are people served, how content are they, and what drags on?"""

import streamlit as st

from engine.screen import show, show_filters, show_folds, show_work
from engine.screen.show_chart import draw
from engine.subjects.folds import Fold
from engine.subjects.services import NOTE, services

PAGE = "services"
view = show_filters.choose()
found = services(view)
show.heading(view, found.title, found.tiles)
st.caption(NOTE)


def to_ratings(picked: list) -> None:
    """Narrow the rows below to the ratings of the place that was clicked; the sum takes the narrowing back."""
    st.session_state["item"] = "services_satisfied"
    if len(picked[0]) == view.below:
        show_filters.to_place(view)(picked)
    else:
        st.session_state["at"] = None


ratings, channels = st.columns(2, gap="large")
with ratings:
    draw(found.ratings, "ratings", on_pick=to_ratings, chosen=st.session_state.get("at"))
with channels:
    draw(found.channels, "channels", on_pick=show_filters.to_month(), chosen=st.session_state.get("month"))

ledger, note = "政务服务办件", "点一行，看这一行台账。"
tables = st.container()
show_work.whole(view, PAGE)
with tables:
    show_folds.folds(
        view,
        [
            Fold("slowest", found.slowest_title, ledger, note, found.slowest, found.slowest_none),
            Fold("bad-ratings", found.bad_title, ledger, note, found.bad_ratings, found.bad_none),
        ],
    )
