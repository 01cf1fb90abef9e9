"""The elements of our own: charts and cards, as Streamlit's would be slower and neither print nor answer a keyboard, and Chinese words.

No markup of ours and none of the ledgers' gets through: their scripts put everything in as text.

(docs/decisions.md, "Elements of our own")
"""

import re
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from engine.ledgers.home import STATIC

_STYLES = {
    "chart": ("title.css", "chart.css", "print.css"),
    "cards": ("title.css", "cards.css", "print.css"),
    "choices": ("choices.css",),
    "sidebar": ("sidebar.css",),
    "chinese": ("chinese.css",),
    "reconciled": ("reconciled.css", "print.css"),
}


@cache
def element(name: str) -> ComponentRenderer:
    """`chart`, `cards` or `chinese`: its script and its styles from static/."""
    js, *css = ((STATIC / file).read_text(encoding="utf-8") for file in (f"{name}.js", *_STYLES[name]))
    return st.components.v2.component(name, js=js, css="\n".join(css), isolate_styles=False)


def served(path: str) -> str:
    """The address of something on this server, whatever path the server itself was put under."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/{path}" if base else f"/{path}"


def escaped(text: str) -> str:
    """Ledger text made safe for places that render Markdown."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&])", r"\\\1", text)
