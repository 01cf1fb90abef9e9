"""What do people complain and quarrel about, and is it settled in time?"""

from engine import show, show_filters, show_work, work

view = show_filters.choose()
show.heading(view, work.headline(view, "petitions"))
show_work.indicators(view, "petitions")
show_work.in_depth(view, "petitions")
