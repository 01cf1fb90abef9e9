"""A satisfaction rate as a tile: never without how many rated, their share of those served, and last year's."""

from typing import Any

import pandas as pd

from engine.figures import findings, wording
from engine.figures.view import View
from engine.snapshot import questions


def tile(view: View, label: str, code: str) -> tuple[str, str, str]:
    """(label, value, about) of the indicator `<code>_satisfied`, with `<code>_rated` beside it."""
    now, before = (each.figure(f"{code}_satisfied") for each in (view, view.year_before))
    about = findings.satisfaction(now, view.figure(f"{code}_rated"), smallest_sample(view))
    n_before = f"（{raters(before):,} 人）" if raters(before) else ""
    return label, wording.shown(now), f"{about}；上年同期 {wording.shown(before)}{n_before}"


def raters(row: Any) -> int:
    """How many people rated."""
    return 0 if pd.isna(row["denominator"]) else int(row["denominator"])


def smallest_sample(view: View) -> int:
    """How many ratings make a rate worth looking at."""
    return int(questions.parameters(view.scope)["smallest_sample"])
