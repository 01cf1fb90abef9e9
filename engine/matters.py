"""Matters with a time limit: how each stands on a day, and how many ended in time."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from engine import numbers, questions
from engine.questions import Scope, ask
from engine.status import ENDED_LATE, IN_TIME, MATTERS, NEAR, OPEN, OVERDUE, REMINDER

URGENT = (OVERDUE, NEAR)
MOST = 5_000  # matters a page lists; the counts are of all


def near_days(scope: Scope) -> int:
    """How many days left make a matter 临期."""
    return int(questions.parameters(scope)["near_days"])


def matters(scope: Scope, place: str, year: int, as_of: date, open_on: date | None = None) -> pd.DataFrame:
    """Every matter that is open or ended in the year by the day, the most urgent first.

    Open ones are measured on `open_on`, else on the day itself.

    Columns: those of the answer `matters`, and rule_name, basis, office, place_name, ledger_name, state
    (a word of status.MATTERS), said ("超期 11 天", "剩 2 天", "9 月 19 日办结").
    """
    return _matters(scope, place, year, as_of, open_on or as_of).copy(deep=False)


@lru_cache(maxsize=64)
def _matters(scope: Scope, place: str, year: int, as_of: date, open_on: date) -> pd.DataFrame:
    found = ask("matters", scope, place=place, year_start=date(year, 1, 1), as_of=as_of, open_on=open_on, most=MOST)
    limits = questions.limits(scope).drop_duplicates("rule", keep="last").set_index("rule")
    ledgers, places = questions.ledgers(scope), questions.known_places(scope)
    binding, near = dict(limits["binding"]), near_days(scope)
    found["state"] = [
        _state(r.finished_on, r.due_on, r.days_left, binding[r.rule] == "是", near) for r in found.itertuples()
    ]
    found["said"] = [_said(r.state, r.days_left, r.finished_on) for r in found.itertuples()]
    found["rule_name"] = found["rule"].map(limits["name"])
    article = _articles(scope)
    found["basis"] = [article(r.rule, r.started_on) for r in found.itertuples()]
    found["office"] = [ledgers[name].owner for name in found["ledger"]]
    found["ledger_name"] = [ledgers[name].title for name in found["ledger"]]
    found["place_name"] = found["place"].map(places)
    # A reminder that nobody took up is no news once its day is past; one that was taken up is done in its year.
    found = found[~((found["state"] == REMINDER) & (found["days_left"] < 0) & found["finished_on"].isna())]
    order = {state: n for n, state in enumerate(MATTERS)}
    return found.sort_values(
        ["state", "due_on", "rule", "row_id"], key=lambda c: c.map(order) if c.name == "state" else c, ignore_index=True
    )


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
    scope: Scope, place: str, year: int, as_of: date, width: int = 15, open_on: date | None = None
) -> pd.DataFrame:
    """The answer `matter_counts` for the rules that bind, with rule_name, place_name and office; a row per rule and place."""
    near = near_days(scope)
    days = {"year_start": date(year, 1, 1), "as_of": as_of, "open_on": open_on or as_of}
    found = ask("matter_counts", scope, place=place, width=width, near_days=near, **days)
    limits = questions.limits(scope).drop_duplicates("rule", keep="last").set_index("rule")
    ledgers, places = questions.ledgers(scope), questions.known_places(scope)
    found["rule_name"] = found["rule"].map(limits["name"])
    found["office"] = [ledgers[name].owner for name in found["ledger"]]
    found["place_name"] = found["place"].map(places)
    return found[found["rule"].map(limits["binding"]) == "是"]


def _state(finished_on: object, due_on: pd.Timestamp, days_left: int, binding: bool, near: int) -> str:
    if not binding:
        return REMINDER
    if not pd.isna(finished_on):
        return IN_TIME if finished_on <= due_on else ENDED_LATE
    if days_left < 0:
        return OVERDUE
    return NEAR if days_left <= near else OPEN


def _said(state: str, days_left: int, finished_on: pd.Timestamp) -> str:
    if not pd.isna(finished_on):
        return f"{finished_on:%Y-%m-%d} 办结"
    if days_left < 0:
        return f"{'已过' if state == REMINDER else '超期'} {-days_left} 天"
    return "今天到期" if days_left == 0 else f"剩 {days_left} 天"


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
            return "没有有时限的事项"
        if not self.still_open:
            return "有时限的事项都已办结"
        if not self.overdue and not self.near:
            return f"在办的 {numbers.text(self.still_open)} 件都没有超期、临期"
        carried = f"其中上年结转 {self.carried} 件，" if self.carried else ""
        late = f"超期 {self.overdue} 件（{carried}最长 {self.longest} 天）" if self.overdue else "没有超期"
        return f"{late}，临期 {self.near} 件"


def totals(counted: pd.DataFrame) -> Totals:
    """The sums of `counts` over all rules and places."""
    sums = (int(counted[name].sum()) for name in ("ended", "ended_on_time", "still_open", "near", "overdue", "carried"))
    return Totals(*sums, longest=int(counted["longest"].max()) if len(counted) else 0)


def totals_of(found: pd.DataFrame) -> Totals:
    """The same of some of the `matters`; how many of them were carried over is not told."""
    states = found["state"].value_counts()
    in_time, late, overdue, near, still = (int(states.get(s, 0)) for s in (IN_TIME, ENDED_LATE, OVERDUE, NEAR, OPEN))
    days = found[found["state"] == OVERDUE]["days_left"]
    return Totals(in_time + late, in_time, overdue + near + still, near, overdue, 0, int(-days.min()) if overdue else 0)
