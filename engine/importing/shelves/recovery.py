"""What a home looks like at start: half-written files swept, the journal compared with the files; nothing is mended in silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from engine.importing.shelves import journal, layout
from engine.importing.shelves.batches import Batch, batches
from engine.importing.shelves.locking import alone
from engine.importing.shelves.refusals import Busy, NotDone, why
from engine.ledgers import writing
from engine.ledgers.home import Home


def found_at_start(home: Home) -> list[str]:
    """Sentences on everything that is not as the journal says, each with what to do; empty if all is well. Never raises."""
    try:
        if layout.is_demonstration(home):
            return []
        return [*_swept(home), *_lasting(home)]
    except OSError as fault:
        return [f"数据目录读不了（{why(fault)}），没有核对。请系统管理员检查目录权限和磁盘。"]


def _lasting(home: Home) -> list[str]:
    """What is found while nobody is at work: a batch that waits for its line in the journal is nothing wrong."""
    found = compared(home)
    if not found:
        return []
    try:
        with alone(home, "系统", "核对日志", patience=0):
            return compared(home)
    except Busy:
        return []  # the next look will tell
    except NotDone:  # a home that cannot be written to
        return found


def compared(home: Home) -> list[str]:
    """The journal beside the files. Raises OSError."""
    waiting = journal.pending(home)
    said = [journal.broken_off(home, waiting) + "下次导入或撤销时自动补记并说明。"] if waiting else []
    if waiting is None and (home.path / layout.PENDING).exists():
        said.append(f"{layout.PENDING} 读不出来，不知道中断时在做什么。请核对最近一次导入是否在账上，再删去这个文件。")
    told = journal.read(home)
    said += [
        f"日志 {layout.JOURNAL} 第 {n} 行读不出来（可能写到一半断电），请从备份核对这一行。" for n in told.unreadable
    ]
    known = batches(home)
    for batch in known:
        said += _of_batch(home, batch)
    expected = {batch.name for batch in known} | ({waiting["batch"]} if waiting else set())
    said += [
        f"文件 {s.path.relative_to(home.path).as_posix()} 像是导入的批次，日志里却没有。请核对来历：应计入的请改名后作为原有文件放入，否则移出。"
        for s in (*layout.standing(home), *layout.set_aside(home))
        if s.path.name not in expected
    ]
    return said + list(_left_over(home, known, waiting))


def _swept(home: Home) -> list[str]:
    if not layout.scratch(home):
        return []
    try:
        with alone(home, "系统", "清理临时文件", patience=0):
            parts = layout.scratch(home)
            for part in parts:
                with suppress(FileNotFoundError):
                    writing.remove(part)
    except NotDone:  # somebody is importing now: these are theirs
        return []
    except OSError as fault:
        return [f"上次中断留下的临时文件清理不掉（{why(fault)}），不影响数据，请系统管理员检查目录权限。"]
    return [f"已清理上次中断留下的 {len(parts)} 个临时文件，它们从未计入。"]


def _of_batch(home: Home, batch: Batch) -> Iterator[str]:
    here, there = layout.batch(home, batch.ledger, batch.name), layout.undone(home, batch.ledger, batch.name)
    expected, wrong = (there, here) if batch.undone_on else (here, there)
    if wrong.exists():
        said = "日志说已撤销，文件却在台账里，仍在计入" if batch.undone_on else "日志里没有撤销，文件却已移到 undone"
        yield f"{batch.said}：{said}。请核对后把文件移回原处。"
    elif not expected.exists():
        yield f"{batch.said}：文件 {expected.relative_to(home.path).as_posix()} 不见了。请从备份恢复，或重新导入原文件。"
    elif batch.batch_sha256 and layout.sha256_of(expected) != batch.batch_sha256:
        yield f"{batch.said}：文件在导入后被改动过，与日志不符。请从备份恢复；要改数据请重新导入。"
    original = layout.original(home, batch.sha256)
    if batch.sha256 and not original.exists():
        yield f"{batch.said}：原件不见了（originals/{batch.sha256[:8]}…）。不影响计数，请从备份恢复。"
    elif batch.sha256 and layout.sha256_of(original) != batch.sha256:
        yield f"{batch.said}：原件被改动过（originals/{batch.sha256[:8]}…）。不影响计数，请从备份恢复。"
    if batch.rejected and not layout.rejected(home, batch.name).exists():
        yield f"{batch.said}：未收的行（{batch.rejected}）不见了。不影响计数，请从备份恢复。"


def _left_over(home: Home, known: list[Batch], waiting: journal.Entry | None) -> Iterator[str]:
    """Originals and rejected rows of an import that never came to its end."""
    waits = {waiting.get("sha256"), waiting["batch"]} if waiting else set()
    for path in layout.kept(home, "originals"):
        if path.name not in waits | {batch.sha256 for batch in known}:
            yield f"原件 originals/{path.name[:8]}… 没有入账（导入时中断）。请重新导入原文件；不再需要的可以删去。"
    for path in layout.kept(home, "rejected"):
        if path.name not in waits | {batch.name for batch in known}:
            yield f"rejected/{path.name} 没有对应的批次（导入时中断）。重新导入后可以删去。"
