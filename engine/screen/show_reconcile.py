"""The page that lays a report beside the ledgers: the marked text, what the ledgers say of each figure, and what it lacks."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from engine.figures.view import View
from engine.reconciling import choices, marked_word, verdicts, workbook
from engine.reconciling.reconcile import Checked, Reconciliation, reconcile
from engine.reconciling.sentences import difference, gaps, ledger, stretches, told
from engine.screen import show
from engine.screen.show_own import element
from engine.screen.show_reconcile_given import NAME, TEXT, leave, say
from engine.screen.show_rows import rows_behind, table
from engine.snapshot import questions
from engine.words import excerpts

_CHOSEN, _ROWS = "reconcile-chosen", "reconcile-rows-of"
_TONES = {
    verdicts.AGREES: "agrees",
    verdicts.ROUGHLY: "roughly",
    verdicts.DIFFERS: "differs",
    verdicts.NO_LEDGER: "lacking",
    verdicts.NO_DENOMINATOR: "lacking",
    verdicts.UNKNOWN: "unknown",
    verdicts.DEMAND: "unknown",
}
_GRAVITY = (
    *(verdicts.AGREES, verdicts.ROUGHLY, verdicts.DEMAND, verdicts.UNKNOWN),
    *(verdicts.NO_DENOMINATOR, verdicts.NO_LEDGER, verdicts.DIFFERS),
)
_CALM = (verdicts.AGREES, verdicts.ROUGHLY, verdicts.DEMAND)
_SHOWN, _LONGEST = 12, 40  # figures listed above the text, letters of each
_OFFICE = "application/vnd.openxmlformats-officedocument"


def found(view: View) -> Reconciliation | None:
    """What came of the report that was given, None while there is none."""
    text = st.session_state.get(TEXT)
    if text is None:
        return None
    chosen = tuple(sorted(st.session_state.get(_CHOSEN, {}).items()))
    remembered = tuple(sorted(choices.read(view.scope.home).chosen.items()))
    return _reconciled(view.scope, text, view.year, view.as_of, view.place, (*remembered, *chosen))


@lru_cache(maxsize=8)
def _reconciled(scope: questions.Scope, text: str, *at: object) -> Reconciliation:
    year, as_of, place, chosen = at
    return reconcile(scope, text, year, as_of, place, dict(chosen))


def marked(view: View, result: Reconciliation) -> None:
    """The text with its figures marked; a click on one says what the ledgers say, and brings its rows."""
    data = {
        "key": f"{hash(result.text)}",
        "hint": "点正文里标出的数，看它对应的指标、台账的数和差额。",
        "counts": [
            {"word": word, "mark": verdicts.MARKS[word], "tone": _TONES[word], "count": count}
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
        box = st.dialog(show.escaped(f"{each.name}：背后的台账行"), width="large")
        there = replace(view, place=each.place, year=each.year, as_of=each.as_of)
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
        "mark": verdicts.MARKS[each.verdict],
        "tone": _TONES[each.verdict],
        "grave": _GRAVITY.index(each.verdict),
        "lines": [line for line in told(each) if not line.startswith("可能是")],  # the buttons say it
        "rows": each.row_count,
        "choices": offered,
        **({"href": _address(view, each)} if each.code else {}),
    }


def _address(view: View, each: Checked) -> str:
    there = replace(view, place=each.place, year=each.year, as_of=each.as_of)
    return show.address(there, show.INDICATOR, indicator=each.code)


def _choose(view: View, each: Checked, code: str) -> None:
    """The reader said which indicator is meant: from now on, or where the home is closed for this time."""
    st.session_state.setdefault(_CHOSEN, {})[(each.phrase, each.found.unit)] = code
    try:
        choices.remember(view.scope.home, each.phrase, each.found.unit, code)
        say("已记住，以后的报告里同样的话不再问。")
    except choices.ChoiceError as fault:
        say(str(fault))


def lacking(view: View, result: Reconciliation) -> None:
    """Required parts and indicators that the report does not have."""
    missing = gaps(result)
    st.header("报告缺少的内容", anchor=False)
    st.text("\n".join(missing) if missing else "要求的五个部分都有。")
    silent = workbook.silent(result)
    if silent.empty:
        st.text("指标目录里的每项指标都写到了。")
        return
    st.text(f"指标目录里有 {len(silent)} 项，报告没有写到数：")
    codes = [{"indicator": each.code} for each in result.silences]
    opens = show.open_row("silent", show.INDICATOR, codes)
    table(silent, alt="报告没有写到的指标", on_select=opens, selection_mode="single-row", key="silent")


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
            lambda: workbook.workbook(result, title),
            f"{title}.xlsx",
            f"{_OFFICE}.spreadsheetml.sheet",
            key="reconcile-xlsx",
            on_click="ignore",
        )
