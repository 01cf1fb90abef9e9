"""How are we doing this year, and what needs me?"""

from engine.screen import address, board, choices, promises_shown, sheet, sidebar
from engine.screen.rows_behind import explain
from engine.subjects.overview import overview, parts

view = sidebar.choose()
found = overview(view)
words = {"": choices.ALL} | {each.word: each.word for each in found.counts}
only, way = choices.one_of("status", "状态", words).value, address.of_page("sheet")
left, right = parts(view, only)
board.show(
    view,
    sheet.shown(view, found, way)
    if way in sheet.SHEETS
    else [
        board.top(view, found.title, [found.silent] if found.silent else (), [sheet.link(view)]),
        promises_shown.strip(view, found.counts, only),
        board.tiles(view, found.beside_strip),
        board.columns(
            [board.urgent(view, "最需要督办", found.urgent, found.urgent_in_all, found.calm)],
            [promises_shown.places(view, found.places, found.places_title, view.parts)],
        ),
        board.columns(promises_shown.sections(view, left), promises_shown.sections(view, right)),
        board.note(found.key),
    ],
)
explain(view, found.codes, key="explain-overview")
