"""Tables that a page brings only when somebody asks for them."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from engine.figures.status import MATTERS, NEAR, OPEN, OVERDUE
from engine.words.excerpts import Excerpt


class Fold(NamedTuple):
    """A table on request. `rows` lists as many rows as it is asked for, `none` is said where it has none.

    A row leads to the ledger with this title, or to the one its column 台账 names, unless it `opens` nothing.
    """

    key: str
    label: str
    ledger: str
    note: str
    rows: Callable[[int], Excerpt]
    none: str = "没有。"
    opens: bool = True


def time_left(days: float, near: int) -> str:
    """How urgent something open is, by shape, word and days: "✕ 超期 3 天", "◆ 临期，剩 2 天"; `days` NaN: no limit."""
    if pd.isna(days):
        return "没有期限"
    if days < 0:
        return f"{MATTERS[OVERDUE]} {OVERDUE} {-days:.0f} 天"
    word = NEAR if days <= near else OPEN
    return f"{MATTERS[word]} {word}，" + (f"剩 {days:.0f} 天" if days else "今天到期")
