"""From the bytes of a file to the tables in it, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.importing.reading import csv_text, csv_without_quotes, grid, header, html_tables, xml_sheets
from engine.importing.reading.csv_text import Chunk
from engine.importing.reading.grid import Grid
from engine.importing.reading.html_tables import HtmlTable
from engine.importing.reading.sheet_marks import Marks
from engine.importing.reading.workbook_sheets import Sheet, Workbook
from engine.uploads import decoding
from engine.uploads.parsed_file import Refused

LOOKED_AT = header.DEPTH + 2
Fits = Callable[[list[list[str]]], int]


class Wanted(NamedTuple):
    """Which rows: after the first `skip`, of `width` columns, stopping well beyond `most`; `said` is told how many are read.

    `shown`: (row, column) from 0 → what stands in a cell whose value is none.
    """

    skip: int
    width: int
    most: int
    said: Callable[[int], None]
    shown: dict[tuple[int, int], str]


@dataclass
class Source:
    """One table of a file: how it was read, its first rows, and all its rows when asked for."""

    form: str
    beginning: list[list[str]]
    lines: list[int]  # of the first rows
    rows: Callable[[Wanted], Grid]
    from_csv: bool
    sheet: str = ""
    index: int = 0  # the sheet's place in its workbook
    hidden: bool = False
    estimate: int = 0  # how many rows there may be
    marks: Marks | None = None  # where they are known already
    merged: list[tuple[int, int, int]] = field(default_factory=list)  # first row, last row, column from 0


def tables(data: bytes, kind: str, sheet: str | None, fits: Fits) -> list[Source]:
    """The tables that a file may mean: one of a text file, one per sheet of a workbook. Raises Refused.

    `fits`: how many columns of some ledger can be recognised in first rows.
    """
    if kind == "text":
        return [_of_text(data, fits)]
    if kind == "html":
        encoding = decoding.choose(data, lambda e: max(fits(t.rows) for t in _pages(data, e)) > 1)
        return [_of_table(t, f"网页表格（{encoding.name}）", "") for t in _pages(data, encoding)]
    if kind == "xml":
        found = [_of_table(t, f"Excel 2003 工作表“{t.name}”", t.name) for t in xml_sheets.read(data)]
    else:
        book = Workbook(data)
        found = [_of_sheet(book, s) for s in book.sheets if sheet is None or s.name == sheet]
    return _named(found, sheet)


def _named(found: list[Source], sheet: str | None) -> list[Source]:
    chosen = [source for source in found if sheet is None or source.sheet == sheet]
    if not chosen:
        raise Refused(f"工作簿里没有叫“{sheet}”的工作表" if sheet else "工作簿里没有工作表，请核对文件")
    return chosen


def _of_text(data: bytes, fits: Fits) -> Source:
    encoding = decoding.choose(data, lambda e: _best(data, e, fits)[1] > 1)
    delimiter, _, (lines, rows) = _best(data, encoding, fits)
    named = "" if delimiter == "," else f"，{csv_text.DELIMITERS[delimiter]}分隔"
    return Source(
        f"CSV（{encoding.name}{named}）",
        rows,
        lines,
        lambda want: (
            csv_without_quotes.read(data, encoding, delimiter, want.skip, want.width)
            or grid.build(csv_text.records(data, encoding, delimiter), want.skip, want.width, want.most, want.said)
        ),
        from_csv=True,
        estimate=max(data.count(b"\n"), data.count(b"\r")),
    )


def _best(data: bytes, encoding: decoding.Encoding, fits: Fits) -> tuple[str, int, Chunk]:
    """The delimiter with which most of a header can be recognised, and the first rows read so."""
    named = csv_text.announced(data, encoding)
    best: tuple[str, int, Chunk] = (named or ",", 0, ([], []))
    for delimiter in [named] if named else csv_text.DELIMITERS:
        first = csv_text.beginning(data, encoding, delimiter, LOOKED_AT)
        score = fits(first[1])
        if score > best[1] or not best[2][0]:
            best = (delimiter, score, first)
        if score > 2:  # a header split at the wrong sign is hardly ever recognised in three columns
            break
    return best


def _pages(data: bytes, encoding: decoding.Encoding) -> list[HtmlTable]:
    text = data[encoding.skip :].decode(encoding.codec, "replace")
    return html_tables.read(text) or [HtmlTable("", [], [], Marks())]


def _of_table(table: HtmlTable, form: str, sheet: str) -> Source:
    """A table that is in memory already."""
    width = max((len(row) for row in table.rows), default=0)
    even = [[*row, *[""] * (width - len(row))] for row in table.rows]
    for top, bottom, at in table.merged:
        for row in even[top : bottom + 1]:
            row[at] = even[top][at]

    def rows(want: Wanted) -> Grid:
        for (row, at), text in want.shown.items():
            even[row][at] = text
        columns = [list(column) for column in zip(*even, strict=True)]
        return grid.of_columns([(0, columns)], want.skip, want.width, want.most, want.said)

    first = even[:LOOKED_AT]
    lines = list(range(1, len(first) + 1))
    return Source(
        form, first, lines, rows, False, sheet=sheet, hidden=table.hidden, merged=table.merged, marks=table.marks
    )


def _of_sheet(book: Workbook, sheet: Sheet) -> Source:
    first = book.beginning(sheet, LOOKED_AT)
    return Source(
        f"Excel 工作表“{sheet.name}”",
        first,
        list(range(1, len(first) + 1)),
        lambda want: grid.of_columns(book.columns(sheet, want.shown), want.skip, want.width, want.most, want.said),
        from_csv=False,
        sheet=sheet.name,
        index=sheet.index,
        hidden=not sheet.visible,
        merged=book.merged_down(sheet),
    )
