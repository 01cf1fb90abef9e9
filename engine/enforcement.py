"""What 行政执法 says: what was decided, which steps of the law are missing, whose certificate and training fall short."""

from typing import Any, NamedTuple

import pandas as pd

from engine import (
    charts,
    excerpts,
    matters,
    numbers,
    officers,
    part_charts,
    questions,
    ranking,
    status,
    wording,
)
from engine.drawing import Picture
from engine.excerpts import Excerpt
from engine.keeping import kept
from engine.view import View
from engine.yearbook import fined

REVIEW = "legal_review"
DISCLOSE, DECIDE, REVIEWED = "结果按期公示", "处罚、许可按期作出", "重大决定先经法制审核"
# step → the time limits it rests on; the legal review has none of its own: it must precede the decision
STEPS: dict[str, tuple[str, ...]] = {
    REVIEWED: (REVIEW,),
    DECIDE: ("penalty_decide", "licence_decide"),
    DISCLOSE: ("enforcement_disclose_7", "enforcement_disclose_20"),
}
# step → the indicator that is 无数据 where what the step leaves behind was never entered
CODES = {REVIEWED: "enforcement_reviewed", DECIDE: "penalties_on_time", DISCLOSE: "enforcement_disclosed"}
CASES = ("inspections", "penalties", *CODES.values())
NO_CASES = "行政执法案件无数据"
PARTS = {"检查": "检查", "处罚": "处罚案件"}  # also those in which nobody was punished
REST = "许可及其他"


class Step(NamedTuple):
    """How many cases should have taken a step of the law by now, and how many did not, or not in time.

    `known` is False where the step was never entered of any case.
    """

    name: str
    due: int
    missing: int
    overdue: int  # of the missing: still not done
    known: bool = True


class Enforcement(NamedTuple):
    """The pieces of the page in its order; the counts say whether a table has anything to show, `certified` what else."""

    title: str
    tiles: list[tuple[str, str, str]]
    months: Picture
    legality: Picture
    hours: Picture
    hours_about: str
    gaps: int
    certificates: int
    certified: str
    holding: int


@kept(256)
def enforcement(view: View) -> Enforcement:
    """The page for one view, whichever office is chosen: it is one office's work."""
    people, steps, decided = officers.counts(view), _steps(view), _by_month(view)
    holding = people["holding"]
    return Enforcement(
        _title(view, people, steps, bool(decided["value"].sum())),
        _tiles(view, people, steps),
        _months(view, decided),
        _legality(view, steps),
        officers.hours(view, holding, people["short"]),
        officers.hours_about(view, holding),
        sum(step.missing for step in steps),
        people["expiring"] + people["expired"],
        _certified(holding) if holding else officers.hours_title(view, 0, 0),
        holding,
    )


def gaps(view: View, most: int) -> Excerpt:
    """The cases that lack a step or took it late: 环节, 情况, 编号, 种类, 区划, 起算, 期限, 完成."""
    limits = questions.limits(view.scope)
    by_rule = {rule: step for step, rules in STEPS.items() for rule in rules}
    bind = {REVIEW, *limits[limits["binding"] == "是"]["rule"]} & set(by_rule)
    asked = {"from_day": view.start, "as_of": view.measured_on, "rules": tuple(sorted(bind))}
    found = view.ask("enforcement_gaps", **asked, most=most)
    said = [_gap_said(row, pd.Timestamp(view.measured_on)) for row in found.itertuples()]
    columns = {"编号": "row_id", "种类": "kind", "起算": "started_on", "期限": "due_on", "完成": "finished_on"}
    told = pd.DataFrame({"环节": found["rule"].map(by_rule), "情况": said})
    told = told.assign(**{header: found[column] for header, column in columns.items()})
    told.insert(4, "区划", found["place"].map(view.names))
    return Excerpt(told, excerpts.counted(found))


def _gap_said(row: Any, day: pd.Timestamp) -> str:
    if row.rule == REVIEW:
        return "没有审核记录" if pd.isna(row.finished_on) else "审核晚于决定"
    if pd.isna(row.finished_on):
        return f"超期 {(day - row.due_on).days} 天未完成"
    return f"晚了 {(row.finished_on - row.due_on).days} 天"


def _steps(view: View) -> list[Step]:
    counted = matters.counts(view.scope, view.place, view.year, view.as_of, view.below, view.measured_on)
    review = view.figure("enforcement_reviewed")
    due, done = (0 if pd.isna(n) else int(n) for n in (review["denominator"], review["numerator"]))
    steps = [Step(REVIEWED, due, due - done, 0), *(_step(counted, name) for name in (DECIDE, DISCLOSE))]
    return [step._replace(known=bool(step.due) or view.kept(CODES[step.name])) for step in steps]


def _step(counted: pd.DataFrame, name: str) -> Step:
    """A step with time limits: what ended this year or is overdue should have been done, the late and overdue were not."""
    part = counted[counted["rule"].isin(STEPS[name])]
    ended, on_time, overdue = (int(part[column].sum()) for column in ("ended", "ended_on_time", "overdue"))
    return Step(name, ended + overdue, ended - on_time + overdue, overdue)


def _title(view: View, people: dict[str, int], steps: list[Step], decided: bool) -> str:
    missing = {step.name: step.missing for step in steps}
    parts = [
        (missing[REVIEWED], "件决定缺法制审核"),
        (missing[DECIDE], "件逾期作出或超期未决"),
        (missing[DISCLOSE], "件结果迟公示或未公示"),
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
    said = [legality_title(steps)] if any(step.due for step in steps) else []
    if people["holding"]:
        said.append(_certified(people["holding"]))
        if officers.judged(view):
            said.append(f"都学满了 {numbers.text(officers.training_hours(view))} 学时")
        elif not view.kept("officers_trained"):
            said.append(f"培训学时{status.NO_DATA}")
    return said


def _certified(holding: int) -> str:
    return f"{numbers.text(holding)} 名持证人员的证件 {officers.RENEWAL_DAYS} 日内都不到期"


def _tiles(view: View, people: dict[str, int], steps: list[Step]) -> list[tuple[str, str, str]]:
    penalties, last = view.figure("penalties"), view.year_before.figure("penalties")
    decided, disclosed = view.figure("penalties_on_time"), view.figure("enforcement_disclosed")
    trained, before = view.figure("officers_trained"), wording.shown(last)
    if not pd.isna(last["value"]):
        before += f"、{fined(view.year_before)}"
    money = "没有处罚的记录" if pd.isna(penalties["value"]) else f"罚没 {fined(view)}"
    rates = [("作出", decided), ("公示", disclosed)]
    fractions = [f"{name} {wording.fraction(row)} 件" for name, row in rates if wording.fraction(row)]
    overdue = sum(step.overdue for step in steps)
    open_ones = f"超期未办 {numbers.text(overdue)} 件" if any(step.due for step in steps) else legality_title(steps)
    needed = f"每人每年 {numbers.text(officers.training_hours(view))} 学时"
    learnt = f"{wording.fraction(trained)} 人，" if wording.fraction(trained) else ""
    ends = f"{officers.RENEWAL_DAYS} 日内到期 {people['expiring']} 人，过期未换证 {people['expired']} 人"
    ends = ends if people["in_service"] else officers.hours_title(view, 0, 0)
    return [
        ("行政处罚", wording.shown(penalties), f"{money}；上年同期 {before}"),
        (
            "处罚按期作出 / 结果公示及时",
            f"{wording.shown(decided)} / {wording.shown(disclosed)}",
            "，".join([*fractions, open_ones]),
        ),
        ("持证人员", wording.shown(view.figure("officers_certified")), ends),
        ("培训达标率", wording.shown(trained), learnt + needed),
    ]


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
        busiest = ranking.foremost([(f"{month} 月", n) for month, n in by_month.items()], "件")
        title = f"办结 {numbers.text(whole)} 件：{each}" + (f"；{busiest}" if busiest else "")
    said = "；".join(
        f"{month} 月办结 " + "，".join(f"{row.part} {row.value} 件" for row in part.itertuples())
        for month, part in rows[rows["value"] > 0].groupby("month")
    )
    return Picture.of(title, part_charts.stacked_months(rows, "件", view.dark), said or title)


def _legality(view: View, steps: list[Step]) -> Picture:
    bars = pd.DataFrame(
        [
            {
                "place": step.name,
                "name": step.name,
                "value": float(step.missing) if step.due else float("nan"),
                "text": f"{numbers.text(step.missing)} / {numbers.text(step.due)} 件" if step.due else _verdict(step),
                "target": float("nan"),
                "status": _verdict(step),
            }
            for step in steps
        ]
    )
    # The bars stand under a line that says what the two numbers are; who only hears them hears it with each.
    said = "；".join(
        f"{step.name}：缺失或逾期 {numbers.text(step.missing)} 件，应完成 {numbers.text(step.due)} 件"
        if step.due
        else f"{step.name}：{_verdict(step)}"
        for step in steps
    )
    chart = charts.ranked_bars(bars, "缺失或逾期的件数 / 应完成的件数", view.dark)
    return Picture.of(legality_title(steps), chart, said)


def _verdict(step: Step) -> str:
    if not step.due:
        return status.NOT_APPLICABLE if step.known else status.NO_DATA
    return status.MISSED if step.missing else status.REACHED


def legality_title(steps: list[Step]) -> str:
    """The steps most often missing, or that none is: "“结果按期公示”应完成 28 件，1 件没有或晚了"."""
    lacking = [step for step in steps if step.missing]
    unknown = "、".join(f"“{step.name}”" for step in steps if not step.known)
    silent = f"{unknown}{status.NO_DATA}" if unknown else ""
    if not any(step.due for step in steps):
        return silent or "没有到期的法定程序"
    if not lacking:
        walked = f"应走的 {numbers.text(sum(step.due for step in steps))} 步法定程序都按期走到"
        return f"{walked}；{silent}" if silent else walked
    if len(lacking) == 1:
        return f"“{lacking[0].name}”应完成 {numbers.text(lacking[0].due)} 件，{numbers.text(lacking[0].missing)} 件没有或晚了"
    most = ranking.foremost([(f"“{step.name}”", step.missing) for step in steps if step.due], "件", what="缺得")
    even = f"{'、'.join(f'“{step.name}”' for step in lacking)}各 {numbers.text(lacking[0].missing)} 件"
    return f"{most or even}没有或晚了"
