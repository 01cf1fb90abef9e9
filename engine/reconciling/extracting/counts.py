"""Counted figures: a number and the measure word behind it, and how often a thing is done."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.reconciling.extracting.measure_words import MEASURE, ONCE, PLAIN, TIMES
from engine.reconciling.extracting.numerals import ARABIC, CHINESE, HANZI, SCALE, value


class Hit(NamedTuple):
    """A figure in a sentence; positions are the sentence's. `begins`: where the words of this one of several begin."""

    value: Decimal
    unit: str
    qualifier: str
    start: int
    end: int
    begins: int | None = None


_LEAST = "不少于|不低于|不下于?|不得少于|不得低于|至少|最少|超过|超出|超|突破|逾|高于|多于|大于"
_MOST = "不超过|不高于|不多于|不得超过|至多|最多|不足|不到|未超过|少于|低于|小于"
_ABOUT = "将近|接近|大约|大概|(?<![最附就邻临靠新远])近|(?<![公条契节预违合制履签民盟誓守赴特邀租])约"
# The first characters of all of them, or of a number: looked at first, or every character costs thirty attempts.
_OPENS = rf"(?=[不至最超突逾高多大未少低小将接近约上百\d{HANZI}])"
BEFORE = (
    _OPENS + rf"(?:(?:(?P<least>{_LEAST}|上(?=[百千万])|(?:至少|不少于|最少)[\u4e00-\u9fff]{{1,6}}?(?=[\d{HANZI}]))"
    rf"|(?P<most>{_MOST})|(?P<about>{_ABOUT}))(?:了|有|为|达到?)?\s?)?"
)
AFTER = r"(?P<after>\s?(?:及?以上|左右|上下|以内|以下|余(?=[,。;、:()]|$)))?"

_ARABIC = re.compile(
    rf"{BEFORE}(?P<number>{ARABIC}{SCALE})\s?(?P<more>余|多|\+)?\s?(?P<scale>[十百千]?[万亿])?(?P<more2>余|多)?"
    rf"\s?(?P<unit>{MEASURE}){AFTER}"
)
_HANZI = re.compile(rf"{BEFORE}(?P<number>{CHINESE})(?P<more>余|多)?(?P<unit>{PLAIN}){AFTER}")
_SHARED = re.compile(r"(?:(?<![\d.第])\d{1,7}[、和→]){1,12}$")
_FROM = re.compile(r"(?<![\d.,])\d{1,6}\s?[—至到-]\s?$")
_DIGITS = re.compile(r"\d+")
_OFTEN = re.compile(
    r"每(?:一|个)?(?P<period>两个?月|半年|半个?月|双月|季度|季|年|月|旬|周|星期|日|天)(?:度|份)?"
    rf"(?P<gap>[^,。、:()\d\x00]{{0,14}}?)(?P<number>\d{{1,3}}|[{HANZI}]{{1,3}})\s?(?P<unit>{TIMES})"
)

# Behind a Chinese numeral: the end of the clause, or a noun that is kept count of; names and rhetoric have neither.
_CLOSES = re.compile(r"\s?(?:[,、:()]|$|和(?!谐)|及|并|以上)")
_COUNTED = re.compile(
    r"\s?(?:行政村|[村社]区?(?![一干])|小区|网格|企业|党员|干部|律师|法律|顾问|调解|志愿|队伍|案|纠纷|矛盾|隐患|问题|培训|会议|活动|讲座|演练"
    r"|宣传|检查|学习|专题|集中|联合|专项|普法|法治|信访|整改|违|群众|学校|单位|阵地|广场|公园|工作站|室|站|示范|文件|合同|意见|建议|提案|议案"
    r"|工作人员|执法|人员|模拟|宪法|旁听|庭审|研讨|推进会|座谈|观摩|评查|督查|督导|巡查|排查|整治|行动|研判|调度|评估|述法|考试"
    r"|测试|竞赛|比赛|文艺|宣讲|党课|全面|专职|兼职|行政|党委|安全|民主|重大|复杂|村居)"
)
_LOOSE = re.compile(
    r"(?:[第每各这那哪某另数几多首上下前后逐若再又等同唯新头初\x00]|任何|最后|以下|如下|下列|做到|坚持|打造|锻造|形成)$"
)
_DONE = re.compile(
    r"(?:开展|组织|召开|举办|举行|进行|化解|调处|调解|受理|办理|查处|建成|新建|建设|设立|设置|打造|参加|出台)了?$"
)
_GROWN = re.compile(
    r"(?:同比|环比|较[^,、]{1,12}?|比[^,、]{1,10}?)(?:净?增长|增加|上升|下降|减少|提升|提高|降低|下滑|压减|多|少|增|减)(?:了|[\u4e00-\u9fff]{2,8})?$"
)
_TAUGHT = re.compile(r"培训|学习|学法|志愿|学时|时长|授课|轮训|普法|累计|共计")
_MARKED = re.compile(r"得分|测评|考核|满意|评分|综合|平均")
_WEIGHED = re.compile(r"占比|权重|分值|占考核")
_TAKEN_ON = re.compile(r"(?:聘请|聘任|聘用|配备|选聘|建成|新建|设立|设置)了?$")
_ONE_OF = re.compile(  # 一 as an article, where no noun stands before it
    r"(?:^|[,、:(“]|[成作是为有这那此唯]|其中|发现|查处|整治|处理|化解|受理|解决|完成|落实|形成|打造|建立|配备|培养|推出|开展|组织|统|单|专|万众)$"
)
_CASES = re.compile(r"案件?|纠纷|事[件故]|隐患|信访|行为|问题")
_BARE = {"百", "千", "万", "亿"}


def frequencies(sentence: str) -> Iterator[Hit]:
    """每月1次, 每季度召开一次: the number, and a unit with its period."""
    for match in _OFTEN.finditer(sentence):
        often, gap = value(match["number"]), match["gap"]
        # Of a year a total is told, or a least number, rather than a rhythm.
        total = match["period"] == "年" and (often > 12 or re.search("不少于|不低于|至少", gap))
        if not total and not re.search("共|累计|合计", gap):
            unit = f"{match['unit']}/{match['period'].replace('个', '')}"
            yield Hit(often, unit, "frequency", match.start(), match.end())


def counts(sentence: str) -> Iterator[Hit]:
    """Every counted figure of a sentence whose non-figures are hidden, also those that share one measure word."""
    for match in _ARABIC.finditer(sentence):
        if _counts(match, sentence):
            yield from shared(sentence, hit(match, match["unit"]), match.start("number"))
    for match in _HANZI.finditer(sentence):
        if _counts_in_words(match, sentence):
            yield hit(match, match["unit"])


def hit(match: re.Match[str], unit: str) -> Hit:
    """A match of BEFORE, number, more, unit and AFTER as a figure."""
    groups = match.groupdict()
    after = (groups["after"] or "").strip()
    number = value(groups["number"] + (groups.get("scale") or ""))
    if groups["least"] or groups.get("more") or groups.get("more2") or after in ("以上", "及以上", "余"):
        qualifier = "at_least"
    elif groups["most"] or after in ("以内", "以下"):
        qualifier = "at_most"
    elif groups["about"] or after in ("左右", "上下"):
        qualifier = "approx"
    else:
        qualifier = "exact"
    return Hit(number, unit, qualifier if number else "zero", match.start(), match.end())


def shared(sentence: str, last: Hit, number: int) -> Iterator[Hit]:
    """`last`, and before it the numbers that have its unit too: 2、10、1件, 186→167→156件. Of a range, 3—5次, its lower end."""
    before = sentence[max(0, number - 80) : number]
    offset = number - len(before)
    if listed := _SHARED.search(before):
        for item in _DIGITS.finditer(before, listed.start()):
            yield Hit(Decimal(item.group()), last.unit, "exact", offset + item.start(), offset + item.end())
    if ranged := _FROM.search(before):
        lower = Decimal(_DIGITS.findall(ranged.group())[0])
        yield last._replace(value=lower, qualifier="at_least", start=offset + ranged.start())
    else:
        yield last


def _counts(match: re.Match[str], sentence: str) -> bool:
    before = sentence[max(0, match.start() - 30) : match.start()]
    if match["unit"] == "小时" and not _TAUGHT.search(sentence):
        return False
    if match["unit"] == "分" and (not _MARKED.search(before) or _WEIGHED.search(before)):
        return False
    return not _GROWN.search(before)


def _counts_in_words(match: re.Match[str], sentence: str) -> bool:
    before, after = sentence[max(0, match.start() - 16) : match.start()], sentence[match.end() :][:8]
    number = match["number"]
    if _LOOSE.search(before) and not _DONE.search(before):
        return False
    if number in _BARE and not (match["more"] or match["least"] or match["about"]):
        return False
    if number != "一":
        told = _CLOSES.match(after) or _COUNTED.match(after) or (after[:1] in "“《" and _DONE.search(before))
        return bool(told) and not _GROWN.search(before)
    if _TAKEN_ON.search(before) and _COUNTED.match(after):
        return True
    if match["unit"] == "起" and not (_DONE.search(before) or _CASES.search(before)):
        return False  # together
    if re.fullmatch(ONCE, match["unit"]):
        return bool(_CLOSES.match(after) or _COUNTED.match(after))
    return bool(_CLOSES.match(after) and not _ONE_OF.search(before))
