"""What the checks found in the ledgers, on the page 台账: of the chosen ledger, and of all of them when asked for."""

from functools import partial
from typing import Any

import streamlit as st

from engine.checks import findings, ledger_checks, verifying
from engine.checks.check import DOUBT, VERIFIED
from engine.checks.verifying import LONGEST, LONGEST_NAME
from engine.figures.view import View
from engine.ledgers.contract import Resource
from engine.ledgers.faults import SaidError
from engine.ledgers.places import TOWNSHIP
from engine.screen import address, links
from engine.screen.elements import escaped
from engine.screen.rows_behind import excerpt, table, to_ledger
from engine.words import excerpts

_FAULTS = 5  # of verified.csv


def of_ledger(view: View, resource: Resource) -> None:
    """The findings in one ledger, each leading to its row. Above a township they are looked for when asked for."""
    if view.place.level >= TOWNSHIP:
        _findings(view, resource)
        return
    fold = st.expander(f"{resource.title}台账里对不上的地方", key=f"quality-{resource.name}", on_change="rerun")
    if fold.open:
        with fold:
            _findings(view, resource)


def of_row(view: View, resource: Resource, row_id: str) -> None:
    """What the checks have to say of one row, in full; what is a doubt can be marked as looked at, and this taken back."""
    if told := st.session_state.pop("verify-said", None):
        good, words = told
        (st.success if good else st.error)(escaped(words))
    for finding in findings.in_row(view.scope, view.place, resource.name, row_id):
        st.text(findings.sentence(finding))
        if finding.severity == DOUBT:
            _form(view, finding)
    for mark in findings.verified_in_row(view.scope, view.place, resource.name, row_id):
        st.text(f"{findings.sentence(mark)}\n已核实：{mark.why}（{mark.who}，{mark.when}）")
        if verifying.closed(view.scope.home) is None:
            st.button("撤回核实", key=f"verify-back-{mark.key}", on_click=_take_back, args=(view, mark.key))


def _form(view: View, finding: Any) -> None:
    """Who looked and what was found. Nobody logs in yet, so the name is typed."""
    fold = st.expander("核对过，没有错：标为已核实", key=f"verify-fold-{finding.check}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        if why := verifying.closed(view.scope.home):
            st.text(why)
            return
        who, why = f"verify-who-{finding.check}", f"verify-why-{finding.check}"
        with st.form(f"verify-{finding.check}", border=False):
            st.text_input("核实人", key=who, max_chars=LONGEST_NAME, width=180)
            st.text_input("说明", key=why, max_chars=LONGEST, placeholder="怎么核对的，为什么没有错。不要写个人信息")
            st.form_submit_button("标为已核实", on_click=_write, args=(view, finding, who, why))


def _write(view: View, finding: Any, who: str, why: str) -> None:
    """A callback: before the page is drawn again, so that it shows the mark."""
    try:
        verifying.add(
            view.scope, finding.ledger, finding.row_id, finding.check, st.session_state[who], st.session_state[why]
        )
    except SaidError as fault:
        st.session_state["verify-said"] = (False, str(fault))
        return
    st.session_state[why] = ""
    st.session_state["verify-said"] = (True, "已标为已核实。这一行以后有改动的，疑点会再列出来。")


def _take_back(view: View, key: str) -> None:
    try:
        verifying.take_back(view.scope, key)
        st.session_state["verify-said"] = (True, "已撤回，这一处重新列为疑点。")
    except SaidError as fault:
        st.session_state["verify-said"] = (False, str(fault))


def _findings(view: View, resource: Resource) -> None:
    counted = ledger_checks.counts(view.scope, view.place, resource.name)
    st.header(f"{resource.title}台账里对不上的地方：{findings.said(counted)}", anchor=False)
    if faults := verifying.faults(view.scope):
        named = faults[:_FAULTS]
        st.warning(escaped("".join(named) + excerpts.bracketed(len(named), len(faults))))
    looked_at = int(counted[counted["severity"] == VERIFIED]["row_count"].sum())
    if int(counted["row_count"].sum()) > looked_at:
        excerpt(
            partial(findings.listed, view.scope, view.place, resource.name, view.names),
            f"{resource.title}-对不上的地方-{view.place_name}",
            [findings.MEANING],
            "findings",
            alt="对不上的地方",
            note=f"{findings.MEANING}点编号，看这一行台账。",
            leads=to_ledger(view, resource.title),
        )
    if looked_at:
        _verified(view, resource, looked_at)


def _verified(view: View, resource: Resource, count: int) -> None:
    """The doubts that were looked at, each leading to its row, where it can be taken back."""
    fold = st.expander(f"已核实的疑点：{count:,} 处", key=f"verified-{resource.name}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        excerpt(
            partial(findings.verified, view.scope, view.place, resource.name, view.names),
            f"{resource.title}-已核实的疑点-{view.place_name}",
            [],
            "verified",
            alt="已核实的疑点",
            note="点编号，看这一行台账，在那里可以撤回。这一行有了改动，疑点就会再列出来。",
            leads=to_ledger(view, resource.title),
        )


def all_ledgers(view: View, ledgers: list[Resource]) -> None:
    """A fold that counts the findings of every ledger; each leads to its ledger."""
    fold = st.expander("全部台账里对不上的地方", key="quality", on_change="rerun")
    if not fold.open:
        return
    with fold:
        with st.spinner("正在核对……"):
            counted = ledger_checks.counts(view.scope, view.place)
        st.text(f"{view.place_name}各台账里对不上的地方：{findings.said(counted)}")
        frame = findings.by_ledger(counted, ledgers)
        if len(frame):
            st.caption(escaped(f"{findings.MEANING}点一本台账，看是哪些行。"))
            leads = [address.to(view, links.LEDGERS, ledger=each) for each in frame["台账"]]
            table(frame, "各台账的错误和疑点", leads=leads)
