"""Where a figure stands: its section, its sentence, and the clause that says what is counted."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_NUMERALS = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"\s{{0,8}}(?:([{_NUMERALS}]{{1,3}})[、.]|(\(?[{_NUMERALS}]{{1,3}}\))|\d{{1,2}}[.、)](?!\d)|第[{_NUMERALS}]{{1,3}}[章节部])"
)
_HEADING_ENDS = re.compile(r"[。:;\n]|$")
_SENTENCE_ENDS = re.compile(r"[。;!?\n]+")
_PLAN = re.compile(
    r"下一?步|下一?年度?|明年|(?:主要|工作|重点)(?:安排|打算|计划|思路)|努力方向|今后|下阶段|(?<!年度)工作计划(?!完成|落实|执行)"
)
_AHEAD = re.compile(r"下一?步|下一?年|今后|明年|下阶段")  # in a lower heading only these tell of plans
_LONGEST_HEADING = 60
_LONGEST_SENTENCE = 1500
_STOPS = "。;:!?)"
_WRAPPED = 20  # a line this long that ends in no punctuation goes on in the next one


class SentenceSpan(NamedTuple):
    start: int
    text: str
    section: str
    plan: bool  # stands under a heading of what is to be done


def unwrapped(text: str) -> str:
    """The text with line breaks inside a sentence (as copied from a PDF) made blanks; the same length."""
    lines = text.split("\n")
    full = _full(lines)
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return "".join(line + (" " if _goes_on(line.rstrip(), following, full) else "\n") for line, following in pairs)[:-1]


def _full(lines: list[str]) -> int:
    """From how many characters on a line is full, where lines are broken for their width: then most are alike."""
    open_ended = [len(line) for line in lines if len(line) >= _WRAPPED and line[-1] not in _STOPS]
    full = max(open_ended, default=0) - 3
    return full if sum(length >= full for length in open_ended) > max(2, len(open_ended) / 2) else _LONGEST_HEADING


def _goes_on(line: str, following: str, full: int) -> bool:
    """Whether a line (without blanks at its end) is broken off for its width; a heading ends there, unless it is full."""
    if len(line) < _WRAPPED or line[-1] in _STOPS or not following.strip() or _starts_anew(following):
        return False
    return "。" in line or len(line) >= full or not _starts_anew(line)


def sentences(text: str) -> list[SentenceSpan]:
    """The sentences of `text` (half-width characters) in order, each with the headings it stands under."""
    found, position, upper, lower = [], 0, "", ""
    for line in text.split("\n"):
        marker = _MARKER.match(line)
        if marker and (marker[1] or marker[2]):
            heading = _HEADING_ENDS.split(line, 1)[0].strip()[:_LONGEST_HEADING]
            upper, lower = (heading, "") if marker[1] else (upper, heading)
        section = "/".join(part for part in (upper, lower) if part)
        plan = bool(_PLAN.search(upper) or _AHEAD.search(lower))
        found += [SentenceSpan(position + start, part, section, plan) for start, part in _parts(line)]
        position += len(line) + 1
    return found


def _starts_anew(line: str) -> bool:
    return bool(_MARKER.match(line)) or line.startswith(("  ", "\u3000"))


def _parts(line: str) -> list[tuple[int, str]]:
    parts, start = [], 0
    for end in _SENTENCE_ENDS.finditer(line):
        parts.append((start, line[start : end.start()]))
        start = end.end()
    parts.append((start, line[start:]))
    return [piece for start, part in parts if part.strip() for piece in _pieces(start, part)]


def _pieces(start: int, part: str) -> Iterator[tuple[int, str]]:
    """A sentence of no end in pieces, cut at a comma where there is one: the work must not grow with its square."""
    while len(part) > _LONGEST_SENTENCE:
        cut = part.rfind(",", 0, _LONGEST_SENTENCE) + 1 or _LONGEST_SENTENCE
        yield start, part[:cut]
        start, part = start + cut, part[cut:]
    yield start, part


class Clauses:
    """The clauses of one sentence, between its commas."""

    def __init__(self, sentence: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer(r"[,、:()](?!\d{3}(?!\d))", sentence))]
        self._text = sentence

    def around(self, start: int, end: int, least: int = 5) -> tuple[int, int]:
        """Bounds of the words around start..end: its clause, with the one before it if that says next to nothing."""
        first = bisect_right(self._starts, start) - 1
        while first > 0 and start - self._starts[first] < least and end - self._starts[first] < least * 2:
            first -= 1
        last = bisect_right(self._starts, max(end - 1, start))
        stop = self._starts[last] - 1 if last < len(self._starts) else len(self._text)
        return self._starts[first], max(stop, end)
