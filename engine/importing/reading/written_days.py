"""Days and times in all the ways in which offices write them, as long as only one day can be meant."""

import re
import unicodedata
from datetime import date, timedelta

from engine.importing.reading.letters import INVISIBLE, LetterFault, Normal, visible

_DAY = re.compile(
    r"([12][0-9]{3})(?:[-/.年\\](?P<m>[0-9]{1,2})(?:[-/.月\\](?P<d>[0-9]{1,2})(?![0-9])[日号.]?)|(?P<mm>[01][0-9])(?P<dd>[0-3][0-9]))"
)
_REST = re.compile(
    r"(?:\((?:星期|周|礼拜)[一二三四五六日天]\)|(?:星期|周)[一二三四五六日天])?[T ]?(?P<half>上午|下午|中午|晚上|凌晨|早上|am|pm)?"
    r"(?:(?P<h>[0-9]{1,2})[:时点](?P<min>[0-9]{1,2})?分?(?::?(?P<s>[0-9]{1,2})(?:\.[0-9]+)?秒?)?Z?整? ?(?P<ampm>am|pm)?)?",
    re.I,
)
_AROUND_SIGNS = re.compile(r" ?([-/.年月日号时点分:上下午()\\]) ?")
_SHORT_DAY = re.compile(r"[0-9]{1,2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
_NO_YEAR = re.compile(r"[0-9]{1,2}月[0-9]{1,2}[日号]?")
_NO_DAY = re.compile(r"[12][0-9]{3}[-/.年][0-9]{1,2}月?(?:份|[上中下]旬|[初中末底])?")
_SERIAL = re.compile(r"([1-9][0-9]{4})(\.[0-9]+)?")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def read(text: str, with_clock: bool, shift: int = 0) -> Normal:
    """A day or a time in the contract's way of writing, or a LetterFault if the day cannot be known for certain."""
    key = " ".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split())
    key = _AROUND_SIGNS.sub(r"\1", key)
    key = key.translate(_CHINESE_DIGITS) if re.match(r"[一二][〇○零一二三四五六七八九]{3}年", key) else key
    if found := _SERIAL.fullmatch(key):
        return _from_serial(found, with_clock, shift)
    found = _DAY.match(key)
    day = _iso(found) if found else None
    if found and day:
        return _with_time(day, key[found.end() :], with_clock) or visible(text)
    example = f"请写成 {'2024-03-05 09:30' if with_clock else '2024-03-05'} 的样子"
    if _SHORT_DAY.fullmatch(key):
        return LetterFault("type", f"分不清哪个是年、哪个是月，年份要写四位，{example}")
    if _NO_YEAR.fullmatch(key):
        return LetterFault("type", f"没有写年份，{example}")
    if _NO_DAY.fullmatch(key):
        return LetterFault("type", f"没有写到日，{example}")
    return visible(text)


def _iso(found: re.Match) -> str | None:
    try:
        return date(int(found[1]), int(found["m"] or found["mm"]), int(found["d"] or found["dd"])).isoformat()
    except ValueError:
        return None


def _with_time(day: str, rest: str, with_clock: bool) -> str | None:
    """The rest after a day is a clock time or nothing; a day keeps no clock time, a time needs one."""
    found = _REST.fullmatch(rest)
    if found is None:
        return None
    if found["h"] is None:
        return day if not found["half"] else None
    hour, minute = int(found["h"]), int(found["min"] or 0)
    half = (found["half"] or found["ampm"] or "").lower()
    if half in ("下午", "晚上", "pm") and hour < 12:
        hour += 12
    if half == "中午" and hour < 3:
        hour += 12
    if half in ("am", "凌晨") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return f"{day} {hour:02d}:{minute:02d}" if with_clock else day


def _from_serial(found: re.Match, with_clock: bool, shift: int) -> Normal:
    """Days since 1899-12-30, as spreadsheets count; only between 1950 and 2099, where nothing else is meant."""
    days = int(found[1]) + shift
    if not 18264 <= days <= 73050:
        return found[0]
    day = date(1899, 12, 30) + timedelta(days=days)
    if not with_clock:
        return day.isoformat()
    minutes = round(float(found[2] or 0) * 1440)
    if not found[2]:
        return found[0]
    day, minutes = day + timedelta(days=minutes // 1440), minutes % 1440
    return f"{day.isoformat()} {minutes // 60:02d}:{minutes % 60:02d}"
