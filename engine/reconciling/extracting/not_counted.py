"""What holds a number and counts nothing: dates, document numbers, ordinals, names, page furniture.

A mask hides only the numerals in it (as HIDDEN, one for one); the words stay, since they say what others count.
"""

import re

from engine.reconciling.extracting.numerals import HANZI

HIDDEN = "\x00"
_N = rf"[\d{HANZI}]"
# Not 零, and not 0 alone: “零上访” and “0事故” say that nothing happened.
_NUMERAL = re.compile(rf"(?!(?<!\d)0(?!\d))[\d{HANZI.replace('零', '')}]")

_LONGEST_NAME = 32
_PAIR = re.compile(r"\"[^\"\n]{0,200}\"")  # taken in pairs, or what stands between two names would be hidden
_NAMES = [
    r"《[^《》\n]{1,80}》",
    r"“[^“”\n]{1,30}”",
    r"‘[^‘’\n]{1,30}’",
    r"「[^「」\n]{1,30}」",
    r"[〔\[(【]\d{4}[〕\])】]第?\d{1,5}号|[〔【]\d{4}[〕】]",
]
_FURNITURE = [
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?:\d{1,9}次?",
    r"(?:电话|传真|邮编|手机|热线|邮箱|索引号|代码|备案号|编号|文号|字号)[\s\]】:为是]{0,4}[A-Za-z\d./@()\-]{5,40}",
    r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?!\d)|https?://\S{1,200}",
    r"[—-]\d{1,4}[—-](?=\s|$)|共\d{1,4}页",
    r"^\s{0,8}(?:\d{1,2}[.、)](?=\D|\d{4}年)|\(\d{1,2}\))",
]
_TIMES = [
    r"(?<!每)一[月周旬年季]度?一次",
    r"(?:19|20)\d\d年?[-—/至](?:19|20)\d\d(?:学年|年度?|(?=\)))",
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:日|\s\d{1,2}:\d{2}(?::\d{2})?)?",
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[时点]\d{1,2}分",
    r"(?:19|20)\d\d(?:年度?|财年|届)",
    rf"[{HANZI}]{{4}}年",
    rf"(?<!每)(?:(?:{_N}{{1,3}}[、,—\-至和到])?{_N}{{1,3}}|全)月(?:份|底|初|中旬|上旬|下旬)?"
    rf"(?:{_N}{{1,3}}(?:[—\-至到、]{_N}{{1,3}})?[日号])?",
    rf"(?:{_N}{{1,3}}[、—\-至和到])?{_N}{{1,3}}[日号](?!均)",
    rf"(?<!每){_N}{{1,4}}余?个?(?:多|半)?(?:(?:自然)?日|年|月|季度|星期|周年|周(?!次)|天|分钟|秒|岁|周岁|世纪)",
    r"(?:(?<=在)|(?<=超过)|(?<=公示)|(?<=公示期)|(?<=[前后自于第]))\d{1,3}个?工作日(?!压|缩|减)",
    r"\d{1,3}(?:\.\d)?个?工作日(?=内|之内|以内|前|后|的|办结|答复|公示|完成|受理|办理)",
    r"(?:24|48|72)个?小时|\d{1,3}个?小时(?=内|制|值|在线|响应|不|热线|轮|监|全|以内|之内)",
]
_ORDINALS = [
    rf"第{_N}{{1,6}}(?:[、—\-至到和]第?{_N}{{1,4}})*",
    rf"前{_N}{{1,4}}(?=[名位列强]|%)|排名{_N}{{1,4}}|倒数{_N}{{1,3}}",
    rf"{_N}{{1,4}}届(?:[^,。;\n]{{0,10}}?{_N}{{1,3}}(?:中|次(?=会议|全会|全体)))*",
    rf"届{_N}{{1,3}}次(?:[、和及]{_N}{{1,3}}次){{0,6}}(?=全会|全体|会议)",
    r"(?<![A-Za-z])[A-Za-z]{1,2}-?\d{1,9}",
    r"(?:\d{1,3}|[NnXx])(?:\+(?:\d{1,3}|[NnXx])(?![\d,]))+|\d{1,2}[·•・]\d{1,2}",
]
# 一村一策, 每村1名 is none of these: a frame, and what stands in it counts nothing. Numerals that no measure word
# follows need no mask (三重一大, 两个确立).
_FRAMES = [
    r"(?:一|1|双)[村户人案企事社校所镇乡网街居员组格岗类件项季月点地区域品家处院](?:一|1|多|双|N)[\u4e00-\u9fff]",
    r"[\u4e00-\u9fff]{2}一(?P<word>[起件个处户人项条批次])(?:[、,][\u4e00-\u9fff]{1,4}一(?P=word)){1,6}",  # 发现一起、查处一起
    r"(?:最多|只|仅|至多)[\u4e00-\u9fff]{0,2}一次|[查办跑进][准好成]?一次|一次(?:也|都|办|跑|不|就|告知|检查)",
    r"[两三四五六七八九十](?:个(?:全面|专项)|项(?:行动|整治|检查|工作)|支队伍|人以上)",
    r"[满总]分\d+分|[计扣加]\d+(?:\.\d+)?分|分值\d+分?",
]
_MASKS = [re.compile(pattern, re.M) for pattern in _NAMES + _FURNITURE + _TIMES + _ORDINALS + _FRAMES]


def hide(text: str) -> str:
    """`text` (in half-width characters), as long as before, with the numerals of what is no figure hidden."""
    text = _PAIR.sub(lambda pair: _hidden(pair) if len(pair.group()) <= _LONGEST_NAME else pair.group(), text)
    for mask in _MASKS:
        text = mask.sub(_hidden, text)
    return text


def _hidden(match: re.Match[str]) -> str:
    return _NUMERAL.sub(HIDDEN, match.group())
