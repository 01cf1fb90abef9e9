"""The rows that stayed out: kept in the home with their reasons, and handed out as a workbook to mend and send again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import xlsxwriter

from engine.figures import exporting
from engine.importing.reading import normalise
from engine.ledgers.contract import Resource
from engine.uploads.parsed_file import CellProblem

if TYPE_CHECKING:
    from engine.importing.preview import Preview

LINE, COLUMNS, REASON = "原文件行", "问题栏目", "原因"  # the reader passes over these when the file is sent again
_BETWEEN = "；"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Row(NamedTuple):
    """A rejected row: cells in the contract's order, and for each bad column (or "", the row) what to do."""

    line: int
    cells: list[str]
    reasons: list[tuple[str, str]]


def of(preview: Preview) -> list[Row]:
    """The rejected rows of an upload. Cells are as they stood, personal data included."""
    width = len(preview.resource.fields)
    return [
        Row(r.line, [*r.cells, *[""] * width][:width], [*_reasons(r.problems), *_beyond(r.cells[width:])])
        for r in preview.rejected
    ]


def _reasons(problems: Iterable[CellProblem]) -> list[tuple[str, str]]:
    return [(p.column or "", p.remedy.replace(_BETWEEN, "，")) for p in problems]


def _beyond(cells: Iterable[str]) -> list[tuple[str, str]]:
    """What stands to the right of the last column would be lost otherwise."""
    said = "、".join(cell.replace(_BETWEEN, "，") for cell in cells if cell)
    return [("", f"最后一列之后还有：{said}")] if said else []


def file(rows: Iterable[Row], resource: Resource) -> bytes:
    """The rows as CSV for the home: 原文件行, the contract's columns, 问题栏目, 原因."""
    told = [
        [str(row.line), *row.cells, _BETWEEN.join(c for c, _ in row.reasons), _BETWEEN.join(r for _, r in row.reasons)]
        for row in rows
    ]
    return exporting.csv_file(pd.DataFrame(told, columns=[LINE, *resource.headers, COLUMNS, REASON], dtype=object))


def kept(path: Path, resource: Resource) -> list[Row]:
    """The rows as `file` wrote them. Raises OSError."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))[1:]
    return [
        Row(
            int(line),
            [normalise.unguarded(cell) for cell in cells],
            list(zip(columns.split(_BETWEEN), reasons.split(_BETWEEN), strict=False)),
        )
        for line, *cells, columns, reasons in rows
    ]


def workbook(rows: Iterable[Row], resource: Resource) -> bytes:
    """An .xlsx file in the contract's shape, the bad cells marked and commented, then 原文件行 and 原因."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        sheet = book.add_worksheet(resource.title[:31])
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        bad = book.add_format({"bg_color": "#FFD9D4", "border": 1, "border_color": "#B3261E"})
        headers = [*resource.headers, LINE, REASON]
        for c, name in enumerate(headers):
            sheet.write_string(0, c, name, head)
        sheet.set_column(0, len(headers) - 2, 14)
        sheet.set_column(len(headers) - 1, len(headers) - 1, 60)
        sheet.freeze_panes(1, 0)
        for r, row in enumerate(rows, start=1):
            _write(sheet, r, row, resource.headers, bad)
    return buffer.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, r: int, row: Row, headers: list[str], bad: object) -> None:
    remedies: dict[str, str] = {}
    for column, remedy in row.reasons:
        remedies[column] = f"{remedies[column]}{_BETWEEN}{remedy}" if column in remedies else remedy
    for c, (name, cell) in enumerate(zip(headers, row.cells, strict=True)):
        if name in remedies:
            sheet.write_string(r, c, exporting.fitting(cell), bad)
            sheet.write_comment(r, c, remedies[name], {"x_scale": 2})
        elif cell:
            sheet.write_string(r, c, exporting.fitting(cell))
    said = _BETWEEN.join(f"“{column}”{remedy}" if column else remedy for column, remedy in remedies.items())
    sheet.write_number(r, len(headers), row.line)
    sheet.write_string(r, len(headers) + 1, exporting.fitting(said))
