"""A reconciliation in words and in stretches of marked text: the same on the page, in Word and in the workbook."""

from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from engine.figures import wording
from engine.reconciling import conclusions
from engine.reconciling.reconcile import Checked, Reconciliation
from engine.words import numbers


class Stretch(NamedTuple):
    """A piece of a paragraph; `figures` are the numbers of the figures written in it (several may share one percentage)."""

    text: str
    figures: tuple[int, ...] = ()


def badge(word: str) -> str:
    """A verdict by shape and word."""
    return f"{conclusions.MARKS[word]} {word}"


def ledger(checked: Checked) -> str:
    """The ledgers' number with its unit, or the word for why there is none; "" where no indicator is known."""
    if not checked.code:
        return ""
    if pd.isna(checked.value):
        return checked.verdict if checked.verdict in (conclusions.NO_LEDGER, conclusions.NO_DENOMINATOR) else "无数据"
    return numbers.with_unit(checked.shown, checked.unit)


def difference(checked: Checked) -> str:
    """`报告比台账多 1 次`; "" where they agree or nothing can be subtracted."""
    if checked.verdict != conclusions.DIFFERS or not checked.difference or checked.shown is None:
        return ""
    if checked.unit == "%" != checked.found.unit:  # hours asked of everyone: `said` tells of people
        return ""
    said = checked.difference + Decimal(repr(float(checked.value)))  # what the report says, or what is missing
    more = "多" if checked.difference > 0 else "少"
    return f"报告比台账{more} {wording.distance(said, checked.shown, checked.unit)}"


def told(checked: Checked) -> list[str]:
    """What is to be said of one figure, a line each."""
    lines = [f"{badge(checked.verdict)}：“{checked.written}”"]
    if checked.code:
        where = f"（{checked.about}）" if checked.about else ""
        lines += [f"指标：{checked.name}（编号 {checked.figure_id}）", f"台账{where}：{ledger(checked)}"]
    elif checked.unsure:
        lines += [f"可能是：{'、'.join(c.name for c in checked.candidates)}"]
    lines += [line for line in (difference(checked), checked.said) if line]
    if checked.code and not pd.isna(checked.value):
        lines.append(f"算式：{checked.formula}")
    if checked.chosen:
        lines.append("指标是人工选定的")
    return lines


def stretches(found: Reconciliation) -> list[list[Stretch]]:
    """The text paragraph by paragraph, cut at its figures."""
    spans: dict[tuple[int, int], list[int]] = {}
    for each in found.figures:
        spans.setdefault((each.found.start, each.found.end), []).append(each.number)
    cuts = sorted(spans)
    paragraphs, at = [], 0
    for line in found.text.split("\n"):
        end, here = at + len(line), at
        pieces: list[Stretch] = []
        for start, stop in [c for c in cuts if c[0] < end and c[1] > at]:
            if start >= here:  # a figure within another's words is told there
                pieces += [Stretch(found.text[here:start])] if start > here else []
                pieces.append(Stretch(found.text[start : min(stop, end)], tuple(spans[start, stop])))
                here = min(stop, end)
        pieces += [Stretch(found.text[here:end])] if here < end else []
        paragraphs.append(pieces)
        at = end + 1
    return paragraphs


def gaps(found: Reconciliation) -> list[str]:
    """What the report lacks, a line each: required parts, and remarks on those that are there."""
    lines = [f"缺少“{name}”部分" for name in found.missing_parts]
    return lines + [f"“{part.name}”部分：{part.remark}" for part in found.parts if part.present and part.remark]
