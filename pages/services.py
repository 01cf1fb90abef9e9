"""How are people served, how content are they, and what drags on?"""

import streamlit as st

from engine import show, show_cards, show_filters, show_work
from engine.services import NOTE, services
from engine.show_chart import draw
from engine.show_rows import downloads, table

PAGE = "services"
view = show_filters.choose()
found = services(view)
show.heading(view, found.title)
show_cards.tiles(found.tiles)
st.caption(NOTE)


def to_ratings(picked: list) -> None:
    """Narrow the rows below to the ratings of the place that was clicked; the sum takes the narrowing back."""
    st.session_state["item"] = "services_satisfied"
    st.session_state["at"] = picked[0] if len(picked[0]) == view.below else None


ratings, channels = st.columns(2, gap="large")
with ratings:
    draw(found.ratings, "ratings", on_pick=to_ratings, chosen=st.session_state.get("at"))
with channels:
    draw(found.channels, "channels", on_pick=show_filters.narrow_to("month"), chosen=st.session_state.get("month"))

# Tables come when they are asked for: each costs the browser as much as two charts.
lists = (
    ("slowest", found.slowest_title, found.slowest, "今年没有办件。"),
    ("bad-ratings", found.bad_title, found.bad_ratings, "今年没有差评。"),
)
for key, title, listed, none in lists:
    fold = st.expander(title, key=f"{key}-fold", on_change="rerun")
    if not fold.open:
        continue
    with fold:
        if listed.empty:
            st.text(none)
            continue
        rows = [{"ledger": "政务服务办件", "row": row_id} for row_id in listed["编号"]]
        opens = show.open_row(key, show.LEDGERS, rows)
        table(listed, alt=title, on_select=opens, selection_mode="single-row", key=key)
        st.caption("点一行，看这一行台账。")
        downloads(listed, f"{title}-{view.place_name}-{view.as_of}", [found.title], key)

show_work.indicators(view, PAGE)
show_work.in_depth(view, PAGE)
