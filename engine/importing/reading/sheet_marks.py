"""What the cell values of an .xlsx sheet do not tell: errors, formulas without a result, hidden rows and columns.

The reader gives an error and a formula that was never calculated as an empty cell. An empty cell would be
believed, so both are looked up in the sheet's own XML.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from engine.uploads.parsed_file import Refused

DAMAGED = "工作簿不完整或已损坏。请用 Excel 或 WPS 打开核对，另存为“Excel 工作簿（.xlsx）”后再传"

_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(?:row\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))", re.S)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_REFERENCE = re.compile(rb'\br\s*=\s*["\']([A-Za-z]{1,3})([0-9]+)["\']')
_ROW_NUMBER = re.compile(rb'\br\s*=\s*["\']([0-9]+)["\']')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*["\'](?:1|true)["\'][^>]*>')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*\bhidden\s*=\s*["\'](?:1|true)["\'][^>]*>')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_ERROR = re.compile(rb'\bt\s*=\s*["\']e["\']')
_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b'"e"', b"'e'")
_TEXT = re.compile(rb'\bt\s*=\s*["\'](?:str|inlineStr)["\']')


@dataclass
class Marks:
    """Rows and columns count from 0. `faults`: #REF! and the like, or "" for a formula without a result."""

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0
    from_1904: bool = False


def read(data: bytes, sheet: str) -> Marks:
    """The marks of one sheet. Raises Refused if a part that counts is damaged: the reader of cells would not notice."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            path, from_1904 = _part(archive, sheet)
            xml = archive.read(path) if path else b""
            for name in archive.namelist():
                if name.lower().endswith("sharedstrings.xml"):
                    archive.read(name)
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, ValueError, EOFError, OSError) as fault:
        raise Refused(DAMAGED) from fault
    if not path:
        raise Refused(DAMAGED)
    marks = Marks(from_1904=from_1904)
    if b"hidden" in xml:
        marks.hidden_rows = len(_HIDDEN_ROW.findall(xml))
        marks.hidden_columns = len(_HIDDEN_COLUMN.findall(xml))
    # Most sheets have neither, and a plain search of fifty megabytes takes no time.
    if any(mark in xml for mark in _SIGNS):
        marks.faults = _faults(xml)
    return marks


def _part(archive: zipfile.ZipFile, sheet: str) -> tuple[str | None, bool]:
    """The name of the sheet's part in the archive, and whether days are counted from 1904."""
    names = {name.replace("\\", "/").lower().lstrip("/"): name for name in archive.namelist()}
    book = next((name for name in names if name.endswith("xl/workbook.xml")), None)
    if book is None:
        return None, False
    folder = posixpath.dirname(book)
    rels = names.get(posixpath.join(folder, "_rels", "workbook.xml.rels"))
    tree = ElementTree.fromstring(archive.read(names[book]))
    from_1904 = any(
        node.get("date1904") in ("1", "true") for node in tree.iter() if node.tag.rpartition("}")[2] == "workbookPr"
    )
    wanted = None
    for node in tree.iter():
        if node.tag.rpartition("}")[2] == "sheet" and node.get("name") == sheet:
            wanted = next((value for key, value in node.attrib.items() if key.endswith("}id")), None)
    if not (wanted and rels):
        return None, from_1904
    for node in ElementTree.fromstring(archive.read(rels)).iter():
        if node.get("Id") == wanted:
            target = node.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            return names.get(path.lower()), from_1904
    return None, from_1904


def _faults(xml: bytes) -> dict[tuple[int, int], str]:
    """Only cells with a formula or an error are looked at; in a sheet whose cells do not say where they are, all."""
    of_note = [part for part in _CELL_END.split(xml) if _FORMULA.search(part) or _ERROR.search(part)]
    cells = [(found[1], part[found.end() :]) for part in of_note if (found := _last(_CELL, part))]
    if not all(_REFERENCE.search(attributes) for attributes, _ in cells):
        return dict(_counted(xml))
    faults = {}
    for attributes, inside in cells:
        if (fault := _fault(attributes, inside)) is not None:
            faults[_position(_REFERENCE.search(attributes), -1, -1)] = fault
    return faults


def _last(pattern: re.Pattern[bytes], part: bytes) -> re.Match[bytes] | None:
    """The last match: empty cells before this one have no end of their own."""
    found = None
    for found in pattern.finditer(part):  # noqa: B007
        pass
    return found


def _counted(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """The faults, with rows and columns counted where they are not named."""
    row, column = -1, -1
    for found in _ROW_OR_CELL.finditer(xml):
        if found[1] is not None:
            named = _ROW_NUMBER.search(found[1])
            row, column = int(named[1]) - 1 if named else row + 1, -1
            continue
        row, column = _position(_REFERENCE.search(found[2]), row, column + 1)
        if (fault := _fault(found[2], found[3] or b"")) is not None:
            yield (row, column), fault


def _fault(attributes: bytes, inside: bytes) -> str | None:
    value = _VALUE.search(inside)
    if _ERROR.search(attributes):
        return (value[1].decode("utf-8", "replace") if value else "") or "#VALUE!"
    # A formula whose result is an empty text says so; one without a result has never been calculated.
    missing = _FORMULA.search(inside) and not (value and value[1]) and not _TEXT.search(attributes)
    return "" if missing else None


def _position(reference: re.Match[bytes] | None, row: int, column: int) -> tuple[int, int]:
    if reference is None:
        return row, column
    at = 0
    for letter in reference[1].upper():
        at = at * 26 + letter - 64
    return int(reference[2]) - 1, at - 1
