"""Sentences about figures: the arithmetic of a verdict in words, the same on every page, in files and for screen readers."""

from datetime import date
from decimal import Decimal

import pandas as pd

from engine.figures import gravity, status
from engine.figures.figure import RATES, Figure
from engine.words import days, numbers

# What the marks of a bullet row mean: the figure itself has no legend.
BULLET_KEY = "实心条：已完成　斜纹：按目前进度推算的全年　粗竖线：目标　细竖线：序时进度"
MARK = "*号后的数：另有几行未计入"
PERIODS = {"month": "月", "ten_days": "旬", "week": "周"}
BASIS = {"法定": "依据法律法规", "上级下达": "上级下达", "本级自定": "本级自定", "演示": "演示数据"}


def promised(row: Figure) -> bool:
    """Whether the figure has a target; a frame holds NaN where it has none."""
    return isinstance(row.target_kind, str)


def shown(row: Figure) -> str:
    """The value with its unit, or the word for why there is none."""
    if pd.isna(row.value):
        return status.NOT_APPLICABLE if row.status == status.NOT_APPLICABLE else status.NO_DATA
    return amount(row, row.value)


def bounds(row: Figure) -> tuple[float, ...]:
    """What the value is judged by: no rounding may put it on the other side."""
    if not promised(row) or row.target_kind == "each_period":
        return ()
    return (row.target, row.upper) if row.target_kind == "range" else (row.target,)


def rounded(row: Figure, value: float) -> Decimal:
    """A value of this figure, of this day or another, with the same decimals wherever it stands on a screen or in a file."""
    return numbers.rounded(value, row.unit, *bounds(row))


def amount(row: Figure, value: float) -> str:
    """The same with its unit."""
    return numbers.with_unit(value, row.unit, *bounds(row))


def distance(one: Decimal, other: Decimal, unit: str) -> str:
    """How far two shown numbers lie apart, so that the words never contradict them: `7 次`, `0.1 个百分点`."""
    return f"{numbers.as_set(abs(one - other)):,} {'个百分点' if unit == '%' else unit.partition('/')[0]}"


def change(row: Figure, now: float, before: float, than: str) -> str:
    """A value beside an earlier one: `比上年同期多 7 次`, `与上月持平`."""
    this, that = rounded(row, now), rounded(row, before)
    if this == that:
        return f"与{than}持平"
    more, less = ("高", "低") if row.unit == "%" else ("多", "少")
    return f"比{than}{more if this > that else less} {distance(this, that, row.unit)}"


def achieved(row: Figure) -> str:
    """What was achieved, as it stands before its target: `31 次`; of a promise for each period `7 个月`."""
    if row.target_kind == "each_period" and not pd.isna(row.value):
        return f"{numbers.text(row.periods_met)} {_period_unit(row)}"
    return shown(row)


def aim(row: Figure) -> str:
    """The target in words: `目标 48 次`, `合理 5—20 起`, `不超过 1 件`; empty where there is none, or nothing beside it."""
    if pd.isna(row.value) or not promised(row):
        return ""
    if row.target_kind == "each_period":
        return f"目标 {numbers.text(row.periods_all)} {_period_unit(row)}"
    if row.target_kind == "range":
        unit = row.unit if row.unit == "%" else f" {row.unit.partition('/')[0]}"
        return f"合理 {numbers.as_set(row.target):,}—{numbers.as_set(row.upper):,}{unit}"
    return f"{'不超过' if row.target_kind == 'ceiling' else '目标'} {goal(row)}"


def against(row: Figure) -> str:
    """`31 次（目标 48 次）`, `98.6%（目标 95%）`, `7 个月（目标 10 个月）`: achieved, and what it is held against."""
    return f"{achieved(row)}（{aim(row)}）" if aim(row) else achieved(row)


def short_of(row: Figure) -> str:
    """How far a figure that needs somebody lies from where it should be: `差 2 场次`, `低 22.2 个百分点`, `落后序时 17 件`."""
    due, done = gravity.due_and_done(row)
    if row.target_kind == "each_period":
        return f"差 {numbers.text(due - done)} {_period_unit(row)}"
    bound = row.upper if done > due else row.target
    bound = row.target if pd.isna(bound) else bound
    behind = row.target_kind == "reach" and row.kind not in RATES and row.status != status.MISSED and done > 0
    apart = distance(rounded(row, done), numbers.as_set(due if behind else bound), row.unit)
    if behind:
        return f"落后序时 {apart}"
    less, more = ("低", "高") if row.kind in RATES else ("差", "多")
    return f"{more if done > due else less} {apart}"


def last_year(row: Figure, before: Figure) -> str:
    """`上年同期 92.3%`; empty where that is not known."""
    return "" if pd.isna(before.value) else f"上年同期 {amount(row, before.value)}"


def arithmetic(row: Figure, as_of: date) -> str:
    """How the status word came about, with its numbers: "截至6月30日 15 次；全年目标 36 次，序时目标 17 次，进度 88%"."""
    so_far = f"截至{days.in_year(as_of)} {shown(row)}"
    if pd.isna(row.value):
        return so_far + (f"（{row.unrecorded}）" if row.unrecorded else "")
    if not promised(row):
        return so_far + ("；未设目标" if row.status == status.NO_TARGET else "")
    if row.target_kind == "each_period":
        unit = _period_unit(row)
        due = (
            f"已到期 {row.periods_due:.0f} {unit}，其中 {row.periods_met:.0f} {unit}达到"
            if row.periods_due
            else "还没有到期的周期"
        )
        return (
            f"{so_far}；每{PERIODS[row.period or 'month']}都要做到，全年 {row.periods_all:.0f} {unit}，{due}"
            + _pace(row)
        )
    if row.target_kind == "reach":
        expected = f"，序时目标 {numbers.with_unit(row.expected, row.unit)}" if not pd.isna(row.expected) else ""
        from_day = row.judged_from if isinstance(row.judged_from, date) else None
        since = f"，{days.in_year(from_day)}起评快慢" if from_day else ""
        not_yet = f"（未到时点{since}）" if row.not_yet_due else ""
        projected = (
            f"；照此进度全年约 {numbers.with_unit(row.projected, row.unit)}" if not pd.isna(row.projected) else ""
        )
        return f"{so_far}；全年目标 {goal(row)}{expected}{not_yet}{_pace(row)}{projected}"
    words = {"floor": "应不低于", "ceiling": "应不高于", "zero": "应为", "range": "应在"}[str(row.target_kind)]
    upper = f"至 {numbers.with_unit(numbers.as_set(row.upper), row.unit)}之间" if row.target_kind == "range" else ""
    return f"{so_far}；{words} {goal(row)}{upper}"


def goal(row: Figure) -> str:
    """The target with its unit, as it was set."""
    return numbers.with_unit(numbers.as_set(row.target), row.unit)


def periods(row: Figure) -> str:
    """A promise for each period in words: `12 个月中 3 个月做到`."""
    unit = _period_unit(row)
    return f"{numbers.text(row.periods_all)} {unit}中 {numbers.text(row.periods_met)} {unit}做到"


def formula(row: Figure) -> str:
    """The formula with the real numbers: `156 ÷ 160 × 100 = 97.5%`."""
    if pd.isna(row.numerator):
        return "没有可计的台账行"
    if row.kind in ("rate", "stock_rate"):
        if pd.isna(row.denominator) or not row.denominator:
            return "分母为 0，不计算比率"
        return f"{numbers.text(row.numerator)} ÷ {numbers.text(row.denominator)} × {numbers.as_set(row.scale)} = {shown(row)}"
    sums = {"count": "当年台账行合计", "stock": "历年增减合计"}[row.kind]
    times = "" if row.scale == 1 else f" × {numbers.as_set(row.scale)} = {shown(row)}"
    return f"{sums} {numbers.text(row.numerator)}{times}（来自 {numbers.text(row.row_count)} 行台账）"


def fraction(row: Figure) -> str:
    """A rate's numerator and denominator, to stand beside it: `156 / 160`; empty for counts."""
    if pd.isna(row.denominator) or not row.denominator:
        return ""
    return f"{numbers.text(row.numerator)} / {numbers.text(row.denominator)}"


def basis(row: Figure) -> str:
    """Where the target comes from."""
    return f"{row.basis}（{BASIS.get(row.basis_status, row.basis_status)}）" if promised(row) else "未设目标"


def thresholds() -> str:
    """The rule behind the status words, next to where they are used."""
    on, late = numbers.percent(status.ON_PACE), numbers.percent(status.BEHIND)
    return f"进度 = 已完成 ÷ 序时目标；目标期限刚开始的一段不评快慢。{on}以上为{status.ON_TRACK}，{late}以上不足{on}为{status.LATE}，不足{late}为{status.VERY_LATE}；期限已到而未完成为{status.MISSED}。"


def pace(row: Figure) -> str:
    """The pace with as many decimals as it takes to stand on its own side of the thresholds; empty where there is none."""
    return numbers.percent(row.pace, status.BEHIND, status.ON_PACE)


def pace_percent(ratio: float) -> Decimal:
    """The same as a number with one decimal, for files."""
    edges = tuple(float(numbers.as_set(bound * 100)) for bound in (status.BEHIND, status.ON_PACE))
    return numbers.apart(numbers.quotient(ratio, 1, 100), 100, least=edges)


def bullet_key(drawn: list[pd.DataFrame]) -> str:
    """What the marks of these bullets mean, and the rule behind the status words."""
    marked = any(frame["figure"].str.contains("*", regex=False).any() for frame in drawn)
    return f"{BULLET_KEY}。{thresholds()}{MARK + '。' if marked else ''}"


def few(raters: float, smallest: int) -> str:
    """Beside a rate of satisfaction: so few rated that it says little; nothing where nobody did."""
    return "，代表性不足" if 0 < raters < smallest else ""


def caveats(row: Figure) -> list[str]:
    """What makes the number less than it seems."""
    found = [f"另有 {numbers.text(row.files_out)} 个文件未计入"] if row.files_out else []
    found += [f"另有 {numbers.text(row.rows_out)} 行未计入"] if row.rows_out else []
    return found + ([f"缺报{'、'.join(map(days.month, row.months_missing))}"] if row.months_missing else [])


def mark(row: Figure) -> str:
    """The same in the room beside a bar: ` *3` for three rows not counted, which `MARK` explains under the chart."""
    return f" *{row.rows_out}" if row.rows_out else ""


def badge(word: str) -> str:
    """A status by shape and word."""
    return f"{status.SHAPES[word]} {word}"


def _pace(row: Figure) -> str:
    return f"，进度 {pace(row)}" if not pd.isna(row.pace) else ""


def _period_unit(row: Figure) -> str:
    return {"month": "个月", "ten_days": "旬", "week": "周"}[str(row.period)]
