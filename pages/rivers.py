"""Do the river chiefs patrol as planned, where are the gaps, and what did they find?"""

from engine import show, show_filters, show_work, work

view = show_filters.choose()
show.heading(view, work.headline(view, "rivers"))
show_work.indicators(view, "rivers")
show_work.in_depth(view, "rivers")
