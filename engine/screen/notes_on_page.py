"""Notes on a page: the numbered list under the chart, the form to write one, and what went wrong with notes.csv."""

from datetime import date

import streamlit as st

from engine.figures import notes
from engine.figures.notes import FIRST, Note
from engine.figures.view import View
from engine.ledgers.faults import SaidError
from engine.ledgers.record_file import NotWritten
from engine.screen.elements import escaped
from engine.snapshot import questions
from engine.words import excerpts

_SHOWN_FAULTS = 5


def of_year(view: View, code: str) -> list[Note]:
    """The notes on an indicator in the year shown, at this place and the places within it."""
    return notes.of(view.scope, code, view.place, view.start, date(view.year, 12, 31))


def marks(found: list[Note]) -> list[tuple[date, str]]:
    """Day and sign of every note that the chart marks."""
    return [(note.day, notes.mark(n)) for n, note in enumerate(found, start=1) if n <= notes.MARKED]


def told(view: View, found: list[Note]) -> str:
    """The notes for those who cannot see the chart's marks."""
    return f"；说明：{'；'.join(notes.said(found, view.names))}" if found else ""


def listed(view: View, code: str, found: list[Note]) -> None:
    """The notes in words, what deletes them, and the form to write one."""
    if said := st.session_state.pop("note-said", None):
        good, words = said
        (st.success if good else st.error)(escaped(words))
    if faults := notes.faults(view.scope):
        more = excerpts.bracketed(_SHOWN_FAULTS, len(faults))
        st.warning(escaped("".join(faults[:_SHOWN_FAULTS]) + more))
    if found:
        st.text("\n".join(notes.said(found, view.names)))
        if notes.closed(view.scope.home) is None:
            _deletes(view, found)
    _form(view, code)


def _deletes(view: View, found: list[Note]) -> None:
    """A second click is asked for, as what is deleted is gone. A key per note: a double click must not take the next one too."""
    with st.popover("删除说明", type="tertiary", key="note-deletes"):
        st.text("删哪一条？删除后不能恢复。")
        with st.container(horizontal=True):
            for n, note in enumerate(found, start=1):
                st.button(
                    f"删除 {notes.mark(n)}",
                    key=f"note-delete-{note.line}-{note.key}",
                    on_click=_delete,
                    args=(view, note.key),
                )


def _form(view: View, code: str) -> None:
    fold = st.expander("写说明", key="note-fold", on_change="rerun")
    if not fold.open:
        return
    with fold:
        if why := notes.closed(view.scope.home):
            st.text(why)
            return
        today = questions.today(view.scope)
        day = f"note-day-{view.as_of}"  # another year shown is another day to begin with
        with st.form("note-form", border=False):
            st.text(f"给“{view.place_name}”的这项指标写一条说明，写明某一天前后的数为什么高、为什么低。")
            st.date_input("日期", min(view.as_of, today), FIRST, today, key=day, format="YYYY-MM-DD", width=180)
            st.text_input(
                "说明", key="note-text", max_chars=notes.LONGEST, placeholder="例如：防汛期间暂停巡河。不要写个人信息"
            )
            st.form_submit_button("写入", on_click=_write, args=(view, code, day))


def _write(view: View, code: str, day: str) -> None:
    """A callback: before the page is drawn again, so that it shows the note."""
    chosen, text = st.session_state[day], st.session_state["note-text"]
    try:
        if chosen is None:
            raise NotWritten("请填写日期。")
        notes.add(view.scope, code, view.place, chosen, text)
    except SaidError as fault:
        st.session_state["note-said"] = (False, str(fault))
        return
    st.session_state["note-text"] = ""
    there = "" if chosen.year == view.year else f"，年度选 {chosen.year} 时可见"
    st.session_state["note-said"] = (True, f"已写入{there}。")


def _delete(view: View, key: str) -> None:
    try:
        notes.delete(view.scope, key)
        st.session_state["note-said"] = (True, "已删除。")
    except SaidError as fault:
        st.session_state["note-said"] = (False, str(fault))
