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

from engine.importing.problems import Refused

DAMAGED = "工作簿不完整或已损坏。请用 Excel 或 WPS 打开核对，另存为“Excel 工作簿（.xlsx）”后再传"

_ROW_OR_CELL = re.compile(
    rb"<(?:\w+:)?(?:row\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))",
    re.S,
)
_ATTRIBUTE = re.compile(rb'\b(\w+)\s*=\s*["\']([^"\']*)["\']')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*["\'](?:1|true)["\'][^>]*>')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*\bhidden\s*=\s*["\'](?:1|true)["\'][^>]*>')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_ERROR = re.compile(rb'\bt\s*=\s*["\']e["\']')


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
    marks.hidden_rows = len(_HIDDEN_ROW.findall(xml))
    marks.hidden_columns = len(_HIDDEN_COLUMN.findall(xml))
    if _FORMULA.search(xml) or _ERROR.search(xml):
        marks.faults = dict(_faults(xml))
    return marks


def _part(archive: zipfile.ZipFile, sheet: str) -> tuple[str | None, bool]:
    """The name of the sheet's part in the archive, and whether days are counted from 1904."""
    names = {name.lower().lstrip("/"): name for name in archive.namelist()}
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


def _faults(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    row, column = -1, -1
    for found in _ROW_OR_CELL.finditer(xml):
        if found[1] is not None:
            said = dict(_ATTRIBUTE.findall(found[1]))
            row, column = int(said[b"r"]) - 1 if b"r" in said else row + 1, -1
            continue
        said = dict(_ATTRIBUTE.findall(found[2]))
        column += 1
        if b"r" in said:
            row, column = _position(said[b"r"].decode("ascii", "replace"), row, column)
        inside = found[3] or b""
        value = _VALUE.search(inside)
        if said.get(b"t") == b"e":
            yield (row, column), (value[1].decode("utf-8", "replace") if value else "") or "#VALUE!"
        elif _FORMULA.search(inside) and not (value and value[1]) and said.get(b"t") not in (b"str", b"inlineStr"):
            yield (row, column), ""


def _position(reference: str, row: int, column: int) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Za-z]{1,3})([0-9]+)", reference)
    if not found:
        return row, column
    at = 0
    for letter in found[1].upper():
        at = at * 26 + ord(letter) - 64
    return int(found[2]) - 1, at - 1
