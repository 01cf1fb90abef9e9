"""The numbers at the top of 决策与监督, each with what makes it honest."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from engine.figures import wording
from engine.figures.view import View
from engine.snapshot import questions
from engine.words import numbers


class Share(NamedTuple):
    """A rate as its two numbers."""

    good: int
    all: int

    @property
    def bad(self) -> int:
        return self.all - self.good


def share_of(view: View, code: str) -> Share:
    """One rate here; 0 of 0 where there is nothing to count."""
    row = view.figure(code)
    return Share(*(0 if pd.isna(n) else int(n) for n in (row.numerator, row.denominator)))


def _fraction(row: Any, unit: str) -> str:
    return f"{wording.fraction(row)} {unit}" if wording.fraction(row) else wording.shown(row)


def tiles(view: View) -> list[tuple[str, str, str]]:
    """Five numbers, each with what makes it honest under it: (label, value, about)."""
    steps, filed, reviewed, public, closed, corrected = (
        view.figure(code)
        for code in (
            *("decisions_five_steps", "rules_filed", "rules_reviewed"),
            *("disclosures_on_time", "proposals_closed", "reviews_corrected"),
        )
    )
    cases = view.ask("litigation_counts", year_start=view.start, as_of=view.as_of).iloc[0]
    kept = bool(cases.filed or cases.still_open or not pd.isna(corrected.value))
    told = [
        ("重大决策五程序齐全", _fraction(steps, "项"), ["齐全 / 已决定" if wording.fraction(steps) else ""], steps),
        ("规范性文件按期备案", _fraction(filed, "件"), [_named("合法性审核", reviewed, "件")], filed),
        ("政府信息主动公开及时率", wording.shown(public), [_named("", public, "条"), _waiting(view)], public),
        ("代表建议办结", wording.shown(closed), [_rated(view)], closed),
        (
            "行政复议和诉讼",
            f"{numbers.text(int(cases.filed))} 件" if kept else wording.shown(corrected),
            _court(view, cases, corrected) if kept else [],
            corrected,
        ),
    ]
    return [
        (label, value, "，".join(filter(None, [*about, *wording.caveats(row)])) or "没有可计的台账记录")
        for label, value, about, row in told
    ]


def _named(name: str, row: Any, unit: str) -> str:
    """`合法性审核 2 / 2 件`; nothing where nothing was to be done."""
    return f"{name} {wording.fraction(row)} {unit}".strip() if wording.fraction(row) else ""


def _waiting(view: View) -> str:
    counted = replace(view, office=None).matter_counts()  # the tiles of this page are of all offices
    counted = counted[counted["rule"] == "disclosure_publish"]
    waiting, late = (int(counted[name].sum()) for name in ("still_open", "overdue"))
    if not waiting:
        return ""
    return f"待公开 {numbers.text(waiting)} 条，{f'其中超期 {numbers.text(late)} 条' if late else '都没有超期'}"


def _court(view: View, cases: Any, corrected: Any) -> list[str]:
    heads = _named("负责人出庭", view.figure("heads_in_court"), "次")
    open_ones = f"在审 {numbers.text(int(cases.still_open))} 件"
    ended = f"结案的 {numbers.text(int(cases.closed))} 件没有被纠错" if cases.closed else ""
    return ["本年立案", open_ones, f"纠错 {wording.shown(corrected)}" if corrected.value > 0 else ended, heads]


def _rated(view: View) -> str:
    """满意率 never without 参评率 and how many rated."""
    satisfied, rated = view.figure("proposals_satisfied"), view.figure("proposals_rated")
    if not wording.fraction(rated):
        return ""
    said = f"参评率 {_with_fraction(rated)}"
    if wording.fraction(satisfied):
        said = f"满意率 {_with_fraction(satisfied)}，{said}"
    smallest = int(questions.parameters(view.scope)["smallest_sample"])
    return said + wording.few(share_of(view, "proposals_satisfied").all, smallest)


def _with_fraction(row: Any) -> str:
    return f"{wording.shown(row)}（{wording.fraction(row)} 件）" if wording.fraction(row) else wording.shown(row)
