"""Rates: 98.5%, 百分之百, several that share one percentage, and what a report says of all (全部办结 = 100%)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from engine.reconciling.extracting.counts import AFTER, BEFORE, Hit, hit, shared
from engine.reconciling.extracting.numerals import ARABIC, HANZI, value

_PERCENT = re.compile(rf"{BEFORE}(?P<number>{ARABIC})\s?(?P<more>余|多|\+)?\s?(?P<unit>[%‰]){AFTER}")
_WORDS = re.compile(
    rf"{BEFORE}(?P<unit>百分(?:之(?P<number>\d{{1,3}}(?:\.\d+)?|[{HANZI}]{{1,5}})(?:点(?P<tenths>[{HANZI}]{{1,2}}))?|百)){AFTER}"
)
_BEFORE_IT = re.compile(r"(?:\d[\d.]{0,8}[%‰][、和及与,]){1,6}$")  # 分别增长12%、8%和20%: the last grew too
_SIGN = re.compile("[%‰]")
_TENTHS = re.compile(
    rf"{BEFORE}(?P<number>[一二三四五六七八九]|\d)(?P<more>多)?成(?![立效为果员本功绩长熟交人分年品因型套])(?P<unit>){AFTER}"
)
_CHANGE = "增长|增加|上升|下降|减少|降低|提升|提高|增幅|降幅|涨幅|升幅|跌幅|减幅|增速|增长率|下滑|上涨|回落|攀升|递增|增|(?<!压)减|降|升"
_GROWN = re.compile(
    rf"(?:{_CHANGE})(?:了|达到?|为|约|近|超过?|幅度|比例|率|逾|高达)*\s?$|(?:同比|环比)[^,;率]{{0,12}}$"
    rf"|(?:较|比)[^,;率]{{1,10}}(?:{_CHANGE})[^,;率]{{0,8}}$"
)
_WEIGHT = re.compile(r"权重[^,;]{0,6}$|分值[^,;]{0,8}$|占[^,;]{0,8}(?:考核|总分|总成绩|分值)[^,;]{0,8}$|前\s?$")
_RANK = re.compile(r"(?:以上)?的?(?:其他|兄弟|周边|同类)?(?:乡镇|镇街|乡|镇|街道|单位|县|区|市|部门|同类|地区)")
_AHEAD = re.compile(r"(?:超过|高于|超|领先于?|优于|击败)[^,;\d率]{0,6}$")
_NAME = r"(?:参与|及时|及格|[^,;:、和与及\d%\x00]){0,14}?(?:率|满意度|知晓度|认可度|信任度|参与度|公信度|覆盖面|知晓面|比例)"
_NAMES = re.compile(rf"{_NAME}(?:(?:、|,|和|(?<!参)与|以?及(?![时格])){_NAME})+(?=[^,;、%\d率]{{0,9}}$)")
_ONE_NAME = re.compile(_NAME)

# What is said of all of something when it is done.
_RESULT = (
    "办结|审结|办理|化解|调处|调解|整改|完成|达标|合格|通过|入驻|纳入|录入|公开|公示|备案"
    "|审查|审核|讨论|配备|建立|设立|成立|落实|持证|及时|按时|按期|按要求|得到|签订|签约"
    "|回复|答复|反馈|销号|清零|处置|兑现|参加|参训|参考|报备|覆盖|实现|建成|取得|履行"
    "|解决|受理|处理|到位|上线|执行|聘请|聘任|结案|息诉|撤销|移交|归档|提交|述法|签署"
    "|登记|开通|投入使用|安装|配齐|制定|修订|参与|接受|发放|送达|缴纳|退还|兑付|结清|拆除"
    "|改正|关闭|清理|追回|认领|纠正|采纳|运行|达到|胜诉|撤诉|维持|予以|配发|接入|联网"
    "|挂牌|收回|恢复|优秀|优良|为优|回访|回应|稳控|属实|合法|有效|及格|满意|完毕|销案"
    "|就位|启用|换发|审验|齐全|入库|建档|入网|入格|做到|公证|盖章|验收|交付|拨付|到账"
    "|兑换|联系|联络|见面|解除"
)
_ALL = re.compile(rf"全部(?!门|都门|力量|内容|过程|工作|职责)[^,;:、%\d]{{0,10}}?(?:{_RESULT})")
_EACH = re.compile(rf"(?<![平人户年月日周案])均(?![衡等价匀可应须需不未无为要])[^,;:、%\d]{{0,10}}?(?:{_RESULT})")
_COVERED = re.compile(r"全覆盖(?=[,;:)]|$|和|并|及|、(?!无|常态|多层|全方|零|不留|广))")
_AIM = re.compile(
    r"确保|力争|争取|努力|推动|推进|逐步|(?<!按)计划|拟|应当|必须|(?<![按照])要求|促进|保证|务必|切实做到|目标是|致力"
)
# 均取得明显成效 says well of a thing and counts nothing.
_PRAISE = re.compile(
    r"抓[好实]|(?:取得|得到|实现|有效|纳入|达到|获)[^,;:、]{0,8}?(?:成效|进展|效果|成绩|突破|进步|提升|加强|提高|改善|好评|肯定|认可|增强"
    r"|发展|法治轨道|法治化轨道|年度|考核|议事日程|全过程|下降|增长|好转|遏制|缓解|优化|稳定|预期|支持)"
)
_NUMBER_FOLLOWS = re.compile(r"[^,;:]{0,16}?[\d%]")


def percentages(sentence: str) -> Iterator[Hit]:
    """Every rate in figures; not growth, ranks and weights. Two names before one percentage are two rates."""
    for match in _PERCENT.finditer(sentence) if _SIGN.search(sentence) else ():
        before, lead = _lead(sentence, match.start()), _lead(sentence, match.start("number"))
        ranks = _RANK.match(sentence, match.end()) and (match["least"] or _AHEAD.search(lead))
        if not (_GROWN.search(before) or _GROWN.search(lead) or _WEIGHT.search(before) or ranks):
            found = hit(match, match["unit"])._replace(qualifier=_qualifier(match))
            for one in shared(sentence, found, match.start("number")):
                yield from _for_each_name(sentence, one)
    for match in _WORDS.finditer(sentence) if "百分" in sentence else ():
        if not _GROWN.search(_lead(sentence, match.start())):
            yield from _for_each_name(sentence, _in_words(match))
    for match in _TENTHS.finditer(sentence) if "成" in sentence else ():
        found = hit(match, "%")
        if not _GROWN.search(_lead(sentence, match.start())):
            yield found._replace(value=found.value * 10)


def implied(sentence: str) -> Iterator[Hit]:
    """全部, 均 and 全覆盖 of something done: 100 %, unless a number follows or it is only an aim."""
    for pattern in (_ALL, _EACH, _COVERED):
        for match in pattern.finditer(sentence):
            clause = re.split(r"[,;:]", sentence[: match.start()])[-1]
            counted = clause.endswith("%") or _NUMBER_FOLLOWS.match(sentence, match.end())
            if not (counted or _AIM.search(clause) or _PRAISE.search(sentence, match.start(), match.end() + 12)):
                yield Hit(Decimal(100), "%", "implied", match.start(), match.end())


def _lead(sentence: str, end: int) -> str:
    """The words before a percentage, without other percentages between."""
    before = sentence[max(0, end - 60) : end]
    return _BEFORE_IT.sub("", before)[-24:]


def _for_each_name(sentence: str, found: Hit) -> Iterator[Hit]:
    offset = max(0, found.start - 70)
    names = _NAMES.search(sentence[offset : found.start])
    if not names or "分别" in sentence[offset + names.end() : found.start]:
        yield found
        return
    for name in _ONE_NAME.finditer(names.group()):
        yield found._replace(begins=offset + names.start() + name.start())


def _qualifier(match: re.Match[str]) -> str:
    """A rate of 0 % is a rate like any other."""
    found = hit(match, "%").qualifier
    return "exact" if found == "zero" else found


def _in_words(match: re.Match[str]) -> Hit:
    if match["unit"] == "百分百":
        return Hit(Decimal(100), "%", "exact", match.start(), match.end())
    found = hit(match, "%")
    if match["tenths"]:
        digits = "".join(str(value(char)) for char in match["tenths"])
        found = found._replace(value=found.value + Decimal(f"0.{digits}"))
    return found
