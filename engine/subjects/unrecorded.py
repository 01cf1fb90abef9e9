"""What nobody entered: ledgers in the year, columns and kinds of rows ever; and what says nothing because of that.

Leaving a column empty must be no way to look good: the ledger's page names it with what it would feed, and 总览 says how
many figures are silent.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pandas as pd

from engine.figures.figure import STOCKS, Figure
from engine.figures.view import View
from engine.ledgers.contract import Resource
from engine.ledgers.places import TOWNSHIP
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask

NAMED = 3  # reasons in the hint; the ledgers' pages have them all


class Unrecorded(NamedTuple):
    """One column of a ledger (告知日期) or kind of its rows, the figures and the time limits that rest on it."""

    title: str
    figures: list[str]
    limits: list[str]

    @property
    def said(self) -> str:
        """`“告知日期”从未登记：信访及时受理告知率没有数；信访告知不计时限。填了第一格，就开始计算。`"""
        told = [f"{'、'.join(self.figures)}没有数"] if self.figures else []
        told += [f"{'、'.join(self.limits)}不计时限"] if self.limits else []
        return f"“{self.title}”从未登记：{'；'.join(told)}。登记了第一格，就开始计算。"


def of_ledger(view: View, resource: Resource) -> list[Unrecorded]:
    """What nobody ever entered in a kept ledger by the day, in the contract's order; kept is judged for the township."""
    asked = {"width": min(view.place.level, TOWNSHIP), "year": view.year, "as_of": view.as_of}
    kept = view.ask("kept", **asked)
    known = set(kept[kept["ledger"] == resource.name]["part"])
    if not known:
        return []
    rests_on = questions.rests_on(view.scope)
    missing = {part for parts in rests_on.values() for ledger, part in parts if ledger == resource.name} - known
    order = {field.column: n for n, field in enumerate(resource.fields)}
    told = []
    for part in sorted(missing, key=lambda part: (order[part.partition("=")[0]], part)):
        silent = {name for name, parts in rests_on.items() if (resource.name, part) in parts}
        named = (questions.catalogue(view.scope)[["code", "name"]], questions.limits(view.scope)[["rule", "name"]])
        figures, limits = (
            [name for code, name in each.drop_duplicates().itertuples(index=False) if code in silent] for each in named
        )
        told.append(Unrecorded(resource.part_title(part), figures, limits))
    return told


def kept(scope: Scope, place: str, year: int, as_of: date) -> dict[str, bool]:
    """The ledgers with a row by the day → whether nothing means nothing in the year, as there is a row in it, or the
    ledger holds only what lasts from year to year. Kept is judged for the township."""
    found = ask("kept", scope, place=place, width=min(len(place), TOWNSHIP), year=year, as_of=as_of)
    catalogue = questions.catalogue(scope)
    yearly = {name for names in catalogue[~catalogue["kind"].isin(STOCKS)]["ledgers"] for name in names}
    rows = found[found["part"] == ""].groupby("ledger")["in_year"].max()
    return {str(ledger): bool(in_year) or ledger not in yearly for ledger, in_year in rows.items()}


def said_of_ledgers(view: View, ledgers: Iterable[Resource]) -> dict[str, str]:
    """Ledger → whether a nought in it means that nothing was done, or that nothing was entered."""
    found = kept(view.scope, view.place, view.year, view.as_of)
    missing = {figure.ledger: figure.months_missing for figure in Figure.each(view.figures()) if figure.months_missing}
    told = {}
    for ledger in ledgers:
        if ledger.name not in found:
            told[ledger.name] = "从未登记，是否发生看不出"
        elif not found[ledger.name]:
            told[ledger.name] = "本年没有登记，是否发生看不出"
        elif months := missing.get(ledger.name):
            told[ledger.name] = (
                f"{'、'.join(f'{month}月' for month in months)}没有登记，是否发生看不出；其余月份为零即没有发生"
            )
        else:
            told[ledger.name] = "有登记，为零即没有发生"
    return told


def hint(rows: pd.DataFrame) -> str:
    """How many of these figures are silent because something was never entered; empty where none is."""
    silent = rows[rows["unrecorded"] != ""]
    if silent.empty:
        return ""
    why = list(dict.fromkeys(silent["unrecorded"].str.removesuffix("从未登记")))
    named = "；".join(why[:NAMED]) + (f"等 {len(why)} 处" if len(why) > NAMED else "")
    return f"另有 {len(silent)} 项指标没有数，因为台账的栏目从未登记：{named}。影响哪些指标，见“台账”页各本台账。"
