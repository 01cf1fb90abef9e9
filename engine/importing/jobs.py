"""Work that a page starts and that no page can stop: reading, checking and committing a file in a thread of the server.

A job has a name: home, kind and key. Starting what is running or finished under that name starts nothing, so a rerun,
a second tab or a double click finds the one job there is; closing the browser leaves it running.

(docs/decisions.md, "Jobs outlive their page")
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from engine.ledgers.faults import SaidError
from engine.ledgers.home import Home

_KEPT = 4  # finished jobs per home and kind: a preview holds a file's rows
_MISHAP = "处理时出了意外，没有完成。请重试；仍然不行，请把文件名和时间告诉系统管理员。"
_lock = threading.Lock()
_jobs: OrderedDict[tuple[Path, str, Hashable], "Job"] = OrderedDict()
_turns: dict[tuple[Path, str], threading.Lock] = {}


class Progress(Protocol):
    """Takes what is being done, how many rows are done, and how many there are if that is known."""

    def __call__(self, stage: str, done: int = 0, whole: int | None = None) -> None: ...


@dataclass
class Job:
    """One piece of work. After `finished`: `result`, or `fault` (what to do, for the screen) and the exception behind it."""

    stage: str = "正在排队"
    done: int = 0
    whole: int | None = None
    result: Any = None
    fault: str | None = None
    exception: Exception | None = None
    ended: threading.Event = field(default_factory=threading.Event)
    _since: float = field(default_factory=time.monotonic)  # when this stage began

    @property
    def finished(self) -> bool:
        return self.ended.is_set()

    @property
    def seconds_left(self) -> float | None:
        """Of this stage, if it goes on as it did; None while nothing can be said."""
        spent = time.monotonic() - self._since
        if not self.whole or not self.done or spent < 0.3:
            return None
        return spent / self.done * max(self.whole - self.done, 0)

    @property
    def share(self) -> float | None:
        """How much of this stage is done, 0 to 1; None if nobody knows."""
        return min(self.done / self.whole, 1.0) if self.whole else None

    @property
    def said(self) -> str:
        """正在核对：已处理 12,000 行，共 100,000 行，约剩 4 秒"""
        told = [f"已处理 {self.done:,} 行"] if self.done else []
        told += [f"共 {self.whole:,} 行"] if self.whole else []
        left = self.seconds_left
        told += [f"约剩 {_duration(left)}"] if left is not None else []
        return f"{self.stage}：{'，'.join(told)}" if told else f"{self.stage}……"

    def progress(self, stage: str, done: int = 0, whole: int | None = None) -> None:
        """Called by the work itself, as often as it likes."""
        if stage != self.stage:
            self._since = time.monotonic()
        self.stage, self.done, self.whole = stage, done, whole


def start(home: Home, kind: str, key: Hashable, work: Callable[[Progress], Any]) -> Job:
    """The job of this name, begun now unless there is one. One job per home and kind at a time; others wait their turn.

    A job that failed is begun again. `work` gets a function to report progress to, and its result is kept with the job.
    """
    name = (home.path, kind, key)
    with _lock:
        job = _jobs.get(name)
        if job is None or job.fault:
            job = _jobs[name] = Job()
            turn = _turns.setdefault((home.path, kind), threading.Lock())
            # No daemon: a server that is shut down finishes what it is writing.
            threading.Thread(target=_run, args=(job, turn, work), name=f"import {kind}", daemon=False).start()
        _jobs.move_to_end(name)
        _forget_old(home, kind)
        return job


def running(home: Home, kind: str) -> Job | None:
    """The job of this kind that is at work on this home, whoever began it."""
    with _lock:
        return next((job for name, job in _jobs.items() if name[:2] == (home.path, kind) and not job.finished), None)


def _run(job: Job, turn: threading.Lock, work: Callable[[Progress], Any]) -> None:
    with turn:
        try:
            job.result = work(job.progress)
        except Exception as fault:
            job.exception = fault
            job.fault = _said(fault)
        finally:
            job.ended.set()


def _said(fault: Exception) -> str:
    """Faults that were foreseen bring their own sentence; the others go to the log."""
    if isinstance(fault, SaidError):
        return str(fault)
    logging.getLogger(__name__).error("an import job failed", exc_info=fault)
    return _MISHAP


def _forget_old(home: Home, kind: str) -> None:
    finished = [name for name, job in _jobs.items() if name[:2] == (home.path, kind) and job.finished]
    for name in finished[:-_KEPT]:
        del _jobs[name]


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} 秒" if whole < 90 else f"{round(whole / 60)} 分钟"
