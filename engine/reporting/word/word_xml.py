"""Pieces of a Word document as WordprocessingML text. Everything that comes from outside passes `clean`."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NAMESPACES = nsdecls("w", "r")
# What XML cannot hold: a control character in a ledger must not make the report unreadable.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Look(NamedTuple):
    """How a run differs from its style. `size` in points, `fill` behind the text as a colour."""

    font: str | None = None
    size: float | None = None
    bold: bool = False
    fill: str | None = None
    underline: str | None = None
    raised: bool = False
    color: str | None = None


class Cell(NamedTuple):
    """A cell: its paragraphs as finished XML, or a text; `align` is left, center or right."""

    text: str = ""
    align: str = "left"
    fill: str | None = None
    inner: str = ""
    bold: bool = False
    span: int = 1


MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def clean(text: object) -> str:
    """The text as it may stand in a document."""
    return escape(_FORBIDDEN.sub("", str(text)))


def run(text: str, look: Look = Look()) -> str:  # noqa: B008  a constant
    """Text in one look."""
    return f'<w:r>{_looks(look)}<w:t xml:space="preserve">{clean(text)}</w:t></w:r>'


def _looks(look: Look) -> str:
    font = fonts(look.font) if look.font else ""
    color = f'<w:color w:val="{look.color}"/>' if look.color else ""
    size = f'<w:sz w:val="{look.size * 2:g}"/><w:szCs w:val="{look.size * 2:g}"/>' if look.size else ""
    under = f'<w:u w:val="{look.underline}" w:color="808080"/>' if look.underline else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>' if look.fill else ""
    raised = '<w:vertAlign w:val="superscript"/>' if look.raised else ""
    inner = font + ("<w:b/>" if look.bold else "") + color + size + under + fill + raised
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def fonts(name: str) -> str:
    """One typeface for every script: East Asian text takes its own attribute."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def link(inner: str, tip: str, anchor: str | None = None, relation: str | None = None) -> str:
    """Runs that lead to a bookmark of this document, or to an address outside by its relation."""
    where = f'r:id="{relation}"' if relation else f"w:anchor={quoteattr(anchor or '')}"
    return f'<w:hyperlink {where} w:history="1" w:tooltip={quoteattr(_FORBIDDEN.sub("", tip))}>{inner}</w:hyperlink>'


def bookmark(number: int, name: str, inner: str = "") -> str:
    """A place that links lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(inner: str, style: str, properties: str = "") -> str:
    """A paragraph of finished runs; `properties` are further pPr children in the order Word wants them."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def said(text: str, style: str, properties: str = "") -> str:
    """A paragraph of plain text."""
    return paragraph(run(text) if text else "", style, properties)


def right_indent(points: float) -> str:
    """Flush right, so far from the margin."""
    return f'<w:ind w:right="{round(points * 20)}"/><w:jc w:val="right"/>'


def table(widths: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table with borders; `widths` in twentieths of a point. Its head is repeated on every page, no row is torn."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first = _row([Cell(name, "center", "E7ECF1", bold=True) for name in head], widths, "<w:tblHeader/>") if head else ""
    body = "".join(_row(row, widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{first}{body}</w:tbl>'
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], more: str = "") -> str:
    told, at = [], 0
    for cell in cells:
        told.append(_cell(cell, sum(widths[at : at + cell.span])))
        at += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(told)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    jc = f'<w:jc w:val="{cell.align}"/>' if cell.align != "left" else ""
    inner = cell.inner or "".join(
        paragraph(run(line, Look(bold=cell.bold)), "Cell", jc) for line in cell.text.split("\n")
    )
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def fill(document: Document, pieces: list[str]) -> None:
    """Put paragraphs and tables into an empty document, before the properties of its last section."""
    body = document.element.body
    for child in parse_xml(f"<w:body {NAMESPACES}>{''.join(pieces)}</w:body>"):
        body.insert(len(body) - 1, child)


def packed(document: Document, title: str, author: str, day: datetime) -> bytes:
    """The document as .docx, its properties set and every time in it a fixed one."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = day
    properties.comments, properties.keywords, properties.revision = "", "", 1
    buffer = io.BytesIO()
    document.save(buffer)
    fixed = io.BytesIO()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _FIRST_DAY), made.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
