"""Rows stacked from the top: words on one line, the bar below at full width. The same on a phone and on paper.

(docs/decisions.md, "Names are not cut")
"""

import math
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from engine.charts.drawing import (
    EM,
    PHONE,
    THICK,
    THIN,
    Chart,
    Trace,
    Word,
    bars,
    chart,
    coloured,
    ems,
    escape,
    hatched,
    hits,
    marks,
    shape,
    words,
)
from engine.charts.palette import Palette

LINE, FLAT, HEADING = 40, 26, 34  # pixels: a row with a bar, a row of words only, a section heading
NEXT = 18  # pixels from one line of words to the next
ROOM = PHONE / EM  # characters in a line of a phone
TAGS = re.compile(r"<[^>]+>")
SEPARATOR = re.compile("(?<=，)(?![^<]*</)|(?<=</span>  )")  # where a long tail may be broken: not within a colour
TEXT, BAR = 12, 29  # pixels below the top of a row: the middle of its words, of its bar


def in_lines(pieces: Iterable[str], room: float, between: str = "") -> list[str]:
    """Texts, or the characters of one, joined to lines of at most `room` characters; one piece is never parted."""
    lines: list[str] = []
    for piece in pieces:
        if lines and ems(TAGS.sub("", f"{lines[-1]}{between}{piece}")) <= room:
            lines[-1] += between + piece
        else:
            lines.append(piece)
    return lines


class BarRows:
    """Collects rows from top to bottom on an x axis from 0 to `end`; `thin` is the thickness of the bars in pixels."""

    def __init__(self, end: float, colours: Palette, thin: float = THIN) -> None:
        self.end, self.colours, self.thin, self.height = end, colours, thin, 2.0
        self.words: list[Word] = []
        self.marks: list[tuple] = []
        self.hits: list[tuple] = []
        self.tracks: list[tuple] = []
        self.projected: list[tuple] = []
        self.achieved: list[tuple] = []  # length, middle, colour, start
        self.joins: list[tuple] = []  # between which lines, at what width of the chart they are one, by how much lower

    def heading(self, text: str) -> None:
        """A heading above the rows that follow."""
        self.words.append(Word(0, self.height + 16, f"<b>{escape(text)}</b>", self.colours.text, size=15))
        self.height += HEADING

    def note(self, told: Iterable[str]) -> None:
        """Grey lines of what is told, as much on each as a phone has room for; it is escaped already."""
        for line in in_lines(told, ROOM, "　"):
            self.words.append(Word(0, self.height + 9, line, self.colours.muted))
            self.height += NEXT + 3

    def row(self, key: Any, name: str, tail: tuple[str, float], bar: bool = True, hover: str = "") -> float:
        """A new row: name left, tail (text, width in characters) right; returns the middle of its bar.

        What a phone has no room for beside the name stands below it: a name is never cut.
        """
        text, width = tail
        top, plain = self.height, text.rstrip("　")
        if ems(name) + 1 + width > ROOM:  # the column of status words gives way before the name is parted from it
            narrow = width - len(text) + len(plain)
            if ems(name) + 1 + narrow <= ROOM or width > ROOM:
                text, width = plain, narrow
        bottom = self.words_of(name, text, width, LINE if bar else FLAT)
        label = hover or f"{escape(name)}　{TAGS.sub('', text)}".rstrip("　")
        self.hits.append((self.end, (top + bottom) / 2, bottom - top, key, label, bool(hover)))
        return bottom - LINE + BAR

    def words_of(self, name: str, text: str, width: float, high: float) -> float:
        """The words of a row, which is so high where they have one line; returns where it ends."""
        apart, right = ems(name) + 1 + width > ROOM, [text]
        if width > ROOM:  # then the first line of the figures stands beside the name where it can
            right = in_lines(SEPARATOR.split(text), max(ROOM - ems(name) - 1, ROOM / 2))
            apart = ems(name) + 1 + ems(TAGS.sub("", right[0])) > ROOM
        left, first = in_lines(name, ROOM) if apart else [name], self.height + TEXT
        if apart and len(left) == len(right) == 1:
            self.joins.append((first + NEXT / 2, math.ceil((ems(name) + 1 + width) * EM), NEXT))
        below = len(left) if apart else 0
        for n, line in enumerate(left):
            self.words.append(Word(0, first + n * NEXT, escape(line), self.colours.text))
        for n, line in enumerate(right, start=below):
            self.words.append(Word(self.end, first + n * NEXT, line, self.colours.text, "middle left"))
        self.height += high + (below + len(right) - 1) * NEXT
        return self.height

    def heads(self, texts: list[str]) -> None:
        """A head over each column of as many as the axis is long, "" for none; those too wide for it take two lines."""
        at = [n for n, text in enumerate(texts) if text]
        room = ROOM / len(texts) * min((after - n for n, after in pairwise(at)), default=len(texts))
        narrow = any(ems(texts[n]) + 0.3 > room for n in at)
        for n in at:
            lines = in_lines(texts[n], math.ceil(ems(texts[n]) / 2)) if narrow else [texts[n]]
            for line, text in enumerate(lines):
                self.words.append(Word(n, self.height + 9 + line * NEXT, escape(text), self.colours.muted))
        self.height += NEXT + 4 + (NEXT if narrow else 0)

    def stack(self, middle: float, parts: Iterable[tuple[float, str]], start: float = 0) -> None:
        """The bar of a row from (length, colour), one after the other."""
        for length, colour in parts:
            self.achieved.append((length, middle, colour, start))
            start += length

    def tail(self, figures: str, status: str, longest: int, target: str = "") -> tuple[str, float]:
        """Figures and status for the right side, the status words filled up to `longest` so that both form columns.

        With its `target`, grey, beside them the figures are bold.
        """
        shown, wide = escape(figures), ems(figures)
        if target:
            shown = f"<b>{shown}</b> {coloured(escape(target), self.colours.muted)}"
            wide += 0.5 + ems(target)
        if not status:  # nothing is judged here
            return shown, wide
        colour = self.colours.tone(status, self.colours.muted)
        word = coloured(f"{shape(status)} {escape(status)}", colour) + "　" * (longest - len(status))
        if figures == status:  # 无数据 is said once
            return word, longest + 1.5
        return f"{shown}  {word}", wide + longest + 2.6

    def traces(self) -> list[Trace]:
        """Back to front; what nobody added is left out."""
        x, y, high, keys, labels, hover = map(list, zip(*self.hits, strict=True))
        drawn = [hits(x, y, high, keys, self.colours, labels, any(hover))]
        if self.tracks:
            x, y = map(list, zip(*self.tracks, strict=True))
            drawn.append(bars(x, y, THICK, self.colours.track, name="track"))
        if self.projected:
            x, y = map(list, zip(*self.projected, strict=True))
            drawn.append(bars(x, y, THIN, None, name="projected", marker=hatched(self.colours.soft)))
        if self.achieved:
            x, y, color, start = map(list, zip(*self.achieved, strict=True))
            seam = {"width": 1 if any(start) else 0, "color": self.colours.paper}
            marker = {"color": color, "line": seam}
            drawn.append(bars(x, y, self.thin, None, name="achieved", base=start, marker=marker))
        if self.marks:
            drawn.append(marks(self.marks, self.colours))
        return [*drawn, words(self.words, self.colours)]

    def chart(self, traces: list[Trace] | None = None) -> Chart:
        """The rows, or other traces laid out among their words, as a chart of just their height."""
        ranges = {"xaxis": {"range": [0, self.end]}, "yaxis": {"range": [self.height, 0]}}
        joins = {"meta": {"joins": self.joins}} if self.joins else {}
        return chart(traces or self.traces(), self.colours, self.height, **ranges, **joins)
