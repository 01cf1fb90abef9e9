"""Files people take away: workbooks and CSV that no spreadsheet program will run as formulas, and a calendar."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import pandas as pd
import xlsxwriter

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SHEET = 1_000_000  # rows of a sheet: it ends at 1,048,576, and what is written beyond is lost
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def workbook(frame: pd.DataFrame, title: str, notes: list[str]) -> bytes:
    """An .xlsx file: rows with every text cell typed as text, on more sheets than one where there are too many, and one sheet 说明 with the notes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        # A fixed date: the same rows give the same bytes.
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        for number, start in enumerate(range(0, max(len(frame), 1), _SHEET), start=1):
            _sheet(book, f"明细{number if number > 1 else ''}", frame.iloc[start : start + _SHEET])
        about = book.add_worksheet("说明")
        about.set_column(0, 0, 100)
        for r, line in enumerate([title, *notes]):
            about.write_string(r, 0, line)
    return buffer.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, frame: pd.DataFrame) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for column, header in enumerate(frame.columns):
        sheet.write_string(0, column, str(header), head)
        sheet.set_column(column, column, _width(frame.iloc[:, column], str(header)))
    for r, row in enumerate(frame.itertuples(index=False), start=1):
        for c, value in enumerate(row):
            _write(sheet, r, c, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


def form(tables: Sequence[tuple[str, pd.DataFrame]], title: str, notes: list[str]) -> bytes:
    """An .xlsx file to be printed as it is: titled tables with borders one below the other, then the notes. A4 across.

    Cells are int (a count), Decimal (written with two decimals) or text; text is typed as text.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        sheet, looks = book.add_worksheet("年报"), _looks(book)
        last = max(2, *(len(frame.columns) for _, frame in tables)) - 1
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, last, 18)
        row = _across(sheet, 0, last, title, looks["title"])
        for heading, frame in tables:
            row = _titled(sheet, row + 1, last, heading, frame, looks)
        for note in ["填表说明：", *notes]:
            row = _across(sheet, row + (note == "填表说明："), last, note, looks["note"])
    return buffer.getvalue()


def _looks(book: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    """The formats of a printed form by what they are for."""
    middle = {"align": "center", "valign": "vcenter"}
    looks = {
        "title": {"bold": True, "font_size": 16, **middle},
        "heading": {"bold": True, "font_size": 12, "valign": "vcenter"},
        "head": {"bold": True, "border": 1, "text_wrap": True, **middle},
        "text": {"border": 1, "text_wrap": True, "valign": "vcenter"},
        "count": {"border": 1, "num_format": "0", **middle},
        "money": {"border": 1, "num_format": "#,##0.00", **middle},
        "word": {"border": 1, **middle},
        "note": {"text_wrap": True, "valign": "top", "font_size": 10},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _across(sheet: xlsxwriter.worksheet.Worksheet, row: int, last: int, text: str, look: object) -> int:
    """One text over the whole width, as high as it needs; returns the next row."""
    sheet.merge_range(row, 0, row, last, "", look)
    sheet.write_string(row, 0, fitting(text), look)
    letters = (28 + 18 * last) // 2
    sheet.set_row(row, 18 * -(-len(text) // letters) + 4)
    return row + 1


def _titled(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, last: int, heading: str, frame: pd.DataFrame, looks: dict
) -> int:
    """A heading, the head and the rows of one table; returns the next row."""
    row = _across(sheet, row, last, heading, looks["heading"])
    for column, name in enumerate(frame.columns):
        sheet.write_string(row, column, str(name), looks["head"])
    for cells in frame.itertuples(index=False):
        row += 1
        for column, value in enumerate(cells):
            if isinstance(value, Decimal):
                sheet.write_number(row, column, float(value), looks["money"])
            elif isinstance(value, int):
                sheet.write_number(row, column, value, looks["count"])
            else:
                sheet.write_string(row, column, fitting(str(value)), looks["word" if column else "text"])
    return row + 1


def csv_file(frame: pd.DataFrame) -> bytes:
    """UTF-8 with BOM, as Excel and WPS open it; a text cell that a spreadsheet would run gets a leading '."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(frame.columns)
    writer.writerows([[_guarded(value) for value in row] for row in frame.itertuples(index=False)])
    return buffer.getvalue().encode("utf-8-sig")


def calendar_file(matters: pd.DataFrame, name: str) -> bytes:
    """An .ics calendar with one whole-day entry per open matter on the day its limit ends.

    `matters`: rule_name, row_id, place_name, office, due_on, rule, basis. No personal data goes in.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//township rule of law//ZH", f"X-WR-CALNAME:{_escaped(name)}"]
    for m in matters.itertuples():
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(m.rule)}-{_escaped(m.row_id)}@ledger",
            "DTSTAMP:20000101T000000Z",
            f"DTSTART;VALUE=DATE:{m.due_on:%Y%m%d}",
            f"SUMMARY:{_escaped(f'{m.rule_name}到期：{m.row_id}')}",
            f"DESCRIPTION:{_escaped(f'{m.place_name}，{m.office}，依据：{m.basis}')}",
            "END:VEVENT",
        ]
    return "\r\n".join([*(part for line in lines for part in _folded(line)), "END:VCALENDAR", ""]).encode("utf-8")


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, fitting(_dated(value)))


def fitting(text: str) -> str:
    """A cell of a workbook ends at 32,767 letters; what is longer is cut, and says of how many."""
    return text if len(text) <= 32_767 else f"{text[:32_700]}（显示前 32,700 字，共 {len(text):,} 字）"


def _guarded(value: object) -> object:
    """What a CSV cell says. Texts that already begin with ' before a formula get one more, so that taking one away is exact."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, (int, float)):
        return value
    text = _dated(value)
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def _dated(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _width(cells: pd.Series, name: str) -> int:
    """Chinese characters are two wide; no column is wider than a screen can bear."""
    longest = max([len(name), *(len(_dated(v)) for v in cells.head(200) if v is not None)], default=4)
    return min(longest * 2 + 2, 46)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """RFC 5545: a line is at most 75 bytes; a continuation begins with a space."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 74:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return parts
