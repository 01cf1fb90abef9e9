"""Which indicator a figure of a report speaks of: by the catalogue's names and aliases, the unit and the words around.

An alias is one or more parts joined by `+`, all of which must stand near the figure; a part offers alternatives
separated by `|`. Words after `!` say that something else is meant where one of them stands in the clause. The words are the catalogue's (indicators.csv), so a home teaches its own; here is only the weighing.

(docs/decisions.md, "Matched by evidence")
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from engine.figures.figure import RATES
from engine.reconciling.extracting.measure_words import HOURS, agreement
from engine.reconciling.surroundings import Around
from engine.snapshot import questions
from engine.snapshot.questions import Scope

if TYPE_CHECKING:
    from engine.reconciling.extracting.extraction import Found

SURE, OFFERED, MARGIN = 3.0, 1.5, 0.12  # evidence in letters; the share by which the best must lead
_FAR = 0.25  # what weighs less stands too far away to be meant
_MOST = 3  # candidates a reader chooses from
_LEAD = re.compile(r"(?:[均都已共有为是了约近达到计超过分别各]|累计|总计|合计)+$")
_JOINED = r".{0,4}(?:和|与|及|、).{0,4}"


class Known(NamedTuple):
    """An indicator as a report may speak of it."""

    code: str
    name: str
    unit: str
    kind: str
    aliases: tuple[tuple[tuple[str, ...], ...], ...]
    never: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """An indicator that a figure may mean; `words` are those of its alias that stand in the figure's own clause."""

    code: str
    name: str
    score: float
    words: tuple[str, ...] = ()


class Match(NamedTuple):
    """`code` is None where the reader must choose among `candidates` (or where there are none).

    `beside` are further indicators of which the same is said ("检测率和合格率均……").
    """

    code: str | None
    candidates: tuple[Candidate, ...] = ()
    beside: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def known(scope: Scope) -> tuple[Known, ...]:
    """The catalogue, its aliases taken apart."""
    return tuple(
        Known(row.code, row.name, row.unit, row.kind, tuple(_parted(row.name, row.aliases)), _never(row.aliases))
        for row in questions.catalogue(scope).itertuples()
    )


def _parted(name: str, aliases: object) -> Iterable[tuple[tuple[str, ...], ...]]:
    for alias in (name, *(aliases.split(";") if isinstance(aliases, str) else ())):
        parts = tuple(tuple(word for word in part.split("|") if word) for part in alias.strip().split("+"))
        if all(parts) and not alias.startswith("!"):
            yield parts


def _never(aliases: object) -> tuple[str, ...]:
    found = aliases.split(";") if isinstance(aliases, str) else ()
    return tuple(word for alias in found if alias.startswith("!") for word in alias[1:].split("|") if word)


def match(found: Found, words: Around, catalogue: tuple[Known, ...]) -> Match:
    """The indicator of one figure, or the three likeliest."""
    seen = _Seen(words)
    scored = (_scored(found, seen, each) for each in catalogue if _comparable(found, each))
    ranked = sorted((c for c in scored if c is not None and c.score >= OFFERED), key=lambda c: -c.score)
    if not ranked:
        return Match(None)
    best, rivals = ranked[0], ranked[1:]
    beside = [c for c in rivals if c.score >= best.score * 0.6 and _said_together(best, c, words.own)]
    rival = max((c.score for c in rivals if c not in beside), default=0.0)
    if best.score >= SURE and best.score - rival >= best.score * MARGIN:
        return Match(best.code, tuple(ranked[:_MOST]), tuple(c.code for c in beside))
    return Match(None, tuple(ranked[:_MOST]))


def _comparable(found: Found, indicator: Known) -> bool:
    """A percentage can only be a rate's, and a number of matters no rate's."""
    if found.unit in HOURS:
        return True
    share = found.unit == "%" or found.qualifier == "implied"
    return share == (indicator.kind in RATES and indicator.unit == "%")


def _scored(found: Found, seen: _Seen, indicator: Known) -> Candidate | None:
    if any(word in seen.own for word in indicator.never):
        return None
    share = indicator.kind in RATES
    spoken = [alias for alias in indicator.aliases if any(word in seen.own for part in alias for word in part)]
    best = max((_evidence(alias, seen, share) for alias in spoken), key=lambda e: e[0], default=(0.0, ()))
    name = _likeness(indicator.name, seen)
    score, words = best if best[0] >= name else (name, ())
    if not score:
        return None
    if found.unit in HOURS and not any(found.unit in part for alias in indicator.aliases for part in alias):
        return None
    factor, bonus = agreement(found.unit, indicator.unit)
    return Candidate(indicator.code, indicator.name, score * factor + bonus, words)


def _evidence(alias: tuple[tuple[str, ...], ...], seen: _Seen, share: bool) -> tuple[float, tuple[str, ...]]:
    """Letters of the alias found, each weighed by how near it stands.

    Nothing unless one part stands in the figure's own clause: of a rate the last, which says what it is a rate of.
    """
    total, own, doubt = 0.0, [], 1.0
    for part in alias:
        weight, word = max((seen.weight(word, share) * len(word), word) for word in part)
        if not weight:
            if not any(word in seen.around.heading for word in part):
                return 0.0, ()
            doubt = 0.5  # a heading stands over many things
        elif not share and word not in seen.own:
            doubt = min(doubt, 0.75)
        total += weight
        if word in seen.own:
            own.append(word)
            total += seen.touching(word)
    if seen.around.after and own and not any(word in seen.around.after for word in own):
        doubt *= 0.8  # 6个行政村: something else is counted
    anchored = own and (not share or own[-1] in alias[-1])
    return (total * doubt, tuple(own)) if anchored else (0.0, ())


def _likeness(name: str, seen: _Seen) -> float:
    """How much of an indicator's name stands in the clause, by pairs of letters: never enough to be sure."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    share = sum(pair in seen.own for pair in pairs) / len(pairs) if pairs else 0.0
    return min(share * len(name) * 0.6, SURE - 1.1) if share >= 0.5 else 0.0


def _said_together(one: Candidate, other: Candidate, own: str) -> bool:
    """ "检测率和合格率均达标" says the same of two."""
    return any(
        a not in b and b not in a and re.search(f"{re.escape(x)}{_JOINED}{re.escape(y)}.*[均都]", own)
        for a in one.words
        for b in other.words
        for x, y in ((a, b), (b, a))
    )


class _Seen:
    """The words around one figure, each looked up once."""

    def __init__(self, words: Around) -> None:
        self.around, self.own = words, words.own
        self._led = _LEAD.sub("", words.before)
        self._weights: dict[tuple[str, bool], float] = {}

    def weight(self, word: str, share: bool) -> float:
        """1 beside the figure, less with each clause, figure and sentence in between, 0 where the word does not stand.

        A rate often follows the number of matters it is a rate of, a number of matters seldom another number.
        """
        if (word, share) not in self._weights:
            self._weights[word, share] = self._near(word, *((0.8, 0.75) if share else (0.7, 0.45)))
        return self._weights[word, share]

    def touching(self, word: str) -> float:
        """A noun right before the number or right after its measure word is what is counted."""
        touches = self._led.endswith(word) or self.around.after.startswith(word) or self._heads(word)
        return min(len(word), 4) * 0.5 if touches else 0.0

    def _near(self, word: str, past_a_clause: float, past_a_figure: float) -> float:
        if word in self.own:
            return max(self._before(word), self._after(word))
        found = (
            past_a_clause**each.clauses * past_a_figure**each.figures * 0.4**each.sentences
            for each in self.around.earlier
            if word in each.words
        )
        near = max(found, default=0.0)
        return near if near >= _FAR else 0.0

    def _before(self, word: str) -> float:
        led = self.around.before + self.around.number
        at = led.rfind(word)
        return 1 - 0.005 * min(len(led) - at - len(word), 40) if at >= 0 else 0.0

    def _after(self, word: str) -> float:
        """What is counted follows the measure word at once; further on the sentence says what was done with it."""
        at = self.around.after.find(word)
        if at < 0:
            return 0.5
        return 1.0 if self._heads(word) else max(1 - 0.06 * at, 0.5)

    def _heads(self, word: str) -> bool:
        """22个村级网格: the last word of a short noun after the number."""
        return len(self.around.after) <= 8 and self.around.after.endswith(word)
