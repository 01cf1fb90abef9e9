"""The annual report: from the ledgers to a Word file in the official layout, and the same as plain text."""

from datetime import date, datetime, time

from engine.figures import time_frame
from engine.reporting import annexes, drafting, template_words
from engine.reporting.draft import Draft, Heading
from engine.reporting.template_words import Period
from engine.reporting.word import page_style, word_xml
from engine.reporting.word_body import LINKS, PLAIN, Body
from engine.snapshot import questions
from engine.snapshot.questions import Scope


def period(
    scope: Scope, year: int, as_of: date | None = None, place: str | None = None, dated: date | None = None
) -> Period:
    """What the report is about; the whole of what the reader may see and the year's default day unless said. Raises PlaceOutsideScope."""
    at = place or scope.place
    scope.narrowed(at)
    return Period.of(scope, at, year, as_of or time_frame.default_day(scope, year), dated)


def write(
    scope: Scope,
    year: int,
    as_of: date | None = None,
    place: str | None = None,
    *,
    dated: date | None = None,
    ids: str = LINKS,
    address: str = "",
) -> bytes:
    """The report as .docx; the same ledgers and templates give the same bytes.

    `ids`: "links" (each number leads to its source), "marks" (its ID stands beside it too), or "plain": for
    sending, without IDs and annexes. `address` of the dashboard (else the home's parameter dashboard_url) makes the
    numbers lead there. Raises TemplateError.
    """
    return laid_out(drafting.draft(period(scope, year, as_of, place, dated)), ids, address)


def laid_out(draft: Draft, ids: str = LINKS, address: str = "") -> bytes:
    """A draft as .docx; see `write`."""
    document = page_style.new_document()
    plain = ids == PLAIN
    address = address or questions.parameters(draft.period.scope).get("dashboard_url", "")
    pieces = Body(document, draft, ids, address).pieces([] if plain else annexes.titles(draft))
    if not plain:
        # The section ends in the paragraph of the date: an empty one more could begin a page of its own.
        pieces[-1] = pieces[-1].replace("</w:pPr>", f"{page_style.portrait_end(document)}</w:pPr>", 1)
        pieces += annexes.pieces(draft)
        page_style.landscape(document.sections[0])
    word_xml.fill(document, pieces)
    day = datetime.combine(draft.period.dated, time())
    return word_xml.packed(document, "".join(draft.title), draft.head["落款"].replace("|", "、"), day)


def text(scope: Scope, year: int, as_of: date | None = None, place: str | None = None) -> str:
    """The body of the report as plain text, a line for each heading and paragraph; without the annexes."""
    return told(drafting.draft(period(scope, year, as_of, place)))


def told(draft: Draft) -> str:
    """A draft as plain text."""
    lines = [*draft.title, f"{draft.head['主送机关'].rstrip('：:')}：", *draft.head["开头"].split("|")]
    lines += [block.text if isinstance(block, Heading) else "".join(s.text for s in block) for block in draft.blocks]
    lines += filter(None, draft.head["结语"].split("|"))
    return "\n".join([*lines, draft.head["落款"].replace("|", " "), template_words.day(draft.period.dated)])
