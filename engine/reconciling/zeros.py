"""What a report says did not happen: 未发生…事件, 零上访, 无…案件. Each thing named is a figure of 0."""

import re
from collections.abc import Iterator
from decimal import Decimal

from engine.reconciling.counts import Hit

_UNITS = {
    "案件": "件", "复议": "件", "诉讼": "件", "败诉": "件", "应诉": "件", "投诉": "件", "举报": "件", "案": "件", "申请": "件", "信访": "件",
    "信访件": "件", "文件": "件", "积案": "件", "问题": "个", "行为": "起", "隐患": "处", "疫情": "起", "失密": "起", "泄密": "起",
}  # fmt: skip
_HAPPENED = (
    "事件|事故|案件|案例|积案|大案|命案|发案|案|上访|信访|访|复议|诉讼|败诉|应诉|投诉|举报|火灾|火情|灾害|灾情|舆情|疫情|纠纷|械斗|犯罪|伤亡|死亡|亡人|溺亡|溺水"
    "|失密|泄密|违纪|违法行为|违规行为|申请|规范性文件|民转刑|警情|险情|缠访|闹访|集访|越级访|极端行为|聚集|脱管|漏管|脱漏管|问题"
)
_THING = rf"[^,;:、和及或与]{{0,16}}?(?:{_HAPPENED})"
_END = r"(?=\s?(?:[,;:()]|$|发生|出台|制定|发布|备案|情况|的?(?:情况|现象|情形|记录)|被|出现|引发|等))"
_NOTHING = re.compile(
    r"(?P<no>(?:未|没有|尚未|从未|均未|暂未|未曾|没)(?:再|有)?(?:发生|出现|产生|引发|接到|收到|发现|制定|出台|涉及|新增|存在|形成)(?:过|有)?|(?<![有毫并全别])(?<!从)(?:全年|年内|目前|暂|均)?无(?!缝|死角|人机|害|障碍|证|偿|法|烟|线|疑|论|私|需))"
    rf"(?P<one>(?:任何)?[一\x00][起例件宗人次个]|任何)?(?:[^,;:]{{0,24}}?[、和及或与])??(?P<things>{_THING}(?:(?:[、和及或与]|以及|,)(?:也?(?:未|没有|无)(?:发生)?)?{_THING}){{0,5}}){_END}"
)
_ITEM = re.compile(rf"({_THING})(?=[、和及或与以,]|$)")
_ZERO = re.compile(
    rf"零(?P<what>发生|上访|事故|投诉|复议|诉讼|败诉|伤亡|死亡|案件|发案|火灾|火情|越级|进京|非访|集访|信访|积案|舆情|犯罪|举报|纠错|违纪)"
    r"(?![”\"]?(?:[、“\"]{0,2}零[^,;”\"]{1,4}[”\"])*(?:的?(?:村|社区|乡镇|镇|目标|创建|企业|单位|行动)))"
)
_AIM = re.compile(r"确保|力争|争取|努力|防止|避免|杜绝|计划|必须|保证|务必|追求|目标")


def zeros(sentence: str) -> Iterator[Hit]:
    """Every thing said not to have happened, with the measure word it would have been counted in."""
    for match in _NOTHING.finditer(sentence):
        if _AIM.search(_clause(sentence, match.start())):
            continue
        offset = match.start("things")
        for item in _ITEM.finditer(match["things"]):
            given = re.sub(r"任何|\x00|一", "", match["one"] or "")
            first = item.start() == 0
            unit = given if given and given != "人" else _unit(item.group())
            start = match.start() if first else offset + item.start()
            yield Hit(Decimal(0), unit, "zero", start, offset + item.end())
    for match in _ZERO.finditer(sentence):
        if not _AIM.search(_clause(sentence, match.start())):
            yield Hit(
                Decimal(0),
                _unit(_clause(sentence, match.start()) if match["what"] == "发生" else match["what"]),
                "zero",
                match.start(),
                match.end(),
            )


def _unit(thing: str) -> str:
    return next((unit for end, unit in _UNITS.items() if thing.endswith(end)), "起")


def _clause(sentence: str, end: int) -> str:
    return re.split(r"[,;:]", sentence[:end])[-1]
