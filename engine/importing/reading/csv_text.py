"""The records of a CSV file, strictly read, each with the physical line it begins on."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from engine.uploads import decoding
from engine.uploads.parsed_file import Refused

CHUNK = 50_000
_LONGEST = 131_072  # letters of a cell: beyond, a quotation mark has lost its pair
DELIMITERS = {",": "逗号", "\t": "制表符", ";": "分号", "|": "竖线", "，": "全角逗号"}
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.I)
_BREAK = re.compile(r"\r\n|\r|\n")

Chunk = tuple[list[int], list[list[str]]]  # lines and cells of records


def records(data: bytes, encoding: decoding.Encoding, delimiter: str) -> Iterator[Chunk]:
    """All records in pieces, blank ones too. Raises Refused, with the line, where reading cannot go on."""
    csv.field_size_limit(_LONGEST)  # another library may have lifted it for the whole process
    reader = csv.reader(decoding.lines(data, encoding), delimiter=delimiter, strict=True)
    done = 0
    while True:
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, CHUNK))
        except csv.Error as fault:
            raise _broken(data, encoding, delimiter, fault) from fault
        if not rows:
            return
        lines = list(range(done + 1, done + len(rows) + 1))
        if reader.line_num - done != len(rows):
            lines = _first_lines(rows, done)
        done = reader.line_num
        yield lines, rows


def announced(data: bytes, encoding: decoding.Encoding) -> str | None:
    """The delimiter that a first line like `sep=;` names, as Excel understands it."""
    first = next(decoding.lines(data, encoding, "replace"), "")
    found = _SEPARATOR_LINE.fullmatch(first)
    return found[1] if found and found[1] in DELIMITERS else None


def beginning(data: bytes, encoding: decoding.Encoding, delimiter: str, count: int) -> Chunk:
    """The first records, as far as they can be read: enough to find the header in."""
    reader = csv.reader(decoding.lines(data, encoding, "replace"), delimiter=delimiter, strict=True)
    lines, rows, done = [], [], 0
    try:
        for cells in islice(reader, count):
            lines.append(done + 1)
            rows.append(cells)
            done = reader.line_num
    except csv.Error:
        pass
    return lines, rows


def _first_lines(rows: Iterable[list[str]], done: int) -> list[int]:
    """The line on which each record begins, where some of them go over several."""
    firsts, line = [], done + 1
    for cells in rows:
        firsts.append(line)
        line += 1 + sum(len(_BREAK.findall(cell)) for cell in cells if "\n" in cell or "\r" in cell)
    return firsts


def _broken(data: bytes, encoding: decoding.Encoding, delimiter: str, fault: csv.Error) -> Refused:
    """Read once more, record by record, to name the line on which the record that cannot be read begins."""
    reader, line = csv.reader(decoding.lines(data, encoding), delimiter=delimiter, strict=True), 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        pass
    if "field limit" in str(fault):
        said = "有一个单元格超过 13 万字，多半是引号没有配对"
    elif "end of data" in str(fault):
        said = '有一个引号（"）只有开头没有结尾，后面的行都被当成了一个单元格'
    else:
        said = '引号（"）的位置不对：引号里的内容结束后，紧跟着又有文字'
    return Refused(f"第 {line} 行读不下去：{said}。请在 Excel 或 WPS 里打开核对这一行，另存后再传")
