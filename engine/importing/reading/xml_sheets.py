"""The sheets of a workbook in the XML of Excel 2003, which some systems still give as .xls or .xml."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from engine.importing.reading.html_tables import HtmlTable
from engine.importing.reading.sheet_marks import DAMAGED, Marks
from engine.uploads.parsed_file import Refused

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_FARTHEST = 16_384
_LOWEST = 1_048_576


def read(data: bytes) -> list[HtmlTable]:
    """Every sheet. Raises Refused if the XML is damaged, or would make more cells than it has."""
    try:
        root = ElementTree.fromstring(data.lstrip(b" \t\r\n"))
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise Refused(DAMAGED) from fault
    return [_sheet(sheet) for sheet in root.iter(f"{_SS}Worksheet")]


def _sheet(sheet: Element) -> HtmlTable:
    rows: list[list[str]] = []
    marks, merged = Marks(), []
    for at, row in _placed(sheet.iterfind(f"{_SS}Table/{_SS}Row"), _LOWEST):
        rows += [[] for _ in range(at + 1 - len(rows))]
        marks.hidden_rows += row.get(f"{_SS}Hidden") == "1"
        for column, cell in _placed(row.iterfind(f"{_SS}Cell"), _FARTHEST):
            rows[at] += [""] * (column + 1 - len(rows[at]))
            rows[at][column] = _text(cell)
            if (fault := _fault(cell)) is not None:
                marks.faults[at, column] = fault
            down = _count(cell.get(f"{_SS}MergeDown"))
            if down and not _count(cell.get(f"{_SS}MergeAcross")):
                merged.append((at, at + down, column))
    marks.hidden_columns = sum(c.get(f"{_SS}Hidden") == "1" for c in sheet.iterfind(f"{_SS}Table/{_SS}Column"))
    visible = sheet.findtext("{*}WorksheetOptions/{*}Visible", "SheetVisible")
    return HtmlTable(sheet.get(f"{_SS}Name", ""), rows, merged, marks, visible != "SheetVisible")


def _placed(elements: Iterator[Element], most: int) -> Iterator[tuple[int, Element]]:
    """Each with its place from 0: it says so where something before it is left out."""
    at = -1
    for element in elements:
        at = _count(element.get(f"{_SS}Index")) - 1 if element.get(f"{_SS}Index") else at + 1
        if not 0 <= at < most:
            raise Refused(DAMAGED)
        yield at, element
        at += _count(element.get(f"{_SS}MergeAcross")) if element.tag == f"{_SS}Cell" else 0


def _text(cell: Element) -> str:
    data = cell.find(f"{_SS}Data")
    if data is None:
        return ""
    text, kind = "".join(data.itertext()), data.get(f"{_SS}Type")
    if kind == "DateTime":
        return re.sub(r"T00:00:00(\.000)?$|(:00)?(\.000)?$", "", text).replace("T", " ")
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    return text


def _fault(cell: Element) -> str | None:
    data = cell.find(f"{_SS}Data")
    if data is not None and data.get(f"{_SS}Type") == "Error":
        return "".join(data.itertext()) or "#VALUE!"
    return "" if cell.get(f"{_SS}Formula") and data is None else None


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
