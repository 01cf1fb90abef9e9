"""notes.csv of a home: read line by line, changed whole or not at all, one writer after the other."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from engine.ledgers import record_file
from engine.ledgers.masking import scrub
from engine.ledgers.record_file import Content, Record, RecordFile

FILE = RecordFile(
    "notes.csv",
    ("指标", "区划代码", "日期", "说明", "写于"),
    ".notes.lock",
    writing="写说明",
    until="不能写说明，也不能删除",
)
FIRST, LAST = date(1950, 1, 1), date(2099, 12, 31)
_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")  # Excel saves 2025-07-10 as 2025/7/10


class Note(NamedTuple):
    """One note. `text` is fit to be shown: numbers of persons are hidden. `key` finds its line again in the file."""

    indicator: str
    place: str
    day: date
    text: str
    line: int
    key: str


def read(folder: Path) -> Content[Note]:
    """The notes in a home's folder."""
    return record_file.read(FILE, folder, _note)


def _fault(record: Record) -> str | None:
    if len(record.cells) != len(FILE.header):
        return (
            f"应有 {len(FILE.header)} 列，实有 {len(record.cells)} 列，请检查是否漏填、多填，说明里有逗号的要加引号。"
        )
    _, place, day, text, _ = record.cells
    if not place.isdecimal():
        return "区划代码应全是数字，请改正（在表格软件里把这一列设为文本）。"
    if _day(day) is None:
        return f"日期读不出来，请写成 2025-07-10 的样子，在 {FIRST.year} 年至 {LAST.year} 年之间。"
    return None if text else "说明是空的，请补上或删去这一行。"


def _note(record: Record) -> Note | str:
    if fault := _fault(record):
        return fault
    indicator, place, day, text, _ = record.cells
    return Note(indicator, place, _day(day) or FIRST, scrub(record_file.unguarded(text)), record.first, record.key)


def _day(cell: str) -> date | None:
    parts = _DAY.fullmatch(cell)
    if not parts:
        return None
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None
