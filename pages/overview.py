"""How are we doing this year, and what needs me?"""

import streamlit as st

from engine.screen import cards, heading, links, pictures, sidebar
from engine.screen.pictures import draw
from engine.screen.rows_behind import explain
from engine.subjects.overview import overview

view = sidebar.choose()
found = overview(view)
heading.heading(view, found.title, found.tiles, [found.silent] if found.silent else ())

# The charts are sent first: the browser is busy with them longest, and draws the rest meanwhile.
above, table, below = st.container(), st.container(), st.container()
urgent, sections = above.columns(2, gap="large")

with below:
    st.header("各项指标：完成、目标与此时应达", anchor=False)
    pictures.bullet_columns(found.bullets, found.key, "bullets", links.open_bar(view, links.INDICATOR, "indicator"))
    explain(view, found.codes, key="explain-overview")

with sections:
    draw(found.strips, "strips")

with urgent:
    cards.warnings(view, found.urgent, found.urgent_in_all, found.calm)

with table:
    if found.places is not None and len(found.places):
        st.header(found.places_title or "各处对照", anchor=False)
        # A table costs the browser as much as two charts: it comes when it is asked for.
        fold = st.expander("各处各方面对照：达标或正常的项数", key="places-fold", on_change="rerun")
        if fold.open:
            with fold:
                heading.places_table(view, found.places)
