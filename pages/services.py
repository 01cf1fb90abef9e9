"""How are people served, how content are they, and what drags on?"""

from engine.screen import board, links, sidebar, table_folds, work_page
from engine.subjects.matters_on_request import still_open
from engine.subjects.services import NOTE, services
from engine.subjects.tables_on_request import Fold

view = sidebar.choose()
found = services(view)
work_page.show(
    view,
    "services",
    found.title,
    found.tiles,
    [
        board.chart(found.ratings, "ratings", links.Lead(("at",), also={"item": "services_satisfied"})),
        board.chart(found.channels, "channels", links.narrow_to("month")),
    ],
    [NOTE],
)

ledger, note = "政务服务办件", "点一行，看这一行台账。"
table_folds.show(
    view,
    [
        still_open(view, "services"),
        Fold("slowest", found.slowest_title, ledger, note, found.slowest, found.slowest_none),
        Fold("bad-ratings", found.bad_title, ledger, note, found.bad_ratings, found.bad_none),
    ],
)
