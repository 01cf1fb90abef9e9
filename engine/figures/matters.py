"""Matters with a time limit: how each stands on a day, and how many ended in time."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from engine.figures import ledger_rows
from engine.figures.status import MATTERS, NEAR, OPEN, OVERDUE, REMINDER
from engine.ledgers.places import GRID
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from engine.words import days, numbers
from engine.words.excerpts import ALL

URGENT = (OVERDUE, NEAR)
STILL_OPEN = (*URGENT, OPEN)


def near_days(scope: Scope) -> int:
    """How many days left make a matter 临期."""
    return int(questions.parameters(scope)["near_days"])


def matters(
    scope: Scope,
    place: str,
    year: int,
    as_of: date,
    most: int = ALL,
    *,
    open_on: date | None = None,
    states: Iterable[str] | None = None,
    rules: Iterable[str] | None = None,
    ledgers: Iterable[str] | None = None,
    at: str = "",
    width: int = GRID,
) -> pd.DataFrame:
    """The first matters that are open or ended in the year by the day, of these states, rules and ledgers; the most urgent first.

    Open ones are measured on `open_on`, else on the day itself. `at`: only those of this place, as `counts` names it with
    the same `width`. Columns: those of the answer `matters` but for its cells, and subject, handler (empty where the reader
    may not see the name), rule_name, basis, office, place_name, ledger_name, said ("超期 11 天", "2024年9月19日办结").
    """
    limits, known, asked = _last_limits(scope), questions.ledgers(scope), set(MATTERS if states is None else states)
    since = date(year, 1, 1) if asked - set(STILL_OPEN) else as_of + timedelta(days=1)  # of open ones none ended
    found = ask(
        "matters",
        scope,
        place=place,
        at=at,
        width=width,
        most=most,
        from_day=since,
        as_of=as_of,
        open_on=open_on or as_of,
        near_days=near_days(scope),
        reminding=tuple(limits.index[limits["binding"] != "是"]),
        by_law=_by_law(limits),
        rules=tuple(limits.index if rules is None else rules),
        ledgers=tuple(known) if ledgers is None else tuple(name for name in ledgers if name in known),
        states=tuple(state for state in MATTERS if state in asked),
    )
    return _in_words(scope, found)


def _in_words(scope: Scope, found: pd.DataFrame) -> pd.DataFrame:
    article, known = _articles(scope), questions.ledgers(scope)
    rows = list(found[["ledger", "cells", "row_id"]].itertuples(index=False, name=None))
    found = found.drop(columns="cells")
    found["subject"] = [ledger_rows.subject(known[ledger], cells, row_id) for ledger, cells, row_id in rows]
    found["handler"] = [ledger_rows.handler(scope, known[ledger], cells) for ledger, cells, _ in rows]
    found["said"] = [_said(r.state, r.days_left, r.finished_on) for r in found.itertuples()]
    found["basis"] = [article(r.rule, r.started_on) for r in found.itertuples()]
    found["ledger_name"] = [known[name].title for name in found["ledger"]]
    return _named(scope, found)


def _named(scope: Scope, found: pd.DataFrame) -> pd.DataFrame:
    """With the names of rule and place, and whose each matter is."""
    known = questions.ledgers(scope)
    found["rule_name"] = found["rule"].map(_last_limits(scope)["name"])
    found["office"] = [known[name].owner for name in found["ledger"]]
    found["place_name"] = found["place"].map(questions.known_places(scope))
    return found


def _last_limits(scope: Scope) -> pd.DataFrame:
    """The latest line of each rule: its name, and whether it binds."""
    return questions.limits(scope).drop_duplicates("rule", keep="last").set_index("rule")


def _by_law(limits: pd.DataFrame) -> tuple[str, ...]:
    """The rules whose limit is a number of days; the limit of the others was promised or set for each matter."""
    return (*limits.index[limits["days"].notna()], "")  # an empty list has no type


def _articles(scope: Scope) -> Callable[[str, pd.Timestamp], str]:
    """rule, start → the article a matter is held to: a new number governs only what started under it."""
    by_rule: dict[str, list] = {}
    for limit in questions.limits(scope).itertuples():
        by_rule.setdefault(limit.rule, []).append(limit)

    def article(rule: str, started_on: pd.Timestamp) -> str:
        valid = (x for x in by_rule[rule] if not x.valid_from > started_on and not x.valid_to < started_on)
        return next((limit.basis for limit in valid), "")

    return article


def counts(
    scope: Scope, place: str, year: int, as_of: date, width: int = GRID, open_on: date | None = None
) -> pd.DataFrame:
    """The answer `matter_counts` for the rules that bind, with rule_name, place_name and office; a row per rule and place."""
    found = every_count(scope, place, year, as_of, width, open_on)
    return found[found["binding"]].drop(columns="binding")


def every_count(
    scope: Scope, place: str, year: int, as_of: date, width: int = GRID, open_on: date | None = None
) -> pd.DataFrame:
    """`counts` with the rules that only remind; `binding` tells them apart."""
    asked: dict[str, object] = {"width": width, "near_days": near_days(scope)}
    asked |= {"from_day": date(year, 1, 1), "as_of": as_of, "open_on": open_on or as_of}
    found, limits = ask("matter_counts", scope, place=place, **asked), _last_limits(scope)
    mine = found["ledger"].isin(list(questions.ledgers(scope))) & found["rule"].isin(limits.index)
    found = _named(scope, found[mine].reset_index(drop=True))
    return found.assign(binding=found["rule"].map(limits["binding"]) == "是")


def whole(counted: pd.DataFrame) -> int:
    """How many matters the list has with all its states; `counted` is `every_count`."""
    # a reminder that nobody took up is no news once its day is past: the answer `matters` leaves it out too
    past = counted["overdue"].where(~counted["binding"], 0)
    return int((counted["ended"] + counted["still_open"] - past).sum())


def _said(state: str, days_left: int, finished_on: pd.Timestamp) -> str:
    if not pd.isna(finished_on):
        return f"{days.day(finished_on)}办结"
    if days_left < 0:
        return f"{'已过' if state == REMINDER else '超期'} {-days_left} 天"
    return "今天到期" if days_left == 0 else f"剩余 {days_left} 天"


class Totals(NamedTuple):
    """All matters with a binding limit: ended this year, and open ones that are late or nearly so."""

    ended: int
    on_time: int
    still_open: int
    near: int
    overdue: int
    carried: int
    longest: int

    @property
    def judged(self) -> int:
        """How many there were to judge at all: where there are none, nothing good can be said of them."""
        return self.ended + self.still_open

    @property
    def rate(self) -> str:
        return numbers.with_unit(numbers.quotient(self.on_time, self.ended, 100), "%") if self.ended else "不适用"

    @property
    def fraction(self) -> str:
        return f"{numbers.text(self.on_time)} / {numbers.text(self.ended)} 件" if self.ended else "没有办结的事项"

    @property
    def said(self) -> str:
        """The open ones in words: "超期 2 件（其中上年结转 1 件，最长 11 天），临期 3 件"."""
        if not self.judged:
            return "没有限时办结的事项"
        if not self.still_open:
            return "限时办结的事项均已办结"
        if not self.overdue and not self.near:
            return f"在办的 {numbers.text(self.still_open)} 件都没有超期、临期"
        carried = f"其中上年结转 {self.carried} 件，" if self.carried else ""
        late = f"超期 {self.overdue} 件（{carried}最长 {self.longest} 天）" if self.overdue else "没有超期"
        return f"{late}，临期 {self.near} 件"


def totals(counted: pd.DataFrame) -> Totals:
    """The sums of `counts` over all rules and places."""
    longest = int(counted["longest"].max()) if len(counted) else 0
    columns = ("ended", "ended_on_time", "still_open", "near", "overdue", "carried")
    return Totals._make([*(int(counted[name].sum()) for name in columns), longest])
