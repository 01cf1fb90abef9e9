"""What a report says did not happen: 未发生…事件, 零上访, 无…案件. Each thing named is a figure of 0."""

import re
from collections.abc import Iterator
from decimal import Decimal

from engine.reconciling.extracting.counts import Hit

# What each is counted in; crimes, like all others, in 起.
_UNITS = {"(?:复议|诉讼|[败应]诉|投诉|举报|申请|信访件?|文件)$": "件", "问题$": "个", "隐患$": "处"}
_UNITS |= {"(?:复议|诉讼|[败应]诉|行政|信访|民事|执法|纠错|赔偿|撤销).{0,6}案件?$": "件"}
_HAPPENING = (
    "事件|事故|案件|案例|案|上访|信访件?|访|复议|诉讼|败诉|应诉|投诉|举报|火灾|火情|灾害|灾情|舆情|疫情|纠纷|械斗|犯罪|伤亡|死亡|亡人|溺亡|溺水"
    "|失密|泄密|违纪|违法行为|违规行为|违法违纪|申请|规范性文件|民转刑|警情|险情|极端行为|聚集|脱管|漏管|问题"
)
_NOT = re.compile(
    r"(?:未|没有|没|尚未|从未|暂未|未曾)(?:再|有)?"
    r"(?:发生|出现|产生|引发|接到|收到|接收到?|发现|制定|出台|涉及|新增|存在|形成)(?:过|有)?"
    r"|(?<![有毫并全别从])无(?!缝|死角|人机|害|障碍|证|偿|法|烟|线|疑|论|私|需|人(?!员)|业|照|牌|理|主|序|意|感|接触|数|形|纸)"
)
# The longest words that end in it: behind it nothing, or that it happened.
_AFTER = r"\s?(?:$|发生|出台|制定|发布|备案|的?(?:情况|现象|情形|记录)|被|出现|引发|等|之?类)"
_THING = re.compile(rf"[^,;:]*(?:{_HAPPENING})(?={_AFTER})")
_LAST = re.compile(rf"{_AFTER}[^、]{{0,12}}$")
_BETWEEN = re.compile(r"、|和|以及|及|或者?|(?<!参)与")
_ONE = re.compile(r"(?:任何)?[一\x00](?P<unit>[起例件宗次个人])")
_STOP = re.compile(r"[;:()]")
_ZERO = re.compile(
    r"(?:零|(?<![\d.])[“\"]?0[”\"]?)"
    r"(?P<what>发生|上访|事故|投诉|复议|诉讼|败诉|伤亡|死亡|案件|发案|火灾|火情|越级|进京|非访|集访|信访|积案|舆情|犯罪|举报|纠错|违纪)"
    # A name of what is to be won by it, and no claim: “零上访”村.
    r"(?![”\"]?(?:[、“\"]{0,2}零[^,;”\"]{1,4}[”\"]){0,4}(?:的?(?:村|社区|乡镇|镇|目标|创建|企业|单位|行动)))"
)
_RATE = re.compile(r"率(?:保持|均|都)?(?:为|是)(?:零(?![\u4e00-\u9fff])|0(?![\d.%]))")
_IS_NONE = re.compile(r"(?:数量?|总数)?(?:均|都|保持)?(?:为|是)(?:零(?![\u4e00-\u9fff])|0(?![\d.%件起例宗次]))")
_AIM = re.compile(r"确保|力争|争取|努力|防止|避免|杜绝|计划|必须|保证|务必|追求|目标")
_LONGEST_THING, _FURTHEST = 24, 90


def zeros(sentence: str) -> Iterator[Hit]:
    """Every thing said not to have happened, with the measure word it would have been counted in."""
    reached = 0
    for match in _NOT.finditer(sentence):
        if match.start() < reached or _AIM.search(_clause(sentence, match.start())):
            continue
        for hit in _things(sentence, match):
            reached = hit.end
            yield hit
    for match in _ZERO.finditer(sentence):
        before = _clause(sentence, match.start())
        if not _AIM.search(before):
            what = before.rstrip('“"‘ 的实现') if match["what"] in ("发生", "发案") else match["what"]
            yield Hit(Decimal(0), _unit(what), "zero", match.start(), match.end())
    for match in _RATE.finditer(sentence):
        yield Hit(Decimal(0), "%", "zero", match.start() + 1, match.end())
    yield from _none(sentence)


def _none(sentence: str) -> Iterator[Hit]:
    """行政复议、行政诉讼案件均为0: two."""
    for match in _IS_NONE.finditer(sentence):
        before = _clause(sentence, match.start())
        things, offset = list(_named(before)), match.start() - len(before)
        if things and things[-1].end() == len(before) and not _AIM.search(before):
            for thing in things:
                end = match.end() if thing is things[-1] else offset + thing.end()
                yield Hit(Decimal(0), _unit(thing.group()), "zero", offset + thing.start(), end)


def _things(sentence: str, no: re.Match[str]) -> Iterator[Hit]:
    """未发生甲事件、乙事故,丙案件: three figures, the first beginning with 未发生."""
    begin, position = no.start(), no.end()
    tail = _STOP.split(sentence[position : position + _FURTHEST], maxsplit=1)[0]
    given = _ONE.match(tail)
    for number, clause in enumerate(tail.split(",")):
        things = list(_named(clause))
        anew = number and (len(clause) > _LONGEST_THING or _NOT.match(clause))
        if anew or not things or not _LAST.match(clause, things[-1].end()):
            return
        for thing in things:
            unit = given["unit"] if given else _unit(thing.group())
            yield Hit(Decimal(0), unit, "zero", begin, position + thing.end())
            begin = position + thing.end()
        position += len(clause) + 1


def _named(clause: str) -> Iterator[re.Match[str]]:
    """The words between 、 and 和 that end in what can happen; others only say more of those (公民、法人的申请)."""
    start = 0
    for stop in [*_BETWEEN.finditer(clause), None]:
        end = stop.start() if stop else len(clause)
        if (thing := _THING.match(clause, start, end)) and thing.end() - start <= _LONGEST_THING:
            yield thing
        start = stop.end() if stop else end


def _unit(thing: str) -> str:
    return next((unit for words, unit in _UNITS.items() if re.search(words, thing)), "起")


def _clause(sentence: str, end: int) -> str:
    return sentence[max(sentence.rfind(mark, 0, end) for mark in ",;:") + 1 : end]
