"""What 政务服务 says: how content people are, by which channel they come, what drags on, and who has not been called back."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from engine.charts.drawing import Picture
from engine.figures import ledger_rows, status, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import service_charts, through_the_year, tiles
from engine.subjects.service_charts import CHANNELS
from engine.subjects.tiles import Tile
from engine.words import excerpts, numbers
from engine.words.excerpts import Excerpt

NOTE = "参评率：已评价办件占已办结办件的比例，参评少的，满意率代表性不足。评价按办结日计，“基本满意”及以上为满意。"


class Services(NamedTuple):
    """The pieces of the page in its order; the tables, which are listed on request, carry 编号, the key of their ledger row."""

    title: str
    tiles: list[Tile]
    ratings: Picture
    channels: Picture
    slowest_title: str
    slowest: Callable[[int], Excerpt]
    slowest_none: str
    bad_title: str
    bad_ratings: Callable[[int], Excerpt]
    bad_none: str


class _Revisits(NamedTuple):
    """Bad ratings: how many wait for a call, and all of them; `known`: whether calls are entered at all."""

    waiting: int
    all: int
    known: bool


@cached(256)
def services(view: View) -> Services:
    """The page for one view."""
    channels = service_charts.by_channel(view)
    all_bad, raters = _bad_ratings(view, 1).whole, tiles.raters(view.figure("services_satisfied"))
    no_cases = service_charts.none(view, "今年没有办件")
    return Services(
        _title(view, int(channels["value"].sum())),
        _tiles(view, channels),
        service_charts.ratings(view),
        service_charts.channels(view, channels),
        "办理用时从长到短" if _slowest(view, 1).whole else no_cases,
        partial(_slowest, view),
        f"{no_cases}。",
        f"差评及回访（{numbers.text(all_bad)} 件）" if raters else "差评及回访：暂无评价",
        partial(_bad_ratings, view),
        "" if all_bad else f"{numbers.text(raters)} 件有评价，没有差评。" if raters else "暂无评价。",
    )


def _title(view: View, received: int) -> str:
    satisfied = view.figure("services_satisfied")
    n = tiles.raters(satisfied)
    if not n:
        return _unrated(view, received)
    few = wording.few(n, tiles.smallest_sample(view))
    bad = n - _whole(satisfied.numerator)
    discontent = f"{numbers.text(bad)} 件不满意" if bad else "没有不满意的"
    calls = _revisits(view)
    called = f"，差评{_called(calls)}" if calls.all and not calls.waiting else ""
    called = f"，{numbers.text(calls.waiting)} 件差评没有回访" if calls.waiting else called
    said = f"满意率 {wording.shown(satisfied)}{_compared(satisfied)}"
    return f"{said}：{numbers.text(n)} 件评价中{' ' if bad else ''}{discontent}{few}{called}"


def _unrated(view: View, received: int) -> str:
    ended = _whole(view.figure("services_rated").denominator)
    if received:
        said = f"今年受理 {numbers.text(received)} 件"
    elif ended:
        said = f"今年办结 {numbers.text(ended)} 件"
    else:
        return service_charts.none(view, "今年还没有政务服务办件记录")
    return f"{said}，暂无评价"


def _compared(row: Figure) -> str:
    """How a rate stands to its floor."""
    if not wording.promised(row) or row.target_kind != "floor":
        return ""
    goal = wording.goal(row)
    if row.value >= row.target:
        return f"，达到 {goal} 的目标"
    return f"，低于 {goal}"


def _revisits(view: View) -> _Revisits:
    row, satisfied = view.figure("services_revisited"), view.figure("services_satisfied")
    if row.status == status.NO_DATA:  # no call was ever entered: nobody knows who was called
        return _Revisits(0, tiles.raters(satisfied) - _whole(satisfied.numerator), known=False)
    return _Revisits(_whole(row.denominator) - _whole(row.numerator), _whole(row.denominator), known=True)


def _called(calls: _Revisits) -> str:
    """What became of bad ratings of which none is known to wait."""
    return "都已回访" if calls.known else f"回访{status.NO_DATA}"


def _tiles(view: View, channels: pd.DataFrame) -> list[Tile]:
    last, last_channels = view.year_before, service_charts.by_channel(view.year_before)
    on_time = view.figure("services_on_time")
    beside = through_the_year.beside(view.scope, view.place, view.year, view.as_of, on_time, view.measured_on)
    by_channel = channels.groupby("part")["value"].sum()
    parts = "，".join(f"{name} {numbers.text(by_channel.get(name, 0))}" for name in CHANNELS)
    received = _received(view, channels)
    before = f"上年同期 {_received(last, last_channels)}"
    return [
        tiles.satisfaction(view, "群众满意率", "services"),
        tiles.of_figure(view, on_time, "；".join(beside), "按期办结率"),
        Tile("办件量", received, before if received == status.NO_DATA else f"{parts}；{before}"),
        _revisit_tile(view),
    ]


def _revisit_tile(view: View) -> Tile:
    label, calls, rated = "差评回访", _revisits(view), tiles.raters(view.figure("services_satisfied"))
    if rated and not calls.all:
        return Tile(label, status.NOT_APPLICABLE, f"{numbers.text(rated)} 件有评价，没有差评")
    if not calls.all:
        return Tile(label, status.NOT_APPLICABLE if view.kept("services_rated") else status.NO_DATA, "暂无评价")
    if not calls.known:
        return Tile(label, status.NO_DATA, f"{numbers.text(calls.all)} 件差评，没有登记过回访")
    about = f"{numbers.text(calls.waiting)} 件没有回访" if calls.waiting else _called(calls)
    return Tile(label, f"{numbers.text(calls.all - calls.waiting)} 件", f"差评 {numbers.text(calls.all)} 件；{about}")


def _received(view: View, channels: pd.DataFrame) -> str:
    if not view.kept("services_window"):
        return status.NO_DATA
    return numbers.with_unit(channels["value"].sum(), "件")


def _slowest(view: View, most: int) -> Excerpt:
    """The cases open or completed this year, the longest first."""
    found = view.ask("service_slowest", from_day=view.start, as_of=view.as_of, most=most)
    row = ledger_rows.cells(found, questions.resources(view.scope)["service_cases"])
    told = pd.DataFrame(
        {
            "用时（天）": found["days"],
            "超出承诺（天）": found["days_over"],
            "状态": ["在办" if pd.isna(day) else "已办结" for day in found["completed_on"]],
            "编号": found["row_id"],
            "区划": found["place"].map(questions.known_places(view.scope)),
            "事项": row["事项"],
            "办理渠道": row["办理渠道"],
            "受理": found["accepted_on"],
            "承诺办结": found["promised_by"],
            "办结": found["completed_on"],
            "来源文件": row["来源文件"],
            "行号": row["行号"],
        }
    )
    return Excerpt(told, excerpts.counted(found))


def _bad_ratings(view: View, most: int) -> Excerpt:
    """差评及回访, those not called back first."""
    waiting = "没有回访" if _revisits(view).known else status.NO_DATA
    found = view.ask("service_bad_ratings", from_day=view.start, as_of=view.as_of, most=most)
    row = ledger_rows.cells(found, questions.resources(view.scope)["service_cases"])
    told = {
        "回访": [waiting if pd.isna(day) else "已回访" for day in found["revisited_on"]],
        "距办结（天）": found["days_waiting"],
        "编号": found["row_id"],
        "区划": found["place"].map(questions.known_places(view.scope)),
        "评价": found["rating"],
        "办结": found["completed_on"],
        "回访日期": found["revisited_on"],
    }
    kept = ["事项", "办理渠道", "申请人", "备注", "来源文件", "行号"]
    return Excerpt(pd.DataFrame(told).join(row[kept]), excerpts.counted(found))


def _whole(number: Any) -> int:
    return 0 if pd.isna(number) else int(number)
