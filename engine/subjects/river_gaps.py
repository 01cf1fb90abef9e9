"""Which river chief left out which of the periods they owe a patrol: the matrix of a year in ten-day periods (旬)."""

from collections import Counter
from datetime import date
from typing import NamedTuple

import pandas as pd

from engine.charts import part_charts
from engine.charts.drawing import Picture
from engine.charts.part_charts import NONE
from engine.charts.time_charts import MONTHS
from engine.figures import ledger_rows, of_places
from engine.figures.status import NO_DATA
from engine.figures.view import View
from engine.ledgers.places import VILLAGE
from engine.snapshot import questions
from engine.subjects.river_duties import Duty, duty_of, judged
from engine.words import days, excerpts, numbers, ranking

UNITS = {"month": "个月", "ten_days": "旬", "week": "周"}
WHOLE = {"month": "月份", "ten_days": "旬", "week": "周"}
HEADS = [MONTHS[column // 3] if column % 3 == 0 else "" for column in range(36)]
DRAWN, NAMED = 40, 3  # rows of the matrix, names in its title
TOWNSHIP = "township"


class Line(NamedTuple):
    """One row of the matrix: 36 states with their marks, how many periods are over and how many of them missing, the last
    patrol; `known` is False where nobody entered patrols of this kind.
    """

    key: str
    name: str
    village: bool
    cells: list[tuple[str, str]]
    duty: Duty | None
    over: int
    missing: int
    patrols: int
    last: date | None
    known: bool = True


class Gaps(NamedTuple):
    """`short`: village chiefs with a missing period; `owing`: those who owe patrols, `due`: of whom a period is over;
    `unit`: 月份, 旬 or both.
    """

    picture: Picture
    short: int
    owing: int
    due: int
    unit: str
    note: str


def gaps(view: View, chiefs: pd.DataFrame) -> Gaps:
    """The matrix of a township or a part of it; `chiefs` is the answer `chief_records`."""
    found = view.ask("chief_days", from_day=view.start, as_of=view.as_of)
    villages = chiefs[chiefs["level"] == "村级"]
    lines = [*_township(view, found), *_villages(view, found, villages)]
    owing = [line for line in lines if line.village and line.duty]
    due = [line for line in owing if line.over]
    short = [line for line in owing if line.missing]
    unit = "（".join(dict.fromkeys(WHOLE[line.duty.period] for line in short if line.duty))
    unit += "）" if "（" in unit else ""
    lost = int(found[(found["level"] == "村级") & ~found["chief"].isin(set(villages["person"]))]["patrols"].sum())
    title = _title(lines, due, short, unit, lost)
    shown = lines[:DRAWN]
    rows = [
        (line.key, line.name, _text(line), column, state, mark)
        for line in shown
        for column, (state, mark) in enumerate(line.cells)
    ]
    frame = pd.DataFrame(rows, columns=["key", "name", "text", "column", "state", "mark"])
    said = "；".join(f"{line.name}：{_text(line)}" for line in lines) or title
    note = _note(lost, _without_chief(view, villages), len(lines))
    rest = (f"{line.name}：{_text(line)}" for line in lines[DRAWN:])
    picture = Picture.of(title, part_charts.matrix(frame, HEADS), said, rest)
    return Gaps(picture, len(short), len(owing), len(due), unit, note)


def _township(view: View, found: pd.DataFrame) -> list[Line]:
    """All patrols of township chiefs as one row, where there are any or some are owed."""
    duty = duty_of(of_places.targets_of(view.scope, view.place, view.year, "patrols_township"))
    days = _days(found[found["level"] == "乡级"])
    if not days and duty is None:
        return []
    known = bool(days) or view.kept("patrols_township")
    cells = judged(days, duty if known else None, view.start, None, view.as_of)
    return [_line(TOWNSHIP, "乡级河长合计", False, cells, duty, days, known)]


def _villages(view: View, found: pd.DataFrame, chiefs: pd.DataFrame) -> list[Line]:
    """A row for each village chief, those with the most gaps first."""
    resource = questions.resources(view.scope)["river_chiefs"]
    named = ledger_rows.cells(chiefs, resource)[resource.field("name").name]
    villages = {place: place[:VILLAGE] for place in chiefs["place"]}
    duties = {
        village: duty_of(of_places.targets_of(view.scope, village, view.year, "patrols_village"))
        for village in set(villages.values())
        if village.startswith(view.place)  # a grid is shown without its village's promise
    }
    lines, known = [], view.kept("patrols_village")
    for person, terms in chiefs.assign(name=named).groupby("person", sort=False):
        latest = terms.iloc[-1]
        village = villages[latest["place"]]
        days, duty = _days(found[found["chief"] == person]), duties.get(village)
        served = [
            (term.since.date(), None if pd.isna(term.until) else term.until.date()) for term in terms.itertuples()
        ]
        until = served[-1][1]
        held = duty if known else None
        cells = _over_terms([judged(days, held, *term, view.as_of) for term in served])
        left = f"（{_said(until)}离任）" if until else ""
        full = f"{latest['name']}　{view.names.get(village, '')}{left}"
        lines.append(_line(latest["row_id"], full, True, cells, duty, days, known))
    return sorted(lines, key=lambda line: -line.missing)


def _over_terms(terms: list[tuple[list[tuple[str, str]], int, int]]) -> tuple[list[tuple[str, str]], int, int]:
    """One row of cells for who was in office more than once: a period lies within one of the terms at most."""
    cells, over, missing = zip(*terms, strict=True)
    merged = [max(cell, key=lambda state: state[0] != NONE) for cell in zip(*cells, strict=True)]
    return merged, sum(over), sum(missing)


def _days(rows: pd.DataFrame) -> Counter[date]:
    days: Counter[date] = Counter()
    for day, patrols in zip(rows["day"], rows["patrols"], strict=True):
        days[day.date()] += int(patrols)
    return days


def _line(
    key: str, name: str, village: bool, cells: tuple, duty: Duty | None, days: Counter[date], known: bool
) -> Line:
    states, over, missing = cells
    return Line(key, name, village, states, duty, over, missing, days.total(), max(days, default=None), known)


def _text(line: Line) -> str:
    """`缺 2 个月，最近7月12日`."""
    last = f"，最近{_said(line.last)}" if line.last else ""
    if not line.known:
        return NO_DATA
    if line.missing and line.duty:
        return f"缺 {line.missing} {UNITS[line.duty.period]}{last or '，今年没有巡河'}"
    if not line.patrols:
        return "今年没有巡河"
    return f"{'不缺，' if line.over else ''}{numbers.text(line.patrols)} 次{last}"


def _said(day: date) -> str:
    return days.in_year(day)


def _title(lines: list[Line], due: list[Line], short: list[Line], unit: str, lost: int) -> str:
    """Who left out how many periods, village chiefs first. `due`: of whom a period is over."""
    if not lines and lost:
        return f"名录里没有在任的河长，{numbers.text(lost)} 次村级巡河对不上人"
    if not lines:
        return "没有在任的河长，也没有巡河记录"
    told = "，".join(_township_said(line) for line in lines if not line.village and line.duty)
    chiefs = [line for line in lines if line.village]
    if short:
        said = f"{len(due)} 名村级河长中 {len(short)} 名有漏巡{unit}{_named(due, short)}"
    elif due:
        said = f"{len(due)} 名村级河长到期的巡河都没有缺"
    elif not all(line.known for line in chiefs):
        said = f"村级河长巡河{NO_DATA}"
    elif any(line.duty for line in chiefs):
        said = "村级河长的巡河还没有到期的"
    elif chiefs:
        said = "村级河长没有按期巡河的任务，只列实际巡河"
    else:
        said = "" if told else "名录里没有在任的村级河长"
    return "；".join(part for part in (said, told) if part)


def _township_said(line: Line) -> str:
    if not line.known:
        return f"乡级河长巡河{NO_DATA}"
    if line.missing and line.duty:
        return f"乡级河长缺 {line.missing} {UNITS[line.duty.period]}"
    return "乡级河长没有缺" if line.over else "乡级河长的巡河还没有到期的"


def _named(due: list[Line], short: list[Line]) -> str:
    """All who left something out, or who of many left out the most; a month and ten days cannot be compared."""
    named = [(f"{line.name.split('　')[0]}{_where(line)}", line) for line in due]
    if len(short) <= NAMED:
        return f"：{'、'.join(name for name, line in named if line.missing)}"
    periods = {line.duty.period for line in short if line.duty}
    if len(periods) > 1:
        return ""
    most = ranking.foremost([(name, line.missing) for name, line in named], UNITS[periods.pop()], what="缺得")
    return f"；{most}" if most else ""


def _where(line: Line) -> str:
    place = line.name.partition("　")[2].partition("（")[0]
    return f"（{place}）" if place else ""


def _without_chief(view: View, villages: pd.DataFrame) -> list[str]:
    """Villages that owe patrols and have nobody in the register to make them."""
    if view.below != VILLAGE:
        return []
    rows = of_places.figures_by_place(view.scope, view.place, VILLAGE, view.year, view.as_of)
    owing = rows[(rows["code"] == "patrols_village") & rows["target_kind"].notna()]["place"]
    return [view.names[place] for place in owing if place not in set(villages["place"].str[:VILLAGE])]


def _note(lost: int, without: list[str], lines: int) -> str:
    """What the cells mean, and what they leave out."""
    told = [
        "一格是一旬（十天左右）：实心是巡了河（数为次数），红框是应巡没有巡，灰框还没到期，空白没有任务；按月的任务，空的月三格都是红框。",
        "任务来自目标，任职满整个周期才算；乡级全年 36 次及以上按每旬、12 次及以上按每月看。",
    ]
    told += [f"另有 {numbers.text(lost)} 次村级巡河，名录里查不到在任的河长。"] if lost else []
    told += [f"有巡河目标而名录里没有村级河长：{'、'.join(without)}。"] if without else []
    told += [f"{cut}，按缺的多少排列，其余见文字版。"] if (cut := excerpts.said(DRAWN, lines)) else []
    return "".join(told)
