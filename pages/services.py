"""How are people served, how content are they, and what drags on?"""

import streamlit as st

from engine.screen import heading, links, sidebar, table_folds, work_page
from engine.screen.pictures import draw
from engine.subjects.services import NOTE, services
from engine.subjects.tables_on_request import Fold

PAGE = "services"
view = sidebar.choose()
found = services(view)
heading.heading(view, found.title, found.tiles)
st.caption(NOTE)

ratings, channels = st.columns(2, gap="large")
with ratings:
    draw(found.ratings, "ratings", links.Lead(("at",), also={"item": "services_satisfied"}))
with channels:
    draw(found.channels, "channels", links.narrow_to("month"))

ledger, note = "政务服务办件", "点一行，看这一行台账。"
tables = st.container()
work_page.whole(view, PAGE)
with tables:
    table_folds.show(
        view,
        [
            Fold("slowest", found.slowest_title, ledger, note, found.slowest, found.slowest_none),
            Fold("bad-ratings", found.bad_title, ledger, note, found.bad_ratings, found.bad_none),
        ],
    )
