"""Whom has legal education reached this year, and which village not for long?"""

from engine import show, show_filters, show_work, work

view = show_filters.choose()
show.heading(view, work.headline(view, "publicity"))
show_work.indicators(view, "publicity")
show_work.in_depth(view, "publicity")
