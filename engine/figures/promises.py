"""What a page says first: counts of kept and broken promises, the most urgent things, and the frames its charts draw."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from engine.figures import gravity, matters, status, wording
from engine.figures.figure import Figure
from engine.words import numbers


class Promises(NamedTuple):
    """How many of the indicators with a target stand how. `silent` ones have no data: they are not among `all`."""

    all: int
    fine: int  # 达标 or 正常
    behind: int  # 滞后 or 严重滞后
    missed: int  # 未达标
    silent: int = 0

    @property
    def in_need(self) -> int:
        return self.behind + self.missed


def promised(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures that have a target and apply here, the gravest first within each section."""
    found, sections = gravity.ordered(held(rows)), {name: n for n, name in enumerate(dict.fromkeys(rows["section"]))}
    return found.loc[found["section"].map(sections).sort_values(kind="stable").index]


def held(rows: pd.DataFrame) -> pd.DataFrame:
    """The same in the order of `rows`."""
    return rows[rows["target_kind"].notna() & (rows["status"] != status.NOT_APPLICABLE)]


def promises(rows: pd.DataFrame) -> Promises:
    """Counts over figures; those without a target are not among them."""
    counted = held(rows)["status"].value_counts()
    fine, behind, missed = (
        sum(int(counted.get(word, 0)) for word in words)
        for words in ((status.REACHED, status.ON_TRACK), (status.LATE, status.VERY_LATE), (status.MISSED,))
    )
    return Promises(fine + behind + missed, fine, behind, missed, int(counted.get(status.NO_DATA, 0)))


def headline(counted: Promises) -> str:
    """The first sentence of 总览: of what was judged, and how many had nothing to be judged by."""
    silent = f"，另有 {counted.silent} 项无数据" if counted.silent else ""
    if counted.in_need:
        return f"{counted.all} 项有目标的指标中，{counted.in_need} 项需督办{silent}"
    if counted.all:
        return f"{counted.all} 项有目标{'、有数据' if silent else ''}的指标，全部达标或正常{silent}"
    return f"{counted.silent} 项有目标的指标都无数据" if counted.silent else "当前范围未设定目标"


# (docs/decisions.md, "Calm is said only of what was judged")
def calm(counted: Promises, open_matters: matters.Totals) -> str:
    """What is said where nothing is listed as urgent: exactly of what was judged, and no more."""
    return f"{open_matters.said}；{headline(counted)}。"


def bullets(rows: Iterable[Figure]) -> pd.DataFrame:
    """The frame that `bar_charts.bullets` draws; ratios in units of the target."""
    return pd.DataFrame(
        [
            {
                "code": row.code,
                "section": row.section,
                "name": row.name,
                "figure": wording.achieved(row) + wording.mark(row),
                "target": wording.aim(row),
                "status": row.status,
                "ratio": part_of_target(row, "value", "periods_met"),
                "expected_ratio": part_of_target(row, "expected", "periods_due"),
                "projected_ratio": part_of_target(row, "projected", None),
                "floor": row.target_kind not in ("reach", "each_period"),
            }
            for row in rows
        ],
        columns=[
            *("code", "section", "name", "figure", "target", "status"),
            *("ratio", "expected_ratio", "projected_ratio", "floor"),
        ],
    )


def part_of_target(row: Figure, amount: str, period_amount: str | None) -> float:
    """An amount of a figure in units of its target; of what is due in every period, the periods."""
    periods = row.target_kind == "each_period"
    name = period_amount if periods else amount
    whole = row.periods_all if periods else row.upper if row.target_kind == "range" else row.target
    part = getattr(row, name) if name else None
    return numbers.quotient(part, whole) if part is not None else float("nan")


def worst(rows: pd.DataFrame) -> str | None:
    """The code of the indicator that most needs a look."""
    found = gravity.ordered(held(rows))
    return None if found.empty else str(found["code"].iloc[0])


def bullets_said(drawn: pd.DataFrame) -> str:
    """The bullets in words, for readers who cannot see the chart, one after the other."""
    told = [f"{r.name} {r.figure}{f'（{r.target}）' if r.target else ''} {r.status}" for r in drawn.itertuples()]
    return "；".join(told) or "这里没有要列的指标"
