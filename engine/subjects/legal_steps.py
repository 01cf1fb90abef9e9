"""The steps the law asks of a case of enforcement: how many were due, how many are missing or came late, and which."""

from typing import Any, NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar, Part
from engine.charts.drawing import Picture
from engine.figures import matters, status
from engine.figures.view import View
from engine.snapshot import questions
from engine.words import excerpts, numbers, ranking
from engine.words.excerpts import Excerpt

REVIEW = "legal_review"
LACKING = "缺失或逾期"
DISCLOSE, DECIDE, REVIEWED = "结果按期公示", "处罚、许可按期作出", "重大决定先经法制审核"
# step → the time limits it rests on; the legal review has none of its own: it must precede the decision
STEPS: dict[str, tuple[str, ...]] = {
    REVIEWED: (REVIEW,),
    DECIDE: ("penalty_decide", "licence_decide"),
    DISCLOSE: ("enforcement_disclose_7", "enforcement_disclose_20"),
}
# step → the indicator that is 无数据 where what the step leaves behind was never entered
CODES = {REVIEWED: "enforcement_reviewed", DECIDE: "penalties_on_time", DISCLOSE: "enforcement_disclosed"}


class Step(NamedTuple):
    """How many cases should have taken a step of the law by now, and how many did not, or not in time.

    `known` is False where the step was never entered of any case.
    """

    name: str
    due: int
    missing: int
    overdue: int  # of the missing: still not done
    known: bool = True


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


def steps(view: View) -> list[Step]:
    """Each step of the law in one view, in the order in which they are taken."""
    counted = matters.counts(view.scope, view.place, view.year, view.as_of, view.below, view.measured_on)
    review = view.figure("enforcement_reviewed")
    due, done = (0 if pd.isna(n) else int(n) for n in (review.denominator, review.numerator))
    taken = [Step(REVIEWED, due, due - done, 0), *(_step(counted, name) for name in (DECIDE, DISCLOSE))]
    return [step._replace(known=bool(step.due) or view.kept(CODES[step.name])) for step in taken]


def _step(counted: pd.DataFrame, name: str) -> Step:
    """A step with time limits: what ended this year or is overdue should have been done, the late and overdue were not."""
    part = counted[counted["rule"].isin(STEPS[name])]
    ended, on_time, overdue = (int(part[column].sum()) for column in ("ended", "ended_on_time", "overdue"))
    return Step(name, ended + overdue, ended - on_time + overdue, overdue)


def picture(steps: list[Step]) -> Picture:
    """What was due of each step as a whole bar, what is missing of it its first part."""
    bars = [
        Bar(
            step.name,
            step.name,
            1.0 if step.due else float("nan"),
            _kept(step) if step.due else _verdict(step),
            _verdict(step),
            parts=_shares(step),
        )
        for step in steps
    ]
    said = "；".join(f"{bar.name}：{bar.text}" for bar in bars)
    return Picture.of(title(steps), bar_charts.ranked_bars(bars, "占应完成的比例"), said)


def _shares(step: Step) -> tuple[Part, ...]:
    """Each step fills its bar: of nineteen none missing is as good as of one."""
    shares = (numbers.quotient(n, step.due or 1) for n in (step.missing, step.due - step.missing))
    return tuple(map(Part, (LACKING, "按期完成"), shares, (status.MISSED, "")))


def _kept(step: Step) -> str:
    missing = f"{LACKING} {numbers.text(step.missing)} 件" if step.missing else "均按期"
    return f"应完成 {numbers.text(step.due)} 件，{missing}"


def _verdict(step: Step) -> str:
    if not step.due:
        return status.NOT_APPLICABLE if step.known else status.NO_DATA
    return status.MISSED if step.missing else status.REACHED


def title(steps: list[Step]) -> str:
    """The steps most often missing, or that none is: "“结果按期公示”应完成 28 件，1 件没有或晚了"."""
    lacking = [step for step in steps if step.missing]
    unknown = "、".join(f"“{step.name}”" for step in steps if not step.known)
    silent = f"{unknown}{status.NO_DATA}" if unknown else ""
    if not any(step.due for step in steps):
        return silent or "没有到期的法定程序"
    if not lacking:
        walked = f"{numbers.text(sum(step.due for step in steps))} 项法定程序均按期履行"
        return f"{walked}；{silent}" if silent else walked
    if len(lacking) == 1:
        return f"“{lacking[0].name}”应完成 {numbers.text(lacking[0].due)} 件，{numbers.text(lacking[0].missing)} 件没有或晚了"
    most = ranking.foremost([(f"“{step.name}”", step.missing) for step in steps if step.due], "件", what="缺得")
    even = f"{'、'.join(f'“{step.name}”' for step in lacking)}各 {numbers.text(lacking[0].missing)} 件"
    return f"{most or even}没有或晚了"
