"""Which river chief left out which of the periods they owe a patrol: the matrix of a year in ten-day periods (旬).

What is owed follows from the targets in force and from nothing else.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from engine import calendar_days, drilling, excerpts, figures, numbers, part_charts, questions
from engine.drawing import Picture
from engine.part_charts import AHEAD, DONE, MISSING, NONE
from engine.status import Target
from engine.view import View

# A number for the whole year means a period for each patrol: 36 a year is one in ten days, 12 a year one in a month.
YEARLY = ((36, "ten_days"), (12, "month"))
UNITS = {"month": "个月", "ten_days": "旬", "week": "周"}
WHOLE = {"month": "月份", "ten_days": "旬", "week": "周"}
HEADS = [f"{column // 3 + 1}月" if column % 3 == 0 else "" for column in range(36)]
DRAWN, NAMED = 40, 3  # rows of the matrix, names in its title
TOWNSHIP = "township"


class Duty(NamedTuple):
    """One patrol in every period of a season."""

    period: str
    from_on: date
    due_on: date


class Line(NamedTuple):
    """One row of the matrix: 36 states with their marks, how many periods are missing, the last patrol."""

    key: str
    name: str
    village: bool
    cells: list[tuple[str, str]]
    duty: Duty | None
    missing: int
    patrols: int
    last: date | None


class Gaps(NamedTuple):
    """`short`: village chiefs with a missing period; `owing`: those who owe patrols; `unit`: 月份, 旬 or both."""

    picture: Picture
    short: int
    owing: int
    unit: str
    note: str


def duty_of(targets: Sequence[Target]) -> Duty | None:
    """What a promise means for one person: a patrol in each period, or nothing that falls due before the year's end."""
    if not targets:
        return None
    last = targets[-1]
    if last.kind == "each_period":
        return Duty(last.period or "month", last.from_on, last.due_on)
    period = next((period for least, period in YEARLY if last.value >= least), None)
    if last.kind != "reach" or period is None:
        return None
    return Duty(period, min(target.from_on for target in targets), last.due_on)


def judged(
    days: Counter[date], duty: Duty | None, since: date, until: date | None, as_of: date
) -> tuple[list[tuple[str, str]], int]:
    """The 36 cells of a year and how many periods passed without a patrol.

    A period counts for whoever was in office through all of it; the running one is not due yet.
    """
    states, missing = [NONE] * 36, 0
    for _, first, last in calendar_days.periods(duty.from_on, duty.due_on, duty.period) if duty else []:
        if first < since or (until and until < last) or any(first <= day <= last for day in days):
            continue
        passed = last <= as_of
        missing += passed
        for column in range(_column(first), _column(last) + 1):
            states[column] = MISSING if passed or states[column] == MISSING else AHEAD
    done: Counter[int] = Counter()
    for day, patrols in days.items():
        done[_column(day)] += patrols
    cells = [(DONE, str(done[n])) if done[n] else (state, "") for n, state in enumerate(states)]
    return cells, missing


def _column(day: date) -> int:
    return (day.month - 1) * 3 + min((day.day - 1) // 10, 2)


def gaps(view: View, chiefs: pd.DataFrame) -> Gaps:
    """The matrix of a township or a part of it; `chiefs` is the answer `chief_records`."""
    found = view.ask("chief_days", year_start=view.start, as_of=view.as_of)
    villages = chiefs[chiefs["level"] == "村级"]
    lines = [*_township(view, found), *_villages(view, found, villages)]
    owing = [line for line in lines if line.village and line.duty]
    short = [line for line in owing if line.missing]
    unit = "（".join(dict.fromkeys(WHOLE[line.duty.period] for line in short if line.duty))
    unit += "）" if "（" in unit else ""
    lost = int(found[(found["level"] == "村级") & ~found["chief"].isin(set(villages["row_id"]))]["patrols"].sum())
    title = _title(lines, owing, short, unit, lost)
    shown = lines[:DRAWN]
    rows = [
        (line.key, line.name, _text(line), column, state, mark)
        for line in shown
        for column, (state, mark) in enumerate(line.cells)
    ]
    frame = pd.DataFrame(rows, columns=["key", "name", "text", "column", "state", "mark"])
    said = "；".join(f"{line.name}：{_text(line)}" for line in lines) or title
    picture = Picture.of(title, part_charts.matrix(frame, HEADS, view.dark), said)
    return Gaps(picture, len(short), len(owing), unit, _note(lost, _without_chief(view, villages), len(lines)))


def _township(view: View, found: pd.DataFrame) -> list[Line]:
    """All patrols of township chiefs as one row, where there are any or some are owed."""
    duty = duty_of(figures.targets_of(view.scope, view.place, view.year, "patrols_township"))
    days = _days(found[found["level"] == "乡级"])
    if not days and duty is None:
        return []
    cells, missing = judged(days, duty, view.start, None, view.as_of)
    return [_line(TOWNSHIP, "乡级河长合计", False, cells, duty, missing, days)]


def _villages(view: View, found: pd.DataFrame, chiefs: pd.DataFrame) -> list[Line]:
    """A row for each village chief, those with the most gaps first."""
    resource = questions.resources(view.scope)["river_chiefs"]
    named = drilling.cells(chiefs, resource)[resource.field("name").name]
    villages = {place: place[:12] for place in chiefs["place"]}
    duties = {
        village: duty_of(figures.targets_of(view.scope, village, view.year, "patrols_village"))
        for village in set(villages.values())
        if village.startswith(view.place)  # a grid is shown without its village's promise
    }
    lines = []
    for chief, name in zip(chiefs.itertuples(), named, strict=True):
        village = villages[chief.place]
        until = None if pd.isna(chief.until) else chief.until.date()
        days, duty = _days(found[found["chief"] == chief.row_id]), duties.get(village)
        cells, missing = judged(days, duty, chief.since.date(), until, view.as_of)
        left = f"（{_said(until)}离任）" if until else ""
        full = f"{name}　{view.names.get(village, '')}{left}"
        lines.append(_line(chief.row_id, full, True, cells, duty, missing, days))
    return sorted(lines, key=lambda line: -line.missing)


def _days(rows: pd.DataFrame) -> Counter[date]:
    days: Counter[date] = Counter()
    for day, patrols in zip(rows["day"], rows["patrols"], strict=True):
        days[day.date()] += int(patrols)
    return days


def _line(
    key: str, name: str, village: bool, cells: list, duty: Duty | None, missing: int, days: Counter[date]
) -> Line:
    return Line(key, name, village, cells, duty, missing, days.total(), max(days, default=None))


def _text(line: Line) -> str:
    """`缺 2 个月，最近 7 月 12 日`."""
    last = f"，最近 {_said(line.last)}" if line.last else ""
    if line.missing and line.duty:
        return f"缺 {line.missing} {UNITS[line.duty.period]}{last or '，今年没有巡河'}"
    if not line.patrols:
        return "今年没有巡河"
    return f"{'不缺，' if line.duty else ''}{numbers.text(line.patrols)} 次{last}"


def _said(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"


def _title(lines: list[Line], owing: list[Line], short: list[Line], unit: str, lost: int) -> str:
    """Who left out how many periods, village chiefs first."""
    if not lines and lost:
        return f"名录里没有在任的河长，{numbers.text(lost)} 次村级巡河对不上人"
    if not lines:
        return "没有在任的河长，也没有巡河记录"
    told = "，".join(
        f"乡级河长缺 {line.missing} {UNITS[line.duty.period]}" if line.missing else "乡级河长没有缺"
        for line in lines
        if not line.village and line.duty
    )
    if short:
        names = "、".join(f"{line.name.split('　')[0]}{_where(line)}" for line in short[:NAMED])
        more = f"等 {len(short)} 人" if len(short) > NAMED else ""
        said = f"{len(owing)} 名村级河长中 {len(short)} 名有{unit}没有巡河：{names}{more}"
    elif owing:
        said = f"{len(owing)} 名村级河长到期的巡河都没有缺"
    elif any(line.village for line in lines):
        said = "村级河长没有按期巡河的任务，只列实际巡河"
    else:
        said = "" if told else "名录里没有在任的村级河长"
    return "；".join(part for part in (said, told) if part)


def _where(line: Line) -> str:
    place = line.name.partition("　")[2].partition("（")[0]
    return f"（{place}）" if place else ""


def _without_chief(view: View, villages: pd.DataFrame) -> list[str]:
    """Villages that owe patrols and have nobody in the register to make them."""
    if view.below != 12:
        return []
    rows = figures.figures_by_place(view.scope, view.place, 12, view.year, view.as_of)
    owing = rows[(rows["code"] == "patrols_village") & rows["target_kind"].notna()]["place"]
    return [view.names[place] for place in owing if place not in set(villages["place"].str[:12])]


def _note(lost: int, without: list[str], lines: int) -> str:
    """What the cells mean, and what they leave out."""
    told = [
        "一格是一旬（十天左右）：实心是巡了河（数为次数），红框是应巡没有巡，灰框还没到期，空白没有任务；按月的任务，空的月三格都是红框。",
        "任务来自目标，任职满整个周期才算；乡级全年 36 次及以上按每旬、12 次及以上按每月看。",
    ]
    told += [f"另有 {numbers.text(lost)} 次村级巡河，名录里查不到在任的河长。"] if lost else []
    told += [f"有巡河目标而名录里没有村级河长：{'、'.join(without)}。"] if without else []
    told += [f"{cut}，缺得最多的在前。"] if (cut := excerpts.said(DRAWN, lines)) else []
    return "".join(told)
