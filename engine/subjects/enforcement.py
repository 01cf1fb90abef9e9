"""What 行政执法 says: what was decided, which steps of the law are missing, whose certificate and training fall short."""

from typing import NamedTuple

import pandas as pd

from engine.charts import part_charts
from engine.charts.drawing import Picture
from engine.figures import status, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.figures.yearbook import fined
from engine.snapshot.caching import cached
from engine.subjects import legal_steps, officers, tiles
from engine.subjects.legal_steps import Step
from engine.subjects.tiles import Tile
from engine.words import days, numbers, ranking

CASES = ("inspections", "penalties", *legal_steps.CODES.values())
NO_CASES = "行政执法案件无数据"
PARTS = {"检查": "检查", "处罚": "处罚案件"}  # also those in which nobody was punished
REST = "许可及其他"


class Enforcement(NamedTuple):
    """The pieces of the page in its order; the counts say whether a table has anything to show, `certified` what else."""

    title: str
    tiles: list[Tile]
    months: Picture
    legality: Picture
    hours: Picture
    hours_about: str
    gaps: int
    certificates: int
    certified: str
    holding: int


@cached(256)
def enforcement(view: View) -> Enforcement:
    """The page for one view, whichever office is chosen: it is one office's work."""
    people, steps, decided = officers.counts(view), legal_steps.steps(view), _by_month(view)
    holding = people["holding"]
    return Enforcement(
        _title(view, people, steps, bool(decided["value"].sum())),
        _tiles(view, people, steps),
        _months(view, decided),
        legal_steps.picture(steps),
        officers.hours(view, holding, people["short"]),
        officers.hours_about(view, holding),
        sum(step.missing for step in steps),
        people["expiring"] + people["expired"],
        _certified(holding) if holding else officers.hours_title(view, 0, 0),
        holding,
    )


def _title(view: View, people: dict[str, int], steps: list[Step], decided: bool) -> str:
    missing = {step.name: step.missing for step in steps}
    parts = [
        (missing[legal_steps.REVIEWED], "件决定缺法制审核"),
        (missing[legal_steps.DECIDE], "件逾期作出或超期未决"),
        (missing[legal_steps.DISCLOSE], "件结果迟公示或未公示"),
        (people["expired"], "人执法证已过期"),
        (people["expiring"], f"人执法证 {officers.RENEWAL_DAYS} 日内到期"),
        (people["short"] if officers.judged(view) else 0, f"人{officers.lacking(view)}"),
    ]
    said = [f"{numbers.text(n)} {what}" for n, what in parts if n] or _calm(view, people, steps)
    if said:
        return "，".join(said)
    if decided:
        return "今年没有到期的法定程序"
    kept = view.kept(*CASES, "officers_certified")
    return "没有行政执法案件和执法人员的记录" if kept else f"行政执法案件和执法人员{status.NO_DATA}"


def _calm(view: View, people: dict[str, int], steps: list[Step]) -> list[str]:
    """That all is well, of each thing that was there to be looked at, and what is not known beside it."""
    if not any(step.due for step in steps) and not people["holding"]:
        return []
    said = [legal_steps.title(steps)] if any(step.due for step in steps) else []
    if people["holding"]:
        said.append(_certified(people["holding"]))
        if officers.judged(view):
            said.append(f"均完成 {numbers.text(officers.training_hours(view))} 学时")
        elif not view.kept("officers_trained"):
            said.append(f"培训学时{status.NO_DATA}")
    return said


def _certified(holding: int) -> str:
    return f"{numbers.text(holding)} 名持证人员的证件 {officers.RENEWAL_DAYS} 日内都不到期"


def _tiles(view: View, people: dict[str, int], steps: list[Step]) -> list[Tile]:
    penalties, last = view.figure("penalties"), view.year_before.figure("penalties")
    decided, disclosed = view.figure("penalties_on_time"), view.figure("enforcement_disclosed")
    trained, before = view.figure("officers_trained"), wording.shown(last)
    if not pd.isna(last.value):
        before += f"、罚没款 {fined(view.year_before)}"
    money = "没有处罚的记录" if pd.isna(penalties.value) else f"罚没款 {fined(view)}"
    overdue = sum(step.overdue for step in steps)
    open_ones = f"超期未办 {numbers.text(overdue)} 件" if any(step.due for step in steps) else legal_steps.title(steps)
    needed = f"每人每年 {numbers.text(officers.training_hours(view))} 学时"
    learnt = f"{wording.fraction(trained)} 人，" if wording.fraction(trained) else ""
    ends = f"{officers.RENEWAL_DAYS} 日内到期 {people['expiring']} 人，过期未换证 {people['expired']} 人"
    ends = ends if people["in_service"] else officers.hours_title(view, 0, 0)
    return [
        tiles.of_figure(view, penalties, f"{money}；上年同期 {before}"),
        tiles.of_figure(view, decided, _of(decided, open_ones), "处罚按期作出率"),
        tiles.of_figure(view, disclosed, _of(disclosed), "结果公示及时率"),
        tiles.of_figure(view, view.figure("officers_certified"), ends, "持证人员"),
        tiles.of_figure(view, trained, learnt + needed, "培训达标率"),
    ]


def _of(row: Figure, more: str = "") -> str:
    """A rate's numerator and denominator, and what else makes it honest."""
    parts = (f"{wording.fraction(row)} 件" if wording.fraction(row) else "", more)
    return "，".join(part for part in parts if part)


def _by_month(view: View) -> pd.DataFrame:
    """month, part, value: every part of every month up to the chosen day, in the order in which they are drawn."""
    found = view.ask("enforcement_months", from_day=view.start, as_of=view.as_of)
    found["part"] = found["kind"].map(PARTS).fillna(REST)
    sums = found.groupby(["month", "part"])["case_count"].sum().to_dict()
    told = [
        (month, part, int(sums.get((month, part), 0)))
        for month in range(1, view.as_of.month + 1)
        for part in (*PARTS.values(), REST)
    ]
    return pd.DataFrame(told, columns=["month", "part", "value"])


def _months(view: View, rows: pd.DataFrame) -> Picture:
    by_part, by_month = rows.groupby("part", sort=False)["value"].sum(), rows.groupby("month")["value"].sum()
    title = "今年还没有办结的执法案件" if view.kept(*CASES) else NO_CASES
    if whole := int(by_part.sum()):
        each = "，".join(f"{part} {numbers.text(n)}" for part, n in by_part.items())
        busiest = ranking.foremost([(days.month(month), n) for month, n in by_month.items()], "件")
        title = f"办结 {numbers.text(whole)} 件：{each}" + (f"；{busiest}" if busiest else "")
    said = "；".join(
        f"{days.month(month)}办结 " + "，".join(f"{row.part} {row.value} 件" for row in part.itertuples())
        for month, part in rows[rows["value"] > 0].groupby("month")
    )
    return Picture.of(title, part_charts.stacked_months(rows, "件"), said or title)
