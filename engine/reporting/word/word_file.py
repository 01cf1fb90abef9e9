"""A finished document as bytes: the same content gives the same bytes, whatever the clock says."""

import io
import zipfile
from datetime import datetime

from docx.document import Document
from docx.oxml import parse_xml

from engine.reporting.word.word_xml import NAMESPACES

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


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
