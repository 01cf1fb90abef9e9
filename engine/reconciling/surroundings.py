"""The words around a figure, nearest first: what is counted stands before the number, or right after its measure word."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from engine.reconciling.extracting.clauses import unwrapped
from engine.reconciling.extracting.numerals import half_width

_QUOTES = str.maketrans(dict.fromkeys("“”‘’《》〈〉「」『』【】\"'", " "))
_BREAK = re.compile(r"[,;:()。!?\n]")
_SPLIT = re.compile(
    r"[、,;]|以及|和|及(?!时)|与|并"
)  # between two figures of one clause: what is left of it belongs to the first
_REACH = 260  # letters before a figure that are looked at
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|[0-9]+[.、．])")


class Earlier(NamedTuple):
    """A stretch of text before a figure's own clause, and what lies between: clause marks, figures, sentences."""

    words: str
    clauses: int
    figures: int
    sentences: int


class Around(NamedTuple):
    """`before` and `after` are the figure's own words on either side of `number`; `earlier` goes backwards from there."""

    before: str
    number: str
    after: str
    earlier: tuple[Earlier, ...]
    heading: str

    @property
    def own(self) -> str:
        return self.before + self.number + self.after

    def of(self, phrase: str) -> "Around":
        """The same for one of several figures that share a number (办结率、满意率均为100%): its own phrase stands first."""
        rest = Earlier(self.own, 0, 0, 0)
        return self._replace(before=_squeezed(plain(phrase)), number="", after="", earlier=(rest, *self.earlier))


def plain(text: str) -> str:
    """Half-width, without quotation marks and line breaks inside a sentence, letter for letter, so that positions agree."""
    return unwrapped(half_width(text)).translate(_QUOTES)


def around(text: str, spans: Sequence[tuple[int, int]]) -> list[Around]:
    """For each figure (its span in `text`, in the order of the text) the words around it, without blanks."""
    words = plain(text)
    headings = _headings(words)
    found = [_around(words, spans, n, headings) for n in range(len(spans))]
    for n, each in enumerate(found):
        if "分别" in each.before:
            _share_out(found, n)
    return found


def _share_out(found: list[Around], first: int) -> None:
    """乡级、村级河长分别巡河40次、60次: the first number is the first one's, the second the second's."""
    named, _, verb = found[first].before.partition("分别")
    names = re.split("、|和|与|及(?!时)", named)
    last = next((n for n in range(first + 1, len(found)) if found[n].before not in ("", "和", "与", "及")), len(found))
    if len(names) != last - first or len(names) < 2:
        return
    rest = Earlier(named, 2, 0, 0)  # the others' words are far, whatever stands between
    for n, name in enumerate(names, start=first):
        noun = names[-1][len(name) :] if name != names[-1] and len(name) < len(names[-1]) else ""
        found[n] = found[n]._replace(before=name + noun + verb, earlier=(rest, *found[first].earlier))


def _around(words: str, spans: Sequence[tuple[int, int]], n: int, headings: list[tuple[int, str]]) -> Around:
    start, end = spans[n]
    before_end = max((e for _, e in spans[:n] if e <= start), default=0)
    after_start = min((s for s, _ in spans[n + 1 :] if s >= end), default=len(words))
    begin = max(
        (m.end() for m in _BREAK.finditer(words, max(start - _REACH, 0), start)), default=max(start - _REACH, 0)
    )
    if before_end > begin:
        between = words[before_end:start]
        split = _SPLIT.search(between)
        begin = before_end + (split.end() if split else 0)
    return Around(
        _squeezed(words[begin:start]),
        _squeezed(words[start:end]),
        _squeezed(_after(words, end, after_start)),
        tuple(_earlier(words, begin, [span for span in spans[:n] if span[1] <= begin])),
        next((title for at, title in reversed(headings) if at <= start), ""),
    )


def _after(words: str, end: int, next_start: int) -> str:
    stop = _BREAK.search(words, end, max(next_start, end))
    found = words[end : stop.start() if stop else max(next_start, end)]
    if stop is None:  # the next figure follows in the same clause
        split = _SPLIT.search(found)
        found = found[: split.start()] if split else found
    return found.split("、")[0]


def _earlier(words: str, begin: int, spans: Sequence[tuple[int, int]]) -> list[Earlier]:
    """Backwards to the beginning of the paragraph, at most `_REACH` letters."""
    first = max(words.rfind("\n", 0, begin) + 1, begin - _REACH)
    edges = [(m.start(), m.end(), m[0]) for m in _BREAK.finditer(words, first, begin)]
    edges += [(s, e, "#") for s, e in spans[-12:] if first <= s and e <= begin and not words[s:e].isspace()]
    found, at = [], begin
    clauses = figures = sentences = 0
    for s, e, mark in sorted(edges, reverse=True):
        if e <= at:
            found.append(Earlier(_squeezed(words[e:at]), clauses, figures, sentences))
        figures += mark == "#"
        sentences += mark in "。!?"
        clauses += mark not in "#。!?"
        if mark == "#":  # a claim in words is a figure and says what it counts
            found.append(Earlier(_squeezed(words[s:e]), clauses, figures, sentences))
        at = min(at, s)
    found.append(Earlier(_squeezed(words[first:at]), clauses, figures, sentences))
    return [each for each in found if each.words]


def _headings(words: str) -> list[tuple[int, str]]:
    """Position and first sentence of every numbered paragraph."""
    found, at = [], 0
    for line in words.split("\n"):
        if _HEADING.match(line):
            found.append((at, _squeezed(re.split("[。;:]", line)[0])[:60]))
        at += len(line) + 1
    return found


def _squeezed(words: str) -> str:
    return "".join(words.split())
