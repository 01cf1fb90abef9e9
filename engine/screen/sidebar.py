"""The pages and what can be chosen on all of them: one element of our own, static/sidebar.js is its other half.

It is drawn by dashboard.py before the page and stays when the page changes. Its fields write the address, and the
address says what is shown (`engine/screen/address.py`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from engine.figures import time_frame
from engine.figures.view import View
from engine.ledgers.faults import SaidError
from engine.ledgers.home import from_environment
from engine.ledgers.places import LEVELS
from engine.screen import address
from engine.screen.address import Read
from engine.screen.elements import element
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from engine.subjects import search, terms
from engine.words import days

SYSTEM = "法治政府建设看板"
ALL_OFFICES = "全部单位"


def show(pages: Sequence[StreamlitPage], current: StreamlitPage) -> None:
    """The pages of the dashboard, the filters, and whose it is; without a usable home the pages alone."""
    told: dict[str, Any] = {"system": SYSTEM}
    view: View | None = None
    try:
        scope = _opened()
        read = address.read(scope, address.given())
        view = read.view
        told |= _of_home(scope) | _chosen(read)
    except SaidError:  # the page says what is wrong
        pass
    st.session_state["view"] = view  # one for the whole run: the ledgers may change meanwhile
    chosen = address.parameters(view) if view else {}
    told["pages"] = [_link(page, current, address.path(page.url_path or address.FRONT, chosen)) for page in pages]
    st.set_page_config(page_title=" · ".join([current.title, f"{told.get('name', '')}{SYSTEM}"]))
    _drawn(told, view, [(page.url_path or address.FRONT, page.title) for page in pages])


@st.fragment
def _drawn(told: dict[str, Any], view: View | None, pages: Sequence[tuple[str, str]]) -> None:
    """The element; who searches runs this alone, and not the page."""
    asked = str(st.session_state.get("sidebar", {}).get("asked") or "")
    found = _found(view, asked, pages) if view and asked else {}
    element("sidebar")(key="sidebar", data=told | found, on_asked_change=_nothing)


def _nothing() -> None:
    """A callback: that something was asked is enough."""


def _found(view: View, asked: str, pages: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What a text may mean, each with the address it leads to."""
    results = search.search(view, asked, pages)
    listed = [
        {
            "kind": each.kind,
            "title": each.title,
            "detail": each.detail,
            "href": address.to(view, each.page, **dict(each.query)) if each.page else "",
        }
        for each in results.found
    ]
    return {"asked": asked, "found": listed, "cut": results.cut}


def choose() -> View:
    """What the address asks for. Without a usable home, say what to do and stop."""
    _through_the_front_door()
    view = st.session_state.get("view")
    try:
        return view or address.read(_opened(), address.given()).view
    except SaidError as fault:
        st.error(str(fault))
        st.stop()


def _through_the_front_door() -> None:
    """Run dashboard.py first, also where a new process is opened by a link to one of its pages.

    Streamlit takes a folder named pages/ for its older kind of app until st.navigation has run once in the process,
    and a deep link would then get that app's navigation.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


def place_said(view: View) -> str:
    """The place by its name, the whole home by its own: `某乡（全乡）`."""
    name = questions.known_places(view.scope).get(view.place, view.place_name)
    return name if name == view.place_name else f"{name}（{view.place_name}）"


def _opened() -> Scope:
    home = from_environment()
    if questions.is_ready(home):
        return questions.open_scope(home)
    with st.spinner("正在读取台账……"):
        return questions.open_scope(home)


def _link(page: StreamlitPage, current: StreamlitPage, href: str) -> dict[str, Any]:
    return {"title": page.title, "href": href, "current": page.title == current.title}


def _of_home(scope: Scope) -> dict[str, Any]:
    """Whose dashboard it is and how far its ledgers are entered."""
    updated = time_frame.updated_to(scope)
    said = f"台账更新至 {days.day(updated)}" if updated else "台账里还没有记录"
    return {"name": questions.known_places(scope).get(scope.place, ""), "updated": said}


def _chosen(read: Read) -> dict[str, Any]:
    """The filters as they stand, the address that says so, and what the run was asked for."""
    view = read.view
    known = terms.terms(view.scope.home).items
    return {
        "terms": {each.term: each.meaning + (f"（{each.basis}）" if each.basis else "") for each in known},
        "filters": [_places(view), _years(view), _day(view), _offices(view)],
        "given": address.given(),
        "address": address.parameters(view) | read.rest,
        "summary": " · ".join([view.place_name, f"{view.year}年", *([view.office] if view.office else [])]),
    }


def _places(view: View) -> dict[str, Any]:
    usual, names = view.scope.place, view.names
    options = [("" if code == usual else names[code], names[code]) for code in _offered(view)]
    return _field("place", "范围", options, "" if view.place == usual else view.place_name, drops=["at"])


def _offered(view: View) -> list[str]:
    """All places of a township; in a larger home the way up from the chosen one and the level below it."""
    codes = list(view.names)
    if len(codes) <= 400:
        return codes
    chosen = view.place
    below = next(
        (n for n in LEVELS if n > len(chosen) and any(len(c) == n and c.startswith(chosen) for c in codes)),
        0,
    )
    return [c for c in codes if chosen.startswith(c) or (len(c) == below and c.startswith(chosen))]


def _years(view: View) -> dict[str, Any]:
    usual = time_frame.default_year(view.scope)
    options = [("" if year == usual else str(year), f"{year}年") for year in time_frame.years(view.scope)]
    return _field(
        "year", "年度", options, "" if view.year == usual else str(view.year), drops=["as_of", "month", "dated"]
    )


def _day(view: View) -> dict[str, Any]:
    years = time_frame.years(view.scope)
    span = {"first": date(min(years), 1, 1).isoformat(), "last": date(max(years), 12, 31).isoformat()}
    return _field("as_of", "统计时点", [], view.as_of.isoformat(), drops=["year", "month", "dated"]) | span


def _offices(view: View) -> dict[str, Any]:
    offices = dict.fromkeys(questions.catalogue(view.scope)["office"])
    options = [("", ALL_OFFICES), *((office, office) for office in offices)]
    return _field("office", "责任单位", options, view.office or "")


def _field(
    name: str, label: str, options: list[tuple[str, str]], value: str, drops: Sequence[str] = ()
) -> dict[str, Any]:
    """A field of the element. An option's value is what goes into the address; "" takes the parameter out of it.

    `drops`: the parameters that mean nothing any more once this one has changed.
    """
    return {"name": name, "label": label, "options": options, "value": value, "drops": list(drops)}
