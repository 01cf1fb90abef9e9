"""What a report lacks: required parts, and indicators of which it says nothing."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from engine.figures import wording
from engine.figures.figure import RATES
from engine.figures.status import NOT_APPLICABLE
from engine.reconciling.surroundings import plain

LEADERS = "党政主要负责人履行推进法治建设第一责任人职责情况"
# The five parts of a government's yearly report, each with the words by which its heading is known.
PARTS = (
    ("主要举措和成效", r"举措|成效|做法|成绩|工作情况|开展情况|落实情况|基本情况"),
    ("不足和原因", r"不足|问题|短板|困难"),
    (LEADERS, r"第一责任人|主要负责人履"),
    ("下一年度主要安排", r"安排|打算|计划|下一步|下步|思路|今后"),
    ("其他需要报告的情况", r"其他|其它|需要报告|需要说明"),
)
_TOP = re.compile(r"^[ \t　]*[一二三四五六七八九十]+[、.．][ \t　]*(\S.*)$", re.M)
_ANNEX = re.compile(r"^[ \t　]*附(?:件|表)[ \t　]*[0-9一二三四五六七八九十]{0,2}[:：]?[ \t　]*$", re.M)


class Part(NamedTuple):
    """One of the required parts; `remark` says what is odd about one that is there."""

    name: str
    present: bool
    remark: str = ""


class Silence(NamedTuple):
    """An indicator without a figure in the report; `named` says that its words occur without a number."""

    code: str
    name: str
    section: str
    value: str
    named: bool


def body(text: str) -> str:
    """The report without its annexes: their tables repeat what the text says."""
    found = _ANNEX.search(text)
    return text[: found.start()] if found else text


def parts(text: str, of_government: bool = True) -> list[Part]:
    """Which of the required parts have a heading of their own; a village is no government and has no leaders of one."""
    headings = [_sentence(m[1]) for m in _TOP.finditer(plain(text))]
    found = []
    for name, words in PARTS:
        if name == LEADERS and not of_government:
            continue
        own = [h for h in headings if re.search(words, h)]
        remark = ""
        if name.endswith("原因") and own and not any("原因" in h for h in own):
            remark = "标题里没有写原因"
        found.append(Part(name, bool(own), remark))
    return found


def is_plan(section: str) -> bool:
    """Whether a figure under these headings ("一、…/(一)…") is about what is to be done: nothing there is a result."""
    return bool(re.search(PARTS[3][1], section.split("/")[0]))


def silences(text: str, figures: pd.DataFrame, spoken: Iterable[str]) -> list[Silence]:
    """The catalogue's indicators, in its order, of which the report gives no figure; without those that mean nothing here."""
    said, words = set(spoken), "".join(plain(text).split())
    return [
        Silence(row.code, row.name, row.section, wording.shown(row), row.name in words)
        for row in figures.itertuples()
        if row.code not in said and not (row.status == NOT_APPLICABLE and row.kind not in RATES)
    ]


def _sentence(line: str) -> str:
    """A heading may be followed by text on the same line."""
    return re.split("[。;]", line)[0][:50]
