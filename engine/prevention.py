"""The works of prevention month by month: what was done, and in which months a monthly duty was not."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

import pandas as pd

from engine import figures, numbers, part_charts, wording
from engine.drawing import Picture
from engine.status import Target
from engine.time_charts import MONTHS
from engine.view import View

RISK = "risk_reviews"
# name on the page → what the answer safety_months calls it, the indicators that say how much is promised, the unit
WORKS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "风险研判": ((RISK,), (RISK,), "次"),
    "安全检查": (("专项检查",), ("safety_inspections",), "场次"),
    "宣传培训": (("集中宣传", "专题培训"), ("safety_campaigns", "safety_trainings"), "场次"),
    "应急演练": (("应急演练",), ("safety_drills",), "场次"),
    "动物防疫": (("animal_health",), (), "批"),
}


class Month(NamedTuple):
    """One work in one month: how many, and a state of part_charts."""

    work: str
    month: int
    count: int
    state: str


def months(view: View) -> list[Month]:
    """Every work in every month of the year."""
    found = view.ask("safety_months", year_start=view.start, as_of=view.as_of)
    counts = {(r.work, r.month): r.row_count for r in found.itertuples()}
    needed = _needed(view)
    told = []
    for name, (kinds, _, _) in WORKS.items():
        for month in range(1, 13):
            count = sum(counts.get((kind, month), 0) for kind in kinds)
            duty = needed.get(month, 0) if name == "风险研判" else 0
            told.append(Month(name, month, int(count), _state(view.as_of, month, int(count), duty)))
    return told


def gaps(work: list[Month]) -> list[int]:
    """Months that are over without the review of risks they owed."""
    return [each.month for each in work if each.state == part_charts.MISSING]


def named(found: list[int]) -> str:
    """`8 月`, `3、8 月`; many are only counted."""
    return f"{'、'.join(map(str, found))} 月" if len(found) <= 3 else f"{len(found)} 个月"


def picture(view: View, work: list[Month]) -> Picture:
    """A row of twelve months for each work."""
    drawn = pd.DataFrame(
        [(m.work, m.work, _text(view, m.work, work), m.month - 1, m.state, _mark(m)) for m in work],
        columns=["key", "name", "text", "column", "state", "mark"],
    )
    said = "；".join(
        f"{name} {_text(view, name, work)}（{_said([m for m in work if m.work == name and m.count])}）"
        for name in WORKS
    )
    return Picture.of(_title(view, work), part_charts.matrix(drawn, MONTHS, view.dark), said)


def _needed(view: View) -> dict[int, int]:
    """Month → reviews of risks owed in it, where the promise here makes them a monthly duty."""
    found: dict[int, int] = {}
    if view.figure(RISK).target_kind not in ("each_period", "reach"):
        return found
    for target in figures.targets_of(view.scope, view.place, view.year, RISK):
        if amount := _monthly(target):
            found |= {m: amount for m in range(1, 13) if _within(target, date(view.year, m, 1))}
    return found


def _monthly(target: Target) -> int:
    if target.kind == "each_period" and target.period == "month":
        return int(target.value * (target.people or 1))
    return 1 if target.kind == "reach" and target.value >= 12 else 0


def _within(target: Target, first: date) -> bool:
    return target.from_on <= _last(first) and first <= target.due_on


def _last(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _state(as_of: date, month: int, count: int, duty: int) -> str:
    """A month that still runs is not missing anything yet."""
    first = date(as_of.year, month, 1)
    if count and count >= duty:
        return part_charts.DONE
    if first > as_of or (duty and as_of < _last(first)):
        return part_charts.AHEAD
    return part_charts.MISSING if duty else part_charts.NONE


def _mark(found: Month) -> str:
    if found.state == part_charts.MISSING:
        return str(found.count) if found.count else "缺"
    return str(found.count) if found.count else ""


def _text(view: View, name: str, work: list[Month]) -> str:
    """What is promised and done, or what is done."""
    _, codes, unit = WORKS[name]
    if len(codes) == 1 and wording.promised(row := view.figure(codes[0])):
        return wording.against(row)
    return f"{numbers.text(sum(m.count for m in work if m.work == name))} {unit}"


def _said(found: list[Month]) -> str:
    return "，".join(f"{m.month} 月 {m.count}" for m in found) or "没有"


def _title(view: View, work: list[Month]) -> str:
    """The gaps in the monthly duty, else what was promised and nobody has begun, else what was done."""
    missing = gaps(work)
    if missing:
        return f"{named(missing)}没有做风险研判（应每月 1 次）" if _once(view) else f"{named(missing)}风险研判没有做够"
    done = [name for name in WORKS if any(m.count for m in work if m.work == name)]
    idle = [name for name in WORKS if name not in done and _promised(view, name)]
    if idle:
        return f"{'、'.join(idle)}本年还没有做"
    if _needed(view) and "风险研判" in done:
        return "风险研判没有空月"
    return f"本年做了{'、'.join(done)}" if done else "没有安全检查、宣传、演练和防疫的记录"


def _promised(view: View, name: str) -> bool:
    return any(wording.promised(view.figure(code)) for code in WORKS[name][1])


def _once(view: View) -> bool:
    return set(_needed(view).values()) == {1}
