"""Numbers of the report that a careful reader should know more about: few raters, rows not read, months not reported."""

from typing import Any, NamedTuple

import pandas as pd

from engine.figures import wording
from engine.figures.view import View
from engine.reporting.amounts import Figure
from engine.reporting.parts import Draft
from engine.snapshot import questions


class Doubt(NamedTuple):
    """One number that is written and what makes it less than it seems."""

    figure: Figure
    why: tuple[str, ...]


def view(draft: Draft) -> View:
    """The view of the pages that shows the same figures."""
    period = draft.period
    return View(period.scope, period.place, period.year, period.as_of, as_written=True)


def doubts(draft: Draft) -> list[Doubt]:
    """The doubtful numbers, in the order of the text; each indicator once."""
    rows = view(draft).figures().set_index("code", drop=False)
    smallest = int(questions.parameters(draft.period.scope)["smallest_sample"])
    by_code = {figure.code: figure for figure, _ in reversed(draft.figures.values())}
    found = (
        Doubt(by_code[f.code], why(rows.loc[f.code], smallest))
        for f, _ in draft.figures.values()
        if f is by_code[f.code]
    )
    return [doubt for doubt in found if doubt.why]


def why(row: Any, smallest: int) -> tuple[str, ...]:
    """The caveats of one figure; a rate of satisfaction that hardly anybody rated says so."""
    rated = str(row.code).endswith("_satisfied") and not pd.isna(row.denominator) and bool(row.denominator)
    few = (f"只有 {int(row.denominator)} 人评价，样本过少",) if rated and row.denominator < smallest else ()
    return (*wording.caveats(row), *few)
