"""What 安全与防疫 says: which hazards are open and for how long, and whether prevention was done month by month."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.drawing import Picture
from engine.figures import ledger_rows, matters, wording
from engine.figures.figure import Figure
from engine.figures.status import NO_DATA
from engine.figures.view import View
from engine.ledgers.places import VILLAGE
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import animals, prevention, tiles
from engine.subjects.open_bars import open_bar
from engine.subjects.tables_on_request import Fold, time_left
from engine.subjects.tiles import Tile
from engine.words import numbers
from engine.words.excerpts import Excerpt, counted

Listed = tuple[str, Callable[[int], Excerpt]]
HAZARDS = "安全隐患"  # of the sources of problems, the one this page is about
NOTHING = "没有可计的台账记录"
AGES = ("15 天内", "16–30 天", "31–60 天", "61–90 天", "91 天以上")


class Safety(NamedTuple):
    """The pieces of the page in its order. `others`: open problems of other sources, in words."""

    title: str
    tiles: list[Tile]
    ages: Picture
    others: str
    months: Picture
    animals: Picture
    tables: list[Fold]


class _Open(NamedTuple):
    """Problems that are not put right: how many, how many past their limit, soon due, and with a limit; by how many days past at most."""

    all: int
    overdue: int
    near: int
    longest: int
    limited: int

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "_Open":
        longest = int(rows["longest"].max()) if len(rows) else 0
        still_open = int(rows["still_open"].sum())
        overdue, near, no_limit = (int(rows[name].sum()) for name in ("overdue", "near", "no_limit"))
        return cls(still_open, overdue, near, longest, still_open - no_limit)

    def late(self, unit: str) -> str:
        """`其中 1 条超期 33 天`."""
        if not self.limited:
            return "都没有定整改期限"
        if not self.overdue:
            return "没有超期" if self.limited == self.all else f"有期限的 {numbers.text(self.limited)} {unit}没有超期"
        days = f"超期 {self.longest} 天" if self.overdue == 1 else f"超期，最长 {self.longest} 天"
        return f"其中 {numbers.text(self.overdue)} {unit}{days}"


@cached(256)
def safety(view: View) -> Safety:
    """The page for one view; its office narrows the bullets only, for the page is about one line of work."""
    whole = replace(view, office=None)
    rows = whole.ask("hazard_ages", as_of=view.measured_on, near_days=matters.near_days(view.scope))
    hazards = rows[rows["source"] == HAZARDS]
    work = prevention.months(whole)
    titles = {name: resource.title for name, resource in questions.ledgers(view.scope).items()}
    return Safety(
        _title(whole, _Open.of(hazards), work),
        _tiles(whole, _Open.of(hazards)),
        _ages(whole, hazards),
        _others(whole, rows[rows["source"] != HAZARDS]),
        prevention.picture(whole, work),
        animals.picture(whole),
        [
            Fold(
                *("open", "未整改的隐患和其他问题", titles["problems"], *problems(whole)),
                f"{_no_hazards(whole)}。{_others(whole, rows[:0])}",
            ),
            Fold(
                *("animals", "动物防疫：分畜种、分区划", titles["animal_health"], *_animal_table(whole)),
                f"{animals.none(whole)}。",
            ),
        ],
    )


def _title(view: View, hazards: _Open, work: list[prevention.Month]) -> str:
    """Open hazards, then the months without a review of risks."""
    gaps = prevention.gaps(work)
    missing = f"；{prevention.named(gaps)}缺风险研判" if gaps else prevention.unknown_risk(view)
    if hazards.all and _unrecorded(view):
        return f"{numbers.text(hazards.all)} 条隐患的整改日期{NO_DATA}{missing}"
    if hazards.all:
        return f"{numbers.text(hazards.all)} 条隐患未整改，{hazards.late('条')}{missing}"
    return _no_hazards(view) + missing


def _unrecorded(view: View) -> bool:
    """Whether hazards were entered this year and nobody ever entered that one was put right: then none is known to be open."""
    return view.figure("hazards_found").status != NO_DATA and view.figure("hazards_rectified").status == NO_DATA


def _no_hazards(view: View) -> str:
    """That no hazard is open, where any were looked for this year."""
    found = view.figure("hazards_found")
    if found.numerator and found.numerator > 0:
        return "没有未整改的隐患"
    return f"排查隐患{NO_DATA}" if found.status == NO_DATA else "本年没有排查隐患的记录"


def _tiles(view: View, hazards: _Open) -> list[Tile]:
    """Four numbers, each with what makes it honest under it: (label, value, about)."""
    found, fixed, on_time, drills, reach = (
        view.figure(code)
        for code in (
            "hazards_found",
            "hazards_rectified",
            "problems_rectified",
            "safety_drills",
            "safety_household_reach",
        )
    )
    late = f"，{hazards.late('条')}" if hazards.all else ""
    turned = f"本年排查 {wording.shown(found)}，整治 {wording.shown(fixed)}" if not pd.isna(found.value) else NOTHING
    unknown = _unrecorded(view) or (not hazards.all and found.status == NO_DATA)
    late = "" if unknown else late
    open_ones = NO_DATA if unknown else f"{numbers.text(hazards.all)} 条"
    told = [(on_time, _of_all(on_time)), (drills, _promise(drills)), (reach, _promise(reach))]
    return [
        Tile("未整改的隐患", open_ones, "，".join([f"{turned}{late}", *wording.caveats(found)])),
        *(tiles.of_figure(view, row, "，".join([about, *wording.caveats(row)])) for row, about in told),
    ]


def _of_all(row: Figure) -> str:
    if wording.fraction(row):
        return f"{wording.fraction(row)} 件，各来源的问题都计"
    return NOTHING if row.status == NO_DATA else "没有到期的问题"


def _promise(row: Figure) -> str:
    """What was promised and how it stands."""
    if pd.isna(row.value):
        return NOTHING
    goal = f"目标 {wording.goal(row)}，" if wording.promised(row) else ""
    return f"{goal}{wording.badge(row.status)}"


def _ages(view: View, rows: pd.DataFrame) -> Picture:
    """Open hazards by how long ago they were found, the oldest on top."""
    drawn = []
    for age, part in rows.sort_values("age", ascending=False).groupby("age", sort=False):
        found, name = _Open.of(part), AGES[int(age)]
        drawn.append(open_bar(name, found.all, *(0, 0) if _unrecorded(view) else (found.overdue, found.near), "条"))
    said = "；".join(f"发现 {bar.name}的 {bar.text}" for bar in drawn)
    title = _ages_title(view, rows)
    return Picture.of(title, bar_charts.ranked_bars(drawn, "条"), said or title)


def _ages_title(view: View, rows: pd.DataFrame) -> str:
    found = _Open.of(rows)
    if not found.all:
        return _no_hazards(view)
    if _unrecorded(view):
        return f"{numbers.text(found.all)} 条隐患，整改日期{NO_DATA}"
    old = int(rows[rows["age"] > 1]["still_open"].sum())
    no_limit = int(rows["no_limit"].sum())
    said = f"未整改的 {numbers.text(found.all)} 条隐患" + (
        f"中，{numbers.text(old)} 条发现已超过 30 天" if old else "，都是 30 天内发现的"
    )
    return said + (f"，{numbers.text(no_limit)} 条没有定整改期限" if no_limit else "")


def _others(view: View, rows: pd.DataFrame) -> str:
    """`其他来源未整改的问题 2 件（三资管理 1 件，巡河自查 1 件），都没有超期。`"""
    found = _Open.of(rows)
    if not found.all:
        sources = view.ask("problem_sources", as_of=view.as_of)["source"]
        known = [source for source in sources if source != HAZARDS]
        return f"其他来源（{'、'.join(known)}）没有未整改的问题。" if known else "没有登记过其他来源的问题。"
    parts = [f"{source} {numbers.text(n)} 件" for source, n in rows.groupby("source")["still_open"].sum().items()]
    return f"其他来源未整改的问题 {numbers.text(found.all)} 件（{'，'.join(parts)}），{found.late('件')}。"


def problems(view: View) -> Listed:
    """Problems of every source that are not put right, the earliest limit first."""
    note = "含各来源：安全隐患、三资管理、巡河自查、巡视巡察、案卷评查。点击可查看台账。"
    return note, partial(_problems, view)


def _animal_table(view: View) -> Listed:
    """Heads by kind, species and village."""
    note = "春秋两季分别计，同一头只做两次计两次。合格只计已出结果的。"
    return note, partial(_heads, view)


def _problems(view: View, most: int) -> Excerpt:
    rows, near = view.ask("hazard_open", as_of=view.measured_on, most=most), matters.near_days(view.scope)
    shown = {
        "编号": rows["row_id"],
        "来源": rows["source"],
        "区划": rows["place"].map(questions.known_places(view.scope)),
        "问题": ledger_rows.cells(rows, questions.ledgers(view.scope)["problems"])["问题描述"],
        "发现": rows["found_on"],
        "整改期限": rows["due_on"],
        "进展": [time_left(days, near) for days in rows["days_left"]],
    }
    return Excerpt(pd.DataFrame(shown), counted(rows))


def _heads(view: View, most: int) -> Excerpt:
    rows = animals.heads(view, max(VILLAGE, view.place.level), most)
    judged = rows["judged_heads"] > 0  # no result is not the same as none passed
    shown = {
        "种类": rows["kind"],
        "畜种": rows["species"],
        "区划": rows["place"].map(questions.known_places(view.scope)),
        "应做": rows["due_heads"],
        "已做": rows["done_heads"],
        "已出结果": rows["judged_heads"].where(judged).astype("Int64"),
        "合格": rows["qualified_heads"].where(judged).astype("Int64"),
    }
    return Excerpt(pd.DataFrame(shown), counted(rows))
