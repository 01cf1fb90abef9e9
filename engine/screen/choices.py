"""Choices within a page, kept in the address like those beside it; `board.fields` shows them, as native fields.

(docs/decisions.md, "The address is the state")
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from engine.screen import address
from engine.screen.elements import escaped

ALL = "全部"


class Choice(NamedTuple):
    """A field and what it says now: `kind` is select, search, day, tick, several, link or back; `told` goes to the browser."""

    kind: str
    value: Any
    told: dict[str, Any]


def one_of(name: str, label: str, offered: Mapping[str, str], usual: str = "", drops: Sequence[str] = ()) -> Choice:
    """One of `offered`: what stands in the address → what is read. What a link asks for and is not offered is said."""
    asked = address.of_page(name)
    known = asked in offered or next((key for key, words in offered.items() if words == asked), None)
    value = asked if known is True else known or usual
    if asked and not known:
        st.warning(escaped(f"链接里的“{asked}”（{label}）不在可选之列，现显示{offered.get(usual, ALL)}。"))
    options = [("" if key == usual else key, words) for key, words in offered.items()]
    return Choice("select", value, _told(name, label, "" if value == usual else value, drops, options=options))


def search(name: str, label: str, hint: str) -> Choice:
    """A field to search by."""
    value = address.of_page(name)
    return Choice("search", value, _told(name, label, value, hint=hint))


def tick(name: str, label: str, usual: bool = False) -> Choice:
    """A box to tick."""
    asked = address.of_page(name)
    value = asked == "true" if asked in ("true", "false") else usual
    return Choice("tick", value, _told(name, label, value, usual=usual))


def day(name: str, label: str, usual: date) -> Choice:
    """A day; what is none is taken as the usual."""
    try:
        value = date.fromisoformat(address.of_page(name))
    except ValueError:
        value = usual
    return Choice("day", value, _told(name, label, value.isoformat(), usual=usual.isoformat()))


def several(name: str, label: str, offered: Sequence[str], usual: Sequence[str]) -> Choice:
    """Any number of a few."""
    asked = address.of_page(name)
    value = [each for each in offered if each in asked.split(",")] if asked else list(usual)
    return Choice("several", value, _told(name, label, value, options=list(offered), usual=",".join(usual)))


def link(label: str, href: str) -> Choice:
    """A way on, beside the fields."""
    return Choice("link", None, {"label": label, "href": href})


def back(label: str, drops: Sequence[str]) -> Choice:
    """A button that takes these parameters out of the address."""
    return Choice("back", None, {"label": label, "drops": list(drops)})


def _told(name: str, label: str, value: Any, drops: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    return {"name": name, "label": label, "value": value, "drops": list(drops), **more}
