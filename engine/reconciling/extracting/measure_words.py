"""Measure words: what a number must be followed by to be a count."""

# What 个 counts here is time, or only how a text is divided.
_NO_ITEMS = (
    "百分点|工作日|自然日|月|小时|年|季度|星期|周|方面|层面|维度|环节|阶段|步骤|层次|角度|全覆盖|关键词|100%|百分百"
)
# Each with what must not follow it, since it would then be part of another word (条例, 人大, 台账 …).
_SINGLE = {
    "次": "年|日|性", "件": "", "人": "大|民|均|才", "名": "录|单(?!位|身|亲)|称", "位": "一体|居|列|置|于",
    "场": "所(?!有)|地(?!方)|景|合", "份": "额", "条": "例|件", "起": "来|到", "户": "籍", "个": _NO_ITEMS, "期": "间|限", "篇": "章",
    "项": "", "部": "门|署|委", "处": "级|罚|理|置|分(?!别|布|散)|以(?![上内下])", "宗": "旨|教", "家": "庭|长(?!期)",
    "元": "旦|素", "亩": "", "米": "", "只": "要|有", "头": "", "匹": "", "峰": "", "羽": "", "尾": "", "册": "", "本": "级|年",
    "块": "", "幅": "度", "面": "向|积|临|对", "支": "部(?!队)|出|付|持", "张": "", "套": "", "台": "账", "辆": "", "座": "谈",
    "所": "有|以(?![上内下])|属", "间": "隔|接", "栋": "", "幢": "", "例": "会|如|外", "则": "", "卷": "宗", "批": "评|准|复|示",
    "轮": "训|换|岗", "回": "复|访|应|头", "遍": "", "堂": "", "节": "约|点|日|能|假", "类": "型|别|似", "种": "植|子(?!弟)",
    "组": "织|长|建", "片": "区|面", "段": "落", "株": "", "棵": "", "颗": "", "吨": "", "斤": "", "升": "级|至|到", "枚": "",
    "盒": "", "袋": "", "箱": "", "桶": "", "瓶": "", "封": "", "通": "过|报|知", "单": "位", "笔": "录", "案": "件",
    "门": "户|类", "口": "号|径|头", "眼": "", "根": "据", "桩": "", "艘": "", "架": "构", "道": "路|德|理", "盏": "", "把": "关",
    "票": "", "分": "钟|之|类|别|包|工|为|组|析|管|层|级|局|所|支", "村": "民|级|规|委", "社区": "", "席": "", "车": "间|站",
    "岗": "位", "集": "中|体", "首": "次|批|要|席", "辑": "", "趟": "", "对": "于|接|比|照|象|口|标|应|策|外|内|党|群|其|全",
    "站": "位|点",
}  # fmt: skip
_LONG = (
    r"[人件场份](?:/|\()[次册]\)?|[人场件起户家批车班期例项篇个处点条份艘辆架只头台]次"
    "|平方公里|平方千米|平方米|立方米|平米|立方|公里|千米|公顷|公斤|千克|毫米|厘米|㎡|个?工作日|学时|课时|小时|大类|大项|小项"
)


def _word(char: str) -> str:
    return f"{char}(?!{_SINGLE[char]})" if _SINGLE[char] else char


# 头(只), 人(次), 头(只)次: two measure words at once are one unit, as it is written.
_TWICE = r"(?:\([次只头羽匹户家人名件起份册处个场期宗口批]\)次?)?"
MEASURE = f"(?:{_LONG}|(?:{'|'.join(map(_word, _SINGLE))}){_TWICE})"
# Behind a Chinese numeral only these: 三级, 四方面, 两面, 五大类 are names or rhetoric.
PLAIN = f"(?:[人场件起户批]次|{'|'.join(map(_word, '次件人名位场份条起户个期篇项处宗家部支所座块幅例'))})"
# With 一 only these: 一个, 一项, 一支 are articles more often than counts.
ONCE = f"(?:场次|{'|'.join(map(_word, '次场期起处座'))})"
# What is done every month.
TIMES = f"(?:场次|批次|{'|'.join(map(_word, '次场期轮回堂'))}|课)"


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
