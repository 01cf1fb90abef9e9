"""The villages side by side, or one village's card."""

from engine.ledgers.places import VILLAGE
from engine.screen import board, choices, links, promises_shown, sidebar
from engine.screen.rows_behind import explain
from engine.subjects.villages import card, panels, villages

view = sidebar.choose()
found = villages(view)
names = {name: name for name in found.sections}
chosen = choices.one_of("section", "选择对照的方面", names, next(iter(names), ""))
beside = [
    promises_shown.places(view, found.beside, found.beside_title, view.parts_beside),
    board.fields(chosen) if names else None,
    board.chart(panels(view, chosen.value), "panels", links.open_part(view), note=found.scale),
]
left, right = card(view)
own = [
    promises_shown.strip(view, found.counts, ""),
    board.columns(promises_shown.sections(view, left), promises_shown.sections(view, right)),
    board.note(found.key),
]
more = [
    board.fold(f"没有目标的指标（{len(found.others)} 项）", [board.frame(found.others, "others")], "others"),
    board.fold("所辖网格", [board.frame(found.grids, "grids")], "grids") if found.grids is not None else None,
]
# What a township promised stands on 总览 already: here its villages come first, on a village's page its own.
shown = [*own, *more, *beside] if view.place.level >= VILLAGE else [*beside, *more]
board.show(view, [board.top(view, found.title), *shown])
explain(view, found.codes, key="explain-card")
