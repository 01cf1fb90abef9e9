"""What the reader chooses: place, year, day and office in the sidebar, an indicator, a bar to drill into. All of it lives in the URL."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st
from pypinyin import Style, lazy_pinyin
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.pages_manager import PagesManager

from engine.figures import time_frame
from engine.figures.view import View
from engine.ledgers.faults import SaidError
from engine.ledgers.home import from_environment
from engine.ledgers.places import LEVELS, Place
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from engine.subjects import indicator

ALL_OFFICES = "全部单位"
ROWS_FOLD = "rows-fold"


def choose() -> View:
    """Read the sidebar. Without a usable home, say what to do and stop."""
    _through_the_front_door()
    scope = _open_scope()
    names = questions.place_labels(scope)
    years = time_frame.years(scope)
    _follow_link(names, years)
    with st.sidebar:
        place = st.selectbox(
            "范围",
            _offered(scope, names),
            format_func=names.__getitem__,
            key="place",
            bind="query-params",
            on_change=_to_place,
        )
        year = st.selectbox(
            "年度",
            years,
            years.index(time_frame.default_year(scope)),
            format_func=str,
            key="year",
            bind="query-params",
            on_change=_to_year,
            args=(scope,),
        )
        day = _day(scope, years, year)
        offices = [ALL_OFFICES, *dict.fromkeys(questions.catalogue(scope)["office"])]
        office = st.selectbox("责任单位", offices, key="office", bind="query-params")
    if "turn-to" in st.session_state:  # a click said so, and nothing of the old page need be drawn
        page, parameters = st.session_state.pop("turn-to")
        st.switch_page(page, query_params=parameters)
    as_of = day if day.year == year else time_frame.default_day(scope, year)
    return View(scope, Place(place), year, as_of, None if office == ALL_OFFICES else str(office))


def _day(scope: Scope, years: list[int], year: int) -> date:
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    default, form = time_frame.default_day(scope, year), "YYYY-MM-DD"
    return st.date_input(
        "统计时点", default, first, last, key="as_of", bind="query-params", format=form, on_change=_to_day
    )


def _through_the_front_door() -> None:
    """Run dashboard.py first, also where a new process is opened by a link to one of its pages.

    Streamlit takes a folder named pages/ for its older kind of app until st.navigation has run once in the process,
    and a deep link would then get that app's navigation.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


def _open_scope() -> Scope:
    try:
        home = from_environment()
        if questions.is_ready(home):
            return questions.open_scope(home)
        with st.spinner("正在读取台账……"):
            return questions.open_scope(home)
    except SaidError as fault:
        st.error(str(fault))
        st.stop()


def _offered(scope: Scope, names: dict[str, str]) -> list[str]:
    """All places of a township; in a larger home the way up from the chosen one and the level below it."""
    codes = list(names)
    if len(codes) <= 400:
        return codes
    chosen = st.session_state.get("place", codes[0])
    below = next(
        (n for n in LEVELS if n > len(chosen) and any(len(c) == n and c.startswith(chosen) for c in codes)),
        0,
    )
    return [c for c in codes if chosen.startswith(c) or (len(c) == below and c.startswith(chosen))]


def _follow_link(names: dict[str, str], years: list[int]) -> None:
    """A link may name a place by its code, or a day without its year."""
    place = st.query_params.get("place")
    if place in names and "place" not in st.session_state:
        st.session_state["place"] = place
    day = st.query_params.get("as_of", "")
    if "year" not in st.query_params and "year" not in st.session_state and day[:4].isdigit() and int(day[:4]) in years:
        st.session_state["year"] = int(day[:4])


def _to_place() -> None:
    """What the rows were narrowed to lay in the other place."""
    if st.session_state.get("at"):
        st.session_state["at"] = None


def _to_year(scope: Scope) -> None:
    st.session_state["as_of"] = time_frame.default_day(scope, st.session_state["year"])


def _to_day() -> None:
    st.session_state["year"] = st.session_state["as_of"].year


def choose_indicator(view: View) -> str:
    """The search box over all indicators, by name or pinyin initials; ?indicator= holds the code."""
    names = _searched_by(view.scope)
    wanted = st.query_params.get("indicator")
    if wanted in names and st.session_state.get("indicator-linked") != wanted:
        st.session_state["indicator-choice"] = st.session_state["indicator-linked"] = wanted
    default = list(names).index(indicator.worst(view) or next(iter(names)))
    box = st.selectbox(
        "指标（可输入名称或拼音首字母查找）",
        list(names),
        default,
        names.__getitem__,
        key="indicator-choice",
        on_change=_to_indicator,
    )
    return box


@lru_cache(maxsize=8)
def _searched_by(scope: Scope) -> dict[str, str]:
    """Code → name with its pinyin initials."""
    catalogue = questions.catalogue(scope)
    return {
        code: f"{name} · {''.join(lazy_pinyin(name, style=Style.FIRST_LETTER))}"
        for code, name in zip(catalogue["code"], catalogue["name"], strict=True)
    }


def _to_indicator() -> None:
    st.query_params["indicator"] = st.session_state["indicator-linked"] = st.session_state["indicator-choice"]


def narrow_to(filter_key: str, said: Callable[[Any], str] = str) -> Callable[[list], None]:
    """What a click on a bar does: its customdata becomes the drill filter, which lives in the URL as `said` puts it."""

    def take(found: list) -> None:
        st.session_state[filter_key] = found[0]
        # A filter that is on the page writes the address itself and lets nobody else.
        with suppress(StreamlitAPIException):
            st.query_params[filter_key] = said(found[0])

    return take


def to_place(view: View) -> Callable[[list], None]:
    """A click on a place's bar narrows the rows to it."""
    return narrow_to("at", lambda code: view.parts.get(code, "全部"))


def to_month() -> Callable[[list], None]:
    """A click on a month's bar narrows the rows to it."""
    return narrow_to("month", _month)


def _month(number: int | None) -> str:
    return f"{number} 月" if number else "全部"


def narrowed(*keys: str) -> bool:
    """Whether a click or a link has set one of these filters; else they need not be on the page."""
    return any(st.session_state.get(key) is not None or key in st.query_params for key in keys)


def drilled(view: View) -> tuple[str | None, int | None]:
    """The place and month that the rows are narrowed to; 返回全部 takes both back.

    The place may be the village itself: what lies in none of its grids.
    """
    places = [None, *questions.places_below(view.scope, view.place, view.below)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        at = st.selectbox(
            "只看哪里",
            places,
            format_func=lambda code: view.parts.get(code, "全部"),
            key="at",
            bind="query-params",
            width=180,
        )
        months = [None, *range(1, view.as_of.month + 1)]
        month = st.selectbox(
            "只看哪个月",
            months,
            format_func=_month,
            key="month",
            bind="query-params",
            width=180,
        )
        if at or month:
            st.button("返回全部", on_click=_undrill)
    return at, month


def _undrill() -> None:
    st.session_state["at"] = st.session_state["month"] = None
    st.session_state[ROWS_FOLD] = True  # who was reading rows goes on reading, now all of them


def narrow(label: str, values: Iterable[str], key: str) -> str | None:
    """A filter over these values; None for all. A click on the chart of the same key sets it."""
    offered = [None, *values]
    if st.session_state.get(key) not in offered:
        st.session_state[key] = None
    return st.selectbox(
        label, offered, format_func=lambda value: value or "全部", key=key, bind="query-params", width=220
    )
