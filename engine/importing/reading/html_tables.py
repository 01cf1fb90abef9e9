"""The tables of a web page that calls itself .xls: what many systems give when asked for “Excel”."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from engine.importing.reading.sheet_marks import Marks
from engine.uploads.parsed_file import Refused

_MOST_SPAN = 1000  # cells that one cell may stand for, whatever it says
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A")


class HtmlTable(NamedTuple):
    """Rows of text; cells merged downwards (first row, last row, column) from 0; what the text does not tell."""

    name: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int]]
    marks: Marks
    hidden: bool = False


def read(text: str) -> list[HtmlTable]:
    """Every table with at least two rows, in order; one within a cell is one of its own. Raises Refused if cut off."""
    page = _Page()
    page.feed(text)
    page.close()
    return [t.table(str(n)) for n, t in enumerate(page.finished, start=1) if len(t.rows) > 1]


class _Rows:
    """One table while it is read."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[tuple[int, int, int]] = []
        self.cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[tuple[int, int], str] = {}

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.cell = []
        self._span = (_number(attributes.get("rowspan")), _number(attributes.get("colspan")))

    def end_cell(self) -> None:
        if self.cell is None:
            return
        text, self.cell = re.sub(r"[ \t\r\n\f]+", " ", "".join(self.cell)).replace(" \x00 ", "\n").strip(), None
        text = text.replace("\x00", "\n")
        at, row = len(self.rows) - 1, self.rows[-1]
        while (at, len(row)) in self._taken:
            row.append(self._taken[at, len(row)])
        column, (down, across) = len(row), self._span
        row += [text, *[""] * (across - 1)]
        for below in range(at + 1, at + down):
            self._taken |= {(below, column + n): text if n == 0 else "" for n in range(across)}
        if down > 1 and across == 1:
            self.merged.append((at, at + down - 1, column))

    def table(self, name: str) -> HtmlTable:
        self.end_cell()
        for at, row in enumerate(self.rows):
            while (at, len(row)) in self._taken:
                row.append(self._taken[at, len(row)])
        faults = {(at, n): cell for at, row in enumerate(self.rows) for n, cell in enumerate(row) if cell in _ERRORS}
        return HtmlTable(name, self.rows, self.merged, Marks(faults))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.finished: list[_Rows] = []
        self._open: list[_Rows] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Rows())
        elif tag in ("style", "script"):
            self._silent += 1
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in ("td", "th"):
            self._open[-1].begin_cell(dict(attrs))
        elif tag in ("br", "p") and self._open[-1].cell:
            self._open[-1].cell.append("\x00")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self.finished.append(self._open.pop())
        elif tag in ("style", "script"):
            self._silent = max(0, self._silent - 1)
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].cell is not None and not self._silent:
            self._open[-1].cell.append(data.replace("\x00", ""))

    def close(self) -> None:
        super().close()
        if self._open:
            raise Refused(
                "网页表格没有结尾，文件不完整。请重新导出或接收一次；也可用 Excel 或 WPS 打开核对，另存为 .xlsx 后再传"
            )


def _number(text: str | None) -> int:
    return min(int(text), _MOST_SPAN) if text and text.isdecimal() and int(text) > 0 else 1
