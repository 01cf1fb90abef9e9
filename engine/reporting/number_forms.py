"""How a template writes a number: the figure itself, or rounded as reports do ("600余"). The figure is never changed."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from engine.words import numbers

# form → what it writes; the page and the manual list them from here.
ROUNDINGS = {
    "余": "不足一档的略去：625 写作“600余”，24 写作“20余”；整数和一位数照写",
    "多": "同“余”，写作“600多”",
    "近": "向上取整：598 写作“近600”；差得多的写到更细一档",
    "约": "四舍五入到两位有效数字：625 写作“约630”",
    "以上": "同“余”，写作“600以上”",
    "万": "以万为单位，最多两位小数：15600 写作“1.56万”",
}
SOURCES = {
    "上年": "上一年同期的数",
    "目标": "年度目标",
    "分子": "率的分子",
    "分母": "率的分母",
}
COMPARISONS = {
    "增减": "与上年同期相比：增长 20%、下降 5%、持平；率写提高、降低几个百分点",
    "完成率": "完成年度目标的百分之几",
    "各村": "逐村列出：东村15次、西村12次",
}
FORMS = ROUNDINGS | SOURCES | COMPARISONS
_ROUNDED = {"余": "余", "多": "多", "以上": "以上"}


def go_together(one: str, two: str) -> bool:
    """Whether both can be asked of one number: which number, and how it is rounded; a comparison stands alone."""
    return {one in ROUNDINGS, two in ROUNDINGS} == {True, False} and one not in COMPARISONS and two not in COMPARISONS


def written(value: float | Decimal, unit: str, rounding: str | None = None, bounds: tuple[float, ...] = ()) -> str:
    """The number as it stands in the sentence, rounded as on the pages (`bounds`: see `numbers.rounded`).

    A rate brings its %, every other unit is the sentence's own.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    plain = f"{numbers.rounded(exact, unit, *bounds):f}"
    return _rounded(exact, rounding, plain) + ("%" if unit == "%" else "")


def _rounded(exact: Decimal, rounding: str | None, plain: str) -> str:
    """`plain` where there is nothing to leave out."""
    if rounding == "万":
        return _ten_thousands(exact, plain)
    if rounding is None or exact < 10 or rounding not in ROUNDINGS:
        return plain
    step = _step(exact)
    if exact % step == 0:
        return plain
    if rounding in _ROUNDED:
        return f"{(exact // step) * step:f}{_ROUNDED[rounding]}"
    if rounding == "近":
        return _nearly(exact, step, plain)
    place = Decimal(10) ** max(len(str(int(exact))) - 2, 0)
    about = (exact / place).to_integral_value(ROUND_HALF_UP) * place
    return plain if about == exact else f"约{about:f}"


def _step(exact: Decimal) -> Decimal:
    """The place that is still written: hundreds of a three-digit number, the second digit of a longer one."""
    digits = len(str(int(exact)))
    return Decimal(10) ** (digits - 1 if digits <= 3 else digits - 2)


def _nearly(exact: Decimal, step: Decimal, plain: str) -> str:
    """The next step up where it is close, else the next finer one: nobody calls 625 nearly 700."""
    while step >= 1:
        above = (exact / step).to_integral_value(ROUND_CEILING) * step
        if above == exact:
            break
        if (above - exact) * 20 <= above:
            return f"近{above:f}"
        step /= 10
    return plain


def _ten_thousands(exact: Decimal, plain: str) -> str:
    if exact < 10_000:
        return plain
    shown = (exact / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    about = "" if shown * 10_000 == exact else "约"
    return f"{about}{shown.normalize():f}万"
