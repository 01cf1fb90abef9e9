"""What do people complain and quarrel about, and is it settled in time?"""

from engine.screen import board, sidebar, table_folds, work_page
from engine.subjects.petitions import NOTE, petitions
from engine.subjects.tables_on_request import Fold

view = sidebar.choose()
found = petitions(view)
work_page.show(
    view,
    "petitions",
    found.title,
    found.tiles,
    [board.chart(found.ages, "ages"), board.chart(found.kinds, "kinds")],
    [NOTE],
)

none = f"{found.repeats_title}。"
left = "点一行，看这一行台账。没有时限的（建议意见、未受理的纠纷等）不在此列。"
same = "按身份证号认同一人，没有身份证号的按姓名和电话。点一行，看最近一次的台账行。"
table_folds.show(
    view,
    [
        Fold("open-matters", found.open_title, "", left, found.open_matters, found.open_none),
        Fold("repeats", found.repeats_title, "信访", same, found.repeats, none),
    ],
)
