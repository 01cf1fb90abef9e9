"""Columns and kinds of rows that nobody ever entered, and what says nothing because of that.

Leaving a column empty must be no way to look good: the ledger's page names it with what it would feed, and 总览 says how
many figures are silent.
"""

from typing import NamedTuple

import pandas as pd

from engine.figures.view import View
from engine.ledgers.contract import Resource
from engine.ledgers.places import TOWNSHIP
from engine.snapshot import questions

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


def hint(rows: pd.DataFrame) -> str:
    """How many of these figures are silent because something was never entered; empty where none is."""
    silent = rows[rows["unrecorded"] != ""]
    if silent.empty:
        return ""
    why = list(dict.fromkeys(silent["unrecorded"].str.removesuffix("从未登记")))
    named = "；".join(why[:NAMED]) + (f"等 {len(why)} 处" if len(why) > NAMED else "")
    return f"另有 {len(silent)} 项指标没有数，因为台账的栏目从未登记：{named}。影响哪些指标，见“台账”页各本台账。"
