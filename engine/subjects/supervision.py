"""The 督办 summary of a day or a week: what is gravest, what newly came to be late, what falls due next, in short lines."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

import pandas as pd

from engine.figures import matters, promises, status, urgent, wording
from engine.figures.figure import Figure
from engine.figures.urgent import Urgent
from engine.figures.view import View
from engine.ledgers.masking import scrub
from engine.snapshot import questions
from engine.words import days, excerpts

DAY, WEEK = "day", "week"
_DAYS, _LATELY, _KIND = {DAY: 1, WEEK: 7}, {DAY: "今日", WEEK: "近7日"}, {DAY: "督办日报", WEEK: "督办周报"}
LISTED = 5  # lines of a part; the rest is on 预警


class Part(NamedTuple):
    """One part of a summary: what is counted, and the first of it."""

    heading: str
    lines: list[str]


class Summary(NamedTuple):
    """What is printed, or sent as a message."""

    title: str
    parts: list[Part]

    @property
    def text(self) -> str:
        """The whole of it as plain text."""
        told = ["\n".join([part.heading, *(f"· {line}" for line in part.lines)]) for part in self.parts]
        return "\n\n".join([self.title, *told])


# (docs/decisions.md, "What leaves the machine")
def summary(view: View, period: str) -> Summary:
    """The summary of the day on which the view's matters are measured, or of the seven days that end with it.

    Masked for every reader: who reads the message is not known.
    """
    view = replace(view, scope=replace(view.scope, unmasked=False))
    rows, span = view.figures(), _DAYS[period]
    found = view.matters(states=matters.STILL_OPEN).sort_values(["days_left", "rule", "row_id"])
    late, lately = found[found["state"] == status.OVERDUE], _LATELY[period]
    new, worse = late[late["days_left"] >= -span], _worse(view, rows, span)
    ahead = max(matters.near_days(view.scope), span if period == WEEK else 0)
    soon = found[found["days_left"].between(0, ahead)]
    return Summary(
        _title(view, period, span),
        [
            _general(view, rows),
            _gravest(view, rows),
            _part(f"{lately}新增{status.OVERDUE} {len(new)} 件", len(new), map(_matter, new.itertuples())),
            _part(f"{lately}新增落后的指标 {len(worse)} 项", len(worse), worse),
            _part(f"{ahead}日内到期 {len(soon)} 件", len(soon), map(_matter, soon.itertuples())),
        ],
    )


def _title(view: View, period: str, span: int) -> str:
    last = view.measured_on
    first = last - timedelta(days=span - 1)
    told = days.day(last) if period == DAY else f"{days.day(first)}至{days.day(last)}"
    place = questions.known_places(view.scope).get(view.place, "")
    return f"{place}{view.office or ''}{_KIND[period]}（{told}）"


def _general(view: View, rows: pd.DataFrame) -> Part:
    told = (promises.headline(promises.promises(rows)), matters.totals(view.matter_counts()).said)
    return _part(f"总体情况（指标统计时点 {days.day(view.as_of)}）", len(told), told)


def _gravest(view: View, rows: pd.DataFrame) -> Part:
    pressing = view.matters(LISTED, states=matters.URGENT)
    whole = urgent.urgent_in_all(rows, pressing)
    return _part(f"需要督办 {whole} 项", whole, map(_urgent, urgent.urgent(view, rows, pressing, LISTED)))


def _part(counted: str, whole: int, lines: Iterable[str]) -> Part:
    shown = [scrub(line) for line, _ in zip(lines, range(LISTED), strict=False)]
    return Part(counted + excerpts.bracketed(len(shown), whole), shown)


def _urgent(each: Urgent) -> str:
    named = f"{each.ledger} {each.row_id}" if each.row_id else each.what
    told = [part for part in (named, each.where, each.how_bad, each.whose) if part]
    return f"{each.shape} {' · '.join(told)}（{each.detail}）"


def _matter(m: Any) -> str:
    """A matter by its number: what an official typed into it may name a person, and no mask knows that name."""
    said = f"{m.ledger_name} {m.row_id} {m.said}"
    return f"{status.MATTERS[m.state]} {said}（{m.rule_name}，{m.due_on:%Y-%m-%d} 到期 · {m.place_name} · {m.office}）"


def _worse(view: View, rows: pd.DataFrame, span: int) -> list[str]:
    """The indicators that need somebody now and did not `span` days before; a new year begins with nothing to compare."""
    before = view.as_of - timedelta(days=span)
    if before.year != view.year:
        return []
    then = replace(view, as_of=before).figures().set_index("code")["status"]
    now = promises.promised(rows)
    behind = now[now["status"].isin(status.ACTION) & ~now["code"].map(then).isin(status.ACTION)]
    return [
        f"{status.SHAPES[row.status]} {row.name} {wording.against(row)}（{then[row.code]}→{row.status} · {row.office}）"
        for row in Figure.each(behind)
    ]
