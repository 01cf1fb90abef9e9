"""What stands over every page: whose numbers of which day, the finding as title, and what the reader might take for granted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from engine.figures import time_frame
from engine.figures.view import View
from engine.screen import address, sidebar
from engine.snapshot import questions
from engine.words import days, excerpts, numbers


def top(view: View, title: str, lines: Iterable[str] = (), ways: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """Whose numbers of which day these are, the finding as title, and what the reader might take for granted.

    `ways`: (words, address) of what else can be done with this page.
    """
    read = address.read(view.scope, address.given())
    alerts = [*read.said, *_left_out(view)]
    notice = questions.parameters(view.scope).get("notice")
    told = [*_hints(view), *([notice] if notice else []), *lines]
    return {
        "kind": "top",
        "whose": _whose(view),
        "where": _where(view),
        "title": title,
        "alerts": alerts,
        "lines": told,
        "resets": _resets(view),
        "actions": [{"label": label, "href": href} for label, href in ways],
        "pinned": address.query(address.pinned(view) | read.rest),
    }


def _resets(view: View) -> list[dict[str, Any]]:
    """The ways back from what the page is narrowed to."""
    told = []
    if view.place != view.scope.place:
        told.append({"label": f"返回{view.names[view.scope.place]}", "drops": ["place", "at"]})
    if word := address.of_page("status"):
        told.append({"label": f"取消筛选（{word}）", "drops": ["status"]})
    return told


def _where(view: View) -> str:
    """Place, year, day and office in one line, with the other two days: how far the ledgers are entered, and today."""
    share = (view.as_of - view.start).days + 1
    whole = (date(view.year, 12, 31) - view.start).days + 1
    passed = "全年" if share == whole else f"全年已过 {numbers.percent(numbers.quotient(share, whole))}"
    told = [sidebar.place_said(view), f"{view.year}年", f"统计时点 {days.in_year(view.as_of)}（{passed}）"]
    updated = time_frame.updated_to(view.scope)
    told.append(f"台账更新至 {days.day(updated)}" if updated else "台账里还没有记录")
    if view.measured_on != view.as_of:
        told.append(f"在办事项算到今天 {days.day(view.measured_on)}")
    return " · ".join([*told, *([view.office] if view.office else [])])


def _whose(view: View) -> str:
    """The township and the system."""
    return f"{questions.known_places(view.scope).get(view.scope.place, '')}{sidebar.SYSTEM}"


def source(view: View) -> str:
    """Whose system, place, day and source, under a picture that leaves the page."""
    synthetic = " · 演示数据" if questions.parameters(view.scope).get("notice") else ""
    when = f"{view.place_name} · {view.year}年 · 统计时点 {days.day(view.as_of)}"
    return f"{_whose(view)} · {when} · 来源：本级台账{synthetic}"


def _hints(view: View) -> list[str]:
    """What the reader might take for granted and is not so."""
    updated, today = time_frame.updated_to(view.scope), questions.today(view.scope)
    told = []
    if updated and updated < min(view.as_of, today):
        told.append(
            f"台账只更新到{days.day(updated)}，此后到{days.day(view.as_of)}没有记录，这一段的数不是零，是还没有登记。"
        )
    if today.year > view.year == time_frame.default_year(view.scope):
        told.append(f"{today.year}年已经开始，可以在“年度”里选看。")
    return told


_NAMED = 5  # files that could not be read


def _left_out(view: View) -> list[str]:
    """Files and rows that are not in the numbers, named on every page."""
    rows = int(view.ask("left_out_counts")["rows_out"].sum())
    files = view.ask("left_out_files", most=_NAMED)
    if not rows and files.empty:
        return []
    whole = excerpts.counted(files)
    named = "、".join(files["file"]) + ("等" if len(files) < whole else "")
    said = [f"{numbers.text(whole)} 个文件没有读取（{named}）"] if whole else []
    said += [f"{numbers.text(rows)} 行没有计入"] if rows else []
    return [f"{'，'.join(said)}。原因和改法见“台账”页的“没有计入的行”。"]
