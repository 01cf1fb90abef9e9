"""From a number on a page to its making: the fold 这个数怎么来的, the ledger rows behind it, and the files to take away."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from engine import drilling, exporting, notes, numbers, wording
from engine.figures import STOCKS
from engine.home import QUERIES
from engine.show import LEDGERS, link
from engine.view import View


def explain(view: View, codes: list[str], key: str) -> None:
    """The fold under a figure: definition, formula, target, SQL, rows and downloads of one of the indicators in it."""
    fold = st.expander("这个数怎么来的", key=key, on_change="rerun")
    if not fold.open:
        return
    with fold:
        rows = view.figures().set_index("code", drop=False)
        codes = [code for code in codes if code in rows.index]
        code = (
            codes[0]
            if len(codes) == 1
            else st.selectbox("看哪一项", codes, format_func=rows["name"].get, key=f"{key}-code")
        )
        if code:
            origin(view, rows.loc[code])
            rows_behind(view, rows.loc[code], key=key)


def origin(view: View, row: pd.Series) -> None:
    """Definition, arithmetic, target and SQL of one figure."""
    st.text(f"怎么算：{row.definition}")
    st.text(f"算式：{wording.formula(row)}")
    st.text(f"对照：{wording.arithmetic(row, view.as_of)}")
    st.text(f"目标依据：{wording.basis(row)}")
    if caveats := wording.caveats(row):
        st.text(f"注意：{'，'.join(caveats)}")
    st.caption(wording.thresholds())
    st.code((QUERIES / "indicators" / f"{row.code}.sql").read_text(encoding="utf-8"), language="sql", wrap_lines=True)


def rows_behind(view: View, row: Any, key: str, place: str | None = None, month: int | None = None) -> None:
    """The ledger rows behind one figure: each with file and line, their sum said, to look at and to take away.

    `place` one of the parts of the view's; the view's own means what lies in none of them.
    """
    first, last = _span(view, month)
    asked = {"indicator": row.code, "from_day": first, "as_of": last, "place": place or view.place}
    asked |= {"own": True} if place == view.place else {}
    if month and row.kind in STOCKS:  # a stock's month brings what began in it; such ledgers are short
        found = view.ask("rows", **asked, most=drilling.MOST)
        found = found[found["day"] >= pd.Timestamp(first)]
        sums = found.groupby("ledger").agg(row_count=("row_id", "size"), numerator=("numerator", "sum"))
    else:
        found = view.ask("rows", **asked, most=drilling.SHOWN)
        sums = view.ask("row_sums", **asked).set_index("ledger")
    if found.empty:
        st.text("没有对应的台账行。")
        return
    told = _told(view, row, place or view.place, month)
    for resource, frame in drilling.by_ledger(view.scope, found):
        sum_of = sums.loc[resource.name]
        due = f"，应计合计 {numbers.text(sum_of['denominator'])}" if "应计" in frame and "denominator" in sum_of else ""
        cut = f"（只列前 {len(frame)} 行，全部请下载）" if sum_of["row_count"] > len(frame) else ""
        said = f"{numbers.text(sum_of['row_count'])} 行，计数合计 {numbers.text(sum_of['numerator'])}"
        st.text(f"{resource.title}台账 {said}{due}{cut}")
        table(frame, alt=f"{row['name']}背后的{resource.title}台账行")
        downloads(
            partial(_whole, view, asked, resource.name) if cut else frame,
            f"{row['name']}-{view.place_name}-{view.as_of}",
            [wording.arithmetic(row, view.as_of), row.definition, *wording.caveats(row), *told],
            f"{key}-{resource.name}",
        )
        if resource.is_ledger:
            link(view, LEDGERS, f"在台账页打开{resource.title}", ledger=resource.title)


def _whole(view: View, asked: dict, ledger: str) -> pd.DataFrame:
    """All rows of one ledger behind a figure, read when somebody takes them away."""
    found = view.ask("rows", **asked, most=drilling.MOST)
    return next(frame for resource, frame in drilling.by_ledger(view.scope, found) if resource.name == ledger)


def _told(view: View, row: Any, place: str, month: int | None) -> list[str]:
    """The notes on a figure that go into its files: of the year shown, or of the month."""
    whole = date(view.year, month or 1, 1), date(view.year, month or 12, monthrange(view.year, month or 12)[1])
    return notes.exported(notes.of(view.scope, row.code, place, *whole), view.names)


def _span(view: View, month: int | None) -> tuple:
    if month is None:
        return view.start, view.as_of
    first = view.start.replace(month=month)
    after = first.replace(year=first.year + month // 12, month=month % 12 + 1)
    return first, min((pd.Timestamp(after) - pd.Timedelta(days=1)).date(), view.as_of)


def table(frame: pd.DataFrame, alt: str, **options: Any) -> Any:
    """A read-only table; dates without clock times."""
    dates = {
        name: st.column_config.DateColumn(format="YYYY-MM-DD")
        for name in frame
        if pd.api.types.is_datetime64_any_dtype(frame[name])
    }
    return st.dataframe(frame, hide_index=True, column_config=dates, placeholder="", alt=alt, **options)


def downloads(frame: pd.DataFrame | Callable[[], pd.DataFrame], title: str, notes: list[str], key: str) -> None:
    """XLSX and CSV of a frame, made only when somebody asks for them; so is the frame where a function is given."""
    made = frame if callable(frame) else lambda: frame
    with st.container(horizontal=True):
        st.download_button(
            "下载 Excel",
            lambda: exporting.workbook(made(), title, notes),
            f"{title}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{key}-xlsx",
            on_click="ignore",
        )
        st.download_button(
            "下载 CSV",
            lambda: exporting.csv_file(made()),
            f"{title}.csv",
            "text/csv",
            key=f"{key}-csv",
            on_click="ignore",
        )
