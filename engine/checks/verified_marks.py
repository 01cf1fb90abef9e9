"""verified.csv of a home: the doubts somebody has looked at, each with who, when and why."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from engine.ledgers import record_file
from engine.ledgers.masking import scrub
from engine.ledgers.reading import SEPARATOR
from engine.ledgers.record_file import Content, Record, RecordFile

FILE = RecordFile(
    "verified.csv",
    ("台账", "编号", "核对规则", "行指纹", "核实人", "说明", "核实时间"),
    ".verified.lock",
    writing="写",
    until="不能标为已核实，也不能撤回",
)


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


def fingerprint(cells: Iterable[str | None]) -> str:
    """What tells a row from itself after a change; queries/answers/row_prints.sql makes the same of a stored row."""
    return hashlib.md5(SEPARATOR.join(cell or "" for cell in cells).encode(), usedforsecurity=False).hexdigest()


def read(folder: Path) -> Content[Mark]:
    """The marks in a home's folder, whether or not they still stand."""
    return record_file.read(FILE, folder, _mark)


def _mark(record: Record) -> Mark | str:
    if len(record.cells) != len(FILE.header) or not all(record.cells):
        return f"应有 {len(FILE.header)} 列，都不能为空。"
    ledger, row_id, check, print_, who, why, when = (record_file.unguarded(cell) for cell in record.cells)
    return Mark(ledger, row_id, check, print_, scrub(who), scrub(why), when, record.key)
