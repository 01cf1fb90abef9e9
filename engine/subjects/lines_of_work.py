"""The lines of work: which indicators the page of each is about, and what all these pages say in the same way."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts, time_charts
from engine.charts.drawing import Picture
from engine.figures import gravity, matters, promises, status, urgent, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.places import GRID, Place
from engine.snapshot.caching import cached
from engine.subjects import places_compared, sections, through_the_year
from engine.subjects.sections import Section
from engine.words.excerpts import ALL

# page → the ledgers it is about. Where lines of work share a ledger, the section of the catalogue tells them apart.
LEDGERS: dict[str, tuple[str, ...]] = {
    "services": ("service_cases", "service_matters"),
    "enforcement": ("enforcement_cases", "officers", "trainings"),
    "rivers": ("river_patrols", "river_chiefs", "problems/行政执法"),
    "petitions": ("petitions", "disputes", "requests", "incidents", "mediation_committees"),
    "publicity": ("publicity_events", "venues", "law_savvy_residents"),
    "decisions": (
        *("decisions", "rules", "disclosures", "oversight_events", "proposals", "litigation"),
        "problems/依法决策与公开",
    ),
    "safety": ("safety_activities", "risk_reviews", "animal_health", "problems/化解矛盾与安全"),
}

_BESIDE = 6  # indicators that a table of places shows


class Work(NamedTuple):
    """What every page of a line of work begins with. `calm`: what is said where nothing is urgent; `codes`: its indicators
    that mean something here, `main` the one to begin with."""

    counted: promises.Promises
    urgent: list[urgent.Urgent]
    urgent_in_all: int
    calm: str
    indicators: Section
    key: str
    codes: list[str]
    main: str | None


class Depth(NamedTuple):
    """One indicator through the year and across places; `places` None where nothing lies below."""

    months: Picture
    places: Picture | None


def of_page(rows: pd.DataFrame, page: str) -> pd.DataFrame:
    """The figures that belong to a page."""
    wanted = rows["ledger"] + "/" + rows["section"]
    mine = LEDGERS[page]
    return rows[rows["ledger"].isin(mine) | wanted.isin(mine)]


@cached(512)
def work(view: View, page: str) -> Work:
    """What needs somebody in one line of work, and its indicators as bullets, those without a target as words."""
    rows = of_page(view.figures(), page)
    here = rows[(rows["status"] != status.NOT_APPLICABLE) | rows["value"].notna()]
    with_target = gravity.ordered(promises.held(here))
    ordered = pd.concat([with_target, here[~here["code"].isin(with_target["code"])]])
    drawn = promises.bullets(Figure.each(ordered.assign(section="")))
    open_matters = matters_of(view, page, urgent.URGENT, matters.URGENT)
    return Work(
        promises.promises(here),
        urgent.urgent(view, here, open_matters),
        urgent.urgent_in_all(here, open_matters),
        _calm(view, rows, _counts_of(view, page)),
        sections.section("本项工作的全部指标", list(Figure.each(ordered))),
        wording.bullet_key([drawn]),
        list(ordered["code"]),
        _main(ordered),
    )


def _calm(view: View, rows: pd.DataFrame, counted: pd.DataFrame) -> str:
    """What is said where nothing is urgent; another office's work gives this one nothing to be calm about."""
    if view.office and rows.empty and not matters.whole(counted):
        return f"这项工作没有归{view.office}的指标和有时限的事项。"
    return view.of(promises.calm(promises.promises(rows), matters.totals(counted[counted["binding"]])))


def _main(ordered: pd.DataFrame) -> str | None:
    """The gravest of those that need somebody, else a count: months and villages say more about it than about a rate."""
    if len(ordered) and ordered["status"].iloc[0] in status.ACTION:
        return str(ordered["code"].iloc[0])
    counts = ordered[(ordered["kind"] == "count") & ordered["value"].notna()]
    alike = counts[counts["status"] == counts["status"].iloc[0]] if len(counts) else counts
    below = alike[alike["applies_to"].str.contains("村")]
    return next(iter([*below["code"], *counts["code"], *ordered["code"]]), None)


def matters_of(view: View, page: str, most: int = ALL, states: Iterable[str] | None = None) -> pd.DataFrame:
    """The first matters with a time limit that belong to a page, the most urgent first.

    Of a ledger that lines of work share, a page has the matters whose limit one of its indicators rests on.
    """
    return view.matters(most, states=states, rules=sorted(set(_counts_of(view, page)["rule"])))


def _counts_of(view: View, page: str) -> pd.DataFrame:
    """How many matters belong to a page, also those of rules that only remind."""
    counted = view.every_matter_count()
    rested_on = {rule for rules in of_page(view.figures(), page)["rules"] for rule in rules}
    return counted[counted["ledger"].isin(LEDGERS[page]) | counted["rule"].isin(rested_on)]


@cached(512)
def beside(view: View, page: str) -> tuple[list[str], dict[str, list[Figure | None]]]:
    """The places one level down beside each other: the codes of the page's indicators, the gravest first, and the figures
    of each place in their order. Only what means something below; empty where nothing lies there."""
    if view.place.level >= GRID:
        return [], {}
    rows = of_page(view.figures_below(), page)
    rows = rows[rows["applies_to"].str.contains("村") & rows["value"].notna()]
    order = [code for code in work(view, page).codes if code in set(rows["code"])][:_BESIDE]
    known = {(row.place, row.code): row for row in Figure.each(rows[rows["code"].isin(order)])}
    places = sorted(
        view.figures_below()["place"].unique(), key=lambda code: (Place(code).stands_apart(view.below), code)
    )
    return order, {place: [known.get((place, code)) for code in order] for place in places} if order else {}


@cached(512)
def depth(view: View, code: str) -> Depth:
    """One indicator by month with last year behind, and by place, what belongs to no village apart."""
    row = view.figure(code)
    months = through_the_year.by_month(view.scope, view.place, view.year, view.as_of, row)
    picture = Picture.of(months.title, time_charts.months(months.rows, row.unit), months.said)
    if view.place.level >= GRID or len(view.names) < 2:
        return Depth(picture, None)
    ranks = places_compared.by_place(view.figures_below(), code, view.parts)
    return Depth(picture, Picture.of(ranks.title, bar_charts.ranked_bars(ranks.bars, row.unit), ranks.said))
