"""Tables on request: a fold each, a click on a row opens it on 台账, and files to take away."""

from collections.abc import Iterable

import streamlit as st

from engine.drilling import SHOWN
from engine.folds import Fold
from engine.show import LEDGERS, escaped, open_row
from engine.show_rows import downloads, table
from engine.view import View


def folds(view: View, found: Iterable[Fold]) -> None:
    """One expander for each; its rows are read when it is opened."""
    for fold in found:
        box = st.expander(fold.label, key=f"{fold.key}-fold", on_change="rerun")
        if box.open:
            with box:
                _opened(view, fold)


def _opened(view: View, fold: Fold) -> None:
    frame = fold.rows()
    if frame.empty:
        st.text(fold.none)
        return
    opened = {}
    if "编号" in frame:
        ledgers = frame["台账"] if "台账" in frame else [fold.ledger] * len(frame)
        keys = fold.keys or frame["编号"]
        addresses = [{"ledger": name, "row": key} for name, key in zip(ledgers, keys, strict=True)]
        opened = {"on_select": open_row(fold.key, LEDGERS, addresses), "selection_mode": "single-row"}
    table(frame, alt=fold.label, key=fold.key, **opened)
    cut = f"只列前 {SHOWN} 行。" if len(frame) >= SHOWN else ""
    st.caption(escaped(f"{cut}{fold.note}"))
    downloads(frame, f"{fold.label}-{view.place_name}-{view.as_of}", [fold.note], fold.key)
