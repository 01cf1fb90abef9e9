"""The rows of a workbook's sheet as text, and what of it is no text: errors, formulas without a result, hidden rows."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from engine.importing.reading.csv_text import CHUNK
from engine.uploads.parsed_file import Refused

_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再传"


@contextmanager
def _sound(what: str) -> Iterator[None]:
    """Raise Refused for whatever the reader of workbooks stumbles over."""
    try:
        yield
    except PasswordError as fault:
        raise Refused("工作簿设了打开密码，读不了。请在 Excel 或 WPS 里取消密码后再传") from fault
    except CalamineError as fault:
        raise Refused(f"{what}。{_SAVE_AS}") from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # of the library in Rust; it cannot be named otherwise
            raise
        raise Refused(f"{what}。{_SAVE_AS}") from fault


@dataclass(frozen=True)
class Sheet:
    """One sheet that can hold rows: its name, place in the workbook, and whether Excel shows it."""

    name: str
    index: int
    visible: bool


class Workbook:
    """An opened workbook. Raises Refused if it cannot be opened; sheets are read when asked for."""

    def __init__(self, data: bytes) -> None:
        with _sound("工作簿不完整或已损坏，打不开"):
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        self._read: dict[int, CalamineSheet] = {}
        self.sheets = [
            Sheet(about.name, index, about.visible == SheetVisibleEnum.Visible)
            for index, about in enumerate(self._book.sheets_metadata)
            if about.typ == SheetTypeEnum.WorkSheet
        ]

    def beginning(self, sheet: Sheet, count: int) -> list[list[str]]:
        """The first rows as text."""
        return [[_text(cell) for cell in row] for row in islice(self._rows(sheet), count)]

    def columns(self, sheet: Sheet, shown: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, list[list[str]]]]:
        """(rows before, columns of text) of piece after piece, blank rows too. Cells merged downwards are filled.

        `shown`: (row, column) from 0 → what stands in a cell whose value is none, so that its row is not called blank.
        """
        end = max((row + 1 for row, _ in shown), default=0)
        source, done = self._down_to(sheet, end), 0
        fill = {(row, at): first for first, last, at in self.merged_down(sheet) for row in range(first + 1, last + 1)}
        above: dict[tuple[int, int], str] = {}  # the first cells of what is merged, which may lie in an earlier piece
        while rows := list(islice(source, CHUNK)):
            columns = [_texts(cells) for cells in zip(*rows, strict=True)]
            for (row, at), text in shown.items():
                if done <= row < done + len(rows) and at < len(columns):
                    columns[at][row - done] = text
            for (row, at), first in fill.items():
                if done <= first < done + len(rows) and at < len(columns):
                    above[first, at] = columns[at][first - done]
                if done <= row < done + len(rows) and at < len(columns):
                    columns[at][row - done] = above.get((first, at), "")
            yield done, columns
            done += len(rows)

    def _down_to(self, sheet: Sheet, end: int) -> Iterator[list]:
        """The rows, and blank ones below them: a sheet ends for its reader where the last value stands."""
        width, row = 0, 0
        for row, cells in enumerate(self._rows(sheet), start=1):  # noqa: B007  goes on to count below
            width = len(cells)
            yield cells
        yield from ([""] * width for _ in range(row, end))

    def merged_down(self, sheet: Sheet) -> list[tuple[int, int, int]]:
        """(first row, last row, column) from 0 of the cells that stand for several rows of one column."""
        ranges = self._sheet(sheet).merged_cell_ranges or []
        return [(top, bottom, left) for (top, left), (bottom, right) in ranges if bottom > top and left == right]

    def _rows(self, sheet: Sheet) -> Iterator[list]:
        with _sound(f"工作表“{sheet.name}”读不出来，文件可能已损坏"):
            found = self._sheet(sheet)
            before = [""] * (found.start[1] if found.start else 0)
            yield from (before + row for row in found.iter_rows()) if before else found.iter_rows()

    def _sheet(self, sheet: Sheet) -> CalamineSheet:
        if sheet.index not in self._read:
            self._read = {sheet.index: self._book.get_sheet_by_index(sheet.index)}
        return self._read[sheet.index]


def _texts(cells: tuple) -> list[str]:
    """A column as text. Equal values are written once: True, 1 and 1.0 are equal and must not be mixed up."""
    kinds = set(map(type, cells))
    if kinds <= {str}:
        return list(cells)
    if bool in kinds:
        return [_text(cell) for cell in cells]
    written = {cell: _text(cell) for cell in set(cells)}
    return [written[cell] for cell in cells]


def _text(cell: object) -> str:
    """A cell as an official would have typed it: whole numbers without a point, days and times as ISO writes them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        # From the sixteenth digit on a workbook holds only zeros: such a number is shown as one that has lost them.
        return f"{cell:.15g}" if abs(cell) < 1e15 else f"{cell:.5E}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M:%S}".removesuffix(":00")
    if isinstance(cell, timedelta):
        return _duration(cell)
    return str(cell)


def _duration(length: timedelta) -> str:
    """A cell formatted as hours; where it is longer than a lifetime it is a day and a time after all."""
    if length > timedelta(days=18264):
        return _text(datetime(1899, 12, 30) + length)
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
