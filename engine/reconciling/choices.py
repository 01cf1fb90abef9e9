"""choices.csv of a home: which indicator a phrase of a report means, where a reader had to say so. The next report asks no more.

A phrase is kept without its numbers, so that next year's report with another number is recognised.
"""

import os
import re
from datetime import datetime
from typing import NamedTuple

from engine.ledgers import record_file
from engine.ledgers.home import DEFAULTS, Home
from engine.ledgers.masking import scrub
from engine.ledgers.record_file import NotWritten, Record, RecordFile
from engine.reconciling.surroundings import Around

FILE = RecordFile(
    "choices.csv", ("短语", "单位", "指标", "写于"), ".choices.lock", writing="写选择", until="不能记住选择"
)
NONE = "无"  # the reader said that the figure is none of the catalogue's
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．][0-9]+)?")
_ENOUGH = 6  # letters that say by themselves what is counted; with fewer the clause before belongs to the phrase
_LONGEST = 40


class Choices(NamedTuple):
    """(phrase, unit) → indicator or `NONE`; and what cannot be read, with line and remedy."""

    chosen: dict[tuple[str, str], str]
    faults: tuple[str, ...] = ()


def phrase(words: Around, in_words: bool) -> str:
    """What a choice is remembered by: the figure's own words with `#` for the number, the clause before where they are few.

    `in_words`: the figure is a claim without a number (全部办结), and its own words are part of the phrase.
    """
    before, after = _bare(words.before), _bare(words.after)
    own = f"{before}{words.number if in_words else '#'}{after}"
    if len(own) - 1 < _ENOUGH and words.earlier:
        own = f"{_bare(words.earlier[0].words)}，{own}"
    return scrub(own)[-_LONGEST:].lstrip("=+-@＝＋－＠' ")


def _bare(words: str) -> str:
    return _NUMBER.sub("", words)


def read(home: Home) -> Choices:
    """The home's remembered choices."""
    found = record_file.read(FILE, home.path, _choice)
    return Choices({(words, unit): indicator for words, unit, indicator in found.items}, found.faults)


def _choice(record: Record) -> tuple[str, str, str] | str:
    cells = [record_file.unguarded(cell) for cell in record.cells]
    if len(cells) != len(FILE.header) or not cells[0] or not cells[2]:
        return f"应有 {len(FILE.header)} 列，短语和指标不能为空。"
    return cells[0], cells[1], cells[2]


def closed(home: Home) -> str | None:
    """Why nothing can be remembered in this home, or None where it can."""
    if home.path.resolve() == DEFAULTS.resolve():
        return "这里是演示数据，选择只在本次有效，不会记住。"
    if not os.access(home.path, os.W_OK):
        return f"数据目录“{home.path.name}”是只读的，选择只在本次有效，不会记住。"
    return None


def remember(home: Home, words: str, unit: str, indicator: str) -> None:
    """Write one choice; a later one for the same phrase replaces it. Raises NotWritten, and then nothing has changed."""
    if why := closed(home):
        raise NotWritten(why)
    row = [words, unit, indicator, f"{datetime.now():%Y-%m-%d %H:%M:%S}"]
    cells = [record_file.guarded(cell) for cell in row]

    def change(old: bytes, records: list[Record]) -> bytes:
        for record in reversed([record for record in records if record.cells[:2] == cells[:2]]):
            old = record_file.without(record, old)
        return record_file.appended(cells, old)

    record_file.rewrite(FILE, home.path, change)
