"""What the page of every line of work has: its finding, what needs somebody, where and when, and its indicators down to the rows."""

from collections.abc import Sequence

import streamlit as st

from engine.figures import status, wording
from engine.figures.view import View
from engine.screen import address, board, choices, links, narrowing, promises_shown
from engine.screen.board import Block
from engine.screen.choices import Choice
from engine.screen.links import INDICATOR
from engine.screen.rows_behind import explain, rows_behind
from engine.subjects import lines_of_work
from engine.subjects.lines_of_work import Work
from engine.subjects.periods import Span, compared
from engine.subjects.tiles import Tile

ROWS_FOLD = "rows-fold"


def show(
    view: View,
    page: str,
    title: str,
    tiles: Sequence[Tile],
    own: Sequence[Block | None],
    lines: Sequence[str] = (),
) -> None:
    """The page in the order of a leader's questions: the finding, what to do, where, when, and every indicator.

    `own`: what this line of work alone shows, beside the list of what needs somebody and below it.
    """
    found = lines_of_work.work(view, page)
    whose = f"下面只列{view.office}的指标和事项；标题、数和图是各单位合计。"
    shown: list[Block | None] = [
        board.top(view, title, [*([whose] if view.office else []), *lines]),
        board.tiles(view, tiles),
        board.balanced(
            [*own, _places(view, page)],
            [board.urgent(view, "需要督办", found.urgent, found.urgent_in_all, found.calm)],
        ),
    ]
    item, at, month = _narrowed(view, found, page)
    if item:
        shown += _in_depth(view, item, at, month)
    shown += [*promises_shown.section(view, found.indicators), board.note(found.key)]
    board.show(view, shown)
    if item:
        rows(view, item.value, at, month)
    explain(view, found.codes, key=f"explain-{page}")


def _narrowed(view: View, found: Work, page: str) -> tuple[Choice | None, Choice, Choice]:
    """Which indicator is looked into, where and when."""
    at, month = narrowing.narrowed(view)
    if not found.main:
        return None, at, month
    names = view.figures().set_index("code")["name"]
    label = f"逐月、逐{view.part_word}和台账：看哪一项"
    return choices.one_of("item", label, {code: names[code] for code in found.codes}, found.main), at, month


def _in_depth(view: View, item: Choice, at: Choice, month: Choice) -> list[Block | None]:
    """One indicator by month and by place; a click brings the ledger rows behind the bar."""
    found = lines_of_work.depth(view, item.value)
    choice, spans = narrowing.periods(view)
    months = board.chart(found.months, "months", links.narrow_to("month"), month.value)
    places = board.chart(found.places, "ranks", links.narrow_to("at"), at.value) if found.places else None
    return [
        board.fields(item, choice),
        side_by_side(view, item.value, spans),
        board.columns([months], [places]),
    ]


def side_by_side(view: View, code: str, spans: tuple[Span, Span] | None) -> Block | None:
    """An indicator in two periods, where the reader asked for it."""
    if spans is None:
        return None
    found = compared(view, code, spans)
    words = f"变化 {found.change}" if found.change else "有一个时段没有数据，不作比较"
    return board.chart(found.picture, "compared", note=words)


def _places(view: View, page: str) -> Block | None:
    """The places below beside each other, indicator by indicator; a cell leads to its indicator there."""
    codes, found = lines_of_work.beside(view, page)
    if not found:
        return None
    names = view.figures().set_index("code")["name"]
    rows = []
    for place, figures in found.items():
        there = place in view.names and place != view.place
        cells = [
            board.cell(
                wording.shown(each),
                address.to(view, INDICATOR, indicator=each.code, part=place),
                board.TONES.get(status.SHAPES.get(each.status, ""), ""),
            )
            if each
            else board.cell("—")
            for each in figures
        ]
        name = board.cell(
            view.parts[place], address.to(view, f"pages/{page}.py", place=view.names[place]) if there else ""
        )
        rows.append([name, *cells])
    note = "格内为完成数，底色表示需督办。点一格看该处这一项，点名称看该处。"
    return board.table(["", *(names[code] for code in codes)], rows, "where", f"各{view.part_word}情况", note) | {
        "dense": True
    }


def rows(view: View, code: str, at: Choice, month: Choice) -> None:
    """The ledger rows behind an indicator's figure: with a click on a bar those of its place or month, else in a fold."""
    row = view.figure(code)
    # One label for all indicators: the fold stays open when another one, or another year, is chosen.
    narrow = at.value or month.value
    if narrow:  # who was reading rows goes on reading when all come back
        st.session_state[ROWS_FOLD] = True
    fold = st.expander("背后的台账行", key=ROWS_FOLD, on_change="rerun")
    if fold.open:
        with fold:
            back = [choices.back("返回全部", ["at", "month"])] if narrow else []
            board.show(view, [board.fields(at, month, *back)], "rows-choices")
            rows_behind(view, row, key="rows", place=at.value, month=month.value)
