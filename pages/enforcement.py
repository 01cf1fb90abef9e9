"""Is enforcement lawful and on time, and are officers certified and trained?"""

from engine import show, show_filters, show_work, work

view = show_filters.choose()
show.heading(view, work.headline(view, "enforcement"))
show_work.indicators(view, "enforcement")
show_work.in_depth(view, "enforcement")
