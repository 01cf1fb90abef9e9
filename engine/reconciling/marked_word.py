"""The reconciled report as a Word document: every figure coloured and marked, with a comment that says what the ledgers say."""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from engine.reconciling import conclusions
from engine.reconciling.conclusion_words import Stretch, badge, gaps, stretches, told
from engine.reconciling.documents import HEAD, TAIL
from engine.reconciling.reconcile import Checked, Reconciliation

_COLOURS = {  # readable on white, and told apart by the mark as well
    conclusions.AGREES: "2F6F4F",
    conclusions.ROUGHLY: "27496D",
    conclusions.DIFFERS: "B3302A",
    conclusions.NO_LEDGER: "A86500",
    conclusions.NO_DENOMINATOR: "A86500",
    conclusions.UNKNOWN: "5A6878",
    conclusions.DEMAND: "5A6878",
}
_AUTHOR, _INITIALS = "核对", "核"


def document(found: Reconciliation, place_name: str) -> bytes:
    """A .docx: what was found, the text with its marks and comments, what the report lacks."""
    word = Document()
    word.core_properties.created = word.core_properties.modified = datetime(2000, 1, 1)
    word.core_properties.title, word.core_properties.author = "核对", _AUTHOR
    _plain_look(word)
    _line(word, f"{HEAD}{place_name}，{found.year} 年，统计时点 {found.as_of}", bold=True)
    _line(word, found.summary())
    _line(word, "标记：" + "　".join(badge(each) for each in conclusions.ORDER), size=10)
    known = {each.number: each for each in found.figures}
    for pieces in stretches(found):
        paragraph = word.add_paragraph()
        for piece in pieces:
            _piece(word, paragraph, piece, known)
    _lacking(word, found)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _plain_look(word: Word) -> None:
    section, normal = word.sections[0], word.styles["Normal"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(28),
        Mm(26),
        Mm(37),
        Mm(35),
    )
    normal.font.name, normal.font.size = "FangSong", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")


def _line(word: Word, text: str, *, bold: bool = False, size: int | None = None) -> Run:
    run = word.add_paragraph().add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    return run


def _piece(word: Word, paragraph: Paragraph, piece: Stretch, known: dict[int, Checked]) -> None:
    run = paragraph.add_run(piece.text)
    checked = [known[number] for number in piece.figures]
    if not checked:
        return
    mark = paragraph.add_run("".join(dict.fromkeys(conclusions.MARKS[each.verdict] for each in checked)))
    mark.font.superscript = True
    for each in (run, mark):
        each.font.color.rgb = RGBColor.from_string(_COLOURS[_worst(checked)])
        each.bold = True
    lines = [line for each in checked for line in told(each)]
    comment = word.add_comment([run, mark], lines[0], _AUTHOR, _INITIALS)
    for line in lines[1:]:
        comment.add_paragraph(line)


def _worst(checked: list[Checked]) -> str:
    order = (
        conclusions.DIFFERS,
        conclusions.NO_LEDGER,
        conclusions.NO_DENOMINATOR,
        conclusions.UNKNOWN,
        conclusions.DEMAND,
    )
    return next((word for word in order if any(c.verdict == word for c in checked)), checked[0].verdict)


def _lacking(word: Word, found: Reconciliation) -> None:
    lines = [*gaps(found), *(f"没有写到的指标：{s.name}（台账 {s.value}）" for s in found.silences)]
    if lines:
        _line(word, TAIL, bold=True)
    for line in lines:
        _line(word, line, size=12)
