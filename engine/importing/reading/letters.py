"""The letters of a cell: marks that cannot be seen, widths that mean nothing, and what cannot be made sense of."""

import unicodedata
from typing import NamedTuple

INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)


class LetterFault(NamedTuple):
    """Why a cell cannot be rewritten, for the official: the kind of rule, and what to do."""

    rule: str
    remedy: str


Normal = str | LetterFault | None


def visible(text: str) -> str:
    """The text without marks of no width or of direction and without blanks at its ends."""
    return text.translate(INVISIBLE).strip()


def half_width(text: str) -> str:
    """Digits, letters and signs at half width, and no blanks: for everything that is not free text."""
    return "".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split())
