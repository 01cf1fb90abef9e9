"""What the checks found in the ledgers, on the page 台账: of the chosen ledger, and of all of them when asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from engine import checks, quality
from engine.contract import Resource
from engine.show import escaped, show_row
from engine.show_rows import excerpt, table
from engine.view import View


def findings(view: View, resource: Resource) -> None:
    """The findings in one ledger, each leading to its row. Above a township they are looked for when asked for."""
    if len(view.place) >= 9:
        _findings(view, resource)
        return
    fold = st.expander(f"{resource.title}台账里对不上的地方", key=f"quality-{resource.name}", on_change="rerun")
    if fold.open:
        with fold:
            _findings(view, resource)


def of_row(view: View, resource: Resource, row_id: str) -> None:
    """What the checks have to say of one row, in full."""
    for told in quality.of_row(view.scope, view.place, resource.name, row_id):
        st.text(told)


def _findings(view: View, resource: Resource) -> None:
    counted = checks.counts(view.scope, view.place, resource.name)
    st.header(f"{resource.title}台账里对不上的地方：{quality.said(counted)}", anchor=False)
    if counted.empty:
        return
    excerpt(
        partial(quality.listed, view.scope, view.place, resource.name, view.names),
        f"{resource.title}-对不上的地方-{view.place_name}",
        [quality.MEANING],
        "findings",
        alt="对不上的地方",
        note=f"{quality.MEANING}点一行，看这一行台账。",
        opens=lambda found: show_row("findings", list(found.rows["编号"])),
    )


def all_ledgers(view: View, ledgers: list[Resource]) -> None:
    """A fold that counts the findings of every ledger; a click on a ledger shows it."""
    fold = st.expander("全部台账里对不上的地方", key="quality", on_change="rerun")
    if not fold.open:
        return
    with fold:
        with st.spinner("正在核对……"):
            counted = checks.counts(view.scope, view.place)
        st.text(f"{view.place_name}各台账里对不上的地方：{quality.said(counted)}")
        frame = quality.by_ledger(counted, ledgers)
        if len(frame):
            st.caption(escaped(f"{quality.MEANING}点一本台账，看是哪些行。"))
            titles = list(frame["台账"])
            table(
                frame, alt="各台账的错误和疑点", on_select=_choose(titles), selection_mode="single-row", key="by-ledger"
            )


def _choose(titles: list[str]) -> Callable[[], None]:
    """A callback: a click on row n chooses the ledger with the title `titles[n]` on the same page."""

    def take() -> None:
        if chosen := st.session_state["by-ledger"]["selection"]["rows"]:
            st.session_state["ledger"] = titles[chosen[0]]
            st.query_params.pop("row", None)

    return take
