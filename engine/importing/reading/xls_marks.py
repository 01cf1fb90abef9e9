"""What the cell values of an old workbook (.xls) do not tell: errors, hidden rows and columns, a password."""

import struct
from collections.abc import Iterator

from engine.importing.reading.sheet_marks import DAMAGED, Marks
from engine.uploads.parsed_file import Refused

_END = 0xFFFFFFFA  # from here on, a sector number is a mark
_ENTRY = 128
_MINI = 64


_EOF, _FORMULA, _DATEMODE, _FILEPASS, _COLUMNS, _SHEET, _BOOL_OR_ERROR, _ROW = (
    0x0A,
    6,
    0x22,
    0x2F,
    0x7D,
    0x85,
    0x205,
    0x208,
)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read(data: bytes, index: int) -> Marks:
    """The marks of the sheet at this place (from 0) in the workbook. Raises Refused if it is locked or damaged."""
    try:
        return _marks(_stream(data, {"workbook", "book"}), index)
    except (struct.error, IndexError, UnicodeDecodeError) as fault:
        raise Refused(DAMAGED) from fault


def _marks(book: bytes, index: int) -> Marks:
    marks, starts = Marks(), []
    for kind, body in _records(book, 0):
        if kind == _FILEPASS:
            raise Refused("工作簿设了打开密码，读不了。请在 Excel 或 WPS 里取消密码后再传")
        if kind == _DATEMODE:
            marks.from_1904 = body[:1] == b"\x01"
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
    for kind, body in _records(book, starts[index]):
        if kind == _ROW:
            marks.hidden_rows += bool(struct.unpack_from("<H", body, 12)[0] & 0x20)
        elif kind == _COLUMNS:
            marks.hidden_columns += struct.unpack_from("<H", body, 8)[0] & 1
        elif kind in (_BOOL_OR_ERROR, _FORMULA) and (error := _error(kind, body)) is not None:
            row, column = struct.unpack_from("<HH", body)
            marks.faults[row, column] = _ERRORS.get(error, "#VALUE!")
    return marks


def _error(kind: int, body: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR:
        return body[6] if body[7] else None
    return body[8] if body[12:14] == b"\xff\xff" and body[6] == 2 else None


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(kind, body) of each record up to the end of the part that begins here."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind & 0xFF == 0x09) - (kind == _EOF)  # a chart within a sheet is a part within a part
        if kind == _EOF and depth <= 0:
            return


def _stream(data: bytes, names: set[str]) -> bytes:
    """The content of the first stream with one of these names."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise Refused(DAMAGED)
    count, first_directory, _, cutoff, first_mini = struct.unpack_from("<5I", data, 44)
    table = _allocation(data, size, count)
    directory = _chain(data, table, first_directory, size)
    root = struct.unpack_from("<I", directory, 116)[0]
    for start, length in _entries(directory, names):
        if length >= cutoff:
            return _chain(data, table, start, size)[:length]
        small = _chain(data, table, root, size)
        mini = _chain(data, table, first_mini, size)
        links = struct.unpack(f"<{len(mini) // 4}I", mini)
        return b"".join(small[n * _MINI : (n + 1) * _MINI] for n in _numbers(links, start))[:length]
    raise Refused(DAMAGED)


def _allocation(data: bytes, size: int, count: int) -> tuple[int, ...]:
    """Which sector follows which, for the whole file."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    further, per = struct.unpack_from("<I", data, 68)[0], size // 4
    while further < _END and len(sectors) < count + per:
        block = struct.unpack_from(f"<{per}I", data, (further + 1) * size)
        sectors += block[:-1]
        further = block[-1]
    content = b"".join(data[(n + 1) * size : (n + 2) * size] for n in sectors[:count] if n < _END)
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int) -> bytes:
    return b"".join(data[(n + 1) * size : (n + 2) * size] for n in _numbers(table, start))


def _numbers(table: tuple[int, ...], start: int) -> Iterator[int]:
    seen = 0
    while start < _END:
        seen += 1
        if seen > len(table):  # a ring
            raise Refused(DAMAGED)
        yield start
        start = table[start]


def _entries(directory: bytes, names: set[str]) -> Iterator[tuple[int, int]]:
    """(first sector, length) of the streams with these names."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
        if kind == 2 and name.lower() in names:
            yield struct.unpack_from("<II", directory, at + 116)
