"""What 安全与防疫 says: which hazards are open and for how long, and whether prevention was done month by month."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from engine import animals, charts, numbers, prevention, questions, safety_tables, wording
from engine.drawing import Picture
from engine.folds import Fold
from engine.keeping import kept
from engine.status import OPEN, OVERDUE
from engine.view import View

HAZARDS = "安全隐患"  # of the sources of problems, the one this page is about
NOTHING = "没有可计的台账记录"
AGES = ("15 天内", "16–30 天", "31–60 天", "61–90 天", "90 天以上")


class Safety(NamedTuple):
    """The pieces of the page in its order. `others`: open problems of other sources, in words."""

    title: str
    tiles: list[tuple[str, str, str]]
    ages: Picture
    others: str
    months: Picture
    animals: Picture
    tables: list[Fold]


class _Open(NamedTuple):
    """Problems that are not put right: how many, how many past their limit and by how many days at most."""

    all: int
    overdue: int
    longest: int

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "_Open":
        longest = int(rows["longest"].max()) if len(rows) else 0
        return cls(int(rows["still_open"].sum()), int(rows["overdue"].sum()), longest)

    def late(self, unit: str) -> str:
        """`其中 1 处超期 33 天`."""
        if not self.overdue:
            return "没有超期"
        days = f"超期 {self.longest} 天" if self.overdue == 1 else f"超期，最长 {self.longest} 天"
        return f"其中 {numbers.text(self.overdue)} {unit}{days}"


@kept(256)
def safety(view: View) -> Safety:
    """The page for one view; its office narrows the bullets only, for the page is about one line of work."""
    whole = replace(view, office=None)
    rows = whole.ask("hazard_ages", as_of=view.as_of)
    hazards = rows[rows["source"] == HAZARDS]
    work = prevention.months(whole)
    titles = {name: resource.title for name, resource in questions.ledgers(view.scope).items()}
    return Safety(
        _title(whole, _Open.of(hazards), prevention.gaps(work)),
        _tiles(whole, _Open.of(hazards)),
        _ages(whole, hazards),
        _others(rows[rows["source"] != HAZARDS]),
        prevention.picture(whole, work),
        animals.picture(whole),
        [
            Fold("open", "未整改的隐患和其他问题", titles["problems"], *safety_tables.problems(whole)),
            Fold("animals", "动物防疫：分畜种、分区划", titles["animal_health"], *safety_tables.animals(whole)),
        ],
    )


def _title(view: View, hazards: _Open, gaps: list[int]) -> str:
    """Open hazards, then the months without a review of risks."""
    missing = f"；{prevention.named(gaps)}缺风险研判" if gaps else ""
    if hazards.all:
        return f"{numbers.text(hazards.all)} 处隐患未整改，{hazards.late('处')}{missing}"
    found = view.figure("hazards_found").numerator
    return ("没有未整改的隐患" if found > 0 else "本年没有排查隐患的记录") + missing


def _tiles(view: View, hazards: _Open) -> list[tuple[str, str, str]]:
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
    late = f"，{hazards.late('处')}" if hazards.all else ""
    turned = f"本年排查 {wording.shown(found)}，整治 {wording.shown(fixed)}" if not pd.isna(found.value) else NOTHING
    told = [
        ("未整改的隐患", f"{numbers.text(hazards.all)} 处", f"{turned}{late}", found),
        ("问题按期整改率", wording.shown(on_time), _of_all(on_time), on_time),
        ("应急演练", wording.shown(drills), _promise(drills), drills),
        ("安全入户宣传", wording.shown(reach), _promise(reach), reach),
    ]
    return [(label, value, "，".join([about, *wording.caveats(row)])) for label, value, about, row in told]


def _of_all(row: Any) -> str:
    return f"{wording.fraction(row)} 件，各来源的问题都计" if wording.fraction(row) else "没有到期的问题"


def _promise(row: Any) -> str:
    """What was promised and how it stands."""
    if pd.isna(row.value):
        return NOTHING
    goal = f"目标 {numbers.with_unit(row.target, row.unit)}，" if wording.promised(row) else ""
    return f"{goal}{wording.badge(row.status)}"


def _ages(view: View, rows: pd.DataFrame) -> Picture:
    """Open hazards by how long ago they were found, the oldest on top."""
    told = []
    for age, part in rows.sort_values("age", ascending=False).groupby("age", sort=False):
        found, name = _Open.of(part), AGES[int(age)]
        late = f"，其中超期 {numbers.text(found.overdue)} 处" if found.overdue else ""
        word = OVERDUE if found.overdue else OPEN
        told.append((name, name, float(found.all), f"{numbers.text(found.all)} 处{late}", float("nan"), word))
    drawn = pd.DataFrame(told, columns=["place", "name", "value", "text", "target", "status"])
    said = "；".join(f"{name} {text}" for name, text in zip(drawn["name"], drawn["text"], strict=True))
    title = _ages_title(rows)
    return Picture.of(title, charts.ranked_bars(drawn, "处", view.dark), said or title)


def _ages_title(rows: pd.DataFrame) -> str:
    found = _Open.of(rows)
    if not found.all:
        return "没有未整改的隐患"
    old = int(rows[rows["age"] > 1]["still_open"].sum())
    no_limit = int(rows["no_limit"].sum())
    said = f"未整改的 {numbers.text(found.all)} 处隐患" + (
        f"中，{numbers.text(old)} 处发现已超过 30 天" if old else "，都是 30 天内发现的"
    )
    return said + (f"，{numbers.text(no_limit)} 处没有定整改期限" if no_limit else "")


def _others(rows: pd.DataFrame) -> str:
    """`其他来源未整改的问题 2 件（三资管理 1 件，巡河自查 1 件），都没有超期。`"""
    found = _Open.of(rows)
    if not found.all:
        return "其他来源（三资管理、巡河自查等）没有未整改的问题。"
    parts = [f"{source} {numbers.text(n)} 件" for source, n in rows.groupby("source")["still_open"].sum().items()]
    return f"其他来源未整改的问题 {numbers.text(found.all)} 件（{'，'.join(parts)}），{found.late('件')}。"
