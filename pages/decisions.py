"""Are decisions made by the rules, and overseen?"""

from engine import show, show_filters, show_work, work

view = show_filters.choose()
show.heading(view, work.headline(view, "decisions"))
show_work.indicators(view, "decisions")
show_work.in_depth(view, "decisions")
