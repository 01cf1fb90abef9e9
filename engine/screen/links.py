"""Links between pages: another page, place or ledger row in the same view, by address or by a click on a bar."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from engine.figures import ledger_rows
from engine.figures.view import View
from engine.ledgers.contract import Resource
from engine.screen import address
from engine.snapshot import questions

INDICATOR, VILLAGES, WARNINGS, LEDGERS, RECONCILE = (
    f"pages/{name}.py" for name in ("indicator", "villages", "warnings", "ledgers", "reconcile")
)


class Lead(NamedTuple):
    """Where a click on a bar leads: its customdata become the parameters `names`, of the address `to` or of the page's own."""

    names: tuple[str, ...]
    to: str = ""
    also: dict[str, str] = {}  # noqa: RUF012  read only


def open_bar(view: View, page: str, *names: str) -> Lead:
    """A click on a bar turns to `page` with the bar's customdata as the parameters of these names."""
    return Lead(names, address.to(view, page))


def open_part(view: View) -> Lead:
    """A click on an indicator's bar of one of `view.figures_beside` turns to that indicator at that place."""
    return Lead(("indicator", "part"), address.to(view, INDICATOR))


def open_ledger_row(view: View, ledger: str) -> Lead:
    """A click on a bar whose customdata begin with the key of a row of `ledger` shows that row on 台账."""
    return Lead(("row",), address.to(view, LEDGERS, ledger=questions.resources(view.scope)[ledger].title))


def narrow_to(name: str) -> Lead:
    """A click on a bar narrows the rows of the same page."""
    return Lead((name,))


def to_rows(view: View, ledgers: Iterable[str], keys: Iterable[str]) -> list[str]:
    """The address of each row on 台账, by the title of its ledger and its key; "" without a key."""
    there = address.parameters(view)
    return [
        address.path(LEDGERS, {**there, "ledger": ledger, "row": key}) if key else ""
        for ledger, key in zip(ledgers, keys, strict=True)
    ]


def linked_row(view: View, resource: Resource) -> pd.Series | None:
    """The ledger row that ?row= names, if it is one of this ledger's."""
    row_id = address.of_page("row")
    return ledger_rows.one_row(view.scope, view.place, resource, row_id) if row_id else None
