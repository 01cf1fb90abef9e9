"""The page that lays a report beside the ledgers: the marked text, what the ledgers say of each figure, and what it lacks."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

import streamlit as st

from engine.figures import time_frame
from engine.figures.view import View
from engine.ledgers.faults import SaidError
from engine.ledgers.places import Place
from engine.reconciling import choices, conclusions, documents, figure_list, marked_word
from engine.reconciling.conclusion_words import difference, gaps, ledger, stretches, told
from engine.reconciling.reconcile import Checked, Reconciliation, reconcile
from engine.reporting import report
from engine.screen import address, board, elements, links
from engine.screen.elements import element
from engine.screen.rows_behind import rows_behind, table
from engine.snapshot import questions
from engine.words import excerpts

TEXT, NAME = "reconcile-text", "reconcile-name"
_SAID, _BOX, _TURN = "reconcile-said", "reconcile-box", "reconcile-turn"
_YEAR = re.compile(r"(20[0-9]{2})\s*年(?:度)?(?:推进|开展)?法治(?:政府)?建设|关于\s*(20[0-9]{2})\s*年")
_CHOSEN, _ROWS = "reconcile-chosen", "reconcile-rows-of"
_TONES = {
    conclusions.AGREES: "agrees",
    conclusions.ROUGHLY: "roughly",
    conclusions.DIFFERS: "differs",
    conclusions.NO_LEDGER: "lacking",
    conclusions.NO_DENOMINATOR: "lacking",
    conclusions.UNKNOWN: "unknown",
    conclusions.DEMAND: "unknown",
}
_GRAVITY = (
    *(conclusions.AGREES, conclusions.ROUGHLY, conclusions.DEMAND, conclusions.UNKNOWN),
    *(conclusions.NO_DENOMINATOR, conclusions.NO_LEDGER, conclusions.DIFFERS),
)
_CALM = (conclusions.AGREES, conclusions.ROUGHLY, conclusions.DEMAND)
_SHOWN, _LONGEST = 12, 40  # figures listed above the text, letters of each
_OFFICE = "application/vnd.openxmlformats-officedocument"


def found(view: View) -> Reconciliation | None:
    """What came of the report that was given, None while there is none."""
    if about := st.session_state.pop(_TURN, None):  # the report is of another year: go there first
        there = replace(view, year=about, as_of=time_frame.default_day(view.scope, about))
        board.show(view, [board.turn(address.to(there, links.RECONCILE))], "turn")
        st.stop()
    text = st.session_state.get(TEXT)
    if text is None:
        return None
    chosen = tuple(sorted(st.session_state.get(_CHOSEN, {}).items()))
    remembered = tuple(sorted(choices.read(view.scope.home).chosen.items()))
    return _reconciled(view.scope, text, view.year, view.as_of, view.place, (*remembered, *chosen))


@lru_cache(maxsize=8)
def _reconciled(
    scope: questions.Scope,
    text: str,
    year: int,
    as_of: date,
    place: str,
    chosen: tuple[tuple[tuple[str, str], str], ...],
) -> Reconciliation:
    return reconcile(scope, text, year, as_of, place, dict(chosen))


def marked(view: View, result: Reconciliation) -> None:
    """The text with its figures marked; a click on one says what the ledgers say, and brings its rows."""
    data = {
        "key": f"{hash(result.text)}",
        "hint": "点正文里标出的数，看它对应的指标、台账的数和差额。",
        "counts": [
            {"word": word, "mark": conclusions.MARKS[word], "tone": _TONES[word], "count": count}
            for word, count in result.counts.items()
        ],
        "open": (listed := _open(result))[:_SHOWN],
        "more": _more(result, len(listed)),
        "paragraphs": [
            [{"text": each.text, **({"figures": each.figures} if each.figures else {})} for each in pieces]
            for pieces in stretches(result)
            if pieces
        ],
        "figures": {str(each.number): _figure(view, each) for each in result.figures},
    }

    def rows() -> None:
        st.session_state[_ROWS] = st.session_state["reconciled"].rows

    def picked() -> None:
        number, code = st.session_state["reconciled"].picked or (None, "")
        if number is not None:
            _choose(view, result.figures[int(number) - 1], str(code))

    element("reconciled")(key="reconciled", data=data, on_rows_change=rows, on_picked_change=picked)
    number = st.session_state.pop(_ROWS, None)
    if number is not None and int(number) <= len(result.figures) and (each := result.figures[int(number) - 1]).code:
        box = st.dialog(elements.escaped(f"{each.name}：背后的台账行"), width="large")
        there = replace(view, place=Place(each.place), year=each.year, as_of=each.as_of)
        box(rows_behind)(there, there.figure(each.code), key="reconcile-rows")


def _open(result: Reconciliation) -> list[dict]:
    """The figures that do not agree, the gravest first, each with the reason."""
    grave = [each for each in result.figures if each.verdict not in _CALM]
    return [
        {
            "number": each.number,
            "what": f"{' '.join(each.found.phrase.split())[-_LONGEST:]}",
            "about": "，".join(line for line in (_against(each), difference(each) or each.said) if line),
        }
        for each in sorted(grave, key=lambda each: -_GRAVITY.index(each.verdict))
    ]


def _more(result: Reconciliation, listed: int) -> str:
    """What the list above the text does not show."""
    said = [f"{cut}，其余见正文"] if (cut := excerpts.said(_SHOWN, listed)) else []
    said += [f"缺 {len(result.missing_parts)} 个必备部分"] if result.missing_parts else []
    said += [f"有 {len(result.silences)} 项指标没有写到数"] if result.silences else []
    return "，".join(said) + ("，见最下面" if result.missing_parts or result.silences else "")


def _against(each: Checked) -> str:
    return f"{each.verdict}：{each.name}，台账 {ledger(each)}" if each.code else each.verdict


def _figure(view: View, each: Checked) -> dict:
    """What the page is told of one figure."""
    offered = [{"code": c.code, "name": c.name} for c in each.candidates] if each.unsure or each.chosen else []
    if offered:
        offered.append({"code": choices.NONE, "name": "都不是"})
    return {
        "word": each.verdict,
        "mark": conclusions.MARKS[each.verdict],
        "tone": _TONES[each.verdict],
        "grave": _GRAVITY.index(each.verdict),
        "lines": [line for line in told(each) if not line.startswith("可能是")],  # the buttons say it
        "rows": each.row_count,
        "choices": offered,
        **({"href": _address(view, each)} if each.code else {}),
    }


def _address(view: View, each: Checked) -> str:
    there = replace(view, place=Place(each.place), year=each.year, as_of=each.as_of)
    return address.to(there, links.INDICATOR, indicator=each.code)


def _choose(view: View, each: Checked, code: str) -> None:
    """The reader said which indicator is meant: from now on, or where the home is closed for this time."""
    st.session_state.setdefault(_CHOSEN, {})[(each.phrase, each.found.unit)] = code
    try:
        choices.remember(view.scope.home, each.phrase, each.found.unit, code)
        say("已记住，以后的报告里同样的话不再问。")
    except SaidError as fault:
        say(str(fault))


def lacking(view: View, result: Reconciliation) -> None:
    """Required parts and indicators that the report does not have."""
    missing = gaps(result)
    st.header("报告缺少的内容", anchor=False)
    st.text("\n".join(missing) if missing else "要求的五个部分都有。")
    silent = figure_list.silent(result)
    if silent.empty:
        st.text("指标目录里的每项指标都写到了。")
        return
    st.text(f"指标目录里有 {len(silent)} 项，报告没有写到数：")
    leads = [address.to(view, links.INDICATOR, indicator=each.code) for each in result.silences]
    table(silent.set_index("指标").reset_index(), "报告没有写到的指标", leads)


def bar(view: View, result: Reconciliation) -> None:
    """Which report it is, the way to another, and files to take away: Word with comments, the list as a workbook."""
    title = f"核对-{view.place_name}-{view.year}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"核对的是：{st.session_state[NAME]}")
        st.button("换一份报告", on_click=leave, key="reconcile-other")
        st.download_button(
            "下载 Word（带批注）",
            lambda: marked_word.document(result, view.place_name),
            f"{title}.docx",
            f"{_OFFICE}.wordprocessingml.document",
            key="reconcile-docx",
            on_click="ignore",
        )
        st.download_button(
            "下载 Excel（逐个数）",
            lambda: figure_list.workbook(result, title),
            f"{title}.xlsx",
            f"{_OFFICE}.spreadsheetml.sheet",
            key="reconcile-xlsx",
            on_click="ignore",
        )


def given(view: View) -> None:
    """What is to be said of the report, and the three ways in while there is none."""
    for words, kind in st.session_state.pop(_SAID, []):
        (st.error if kind == "error" else st.info)(elements.escaped(words))
    for fault in choices.read(view.scope.home).faults:
        st.warning(elements.escaped(fault))
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
    try:
        text = report.text(view.scope, view.year, view.as_of, view.place)
    except SaidError as fault:
        say(str(fault), "error")
        return
    _take(view, text, f"系统生成的 {view.year} 年报告", view.year)


def _take(view: View, text: str, name: str, year: int | None = None) -> None:
    """Keep the text with the session, and turn to the year that it is about."""
    st.session_state[TEXT], st.session_state[NAME] = text, name
    named = _YEAR.search(text[:1500])
    about = year or (int(named[1] or named[2]) if named else view.year)
    if about == view.year:
        return
    if about in time_frame.years(view.scope):
        st.session_state[_TURN] = about
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
