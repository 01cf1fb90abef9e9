"""Whatever fails and whenever: the home is exactly as before or exactly as after, and the person is told which."""

import errno
import gc
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.importing import commit
from engine.importing.preview import Preview
from engine.importing.shelves import backup, journal, locking, recovery, undo
from engine.importing.shelves.batches import batches
from engine.importing.shelves.refusals import BadBackup, StorageFault
from engine.ledgers import writing
from engine.ledgers.home import Home
from tests.importing.uploads import ledger_state, looked, patrol, patrolled, read_here

pytestmark = pytest.mark.slow

__all__ = ["read_here"]
State = dict[str, bytes]
RANDOM_KILLS = 200


class QuickDisk(writing.Disk):
    """Sure of nothing after a power cut, which no test can bring about; what a process wrote outlives it all the same."""

    def fsync(self, descriptor: int) -> None:
        pass


class FailingDisk(QuickDisk):
    """Lets the n-th operation fail, half done where it can be; `ever`: and all that follow, as on a full disk."""

    def __init__(self, at: int, code: int = errno.EIO, *, ever: bool = False) -> None:
        self.at, self.code, self.ever, self.count = at, code, ever, 0

    def _fails(self) -> bool:
        self.count += 1
        return self.count == self.at or (self.ever and self.count > self.at)

    def _check(self) -> None:
        if self._fails():
            raise OSError(self.code, os.strerror(self.code))

    def write(self, descriptor: int, content: memoryview) -> int:
        if self._fails():
            super().write(descriptor, content[: len(content) // 2])
            raise OSError(self.code, os.strerror(self.code))
        return super().write(descriptor, content)

    def fsync(self, descriptor: int) -> None:
        self._check()
        super().fsync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        self._check()
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        self._check()
        super().remove(path)


class KillingDisk(QuickDisk):
    """Kills its own process when the n-th operation is done; before the first if n is 0."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def _step(self, do: Callable[[], object]) -> object:
        if not self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += 1
        done = do()
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    def write(self, descriptor: int, content: memoryview) -> int:
        return self._step(lambda: super(KillingDisk, self).write(descriptor, content))

    def fsync(self, descriptor: int) -> None:
        self._step(lambda: super(KillingDisk, self).fsync(descriptor))

    def rename(self, old: Path, new: Path) -> None:
        self._step(lambda: super(KillingDisk, self).rename(old, new))

    def remove(self, path: Path) -> None:
        self._step(lambda: super(KillingDisk, self).remove(path))


class Story(NamedTuple):
    """A home, three things done to it one after the other, and its ledgers before the first and after each."""

    base: Home
    deeds: list[Callable[[Home], object]]
    states: list[State]

    def copy(self, folder: Path) -> Home:
        return Home(Path(shutil.copytree(self.base.path, folder)))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Two imports, the first with a rejected row and a changed one, then the first is undone."""
    folder = tmp_path_factory.mktemp("story")
    base = patrolled(folder / "base", patrol("P1"), patrol("P2"))
    told = Home(Path(shutil.copytree(base.path, folder / "told")))
    first = looked(base, patrol("P2", minutes=30), patrol("P3"), patrol("P4", minutes="很久"))
    states = [ledger_state(told)]
    commit.commit(told, first, "王某")
    states.append(ledger_state(told))
    second = looked(told, patrol("P5"), name="补报.csv")
    commit.commit(told, second, "李某")
    states.append(ledger_state(told))
    undo.undo(told, 1, "王某")
    states.append(ledger_state(told))
    assert len({str(state) for state in states}) == 4
    deeds = [_importing(first, "王某"), _importing(second, "李某"), lambda home: undo.undo(home, 1, "王某")]
    return Story(base, deeds, states)


def _importing(preview: Preview, who: str) -> Callable[[Home], object]:
    return lambda home: commit.commit(home, preview, who)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[writing.Disk], None]:
    return lambda made: monkeypatch.setattr(writing, "DISK", made)


@pytest.mark.parametrize("ever", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("deed", [0, 2], ids=["import", "undo"])
def test_whichever_operation_of_the_disk_fails_it_is_done_whole_or_not_at_all(
    story: Story, tmp_path: Path, disk: Callable, deed: int, code: int, ever: bool
) -> None:
    before, after = story.states[deed], story.states[deed + 1]
    start = story.copy(tmp_path / "start")
    for done in story.deeds[:deed]:
        done(start)
    at, said = 0, None
    while True:
        at += 1
        home = Home(Path(shutil.copytree(start.path, tmp_path / f"{at}")))
        failing = FailingDisk(at, code, ever=ever)
        disk(failing)
        try:
            story.deeds[deed](home)
            acknowledged = True
        except StorageFault as fault:
            acknowledged, said = False, fault
        disk(QuickDisk())
        stands = ledger_state(home)
        assert stands == (after if acknowledged or said.stored else before), f"operation {at}"
        if not acknowledged:
            assert {errno.ENOSPC: "磁盘已满", errno.EIO: "磁盘读写出错"}[code] in str(said)
            assert ("已入账" in str(said) or "已撤销" in str(said)) == said.stored
        _goes_on(home, stands == after)
        if failing.count < at:
            assert acknowledged
            break
    assert at > 8


def _goes_on(home: Home, done: bool) -> None:
    """What is found is said; then the journal is completed by the next one at work, and agrees with the files."""
    sentences = recovery.found_at_start(home)
    told = _entries(home)
    with locking.alone(home, "下一人", "导入"):
        settled = journal.settle(home)
    if settled:
        assert any("中断" in said for said in sentences)
    assert len(_entries(home)) - len(told) == bool(settled and "已补记" in settled)
    left = [said for said in recovery.found_at_start(home) if "导入时中断" not in said]
    assert left == []
    assert not list(home.path.rglob("*.part"))


def _entries(home: Home) -> list:
    found = journal.read(home)
    assert found.unreadable == ()
    return [(entry["action"], entry["number"]) for entry in found.entries]


def test_a_process_killed_at_any_operation_leaves_the_home_before_or_after(story: Story, tmp_path: Path) -> None:
    at, whole = -1, False
    while not whole:
        at += 1
        assert at < 100, "the child no longer comes to the end: has the program changed meanwhile?"
        whole = _killed(story, tmp_path / f"{at}", lambda at=at: KillingDisk(at))
    assert at > 30


def test_a_process_killed_at_any_moment_leaves_the_home_before_or_after(
    story: Story, tmp_path: Path, disk: Callable
) -> None:
    longest, dice = min(_takes(story, tmp_path / f"whole-{n}", disk) for n in range(3)), random.Random(4)
    finished = [_killed(story, tmp_path / f"{n}", QuickDisk, dice.uniform(0, longest)) for n in range(RANDOM_KILLS)]
    assert finished.count(False) > RANDOM_KILLS / 4, "the kills must hit the work, not come after it"


def _takes(story: Story, folder: Path, disk: Callable) -> float:
    disk(QuickDisk())
    home, began = story.copy(folder), time.perf_counter()
    for deed in story.deeds:
        deed(home)
    return time.perf_counter() - began


def _killed(story: Story, folder: Path, disk: Callable[[], writing.Disk], after: float | None = None) -> bool:
    """Let a child do the story's deeds, kill it, and judge the home it leaves. Returns whether the child came to the end."""
    home = story.copy(folder)
    hears, tells = os.pipe()
    child = os.fork()
    if not child:
        os.close(hears)
        gc.disable()  # it would copy the parent's pages
        signal.alarm(30)  # a child that hangs must not hang the tests
        try:
            writing.DISK = disk()
            for deed in story.deeds:
                deed(home)
                os.write(tells, b"+")
        finally:
            os._exit(0)
    os.close(tells)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    acknowledged = len(b"".join(iter(lambda: os.read(hears, 64), b"")))
    os.close(hears)
    os.waitpid(child, 0)
    stands = ledger_state(home)
    assert stands in story.states[acknowledged : acknowledged + 2]
    done = story.states.index(stands)
    known = batches(home)
    assert [b.number for b in known] in ([*range(1, min(done, 2) + 1)], [*range(1, min(done, 2))])
    _goes_on(home, done > acknowledged)
    shutil.rmtree(folder)
    return acknowledged == len(story.deeds)


@pytest.mark.parametrize("size", [0, 10, 300])
def test_a_small_limit_on_the_size_of_files_is_like_a_full_disk(story: Story, tmp_path: Path, size: int) -> None:
    home = story.copy(tmp_path / "home")
    child = os.fork()
    if not child:
        code = 9
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            story.deeds[0](home)
        except StorageFault as fault:
            code = 1 if fault.stored else 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "refused, and said to be not stored"
    assert ledger_state(home) == story.states[0]
    _goes_on(home, False)


@pytest.mark.parametrize("ever", [False, True])
def test_a_backup_that_the_disk_breaks_off_leaves_no_file(
    story: Story, tmp_path: Path, disk: Callable, ever: bool
) -> None:
    at = 0
    while True:
        at += 1
        failing = FailingDisk(at, errno.ENOSPC, ever=ever)
        disk(failing)
        try:
            backup.backup(story.base, tmp_path / "home.zip")
        except BadBackup as fault:
            assert "没有留下文件" in str(fault)
            assert [p.name for p in tmp_path.iterdir()] == []
        if failing.count < at:
            break
    assert [p.name for p in tmp_path.iterdir()] == ["home.zip"]


@pytest.mark.parametrize("ever", [False, True])
def test_a_restore_that_the_disk_breaks_off_leaves_no_folder(
    story: Story, tmp_path: Path, disk: Callable, ever: bool
) -> None:
    backup.backup(story.base, tmp_path / "home.zip")
    at = 0
    while True:
        at += 1
        failing = FailingDisk(at, errno.ENOSPC, ever=ever)
        disk(failing)
        try:
            backup.restore(tmp_path / "home.zip", tmp_path / "new")
        except BadBackup as fault:
            assert "没有恢复" in str(fault)
            assert [p.name for p in tmp_path.iterdir()] == ["home.zip"]
        if failing.count < at:
            break
    assert ledger_state(Home(tmp_path / "new")) == story.states[0]
    assert at > 8
