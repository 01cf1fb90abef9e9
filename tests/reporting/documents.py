"""What the tests of this folder share: drafts of the tiny home, and Word files read back."""

import io
from datetime import date

import docx
from docx.document import Document

from engine.ledgers.home import Home
from engine.reporting import drafting
from engine.reporting.draft import Draft, Heading
from engine.reporting.template_words import Period
from engine.snapshot import questions
from tests.homes import TINY, TOWNSHIP

END = date(2024, 12, 31)


def drafted(home: Home = TINY, place: str = TOWNSHIP, as_of: date = END) -> Draft:
    """The report of one place up to one day."""
    return drafting.draft(Period.of(questions.open_scope(home), place, as_of.year, as_of))


def part(draft: Draft, number: int) -> list[str]:
    """One of the parts, the first is 1: headings and paragraphs under its own heading, as text."""
    found: list[list[str]] = []
    for block in draft.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append([])
        else:
            found[-1].append(block.text if isinstance(block, Heading) else "".join(s.text for s in block))
    return found[number - 1]


def part_one(draft: Draft) -> list[str]:
    """The first part: headings and paragraphs as text."""
    return part(draft, 1)


def opened(content: bytes) -> Document:
    """A Word file as python-docx reads it back."""
    return docx.Document(io.BytesIO(content))
