"""Every counted figure of a written report: plain rules, in the order of the text.

(docs/decisions.md, "Rules, not a model")
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.reconciling.extracting.clauses import Clauses, SentenceSpan, sentences, unwrapped
from engine.reconciling.extracting.counts import Hit, counts, frequencies
from engine.reconciling.extracting.not_counted import hide
from engine.reconciling.extracting.numerals import half_width
from engine.reconciling.extracting.rates import implied, percentages
from engine.reconciling.extracting.zeros import zeros

# A plan or a rule in any case; the others only with a bound: 确保…率达100% may be told of what was reached.
_PLANNED = re.compile(
    r"力争|争取|应当|必须|原则上|不得|目标[为是]|(?<![草模虚])拟(?![定制订稿])"
    r"|计划(?=开展|举办|组织|新增|建设|新建|建成|完成|培训|召开|培育|打造|实施|每|在|于|对|再|全年)"
)
_AHEAD = re.compile("下一?步|下一?阶段|今后|明年|接下来")
_DEMANDED = re.compile(r"确保|要求|标准|每[人名村年]")
_BOUND = re.compile("不少于|不低于|不超过|至少|以上")
# Between words of Latin letters or numbers a blank parts; anywhere else it is an accident of typing.
_BLANKS = re.compile(r"(?<![0-9A-Za-z]) +| +(?![0-9A-Za-z])")
_EDGES = " \n\u3000,，、和及与:：()（）"


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


class _Text(NamedTuple):
    """A text as it was given, and as it is read: half-width, unbroken, without blanks, its non-figures hidden."""

    given: str
    plain: str
    hidden: str
    places: list[int]  # of each character of `plain` in `given`

    def words(self, start: int, end: int) -> str:
        return self.given[self.places[start] : self.places[end - 1] + 1] if end > start else ""


def extract(text: str) -> list[Found]:
    """The counted figures of `text` in its order. Never fails: a text without figures has none."""
    unbroken, start = unwrapped(half_width(text)), 0
    places: list[int] = []
    for blank in _BLANKS.finditer(unbroken):
        places += range(start, blank.start())
        start = blank.end()
    places += range(start, len(unbroken))
    plain = _BLANKS.sub("", unbroken)
    read = _Text(text, plain, hide(plain), places)
    return [found for sentence in sentences(plain) for found in _of_sentence(read, sentence)]


def _of_sentence(read: _Text, sentence: SentenceSpan) -> Iterator[Found]:
    start, end = sentence.start, sentence.start + len(sentence.text)
    masked, whole = read.hidden[start:end], read.words(start, end).strip()
    clauses, hits = Clauses(sentence.text), _hits(masked)
    planned = sentence.plan or bool(_AHEAD.match(sentence.text))
    for number, hit in enumerate(hits):
        first, last = clauses.around(hit.start, hit.end)
        first = max(first, hits[number - 1].end if number else 0) if hit.begins is None else hit.begins
        following = next((other for other in hits[number + 1 :] if other.start >= hit.end), None)
        last = min(last, following.start) if following else last
        demand = planned or _is_demand(hit, masked)
        if demand and hit.qualifier == "implied":
            continue
        phrase = read.words(start + first, start + last).lstrip(_EDGES + "”’》").rstrip(_EDGES)
        bounds = read.places[start + hit.start], read.places[start + hit.end - 1] + 1
        yield Found(phrase, _tidy(hit.value), hit.unit, hit.qualifier, *bounds, whole, sentence.section, demand)


def _hits(masked: str) -> list[Hit]:
    """Figures of one sentence in order; where two readings overlap, the more telling one."""
    taken, hits = bytearray(len(masked)), []
    for reading in (zeros, frequencies, percentages, counts, implied):
        new = [hit for hit in reading(masked) if not any(taken[hit.start : hit.end])]
        for hit in new:
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        hits += new
    return sorted(hits, key=lambda hit: (hit.start, hit.begins or 0))


def _is_demand(hit: Hit, masked: str) -> bool:
    clause = masked[max(masked.rfind(mark, 0, hit.start) for mark in ",;") + 1 : hit.end]
    bounded = hit.qualifier in ("at_least", "at_most", "frequency") and _BOUND.search(clause)
    return bool(_PLANNED.search(clause) or (bounded and _DEMANDED.search(clause)))


def _tidy(number: Decimal) -> Decimal:
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()
