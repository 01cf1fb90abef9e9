"""Does a written report agree with the ledgers, figure by figure, and what does it leave out?"""

from engine.screen import board, reconcile_page, sidebar

view = sidebar.choose()
found = reconcile_page.found(view)
board.title(view, found.summary() if found else "核对：报告里的数与台账对得上吗")
reconcile_page.given(view)
if found:
    reconcile_page.bar(view, found)
    reconcile_page.marked(view, found)
    reconcile_page.lacking(view, found)
