"""What the cell values of an old workbook (.xls) do not tell: errors, hidden rows and columns, a password."""

import struct
from collections.abc import Iterator

from engine.importing.reading import compound
from engine.importing.reading.sheet_marks import DAMAGED, Marks
from engine.uploads.problems import Refused

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
        book = compound.stream(data, "Workbook", "Book")
        return _marks(book, index)
    except (compound.NotCompound, struct.error, IndexError) as fault:
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
