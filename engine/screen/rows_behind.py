"""From a number on a page to its making: the fold 这个数怎么来的, the ledger rows behind it, and the files to take away."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from engine.figures import exporting, ledger_rows, notes, wording
from engine.figures.figure import STOCKS, Figure
from engine.figures.view import View
from engine.ledgers.contract import Resource
from engine.ledgers.home import QUERIES
from engine.screen import address, board
from engine.screen.board import Block
from engine.screen.links import LEDGERS, to_rows
from engine.snapshot import questions
from engine.words import excerpts, numbers
from engine.words.excerpts import ALL, Excerpt

ORIGIN = "这个数怎么来的"
Leads = Callable[[Excerpt], list[str]]  # the addresses of the rows of a list


def explain(view: View, codes: list[str], key: str) -> None:
    """The fold under a figure: definition, formula, target, SQL, rows and downloads of one of the indicators in it."""
    fold = st.expander(ORIGIN, key=key, on_change="rerun")
    if not fold.open:
        return
    with fold:
        rows = {figure.code: figure for figure in Figure.each(view.figures())}
        codes = [code for code in codes if code in rows]
        code = (
            codes[0]
            if len(codes) == 1
            else st.selectbox("看哪一项", codes, format_func=lambda code: rows[code].name, key=f"{key}-code")
        )
        if code:
            origin(view, rows[code])
            rows_behind(view, rows[code], key=key)


def origin(view: View, row: Figure) -> None:
    """Definition, arithmetic and target of one figure, and its SQL for those who read it."""
    st.text(f"怎么算：{row.definition}")
    st.text(f"算式：{wording.formula(row)}")
    st.text(f"对照：{wording.arithmetic(row, view.as_of)}")
    st.text(f"目标依据：{wording.basis(row)}")
    if caveats := wording.caveats(row):
        st.text(f"注意：{'，'.join(caveats)}")
    st.caption(wording.thresholds())
    with st.expander("统计语句（技术人员用）"):
        query = (QUERIES / "indicators" / f"{row.code}.sql").read_text(encoding="utf-8")
        st.code(query, language="sql", wrap_lines=True)


def rows_behind(view: View, row: Figure, key: str, place: str | None = None, month: int | None = None) -> None:
    """The ledger rows behind one figure: each with file and line, their sum said, to look at and to take away.

    `place` one of the parts of the view's; the view's own means what lies in none of them.
    """
    first, last = _span(view, month)
    asked = {"indicator": row.code, "from_day": first, "as_of": last, "place": place or view.place}
    asked |= {"own": True} if place == view.place else {}
    begun = bool(month) and row.kind in STOCKS  # a stock's month brings what began in it; such ledgers are short
    found = _behind(view, asked, ALL if begun else excerpts.SHOWN, begun)
    sums = _sums(found) if begun else view.ask("row_sums", **asked).set_index("ledger")
    if found.empty:
        st.text("没有对应的台账行。")
        return
    told = _told(view, row, place or view.place, month)
    frames = {resource.name: frame for resource, frame in ledger_rows.by_ledger(view.scope, found.head(excerpts.SHOWN))}
    for name, sum_of in sums.iterrows():
        resource, frame = questions.resources(view.scope)[str(name)], frames.get(name)
        shown, whole = 0 if frame is None else len(frame), int(sum_of["row_count"])
        due = "" if pd.isna(sum_of["denominator"]) else f"，应计合计 {numbers.text(sum_of['denominator'])}"
        said = f"{numbers.text(whole)} 行，计数合计 {numbers.text(sum_of['numerator'])}"
        blocks = [board.note(f"{resource.title}台账 {said}{due}{excerpts.bracketed(shown, whole)}")]
        if frame is not None:
            leads = to_rows(view, [resource.title] * shown, frame["编号"]) if resource.is_ledger else ()
            alt = f"{row.name}背后的{resource.title}台账行"
            blocks.append(board.frame(readable(view, resource, frame), alt, alt=alt, leads=leads))
        if resource.is_ledger:
            to = address.to(view, LEDGERS, ledger=resource.title)
            blocks.append(board.links([(f"在台账页打开{resource.title}", to)]))
        board.tables(blocks, f"{key}-{resource.name}")
        downloads(
            partial(_whole, view, asked, begun, resource.name) if shown < whole else frame,
            f"{row.name}-{view.place_name}-{view.as_of}",
            [wording.arithmetic(row, view.as_of), row.definition, *wording.caveats(row), *told],
            f"{key}-{resource.name}",
        )


def _behind(view: View, asked: dict, most: int, begun: bool) -> pd.DataFrame:
    found = view.ask("rows", **asked, most=most)
    return found[found["day"] >= pd.Timestamp(asked["from_day"])] if begun else found


def _sums(found: pd.DataFrame) -> pd.DataFrame:
    """The answer `row_sums` of rows that are all there."""
    by_ledger = found.groupby("ledger")
    sums = by_ledger[["numerator", "denominator"]].sum(min_count=1)
    return sums.assign(row_count=by_ledger.size())


def _whole(view: View, asked: dict, begun: bool, ledger: str) -> pd.DataFrame:
    """All rows of one ledger behind a figure, read when somebody takes them away."""
    listed = ledger_rows.by_ledger(view.scope, _behind(view, asked, ALL, begun))
    return next(frame for resource, frame in listed if resource.name == ledger)


def _told(view: View, row: Figure, place: str, month: int | None) -> list[str]:
    """The notes on a figure that go into its files: of the year shown, or of the month."""
    whole = date(view.year, month or 1, 1), date(view.year, month or 12, monthrange(view.year, month or 12)[1])
    return notes.exported(notes.of(view.scope, row.code, place, *whole), view.names)


def _span(view: View, month: int | None) -> tuple:
    if month is None:
        return view.start, view.as_of
    first = view.start.replace(month=month)
    after = first.replace(year=first.year + month // 12, month=month % 12 + 1)
    return first, min((pd.Timestamp(after) - pd.Timedelta(days=1)).date(), view.as_of)


def table(frame: pd.DataFrame, alt: str, leads: Sequence[str] = ()) -> None:
    """A table to read, as an element of its own; row n leads to `leads[n]`."""
    board.tables([board.frame(frame, alt, alt=alt, leads=leads)], alt)


def _first(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """With these of its columns before the others."""
    there = [name for name in names if name in frame]
    return frame[[*there, *(name for name in frame if name not in there)]]


def readable(view: View, resource: Resource, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of a ledger as people read them: what each is about first, else its number; then where, by name."""
    if not resource.is_ledger:
        return frame
    place = resource.field("place").name
    frame = frame.assign(**{place: [view.names.get(code, code) for code in frame[place]]})
    subject = next((f.name for f in map(resource.field, resource.subject) if "enum" not in f.constraints), "")
    if subject:
        told = [about or number for about, number in zip(frame[subject], frame["编号"], strict=True)]
        frame = frame.assign(**{subject: told})
    return _first(frame, subject, "编号", place).rename(columns={place: "区划"})


def listed(
    found: Excerpt,
    alt: str,
    empty: str = "没有。",
    note: str = "",
    leads: Leads | None = None,
    shown: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> list[Block]:
    """The first rows of a list with how many it has in all, and how to read it.

    `leads`: where each row leads, by what names it, which stands first; `shown`: how the rows are read on a page.
    """
    if found.rows.empty:
        return [board.note(empty)]
    said = f"{found.said}，全部在下载的 Excel 里" if found.cut else found.said
    rows = _first(found.rows, "事项" if "事项" in found.rows else "编号") if leads else found.rows
    rows = shown(rows) if shown else rows
    told = [board.note(said), board.frame(rows, alt, alt=alt, leads=leads(found) if leads else ())]
    return [*told, board.note(note)] if note else told


def excerpt(
    rows: Callable[[int], Excerpt],
    title: str,
    notes: list[str],
    key: str,
    *,
    alt: str,
    empty: str = "没有。",
    note: str = "",
    leads: Leads | None = None,
    shown: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> None:
    """A list as `listed` has it, and the whole of it to take away; `rows` takes how many to list."""
    found = rows(excerpts.SHOWN)
    board.tables(listed(found, alt, empty, note, leads, shown), f"{key}-list")
    if not found.rows.empty:
        downloads((lambda: rows(ALL).rows) if found.cut else found.rows, title, notes, key)


def to_ledger(view: View, ledger: str = "") -> Leads:
    """Each row leads to itself on 台账, in the ledger that its column 台账 names, or in the one with this title."""

    def leads(found: Excerpt) -> list[str]:
        ledgers = found.rows["台账"] if "台账" in found.rows else [ledger] * len(found.rows)
        return to_rows(view, ledgers, found.keys or found.rows["编号"])

    return leads


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
