"""aliases.csv of a home: ways of writing headers and places that somebody once explained, kept for the next file."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from engine.importing.reading.header import folded
from engine.importing.reading.normalise import unguarded
from engine.ledgers import writing
from engine.ledgers.home import DEFAULTS, Home
from engine.ledgers.record_file import NotWritten, guarded

FILE = "aliases.csv"
HEADER, PLACE = "表头", "区划"
_COLUMNS = ["种类", "台账", "写法", "对应", "写于"]
_PATIENCE = 10  # seconds to wait for another writer


class Aliases(NamedTuple):
    """What was learnt. `headers`: ledger → folded header → the contract's header; `places`: folded name → code."""

    headers: dict[str, dict[str, str]]
    places: dict[str, str]


def read(home: Home) -> Aliases:
    """The aliases of a home. Lines that cannot be read are passed over: an alias is a help, not a rule."""
    headers: dict[str, dict[str, str]] = {}
    places: dict[str, str] = {}
    for row in _rows(home.path / FILE):
        kind, ledger, text, meaning = (*row, "", "", "", "")[:4]
        if kind == HEADER and text and meaning:
            headers.setdefault(ledger, {})[folded(text)] = meaning
        elif kind == PLACE and text and meaning:
            places[folded(text)] = meaning
    return Aliases(headers, places)


def learn_header(home: Home, ledger: str, text: str, meaning: str) -> None:
    """Remember that this header means that column of the contract. Raises NotWritten."""
    _append(home, [HEADER, ledger, text, meaning])


def learn_place(home: Home, text: str, code: str) -> None:
    """Remember that this name means the place with that code. Raises NotWritten."""
    _append(home, [PLACE, "", text, code])


def _append(home: Home, cells: list[str]) -> None:
    if home.path.resolve() == DEFAULTS.resolve():
        raise NotWritten("这是演示数据，不保存对照。请先用 python -m engine new 建立本单位的数据目录")
    path = home.path / FILE
    try:
        with FileLock(home.path / ".aliases.lock", timeout=_PATIENCE):
            rows = [row for row in _strictly(path) if not _same(row, cells)]
            written = [*map(guarded, cells), f"{date.today():%Y-%m-%d}"]
            _replace(path, [_COLUMNS, *([*map(guarded, row)] for row in rows), written])
    except (UnicodeDecodeError, csv.Error) as fault:
        raise NotWritten(f"{FILE} 读不出来，没有写入。请系统管理员另存为“CSV UTF-8”") from fault
    except Timeout as fault:
        raise NotWritten("没有记住：别人正在写，请过一会儿再试。") from fault
    except OSError as fault:
        raise NotWritten(f"没有记住（{fault.strerror}），请检查磁盘空间和权限后重试。") from fault


def _same(row: list[str], cells: list[str]) -> bool:
    """The same writing explained anew: the later explanation counts."""
    return row[:2] == cells[:2] and len(row) > 2 and folded(row[2]) == folded(cells[2])


def _rows(path: Path) -> list[list[str]]:
    try:
        return _strictly(path)
    except (OSError, UnicodeDecodeError, csv.Error):
        return []


def _strictly(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    text = path.read_bytes().decode("utf-8-sig")
    rows = [[unguarded(cell.strip()) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    return [row for row in rows if any(row) and row != _COLUMNS]


def _replace(path: Path, rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    writing.put(path, [buffer.getvalue().encode("utf-8-sig")])
