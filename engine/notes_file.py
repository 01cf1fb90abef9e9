"""notes.csv of a home: read line by line, changed whole or not at all, one writer after the other."""

import csv
import hashlib
import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from engine import writing
from engine.masking import scrub
from engine.reading import UnreadableFile, decode

FILE = "notes.csv"
FIRST, LAST = date(1950, 1, 1), date(2099, 12, 31)
_HEADER = ["指标", "区划代码", "日期", "说明", "写于"]
_NEW = ",".join(_HEADER).encode("utf-8-sig") + b"\r\n"
_PATIENCE = 10  # seconds to wait for another writer
_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")  # Excel saves 2025-07-10 as 2025/7/10
_FORMULA_STARTS = tuple("=+-@＝＋－＠")  # a spreadsheet program would run it: such a text is written with a ' before it


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


class Record(NamedTuple):
    """A record as it stands in the file, from its first to its last physical line."""

    first: int
    last: int
    cells: list[str]

    @property
    def key(self) -> str:
        return hashlib.sha256("\x1f".join(self.cells).encode()).hexdigest()[:16]


def read(folder: Path) -> Content:
    """The notes in a home's folder, read again whenever the file has changed. A fault never raises."""
    try:
        path = folder / FILE
        s = os.stat(path)
        return _read(path, (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino))
    except FileNotFoundError:
        return Content()
    except OSError as fault:
        return Content((), (f"{FILE} 打不开（{fault.strerror}），请系统管理员检查文件和权限。",))


@lru_cache(maxsize=64)
def _read(path: Path, stamp: tuple[int, int, int, int]) -> Content:
    try:
        records = _records(path)
    except UnreadableFile as fault:
        return Content((), (located(fault),))
    found = [(record, _fault(record)) for record in records]
    notes = [_note(record) for record, fault in found if not fault]
    return Content(tuple(notes), tuple(f"{FILE} 第 {record.first} 行：{fault}" for record, fault in found if fault))


def located(fault: UnreadableFile) -> str:
    """A fault of the whole file as a sentence with file and line."""
    line, reason = fault.args
    return f"{FILE} 第 {line} 行：{reason}。" if line else f"{FILE}：{reason}。"


def appended(cells: list[str], old: bytes) -> bytes:
    """The file with one more record at its end."""
    row = io.StringIO(newline="")
    csv.writer(row).writerow(cells)
    return old + (b"" if old.endswith((b"\n", b"\r")) else b"\r\n") + row.getvalue().encode()


def without(gone: Record, old: bytes) -> bytes:
    """The file without one of its records; every other line stays as it is."""
    lines = old.splitlines(keepends=True)
    return b"".join(lines[: gone.first - 1] + lines[gone.last :])


def rewrite(folder: Path, change: Callable[[bytes, list[Record]], bytes]) -> None:
    """Put what `change` makes of the file in its place. Raises UnreadableFile or OSError (a Timeout is one): then nothing has changed."""
    path = folder / FILE
    with _alone(folder):
        there = path.exists()
        writing.put(path, [change(path.read_bytes() if there else _NEW, _records(path) if there else [])])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    # In the home, not in the cache: two programs may share a home and not the place of its snapshots.
    with FileLock(folder / ".notes.lock", timeout=_PATIENCE):
        yield


def _records(path: Path) -> list[Record]:
    reader = csv.reader(io.StringIO(decode(path), newline=""), strict=True)
    found, line = [], 0
    try:
        for cells in reader:
            found.append(Record(line + 1, reader.line_num, [cell.strip() for cell in cells]))
            line = reader.line_num
    except csv.Error as fault:
        raise UnreadableFile(line + 1, "从这一行起读不下去，引号没有配对，请改好引号后保存") from fault
    if not found or found[0].cells != _HEADER:
        raise UnreadableFile(1, f"表头应为“{','.join(_HEADER)}”，请改正后保存为“CSV UTF-8”")
    return [record for record in found[1:] if any(record.cells)]


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
    return Note(indicator, place, _day(day) or FIRST, scrub(_unguarded(text)), record.first, record.key)


def _day(cell: str) -> date | None:
    parts = _DAY.fullmatch(cell)
    if not parts:
        return None
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def guarded(text: str) -> str:
    """The text as it is written: a spreadsheet program that opens the file must not run it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_STARTS) else text
