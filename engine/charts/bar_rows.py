"""Rows stacked from the top: words on one line, the bar below at full width. The same on a phone and on paper."""

import re
from collections.abc import Iterable
from typing import Any

from engine.charts.drawing import (
    EM,
    PHONE,
    SMALL,
    SMALLER,
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
    shortened,
    words,
)
from engine.charts.palette import Palette

LINE, FLAT, HEADING = 38, 24, 32  # pixels: a row with a bar, a row of words only, a section heading
TAGS = re.compile(r"<[^>]+>")
TEXT, BAR = 11, 27  # pixels below the top of a row: the middle of its words, of its bar


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

    def heading(self, text: str) -> None:
        """A heading above the rows that follow."""
        self.words.append(Word(0, self.height + 16, f"<b>{escape(text)}</b>", self.colours.text, size=14))
        self.height += HEADING

    def note(self, text: str) -> None:
        """A small grey line; `text` is escaped already."""
        self.words.append(Word(0, self.height + 9, text, self.colours.muted, size=SMALL))
        self.height += 20

    def row(self, key: Any, name: str, tail: tuple[str, float], bar: bool = True, hover: str = "") -> float:
        """A new row: name left, tail (text, width in characters) right; returns the middle of its bar."""
        text, width = tail
        top, high = self.height, LINE if bar else FLAT
        room, plain = PHONE / EM - 1, text.rstrip("　")
        if ems(str(name)) > room - width:  # the column of status words gives way before the name does
            text, width = plain, width - len(text) + len(plain)
        short = shortened(str(name), room - width)
        self.words.append(Word(0, top + TEXT, escape(short), self.colours.text))
        self.words.append(Word(self.end, top + TEXT, text, self.colours.text, "middle left"))
        label = hover or f"{escape(name)}　{TAGS.sub('', text)}".rstrip("　")
        self.hits.append((self.end, top + high / 2, high, key, label, bool(hover)))
        self.height += high
        return top + BAR

    def stack(self, middle: float, parts: Iterable[tuple[float, str]], start: float = 0) -> None:
        """The bar of a row from (length, colour), one after the other."""
        for length, colour in parts:
            self.achieved.append((length, middle, colour, start))
            start += length

    def tail(self, figures: str, status: str, longest: int, target: str = "") -> tuple[str, float]:
        """Figures and status for the right side, the status words filled up to `longest` so that both form columns.

        With its `target`, small and grey, beside them the figures are bold.
        """
        shown, wide = escape(figures), ems(figures)
        if target:
            aim = f'<span style="color:{self.colours.muted};font-size:{SMALL}px">{escape(target)}</span>'
            shown, wide = f"<b>{shown}</b> {aim}", wide + 0.5 + ems(target) * SMALLER
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

    def chart(self) -> Chart:
        """The rows as a chart of just their height."""
        ranges = {"xaxis": {"range": [0, self.end]}, "yaxis": {"range": [self.height, 0]}}
        return chart(self.traces(), self.colours, self.height, **ranges)
