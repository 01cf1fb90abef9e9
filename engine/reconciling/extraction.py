"""Every counted figure of a written report: plain rules, in the order of the text."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.reconciling.clauses import Clauses, Sentence, sentences, unwrapped
from engine.reconciling.counts import Hit, counts, frequencies
from engine.reconciling.masks import hide
from engine.reconciling.numerals import half_width
from engine.reconciling.rates import implied, percentages
from engine.reconciling.zeros import zeros

_DEMAND = re.compile(
    r"确保|力争|计划(?!生育)|拟(?!定)|争取|目标|应当|必须|要求[^,]|原则上|不得|每[人名村年][^,;]{0,12}不(?:少|低)于"
)


class Found(NamedTuple):
    """One figure. `start` and `end` bound the number with its unit and qualifier in the text as it was given."""

    phrase: str  # the words around the number, as they stand in the text
    value: Decimal  # 1.5万 → 15000; 100 for 100%
    unit: str  # measure word as written; "%" for rates; "次/月" for frequencies
    qualifier: str  # exact at_least approx at_most zero frequency implied
    start: int
    end: int
    clause: str  # the sentence it stands in, for matching
    section: str  # the headings it stands under, "一、…/(一)…"; "" if none
    requirement: bool = False  # demanded or planned, not a result


def extract(text: str) -> list[Found]:
    """The counted figures of `text` in its order. Never fails: a text without figures has none."""
    plain = unwrapped(half_width(text))
    hidden = hide(plain)
    return [found for sentence in sentences(plain) for found in _of_sentence(text, hidden, sentence)]


def _of_sentence(text: str, hidden: str, sentence: Sentence) -> Iterator[Found]:
    masked = hidden[sentence.start : sentence.start + len(sentence.text)]
    clauses, hits = Clauses(sentence.text), _hits(masked)
    for number, hit in enumerate(hits):
        first, last = clauses.around(hit.start, hit.end)
        first = (
            max([first, *(h.end for h in hits[:number] if h.end <= hit.start)]) if hit.begins is None else hit.begins
        )
        last = min([last, *(h.start for h in hits[number + 1 :] if h.start >= hit.end)])
        demand = sentence.plan or bool(_DEMAND.search(re.split("[,;]", masked[: hit.end])[-1]))
        if hit.qualifier == "implied" and demand:
            continue
        yield Found(
            text[sentence.start + first : sentence.start + last].strip(" \u3000,，、和及与"),
            _tidy(hit.value),
            hit.unit,
            hit.qualifier,
            sentence.start + hit.start,
            sentence.start + hit.end,
            text[sentence.start : sentence.start + len(sentence.text)].strip(),
            sentence.section,
            demand,
        )


def _hits(masked: str) -> list[Hit]:
    """Figures of one sentence in order; where two readings overlap, the more telling one."""
    taken: list[Hit] = []
    for reading in (zeros, frequencies, percentages, counts, implied):
        new = [hit for hit in reading(masked) if not any(hit.start < t.end and t.start < hit.end for t in taken)]
        taken += new
    return sorted(taken, key=lambda hit: (hit.start, hit.begins or 0))


def _tidy(number: Decimal) -> Decimal:
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()
