"""What was promised, as blocks of a page: the strip by status, the sections as bullets, places beside sections."""

from collections.abc import Sequence

from engine.figures.view import View
from engine.screen import address, board
from engine.screen.board import Block
from engine.screen.links import INDICATOR, VILLAGES, open_bar
from engine.subjects.sections import Cell, Count, Section

PAGE = "overview"


def strip(view: View, counts: Sequence[Count], only: str) -> Block | None:
    """All promises as one bar. A click on a segment shows which they are, another one all of them again."""
    parts = [
        {
            "word": each.word,
            "mark": each.mark,
            "tone": each.tone,
            "count": each.number,
            "current": each.word == only,
            "href": address.to(view, PAGE, **({} if each.word == only else {"status": each.word})),
        }
        for each in counts
    ]
    return {"kind": "strip", "parts": parts, "label": "有目标的指标，按状态；点一段看是哪些"} if parts else None


def sections(view: View, found: Sequence[Section]) -> list[Block]:
    """Section by section what needs somebody as bullets, and the rest folded."""
    return [block for each in found for block in section(view, each)]


def section(view: View, found: Section) -> list[Block]:
    """One section with its heading."""
    counts = [{"mark": c.mark, "tone": c.tone, "count": c.number, "word": c.word} for c in found.counts]
    told: list[Block] = [{"kind": "section", "key": found.name, "title": found.name, "counts": counts}]
    if found.drawn:
        told.append(board.chart(found.drawn, found.name, open_bar(view, INDICATOR, "indicator")))
    if found.calm:
        rows = [
            [board.cell(each.name, address.to(view, INDICATOR, indicator=each.code)), each.said, each.status]
            for each in found.calm
        ]
        listed = board.table(["指标", "完成情况", "状态"], rows, f"calm-{found.name}", alt=f"{found.name}：达标或正常")
        told.append(board.fold(found.calm_said, [listed], f"calm-{found.name}"))
    return told


def places(view: View, found: Sequence[tuple[str, list[Cell]]], title: str, names: dict[str, str]) -> Block | None:
    """Places × sections: how many promises need somebody; a cell shows which, a name its place."""
    if not found:
        return None
    head = ["", *(cell.section for cell in found[0][1])]
    rows = [[_name(view, place, names), *(_cell(view, place, cell) for cell in cells)] for place, cells in found]
    note = "格内：需督办的项数，旁边为达标或正常／有数据的目标。点一格看是哪几项，点名称看该处。"
    return board.table(head, rows, "places", title or "分方面对照", note) | {"dense": True}


def _name(view: View, place: str, names: dict[str, str]) -> dict[str, str]:
    there = place in view.names and place != view.place  # what lies in no grid is no place of its own
    href = address.to(view, VILLAGES, place=view.names[place]) if there else ""
    return board.cell(names.get(place, ""), href)


def _cell(view: View, place: str, cell: Cell) -> dict[str, str]:
    there = place in view.names and place != view.place and cell.all
    href = address.to(view, VILLAGES, place=view.names[place], section=cell.section) if there else ""
    return board.cell(cell.said, href, cell.tone, f"{cell.fine}/{cell.all}" if cell.all else "")
