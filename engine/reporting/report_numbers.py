"""The numbers of a report: each with its ID, its exact value and how it was worked out. The same figures as on the pages."""

from datetime import date
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from engine.figures import of_places, status, wording
from engine.figures.figure import Figure
from engine.ledgers import calendar_days
from engine.ledgers.faults import SaidError
from engine.ledgers.places import TOWNSHIP, VILLAGE, Place
from engine.reporting import number_forms
from engine.reporting.template_words import Period
from engine.snapshot import questions
from engine.words import numbers


class Missing(SaidError):
    """A number that cannot be given, and why; the office behind it must act, and the report lists what it leaves out."""


class NotCountedHere(Missing):
    """A number of an indicator that is not counted at this level: a village lacks nothing by having none."""


class ReportNumber(NamedTuple):
    """One number in a sentence. `text` is what stands there (empty where the sentence says it in words)."""

    ref: str  # "2-03", "2-03（上年）": the same wherever the same number stands
    code: str
    name: str
    text: str
    exact: str
    formula: str
    place: str
    year: int
    as_of: date


class Amounts:
    """Every figure of one place up to one day, and of the year before to compare with."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.rows = of_places.by_code(period.scope, period.place, period.year, period.as_of)
        self._ids = of_places.ids(period.scope)
        self._ledgers = questions.resources(period.scope)

    @cached_property
    def rows_before(self) -> dict[str, Figure]:
        year = self.period.year - 1
        return of_places.by_code(self.period.scope, self.period.place, year, self._day_before)

    @property
    def _day_before(self) -> date:
        """The same day a year earlier."""
        return calendar_days.year_before(self.period.as_of)

    def value(self, code: str) -> float:
        """The figure itself, for a condition. Raises Missing."""
        row = self.rows.get(code)
        if row is None:
            raise Missing(f"指标目录里没有“{code}”")
        if pd.isna(row.value):
            if Place(self.period.place).applied_to not in row.applies_to.split(";"):
                raise NotCountedHere(f"{row.name}：不适用，这项指标不在本级统计")
            raise Missing(f"{row.name}：{self._why(row)}")
        return float(row.value)

    def figure(self, code: str, asked: tuple[str, ...] = ()) -> ReportNumber:
        """The number as the forms ask for it. Raises Missing."""
        self.value(code)
        source = next((form for form in asked if form in number_forms.SOURCES), None)
        rounding = next((form for form in asked if form in number_forms.ROUNDINGS), None)
        comparison = next((form for form in asked if form in number_forms.COMPARISONS), None)
        if comparison:
            return self._compared(code, comparison)
        row, amount, unit = self._source(code, source)
        text = number_forms.written(amount, unit, rounding, wording.bounds(row))
        exact = f"{numbers.half_up(amount, 4):,}{unit if unit == '%' else f' {unit}'}"
        return self._made(row, source, text, exact, wording.formula(row))

    def said(self, code: str) -> ReportNumber:
        """The number that a sentence says in words ("未发生"): it stands in the annex all the same."""
        return self.figure(code)._replace(text="")

    def _source(self, code: str, source: str | None) -> tuple[Figure, float, str]:
        row = self.rows[code]
        if source == "上年":
            row = self.rows_before[code]
            if pd.isna(row.value):
                raise Missing(f"{row.name}：上年{self._why(row)}")
        elif source == "目标":
            if pd.isna(row.target):
                raise Missing(f"{row.name}：没有设目标")
            return row, float(row.target), row.unit
        elif source in ("分子", "分母"):
            part = row.numerator if source == "分子" else row.denominator
            if part is None or pd.isna(part):
                raise Missing(f"{row.name}：没有{source}")
            return row, float(part), ""
        return row, float(row.value), row.unit

    def _compared(self, code: str, comparison: str) -> ReportNumber:
        row = self.rows[code]
        if comparison == "完成率":
            if row.target_kind != "reach" or not row.target:
                raise Missing(f"{row.name}：没有可以计算完成率的目标")
            share = number_forms.written(numbers.quotient(row.value, row.target, 100), "%")
            formula = f"{wording.rounded(row, row.value):,} ÷ {numbers.as_set(row.target):,} × 100 = {share}"
            return self._made(row, comparison, share, share, formula)
        if comparison == "各村":
            return self._by_village(row)
        before, _, _ = self._source(code, "上年")
        text = _change(row, before)
        formula = f"本年 {wording.shown(row)}，上年同期 {wording.shown(before)}"
        return self._made(row, comparison, text, text, formula)

    def _by_village(self, row: Figure) -> ReportNumber:
        period = self.period
        below = of_places.figures_by_place(period.scope, period.place, VILLAGE, period.year, period.as_of)
        names = questions.known_places(period.scope)
        part = below[(below["code"] == row.code) & below["value"].notna()]
        part = part.loc[[not Place(code).is_own for code in part["place"]]]
        if len(period.place) > TOWNSHIP or part.empty:
            raise Missing(f"{row.name}：没有分村的数")
        unit = "" if row.unit == "%" else row.unit.split("/")[0]
        told = [
            f"{names[each.place]}{number_forms.written(each.value, row.unit, bounds=wording.bounds(each))}{unit}"
            for each in Figure.each(part)
        ]
        return self._made(row, "各村", "、".join(told), "、".join(told), "各村分别计算，见“村级”页")

    def _made(self, row: Figure, form: str | None, text: str, exact: str, formula: str) -> ReportNumber:
        ref = self._ids[row.code] + (f"（{form}）" if form else "")
        last = form == "上年"
        as_of = self._day_before if last else self.period.as_of
        return ReportNumber(
            ref, row.code, row.name, text, exact, formula, self.period.place, self.period.year - last, as_of
        )

    def _why(self, row: Figure) -> str:
        ledger = self._ledgers.get(row.ledger)
        title = ledger.title if ledger else row.ledger
        if row.unrecorded:
            return f"无数据，“{title}”台账的{row.unrecorded}"
        if row.status == status.NO_DATA:
            return f"无数据，“{title}”台账没有这一年的记录"
        return "不适用，没有应计的事项（分母为 0）"


def _change(row: Figure, before: Figure) -> str:
    """The change against last year in the words of reports; a rate's in percentage points."""
    now, then = wording.rounded(row, row.value), wording.rounded(before, before.value)
    if now == then:
        return "与上年持平"
    if row.unit == "%":
        return f"比上年{'提高' if now > then else '降低'}{numbers.as_set(abs(now - then)):f}个百分点"
    if not then:
        raise Missing(f"{row.name}：上年为 0，不计算增减")
    grown = numbers.quotient(abs(row.value - before.value), before.value, 100)
    return f"比上年{'增长' if now > then else '下降'}{number_forms.written(grown, '%')}"
