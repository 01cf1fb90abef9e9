"""The sentence templates of the annual report: a home's own report/*.md, else the default ones of data/report.

A template that names what does not exist is refused with its line; nothing is written with a gap in silence.
"""

import difflib
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from engine.ledgers.faults import SaidError
from engine.ledgers.home import DEFAULTS, Home
from engine.reporting import number_forms, template_words
from engine.reporting.template_grammar import (
    HEADING,
    PLACES,
    BadLine,
    HeadLine,
    Slot,
    TemplateFault,
    TemplateLine,
    conditions,
    for_place,
    parse,
    slots,
)
from engine.snapshot import questions
from engine.snapshot.questions import Scope

FOLDER = "report"
HEAD = "0_head.md"
# file → the part that the rules ask for; each file holds exactly one part.
PARTS = {
    "1_achievements.md": "主要举措和成效",
    "2_shortcomings.md": "不足和原因",
    "3_leaders.md": "党政主要负责人履行推进法治建设第一责任人职责情况",
    "4_plan.md": "下一年度主要安排",
    "5_other.md": "其他需要报告的情况",
}
# What stands in these parts is told as achieved: no figure that fell short.
# (docs/decisions.md, "What fell short is told once")
OF_MERIT = tuple(f"{FOLDER}/{file}" for file in ("1_achievements.md", "3_leaders.md"))
SHORTCOMINGS = f"{FOLDER}/2_shortcomings.md"
FILES = {HEAD: "标题、文号、开头和落款", **PARTS}
KEYS = ("标题", "发文字号", "主送机关", "开头", "落款")
# What a head may do without: then it is not in the document.
OPTIONS = ("发文机关标志", "签发人", "结语", "抄送", "印发机关", "印发日期")
LONGEST = 100_000  # letters of one template


class TemplateError(SaidError):
    """Templates that cannot be used; whoever writes them must act. `faults` say where and how, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Template(NamedTuple):
    """One template file: its text, and whether it is the home's own."""

    file: str
    text: str
    own: bool


class Templates(NamedTuple):
    """What the report is written from: the lines of the head, and those of each part in order."""

    head: tuple[HeadLine, ...]
    parts: tuple[tuple[TemplateLine, ...], ...]


def read(home: Home) -> list[Template]:
    """The template files in order. Raises TemplateError for one that cannot be read as text."""
    return [_read(home, file) for file in FILES]


def judged(scope: Scope, found: Sequence[Template]) -> Templates:
    """The templates taken together, ready to be written from. Raises TemplateError with every fault in them."""
    codes = set(questions.catalogue(scope)["code"])
    wrong: list[str] = []
    head: list[HeadLine] = []
    parts: list[tuple[TemplateLine, ...]] = []
    for template in found:
        if template.file == HEAD:
            head, bad = _head(template)
        else:
            lines, bad = _parts_of(template, codes)
            parts.append(tuple(lines))
        wrong += [fault.said for fault in bad]
    if wrong:
        raise TemplateError(wrong)
    return Templates(tuple(head), tuple(parts))


def faults(scope: Scope, template: Template) -> list[str]:
    """What is wrong with one template, as sentences with file and line."""
    return [fault.said for fault in _parts_of(template, set(questions.catalogue(scope)["code"]))[1]]


def strangers(home: Home) -> list[str]:
    """Files of the home's report folder that no part is written from."""
    folder = home.path / FOLDER
    if not folder.is_dir() or home.path.resolve() == DEFAULTS.resolve():
        return []
    return sorted(f"{FOLDER}/{p.name}" for p in folder.iterdir() if p.suffix == ".md" and p.name not in FILES)


def named(line: TemplateLine) -> list[str]:
    """The indicators a line names, in its sentence or its conditions."""
    found = [slot.name for slot in line.slots if slot.name not in template_words.ALL]
    return list(dict.fromkeys([*found, *(test.code for test in line.tests)]))


def _read(home: Home, file: str) -> Template:
    path = home.path / FOLDER / file
    own = path.is_file() and home.path.resolve() != DEFAULTS.resolve()
    path = path if own else DEFAULTS / FOLDER / file
    s = os.stat(path)
    return Template(file, _text(path, (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino)), own)


@lru_cache(maxsize=64)
def _text(path: Path, stamp: tuple[int, int, int, int]) -> str:
    data = path.read_bytes()
    text = next((text for encoding in ("utf-8-sig", "gb18030") if (text := _decoded(data, encoding)) is not None), None)
    if text is None:
        raise TemplateError([f"{FOLDER}/{path.name}：读不出文字，请用记事本打开，另存为 UTF-8 编码的文本文件。"])
    if len(text) > LONGEST:
        raise TemplateError([f"{FOLDER}/{path.name}：模板最长 {LONGEST:,} 字，现有 {len(text):,} 字，请删减。"])
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    """Older Windows saves text in GBK."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _head(template: Template) -> tuple[list[HeadLine], list[TemplateFault]]:
    where, found, bad = f"{FOLDER}/{template.file}", [], []
    for number, raw in enumerate(template.text.splitlines(), start=1):
        line = raw.strip().lstrip("\ufeff")
        if not line or line.startswith(">"):
            continue
        try:
            found.append(_head_line(line))
        except BadLine as fault:
            bad.append(TemplateFault(where, number, str(fault)))
            continue
        bad += [
            TemplateFault(where, number, _unknown(slot.name, template_words.HEAD))
            for slot in found[-1].pieces
            if isinstance(slot, Slot) and (slot.name not in template_words.HEAD or slot.forms)
        ]
    lines, there = len(template.text.splitlines()), {line.key for line in found}
    bad += [
        TemplateFault(where, lines, f"缺少“{key}：”一行，请补上（内容可以留空）。") for key in KEYS if key not in there
    ]
    return found, bad


def _head_line(text: str) -> HeadLine:
    tests, cases, rest = conditions(text)
    key, colon, value = rest.replace("：", ":", 1).partition(":")
    if not colon or key.strip() not in (*KEYS, *OPTIONS):
        raise BadLine(f"每行应为“名称：内容”，名称只能是 {'、'.join((*KEYS, *OPTIONS))}。")
    if tests or set(cases) - set(PLACES):
        raise BadLine(f"名称前只能写 {'、'.join(f'【{case}】' for case in PLACES)}，请删去其他条件。")
    return HeadLine(key.strip(), slots(value.strip()), cases)


def _parts_of(template: Template, codes: set[str]) -> tuple[list[TemplateLine], list[TemplateFault]]:
    if template.file == HEAD:
        return [], _head(template)[1]
    where = f"{FOLDER}/{template.file}"
    lines, bad = parse(where, template.text)
    titles = [line for line in lines if line.kind == HEADING and line.level == 1]
    whose = [sum(for_place(line.cases, government) for line in titles) for government in (True, False)]
    if not titles or max(whose) > 1:
        bad.append(TemplateFault(where, titles[1].number if titles else 1, "要有而且只能有一个“# ”开头的大标题。"))
    # A home may have another catalogue than the default sentences: those it has no figure for are left out.
    bad += [f for line in lines for f in _faults(line, codes if template.own else codes | set(named(line)))]
    return lines, sorted(bad, key=lambda fault: fault.line)


def _faults(line: TemplateLine, codes: set[str]) -> list[TemplateFault]:
    known = template_words.known_in(line)
    found = []
    for slot in line.slots:
        if slot.name in template_words.ALL:
            if slot.name not in known or slot.forms:
                where = f"“{{{slot.name}}}”不能用在这一行" if slot.name not in known else f"“{slot.name}”后面不能加写法"
                found.append(TemplateFault(line.file, line.number, f"{where}，请改正。"))
        elif slot.name not in codes:
            found.append(TemplateFault(line.file, line.number, _unknown(slot.name, [*codes, *known])))
        else:
            found += [
                TemplateFault(
                    line.file, line.number, f"没有“{form}”这种写法。可用的有 {'、'.join(number_forms.FORMS)}。"
                )
                for form in slot.forms
                if form not in number_forms.FORMS
            ]
            found += [
                TemplateFault(line.file, line.number, f"“{one}”和“{two}”不能同时用，请删去一个。")
                for one, two in pairwise(slot.forms)
                if not number_forms.go_together(one, two)
            ]
    found += [TemplateFault(line.file, line.number, _unknown(t.code, codes)) for t in line.tests if t.code not in codes]
    return found


def _unknown(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    hint = f"是不是“{near[0]}”？" if near else ""
    return f"没有“{name}”这个指标或词，{hint}请改正。"
