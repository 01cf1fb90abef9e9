"""choices.csv of a home: which indicator a phrase of a report means, where a reader had to say so. The next report asks no more.

A phrase is kept without its numbers, so that next year's report with another number is recognised.
"""

import csv
import io
import os
import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from engine import writing
from engine.home import DEFAULTS, Home
from engine.masking import scrub
from engine.reading import UnreadableFile, decode
from engine.reconciling.surroundings import Around

FILE = "choices.csv"
NONE = "无"  # the reader said that the figure is none of the catalogue's
_HEADER = ["短语", "单位", "指标", "写于"]
_PATIENCE = 10  # seconds to wait for another writer
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．][0-9]+)?")
_ENOUGH = 6  # letters that say by themselves what is counted; with fewer the clause before belongs to the phrase
_LONGEST = 40
_FORMULA_STARTS = tuple("=+-@＝＋－＠")


class ChoiceError(Exception):
    """A choice that was not written; the message is for the reader who made it."""


class Content(NamedTuple):
    """(phrase, unit) → indicator or `NONE`; and what cannot be read, with line and remedy."""

    chosen: dict[tuple[str, str], str]
    faults: tuple[str, ...] = ()


def phrase(words: Around, in_words: bool) -> str:
    """What a choice is remembered by: the figure's own words with `#` for the number, the clause before where they are few.

    `in_words`: the figure is a claim without a number (全部办结), and its own words are part of the phrase.
    """
    before, after = _bare(words.before), _bare(words.after)
    own = f"{before}{words.number if in_words else '#'}{after}"
    if len(own) - 1 < _ENOUGH and words.earlier:
        own = f"{_bare(words.earlier[0].words)}，{own}"
    return scrub(own)[-_LONGEST:].lstrip("=+-@＝＋－＠' ")


def _bare(words: str) -> str:
    return _NUMBER.sub("", words)


def read(home: Home) -> Content:
    """The home's remembered choices, read again whenever the file has changed. A fault never raises."""
    path = home.path / FILE
    try:
        s = os.stat(path)
        return _read(path, (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino))
    except FileNotFoundError:
        return Content({})
    except OSError as fault:
        return Content({}, (f"{FILE} 打不开（{fault.strerror}），请系统管理员检查文件和权限。",))


def closed(home: Home) -> str | None:
    """Why nothing can be remembered in this home, or None where it can."""
    if home.path.resolve() == DEFAULTS.resolve():
        return "这里是演示数据，选择只在本次有效，不会记住。"
    if not os.access(home.path, os.W_OK):
        return f"数据目录“{home.path.name}”是只读的，选择只在本次有效，不会记住。"
    return None


def remember(home: Home, words: str, unit: str, indicator: str) -> None:
    """Write one choice; a later one for the same phrase replaces it. Raises ChoiceError, and then nothing has changed."""
    if why := closed(home):
        raise ChoiceError(why)
    path = home.path / FILE
    try:
        with FileLock(home.path / ".choices.lock", timeout=_PATIENCE):
            kept = [row for row in _rows(path) if row[1][:2] != [words, unit]] if path.exists() else []
            row = [words, unit, indicator, f"{datetime.now():%Y-%m-%d %H:%M:%S}"]
            _replace(path, [_HEADER, *(cells for _, cells in kept), row])
    except UnreadableFile as fault:
        raise ChoiceError(f"{_located(fault)}改好之前不能记住选择。") from fault
    except Timeout as fault:
        raise ChoiceError("别人正在写选择，请过一会儿再试。") from fault
    except OSError as fault:
        raise ChoiceError(
            f"没有写成（{fault.strerror}），{FILE} 没有变动。请系统管理员检查数据目录的权限和磁盘空间。"
        ) from fault


@lru_cache(maxsize=32)
def _read(path: Path, stamp: tuple[int, int, int, int]) -> Content:
    try:
        rows = _rows(path)
    except UnreadableFile as fault:
        return Content({}, (_located(fault),))
    wrong = [
        f"{FILE} 第 {line} 行：应有 {len(_HEADER)} 列，短语和指标不能为空。"
        for line, cells in rows
        if not _whole(cells)
    ]
    return Content({(c[0], c[1]): c[2] for _, c in rows if _whole(c)}, tuple(wrong))


def _whole(cells: list[str]) -> bool:
    return len(cells) == len(_HEADER) and bool(cells[0]) and bool(cells[2])


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(decode(path), newline=""), strict=True)
    found, line = [], 0
    try:
        for cells in reader:
            found.append((line + 1, [cell.strip() for cell in cells]))
            line = reader.line_num
    except csv.Error as fault:
        raise UnreadableFile(line + 1, "从这一行起读不下去，引号没有配对，请改好引号后保存") from fault
    if not found or found[0][1] != _HEADER:
        raise UnreadableFile(1, f"表头应为“{','.join(_HEADER)}”，请改正后保存为“CSV UTF-8”")
    return [row for row in found[1:] if any(row[1])]


def _replace(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[f"'{c}" if c.startswith(_FORMULA_STARTS) else c for c in row] for row in rows])
    writing.put(path, [text.getvalue().encode("utf-8-sig")])


def _located(fault: UnreadableFile) -> str:
    line, reason = fault.args
    return f"{FILE} 第 {line} 行：{reason}。" if line else f"{FILE}：{reason}。"
