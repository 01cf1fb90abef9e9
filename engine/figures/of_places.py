"""Every indicator's figure with its verdict: what the pages show, the report writes and the command line prints."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from engine.figures import status
from engine.figures.figure import RATES, STOCKS, Figure, Indicator
from engine.figures.status import Measure, Target
from engine.ledgers import calendar_days
from engine.ledgers.places import TOWNSHIP, Place
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.snapshot.questions import Scope, ask
from engine.words import numbers

Key = tuple[str, str]  # place, indicator


class Sum(NamedTuple):
    """One line of the answer `levels`, zeros where a place has no facts."""

    numerator: int | None = None
    denominator: int | None = None
    row_count: int = 0
    opening: int = 0


def figures(scope: Scope, place: str, year: int, as_of: date) -> pd.DataFrame:
    """One row per indicator in catalogue order for one place; see `figures_by_place`."""
    return figures_by_place(scope, place, len(place), year, as_of)


def figures_by_place(scope: Scope, place: str, width: int, year: int, as_of: date) -> pd.DataFrame:
    """One row per place of `width` digits within `place` and indicator, in catalogue order.

    The grids of a village come with a row under the village's own code: what lies in none of them, without a target.
    Columns: those of `Figure`, see engine/figures/figure.py.
    """
    return _figures(scope, place, width, year, min(as_of, date(year, 12, 31))).copy(deep=False)


@lru_cache(maxsize=256)
def by_code(scope: Scope, place: str, year: int, as_of: date) -> dict[str, Figure]:
    """The figures of one place by the code of their indicator."""
    return {figure.code: figure for figure in Figure.each(figures(scope, place, year, as_of))}


@lru_cache(maxsize=16)
def _catalogue(scope: Scope) -> tuple[Indicator, ...]:
    return tuple(Indicator(*cells) for cells in questions.catalogue(scope).itertuples(index=False, name=None))


def targets_of(scope: Scope, place: str, year: int, code: str) -> list[Target]:
    """The rows of the promise that one indicator is held to at a place, inherited floors included."""
    indicator = next(each for each in _catalogue(scope) if each.code == code)
    return list(_targets_of(_promises(scope, place, year), indicator, place))


@cached(256, one=16 * 2**20, together=128 * 2**20)  # all districts of a city are asked for again and again
def _figures(scope: Scope, place: str, width: int, year: int, as_of: date) -> pd.DataFrame:
    answers = _Answers(scope, place, width, year, as_of)
    catalogue = _catalogue(scope)
    rows = [_figure(answers, code, at, as_of) for at in answers.places for code in catalogue]
    # Nothing below this place: no rows, but the columns all the same.
    return pd.DataFrame(rows) if rows else _figures(scope, place, len(place), year, as_of).iloc[:0]


def _figure(answers: _Answers, indicator: Indicator, place: str, as_of: date) -> dict:
    found = answers.sums.get((place, indicator.code), Sum())
    measure = _measure(answers, indicator, place, found)
    targets = [] if place == answers.remainder else _targets_of(answers.promises, indicator, place)
    applies = answers.applies(indicator, place)
    verdict = status.judge(measure, targets, as_of, answers.grace) if applies else status.Verdict(status.NOT_APPLICABLE)
    last = targets[-1] if targets and applies else None
    rows_out, files_out = answers.not_counted(indicator, place)
    return {
        **vars(indicator),
        "place": place,
        "numerator": found.numerator if measure.value is None or found.numerator is not None else 0,
        "denominator": found.denominator,
        "value": measure.value,
        "row_count": found.row_count,
        "opening": measure.opening,
        **vars(verdict),
        "target_kind": last.kind if last else None,
        "target_value": last.value if last else None,
        "upper": last.upper if last else None,
        "period": last.period if last else None,
        "basis": last.basis if last else "",
        "basis_status": last.basis_status if last else "",
        "rows_out": rows_out,
        "files_out": files_out,
        "months_missing": answers.months_missing(indicator, place),
        "unrecorded": answers.unrecorded(indicator, place),
    }


def _measure(answers: _Answers, indicator: Indicator, place: str, found: Sum) -> Measure:
    """No fact is not no data: a ledger that was kept and says nothing means 0 for a count, 不适用 for a rate."""
    scale, rate, stock = indicator.scale, indicator.kind in RATES, indicator.kind in STOCKS
    kept = answers.was_kept(indicator, place)
    value = None
    if rate and found.denominator:
        value = numbers.quotient(found.numerator or 0, found.denominator, scale)
    elif not rate and kept and (answers.applies(indicator, place) or found.row_count):
        value = numbers.quotient(found.numerator or 0, 1, scale)
    return Measure(
        value,
        status.NOT_APPLICABLE if kept else status.NO_DATA,
        opening=found.opening * scale if stock and not rate else 0.0,
        whole=not rate,
        cumulative=indicator.kind == "count",
        by_period=answers.by_period.get((place, indicator.code), {}),
    )


class _Answers:
    """What the ledgers and targets say for all places and indicators asked about, looked up by place and indicator."""

    def __init__(self, scope: Scope, place: str, width: int, year: int, as_of: date) -> None:
        within = {"place": place, "year": year}
        self.as_of = as_of
        self.places = [place] if width <= len(place) else list(questions.places_below(scope, place, width))
        self.remainder = place if width > len(place) else None
        levels = ask("levels", scope, place=place, width=width, from_day=date(year, 1, 1), as_of=as_of)
        self.sums = {
            (r.place, r.indicator): Sum(_int(r.numerator), _int(r.denominator), r.row_count, r.opening)
            for r in levels.itertuples()
        }
        self.promises = _promises(scope, place, year)
        self.by_period: dict[Key, dict[int, int]] = {}
        for r in ask("periods", scope, **within, as_of=as_of).itertuples():
            self.by_period.setdefault((r.place, r.indicator), {})[r.period_no] = r.numerator
        whole = {**within, "width": min(width, TOWNSHIP), "as_of": as_of}
        self.kept = {(r.place, r.ledger, r.part): r for r in ask("kept", scope, **whole).itertuples()}
        self.counted = set(ask("counted", scope, **whole).itertuples(index=False, name=None))
        self.rests_on = questions.rests_on(scope)
        self.grace = numbers.quotient(int(questions.parameters(scope)["pace_from_percent"]), 100)
        self.reported = {
            (name, r.place, r.month)
            for name, ledger in questions.ledgers(scope).items()
            if ledger.zero_report
            for r in ask("kept_months", scope, ledger=name, **whole).itertuples()
        }
        left_out = ask("left_out_by_place", scope, place=place, width=max(width, len(place)))
        self.left_out = {(r.place, r.ledger): (r.rows_out, r.files_out) for r in left_out.itertuples()}
        self.ledgers = questions.ledgers(scope)

    # (docs/decisions.md, "Kept is the township's")
    def was_kept(self, indicator: Indicator, place: str) -> bool:
        """Whether nothing means nothing: all that the figure rests on was ever entered, and its ledger in the year.

        In the year is judged by the ledger's main date, by the dates the figure rests on and by what counts: an item
        formed in December and published in January keeps January.
        """
        if indicator.ledger not in self.ledgers:  # the table of places is always kept
            return True
        rests_on = self.rests_on[indicator.code]
        parts = [(place[:TOWNSHIP], *part) for part in rests_on]
        if not all(part in self.kept for part in parts):
            return False
        if indicator.kind in STOCKS or (place[:TOWNSHIP], indicator.code) in self.counted:
            return True
        return any(self.kept[part].in_year for part in parts if self.kept[part].ledger == indicator.ledger)

    def unrecorded(self, indicator: Indicator, place: str) -> str:
        """What nobody ever entered of all that the figure rests on, in ledgers that are kept: `告知日期从未登记`."""
        parts = [part for part in self.rests_on.get(indicator.code, ()) if (place[:TOWNSHIP], *part) not in self.kept]
        titles = [
            self.ledgers[ledger].part_title(part)
            for ledger, part in parts
            if (place[:TOWNSHIP], ledger, "") in self.kept
        ]
        return f"{'、'.join(titles)}从未登记" if titles else ""

    def not_counted(self, indicator: Indicator, place: str) -> tuple[int, int]:
        """Rows and files of the indicator's ledgers that could not be read; those of no known place are everybody's."""
        found = [self.left_out.get((at, ledger), (0, 0)) for at in (place, "") for ledger in indicator.ledgers]
        return sum(rows for rows, _ in found), sum(files for _, files in found)

    def months_missing(self, indicator: Indicator, place: str) -> tuple[int, ...]:
        """Months that are over without a row about them, for a ledger that must say so when nothing happened."""
        ledger = self.ledgers.get(indicator.ledger)
        if ledger is None or not ledger.zero_report or not self.was_kept(indicator, place):
            return ()
        over = range(1, calendar_days.months_over(self.as_of) + 1)
        return tuple(month for month in over if (indicator.ledger, place[:TOWNSHIP], month) not in self.reported)

    @staticmethod
    def applies(indicator: Indicator, place: str) -> bool:
        return Place(place).applied_to in indicator.applies_to.split(";")


def _promises(scope: Scope, place: str, year: int) -> dict[Key, list[Target]]:
    found: dict[Key, list[Target]] = {}
    for row in ask("targets", scope, place=place, year=year).itertuples():
        found.setdefault((row.place, row.indicator), []).append(_target(row))
    return found


def _targets_of(promises: dict[Key, list[Target]], indicator: Indicator, place: str) -> list[Target]:
    """The place's own promise; for a rate without one, the nearest floor above it. A count's target is never inherited."""
    own = promises.get((place, indicator.code), [])
    if own or indicator.kind not in RATES:
        return own
    above = (promises.get((place[:n], indicator.code), []) for n in range(len(place) - 1, 0, -1))
    return next((found for found in above if found and found[-1].kind == "floor"), [])


def _target(row: Any) -> Target:
    upper, people = (None if pd.isna(x) else x for x in (row.upper, row.people))
    period = row.period if isinstance(row.period, str) else None
    return Target(
        row.kind,
        row.value,
        row.from_on.date(),
        row.due_on.date(),
        upper,
        period,
        _int(people),
        row.basis,
        row.basis_status,
    )


def _int(value: float | None) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


# (docs/decisions.md, "The ID of a figure")
@lru_cache(maxsize=16)
def ids(scope: Scope) -> dict[str, str]:
    """Indicator code → ID: number of its section and place within it, both in catalogue order ("2-03").

    The same for every year and place, so that two years' reports name a figure alike.
    """
    catalogue = questions.catalogue(scope)
    sections = list(dict.fromkeys(catalogue["section"]))
    within = catalogue.groupby("section", sort=False).cumcount() + 1
    numbers = zip(catalogue["code"], catalogue["section"], within, strict=True)
    return {code: f"{sections.index(section) + 1}-{number:02d}" for code, section, number in numbers}
