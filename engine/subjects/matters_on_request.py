"""Matters with a time limit that a page of work lists when asked: what is open the longest, what was mended late."""

import pandas as pd

from engine.figures import listings, matters, status
from engine.figures.view import View
from engine.snapshot.caching import cached
from engine.subjects import lines_of_work
from engine.subjects.tables_on_request import Fold
from engine.words import numbers
from engine.words.excerpts import ALL, Excerpt

_NOTE = "点事项，看这一行台账。"


@cached(256)
def still_open(view: View, page: str) -> Fold:
    """What was accepted and is not done with, the longest first."""
    found = lines_of_work.matters_of(view, page, ALL, matters.STILL_OPEN)
    found = found.sort_values(["started_on", "row_id"], kind="stable")
    oldest = f"，最长 {(view.measured_on - found['started_on'].min().date()).days} 天" if len(found) else ""
    label = f"已受理未办结：{numbers.text(len(found))} 件{oldest}（久的在前）"
    return Fold("still-open", label, "", _NOTE, _Listed(found), "没有已受理而未办结的事项。")


@cached(256)
def mended(view: View) -> Fold:
    """The problems that patrols found this year: which were mended in time, which late, which are open."""
    rows = view.ask("rows", indicator="patrol_problems", from_day=view.start, as_of=view.as_of, most=ALL)
    found = view.matters(ALL, states=status.MATTERS, ledgers=["problems"])
    found = found[found["row_id"].isin(rows["row_id"])].sort_values(["started_on", "row_id"], kind="stable")
    counted = found["state"].value_counts()
    told = [f"{word} {counted[word]} 起" for word in status.MATTERS if counted.get(word)]
    label = f"巡河发现的问题 {numbers.text(len(rows))} 起：{'，'.join(told)}" if told else "巡河发现的问题：无"
    return Fold("mended", label, "", _NOTE, _Listed(found), "巡河没有发现问题。")


def of_row(view: View, ledger: str, row_id: str) -> pd.DataFrame:
    """What is due of one ledger row, whose it is and by which article; empty where no time limit runs."""
    found = view.matters(ALL, ledgers=[ledger])
    found = found[(found["row_id"] == row_id) & (found["ledger"] == ledger)]
    return listings.matters_listed(found).drop(columns=["台账", "编号"])


class _Listed:
    """Lists the first of these matters in the words of 督办."""

    def __init__(self, found: pd.DataFrame) -> None:
        self._found = found

    def __call__(self, most: int) -> Excerpt:
        return Excerpt(listings.matters_listed(self._found.head(most)), len(self._found))
