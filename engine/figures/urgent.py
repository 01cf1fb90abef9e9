"""What needs somebody (需要督办): matters past their limit or nearly, and figures behind their target, the gravest first.

The same on every page, in the report and in the brief.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from engine.figures import gravity, matters, status, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.words import days, excerpts

URGENT = 5  # things that are named first; the rest is on 预警


class Urgent(NamedTuple):
    """One thing that needs somebody: `what` it is in its own words, `where` (empty: the place of the page), `whose`, and
    `how_bad` in few words; `detail`: since when and by which article, or beside what. Then where to look."""

    shape: str
    what: str
    where: str
    whose: str
    how_bad: str
    detail: str
    indicator: str | None = None
    ledger: str | None = None
    row_id: str | None = None

    @property
    def said(self) -> str:
        """All but the detail on one line: `草场界线重新核定 · 东湾村 · 超期 290 天 · 社会治理办`."""
        return " · ".join(part for part in (self.what, self.where, self.how_bad, self.whose) if part)


def urgent(view: View, rows: pd.DataFrame, open_matters: pd.DataFrame, most: int = URGENT) -> list[Urgent]:
    """The gravest of these figures and matters.

    `open_matters`: at least as many of them as are asked for, if there are, in the order of the answer `matters`.
    """
    found: list[tuple[gravity.Grade, Callable[[], Urgent]]] = []
    for m in open_matters[open_matters["state"].isin(matters.URGENT)].itertuples():
        found.append((gravity.of_matter(m.state, m.by_law, m.days_left, m.rule, m.row_id), partial(_matter, m)))
    for row in Figure.each(gravity.in_need(rows)):
        found.append((gravity.of_figure(row), partial(_figure, view, row)))
    return [told() for _, told in sorted(found, key=lambda each: each[0])[:most]]


def urgent_in_all(rows: pd.DataFrame, open_matters: pd.DataFrame) -> int:
    """How many things `urgent` begins to name; `open_matters` are only urgent ones."""
    return excerpts.counted(open_matters) + len(gravity.in_need(rows))


def _matter(m: Any) -> Urgent:
    due = f"{m.rule_name} · {days.day(m.due_on)}到期"
    return Urgent(
        status.MATTERS[m.state],
        excerpts.shortened(m.subject),
        m.place_name,
        f"{m.office} {m.handler}".rstrip(),
        m.said,
        f"{due} · {m.basis}" if m.basis else due,
        ledger=m.ledger_name,
        row_id=m.row_id,
    )


def _figure(view: View, row: Figure) -> Urgent:
    before = wording.last_year(row, view.year_before.figure(row.code))
    fraction = wording.fraction(row)
    detail = " · ".join(part for part in (wording.against(row), fraction, before) if part)
    return Urgent(
        status.SHAPES[row.status], row.name, "", row.office, wording.short_of(row), detail, indicator=row.code
    )
