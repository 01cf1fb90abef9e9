"""What the report says, before it is laid out: five parts of headings and paragraphs, and what is missing from them."""

from typing import NamedTuple

import pandas as pd

from engine.figures import wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.places import Place
from engine.reporting.repeated_lines import Prompt
from engine.reporting.report_numbers import ReportNumber
from engine.reporting.template_words import Period
from engine.snapshot import questions

Piece = str | ReportNumber | Prompt
_CHINESE = "一二三四五六七八九"


class Sentence(NamedTuple):
    """One sentence or clause: words, numbers and what is left for a hand; `implied` are numbers it says in words."""

    pieces: tuple[Piece, ...]
    implied: tuple[ReportNumber, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    @property
    def figures(self) -> list[ReportNumber]:
        return [*(piece for piece in self.pieces if isinstance(piece, ReportNumber)), *self.implied]

    @property
    def prompts(self) -> list[str]:
        return [piece.asked for piece in self.pieces if isinstance(piece, Prompt)]


class Heading(NamedTuple):
    """A heading with its number: level 1 一、, 2 （一）, 3 1., 4 (1)."""

    level: int
    text: str


class LeftOut(NamedTuple):
    """A sentence that is not in the report: its template, where that stands, why, and whose ledger would mend it."""

    text: str
    where: str
    reason: str
    office: str
    codes: tuple[str, ...]


Paragraph = tuple[Sentence, ...]
Block = Heading | Paragraph


class Draft(NamedTuple):
    """The whole report: the head's texts by key, the blocks in order, and what is not in them."""

    period: Period
    head: dict[str, str]
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]
    unmentioned: tuple[str, ...]  # names of indicators that no template speaks of

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for block in self.blocks if not isinstance(block, Heading) for sentence in block]

    @property
    def figures(self) -> dict[str, tuple[ReportNumber, str]]:
        """Every number once, by its ID: the figure and the first sentence it stands in."""
        found: dict[str, tuple[ReportNumber, str]] = {}
        for sentence in self.sentences:
            for figure in sentence.figures:
                found.setdefault(figure.ref, (figure, sentence.text))
        return found

    @property
    def prompts(self) -> list[str]:
        return [prompt for sentence in self.sentences for prompt in sentence.prompts]

    @property
    def title(self) -> list[str]:
        """The title's lines."""
        return self.head["标题"].split("|")


class Doubt(NamedTuple):
    """One number that is written and what makes it less than it seems."""

    figure: ReportNumber
    why: tuple[str, ...]


def numbered(part: int, told: list[Heading | list[Sentence]]) -> list[Block]:
    """The blocks of one part (the first is 0) with their headings numbered as official documents number them."""
    counts = [part, 0, 0, 0]
    blocks: list[Block] = []
    for block in told:
        if not isinstance(block, Heading):
            blocks.append(tuple(block))
            continue
        counts[block.level - 1] += 1
        counts[block.level :] = [0] * (4 - block.level)
        n = counts[block.level - 1]
        mark = {1: f"{chinese(n)}、", 2: f"（{chinese(n)}）", 3: f"{n}.", 4: f"({n})"}[block.level]
        blocks.append(Heading(block.level, mark + block.text))
    return blocks


def chinese(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_CHINESE[tens - 1]}十")
    return head + (_CHINESE[ones - 1] if ones else "")


def view(draft: Draft) -> View:
    """The view of the pages that shows the same figures."""
    period = draft.period
    return View(period.scope, Place(period.place), period.year, period.as_of, as_written=True)


def doubts(draft: Draft) -> list[Doubt]:
    """The doubtful numbers, in the order of the text; each indicator once."""
    rows = view(draft).figures().set_index("code", drop=False)
    smallest = int(questions.parameters(draft.period.scope)["smallest_sample"])
    by_code = {figure.code: figure for figure, _ in reversed(draft.figures.values())}
    found = (
        Doubt(by_code[f.code], why(rows.loc[f.code], smallest))
        for f, _ in draft.figures.values()
        if f is by_code[f.code]
    )
    return [doubt for doubt in found if doubt.why]


def why(row: Figure, smallest: int) -> tuple[str, ...]:
    """The caveats of one figure; a rate of satisfaction that hardly anybody rated says so."""
    rated = str(row.code).endswith("_satisfied") and not pd.isna(row.denominator) and bool(row.denominator)
    few = (f"只有 {int(row.denominator)} 件有评价，代表性不足",) if rated and row.denominator < smallest else ()
    return (*wording.caveats(row), *few)
