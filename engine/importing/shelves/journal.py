"""The journal of a home: one line for every import and every undo, only ever added to.

What counts is the file that is renamed into its place (or out of it). Before that the journal's line is laid
down in a file of its own, so that after a crash between the two nothing of it is lost: the next importer adds
the line and says so.

(docs/decisions.md, "The rename is the moment of truth")
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from engine.importing.shelves import layout
from engine.importing.shelves.layout import JOURNAL, PENDING
from engine.importing.shelves.refusals import StorageFault, why
from engine.ledgers import writing
from engine.ledgers.home import BATCH, Home

IMPORT, UNDO = "import", "undo"
Entry = dict  # action, number, ledger, file, sha256, batch, batch_sha256, who, when, counts, rejected, result


class Journal(NamedTuple):
    """The journal's lines in their order, and the numbers of lines that cannot be read."""

    entries: tuple[Entry, ...] = ()
    unreadable: tuple[int, ...] = ()


def read(home: Home) -> Journal:
    """What the journal says. Never raises for what stands in it; raises OSError where it cannot be read at all."""
    try:
        lines = (home.path / JOURNAL).read_bytes().split(b"\n")
    except FileNotFoundError:
        return Journal()
    found, unreadable = [], []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            entry = _entry(line)
            found.append(entry) if entry else unreadable.append(number)
    return Journal(tuple(found), tuple(unreadable))


def pending(home: Home) -> Entry | None:
    """The line of an import or undo that was broken off before the journal had it."""
    try:
        return _entry((home.path / PENDING).read_bytes())
    except FileNotFoundError:
        return None


def happened(home: Home, entry: Entry) -> bool:
    """Whether the files say that it was done."""
    stands = layout.batch(home, entry["ledger"], entry["batch"]).exists()
    aside = layout.undone(home, entry["ledger"], entry["batch"]).exists()
    return stands if entry["action"] == IMPORT else aside and not stands


def carry_out(home: Home, entry: Entry, step: Callable[[], None], back: Callable[[], None]) -> None:
    """Do `step`, one rename, and write its line; if the disk fails, `back` takes it back.

    Raises StorageFault, which says whether it was done: it is done whole or not at all.
    """
    try:
        writing.put(home.path / PENDING, [_line(entry)])
        step()
        writing.append(home.path / JOURNAL, _line(entry))
    except OSError as fault:
        with suppress(OSError):
            back()
        done = happened(home, entry)
        if not done:
            with suppress(OSError):
                writing.DISK.remove(home.path / PENDING)
        raise StorageFault(_said(entry, done, fault), stored=done) from fault
    with suppress(OSError):  # the journal has the line: what is left here says nothing new
        writing.remove(home.path / PENDING)


def attempt(entry: Entry, step: Callable[[], None]) -> None:
    """Do what comes before the step that counts. Raises StorageFault: not stored."""
    try:
        step()
    except OSError as fault:
        raise StorageFault(_said(entry, False, fault), stored=False) from fault


def settle(home: Home) -> str | None:
    """Under the lock: finish what was broken off, and say what was found. Raises StorageFault."""
    try:
        return _settle(home)
    except OSError as fault:
        raise StorageFault(
            f"数据目录不能写入（{why(fault)}），没有做任何改动。请系统管理员检查目录权限、磁盘空间和磁盘后再试。",
            stored=False,
        ) from fault


def _settle(home: Home) -> str | None:
    entry = pending(home)
    if entry is None:
        return None
    said = None
    if _key(entry) not in map(_key, read(home).entries):
        said = broken_off(home, entry)
        if happened(home, entry):
            writing.append(home.path / JOURNAL, _line(entry | {"result": f"{entry['result']}（中断后补记）"}))
            said += "现已补记。"
    writing.remove(home.path / PENDING)
    return said


def broken_off(home: Home, entry: Entry) -> str:
    """What a broken-off import or undo left, as a sentence."""
    what = f"批次 {entry['number']:04d} 的{'导入' if entry['action'] == IMPORT else '撤销'}在写日志前中断"
    if happened(home, entry):
        return f"{what}：{'数据已入账' if entry['action'] == IMPORT else '批次已移出'}，日志缺一行。"
    return f"{what}：{'没有入账，请重新导入' if entry['action'] == IMPORT else '批次没有移出，请重新撤销'}。"


def _key(entry: Entry) -> tuple:
    return entry["action"], entry["number"], entry["batch"]


def _line(entry: Entry) -> bytes:
    return json.dumps(entry, ensure_ascii=False).encode() + b"\n"


def _entry(line: bytes) -> Entry | None:
    try:
        entry = json.loads(line)
        sound = entry["action"] in (IMPORT, UNDO) and isinstance(entry["number"], int)
        sound = sound and all(isinstance(entry[name], str) for name in ("ledger", "batch", "who", "when", "result"))
        if sound and entry["action"] == IMPORT:
            sound = all(isinstance(count, int) for count in entry["counts"].values())
            sound = sound and all(isinstance(entry[name], str) for name in ("file", "sha256", "batch_sha256"))
            sound = sound and entry["rejected"] in (None, f"rejected/{entry['batch']}")
        return entry if sound and BATCH.fullmatch(entry["batch"]) and entry["ledger"].isidentifier() else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _said(entry: Entry, done: bool, fault: OSError) -> str:
    number = f"{entry['number']:04d}"
    if entry["action"] == IMPORT:
        state = f"数据已入账（批次 {number}），但日志没有写成，下次导入时补记" if done else "没有入账，目录和导入前一样"
    else:
        state = f"批次 {number} 已撤销，但日志没有写成，下次操作时补记" if done else f"批次 {number} 没有撤销，仍在账上"
    return f"写入磁盘时出错（{why(fault)}）：{state}。请系统管理员检查磁盘空间和磁盘后再试。"
