"""The elements of our own: the board of a page and the sidebar, as Streamlit's would be slower and neither print nor answer a keyboard.

No markup of ours and none of the ledgers' gets through: their scripts put everything in as text.

(docs/decisions.md, "Elements of our own")
"""

import re
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from engine.ledgers.home import STATIC

# Element → its scripts, of which the last is the element itself, and its styles.
_FILES: dict[str, tuple[str, ...]] = {
    "sidebar": ("made.js", "sidebar.js", "sidebar.css"),
    "board": (
        "made.js",
        "chart.js",
        "choices.js",
        "board.js",
        "title.css",
        "board.css",
        "chart.css",
        "choices.css",
        "print.css",
    ),
    "chinese": ("chinese.js", "chinese.css"),
    "reconciled": ("made.js", "reconciled.js", "reconciled.css", "print.css"),
}


@cache
def element(name: str) -> ComponentRenderer:
    """`sidebar`, `board`, `chinese` or `reconciled`: its script and its styles from static/."""
    texts = {file: (STATIC / file).read_text(encoding="utf-8") for file in _FILES[name]}
    js, css = ("\n".join(text for file, text in texts.items() if file.endswith(end)) for end in (".js", ".css"))
    return st.components.v2.component(name, js=js, css=css, isolate_styles=False)


def served(path: str) -> str:
    """The address of something on this server, whatever path the server itself was put under."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/{path}" if base else f"/{path}"


def escaped(text: str) -> str:
    """Ledger text made safe for places that render Markdown."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&])", r"\\\1", text)
