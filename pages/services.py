"""How are people served, how content are they, and what drags on?"""

from engine import show, show_filters, show_work, work

view = show_filters.choose()
show.heading(view, work.headline(view, "services"))
show_work.indicators(view, "services")
show_work.in_depth(view, "services")
