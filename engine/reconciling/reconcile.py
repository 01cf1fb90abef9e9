"""A written report beside the ledgers: every figure in it, the indicator it means, what the ledgers say, and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from engine.figures import of_places, time_frame, wording
from engine.figures.figure import Figure
from engine.ledgers.places import Place
from engine.reconciling import choices, conclusions, lacking, matching
from engine.reconciling.conclusions import Conclusion
from engine.reconciling.extracting.extraction import Found, extract
from engine.reconciling.lacking import Part, Silence
from engine.reconciling.ledger_values import Ledgers, Shelf
from engine.reconciling.matching import Candidate, Match
from engine.reconciling.surroundings import Around, around
from engine.snapshot.questions import Scope
from engine.words import numbers, overdue_words


class Checked(NamedTuple):
    """One figure of the report. `code` and `name` are "" and `value` NaN where no indicator was found.

    `candidates` are what the reader may choose from; `phrase` is what a choice is remembered by; `chosen` says that one was.
    `shown` is the value as rounded for the reader, `formula` the ledgers' arithmetic in words, `figure_id` the indicator's ID in reports, `beside` further indicators
    of which the same is said. `place`, `year` and `as_of` are those compared with; `about` names them where the clause
    speaks of others than the report ("东湾村", "2023 年").
    """

    number: int
    found: Found
    written: str
    verdict: str
    said: str
    difference: Decimal | None
    phrase: str
    chosen: bool
    place: str
    year: int
    as_of: date
    about: str = ""
    code: str = ""
    name: str = ""
    unit: str = ""
    value: float = float("nan")
    shown: Decimal | None = None
    formula: str = ""
    row_count: int = 0
    figure_id: str = ""
    candidates: tuple[Candidate, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether the reader is asked which of the candidates is meant."""
        return not self.code and not self.chosen and bool(self.candidates) and self.verdict == conclusions.UNKNOWN


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
    text = lacking.body(text)
    place, as_of = place or scope.place, as_of or time_frame.default_day(scope, year)
    found = sorted(extract(text), key=lambda each: (each.start, each.end))
    words = _words(text, found)
    remembered = {**choices.read(scope.home).chosen, **(chosen or {})}
    shelf = Shelf(scope, place, year, as_of)
    checked: list[Checked] = []
    for each, near in zip(found, words, strict=True):
        checked.append(_checked(each, near, text, shelf, remembered, checked))
    counts = Counter(each.verdict for each in checked)
    spoken = [code for each in checked if not each.about for code in (each.code, *each.beside)]
    return Reconciliation(
        text,
        place,
        year,
        as_of,
        tuple(checked),
        {word: counts[word] for word in conclusions.ORDER},
        tuple(lacking.parts(text, Place(place).applied_to == "乡")),
        tuple(lacking.silences(text, shelf.own.figures, spoken)),
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
    found: Found,
    words: Around,
    text: str,
    shelf: Shelf,
    remembered: Mapping[tuple[str, str], str],
    before: list[Checked],
) -> Checked:
    ledgers = shelf.meant(words)
    phrase = choices.phrase(words, found.qualifier in ("implied", "zero"))
    match, choice = matching.match(found, words, matching.known(ledgers.scope)), remembered.get((phrase, found.unit))
    if chosen := choice == choices.NONE or choice in ledgers.rows:
        match = Match(None if choice == choices.NONE else choice, match.candidates)
    elif not match.candidates and ledgers.about and before and _goes_on(found, words, before[-1]):
        match = Match(before[-1].code)
    late = overdue_words.meant(words.own)
    verdict = _verdict(found, words, match, ledgers) if late is None else _overdue(found, words, late, ledgers)
    at = (phrase, chosen, ledgers.place, ledgers.year, ledgers.as_of, ledgers.about)
    checked = Checked(len(before) + 1, found, text[found.start : found.end], verdict.word, verdict.said, None, *at)
    if late is not None:
        return checked._replace(difference=verdict.difference, name=overdue_words.OF_RULES[late].said)
    if match.code is None:
        return checked._replace(candidates=match.candidates)
    row = ledgers.rows[match.code]
    return checked._replace(
        difference=verdict.difference,
        code=match.code,
        name=row.name,
        unit=row.unit,
        value=row.value,
        shown=_shown(row, found, verdict),
        formula=wording.formula(row),
        row_count=int(row.row_count),
        figure_id=of_places.ids(ledgers.scope)[match.code],
        candidates=match.candidates,
        beside=match.beside,
    )


def _shown(row: Figure, found: Found, verdict: Conclusion) -> Decimal | None:
    """As the pages round it; where it differs from the report, with the decimals that say so."""
    if pd.isna(row.value):
        return None
    differs = (float(found.value),) if verdict.word == conclusions.DIFFERS else ()
    return numbers.rounded(row.value, row.unit, *wording.bounds(row), *differs)


def _goes_on(found: Found, words: Around, last: Checked) -> bool:
    """巡河60次，上年55次，其中东湾村15次: another year or place of what was counted just before."""
    near = words.earlier[0].sentences == 0 if words.earlier else False
    return near and bool(last.code) and last.found.unit == found.unit


def _overdue(found: Found, words: Around, rule: str, ledgers: Ledgers) -> Conclusion:
    """1件信访事项逾期未办结 is no indicator's: the matters of that time limit are counted."""
    count = ledgers.overdue(rule)
    said = f"台账里逾期未{overdue_words.OF_RULES[rule].undone}的有 {count} {overdue_words.OF_RULES[rule].unit}"
    return conclusions.compared(found, words.number, Decimal(count))._replace(said=said)


def _verdict(found: Found, words: Around, match: Match, ledgers: Ledgers) -> Conclusion:
    """What is planned is no result, whatever indicator it speaks of; what is said of several must be true of each."""
    planned = lacking.is_plan(found.section)
    if planned or (found.requirement and match.code is None):
        return Conclusion(
            conclusions.DEMAND, None, "写在下一年度安排里，不是已经做到的" if planned else "报告写的是要求"
        )
    if match.code is None:
        said = "有几项指标相近，请选一项" if match.candidates else "指标目录里没有这项指标"
        return Conclusion(conclusions.UNKNOWN, None, said)
    written = words.own if found.qualifier == "implied" else words.number
    judged = [conclusions.judge(found, written, ledgers.standing(code, found)) for code in (match.code, *match.beside)]
    worst = next((each for each in judged if each.word not in (conclusions.AGREES, conclusions.ROUGHLY)), judged[0])
    if not match.beside:
        return worst
    names = [ledgers.rows[code].name for code in (match.code, *match.beside)]
    said = "；".join(f"{name}：{each.said or each.word}" for name, each in zip(names, judged, strict=True))
    return worst._replace(said=said)
