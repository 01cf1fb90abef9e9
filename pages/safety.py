"""Which hazards are open and for how long, and is prevention done?"""

import streamlit as st

from engine.screen import heading, sidebar, table_folds, work_page
from engine.screen.pictures import draw
from engine.subjects.safety import safety

view = sidebar.choose()
found = safety(view)
heading.heading(view, found.title, found.tiles)

hazards, animals = st.columns(2, gap="large")
with hazards:
    draw(found.ages, "ages", note=f"按发现到现在的天数。{found.others}")
    note = "格里是次数；红框：当月应做而没有做；浅框：还没到；空白：当月没有，也不是每月必做。"
    draw(found.months, "prevention", note=note)
with animals:
    draw(found.animals, "animals", note="头只数按批次相加，春秋两季分别计；竖线：应做数（合格一栏为已出结果数）。")
tables = st.container()

work_page.whole(view, "safety")
with tables:
    table_folds.show(view, found.tables)
