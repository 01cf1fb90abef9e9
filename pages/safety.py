"""Which hazards are open and for how long, and is prevention done?"""

from engine.screen import board, sidebar, table_folds, work_page
from engine.subjects.safety import safety

view = sidebar.choose()
found = safety(view)
months = "格内数字为次数；红框：当月应做而没有做；浅框：还没到；空白：当月无记录，也不是每月必做。"
animals = "头只数按批次相加，春秋两季分别计；竖线：应做数（合格一栏为已出结果数）。"
work_page.show(
    view,
    "safety",
    found.title,
    found.tiles,
    [
        board.chart(found.ages, "ages", note=f"按发现到现在的天数。{found.others}"),
        board.chart(found.months, "prevention", note=months),
        board.chart(found.animals, "animals", note=animals),
    ],
)
table_folds.show(view, found.tables)
