"""One importer at a time in a home; who comes second is told who is at it, and since when."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from filelock import FileLock, Timeout

from engine.importing.shelves.layout import HOLDER, LOCK, is_demonstration
from engine.importing.shelves.refusals import Busy, Demonstration, StorageFault, why
from engine.ledgers.home import Home
from engine.ledgers.masking import scrub

PATIENCE = 10.0  # seconds to wait for another importer


@contextmanager
def alone(home: Home, who: str, what: str, patience: float = PATIENCE) -> Iterator[None]:
    """Nobody else changes the home's ledgers meanwhile. Raises Demonstration, Busy, StorageFault."""
    if is_demonstration(home):
        raise Demonstration
    lock = FileLock(home.path / LOCK, timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(_busy(home)) from None
    except OSError as fault:
        raise StorageFault(
            f"数据目录不能写入（{why(fault)}），没有做任何改动。请系统管理员检查目录权限和磁盘空间。", stored=False
        ) from fault
    holder = home.path / HOLDER
    try:
        with suppress(OSError):  # only for the one who has to wait
            holder.write_text(json.dumps({"who": scrub(who), "what": what, "since": now()}), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            os.unlink(holder)
        lock.release()


def now() -> str:
    """This moment with its offset from UTC, to the second, as the journal keeps it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def said_time(when: str) -> str:
    """`2024-03-05 09:30` of a moment of the journal."""
    return when[:16].replace("T", " ")


def _busy(home: Home) -> str:
    try:
        held = json.loads((home.path / HOLDER).read_text(encoding="utf-8"))
        who = f"“{held['who']}”自 {said_time(held['since'])} 起正在{held['what']}"
    except (OSError, ValueError, KeyError, TypeError):
        who = "另一人正在导入或撤销"
    return f"{who}，同一时间只能一人操作，没有做任何改动。请等其完成后再试。"
