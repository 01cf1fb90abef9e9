"""A small CSV file of a home in which people keep something line by line: read by records, changed whole or not at all."""

import csv
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from engine import writing
from engine.reading import UnreadableFile, decode

_FORMULA_STARTS = tuple("=+-@＝＋－＠")  # a spreadsheet program would run it: such a text is written with a ' before it


class Record(NamedTuple):
    """A record as it stands in the file, from its first to its last physical line."""

    first: int
    last: int
    cells: list[str]

    @property
    def key(self) -> str:
        return hashlib.sha256("\x1f".join(self.cells).encode()).hexdigest()[:16]


def stamp(path: Path) -> tuple[int, int, int, int]:
    """What changes whenever the file does. Raises OSError."""
    s = os.stat(path)
    return (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino)


def records(path: Path, header: list[str]) -> list[Record]:
    """The records below the header, blank ones left out. Raises UnreadableFile."""
    reader = csv.reader(io.StringIO(decode(path), newline=""), strict=True)
    found, line = [], 0
    try:
        for cells in reader:
            found.append(Record(line + 1, reader.line_num, [cell.strip() for cell in cells]))
            line = reader.line_num
    except csv.Error as fault:
        raise UnreadableFile(line + 1, "从这一行起读不下去，引号没有配对，请改好引号后保存") from fault
    if not found or found[0].cells != header:
        raise UnreadableFile(1, f"表头应为“{','.join(header)}”，请改正后保存为“CSV UTF-8”")
    return [record for record in found[1:] if any(record.cells)]


def located(name: str, fault: UnreadableFile) -> str:
    """A fault of the whole file as a sentence with file and line."""
    line, reason = fault.args
    return f"{name} 第 {line} 行：{reason}。" if line else f"{name}：{reason}。"


def change(path: Path, header: list[str], how: Callable[[bytes, list[Record]], bytes]) -> None:
    """Put what `how` makes of the file in its place, for a caller who is alone with it. Raises UnreadableFile, OSError."""
    there = path.exists()
    old = path.read_bytes() if there else ",".join(header).encode("utf-8-sig") + b"\r\n"
    writing.put(path, [how(old, records(path, header) if there else [])])


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
