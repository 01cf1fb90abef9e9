"""Where things stand, drawn: DataFrame in, chart out, one function per shape. Nothing is filtered or computed here.

Every text is escaped, every bar starts at zero, and what can be clicked carries its key as customdata on invisible
bars named "hits", one per row or cell, so that a value of 0 can be clicked too. The colours are those of a light page:
`palette.DARKER` says what each colour becomes on a dark page.
Shown by `screen/board.py:chart`.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from engine.charts.bar_rows import NEXT, ROOM, BarRows
from engine.charts.drawing import (
    THIN,
    Chart,
    Word,
    bars,
    chart,
    coloured,
    ems,
    escape,
    hits,
    missing,
    nothing,
    patch,
    shape,
    words,
)
from engine.charts.palette import LIGHT, Palette
from engine.figures.status import (
    REACHED,
)

# No English toolbar or tips.
CONFIG = {"displayModeBar": False, "displaylogo": False, "showTips": False, "doubleClick": False}
BREAK = 1.5  # beyond this share of the target a bar is cut visibly, and the figures tell the rest
FULL, CELL = 1.2, 0.94  # where a cell of the panels ends in shares of the target, and how much of its column it takes


def bullets(rows: pd.DataFrame) -> Chart:
    """Bullet rows in the order given; a heading where the section changes.

    Columns: code, section ("" = no headings), name, figure ("31 次"), target ("目标 48 次", "" = none), status (a word
    of engine.figures.status), ratio, expected_ratio, projected_ratio (1 is the target; NaN draws nothing), floor (True: a floor
    or ceiling, so no pace). customdata: the code.
    """
    colours = LIGHT
    if rows.empty:
        return nothing(colours)
    furthest = rows[["ratio", "expected_ratio", "projected_ratio"]].max().max()
    end = min(max(1.0, 1.0 if missing(furthest) else furthest), BREAK)
    drawn, section, longest = BarRows(end * 1.005, colours), None, rows["status"].str.len().max()
    for row in rows.itertuples():
        if row.section and row.section != section:
            section = row.section
            drawn.heading(section)
        tail = drawn.tail(row.figure, row.status, longest, row.target)
        known = not missing(row.ratio) and not _nothing_is_good(row.ratio, row.status)
        middle = drawn.row(row.code, row.name, tail, bar=known)
        if known:
            _bullet(drawn, row, middle)
    return drawn.chart()


def _bullet(drawn: BarRows, row: Any, middle: float) -> None:
    drawn.tracks.append((1.0, middle))
    drawn.achieved.append((min(row.ratio, BREAK), middle, drawn.colours.tone(row.status, drawn.colours.ink), 0))
    furthest = row.ratio
    if not row.floor and row.projected_ratio > row.ratio:
        furthest = row.projected_ratio
        drawn.projected.append((min(furthest, BREAK), middle))
    if not row.floor and row.expected_ratio > 0:
        drawn.marks.append((min(row.expected_ratio, BREAK), middle, "expected"))
    drawn.marks.append((1.0, middle, "target"))
    if furthest > BREAK:
        drawn.marks += [(BREAK * 0.95, middle, "break"), (BREAK * 0.97, middle, "break")]


class Part(NamedTuple):
    """A part of a bar that counts matters: its name in the key over the bars, how many, and what colours it."""

    name: str
    amount: float
    status: str = ""


class Bar(NamedTuple):
    """One bar among others: of a place, an age, a step, a person. `key` is what a click on it says.

    `value` NaN: words only. `text`: the figures without the status ("15 / 10 次"), or why there are none. `status`: a word
    of engine.figures.status, "" where nothing is judged. `target` NaN: none. `parts`: what the value is made of, from
    left to right; one matter overdue is no reason to colour the others, so where they are given the status colours
    nothing but its own word.
    """

    key: str
    name: str
    value: float
    text: str
    status: str
    target: float = float("nan")
    parts: tuple[Part, ...] = ()

    @property
    def stacked(self) -> list[Part]:
        """What is drawn of it."""
        return [part for part in self.parts if part.amount] or [Part("", self.value, "" if self.parts else self.status)]


def ranked_bars(bars: Sequence[Bar], unit: str) -> Chart:
    """Bars one below the other in the order given, on one scale in `unit`, each with its own target. customdata: the key."""
    colours = LIGHT
    if not bars:
        return nothing(colours)
    most = max((amount for bar in bars for amount in (bar.value, bar.target) if not missing(amount)), default=0)
    end = most if most > 0 else 1.0
    drawn, longest = BarRows(end * 1.005, colours), max(len(bar.status) for bar in bars)
    drawn.note(_key(bars, unit, colours))
    for bar in bars:
        known = not missing(bar.value) and not _nothing_is_good(bar.value, bar.status)
        middle = drawn.row(bar.key, bar.name, drawn.tail(bar.text, bar.status, longest), bar=known)
        if known:
            drawn.tracks.append((end, middle))
            drawn.stack(middle, [(part.amount, colours.tone(part.status, colours.ink)) for part in bar.stacked])
        if known and bar.target > 0:
            drawn.marks.append((bar.target, middle, "target"))
    return drawn.chart()


def _nothing_is_good(amount: float, status: str) -> bool:
    """A 0 that keeps its promise: an empty track beside 达标 would read as nothing done."""
    return amount == 0 and status == REACHED


def _key(bars: Sequence[Bar], unit: str, colours: Palette) -> list[str]:
    """What the bars count, what their colours and uprights mean."""
    named = {part.name: part.status for bar in bars for part in bar.stacked if part.name}
    told = [f"单位：{escape(unit)}", *(["竖线：各自目标"] if any(not missing(bar.target) for bar in bars) else [])]
    for name, status in named.items():
        tone = colours.tone(status, colours.ink)
        told.append(coloured(f"{shape(status)} {escape(name)}", tone) if name == status else patch(name, tone))
    return told


def bars_said(bars: Sequence[Bar], none: str = "没有") -> str:
    """The bars in words; `none` where there are none."""
    return "；".join(f"{bar.name} {bar.text}" for bar in bars) or none


def panels(rows: pd.DataFrame) -> Chart:
    """Small multiples on one scale: a row per indicator, a column per place, both in the order given.

    Columns: indicator, name, place, place_name, ratio (1 is the target, or the largest of the row; NaN: words only),
    text (short: a phone has room for about six characters in each of five columns), status.
    customdata: [indicator, place].
    """
    colours = LIGHT
    if rows.empty:
        return nothing(colours)
    heads = rows.drop_duplicates("place")
    columns = {place: n for n, place in enumerate(heads["place"])}
    drawn = BarRows(len(columns), colours)
    drawn.heads(list(heads["place_name"]))
    told = [f"{shape(row.status)} {row.text}" for row in rows.itertuples()]
    more = NEXT if max(map(ems, told)) + 0.5 > ROOM / len(columns) else 0  # then the unit stands below the number
    first = rows.drop_duplicates("indicator")
    lines = {code: drawn.height + 4 + (58 + more) * n for n, code in enumerate(first["indicator"])}
    found = [*drawn.words]
    for code, name in zip(first["indicator"], first["name"], strict=True):
        found.append(Word(0, lines[code] + 10, escape(name), colours.text))
    cells = [(columns[row.place], lines[row.indicator], row) for row in rows.itertuples()]
    for (x, top, row), text in zip(cells, told, strict=True):
        sign, number, *unit = escape(text).split(" ")
        said = f"{sign} {number}{'<br>' if more else ' '}{' '.join(unit)}" if unit else escape(text)
        found.append(Word(x, top + 28 + more / 2, said, colours.tone(row.status, colours.muted)))
    height = drawn.height + 4 + (58 + more) * len(lines)
    ranges = {"xaxis": {"range": [0, len(columns)]}, "yaxis": {"range": [height, 0]}}
    return chart([*_cells(cells, more, colours), words(found, colours)], colours, height, **ranges)


def _cells(cells: list[tuple], more: float, colours: Palette) -> list[dict]:
    """The bars of the panels: where to click, the way to the target, what was achieved."""
    keys = [[row.indicator, row.place] for _, _, row in cells]
    hover = [f"{escape(row.place_name)}　{escape(row.name)}<br>{escape(row.text)}　{row.status}" for _, _, row in cells]
    known = [c for c in cells if not missing(c[2].ratio) and not _nothing_is_good(c[2].ratio, c[2].status)]
    starts, middles = [x for x, _, _ in known], [top + 41 + more for _, top, _ in known]
    lengths = [min(row.ratio, FULL) / FULL * CELL for _, _, row in known]
    tones = [colours.tone(row.status, colours.ink) for _, _, row in known]
    tops, where = [top + 32 + more / 2 for _, top, _ in cells], [x for x, _, _ in cells]
    return [
        hits([CELL] * len(cells), tops, 34 + more, keys, colours, hover, hover=True, base=where),
        bars([CELL / FULL] * len(known), middles, 8, colours.track, base=starts, name="track"),
        bars(lengths, middles, THIN, tones, base=starts, name="achieved"),
    ]
