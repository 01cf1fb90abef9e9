"""What every page shares: who is reading what, links between pages, and the words that stand on every page."""

import atexit
import gc

import pandas as pd
import streamlit as st

from engine.figures.view import View
from engine.screen.rows_behind import table
from engine.snapshot import questions


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Once per process: what is imported by now lives for ever, so the collector need not walk it after every run."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is frozen when the interpreter ends would be reported as leaked


def calendar_note(view: View) -> None:
    """Say so where working days had to be guessed."""
    if unknown := [year for year in questions.unknown_years(view.scope) if year <= view.year + 1]:
        st.caption(
            f"{'、'.join(map(str, unknown))} 年的工作日历尚未公布，按周一至周五推算，公布后可在 holidays.csv 更正。"
        )


def limits_fold(view: View) -> None:
    """The time limits in force and where they come from."""
    units = {"calendar": "日", "working": "个工作日", "month": "个月"}
    fold = st.expander("时限和依据", key="limits-fold", on_change="rerun")
    if not fold.open:
        return
    limits = questions.limits(view.scope)
    days = [
        f"{row.days:.0f} {units[row.unit]}" if not pd.isna(row.days) else "台账行里的期限"
        for row in limits.itertuples()
    ]
    shown = {
        "时限": limits["name"],
        "期限": days,
        "依据": limits["basis"],
    }
    with fold:
        table(pd.DataFrame(shown), "时限和依据")
