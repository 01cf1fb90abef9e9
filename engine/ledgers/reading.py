"""From a CSV file to rows of text, each with its physical line: nothing is guessed, nothing dropped in silence.

(docs/decisions.md, "CSV files are the truth"; "A row is one masked text")
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from engine.ledgers.contract import Resource
from engine.ledgers.faults import SaidError
from engine.ledgers.masking import mask, scrub

SEPARATOR = "\x1f"  # between the cells of a row kept as one text; a cell that holds it is refused
_CHUNK = 50_000


@dataclass(frozen=True)
class Problem:
    """Something that was left out, for the person who must mend it. `line` None: the whole file."""

    ledger: str
    file: str
    line: int | None
    column: str | None
    value: str | None
    reason: str


@dataclass
class Reading:
    """What one file gave: Arrow tables of text (row columns, then source_file, line, cells, original) and its problems."""

    tables: list[pa.Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class UnreadableFile(SaidError):
    """The whole file must stay out; whoever keeps it must act. `line`: where to look, None for the whole of it."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"第 {line} 行：{reason}" if line else reason)
        self.line = line


def read(path: Path, label: str, resource: Resource) -> Reading:
    """Read one file of a ledger. A fault of the file leaves the file out, a fault of a row that row."""
    reading = Reading()
    try:
        records = _records(path, resource)
        for chunk in _chunks(_well_formed(records, label, resource, reading.problems)):
            reading.tables.append(_table(chunk, label, resource))
    except UnreadableFile as fault:
        # No line of its own: a problem with a line would count as one row, and here the whole file is out.
        return Reading(problems=[Problem(resource.name, label, None, None, None, str(fault))])
    return reading


def decode(path: Path) -> str:
    """The file's text; only UTF-8, with or without BOM, is accepted."""
    data = path.read_bytes()
    if b"\x00" in data:
        raise UnreadableFile("文件不是 CSV 文本（含空字节）。请在 Excel 或 WPS 里另存为“CSV UTF-8”后再放入")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise UnreadableFile("无法识别文件编码。请在 Excel 或 WPS 里另存为“CSV UTF-8”后再放入", line) from fault


def _records(path: Path, resource: Resource) -> Iterator[tuple[int, list[str]]]:
    """(first physical line, cells) of each record, the header first: the contract's, or that without optional columns."""
    reader = csv.reader(io.StringIO(decode(path), newline=""), strict=True)
    line = 0
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(header, resource)
        line = reader.line_num
        yield line, header
        for cells in reader:
            yield line + 1, cells
            line = reader.line_num
    except csv.Error as fault:
        raise UnreadableFile("从这一行起读不下去（引号没有配对，或单元格过长）。请改好后再放入", line + 1) from fault


def _check_header(header: list[str], resource: Resource) -> None:
    """An office that does not keep a column may leave it out; one that a row cannot do without must stand there."""
    optional = {field.name for field in resource.fields if not field.constraints.get("required")}
    expected = [name for name in resource.headers if name in header or name not in optional]
    if header == expected:
        return
    if not any(header):
        raise UnreadableFile(f"文件是空的，第一行应为表头：{'、'.join(resource.headers)}", 1)
    extra = [scrub(name) for name in header if name not in resource.headers]
    # A column under another name is both: missing and too many.
    missing = [name for name in (resource.headers if extra else expected) if name not in header]
    said = [f"缺少“{'”“'.join(missing)}”"] if missing else []
    said += [f"多出“{'”“'.join(extra)}”"] if extra else []
    if not said:
        at = next((i for i, (a, b) in enumerate(zip(header, expected, strict=False)) if a != b), len(expected))
        said = [f"第 {at + 1} 列应为“{expected[at]}”，实为“{header[at]}”" if at < len(expected) else "有重复的列"]
    raise UnreadableFile(f"表头与要求不符：{'；'.join(said)}。请按模板改好表头后再放入", 1)


def _well_formed(
    records: Iterator[tuple[int, list[str]]], label: str, resource: Resource, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    _, header = next(records)
    width = len(header)
    at = [header.index(name) if name in header else None for name in resource.headers]
    for line, cells in records:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if len(cells) != width:
            reason = f"应有 {width} 列，实有 {len(cells)} 列，请检查是否漏填、多填或单元格里有逗号"
        elif any(SEPARATOR in cell for cell in cells):
            reason = "含有看不见的控制字符，请重新录入这一行"
        else:
            yield line, [cells[n] if n is not None else "" for n in at]
            continue
        problems.append(Problem(resource.name, label, line, None, None, reason))


def _chunks(rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    chunk: list[tuple[int, list[str]]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _table(chunk: list[tuple[int, list[str]]], label: str, resource: Resource) -> pa.Table:
    """Text columns of the contract, plus line, source_file, and the row as one text: masked, and as it was if that differs."""
    personal = [(i, f.personal) for i, f in enumerate(resource.fields) if f.personal]
    masked, original = [], []
    for _, cells in chunk:
        shown = cells.copy()
        for i, kind in personal:
            shown[i] = mask(kind, cells[i])
        masked.append(SEPARATOR.join(shown))
        original.append(SEPARATOR.join(cells) if shown != cells else None)
    columns = {
        f.column: pa.array(values, pa.string())
        for f, values in zip(resource.fields, zip(*(c for _, c in chunk), strict=True), strict=True)
    }
    columns |= {
        "source_file": pa.array([label] * len(chunk), pa.string()),
        "line": pa.array([line for line, _ in chunk], pa.int64()),
        "cells": pa.array(masked, pa.string()),
        "original": pa.array(original, pa.string()),
    }
    return pa.table(columns)
