"""The report itself as Word paragraphs: head, five parts, signature. Each number carries its ID as a link."""

from urllib.parse import urlencode

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from engine.reporting import template_words
from engine.reporting.draft import Draft, Heading, Sentence
from engine.reporting.repeated_lines import Prompt
from engine.reporting.report_numbers import ReportNumber
from engine.reporting.word import head_and_imprint
from engine.reporting.word.page_style import CHARACTER
from engine.reporting.word.word_xml import Look, bookmark, link, paragraph, right_indent, run, said

LINKS, MARKS, PLAIN = "links", "marks", "plain"
_TOGETHER = "<w:keepNext/>"  # signature and date never stand on a page without a line of the text
_NUMBER, _MARK, _PROMPT = Look(underline="dotted"), Look(raised=True, color="808080"), Look(fill="FFF2CC")


class Body:
    """Writes the sentences of one draft. `ids`: links, marks (the ID beside the number too) or plain (for sending)."""

    def __init__(self, document: Document, draft: Draft, ids: str, address: str) -> None:
        self.document, self.draft, self.ids, self.address = document, draft, ids, address
        self._relations: dict[str, str] = {}
        self._marked: set[str] = set()

    def pieces(self, annexes: list[str]) -> list[str]:
        """Everything before the annexes, whose titles are listed at the end."""
        head = self.draft.head
        told = head_and_imprint.head(head["发文机关标志"], head["发文字号"], head["签发人"])
        told += [said(line.strip(), "Title") for line in self.draft.title]
        told += [said("", "Normal")]
        told += [said(f"{head['主送机关'].rstrip('：:')}：", "Normal")] if head["主送机关"] else []
        told += [said(line.strip(), "BodyText") for line in head["开头"].split("|") if line.strip()]
        for block in self.draft.blocks:
            if isinstance(block, Heading):
                told.append(said(block.text, f"Heading{block.level}"))
            else:
                told.append(paragraph("".join(map(self._sentence, block)), "BodyText"))
        told += [said(line.strip(), "BodyText", _TOGETHER) for line in head["结语"].split("|") if line.strip()]
        return told + _annex_list(annexes) + self._signature()

    def _sentence(self, sentence: Sentence) -> str:
        told = "".join(self._piece(piece) for piece in sentence.pieces)
        numbers = any(isinstance(piece, ReportNumber) for piece in sentence.pieces)
        if numbers or not sentence.implied or self.ids == PLAIN or sentence.implied[0].ref in self._marked:
            return told
        # What is said in words (未发生……) leads to its source as a number does.
        text = sentence.text.rstrip("，；。")
        return self._linked(text, sentence.implied[0]) + run(sentence.text[len(text) :])

    def _piece(self, piece: str | ReportNumber | Prompt) -> str:
        if isinstance(piece, str):
            return run(piece)
        if isinstance(piece, Prompt):
            return run(piece.text, _PROMPT)
        return run(piece.text) if self.ids == PLAIN else self._linked(piece.text, piece)

    def _linked(self, text: str, figure: ReportNumber) -> str:
        told = run(text, _NUMBER) + (run(f"〔{figure.ref}〕", _MARK) if self.ids == MARKS else "")
        tip = f"编号 {figure.ref}　{figure.name}"
        linked = link(told, tip, anchor(figure.ref), self._relation(figure))
        if figure.ref in self._marked:
            return linked
        self._marked.add(figure.ref)  # the annex leads back to the first place only
        return bookmark(1000 + len(self._marked), f"text_{anchor(figure.ref)}", linked)

    def _relation(self, figure: ReportNumber) -> str | None:
        """The link to the figure's page on the dashboard, where its address is known."""
        if not self.address:
            return None
        url = figure_address(self.address, figure)
        if url not in self._relations:
            self._relations[url] = self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._relations[url]

    def _signature(self) -> list[str]:
        """Who and when at the right: the shorter of the two centred on the longer, which is two characters in, the date four."""
        signers = [line.strip() for line in self.draft.head["落款"].split("|") if line.strip()]
        day = template_words.day(self.draft.period.dated)
        longest = max([_width(signer) for signer in signers], default=0)
        inner = 4 * CHARACTER if longest <= _width(day) else 2 * CHARACTER
        widest = max(longest, _width(day))
        told = [said("", "Normal", _TOGETHER), said("", "Normal", _TOGETHER)]
        # The annexes are for those who check the report: what ends the document stands at the end of its text.
        foot = head_and_imprint.imprint(*(self.draft.head[key] for key in ("抄送", "印发机关", "印发日期")))
        for line, more in [*((signer, "") for signer in signers), (day, foot)]:
            indent = right_indent(inner + (widest - _width(line)) / 2)
            told.append(paragraph(run(line) + more, "Normal", ("" if line == day else _TOGETHER) + indent))
        return told


def anchor(ref: str) -> str:
    """The bookmark of a figure's row in annex 1; Word takes letters, figures and _ only."""
    return "f_" + "".join(sign if sign.isalnum() else "_" for sign in ref)


def figure_address(base: str, figure: ReportNumber) -> str:
    """The figure's page on the dashboard: the same place, year and day."""
    asked = {
        "indicator": figure.code,
        "place": figure.place,
        "year": figure.year,
        "as_of": figure.as_of.isoformat(),
    }
    return f"{base.rstrip('/')}/indicator?{urlencode(asked)}"


def _annex_list(titles: list[str]) -> list[str]:
    if not titles:
        return []
    first = _TOGETHER + '<w:ind w:left="{left}" w:hanging="{hang}"/>'
    told = [said("", "Normal", _TOGETHER)]
    for number, title in enumerate(titles, start=1):
        if number == 1:
            told.append(said(f"附件：1. {title}", "Normal", first.format(left=2048, hang=1418)))
        else:
            told.append(said(f"{number}. {title}", "Normal", first.format(left=2048, hang=473)))
    return told


def _width(text: str) -> float:
    """About how wide a text is in points: figures take half a character."""
    return sum(CHARACTER if ord(sign) > 0x2000 else CHARACTER / 2 for sign in text)
