"""Tables on request: a fold each, its rows lead to 台账, and files to take away."""

from collections.abc import Iterable

import streamlit as st

from engine.figures.view import View
from engine.screen.rows_behind import excerpt, to_ledger
from engine.subjects.tables_on_request import Fold


def show(view: View, found: Iterable[Fold]) -> None:
    """One expander for each; its rows are read when it is opened."""
    for fold in found:
        box = st.expander(fold.label, key=f"{fold.key}-fold", on_change="rerun")
        if box.open:
            with box:
                excerpt(
                    fold.rows,
                    f"{fold.label}-{view.place_name}-{view.as_of}",
                    [fold.note],
                    fold.key,
                    alt=fold.label,
                    empty=fold.none,
                    note=fold.note,
                    leads=to_ledger(view, fold.ledger) if fold.opens else None,
                )
