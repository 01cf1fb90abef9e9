"""notes.csv of a home: read line by line, changed whole or not at all, one writer after the other."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from engine import record_file
from engine.masking import scrub
from engine.reading import UnreadableFile
from engine.record_file import Record

FILE = "notes.csv"
FIRST, LAST = date(1950, 1, 1), date(2099, 12, 31)
_HEADER = ["指标", "区划代码", "日期", "说明", "写于"]
_PATIENCE = 10  # seconds to wait for another writer
_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")  # Excel saves 2025-07-10 as 2025/7/10


class Note(NamedTuple):
    """One note. `text` is fit to be shown: numbers of persons are hidden. `key` finds its line again in the file."""

    indicator: str
    place: str
    day: date
    text: str
    line: int
    key: str


class Content(NamedTuple):
    """What the file says, in its order, and what in it cannot be read, each with line and remedy. A fault quotes nothing."""

    notes: tuple[Note, ...] = ()
    faults: tuple[str, ...] = ()


def read(folder: Path) -> Content:
    """The notes in a home's folder, read again whenever the file has changed. A fault never raises."""
    try:
        path = folder / FILE
        return _read(path, record_file.stamp(path))
    except FileNotFoundError:
        return Content()
    except OSError as fault:
        return Content((), (f"{FILE} 打不开（{fault.strerror}），请系统管理员检查文件和权限。",))


@lru_cache(maxsize=64)
def _read(path: Path, stamp: tuple[int, int, int, int]) -> Content:
    try:
        records = record_file.records(path, _HEADER)
    except UnreadableFile as fault:
        return Content((), (record_file.located(FILE, fault),))
    found = [(record, _fault(record)) for record in records]
    notes = [_note(record) for record, fault in found if not fault]
    return Content(tuple(notes), tuple(f"{FILE} 第 {record.first} 行：{fault}" for record, fault in found if fault))


def rewrite(folder: Path, change: Callable[[bytes, list[Record]], bytes]) -> None:
    """Put what `change` makes of the file in its place. Raises UnreadableFile or OSError (a Timeout is one): then nothing has changed."""
    with _alone(folder):
        record_file.change(folder / FILE, _HEADER, change)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    # In the home, not in the cache: two programs may share a home and not the place of its snapshots.
    with FileLock(folder / ".notes.lock", timeout=_PATIENCE):
        yield


def _fault(record: Record) -> str | None:
    if len(record.cells) != len(_HEADER):
        return f"应有 {len(_HEADER)} 列，实有 {len(record.cells)} 列，请检查是否漏填、多填，说明里有逗号的要加引号。"
    _, place, day, text, _ = record.cells
    if not place.isdecimal():
        return "区划代码应全是数字，请改正（在表格软件里把这一列设为文本）。"
    if _day(day) is None:
        return f"日期读不出来，请写成 2025-07-10 的样子，在 {FIRST.year} 年至 {LAST.year} 年之间。"
    return None if text else "说明是空的，请补上或删去这一行。"


def _note(record: Record) -> Note:
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
