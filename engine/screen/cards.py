"""Tiles and lists of links, each one element of our own: static/cards.js is the other half."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from engine.figures.urgent import Urgent
from engine.figures.view import View
from engine.screen import heading, links
from engine.screen.elements import element
from engine.subjects.tiles import Tile
from engine.words import excerpts

_TONES = {"✕": "bad", "■": "bad", "◆": "late"}


class Link(NamedTuple):
    """One line that leads somewhere: `more` are the query parameters beside the sidebar's."""

    page: str
    what: str
    detail: str = ""
    mark: str = ""
    more: tuple[tuple[str, str], ...] = ()


def tiles(found: Sequence[Tile], key: str = "tiles") -> None:
    """Numbers side by side on a desk, by twos on a phone."""
    element("cards")(key=key, data={"tiles": heading.told(found)})


def link_list(view: View, title: str, found: Sequence[Link], key: str, empty: str = "") -> None:
    """A list of links, two short lines each; `empty` is said where there is nothing to list."""

    def turned() -> None:
        number = st.session_state[key].turned
        if number is not None:
            links.turn(found[number].page, dict(found[number].more))

    told = [
        {
            "what": each.what,
            "detail": each.detail,
            "mark": each.mark,
            "tone": _TONES.get(each.mark, ""),
            "href": links.address(view, each.page, **dict(each.more)),
        }
        for each in found
    ]
    element("cards")(key=key, data={"title": title, "links": told, "empty": empty}, on_turned_change=turned)


def warnings(view: View, found: Sequence[Urgent], whole: int, calm: str) -> None:
    """The first of so many things that need somebody, each a link to where it can be seen; `calm` is said where there are none."""
    listed = [_of(each) for each in found]
    title = f"需要督办{excerpts.bracketed(len(found), whole)}"
    link_list(view, title, [*listed, Link(links.WARNINGS, "全部预警")], "warnings", "" if found else calm)


def matters(view: View, found: Sequence[Urgent], whole: int, calm: str) -> None:
    """The most urgent matters of so many, each a link to its ledger row; `calm` is said where there are none."""
    title = f"最急的事项{excerpts.bracketed(len(found), whole)}"
    link_list(view, title, [_of(each) for each in found], "urgent-matters", "" if found else f"{calm}。")


def _of(found: Urgent) -> Link:
    if found.indicator:
        return Link(links.INDICATOR, found.said, found.detail, found.shape, (("indicator", found.indicator),))
    where = (("ledger", str(found.ledger)), ("row", str(found.row_id)))
    return Link(links.LEDGERS, found.said, found.detail, found.shape, where)
