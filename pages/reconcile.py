"""Does a written report agree with the ledgers, figure by figure, and what does it leave out?"""

from engine.screen import show, show_filters, show_reconcile, show_reconcile_given

view = show_filters.choose()
found = show_reconcile.found(view)
show.heading(view, found.summary() if found else "核对：报告里的数与台账对得上吗")
show_reconcile_given.given(view)
if found:
    show_reconcile.bar(view, found)
    show_reconcile.marked(view, found)
    show_reconcile.lacking(view, found)
