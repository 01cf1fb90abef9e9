"""Measure words: which of them can count the same thing."""

HOURS = ("学时", "课时", "小时")
_PERIODS = ("月", "旬", "周", "季", "季度", "年", "半年")
_FAMILIES = (
    {"次", "场", "场次", "期", "轮", "节", "堂", "批次", "批", "回", "届"},
    {"件", "起", "宗", "例", "桩", "个", "条", "处", "项", "类", "件次", "案"},
    {"人", "名", "位"},
    {"人次", "户", "户次"},
    {"处", "个", "座", "所", "块", "家", "间"},
    {"份", "册", "本", "篇", "张", "幅", "部"},
    {"元", "万元", "亩", "公里", "吨"},
)
_APART = {  # how far a report may stray from the catalogue's word: the first two often count the same matter
    frozenset({0, 1}): 0.7,
    frozenset({2, 3}): 0.5,
    frozenset({1, 3}): 0.5,
    frozenset({1, 4}): 0.95,
}


def agreement(written: str, catalogued: str) -> tuple[float, float]:
    """(factor, bonus) for the evidence of an indicator counted in `catalogued` where the report has `written`."""
    written, catalogued = without_period(written), catalogued.partition("/")[0]
    if written == catalogued:
        return 1.0, 0.0 if written == "%" else 1.0
    if written in HOURS or not written or "%" in (written, catalogued):
        return 1.0, 0.0
    ours, theirs = _families(written), _families(catalogued)
    if not ours or not theirs:
        return 0.6, 0.0
    if ours & theirs:
        return 0.95, 0.5
    return max(_APART.get(frozenset({a, b}), 0.3) for a in ours for b in theirs), 0.0


def without_period(unit: str) -> str:
    """`次/月` → `次`."""
    what, _, period = unit.partition("/")
    return what if period in _PERIODS else unit


def period(unit: str) -> str | None:
    """`次/月` → `月`; None for what is no frequency."""
    _, _, found = unit.partition("/")
    return found if found in _PERIODS else None


def _families(unit: str) -> set[int]:
    return {n for n, family in enumerate(_FAMILIES) if unit in family}
