"""The address is the state of a view, and nobody else keeps any of it: place, year, day, office, and what a page narrows.

A link, a reload, Back and Forward, a session that ended all come to the same: the address is read again. What is as
usual does not stand in it, so that the bare address goes on showing the latest day; a link to be sent says everything.

(docs/decisions.md, "The address is the state")
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from engine.figures import time_frame
from engine.figures.view import View
from engine.ledgers.places import Place
from engine.screen.elements import served
from engine.snapshot import questions
from engine.snapshot.questions import Scope

FRONT = "overview"  # the page that the bare address opens
_OF_THE_VIEW = ("place", "year", "as_of", "office")


class Read(NamedTuple):
    """An address understood. `rest`: the page's own parameters; `said`: what it asked for and there is not, in sentences."""

    view: View
    rest: dict[str, str]
    said: list[str]


def read(scope: Scope, given: Mapping[str, str]) -> Read:
    """What the parameters of an address ask for; of what does not exist it is said, and the usual taken instead."""
    said: list[str] = []
    rest = {name: value for name, value in given.items() if name not in _OF_THE_VIEW and value}
    place = _place(scope, given.get("place"), said)
    if part := rest.pop(
        "part", ""
    ):  # one of several bars beside each other: a place, or what lies in none of its grids
        place, rest = (place, rest | {"at": part}) if part == place else (_place(scope, part, said), rest)
    year, day = _day(scope, given.get("year"), given.get("as_of"), said)
    office = given.get("office") or None
    if office and office not in set(questions.catalogue(scope)["office"]):
        said.append(f"链接里的责任单位“{office}”没有登记，现显示全部单位。")
        office = None
    view = View(scope, place, year, day, office)
    if at := rest.pop("at", ""):
        below = questions.places_below(scope, place, view.below)
        rest |= {} if at == place and at not in below else {"at": view.parts.get(at, at)}
    return Read(view, rest, said)


def _place(scope: Scope, asked: str | None, said: list[str]) -> Place:
    """A place by its name or its code."""
    names = questions.place_labels(scope)
    if not asked or asked in names:
        return Place(asked or scope.place)
    if (found := next((code for code, name in names.items() if name == asked), None)) is None:
        said.append(f"链接里的范围“{asked}”不在现在的区划中，现显示{names[scope.place]}。")
    return Place(found or scope.place)


def _day(scope: Scope, asked_year: str | None, asked_day: str | None, said: list[str]) -> tuple[int, date]:
    """A day without its year brings its year; one of another year than the chosen is not taken."""
    years = time_frame.years(scope)
    day = _date(asked_day, said)
    year = day.year if day and not asked_year else time_frame.default_year(scope)
    if asked_year and asked_year.isdecimal() and int(asked_year) in years:
        year = int(asked_year)
    elif asked_year or year not in years:
        said.append(f"{asked_year or year}年没有台账和目标，现显示{time_frame.default_year(scope)}年。")
        year, day = time_frame.default_year(scope), None
    if day and day.year != year:
        said.append(f"链接里的统计时点{day}不在{year}年内，现按{year}年显示。")
        day = None
    return year, day or time_frame.default_day(scope, year)


def _date(asked: str | None, said: list[str]) -> date | None:
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        said.append(f"链接里的统计时点“{asked}”不是日期（应如 2025-09-30），现按最近的数据显示。")
        return None


def given() -> dict[str, str]:
    """The parameters of the address this run was asked for."""
    return st.query_params.to_dict()


def of_page(name: str) -> str:
    """One of the page's own parameters; "" where the address does not have it."""
    return st.query_params.get(name, "")


def parameters(view: View) -> dict[str, str]:
    """The parameters that make another page show the same view: what differs from the usual."""
    return dict(_unusual(view, questions.today(view.scope)))


@lru_cache(maxsize=1024)
def _unusual(view: View, _: date) -> dict[str, str]:
    """A page asks for every link on it; the day is part of what is asked, as the usual depends on it."""
    usual = time_frame.default_year(view.scope), time_frame.default_day(view.scope, view.year)
    return {
        name: value
        for name, value in pinned(view).items()
        if not (name == "place" and view.place == view.scope.place)
        and not (name == "year" and view.year == usual[0])
        and not (name == "as_of" and view.as_of == usual[1])
    }


def pinned(view: View) -> dict[str, str]:
    """The parameters of a link to be sent: it shows the same when the usual day has moved on."""
    chosen = {"place": view.place_name, "year": str(view.year), "as_of": view.as_of.isoformat()}
    return chosen | ({"office": view.office} if view.office else {})


def to(view: View, page: str, **more: str) -> str:
    """The address of a page in the same view. `page`: its path in the address, or its file; `more`: its own parameters."""
    return path(page, parameters(view) | more)


def path(page: str, chosen: Mapping[str, str]) -> str:
    """The address of a page with these parameters."""
    stem = PurePath(page).stem
    return served("" if stem == FRONT else stem) + query(chosen)


def query(chosen: Mapping[str, str]) -> str:
    """The part of an address behind its page."""
    return f"?{urlencode(chosen)}" if chosen else ""
