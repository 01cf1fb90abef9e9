"""Notes on an indicator, a place and a day ("防汛期间暂停巡河"): why a number moved, written down where the number is.

They lie in the home's own notes.csv, beside the snapshot and not in it: a note changes no number, so it costs no new
snapshot, and it shows on the next page load because the file is read again whenever it has changed.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from engine.ledgers import record_file
from engine.ledgers.home import Home
from engine.ledgers.masking import scrub
from engine.ledgers.record_file import Content, NotWritten, Record, RecordFile
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from engine.words import days

FILE = RecordFile(
    "notes.csv",
    ("指标", "区划代码", "日期", "说明", "写于"),
    ".notes.lock",
    writing="写说明",
    until="不能写说明，也不能删除",
)
FIRST, LAST = date(1950, 1, 1), date(2099, 12, 31)
_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")  # Excel saves 2025-07-10 as 2025/7/10


class Note(NamedTuple):
    """One note. `text` is fit to be shown: numbers of persons are hidden. `key` finds its line again in the file."""

    indicator: str
    place: str
    day: date
    text: str
    line: int
    key: str


LONGEST = 200  # characters of one note
MARKED = 20  # notes with a mark of their own on a chart: as many as Unicode has in one row, and as fit side by side


def of(scope: Scope, indicator: str, place: str, first: date, last: date) -> list[Note]:
    """The notes on an indicator at a place and at the places within it, from one day to another, in order of days."""
    found = (n for n in _readable(scope) if n.indicator == indicator and n.place.startswith(place))
    return sorted((n for n in found if first <= n.day <= last), key=lambda n: (n.day, n.place, n.line))


def faults(scope: Scope) -> list[str]:
    """What stands in notes.csv and cannot be shown, each with line and remedy."""
    content = read(scope.home.path)
    places = questions.known_places(replace(scope, place=""))  # all of the home's; no fault quotes one
    codes = set(questions.catalogue(scope)["code"])
    lost = [
        f"{FILE.name} 第 {n.line} 行：{'区划表（places.csv）里没有这个区划代码' if n.place not in places else '没有这项指标'}，请改正。"
        for n in content.items
        if n.place not in places or n.indicator not in codes
    ]
    return [*content.faults, *lost]


def closed(home: Home) -> str | None:
    """Why nothing can be written into this home, or None where it can."""
    return record_file.closed(home, "写说明")


def add(scope: Scope, indicator: str, place: str, day: date, text: str) -> None:
    """Write one note. Raises NotWritten, and then nothing has changed."""
    text = record_file.one_line(text)
    _check(scope, indicator, place, day, text)
    cells = [indicator, place, day.isoformat(), record_file.guarded(text)]

    def change(old: bytes, records: list[Record]) -> bytes:
        if any(record.cells[:4] == cells for record in records):
            raise NotWritten("这一天已经写过同样的说明。")
        return record_file.appended([*cells, f"{datetime.now():%Y-%m-%d %H:%M:%S}"], old)

    _rewrite(scope.home, change)


def delete(scope: Scope, key: str) -> None:
    """Take one note out of the file; every other line stays as it is. Raises NotWritten, and then nothing has changed."""
    gone = NotWritten("这条说明已经不在了。")
    if key not in {note.key for note in _readable(scope)}:
        raise gone

    def change(old: bytes, records: list[Record]) -> bytes:
        found = next((record for record in records if record.key == key), None)
        if found is None:
            raise gone
        return record_file.without(found, old)

    _rewrite(scope.home, change)


def mark(number: int) -> str:
    """①, ② … ⑳, then (21)."""
    return chr(ord("①") + number - 1) if number <= MARKED else f"({number})"


def said(found: list[Note], names: dict[str, str]) -> list[str]:
    """Notes as a numbered list: `① 7月10日 · 丁村：防汛期间暂停巡河`."""
    return [
        f"{mark(number)} {days.in_year(n.day)} · {names[n.place]}：{n.text}" for number, n in enumerate(found, start=1)
    ]


def exported(found: list[Note], names: dict[str, str]) -> list[str]:
    """Notes as the files have them that people take away: with the whole date, as there is no page around them."""
    return [f"说明 {n.day} · {names[n.place]}：{n.text}" for n in found]


def _readable(scope: Scope) -> list[Note]:
    """The notes of places and indicators that the reader may see."""
    places, codes = questions.known_places(scope), _open_to(scope)
    return [n for n in read(scope.home.path).items if n.place in places and n.indicator in codes]


def _open_to(scope: Scope) -> set[str]:
    """The indicators none of whose ledgers is closed to the reader."""
    rows = questions.catalogue(scope)
    fed = zip(rows["code"], rows["ledgers"], strict=True)
    return {code for code, ledgers in fed if scope.ledgers is None or scope.ledgers.issuperset(ledgers)}


def _check(scope: Scope, indicator: str, place: str, day: date, text: str) -> None:
    today = questions.today(scope)
    if not text:
        raise NotWritten("请填写说明。")
    if len(text) > LONGEST:
        raise NotWritten(f"说明最多 {LONGEST} 字，现有 {len(text)} 字，请缩短。")
    if not FIRST <= day <= LAST:
        raise NotWritten(f"日期应在 {FIRST.year} 年至 {LAST.year} 年之间。")
    if day > today:
        raise NotWritten(f"{days.day(day)}还没有到，请填{days.day(today)}或更早的日期。")
    if not place.startswith(scope.place):
        raise NotWritten(f"无权给区划“{place}”写说明。")
    if place not in questions.known_places(scope):
        raise NotWritten(f"区划表（places.csv）里没有“{place}”。")
    if indicator not in _open_to(scope):
        raise NotWritten(f"没有“{indicator}”这项指标，或者无权查看它的台账。")


def _rewrite(home: Home, change: Callable[[bytes, list[Record]], bytes]) -> None:
    if why := closed(home):
        raise NotWritten(why)
    record_file.rewrite(FILE, home.path, change)


def read(folder: Path) -> Content[Note]:
    """The notes in a home's folder."""
    return record_file.read(FILE, folder, _note)


def _fault(record: Record) -> str | None:
    if len(record.cells) != len(FILE.header):
        return (
            f"应有 {len(FILE.header)} 列，实有 {len(record.cells)} 列，请检查是否漏填、多填，说明里有逗号的要加引号。"
        )
    _, place, day, text, _ = record.cells
    if not place.isdecimal():
        return "区划代码应全是数字，请改正（在表格软件里把这一列设为文本）。"
    if _day(day) is None:
        return f"日期读不出来，请写成 2025-07-10 的样子，在 {FIRST.year} 年至 {LAST.year} 年之间。"
    return None if text else "说明是空的，请补上或删去这一行。"


def _note(record: Record) -> Note | str:
    if fault := _fault(record):
        return fault
    indicator, place, day, text, _ = record.cells
    return Note(indicator, place, _day(day) or FIRST, scrub(record_file.unguarded(text)), record.first, record.key)


def _day(cell: str) -> date | None:
    parts = _DAY.fullmatch(cell)
    if not parts:
        return None
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None
