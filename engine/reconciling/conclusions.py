"""Does a figure of a report agree with the ledgers? One verdict for each, and the difference in words."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from engine.figures import status, wording
from engine.figures.figure import RATES, Figure
from engine.reconciling.extracting import measure_words
from engine.words import days, numbers

if TYPE_CHECKING:
    from engine.reconciling.extracting.extraction import Found

AGREES, ROUGHLY, DIFFERS = "一致", "约数相符", "不一致"
NO_LEDGER, NO_DENOMINATOR, UNKNOWN, DEMAND = "台账缺失", "分母缺失", "未找到对应指标", "是要求不是结果"
# None of them is a sign of a status (engine/figures/status.py), and none stands in the text of a report.
MARKS = {
    AGREES: "✓",
    ROUGHLY: "≈",
    DIFFERS: "≠",
    NO_LEDGER: "∅",
    NO_DENOMINATOR: "÷",
    UNKNOWN: "?",
    DEMAND: "※",
}
ORDER = tuple(MARKS)
_MONTHS = {"季": 3, "季度": 3, "半年": 6, "年": 12, "月": 1}


class Conclusion(NamedTuple):
    """`difference` is report minus ledger in the shown unit, None where there is nothing to subtract; `said` explains."""

    word: str
    difference: Decimal | None = None
    said: str = ""


class Standing(NamedTuple):
    """What the ledgers say of the indicator: its figure, and on which days it moved (month → matters, for frequencies)."""

    figure: Figure
    by_month: Counter[int]
    months_over: int
    people_norm: Decimal | None = None


def judge(found: Found, written: str, standing: Standing) -> Conclusion:
    """The verdict on one figure. `written` is how it stands in the text, qualifier included."""
    figure = standing.figure
    if found.requirement or found.unit in measure_words.HOURS:
        return _demand(found, standing)
    if (absent := _absent(figure)) is not None:
        return absent
    if found.unit != "%" and measure_words.period(found.unit):
        return _frequency(found, standing)
    if found.qualifier == "implied":
        return _claim(written, figure)
    return _number(found, written, Decimal(repr(float(figure.value))), figure)


def _absent(figure: Figure) -> Conclusion | None:
    """The words for there being no number; a rate's ledger that was kept only lacks what to divide by."""
    if not pd.isna(figure.value):
        return None
    kept = figure.status == status.NOT_APPLICABLE
    if kept and figure.kind in RATES:
        return Conclusion(NO_DENOMINATOR, None, "台账里当年没有可作分母的行，算不出比率")
    none = f"台账的{figure.unrecorded}" if figure.unrecorded else "当年没有记这本台账"
    return Conclusion(NO_LEDGER, None, "这一级不统计这项指标" if kept else none)


def _demand(found: Found, standing: Standing) -> Conclusion:
    """What everyone shall reach is checked against what everyone reached, where the ledgers measure by the same norm."""
    figure, norm = standing.figure, standing.people_norm
    if found.unit not in measure_words.HOURS or norm is None or figure.kind not in RATES:
        return Conclusion(DEMAND, None, "报告写的是要求，没有说做到了多少，不与台账比较")
    if not found.requirement and found.qualifier == "exact":
        return Conclusion(UNKNOWN, None, f"台账只统计是否人人达到 {norm:f} {found.unit}，不统计平均学时")
    if found.value != norm:
        return Conclusion(DEMAND, None, f"报告的要求是 {found.value:f} {found.unit}，台账按 {norm:f} {found.unit}统计")
    if (absent := _absent(figure)) is not None:
        return absent
    reached, all_of_them = int(figure.numerator), int(figure.denominator)
    said = f"应达到的 {all_of_them} 人中 {reached} 人达到"
    if reached == all_of_them:
        return Conclusion(AGREES, Decimal(0), said)
    return Conclusion(DIFFERS, _less(100, figure), said)


def _frequency(found: Found, standing: Standing) -> Conclusion:
    """每月1次: in every month that is over at least one; 每季度1次 alike, and a whole year's number is compared as such."""
    name = measure_words.period(found.unit) or ""
    width = _MONTHS.get(name)
    wanted, by_month = int(found.value), standing.by_month
    if width is None:  # by ten days or weeks: what that makes in the months over
        due = wanted * standing.months_over * {"旬": 36, "周": 52}[name] // 12
        total = sum(by_month.values())
        said = f"照此应有 {due} 次，台账有 {total} 次"
        return Conclusion(AGREES, None, said) if total >= due else Conclusion(DIFFERS, Decimal(due - total), said)
    spans = [range(m, m + width) for m in range(1, standing.months_over + 2 - width, width)]
    done = [sum(by_month[m] for m in span) for span in spans]
    short = [span for span, number in zip(spans, done, strict=True) if number < wanted]
    if not spans:
        return Conclusion(AGREES, None, f"到 {standing.months_over} 个月为止还没有过完一个{name}")
    if not short:
        return Conclusion(AGREES, None, f"每{name}都有，全年 {sum(by_month.values())} 次")
    lacking = sum(wanted - number for number in done if number < wanted)
    which = "、".join(f"{s.start} 月" if width == 1 else f"{s.start}—{s.stop - 1} 月" for s in short)
    return Conclusion(DIFFERS, Decimal(lacking), f"{which}不足 {wanted} 次")


def _claim(written: str, figure: Figure) -> Conclusion:
    """全部办结 is 100%; 达标 is that the target was reached."""
    reached = figure.value == 100
    if "达标" in written or "合格" in written:
        said = f"报告没有写出数；{wording.shown(figure)}"
        if wording.promised(figure):
            good = figure.status == status.REACHED
            goal = f"{said}，目标 {wording.goal(figure)}"
            return Conclusion(AGREES, None, goal) if good else Conclusion(DIFFERS, _less(figure.target, figure), goal)
        alone = f"{said}，没有设目标，按 100% 核对"
        return Conclusion(AGREES, None, alone) if reached else Conclusion(DIFFERS, _less(100, figure), alone)
    left = int(figure.denominator) - int(figure.numerator)
    said = f"应计 {numbers.text(figure.denominator)}，做到 {numbers.text(figure.numerator)}"
    return (
        Conclusion(AGREES, Decimal(0), said)
        if reached
        else Conclusion(DIFFERS, _less(100, figure), f"{said}，差 {numbers.text(left)}")
    )


def _number(found: Found, written: str, ledger: Decimal, figure: Figure) -> Conclusion:
    verdict = compared(found, written, ledger)
    if found.qualifier == "zero":
        missing = "、".join(map(days.month, figure.months_missing))
        return verdict._replace(said=f"零报告缺报{missing}" if missing else "")
    rounded = found.qualifier == "exact" and verdict.word == AGREES and ledger != found.value
    return verdict._replace(said=f"台账为 {wording.formula(figure)}") if rounded and figure.kind in RATES else verdict


def compared(found: Found, written: str, ledger: Decimal) -> Conclusion:
    """A written number beside the ledgers' own, as exactly as it is written."""
    said, step = found.value, step_of(found.value)
    if found.qualifier == "at_least":
        return _at_least(written, said, ledger, step)
    if found.qualifier == "approx":
        half = step * Decimal("0.5")
        low = said - (step if "近" in written else half)
        return _roughly(low <= ledger <= (said if "近" in written else said + half), said, ledger)
    if found.qualifier == "at_most":
        return _roughly(ledger <= said, said, ledger)
    if found.qualifier == "zero":
        return Conclusion(DIFFERS, -ledger) if ledger else Conclusion(AGREES, Decimal(0))
    digits = max(-int(found.value.as_tuple().exponent), 0)
    same = numbers.half_up(ledger, digits) == said and not (said == 100 and found.unit == "%" and ledger != 100)
    return Conclusion(AGREES, Decimal(0)) if same else Conclusion(DIFFERS, said - ledger)


def _at_least(written: str, said: Decimal, ledger: Decimal, step: Decimal) -> Conclusion:
    """600余 is more than 600 and less than 700; 600以上 has no upper end."""
    if any(word in written for word in ("余", "多")):
        return _roughly(said < ledger < said + step, said, ledger)
    above = ledger > said if any(word in written for word in ("超", "逾", "突破")) else ledger >= said
    far = above and ledger >= said * 2
    note = f"台账数 {numbers.text(ledger)} 比报告的下限大得多" if far else ""
    return _roughly(above, said, ledger)._replace(said=note) if above else _roughly(above, said, ledger)


def _roughly(agrees: bool, said: Decimal, ledger: Decimal) -> Conclusion:
    return Conclusion(ROUGHLY if agrees else DIFFERS, said - ledger)


def step_of(value: Decimal) -> Decimal:
    """What the last digit written counts: 100 for 600, 10 for 20, 1000 for 15000, 1 for 15."""
    if not value:
        return Decimal(1)
    digits = value.normalize().as_tuple()
    return max(Decimal(1).scaleb(int(digits.exponent)), Decimal(1))


def _less(said: float, figure: Figure) -> Decimal:
    return Decimal(repr(float(said))) - Decimal(repr(float(figure.value)))
