"""verified.csv of a home: the doubts somebody has looked at, each with who, when and why."""

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from engine import record_file
from engine.masking import scrub
from engine.reading import SEPARATOR, UnreadableFile
from engine.record_file import Record

FILE, LOCK = "verified.csv", ".verified.lock"
_HEADER = ["台账", "编号", "核对规则", "行指纹", "核实人", "说明", "核实时间"]
_PATIENCE = 10  # seconds to wait for another writer


class Mark(NamedTuple):
    """One doubt that was looked at. It stands as long as the row has this fingerprint.

    `who` and `why` are fit to be shown: numbers of persons are hidden. `key` finds its line again in the file.
    """

    ledger: str
    row_id: str
    check: str
    fingerprint: str
    who: str
    why: str
    when: str
    key: str


class Content(NamedTuple):
    """What the file says, in its order, and what in it cannot be read, each with line and remedy. A fault quotes nothing."""

    marks: tuple[Mark, ...] = ()
    faults: tuple[str, ...] = ()

    def of(self, ledger: str, check: str) -> list[Mark]:
        """The marks on what one check said of one ledger, whether or not they still stand."""
        return [mark for mark in self.marks if (mark.ledger, mark.check) == (ledger, check)]


def fingerprint(cells: Iterable[str | None]) -> str:
    """What tells a row from itself after a change; queries/answers/row_prints.sql makes the same of a stored row."""
    return hashlib.md5(SEPARATOR.join(cell or "" for cell in cells).encode(), usedforsecurity=False).hexdigest()


def read(folder: Path) -> Content:
    """The marks in a home's folder, read again whenever the file has changed. A fault never raises."""
    path = folder / FILE
    try:
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
    whole = [record for record in records if len(record.cells) == len(_HEADER) and all(record.cells)]
    wrong = [
        f"{FILE} 第 {record.first} 行：应有 {len(_HEADER)} 列，都不能为空。"
        for record in records
        if record not in whole
    ]
    return Content(tuple(map(_mark, whole)), tuple(wrong))


def _mark(record: Record) -> Mark:
    ledger, row_id, check, print_, who, why, when = (record_file.unguarded(cell) for cell in record.cells)
    return Mark(ledger, row_id, check, print_, scrub(who), scrub(why), when, record.key)


def rewrite(folder: Path, change: Callable[[bytes, list[Record]], bytes]) -> None:
    """Put what `change` makes of the file in its place. Raises UnreadableFile or OSError (a Timeout is one): then nothing has changed."""
    with FileLock(folder / LOCK, timeout=_PATIENCE):
        record_file.change(folder / FILE, _HEADER, change)
