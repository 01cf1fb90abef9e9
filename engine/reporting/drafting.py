"""From templates to the report's sentences: what a line becomes, and what is left out and said to be."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from engine.figures import notes, status, wording
from engine.figures.figure import Figure
from engine.ledgers.record_file import Content
from engine.reporting import repeated_lines, template_words, templates
from engine.reporting.draft import Block, Draft, Heading, LeftOut, Piece, Sentence, numbered
from engine.reporting.repeated_lines import Prompt, Repeats
from engine.reporting.report_numbers import Amounts, Missing, NotCountedHere, ReportNumber
from engine.reporting.template_grammar import GAP, HEADING, PROMPT, REPEATED, Slot, TemplateLine, for_place
from engine.reporting.template_words import Period
from engine.reporting.templates import Template, Templates
from engine.snapshot import questions

_ENDS, _GOES_ON = ("。", "！", "？"), ("，", "；", "、")


def draft(period: Period) -> Draft:
    """The report for one period, as templates and notes are now. Raises TemplateError."""
    home = period.scope.home
    return _draft(period, tuple(templates.read(home)), notes.read(home.path))


@lru_cache(maxsize=32)
def _draft(period: Period, files: tuple[Template, ...], notes: Content[notes.Note]) -> Draft:
    """The notes are read where they are needed; they stand here so that a new one makes a new draft."""
    found = templates.judged(period.scope, files)
    writer = _Writer(period)
    blocks: list[Block] = []
    for part in found.parts:
        number = sum(isinstance(block, Heading) and block.level == 1 for block in blocks)
        blocks += writer.part(number, part)
    writer.leave_out_unsaid(blocks)
    head = dict.fromkeys((*templates.KEYS, *templates.OPTIONS), "")
    head |= {key: writer.plain(said) for key, said, cases in found.head if for_place(cases, period.of_government)}
    return Draft(period, head, tuple(blocks), tuple(writer.left_out), _unmentioned(period, found))


def _unmentioned(period: Period, found: Templates) -> tuple[str, ...]:
    spoken = {code for part in found.parts for line in part for code in templates.named(line)}
    catalogue = questions.catalogue(period.scope)
    return tuple(catalogue[~catalogue["code"].isin(spoken)]["name"])


class _Writer:
    """Writes lines into sentences, keeping account of what it leaves out."""

    def __init__(self, period: Period) -> None:
        self.amounts = Amounts(period)
        self.repeats = Repeats(period, self.amounts)
        self.words = template_words.always(period)
        self.period = period
        self.left_out: list[LeftOut] = []
        self._listed: set[str] = set()  # indicators that a line of 【每项…】 has said
        self._unsaid: list[tuple[TemplateLine, str]] = []  # lines whose condition does not hold, and on which figure

    def plain(self, pieces: tuple[str | Slot, ...]) -> str:
        """A text that holds words only."""
        return "".join(piece if isinstance(piece, str) else self.words[piece.name] for piece in pieces)

    def part(self, number: int, lines: tuple[TemplateLine, ...]) -> list[Block]:
        """One part: its heading stands wherever the part is written at all, the headings below it only over something."""
        lines = tuple(line for line in lines if for_place(line.cases, self.period.of_government))
        if not any(line.kind == HEADING and line.level == 1 for line in lines):
            return []
        told: list[Heading | list[Sentence]] = []
        for group in _groups(lines):
            if group[0].kind == HEADING:
                told.append(Heading(group[0].level, self.plain(group[0].pieces)))
            elif group[0].kind == GAP:
                told.append([])
            elif _each(group[0]):
                told += [[sentence] for sentence in self.sentences(group[0])]
                told.append([])
            elif told and isinstance(told[-1], list):
                told[-1].extend(self._group(group))
            else:
                told.append(self._group(group))
        told = _with_something_below([block for block in told if block])
        if len(told) == 1:
            told.append([Sentence((Prompt("本部分内容"),))])
        return numbered(number, told)

    def _group(self, lines: list[TemplateLine]) -> list[Sentence]:
        """The clauses of one sentence: those that have their numbers, and none of them if it was about numbers and none is left."""
        found = [(line, sentence) for line in lines for sentence in self.sentences(line)]
        about_numbers = any(templates.named(line) for line in lines)
        if about_numbers and not any(templates.named(line) for line, _ in found):
            return []
        return _ended([sentence for _, sentence in found])

    def sentences(self, line: TemplateLine) -> Iterator[Sentence]:
        """What a line becomes: one sentence, several or none."""
        if ("全年" in line.cases and not self.period.whole_year) or ("年中" in line.cases and self.period.whole_year):
            return
        if "没有不足" in line.cases and not self.repeats.faultless:
            return
        each, codes = _each(line), set(templates.named(line))
        if codes and codes <= self._listed and line.file == templates.SHORTCOMINGS:
            return
        for row_words in self.repeats.of(each) if each else [{}]:
            try:
                broken = [test.code for test in line.tests if not test.holds(self.amounts.value(test.code))]
                if broken:
                    self._unsaid.append((line, broken[0]))
                elif short := self._short(line):
                    self._leave_out(line, f"{short.name}：{short.status}，不作为成效写")
                else:
                    yield from self._one(line, row_words)
            except NotCountedHere:
                continue
            except Missing as missing:
                self._leave_out(line, str(missing))

    def _short(self, line: TemplateLine) -> Figure | None:
        """The figure of an achievement that is none: the part on shortcomings says it, and that part alone."""
        if line.file not in templates.OF_MERIT:
            return None
        rows = [self.amounts.rows[code] for code in templates.named(line) if code in self.amounts.rows]
        return next((row for row in rows if row.status in status.ACTION), None)

    def _one(self, line: TemplateLine, row_words: dict[str, repeated_lines.Told]) -> Iterator[Sentence]:
        pieces: list[Piece] = []
        for piece in line.pieces:
            if isinstance(piece, str):
                pieces.append(piece)
            elif piece.name in row_words:
                pieces += row_words[piece.name]
                self._listed |= {told.code for told in row_words[piece.name] if isinstance(told, ReportNumber)}
            elif piece.name in template_words.LISTS:
                if not (named := self.repeats.listed(piece.name)):
                    return
                pieces.append(named)
            elif piece.name in self.words:
                pieces.append(self.words[piece.name])
            else:
                pieces.append(self.amounts.figure(piece.name, piece.forms))
        shown = {piece.code for piece in pieces if isinstance(piece, ReportNumber)}
        implied = tuple(self.amounts.said(test.code) for test in line.tests if test.code not in shown)
        codes = dict.fromkeys(
            [piece.code for piece in pieces if isinstance(piece, ReportNumber)] + [f.code for f in implied]
        )
        pieces = _qualified(pieces, [self.amounts.rows[code] for code in codes])
        if line.kind == PROMPT:
            pieces = [Prompt("".join(p if isinstance(p, str) else p.text for p in pieces))]
        yield Sentence(tuple(piece for piece in pieces if piece), implied)

    def leave_out_unsaid(self, blocks: list[Block]) -> None:
        """List the figures that no sentence says because of the conditions: nothing is lost in silence."""
        said = {f.code for block in blocks if not isinstance(block, Heading) for s in block for f in s.figures}
        for line, code in self._unsaid:
            row = self.amounts.rows[code]
            if code not in said:
                self._leave_out(line, f"{row.name}：为 {wording.shown(row)}，不合行首的条件")

    def _leave_out(self, line: TemplateLine, reason: str) -> None:
        codes = tuple(templates.named(line))
        # Two lines for two cases of one figure (发生、未发生) are one sentence that is missing.
        if line.tests and any(left.codes == codes and left.reason == reason for left in self.left_out):
            return
        text = "".join(piece if isinstance(piece, str) else "□" for piece in line.pieces)
        offices = dict.fromkeys(self.amounts.rows[code].office for code in codes if code in self.amounts.rows)
        where = f"{line.file} 第 {line.number} 行"
        self.left_out.append(LeftOut(text, where, reason, "、".join(offices), codes))


def _groups(lines: tuple[TemplateLine, ...]) -> Iterator[list[TemplateLine]]:
    """Headings, gaps and repeated lines alone; the other lines up to the one that ends their sentence."""
    group: list[TemplateLine] = []
    for line in lines:
        alone = line.kind in (HEADING, GAP, PROMPT) or _each(line)
        if alone and group:
            yield group
            group = []
        group.append(line)
        if alone or line.text.endswith(_ENDS):
            yield group
            group = []
    if group:
        yield group


def _each(line: TemplateLine) -> str | None:
    return next((case for case in line.cases if case in REPEATED), None)


def _qualified(pieces: list[Piece], rows: list[Any]) -> list[Piece]:
    """What a zero report does not cover stands in the very sentence that says nothing happened."""
    months = sorted({month for row in rows for month in row.months_missing})
    if not months:
        return pieces
    *first, last = pieces
    stop = last[-1] if isinstance(last, str) and last[-1:] in (*_ENDS, *_GOES_ON) else ""
    rest = [last[: len(last) - len(stop)]] if isinstance(last, str) else [last]
    return [*first, *rest, f"（{'、'.join(f'{month}月' for month in months)}没有零报告，不在其内）{stop}"]


def _ended(sentences: list[Sentence]) -> list[Sentence]:
    """The last clause that is left ends the sentence."""
    if sentences and isinstance(last := sentences[-1].pieces[-1], str) and last.endswith(_GOES_ON):
        sentences[-1] = sentences[-1]._replace(pieces=(*sentences[-1].pieces[:-1], f"{last[:-1]}。"))
    return sentences


def _with_something_below(told: list) -> list:
    kept: list = []
    for block in reversed(told):
        if isinstance(block, Heading) and block.level > 1:
            below = kept[-1] if kept else None
            if below is None or (isinstance(below, Heading) and below.level <= block.level):
                continue
        kept.append(block)
    return kept[::-1]
