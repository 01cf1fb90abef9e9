"""Where a report to be laid beside the ledgers comes from: a file, pasted text, or the one we write ourselves."""

import re

import streamlit as st

from engine.figures import time_frame
from engine.figures.view import View
from engine.reconciling import choices, documents
from engine.reporting import report
from engine.screen import show
from engine.screen.show_own import element

TEXT, NAME = "reconcile-text", "reconcile-name"
_SAID, _BOX = "reconcile-said", "reconcile-box"
_YEAR = re.compile(r"(20[0-9]{2})\s*年(?:度)?(?:推进|开展)?法治(?:政府)?建设|关于\s*(20[0-9]{2})\s*年")


def given(view: View) -> None:
    """What is to be said of the report, and the three ways in while there is none."""
    for words, kind in st.session_state.pop(_SAID, []):
        (st.error if kind == "error" else st.info)(show.escaped(words))
    for fault in choices.read(view.scope.home).faults:
        st.warning(show.escaped(fault))
    if TEXT in st.session_state:
        return
    element("chinese")(key="reconcile-chinese", data={})
    left, right = st.columns(2, gap="large")
    with left:
        box = f"{_BOX}-{st.session_state.get(f'{_BOX}-no', 0)}"
        st.file_uploader("选报告文件（.docx、.pdf、.txt）", key=box, on_change=_take_file, args=(view, box))
        st.button("核对系统生成的报告", on_click=_take_own, args=(view,), key="reconcile-own")
        st.caption(f"按左边选的范围和年度（{view.year} 年）生成，再逐个数与台账对一遍。")
    with right, st.form("reconcile-form", border=False):
        st.text_area("或者粘贴报告文字", key="reconcile-paste", height=180, placeholder="整篇粘贴即可，标题也一起贴")
        st.form_submit_button("核对", on_click=_take_pasted, args=(view,))
    st.text("系统找出报告里的每一个数，认出说的是哪项指标，与台账比较；文字只用于核对，不保存，不外传。")


def _take_file(view: View, box: str) -> None:
    if (file := st.session_state[box]) is None:
        return
    try:
        document = documents.read(file.name, file.getvalue())
    except documents.Unreadable as fault:
        say(f"{documents.shown_name(file.name)}：{fault}", "error")
        st.session_state[f"{_BOX}-no"] = st.session_state.get(f"{_BOX}-no", 0) + 1
        return
    for notice in document.notices:
        say(notice)
    _take(view, document.text, document.name)


def _take_pasted(view: View) -> None:
    text = documents.tidied(st.session_state["reconcile-paste"])
    if not text.strip():
        say("请先粘贴报告文字。", "error")
        return
    for notice in documents.cut_said(st.session_state["reconcile-paste"]):
        say(notice)
    _take(view, text, "粘贴的文字")


def _take_own(view: View) -> None:
    text = report.text(view.scope, view.year, view.as_of, view.place)
    _take(view, text, f"系统生成的 {view.year} 年报告", view.year)


def _take(view: View, text: str, name: str, year: int | None = None) -> None:
    """Keep the text with the session, and turn to the year that it is about."""
    st.session_state[TEXT], st.session_state[NAME] = text, name
    named = _YEAR.search(text[:1500])
    about = year or (int(named[1] or named[2]) if named else view.year)
    if about == view.year:
        return
    if about in time_frame.years(view.scope):
        st.session_state["year"] = about
        st.session_state["as_of"] = time_frame.default_day(view.scope, about)
        say(f"报告写的是 {about} 年，已按 {about} 年的台账核对。")
    else:
        say(f"报告写的是 {about} 年，台账里没有这一年，下面按 {view.year} 年核对。")


def leave() -> None:
    """A callback: forget the report; an empty box is a new one."""
    for key in (TEXT, NAME):
        st.session_state.pop(key, None)
    st.session_state[f"{_BOX}-no"] = st.session_state.get(f"{_BOX}-no", 0) + 1


def say(words: str, kind: str = "info") -> None:
    """Leave word for the run that follows a callback."""
    st.session_state.setdefault(_SAID, []).append((words, kind))
