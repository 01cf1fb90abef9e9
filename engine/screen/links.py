"""Links between pages: another page, place or ledger row in the same view, by address, by a click on a bar or on a row."""

from collections.abc import Callable
from pathlib import PurePath
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from engine.figures import ledger_rows
from engine.figures.view import View
from engine.ledgers.contract import Resource
from engine.screen.elements import escaped, served
from engine.snapshot import questions

INDICATOR, VILLAGES, WARNINGS, LEDGERS = (
    f"pages/{name}.py" for name in ("indicator", "villages", "warnings", "ledgers")
)


def filters(view: View, **more: str) -> dict[str, str]:
    """The query parameters that make another page show the same view."""
    chosen = {"place": view.place_name, "year": str(view.year), "as_of": view.as_of.isoformat()}
    return chosen | ({"office": view.office} if view.office else {}) | more


def address(view: View, page: str, **more: str) -> str:
    """The address of another page in the same view, as a link that can be kept or sent."""
    return served(f"{PurePath(page).stem}?{urlencode(filters(view, **more))}")


def link(view: View, page: str, label: str, **more: str) -> None:
    """A link to another page in the same view; `label` may hold ledger text."""
    st.page_link(page, label=escaped(label), query_params=filters(view, **more), width="stretch")


def open_bar(page: str, *names: str) -> Callable[[list], None]:
    """What a click on a bar does: turn to `page` with the bar's customdata as the query parameters of these names."""
    return lambda found: turn(page, dict(zip(names, map(str, found), strict=True)))


def open_part(view: View) -> Callable[[list], None]:
    """What a click on an indicator's bar of one of `view.figures_beside` does: turn to that indicator at that place."""

    def take(found: list) -> None:
        code, place = map(str, found)
        own = view.parts_beside[place] != view.names[place]
        turn(INDICATOR, {"indicator": code, **({"at": view.parts_beside[place]} if own else {"place": place})})

    return take


def open_ledger_row(view: View, ledger: str) -> Callable[[list], None]:
    """What a click on a bar does whose customdata begins with the key of a row of `ledger`: show that row on 台账."""
    title = questions.resources(view.scope)[ledger].title
    return lambda found: turn(LEDGERS, {"ledger": title, "row": str(found[0])})


def open_row(table: str, page: str, rows: list[dict[str, str]]) -> Callable[[], None]:
    """A callback: a click on row n of `table` turns to `page` with the query parameters `rows[n]`; without any, nowhere."""

    def take() -> None:
        chosen = st.session_state[table]["selection"]["rows"]
        if chosen and (parameters := rows[chosen[0]]):
            turn(page, parameters)

    return take


def show_row(table: str, keys: list[str]) -> Callable[[], None]:
    """A callback: a click on row n of `table` shows the ledger row with the key `keys[n]` on the same page."""

    def take() -> None:
        if chosen := st.session_state[table]["selection"]["rows"]:
            st.query_params["row"] = keys[chosen[0]]

    return take


def turn(page: str, parameters: dict[str, str]) -> None:
    """Leave word for the run that follows this callback; the sidebar's own parameters stay bound to their widgets."""
    if "place" in parameters:
        st.session_state["place"] = parameters.pop("place")
        if st.session_state.get("at"):  # it lay in the other place
            st.session_state["at"] = None
    st.session_state["turn-to"] = (page, parameters)


def linked_row(view: View, resource: Resource) -> pd.Series | None:
    """The ledger row that ?row= names, if it is one of this ledger's."""
    row_id = st.query_params.get("row")
    return ledger_rows.one_row(view.scope, view.place, resource, row_id) if row_id else None
