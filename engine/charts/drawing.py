"""The pieces every chart is made of: words, bars, marks, the places that can be clicked. The one home of Plotly.

Where rows are stacked they are laid out in pixels from the top, so that a chart keeps its proportions on any width.

(docs/decisions.md, "Charts are plain dictionaries")
"""

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import plotly
from plotly.graph_objects import Figure as Chart

from engine.charts.palette import FONT, Palette
from engine.figures.status import MATTERS, NO_DATA, SHAPES

Trace = dict[str, Any]
CLEAR = "rgba(0,0,0,0)"
LIBRARY, LIBRARY_VERSION = Path(plotly.__file__).parent / "package_data", plotly.__version__  # plotly.min.js is in it
THICK, THIN = 12, 7  # pixels: the track, the bar on it
PHONE, EM = (
    326,
    14,
)  # pixels: the narrowest chart (a screen of 360), one Chinese character; smaller ones are hard to read there
# Plotly fades what was not clicked; here a click leads somewhere and nothing may pale.
KEEP = {"marker": {"opacity": 1}}


class Word(NamedTuple):
    """A text at a point. `place` is Plotly's: "middle right" means the text extends to the right of the point."""

    x: Any
    y: float
    text: str
    color: str
    place: str = "middle right"
    size: int = EM


class Picture(NamedTuple):
    """A finished chart: the sentence over it, the figure as Plotly's JSON, the same in words for those who cannot see it.

    `height`: in pixels, so that the page keeps its place before the chart is drawn. `joins`: where two lines of words are
    one as soon as the chart is wide enough (`BarRows`). `rest`: what there was no room to draw, which its words list.
    """

    title: str
    chart: str
    said: str
    height: float
    joins: tuple[tuple[float, float, float], ...] = ()
    rest: tuple[str, ...] = ()

    @classmethod
    def of(cls, title: str, drawn: Chart, said: str, rest: Iterable[str] = ()) -> "Picture":
        """The picture of a chart; `rest`: a line each."""
        joins = tuple((drawn.layout.meta or {}).get("joins", ()))
        return cls(title, drawn.to_json(validate=False), said, drawn.layout.height, joins, tuple(rest))


def escape(text: object) -> str:
    """Text as Plotly must get it: it renders tags, and does not know &quot;."""
    return html.escape(str(text), quote=False)


def coloured(text: str, colour: str) -> str:
    """Already escaped text in a colour of its own."""
    return f'<span style="color:{colour}">{text}</span>'


def patch(name: str, colour: str) -> str:
    """A colour and what it stands for, in a key; ● ▲ ◆ ■ ✕ are signs of a status and of nothing else."""
    return f"{coloured('▬', colour)} {escape(name)}"


def shape(status: str) -> str:
    """The sign that carries a status without its colour."""
    return (SHAPES | MATTERS).get(status, SHAPES[NO_DATA])


def missing(value: object) -> bool:
    """Whether a cell of a frame holds nothing."""
    return bool(pd.isna(value))


def ems(text: str) -> float:
    """About how wide a text is, in Chinese characters: Latin letters and figures take a good half."""
    return sum(1.0 if ord(sign) > 0x2000 else 0.56 for sign in text)


def over(found: list[Word], line: float, room: float) -> list[Word]:
    """Labels over bars side by side, each lifted above the one before where they would run into each other.

    `line`: the height of a line on the y axis, `room`: how many characters the step from one x to the next has.
    """
    told: list[Word] = []
    for word in found:
        before = told[-1] if told else None
        if before and (ems(word.text) + ems(before.text)) / 2 > (word.x - before.x) * room - 0.2:
            near = abs(word.y - before.y) < line
            word = word._replace(y=before.y + line) if near else word
        told.append(word)
    return told


def words(found: list[Word], colours: Palette) -> Trace:
    """All texts of a chart as one trace: an annotation each would cost several times as much."""
    plain = {"color": colours.text}
    return {
        "type": "scatter",
        "mode": "text",
        "name": "words",
        "x": [word.x for word in found],
        "y": [word.y for word in found],
        # Colour by span: for texts that were not clicked Plotly allows one colour only.
        "text": [word.text if word.color == colours.text else coloured(word.text, word.color) for word in found],
        "textposition": [word.place for word in found],
        "textfont": {"size": [word.size for word in found], **plain},
        "unselected": {"textfont": plain},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def bars(x: list, y: list, width: Any, color: Any, **more: Any) -> Trace:
    """Horizontal bars that take no click of their own; `width` is their thickness, in pixels where rows are stacked."""
    own = {
        "type": "bar",
        "orientation": "h",
        "x": x,
        "y": y,
        "width": width,
        "marker": {"color": color, "line": {"width": 0}},
        "hoverinfo": "skip",
        "selected": KEEP,
        "unselected": KEEP,
    }
    return {**own, **more}


def hatched(color: str) -> dict[str, Any]:
    """The marker of a bar that has not happened yet."""
    pattern = {"shape": "/", "fgcolor": color, "bgcolor": CLEAR, "size": 5, "solidity": 0.35}
    return {"color": CLEAR, "pattern": pattern, "line": {"width": 1, "color": color}}


def hits(
    x: list, y: list, width: Any, keys: list, colours: Palette, labels: list[str], hover: bool = False, **more: Any
) -> Trace:
    """Invisible bars that take the click for a whole row, also where the value is 0; customdata says which row.

    `labels` say each bar in words, for those who read the chart as a list; `hover` shows them to the mouse too.
    """
    own = {
        "name": "hits",
        "customdata": keys,
        "hovertext": labels,
        "hoverinfo": "text" if hover else "none",
        "selected": {"marker": {"color": colours.chosen}},
        "hoverlabel": hover_label(colours),
    }
    return bars(x, y, width, CLEAR, **{**own, **more})


def marks(points: list[tuple], colours: Palette) -> Trace:
    """Upright ticks and breaks, in pixels whatever the width: (x, y, kind) with kind target, expected or break."""
    looks = {
        "target": ("line-ns", 3, colours.text),
        "expected": ("line-ns", 1.5, colours.text),
        "break": ("line-ne", 3, colours.paper),
    }
    symbols, widths, colors = map(list, zip(*(looks[kind] for _, _, kind in points), strict=True))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "marks",
        "x": [x for x, _, _ in points],
        "y": [y for _, y, _ in points],
        # Plotly draws a line symbol 1.4 times as long as its size: this one is just as tall as the track.
        "marker": {"symbol": symbols, "size": THICK / 1.4, "line": {"width": widths, "color": colors}, "opacity": 1},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "unselected": KEEP,
    }


def hover_label(colours: Palette) -> dict[str, Any]:
    """A hover label that looks like the page."""
    font = {"family": FONT, "size": EM, "color": colours.text}
    return {"bgcolor": colours.paper, "bordercolor": colours.soft, "font": font, "align": "left"}


def axis(colours: Palette, **more: Any) -> dict[str, Any]:
    """A visible axis: small grey figures, no line, no tick marks, no grid unless asked for."""
    own = {
        "visible": True,
        "showgrid": False,
        "zeroline": False,
        "gridcolor": colours.track,
        "tickfont": {"family": FONT, "size": EM, "color": colours.muted},
        "tickangle": 0,
        "tickformat": ",",
    }
    return {**own, **more}


def chart(traces: list[Trace], colours: Palette, height: float, **more: Any) -> Chart:
    """The finished chart; `more` goes into the layout."""
    # Not validated: that takes nine tenths of the building time, and the tests validate every shape.
    return Chart(traces, layout(colours, height, **more), _validate=False)


def nothing(colours: Palette) -> Chart:
    """What an empty frame gives: words."""
    word = Word(0, 0, "暂无数据", colours.muted, "middle center")
    return chart([words([word], colours)], colours, 72, xaxis={"range": [-1, 1]}, yaxis={"range": [1, -1]})


def layout(colours: Palette, height: float, **more: Any) -> dict[str, Any]:
    """A bare layout: no legend, no zoom, nothing of Plotly's own look. Axes are hidden unless given."""
    fixed = {"visible": False, "fixedrange": True}
    own = {
        "dragmode": False,  # a finger on the chart scrolls the page
        "template": {},  # Plotly's own would add 7 kB to every chart
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": EM, "color": colours.text},
        "showlegend": False,
        "barmode": "overlay",
        "hovermode": "closest",
        "clickmode": "event",
        "separators": ".,",
    }
    axes = {name: {**fixed, **more.get(name, {})} for name in ("xaxis", "yaxis")}
    return {**own, **more, **axes}
