"""The text of a Word document in reading order: paragraphs, tables row by row, text boxes; automatic numbers written out.

Deleted text, fields' codes, headers and footers stay out. Macros are never looked at, links never followed.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart

from engine.reconciling.documents import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_WITH_MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:pPr"),
    qn("w:rPr"),
}
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"}
_DIGITS = "一二三四五六七八九"


def read(data: bytes) -> tuple[str, list[str]]:
    """(text, notices). Raises Unreadable, and whatever python-docx does for a broken file."""
    for content_type in _WITH_MACROS:
        PartFactory.part_type_for[content_type] = DocumentPart
    part = Package.open(io.BytesIO(data)).main_document_part
    if part.content_type != CONTENT_TYPE.WML_DOCUMENT_MAIN and part.content_type not in _WITH_MACROS:
        raise Unreadable("这不是 Word 文档。请传 .docx、.pdf 或 .txt 文件。")
    text = "\n".join(_lines(part.element.body, _Numbering(part)))
    tracked = part.element.body.iter(qn("w:ins"), qn("w:del"))
    return text, ["文档里有修订，按接受全部修订后的文字核对。"] if next(tracked, None) is not None else []


def _lines(block: _Element, numbering: _Numbering) -> Iterator[str]:
    for child in block.iterchildren():
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:p"):
            boxes: list[_Element] = []
            yield numbering.of(child) + "".join(_text(child, boxes))
            for box in boxes:
                yield from _lines(box, numbering)
        elif child.tag == qn("w:tr"):
            yield " ".join("".join(_lines(cell, numbering)) for cell in child.iter(qn("w:tc")))
        else:  # a table, a content control, a tracked insertion of paragraphs
            yield from _lines(child, numbering)


def _text(element: _Element, boxes: list[_Element]) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == qn("w:txbxContent"):
            boxes.append(child)
        else:
            yield from _text(child, boxes)


class _Numbering:
    """The numbers that Word puts before paragraphs by itself: a heading 一、 is often no text of the document."""

    def __init__(self, part: DocumentPart) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str]] = {}
        self._styles: dict[str, _Element] = {}
        self._counts: dict[str, Counter[int]] = {}
        try:
            root = part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        self._styles = {s.get(qn("w:styleId")): s for s in part.styles.element.iter(qn("w:style"))}
        kinds = {kind.get(qn("w:abstractNumId")): kind for kind in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            for level in kinds.get(_value(number, "w:abstractNumId") or "", root).iter(qn("w:lvl")):
                key = (number.get(qn("w:numId")) or "", level.get(qn("w:ilvl")) or "0")
                self._levels[key] = (_value(level, "w:numFmt") or "", _value(level, "w:lvlText") or "")

    def of(self, paragraph: _Element) -> str:
        """The number before this paragraph, "" where it has none or an unusual one; counts on."""
        found = next(paragraph.iter(qn("w:numPr")), None)
        if found is None:
            style = self._styles.get(next((s.get(qn("w:val")) for s in paragraph.iter(qn("w:pStyle"))), ""))
            found = next(style.iter(qn("w:numPr")), None) if style is not None else None
        if found is None:
            return ""
        key, level = _value(found, "w:numId") or "", _value(found, "w:ilvl") or "0"
        form, pattern = self._levels.get((key, level), ("", ""))
        counts = self._counts.setdefault(key, Counter())
        counts[int(level)] += 1
        for deeper in [n for n in counts if n > int(level)]:
            del counts[deeper]
        if pattern.count("%") != 1 or form not in _CHINESE | {"decimal"}:
            return ""
        number = counts[int(level)]
        return pattern.replace(f"%{int(level) + 1}", _chinese(number) if form in _CHINESE else str(number))


def _value(element: _Element, tag: str) -> str | None:
    return next((child.get(qn("w:val")) for child in element.iter(qn(tag))), None)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")
