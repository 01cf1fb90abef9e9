"""A written report beside the ledgers: every figure in it, the indicator it means, what the ledgers say, and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from engine import figure_ids, figures, wording
from engine.questions import Scope, ask, parameters
from engine.reconciling import choices, completeness, matching, units, verdicts
from engine.reconciling.completeness import Part, Silence
from engine.reconciling.extraction import Found, extract
from engine.reconciling.matching import Candidate, Match
from engine.reconciling.surroundings import Around, around
from engine.reconciling.verdicts import Standing, Verdict


class Checked(NamedTuple):
    """One figure of the report. `code` and `name` are "" and `value` NaN where no indicator was found.

    `candidates` are what the reader may choose from; `phrase` is what a choice is remembered by; `chosen` says that one was.
    `formula` is the ledgers' arithmetic in words, `figure_id` the indicator's ID in reports.
    """

    number: int
    found: Found
    written: str
    code: str
    name: str
    unit: str
    value: float
    verdict: str
    difference: Decimal | None
    said: str
    formula: str
    row_count: int
    figure_id: str
    candidates: tuple[Candidate, ...]
    phrase: str
    chosen: bool

    @property
    def unsure(self) -> bool:
        """Whether the reader is asked which of the candidates is meant."""
        return not self.code and not self.chosen and bool(self.candidates) and self.verdict == verdicts.UNKNOWN


class Reconciliation(NamedTuple):
    """What `reconcile` found, in the order of the text. `counts` has every verdict, also those that do not occur."""

    text: str
    place: str
    year: int
    as_of: date
    figures: tuple[Checked, ...]
    counts: dict[str, int]
    parts: tuple[Part, ...]
    silences: tuple[Silence, ...]

    @property
    def missing_parts(self) -> list[str]:
        return [part.name for part in self.parts if not part.present]

    def summary(self) -> str:
        """`51 个数：46 一致，3 约数相符，2 不一致`: every figure is in exactly one of the counts."""
        told = "，".join(f"{n} {word}" for word, n in self.counts.items() if n)
        asked = sum(each.unsure for each in self.figures)
        return f"{len(self.figures)} 个数：{told}" + (f"（{asked} 个待选）" if asked else "") if told else "没有找到数"


def reconcile(
    scope: Scope,
    text: str,
    year: int,
    as_of: date | None = None,
    place: str | None = None,
    chosen: Mapping[tuple[str, str], str] | None = None,
) -> Reconciliation:
    """Compare a report's text with the ledgers of `place` (default: all the reader may see) in `year`.

    `chosen` are choices that count for this time only, (phrase, unit) → indicator; the home's own are read besides.
    Raises PlaceOutsideScope for a place that is not the reader's.
    """
    text = completeness.body(text)
    place, as_of = place or scope.place, as_of or figures.default_day(scope, year)
    found = sorted(extract(text), key=lambda each: (each.start, each.end))
    words = _words(text, found)
    remembered = {**choices.read(scope.home).chosen, **(chosen or {})}
    ledgers = _Ledgers(scope, place, year, as_of)
    checked = tuple(
        _checked(n, each, near, text, ledgers, remembered)
        for n, (each, near) in enumerate(zip(found, words, strict=True), start=1)
    )
    counts = Counter(each.verdict for each in checked)
    spoken = [each.code for each in checked] + [
        code for each in checked for code in ledgers.beside.get(each.number, ())
    ]
    return Reconciliation(
        text,
        place,
        year,
        as_of,
        checked,
        {word: counts[word] for word in verdicts.ORDER},
        tuple(completeness.parts(text)),
        tuple(completeness.silences(text, ledgers.figures, spoken)),
    )


def _words(text: str, found: list[Found]) -> list[Around]:
    """The words around each figure. Of several that share a number, each has the words up to the next one's."""
    spans = [(each.start, each.end) for each in found]
    words = around(text, spans)
    for n, each in enumerate(found):
        if spans.count(spans[n]) > 1:
            later = found[n + 1].phrase if spans[n + 1 : n + 2] == [spans[n]] else ""
            words[n] = words[n].of(each.phrase.removesuffix(later))
    return words


def _checked(
    number: int,
    found: Found,
    words: Around,
    text: str,
    ledgers: _Ledgers,
    remembered: Mapping[tuple[str, str], str],
) -> Checked:
    written, phrase = text[found.start : found.end], choices.phrase(words, found.qualifier in ("implied", "zero"))
    choice = remembered.get((phrase, found.unit))
    match = matching.match(found, words, ledgers.catalogue)
    if choice is not None and (choice in ledgers.figures.index or choice == choices.NONE):
        match = Match(None if choice == choices.NONE else choice, match.candidates)
    else:
        choice = None
    verdict = _verdict(found, words, match, ledgers)
    if match.beside:
        ledgers.beside[number] = match.beside
    blank = (number, found, written, "", "", "", float("nan"), verdict.word, None, verdict.said, "", 0, "")
    if match.code is None:
        return Checked(*blank, match.candidates, phrase, choice is not None)
    row = ledgers.figures.loc[match.code]
    return Checked(
        number,
        found,
        written,
        match.code,
        row["name"],
        row["unit"],
        row["value"],
        verdict.word,
        verdict.difference,
        verdict.said,
        wording.formula(row),
        int(row["row_count"]),
        ledgers.ids[match.code],
        match.candidates,
        phrase,
        choice is not None,
    )


def _verdict(found: Found, words: Around, match: Match, ledgers: _Ledgers) -> Verdict:
    """What is planned is no result, whatever indicator it speaks of; what is said of several must be true of each."""
    planned = completeness.is_plan(found.section)
    if planned or (found.requirement and match.code is None):
        return Verdict(verdicts.DEMAND, None, "写在下一年度安排里，不是已经做到的" if planned else "报告写的是要求")
    if match.code is None:
        said = "有几项指标相近，请选一项" if match.candidates else "指标目录里没有这项指标"
        return Verdict(verdicts.UNKNOWN, None, said)
    judged = [verdicts.judge(found, words.own, ledgers.standing(code, found)) for code in (match.code, *match.beside)]
    worst = next((each for each in judged if each.word not in (verdicts.AGREES, verdicts.ROUGHLY)), judged[0])
    if not match.beside:
        return worst
    names = [ledgers.figures.loc[code, "name"] for code in (match.code, *match.beside)]
    said = "；".join(f"{name}：{each.said or each.word}" for name, each in zip(names, judged, strict=True))
    return worst._replace(said=said)


class _Ledgers:
    """What the ledgers say at one place on one day, looked up by indicator."""

    def __init__(self, scope: Scope, place: str, year: int, as_of: date) -> None:
        self.scope, self.place, self.year = scope, place, year
        self.as_of = min(as_of, date(year, 12, 31))
        self.catalogue = matching.known(scope)
        self.figures = figures.figures(scope, place, year, as_of).set_index("code", drop=False)
        self.ids = figure_ids.ids(scope)
        self.beside: dict[int, tuple[str, ...]] = {}
        self.norms = {name: value for name, value in parameters(scope).items() if name.endswith("_hours")}

    def standing(self, code: str, found: Found) -> Standing:
        """With what a frequency needs only where the figure is one."""
        norm = next(map(Decimal, self.norms.values()), None) if found.unit in units.HOURS else None
        by_month = self._by_month(code) if units.period(found.unit) else Counter()
        over = (self.as_of + timedelta(days=1)).month - 1 or 12  # the running month is not yet due
        return Standing(self.figures.loc[code], by_month, over, norm)

    def _by_month(self, code: str) -> Counter[int]:
        first = date(self.year, 1, 1)
        days = ask("days", self.scope, place=self.place, indicator=code, from_day=first, as_of=self.as_of)
        found: Counter[int] = Counter()
        for day, matters in zip(days["day"], days["numerator"], strict=True):
            found[pd.Timestamp(day).month] += int(matters)
        return found
