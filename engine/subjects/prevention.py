"""The works of prevention month by month: what was done, and in which months a monthly duty was not."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

import pandas as pd

from engine.charts import part_charts
from engine.charts.drawing import Picture
from engine.charts.time_charts import MONTHS
from engine.figures import of_places, wording
from engine.figures.status import NO_DATA, Target
from engine.figures.view import View
from engine.ledgers import calendar_days
from engine.words import days, numbers

RISK = "risk_reviews"
# name on the page → what the answer safety_months calls it, the indicators that say how much is promised and whether
# the ledger was kept, the unit
WORKS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "风险研判": ((RISK,), (RISK,), "次"),
    "安全检查": (("专项检查",), ("safety_inspections",), "场次"),
    "宣传培训": (
        ("集中宣传", "入户宣传", "专题培训"),
        ("safety_campaigns", "safety_household_reach", "safety_trainings"),
        "场次",
    ),
    "应急演练": (("应急演练",), ("safety_drills",), "场次"),
    "动物防疫": (("animal_health",), ("animal_tested", "animal_qualified"), "批"),
}


class Month(NamedTuple):
    """One work in one month: how many, and a state of part_charts."""

    work: str
    month: int
    times: int
    state: str


def months(view: View) -> list[Month]:
    """Every work in every month of the year."""
    found = view.ask("safety_months", from_day=view.start, as_of=view.as_of)
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
    """`8月`, `3月、8月`; many are only counted."""
    return "、".join(map(days.month, found)) if len(found) <= 3 else f"{len(found)} 个月"


def picture(view: View, work: list[Month]) -> Picture:
    """A row of twelve months for each work."""
    drawn = pd.DataFrame(
        [(m.work, m.work, _text(view, m.work, work), m.month - 1, m.state, _mark(m)) for m in work],
        columns=["key", "name", "text", "column", "state", "mark"],
    )
    said = "；".join(f"{name} {_told(view, name, [m for m in work if m.work == name and m.times])}" for name in WORKS)
    return Picture.of(_title(view, work), part_charts.matrix(drawn, MONTHS), said)


def _needed(view: View) -> dict[int, int]:
    """Month → reviews of risks owed in it, where the promise here makes them a monthly duty."""
    found: dict[int, int] = {}
    if not view.kept(RISK) or view.figure(RISK).target_kind not in ("each_period", "reach"):
        return found
    for target in of_places.targets_of(view.scope, view.place, view.year, RISK):
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
        return str(found.times) if found.times else "缺"
    return str(found.times) if found.times else ""


def _text(view: View, name: str, work: list[Month]) -> str:
    """What is promised and done, or what is done."""
    _, codes, unit = WORKS[name]
    if not view.kept(*codes):
        return NO_DATA
    if len(codes) == 1 and wording.promised(row := view.figure(codes[0])):
        return wording.against(row)
    return f"{numbers.text(sum(m.times for m in work if m.work == name))} {unit}"


def _told(view: View, name: str, found: list[Month]) -> str:
    """`做了 3 次，12 个月中 3 个月做到（1月 1 次，2月 2 次）`: what was done, what is promised, and when it was done."""
    _, codes, unit = WORKS[name]
    if not view.kept(*codes):
        return NO_DATA
    promise, row = "", view.figure(codes[0])
    if len(codes) == 1 and wording.promised(row):
        each = row.target_kind == "each_period"
        promise = f"，{wording.periods(row)}" if each else f"，目标 {wording.goal(row)}"
    when = "，".join(f"{days.month(m.month)} {m.times} {unit}" for m in found)
    return f"做了 {numbers.text(sum(m.times for m in found))} {unit}{promise}{f'（{when}）' if when else ''}"


def _title(view: View, work: list[Month]) -> str:
    """The gaps in the monthly duty, else what was promised and nobody has begun, else what was done."""
    missing = gaps(work)
    if missing:
        return f"{named(missing)}没有做风险研判（应每月 1 次）" if _once(view) else f"{named(missing)}风险研判没有做够"
    done = [name for name in WORKS if any(m.times for m in work if m.work == name)]
    idle = [name for name in WORKS if name not in done and _promised(view, name) and view.kept(*WORKS[name][1])]
    if idle:
        return f"{'、'.join(idle)}本年还没有做"
    if any(month <= calendar_days.months_over(view.as_of) for month in _needed(view)):
        return "到期的月份都做了风险研判"
    if done:
        return f"本年做了{'、'.join(done)}"
    kept = view.kept(*(code for _, codes, _ in WORKS.values() for code in codes))
    return "没有安全检查、宣传、演练和防疫的记录" if kept else f"安全检查、宣传、演练和防疫{NO_DATA}"


def unknown_risk(view: View) -> str:
    """That nobody entered the reviews of risks that are promised here; it is no way to have none missing."""
    return f"；风险研判{NO_DATA}" if wording.promised(view.figure(RISK)) and not view.kept(RISK) else ""


def _promised(view: View, name: str) -> bool:
    """Whether so and so many of the work are promised; a rate says nothing of how many."""
    rows = [view.figure(code) for code in WORKS[name][1]]
    return any(wording.promised(row) and row.kind == "count" for row in rows)


def _once(view: View) -> bool:
    return set(_needed(view).values()) == {1}
