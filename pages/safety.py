"""Which hazards are open and for how long, and is prevention done?"""

from engine import show, show_filters, show_work, work

view = show_filters.choose()
show.heading(view, work.headline(view, "safety"))
show_work.indicators(view, "safety")
show_work.in_depth(view, "safety")
