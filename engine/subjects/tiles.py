"""Tiles: a number with what makes it honest. Those that stand first on 总览 and in the brief, and rates of satisfaction."""

from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from engine.figures import matters, promises, status, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.snapshot import questions
from engine.subjects import through_the_year
from engine.words import numbers


class Tile(NamedTuple):
    """A number in words, the label before it and what makes it honest after it.

    `change`: against the same day of last year, with its sign (↑ 2.1 个百分点), empty where that is not known; `better`:
    whether it is good, None where it is neither. `line`: the months of the year so far, and of the whole year before;
    None for a month of which nothing is known, empty where months say nothing. `leads`: the code of the indicator that
    says more, or one of the states of matters, whose list does; empty: nothing more is known.
    """

    label: str
    value: str
    about: str
    change: str = ""
    better: bool | None = None
    line: tuple[float | None, ...] = ()
    line_before: tuple[float | None, ...] = ()
    leads: str = ""


def leading(view: View) -> list[Tile]:
    """The numbers that stand first."""
    rows = view.figures()
    counted = promises.promises(rows)
    ended, before = (matters.totals(each.matter_counts()) for each in (view, view.year_before))
    silent = f"，无数据 {counted.silent}" if counted.silent else ""
    said = f"共 {counted.all} 项有目标；{status.LATE}（含{status.VERY_LATE}）{counted.behind}，{status.MISSED} {counted.missed}{silent}"
    tiles = [Tile(f"{status.REACHED}或{status.ON_TRACK}", f"{counted.fine} 项", said)]
    if {"services_satisfied", "services_rated"} <= set(rows["code"]):
        satisfied = view.figure("services_satisfied")
        about = _rated(satisfied, view.figure("services_rated"), smallest_sample(view))
        tiles.append(of_figure(view, satisfied, about, "群众满意率"))
    return [*tiles, on_time(ended, before), *late_and_near(view, ended, before)]


def on_time(now: matters.Totals, before: matters.Totals) -> Tile:
    """Which part of the matters that ended this year was in time, beside last year."""
    about = f"{now.fraction}，上年同期 {before.rate}"
    if not now.ended or not before.ended:
        return Tile("按期办结率", now.rate, about, leads=status.ENDED_LATE)
    this, that = (numbers.rounded(numbers.quotient(each.on_time, each.ended, 100), "%") for each in (now, before))
    return Tile("按期办结率", now.rate, about, *_direction(this, that, "%", "higher"), leads=status.ENDED_LATE)


def late_and_near(view: View, now: matters.Totals, before: matters.Totals) -> list[Tile]:
    """Open matters past their limit, those carried over named, and those nearly so."""
    carried = f"其中上年结转 {now.carried} 件，" if now.carried else ""
    about = f"{carried}最长 {now.longest} 天" if now.overdue else now.said
    changed = _direction(Decimal(now.overdue), Decimal(before.overdue), "件", "lower") if before.judged else ("", None)
    near = f"{matters.near_days(view.scope)} 天内到期"
    return [
        Tile(status.OVERDUE, f"{now.overdue} 件", about, *changed, leads=status.OVERDUE),
        Tile(status.NEAR, f"{now.near} 件", near, leads=status.NEAR),
    ]


def of_figure(view: View, row: Figure, about: str, label: str = "") -> Tile:
    """What an indicator says, with its change against last year and its months."""
    before = view.year_before.figure(row.code)
    changed: tuple[str, bool | None] = ("", None)
    if not pd.isna(row.value) and not pd.isna(before.value):
        changed = _direction(wording.rounded(row, row.value), wording.rounded(row, before.value), row.unit, row.better)
    months = through_the_year.by_month(view.scope, view.place, view.year, view.as_of, row).rows
    this, last = (_line(months[name]) for name in ("value", "last_year"))
    value = wording.achieved(row)
    return Tile(label or row.name, value, about, *changed, line=this, line_before=last, leads=row.code)


def pace(view: View, code: str) -> Tile:
    """An indicator with what was promised of it, how that stands today, and last year's."""
    row, then = view.figure(code), view.year_before.figure(code)
    told = [wording.aim(row), row.status] if wording.promised(row) else ["未设目标"]
    if row.target_kind == "each_period":
        told.append(f"到期 {numbers.text(row.periods_due)}，做到 {numbers.text(row.periods_met)}")
    elif not pd.isna(row.expected):
        told.append(f"序时目标 {numbers.with_unit(row.expected, row.unit)}")
    told += [f"进度 {wording.pace(row)}"] if not pd.isna(row.pace) else []
    return of_figure(view, row, "，".join(part for part in (*told, f"上年同期 {wording.shown(then)}") if part))


def _direction(this: Decimal, that: Decimal, unit: str, good: str) -> tuple[str, bool | None]:
    """The change between two shown numbers with its sign, and whether it is good."""
    if this == that:
        return "与上年同期持平", None
    better = (this > that) == (good == "higher") if good in ("higher", "lower") else None
    return f"{'↑' if this > that else '↓'} {wording.distance(this, that, unit)}", better


def _line(months: pd.Series) -> tuple[float | None, ...]:
    """The months up to the last one that is known."""
    known = [None if pd.isna(value) else float(numbers.half_up(value, 2)) for value in months]
    while known and known[-1] is None:
        known.pop()
    return tuple(known)


def satisfaction(view: View, label: str, code: str) -> Tile:
    """The indicator `<code>_satisfied`, with `<code>_rated` and last year's beside it."""
    now, before = (each.figure(f"{code}_satisfied") for each in (view, view.year_before))
    about = _rated(now, view.figure(f"{code}_rated"), smallest_sample(view))
    n_before = f"（{raters(before):,} 件）" if raters(before) else ""
    return of_figure(view, now, f"{about}；上年同期 {wording.shown(before)}{n_before}", label)


def raters(row: Figure) -> int:
    """How many cases were rated; one person may rate several."""
    return 0 if pd.isna(row.denominator) else int(row.denominator)


def smallest_sample(view: View) -> int:
    """How many ratings make a rate worth looking at."""
    return int(questions.parameters(view.scope)["smallest_sample"])


def _rated(row: Figure, rated: Figure, smallest: int) -> str:
    """What makes a satisfaction rate honest: how many rated, which share of those served, and whether that is enough."""
    n = 0 if pd.isna(row.denominator) else int(row.denominator)
    people = f"{numbers.text(n)} 件有评价" if n else "暂无评价"
    share = f"，参评率 {wording.shown(rated)}（{wording.fraction(rated)}）" if not pd.isna(rated.value) else ""
    left_out = "".join(f"，{caveat}" for caveat in wording.caveats(row))
    return f"{people}{share}{wording.few(n, smallest)}{left_out}"
