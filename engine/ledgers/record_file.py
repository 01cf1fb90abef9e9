"""A small CSV file of a home in which people keep something line by line: read by records, changed whole or not at all.

(docs/decisions.md, "Words about numbers lie beside the snapshot")
"""

import csv
import hashlib
import io
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from filelock import FileLock, Timeout

from engine.ledgers import writing
from engine.ledgers.faults import SaidError
from engine.ledgers.home import DEFAULTS, Home
from engine.ledgers.reading import UnreadableFile, decode

_PATIENCE = 10  # seconds to wait for another writer
Item = TypeVar("Item")
_FORMULA_STARTS = tuple("=+-@＝＋－＠")  # a spreadsheet program would run it: such a text is written with a ' before it


class NotWritten(SaidError):
    """Something was not kept or not taken back, and nothing has changed; the reader who wanted it must act."""


class Record(NamedTuple):
    """A record as it stands in the file, from its first to its last physical line."""

    first: int
    last: int
    cells: list[str]

    @property
    def key(self) -> str:
        return hashlib.sha256("\x1f".join(self.cells).encode()).hexdigest()[:16]


class RecordFile(NamedTuple):
    """One such file of a home, the lock its writers wait for, and the words of a refusal to write."""

    name: str
    header: tuple[str, ...]
    lock: str
    writing: str  # 别人正在…，请过一会儿再试
    until: str  # 改好之前…


class Content(NamedTuple, Generic[Item]):
    """What a file says, in its order, and what in it cannot be read, each with line and remedy. A fault quotes nothing."""

    items: tuple[Item, ...] = ()
    faults: tuple[str, ...] = ()


def read(file: RecordFile, folder: Path, item: Callable[[Record], Item | str]) -> Content[Item]:
    """What `item` makes of each record (a text: what is wrong with it), anew whenever the file has changed. A fault never raises."""
    path = folder / file.name
    try:
        s = os.stat(path)
        return _read(file, path, item, (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino))
    except FileNotFoundError:
        return Content()
    except OSError as fault:
        return Content((), (f"{file.name} 打不开（{fault.strerror}），请系统管理员检查文件和权限。",))


@lru_cache(maxsize=128)
def _read(
    file: RecordFile, path: Path, item: Callable[[Record], Item | str], stamp: tuple[int, int, int, int]
) -> Content[Item]:
    try:
        found = [(record.first, item(record)) for record in _records(path, file.header)]
    except UnreadableFile as fault:
        return Content((), (_located(file, fault),))
    faults = tuple(f"{file.name} 第 {line} 行：{told}" for line, told in found if isinstance(told, str))
    return Content(tuple(told for _, told in found if not isinstance(told, str)), faults)


def closed(home: Home, act: str) -> str | None:
    """Why nothing can be written into this home (`act`: 写说明), or None where it can."""
    if home.path.resolve() == DEFAULTS.resolve():
        return f"这里是演示数据，不能{act}。请用环境变量 LEDGER_HOME 指向本单位的数据目录；make run 会自动建好一份。"
    if not os.access(home.path, os.W_OK):
        return f"数据目录“{home.path.name}”是只读的，不能{act}。需要时请系统管理员开放写入权限。"
    return None


def rewrite(file: RecordFile, folder: Path, change: Callable[[bytes, list[Record]], bytes]) -> None:
    """Put what `change` makes of the file in its place. Raises NotWritten: then nothing has changed.

    The lock lies in the home, not in the cache: two programs may share a home and not the place of its snapshots.
    """
    path = folder / file.name
    try:
        with FileLock(folder / file.lock, timeout=_PATIENCE):
            there = path.exists()
            old = path.read_bytes() if there else ",".join(file.header).encode("utf-8-sig") + b"\r\n"
            writing.put(path, [change(old, _records(path, file.header) if there else [])])
    except UnreadableFile as fault:
        raise NotWritten(f"{_located(file, fault)}改好之前{file.until}。") from fault
    except Timeout as fault:
        raise NotWritten(f"别人正在{file.writing}，请过一会儿再试。") from fault
    except OSError as fault:
        raise NotWritten(
            f"没有写成（{fault.strerror}），{file.name} 没有变动。请系统管理员检查数据目录的权限和磁盘空间。"
        ) from fault


def _records(path: Path, header: tuple[str, ...]) -> list[Record]:
    """The records below the header, blank ones left out. Raises UnreadableFile."""
    reader = csv.reader(io.StringIO(decode(path), newline=""), strict=True)
    found, line = [], 0
    try:
        for cells in reader:
            found.append(Record(line + 1, reader.line_num, [cell.strip() for cell in cells]))
            line = reader.line_num
    except csv.Error as fault:
        raise UnreadableFile("从这一行起读不下去，引号没有配对，请改好引号后保存", line + 1) from fault
    if not found or tuple(found[0].cells) != header:
        raise UnreadableFile(f"表头应为“{','.join(header)}”，请改正后保存为“CSV UTF-8”", 1)
    return [record for record in found[1:] if any(record.cells)]


def _located(file: RecordFile, fault: UnreadableFile) -> str:
    """A fault of the whole file as a sentence with file and line."""
    return f"{file.name} {fault}。" if fault.line else f"{file.name}：{fault}。"


def appended(cells: list[str], old: bytes) -> bytes:
    """The file with one more record at its end."""
    row = io.StringIO(newline="")
    csv.writer(row).writerow(cells)
    return old + (b"" if old.endswith((b"\n", b"\r")) else b"\r\n") + row.getvalue().encode()


def without(gone: Record, old: bytes) -> bytes:
    """The file without one of its records; every other line stays as it is."""
    lines = old.splitlines(keepends=True)
    return b"".join(lines[: gone.first - 1] + lines[gone.last :])


def one_line(text: str) -> str:
    """What somebody typed, on one line and without signs that cannot be seen."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def guarded(text: str) -> str:
    """The text as it is written: a spreadsheet program that opens the file must not run it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text as it was typed."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_STARTS) else text
