"""What the page 导入 lets run in the background: looking at a file, working out what it would move, importing it, undoing a batch.

The name of a look holds the state of the home, so a preview is never of other ledgers than those there are.
"""

import hashlib
import logging
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

from engine.importing import commit, effects, jobs, preview
from engine.importing.jobs import Job, Progress
from engine.importing.preview import Preview
from engine.importing.reading import learnt_aliases, read_file
from engine.importing.shelves import layout, recovery, undo
from engine.importing.shelves.batches import Batch
from engine.ledgers import contract
from engine.ledgers.contract import Resource
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.uploads.parsed_file import Refused

LOOK, EFFECTS, STORE, START = (
    "look",
    "effects",
    "store",
    "start",
)  # kinds of jobs: one of each works on a home at a time
_WHICH = "看不出这是哪一本台账的文件。请在下面选台账；如果栏目和台账对不上，请下载模板，把内容填到模板里。"
FOUND = {"new": "新增", "changed": "有变化", "rejected": "退回"}  # what the reader has to know first
DEMONSTRATION = (
    "这里是演示数据，可以试着看会有什么变化，但不写入。要导入本单位的台账，请系统管理员运行 "
    "python -m engine new 目录名 建立本单位的数据目录，再用环境变量 LEDGER_HOME 指向它。"
)


@dataclass(frozen=True)
class Given:
    """A file as it was handed in, and what its owner said about it; None: what the file itself suggests."""

    name: str
    data: bytes = field(repr=False)
    sha256: str
    ledger: str | None = None
    sheet: str | None = None
    all_or_nothing: bool | None = None
    sheets: tuple[str, ...] = ()  # those there were to choose among

    @classmethod
    def of(cls, name: str, data: bytes) -> "Given":
        return cls(name, data, hashlib.sha256(data).hexdigest())

    def key(self, home: Home) -> Hashable:
        """The name of looking at this file while the home, what it has learnt and its journal are as they are.

        The journal, because after an undo the ledgers are what they were: importing again is another import.
        """
        said = (self.name, self.sha256, self.ledger, self.sheet, self.all_or_nothing)
        return (
            *said,
            home.content_key(),
            *(_stamp(home.path / name) for name in (learnt_aliases.FILE, layout.JOURNAL)),
        )


@dataclass(frozen=True)
class Looked:
    """What looking at a file gave: a preview, or why there is none. `ledger` is the one it was looked at for."""

    ledger: str | None
    preview: Preview | None = None
    fault: str | None = None
    unknown: tuple[str, ...] = ()  # headers that match no column of the ledger
    missing: tuple[str, ...] = ()  # columns of the ledger that must be there and are not
    sheets: tuple[str, ...] = ()  # sheets to choose among
    looks_like: str | None = None  # the ledger whose header this may be

    @property
    def said(self) -> str:
        """The finding: 河长巡河：新增 3 行，有变化 2 行，退回 1 行"""
        if self.preview is None:
            return "这个文件还不能导入"
        counts, title = self.preview.counts, self.preview.resource.title
        told = [f"{words} {counts[name]:,} 行" for name, words in FOUND.items() if counts[name]]
        return f"{title}：{'，'.join(told) or '没有数据行'}"


@dataclass(frozen=True)
class Stored:
    """What an import or an undo came to: a title, more about it, and the batch that came of it."""

    title: str
    said: str
    batch: Batch | None = None


def look(home: Home, given: Given) -> Job:
    """Read and check a file; the job's result is a Looked. Stores nothing."""
    return jobs.start(home, LOOK, given.key(home), lambda progress: _look(home, given, progress))


def moved(home: Home, given: Given, found: Preview, place: str) -> Job:
    """The figures that importing would move at a place, in the years the rows bear on; the job's result is a list of Effect."""
    key = (given.key(home), place)
    return jobs.start(home, EFFECTS, key, lambda progress: effects.effects(found, place, on_progress=progress))


def store(home: Home, key: Hashable, found: Preview, who: str) -> Job:
    """Import what was looked at under `key`, once however often it is asked for; the job's result is a Stored."""
    return jobs.start(home, STORE, key, lambda progress: _store(home, found, who, progress))


def take_back(home: Home, number: int, who: str) -> Job:
    """Undo a batch; the job's result is a Stored."""
    return jobs.start(home, STORE, ("undo", number), lambda progress: _take_back(home, number, who, progress))


def storing(home: Home) -> Job | None:
    """The import or undo that is at work on this home, whoever began it."""
    return jobs.running(home, STORE)


def found_at_start(home: Home) -> Job:
    """What is not as the journal says, looked for once for each state of the home; the job's result is a list of sentences."""
    key = (home.content_key(), _stamp(home.path / layout.JOURNAL))
    return jobs.start(home, START, key, lambda progress: recovery.found_at_start(home))


def ledgers(home: Home) -> dict[str, Resource]:
    """The ledgers of the home's contract by name."""
    return {name: r for name, r in contract.load(home.file("datapackage.json")).items() if r.is_ledger}


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (stat.st_size, stat.st_mtime_ns)


def _look(home: Home, given: Given, progress: Progress) -> Looked:
    known = ledgers(home)
    progress("正在辨认台账")
    try:
        ledger = given.ledger or read_file.ledger_of(given.data, given.name, known, home)
    except Refused as refused:
        return _refused(None, refused)
    if ledger is None:
        return Looked(None, fault=_WHICH)
    whole = known[ledger].whole_file_only if given.all_or_nothing is None else given.all_or_nothing
    try:
        found = preview.prepare(
            home, ledger, given.data, given.name, all_or_nothing=whole, sheet=given.sheet, on_progress=progress
        )
    except Refused as refused:
        return _refused(ledger, refused)
    return Looked(ledger, found)


def _refused(ledger: str | None, refused: Refused) -> Looked:
    return Looked(
        ledger,
        fault=str(refused),
        unknown=refused.unknown,
        missing=refused.missing,
        sheets=refused.sheets,
        looks_like=refused.looks_like,
    )


def _store(home: Home, found: Preview, who: str, progress: Progress) -> Stored:
    progress("正在写入台账")
    batch = commit.commit(home, found, who, on_progress=progress)
    _renew(home, progress)
    counts = batch.counts
    told = [f"{words} {counts[name]:,} 行" for name, words in _COUNTED.items() if counts.get(name)]
    left = "退回的行还没有收：请下载，改好后再导入。" if counts.get("rejected") else ""
    said = f"{batch.said}，{batch.file}：{'，'.join(told)}。各页的数字已经更新。{left}"
    return Stored(f"已导入{found.title} {counts['accepted']:,} 行", said, batch)


def _take_back(home: Home, number: int, who: str, progress: Progress) -> Stored:
    progress("正在撤销")
    undo.undo(home, number, who)
    _renew(home, progress)
    said = "这一批移到了 undone 文件夹，没有删除；各页的数字已经更新。要恢复，请重新导入原文件。"
    return Stored(f"已撤销批次 {number:04d}", said)


def _renew(home: Home, progress: Progress) -> None:
    """The new figures now, so that no reader waits for them. If that fails, what was stored is stored all the same."""
    progress("正在更新各页的数字")
    try:
        questions.open_scope(home)
    except Exception:
        logging.getLogger(__name__).exception("the snapshot after an import could not be built")


_COUNTED = {"new": "新增", "changed": "更新", "unchanged": "无变化", "rejected": "退回", "skipped": "跳过"}
