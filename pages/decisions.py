"""Are decisions made by the rules, and overseen?"""

from engine.screen import board, links, sidebar, table_folds, work_page
from engine.subjects.decisions import decisions

view = sidebar.choose()
found = decisions(view)
steps = "点一格，看这一项的台账行。各步没有登记日期，尚未决定的按台账现状显示。"
public = "20 个工作日的公开期限只对政府信息；党务公开、村务公开不适用。"
work_page.show(
    view,
    "decisions",
    found.title,
    found.tiles,
    [
        board.chart(found.steps, "steps", links.open_ledger_row(view, "decisions"), note=steps),
        board.chart(found.categories, "categories", note=public),
    ],
)
table_folds.show(view, found.tables)
