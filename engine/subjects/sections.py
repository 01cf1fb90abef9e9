"""The promises of a place by the sections of the catalogue: how many stand how, which need somebody, and where."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.drawing import Picture
from engine.figures import promises, status, wording
from engine.figures.figure import Figure
from engine.ledgers.places import Place

_CALM = (status.REACHED, status.ON_TRACK)
_BAD = (status.MISSED, status.VERY_LATE)
# Which colour a status has on the strip.
TONES = {
    status.REACHED: "ink",
    status.ON_TRACK: "soft",
    status.LATE: "late",
    status.VERY_LATE: "bad",
    status.MISSED: "bad",
}


class Count(NamedTuple):
    """How many promises have one status."""

    word: str
    number: int

    @property
    def mark(self) -> str:
        return status.SHAPES[self.word]

    @property
    def tone(self) -> str:
        return TONES.get(self.word, "")


class Calm(NamedTuple):
    """A promise that needs nobody, in words."""

    code: str
    name: str
    said: str
    status: str


class Section(NamedTuple):
    """One section: what is drawn of it (None: nothing needs somebody), the rest in words, and its height in rows."""

    name: str
    counts: list[Count]
    drawn: Picture | None
    calm: list[Calm]
    rows: float

    @property
    def calm_said(self) -> str:
        """What is folded: `另有 7 项达标或正常，2 项无目标`."""
        fine = sum(each.status in _CALM for each in self.calm)
        others = Counter(each.status for each in self.calm if each.status not in _CALM)
        told = [f"{fine} 项达标或正常"] if fine else []
        told += [f"{number} 项{word}" for word, number in others.items()]
        return ("另有 " if self.drawn else "") + "，".join(told)


class Cell(NamedTuple):
    """One section of one place: how many of its promises need somebody and how many do not, of those with data;
    `why` there is nothing to judge, where there is not."""

    section: str
    in_need: int
    fine: int
    all: int
    tone: str
    why: str

    @property
    def said(self) -> str:
        return f"{self.in_need} 项" if self.all else self.why


def counts(rows: Iterable[str]) -> list[Count]:
    """Promises by status, the best word first; those without data are none of them."""
    counted = Counter(rows)
    return [Count(word, counted[word]) for word in TONES if counted[word]]


def sections(rows: pd.DataFrame, only: str = "") -> list[Section]:
    """Each section of the catalogue with promises; `only`: those of one status, all of them drawn."""
    parts: dict[str, list[Figure]] = {}
    for figure in Figure.each(promises.promised(rows)):
        if only in ("", figure.status):
            parts.setdefault(figure.section, []).append(figure)
    return [section(name, part, bool(only)) for name, part in parts.items()]


def section(name: str, part: Sequence[Figure], whole: bool = False) -> Section:
    """Figures under one heading: those that need somebody are drawn, or the `whole` of them, the rest is told."""
    shown = [each for each in part if whole or each.status in status.ACTION]
    drawn = promises.bullets(replace(each, section="") for each in shown)
    picture = Picture.of("", bar_charts.bullets(drawn), f"{name}：{promises.bullets_said(drawn)}") if shown else None
    kept = {each.code for each in shown}
    rest = [Calm(each.code, each.name, wording.against(each), each.status) for each in part if each.code not in kept]
    judged = counts(each.status for each in part)
    return Section(name, judged, picture, rest, 1.5 + len(shown) + (0.8 if rest else 0))


def in_columns(found: Sequence[Section]) -> tuple[list[Section], list[Section]]:
    """The sections in two columns of about one length, each in the order of the catalogue."""
    left: list[Section] = []
    right: list[Section] = []
    for section in sorted(found, key=lambda each: -each.rows):
        shorter = min((left, right), key=lambda column: sum(each.rows for each in column))
        shorter.append(section)
    order = {section.name: number for number, section in enumerate(found)}
    first, second = (sorted(column, key=lambda each: order[each.name]) for column in (left, right))
    return first, second


def by_place(rows: pd.DataFrame) -> list[tuple[str, list[Cell]]]:
    """Places × sections, what belongs to none of the places last: (place, its cells)."""
    width = int(rows["place"].str.len().max()) if len(rows) else 0
    order = list(dict.fromkeys(rows["section"]))
    codes = sorted(dict.fromkeys(rows["place"]), key=lambda code: (Place(code).stands_apart(width), code))
    held = {key: part["status"] for key, part in promises.held(rows).groupby(["place", "section"], sort=False)}
    every = {key: set(part["status"]) for key, part in rows.groupby(["place", "section"], sort=False)}
    none = pd.Series(dtype=str)
    return [
        (code, [_cell(name, held.get((code, name), none), every.get((code, name), set())) for name in order])
        for code in codes
    ]


def _cell(section: str, words: pd.Series, every: set[str]) -> Cell:
    known = [word for word in words if word in TONES]
    fine = sum(word in _CALM for word in known)
    tone = "bad" if any(word in _BAD for word in known) else "late" if fine < len(known) else ""
    unjudged = (status.NO_DATA, status.NO_TARGET) if len(words) else (status.NO_TARGET, status.NO_DATA)
    why = next((word for word in unjudged if word in every), "—")
    return Cell(section, len(known) - fine, fine, len(known), tone, why)
