"""What every page shares: who is reading what, links between pages, and the words that stand on every page."""

import atexit
import gc
from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from engine.figures import time_frame
from engine.figures.view import View
from engine.screen import address
from engine.screen.elements import element, escaped
from engine.screen.links import VILLAGES, open_row
from engine.snapshot import questions
from engine.subjects.tiles import Tile
from engine.words import excerpts, numbers

_NAMED = 5  # files that could not be read


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Once per process: what is imported by now lives for ever, so the collector need not walk it after every run."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is frozen when the interpreter ends would be reported as leaked


def places_table(view: View, cells: pd.DataFrame) -> None:
    """Places × sections in words, sortable by the promises kept; a click on a row opens the place."""
    codes = {name: code for code, name in view.names.items()}  # what lies in no grid is no place of its own
    opens = open_row(
        view, "places", VILLAGES, [{"place": codes[name]} if name in codes else {} for name in cells.index]
    )
    st.dataframe(cells, on_select=opens, selection_mode="single-row", key="places", alt="各处各方面达标情况")


def heading(view: View, title: str, tiles: Sequence[Tile] = (), lines: Sequence[str] = ()) -> None:
    """The finding as title, then place and day, more lines, and tiles. One element: each costs the browser its own time."""
    st.title(escaped(title), anchor=False)
    share = (view.as_of - view.start).days + 1
    whole = (date(view.year, 12, 31) - view.start).days + 1
    passed = "全年" if share == whole else f"全年已过 {numbers.percent(share / whole)}"
    office = f" · {view.office}" if view.office else ""
    when = f"{view.place_name} · {view.year} 年 · 统计时点 {view.as_of}（{passed}）{office}"
    notice = questions.parameters(view.scope).get("notice")
    said = [" · ".join([when, *_days(view)]), *_hints(view), *([notice] if notice else []), *lines]
    for words in address.read(view.scope, address.given()).said:
        st.warning(escaped(words))
    element("cards")(key="heading", data={"lines": said} | ({"tiles": told(tiles)} if tiles else {}))
    synthetic = " · 演示数据" if notice else ""
    st.session_state["shown"] = {"page": title, "source": f"{when} · 来源：本级台账{synthetic}"}
    _left_out(view)


def _days(view: View) -> list[str]:
    """The other two days beside 统计时点: how far the ledgers are entered, and today where open matters are measured on it."""
    updated = time_frame.updated_to(view.scope)
    told = [f"台账更新至 {updated}"] if updated else ["台账里还没有记录"]
    return told + ([f"在办事项算到今天 {view.measured_on}"] if view.measured_on != view.as_of else [])


def _hints(view: View) -> list[str]:
    """What the reader might take for granted and is not so."""
    updated, today = time_frame.updated_to(view.scope), questions.today(view.scope)
    told = []
    if updated and updated < min(view.as_of, today):
        told.append(f"台账只更新到 {updated}，此后到 {view.as_of} 没有记录，这一段的数不是零，是还没有登记。")
    if today.year > view.year == time_frame.default_year(view.scope):
        told.append(f"{today.year} 年已经开始，可以在“年度”里选看。")
    return told


def shown() -> dict[str, str]:
    """The title of this page, and place, day and source of what it shows, for pictures that leave it."""
    return st.session_state.get("shown", {"page": "", "source": ""})


def told(tiles: Sequence[Tile]) -> list[dict[str, str]]:
    """Tiles as static/cards.js takes them."""
    return [tile._asdict() for tile in tiles]


def _left_out(view: View) -> None:
    """Files and rows that are not in the numbers, named on every page."""
    rows = int(view.ask("left_out_counts")["rows_out"].sum())
    files = view.ask("left_out_files", most=_NAMED)
    if not rows and files.empty:
        return
    whole = excerpts.counted(files)
    named = "、".join(files["file"]) + ("等" if len(files) < whole else "")
    said = [f"{numbers.text(whole)} 个文件没有读取（{named}）"] if whole else []
    said += [f"{numbers.text(rows)} 行没有计入"] if rows else []
    st.warning(escaped(f"{'，'.join(said)}。原因和改法见“台账”页的“没有计入的行”。"))


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
        "条文已核对": limits["checked"],
        "只作提醒": limits["binding"].map({"是": "否", "否": "是"}),
    }
    fold.dataframe(pd.DataFrame(shown), hide_index=True, alt="时限和依据")
