"""Tiles: a number with what makes it honest. The four that stand first on 总览 and in the brief, and rates of satisfaction."""

from typing import NamedTuple

import pandas as pd

from engine.figures import matters, promises, status, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.snapshot import questions
from engine.words import numbers


class Tile(NamedTuple):
    """A number in words, the label before it and what makes it honest after it."""

    label: str
    value: str
    about: str


def leading(view: View) -> list[Tile]:
    """The four numbers that stand first."""
    rows = view.figures()
    counted = promises.promises(rows)
    ended, before = (matters.totals(each.matter_counts()) for each in (view, view.year_before))
    silent = f"，无数据 {counted.silent}" if counted.silent else ""
    said = (
        f"{status.REACHED}或{status.ON_TRACK}；{status.LATE} {counted.behind}，{status.MISSED} {counted.missed}{silent}"
    )
    tiles = [Tile("目标进展", f"{counted.fine} / {counted.all}", said)]
    if {"services_satisfied", "services_rated"} <= set(rows["code"]):
        satisfied = view.figure("services_satisfied")
        about = _rated(satisfied, view.figure("services_rated"), smallest_sample(view))
        tiles.append(Tile("群众满意率", wording.shown(satisfied), about))
    tiles.append(Tile("今年办结按期率", ended.rate, f"{ended.fraction}，上年同期 {before.rate}"))
    tiles.append(Tile("超期与临期", f"{ended.overdue} + {ended.near}", ended.said))
    return tiles


def satisfaction(view: View, label: str, code: str) -> Tile:
    """The indicator `<code>_satisfied`, with `<code>_rated` and last year's beside it."""
    now, before = (each.figure(f"{code}_satisfied") for each in (view, view.year_before))
    about = _rated(now, view.figure(f"{code}_rated"), smallest_sample(view))
    n_before = f"（{raters(before):,} 人）" if raters(before) else ""
    return Tile(label, wording.shown(now), f"{about}；上年同期 {wording.shown(before)}{n_before}")


def raters(row: Figure) -> int:
    """How many people rated."""
    return 0 if pd.isna(row.denominator) else int(row.denominator)


def smallest_sample(view: View) -> int:
    """How many ratings make a rate worth looking at."""
    return int(questions.parameters(view.scope)["smallest_sample"])


def _rated(row: Figure, rated: Figure, smallest: int) -> str:
    """What makes a satisfaction rate honest: how many rated, which share of those served, and whether that is enough."""
    n = 0 if pd.isna(row.denominator) else int(row.denominator)
    people = f"{numbers.text(n)} 人评价" if n else "还没有人评价"
    share = f"，参评率 {wording.shown(rated)}（{wording.fraction(rated)}）" if not pd.isna(rated.value) else ""
    left_out = "".join(f"，{caveat}" for caveat in wording.caveats(row))
    return f"{people}{share}{wording.few(n, smallest)}{left_out}"
