"""The grammar of a template: one sentence a line, `{indicator:form}` for its numbers, 【condition】 before it.

Only the form of the text is judged here; whether an indicator exists is for `templates` to say.

(docs/decisions.md, "One clause per line")
"""

import operator
import re
from collections.abc import Callable
from typing import NamedTuple

from engine.ledgers.faults import SaidError

HEADING, SENTENCE, PROMPT, GAP = "heading", "sentence", "prompt", "gap"
# Lines written once for each thing of a kind, and lines written only in a certain case.
REPEATED = ("每项未达标", "每项滞后", "每项缺数据", "每项缺报", "每类超期", "每村落后")
GOVERNMENT, VILLAGERS = "政府", "村居"  # whose report: a government's, or that of a village or a community
PLACES = (GOVERNMENT, VILLAGERS)
CASES = ("全年", "年中", "没有不足", "补写", *PLACES)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    ">": operator.gt,
    "≥": operator.ge,
    "<": operator.lt,
    "≤": operator.le,
}
_FULL_WIDTH = str.maketrans("｛｝＝＞＜", "{}=><")
_CONDITION = re.compile(r"【([^】]*)】")
_TEST = re.compile(r"([A-Za-z]\w*)\s*([=≠>≥<≤])\s*(\d+(?:\.\d+)?)%?")
_SLOT = re.compile(r"\{([^{}]*)\}")
DEEPEST = 4


class BadLine(SaidError):
    """A line of a template that cannot be read; whoever writes the template must act."""


class Slot(NamedTuple):
    """A place for a number or a word: its name, and the forms it is written in."""

    name: str
    forms: tuple[str, ...] = ()


class Test(NamedTuple):
    """A condition on a figure: the sentence stands only while it holds."""

    code: str
    sign: str
    number: float

    def holds(self, value: float) -> bool:
        return _COMPARE[self.sign](value, self.number)


class TemplateLine(NamedTuple):
    """One line of a template. `level` is a heading's (1 for 一、), `cases` the conditions that are words."""

    file: str
    number: int
    kind: str
    text: str = ""
    level: int = 0
    pieces: tuple[str | Slot, ...] = ()
    tests: tuple[Test, ...] = ()
    cases: tuple[str, ...] = ()

    @property
    def slots(self) -> list[Slot]:
        return [piece for piece in self.pieces if isinstance(piece, Slot)]


class HeadLine(NamedTuple):
    """One line of the head: what it is (标题, 落款 …), its text, and whose report it is for (everybody's where empty)."""

    key: str
    pieces: tuple[str | Slot, ...]
    cases: tuple[str, ...] = ()


def for_place(cases: tuple[str, ...], government: bool) -> bool:
    """Whether a line with these conditions belongs into the report of a government, or of a village."""
    return (VILLAGERS if government else GOVERNMENT) not in cases


class TemplateFault(NamedTuple):
    """What is wrong with a line and what to do."""

    file: str
    line: int
    reason: str

    @property
    def said(self) -> str:
        return f"{self.file} 第 {self.line} 行：{self.reason}"


def parse(file: str, text: str) -> tuple[list[TemplateLine], list[TemplateFault]]:
    """The lines of a template in their order, notes (`> …`) left away, and every line that cannot be read."""
    lines: list[TemplateLine] = []
    faults: list[TemplateFault] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        stripped = raw.strip().lstrip("\ufeff")
        if stripped.startswith(">"):
            continue
        try:
            lines.append(_line(file, number, stripped))
        except BadLine as fault:
            faults.append(TemplateFault(file, number, str(fault)))
    return lines, faults


def slots(text: str) -> tuple[str | Slot, ...]:
    """A text in pieces: words, and the places for numbers. Raises BadLine."""
    text = text.translate(_FULL_WIDTH)
    pieces: list[str | Slot] = []
    at = 0
    for found in _SLOT.finditer(text):
        pieces += [text[at : found.start()], _slot(found[1])]
        at = found.end()
    pieces.append(text[at:])
    if any("{" in piece or "}" in piece for piece in pieces if isinstance(piece, str)):
        raise BadLine("花括号没有配对，请检查“{”和“}”。")
    return tuple(piece for piece in pieces if piece)


def _line(file: str, number: int, text: str) -> TemplateLine:
    if not text:
        return TemplateLine(file, number, GAP)
    tests, cases, rest = conditions(text)
    if rest.startswith("#"):
        return _heading(file, number, tests, cases, rest)
    if not rest:
        raise BadLine("条件后面没有句子，请补上或删去这一行。")
    if len(set(cases) & set(REPEATED)) > 1:
        raise BadLine("一行只能有一个“每……”的条件，请拆成两行。")
    kind = PROMPT if "补写" in cases else SENTENCE
    return TemplateLine(file, number, kind, rest, 0, slots(rest), tests, tuple(c for c in cases if c != "补写"))


def _heading(file: str, number: int, tests: tuple[Test, ...], cases: tuple[str, ...], text: str) -> TemplateLine:
    level = len(text) - len(text.lstrip("#"))
    title = text[level:].strip()
    if not title or level > DEEPEST:
        raise BadLine(f"标题前用一至{DEEPEST}个“#”，后面写标题文字。")
    if tests or set(cases) - set(PLACES):
        raise BadLine(f"标题前只能写 {'、'.join(f'【{case}】' for case in PLACES)}，请删去其他条件。")
    return TemplateLine(file, number, HEADING, title, level, slots(title), (), cases)


def conditions(text: str) -> tuple[tuple[Test, ...], tuple[str, ...], str]:
    """The conditions at the beginning of a line, on figures and in words, and the rest of it. Raises BadLine."""
    tests: list[Test] = []
    cases: list[str] = []
    while found := _CONDITION.match(text):
        condition = found[1].translate(_FULL_WIDTH).strip()
        test = _TEST.fullmatch(condition)
        if test:
            tests.append(Test(test[1], test[2], float(test[3])))
        elif condition in (*REPEATED, *CASES):
            cases.append(condition)
        else:
            raise BadLine(_unknown_condition(condition))
        text = text[found.end() :].strip()
    return tuple(tests), tuple(cases), text


def _unknown_condition(condition: str) -> str:
    words = "、".join((*REPEATED, *CASES))
    return f"【{condition}】不是可用的条件。可以写 【指标代码>0】（符号有 = ≠ > ≥ < ≤），或 {words}。"


def _slot(inside: str) -> Slot:
    name, *forms = (part.strip() for part in inside.replace("：", ":").split(":"))
    if not name or not all(forms):
        raise BadLine(f"“{{{inside}}}”没有写完，请写成 {{指标代码}} 或 {{指标代码:写法}}。")
    return Slot(name, tuple(forms))
