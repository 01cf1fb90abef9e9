"""The four numbers that stand first: on 总览 and in the brief."""

from typing import Any

import pandas as pd

from engine.figures import matters, promises, wording
from engine.figures.view import View
from engine.snapshot import questions


def tiles(view: View) -> list[tuple[str, str, str]]:
    """Four numbers, each with what makes it honest under it: (label, value, about)."""
    rows = view.figures()
    counted = promises.promises(rows)
    ended, before = (matters.totals(each.matter_counts()) for each in (view, view.year_before))
    silent = f"，无数据 {counted.silent}" if counted.silent else ""
    said = f"达标或正常；滞后 {counted.behind}，未达标 {counted.missed}{silent}"
    tiles = [("目标进展", f"{counted.fine} / {counted.all}", said)]
    by_code = rows.set_index("code", drop=False)
    if {"services_satisfied", "services_rated"} <= set(by_code.index):
        satisfied, smallest = (
            by_code.loc["services_satisfied"],
            int(questions.parameters(view.scope)["smallest_sample"]),
        )
        about = promises.satisfaction(satisfied, by_code.loc["services_rated"], smallest)
        tiles.append(("群众满意率", wording.shown(satisfied), about))
    tiles.append(("今年办结按期率", ended.rate, f"{ended.fraction}，上年同期 {before.rate}"))
    tiles.append(("超期与临期", f"{ended.overdue} + {ended.near}", ended.said))
    return tiles


def tile(view: View, label: str, code: str) -> tuple[str, str, str]:
    """(label, value, about) of the indicator `<code>_satisfied`, with `<code>_rated` beside it."""
    now, before = (each.figure(f"{code}_satisfied") for each in (view, view.year_before))
    about = promises.satisfaction(now, view.figure(f"{code}_rated"), smallest_sample(view))
    n_before = f"（{raters(before):,} 人）" if raters(before) else ""
    return label, wording.shown(now), f"{about}；上年同期 {wording.shown(before)}{n_before}"


def raters(row: Any) -> int:
    """How many people rated."""
    return 0 if pd.isna(row["denominator"]) else int(row["denominator"])


def smallest_sample(view: View) -> int:
    """How many ratings make a rate worth looking at."""
    return int(questions.parameters(view.scope)["smallest_sample"])
