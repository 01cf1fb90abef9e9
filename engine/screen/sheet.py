"""领导专报: what 总览 says on one sheet of A4, upright or across, for a meeting."""

from engine.figures.view import View
from engine.screen import address, board, links, promises_shown
from engine.screen.board import Block
from engine.subjects import overview
from engine.subjects.overview import Overview

SHEETS = {"portrait": "纵向", "landscape": "横向"}
_PAGE = "overview"
_HEAD = ["需督办的指标", "完成情况", "状态", "责任单位"]
_MATTERS = 6  # that fit on the sheet beside everything else


def link(view: View) -> tuple[str, str]:
    """The words and the address of the sheet."""
    return "领导专报（一页纸）", address.to(view, _PAGE, sheet="portrait")


def shown(view: View, found: Overview, way: str) -> list[Block | None]:
    """The sheet in this direction: finding, strip, tiles, the gravest, the places, and what is not as it should be."""
    other = next(key for key in SHEETS if key != way)
    ways = [("改为" + SHEETS[other], address.to(view, _PAGE, sheet=other)), ("返回总览", address.to(view, _PAGE))]
    rows = _rows(view)
    half = len(rows) if way == "portrait" else -(-len(rows) // 2)  # across there is room for two halves side by side
    halves = [_listed(part, number) for number, part in enumerate((rows[:half], rows[half:])) if part]
    urgent = board.urgent(view, "最需要督办", found.urgent[:_MATTERS], found.urgent_in_all, found.calm)
    return [
        {"kind": "sheet", "way": way},
        board.top(view, found.title, [found.silent] if found.silent else (), ways),
        promises_shown.strip(view, found.counts, ""),
        board.tiles(view, found.beside_strip),
        board.columns([urgent], [promises_shown.places(view, found.places, found.places_title, view.parts)]),
        board.columns(*([half] for half in halves)) if halves else None,
    ]


def in_need(view: View) -> Block | None:
    """Every indicator that needs somebody, as a table; its name leads to it."""
    rows = _rows(view)
    return board.table(_HEAD, rows, "in-need", f"需督办的指标：{len(rows)} 项") if rows else None


def _rows(view: View) -> list[list[object]]:
    return [
        [
            board.cell(each.name, address.to(view, links.INDICATOR, indicator=each.code)),
            each.said,
            each.status,
            each.office,
        ]
        for each in overview.in_need(view)
    ]


def _listed(rows: list[list[object]], number: int) -> Block:
    return board.table(_HEAD, rows, f"in-need-{number}") | {"dense": True}
