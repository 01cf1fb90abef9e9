"""The manual, docs/manual.md, in the pieces a page shows."""

import re
from functools import lru_cache
from typing import NamedTuple

from engine.ledgers.home import ROOT

_MANUAL = ROOT / "docs" / "manual.md"
_PICTURE = re.compile(r"^!\[(.*)\]\((.*)\)$", re.M)
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]+\)")


class Chapter(NamedTuple):
    """Text between two pictures (Markdown, our own), or a picture's file and its caption."""

    text: str
    picture: str = ""


def parts() -> tuple[str, list[Chapter]]:
    """Title and parts in their order. Links to other files of docs/ lead nowhere on a page and stay as words."""
    return _parts(_MANUAL.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _parts(stamp: int) -> tuple[str, list[Chapter]]:
    title, text = _MANUAL.read_text(encoding="utf-8").removeprefix("# ").split("\n", 1)
    found, at = [], 0
    for picture in _PICTURE.finditer(text):
        found.append(Chapter(_LINK.sub(r"\1", text[at : picture.start()]).strip()))
        found.append(Chapter(picture[1], str(_MANUAL.parent / picture[2])))
        at = picture.end()
    found.append(Chapter(_LINK.sub(r"\1", text[at:]).strip()))
    return title, [part for part in found if part.text]
