"""A page as one element: its finding, tiles, lists, tables and charts in blocks, which static/board.js draws.

Streamlit makes an element of every word and every chart, and a reader waits for each at every click. Here the browser
gets one description of the page and changes what differs. A block is plain data: text is put in as text, never as markup.

(docs/decisions.md, "Elements of our own")
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.components.v1 import declare_component

from engine.charts.bar_charts import CONFIG
from engine.charts.drawing import LIBRARY, LIBRARY_VERSION, Picture
from engine.charts.palette import DARKER
from engine.figures import status
from engine.figures.urgent import Urgent
from engine.figures.view import View
from engine.screen import address
from engine.screen.application import FrontDoor, library_address
from engine.screen.choices import Choice
from engine.screen.elements import element, served
from engine.screen.links import INDICATOR, LEDGERS, WARNINGS, Lead
from engine.screen.page_top import source, top
from engine.subjects.tiles import Tile
from engine.words import numbers

Block = dict[str, Any]
TONES = {"✕": "bad", "■": "bad", "◆": "late"}


def show(view: View, blocks: Iterable[Block | None], key: str = "board") -> None:
    """The page, or a part of it."""
    told = {"blocks": [block for block in blocks if block], "library": _library(), "dark": DARKER, "config": CONFIG}
    element("board")(key=key, data=told | {"source": source(view)})


def _library() -> str:
    """The address of the Plotly that the Python package brings along."""
    return library_address() if FrontDoor.stands else _as_a_component()


@st.cache_resource(show_spinner=False)
def _as_a_component() -> str:
    """Where nothing stands before Streamlit's server: Plotly's folder is served as that of a component."""
    folder = declare_component("plotly", path=LIBRARY)
    return served(f"component/{folder.name}/plotly.min.js?v={LIBRARY_VERSION}")


def title(view: View, words: str) -> None:
    """The top alone, of a page whose rest is Streamlit's."""
    show(view, [top(view, words)], "top")


def turn(to: str) -> Block:
    """Go to another address in place of this one: for what only the server can know."""
    return {"kind": "turn", "to": to}


def tiles(view: View, found: Sequence[Tile]) -> Block | None:
    """Numbers side by side on a desk, by twos on a phone; each leads to what says more."""
    return (
        {"kind": "tiles", "tiles": [tile._asdict() | {"href": _more(view, tile)} for tile in found]} if found else None
    )


def _more(view: View, tile: Tile) -> str:
    if not tile.leads:
        return ""
    if tile.leads in status.MATTERS:
        return address.to(view, WARNINGS, state=tile.leads)
    return address.to(view, INDICATOR, indicator=tile.leads)


def heading(text: str, note: str = "") -> Block:
    """A finding over what follows."""
    return {"kind": "heading", "text": text, "note": note}


def note(text: str) -> Block:
    """A small line: how to read what stands above."""
    return {"kind": "note", "text": text}


def alert(text: str) -> Block:
    """A line that must be seen."""
    return {"kind": "alert", "text": text}


def chart(picture: Picture, key: str, lead: Lead | None = None, chosen: object = None, note: str = "") -> Block:
    """A picture with its title over it, a note on how to read it below, and a click that leads somewhere.

    `chosen` is the customdata of the bar to mark.
    """
    more = {"note": note, "chosen": chosen, "lead": lead._asdict() if lead else None}
    return {"kind": "chart", "key": key, **picture._asdict(), **more}


def columns(*parts: Sequence[Block | None]) -> Block:
    """Side by side on a desk, one below the other on a phone."""
    return {"kind": "columns", "columns": [[block for block in part if block] for part in parts]}


def balanced(found: Iterable[Block | None], first: Sequence[Block | None] = ()) -> Block:
    """Two columns of about one length: each block goes into the shorter one, in the order given; `first` begin the left."""
    left: list[Block] = [block for block in first if block]
    right: list[Block] = []
    for block in filter(None, found):
        (left if _height(left) <= _height(right) else right).append(block)
    return columns(left, right)


def _height(blocks: Sequence[Block]) -> float:
    """About how many pixels blocks take on a desk."""
    return sum(_TALL.get(block["kind"], lambda _: 40.0)(block) for block in blocks)


_TALL: dict[str, Callable[[Block], float]] = {
    "chart": lambda block: block["height"] + 90 + (20 + 20 * (len(block["note"]) // 45) if block["note"] else 0),
    "matters": lambda block: 60 + (66 * len(block["items"]) or 30),
    "table": lambda block: 110 + 36 * len(block["rows"]),
}


def fields(*found: Choice) -> Block:
    """Choices of the page."""
    return {"kind": "fields", "choices": [{"kind": each.kind, **each.told} for each in found]}


def links(found: Iterable[tuple[str, str]]) -> Block:
    """Ways on: (words, address)."""
    return {"kind": "links", "links": [{"label": label, "href": href} for label, href in found]}


def fold(label: str, blocks: Iterable[Block | None], key: str) -> Block:
    """What is read when somebody wants it."""
    return {"kind": "fold", "key": key, "label": label, "blocks": [block for block in blocks if block]}


def urgent(view: View, title: str, found: Sequence[Urgent], whole: int, calm: str) -> Block:
    """The gravest of so many things that need somebody, each a link to where it can be seen; `calm` is said where there are none."""
    more = {"label": f"共 {numbers.text(whole)} 项，看预警", "href": address.to(view, WARNINGS)} if whole else None
    items = [_item(view, each) for each in found]
    return {"kind": "matters", "title": title, "more": more, "items": items, "empty": "" if found else calm}


def _item(view: View, found: Urgent) -> dict[str, str]:
    page, more = (
        (INDICATOR, {"indicator": found.indicator})
        if found.indicator
        else (LEDGERS, {"ledger": str(found.ledger), "row": str(found.row_id)})
    )
    about = " · ".join(part for part in (found.where, found.whose, found.detail) if part)
    return {
        "mark": found.shape,
        "tone": TONES.get(found.shape, ""),
        "what": found.what,
        "about": about,
        "bad": found.how_bad,
        "href": address.to(view, page, **more),
    }


def table(
    head: Sequence[str], rows: Sequence[Sequence[Any]], key: str, title: str = "", note: str = "", alt: str = ""
) -> Block:
    """A table; a cell is a text, or a `cell` that leads somewhere. On a phone each row is a card under its first cell.

    It is sorted by a click on a head, in the browser; a long one shows its first rows until the rest is asked for.
    """
    return {
        "kind": "table",
        "key": key,
        "title": title,
        "head": list(head),
        "rows": [list(row) for row in rows],
        "note": note,
        "alt": alt or title,
    }


def cell(text: str, href: str = "", tone: str = "", beside: str = "") -> dict[str, str]:
    """A cell of a table: its words, where it leads, its tone (bad, late), and what stands small beside the words."""
    return {"text": text, "href": href, "tone": tone, "beside": beside}


def frame(
    found: pd.DataFrame, key: str, title: str = "", note: str = "", alt: str = "", leads: Sequence[str] = ()
) -> Block:
    """A frame as a table, days without clock times; the first cell of row n leads to `leads[n]`."""
    columns = [_texts(found.iloc[:, number]) for number in range(found.shape[1])]
    rows: list[list[Any]] = [list(row) for row in zip(*columns, strict=True)]
    for row, href in zip(rows, leads, strict=False):
        row[0] = cell(row[0] or "查看", href) if href else row[0]
    return table([str(name) for name in found], rows, key, title, note, alt)


def _texts(column: pd.Series) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(column):
        return ["" if day is pd.NaT else f"{day:%Y-%m-%d}" for day in column]
    return [_text(value) for value in column]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None or pd.isna(value) else numbers.text(value)


def tables(blocks: Iterable[Block], key: str) -> None:
    """Tables and the words about them as an element of their own, where they come when somebody asks for them."""
    element("board")(key=key, data={"blocks": list(blocks)})
