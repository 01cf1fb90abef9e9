"""Whom has legal education reached this year, and which village not for long?"""

import streamlit as st

from engine.figures.status import LATE
from engine.ledgers.places import GRID
from engine.screen import board, links, sidebar, work_page
from engine.screen.rows_behind import downloads, table
from engine.subjects.publicity import publicity
from engine.subjects.publicity_places import SILENT

view = sidebar.choose()
found = publicity(view)
places = (
    f"各类活动都计入；已 {SILENT} 天及以上没有活动的标为{LATE}。乡本级的活动面向全乡，单列。"
    "法律明白人：经培训、在村里协助普法和调解的群众。"
)
months = "集中：集中宣传；入户：入户宣传；其他：进校园、进寺庙、线上宣传、法治讲座等。"
work_page.show(
    view,
    "publicity",
    found.title,
    found.tiles,
    [
        board.chart(found.places, "reached", links.narrow_to("at") if view.below < GRID else None, note=places),
        board.chart(found.themes, "themes"),
        board.chart(found.months, "events-months", links.narrow_to("month"), note=months),
        board.chart(found.kinds, "kinds"),
    ],
)

if found.venues_title:
    fold = st.expander(found.venues_title, key="venues-fold", on_change="rerun")
    if fold.open:
        with fold:
            table(found.venues, alt=found.venues_title)
            downloads(found.venues, f"法治阵地-{view.place_name}-{view.as_of}", ["截至当日在用的阵地"], "venues")
