"""The most urgent things, in one order for every page, report and brief: matters past their limit, then what lags furthest."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from engine.figures import matters, status, wording
from engine.figures.figure import Figure
from engine.figures.promises import promised
from engine.words import excerpts

URGENT = 5  # things that are named first; the rest is on 预警


class Urgent(NamedTuple):
    """One thing that needs somebody: what, whose and by when; and where to look."""

    shape: str
    what: str
    detail: str
    indicator: str | None = None
    ledger: str | None = None
    row_id: str | None = None


def urgent(
    rows: pd.DataFrame, open_matters: pd.DataFrame, most: int = URGENT, words: Sequence[str] = status.ACTION[:2]
) -> list[Urgent]:
    """The most urgent things: matters over their limit and nearly so, then the indicators furthest behind.

    `open_matters`: at least as many of them as are asked for, if there are; `words`: the statuses that are urgent here.
    """
    late = open_matters[open_matters["state"].isin(matters.URGENT)].sort_values(["days_left", "rule", "row_id"])
    found = [
        Urgent(
            status.MATTERS[m.state],
            f"{m.ledger_name} {m.row_id} {m.said}",
            f"{m.rule_name}，{m.due_on:%Y-%m-%d} 到期 · {m.place_name} · {m.office}",
            ledger=m.ledger_name,
            row_id=m.row_id,
        )
        for m in late.itertuples()
    ]
    worst = _lagging(rows, words).sort_values("pace", kind="stable", na_position="first")
    lagging = [
        Urgent(status.SHAPES[r.status], f"{r.name} {wording.against(r)}", f"{r.status} · {r.office}", indicator=r.code)
        for r in Figure.each(worst)
    ]
    # Both kinds have a place among the five: a broken promise must not hide behind many small delays.
    room = max(most - len(lagging), most - 2) if lagging else most
    return (found[:room] + lagging)[:most]


def urgent_in_all(rows: pd.DataFrame, open_matters: pd.DataFrame, words: Sequence[str] = status.ACTION[:2]) -> int:
    """How many things `urgent` begins to name; `open_matters` are only urgent ones."""
    return excerpts.counted(open_matters) + len(_lagging(rows, words))


def _lagging(rows: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    return promised(rows)[lambda found: found["status"].isin(words)]
