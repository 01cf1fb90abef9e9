"""Level and pace: how a figure stands against what was promised. Pure functions; the thresholds stand here and only here.

Values and targets are in the shown unit (100, not 1.0). Every day is inclusive.

(docs/decisions.md, "Status is pure")
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from engine.ledgers.calendar_days import periods

ON_PACE, BEHIND = 0.95, 0.60

REACHED, ON_TRACK, LATE, VERY_LATE, MISSED = "达标", "正常", "滞后", "严重滞后", "未达标"
NO_TARGET, NO_DATA, NOT_APPLICABLE = "无目标", "无数据", "不适用"
SHAPES = {
    REACHED: "●",
    ON_TRACK: "▲",
    LATE: "◆",
    VERY_LATE: "■",
    MISSED: "✕",
    NO_TARGET: "○",
    NO_DATA: "–",
    NOT_APPLICABLE: "–",
}
# The words of a matter with a time limit; they share the signs.
OVERDUE, NEAR, OPEN, ENDED_LATE, IN_TIME, REMINDER = "超期", "临期", "在办", "逾期办结", "按期办结", "提醒"
MATTERS = {OVERDUE: "✕", NEAR: "◆", OPEN: "▲", ENDED_LATE: "■", IN_TIME: "●", REMINDER: "○"}
ACTION = (MISSED, VERY_LATE, LATE)  # what needs somebody, worst first
ORDER = (*ACTION, ON_TRACK, REACHED, NO_TARGET, NO_DATA, NOT_APPLICABLE)


@dataclass(frozen=True)
class Target:
    """One row of targets.csv, dates filled in."""

    kind: str
    value: float
    from_on: date
    due_on: date
    upper: float | None = None
    period: str | None = None
    people: int | None = None
    basis: str = ""
    basis_status: str = ""


@dataclass(frozen=True)
class Measure:
    """What was achieved: the value in the shown unit (None: 无数据 or 不适用, which `absent` says).

    `opening` is a stock's value before the year; `by_period` the sum in each period by its number;
    `whole` says that only whole matters can be expected (counts and stocks, not rates);
    `cumulative` that the value grows through the year (counts).
    """

    value: float | None
    absent: str = NO_DATA
    opening: float = 0.0
    whole: bool = True
    cumulative: bool = True
    by_period: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """Level, pace and the word. Ratios are plain (0.88), never clipped; None where they would mean nothing.

    `target` and `expected` are in the shown unit; for each_period they count the matters required in the
    whole season and in the periods already over, and periods_* say how many periods were met. `judged_from` is the
    first day on which speed is judged, where that is still to come. A rate has no pace: half of a percentage is no
    half of the work.
    """

    status: str
    target: float | None = None
    expected: float | None = None
    level: float | None = None
    pace: float | None = None
    projected: float | None = None
    not_yet_due: bool = False
    judged_from: date | None = None
    periods_met: int | None = None
    periods_due: int | None = None
    periods_all: int | None = None


def judge(measure: Measure, targets: Sequence[Target], as_of: date, grace: float = 0.0) -> Verdict:
    """How the measure stands on a day. `targets` are the rows of one promise: several only for milestones.

    `grace`: the first part of a target's time (0.1: a tenth) in which nothing is late yet.
    """
    if not targets:
        return Verdict(NO_TARGET if measure.value is not None else measure.absent)
    targets = sorted(targets, key=lambda t: t.due_on)
    last = targets[-1]
    if measure.value is None:
        return Verdict(measure.absent, target=_required(last, as_of.max) if last.kind == "each_period" else last.value)
    if last.kind == "reach":
        return _reach(measure, measure.value, targets, as_of, grace)
    if last.kind == "each_period":
        return _each_period(measure, last, as_of)
    return _limit(measure, measure.value, last, as_of)


def expected_by(targets: Sequence[Target], opening: float, as_of: date, whole: bool = True) -> float:
    """Where the straight line from start to target, through the milestones, stands at the end of a day."""
    reached, start = opening, min(t.from_on for t in targets)
    for target in sorted(targets, key=lambda t: t.due_on):
        if as_of < target.due_on:
            share = max((as_of - start).days + 1, 0) / ((target.due_on - start).days + 1)
            reached += (target.value - reached) * share
            break
        # The next stretch begins on the day after this milestone.
        reached, start = target.value, date.fromordinal(target.due_on.toordinal() + 1)
    return math.floor(reached + 1e-9) if whole else reached


def _reach(measure: Measure, value: float, targets: Sequence[Target], as_of: date, grace: float) -> Verdict:
    target = targets[-1]
    start = min(each.from_on for each in targets)
    judged_from = start + timedelta(days=max(math.ceil(((target.due_on - start).days + 1) * grace - 1e-9) - 1, 0))
    expected = expected_by(targets, measure.opening, as_of, measure.whole)
    level = value / target.value if target.value else None
    pace = value / expected if expected else None
    projected = _projection(value, target, as_of) if measure.cumulative else None
    if value >= target.value:
        status = REACHED
    elif as_of >= target.due_on:
        status = MISSED
    else:
        status = ON_TRACK if pace is None or as_of < judged_from else by_pace(pace)
    early = status == ON_TRACK and as_of < judged_from
    return Verdict(
        status,
        target.value,
        expected,
        level,
        pace if measure.whole and not early else None,
        projected,
        not_yet_due=status == ON_TRACK and (early or not expected),
        judged_from=judged_from if early else None,
    )


def by_pace(pace: float) -> str:
    """The word for a pace while there is still time."""
    if pace >= ON_PACE:
        return ON_TRACK
    return LATE if pace >= BEHIND else VERY_LATE


def _projection(value: float, target: Target, as_of: date) -> float | None:
    """The value on the due day at today's rate, whole matters, half up; None once the due day is reached."""
    passed, all_days = (as_of - target.from_on).days + 1, (target.due_on - target.from_on).days + 1
    if passed <= 0 or passed >= all_days:
        return None
    return math.floor(value * all_days / passed + 0.5)


def _each_period(measure: Measure, target: Target, as_of: date) -> Verdict:
    """Periods met of periods over; the running one is not yet due."""
    season = periods(target.from_on, target.due_on, target.period or "month")
    over = [number for number, _, last in season if last <= as_of]
    each = target.value * (target.people or 1)
    met = sum(measure.by_period.get(number, 0) >= each for number in over)
    pace = met / len(over) if over else None
    if as_of < target.due_on:
        status = ON_TRACK if pace is None else by_pace(pace)
    else:
        status = REACHED if met == len(over) else MISSED
    return Verdict(
        status,
        each * len(season),
        each * len(over),
        pace,
        pace,
        None,
        not over,
        periods_met=met,
        periods_due=len(over),
        periods_all=len(season),
    )


def _required(target: Target, as_of: date) -> float:
    season = periods(target.from_on, target.due_on, target.period or "month")
    return target.value * (target.people or 1) * sum(last <= as_of for _, _, last in season)


def _limit(measure: Measure, value: float, target: Target, as_of: date) -> Verdict:
    """Floors, ceilings, zeros and ranges: kept or broken, no pace."""
    kept = {
        "floor": value >= target.value,
        "ceiling": value <= target.value,
        "zero": value == 0,
        "range": target.value <= value <= (target.upper if target.upper is not None else target.value),
    }[target.kind]
    level = value / target.value if target.value else None
    if target.kind == "range" and measure.cumulative and value < target.value and as_of < target.due_on:
        # A count that is still growing has not left a range it has not entered yet.
        return Verdict(ON_TRACK, target.value, level=level, not_yet_due=True)
    return Verdict(REACHED if kept else MISSED, target.value, level=level)
