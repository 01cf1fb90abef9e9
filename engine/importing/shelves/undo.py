"""Taking a batch back: its file moves out of the ledger into undone/, nothing is deleted."""

from engine.importing.shelves import journal, layout
from engine.importing.shelves.batches import Batch, batches
from engine.importing.shelves.locking import PATIENCE, alone, now, said_time
from engine.importing.shelves.refusals import NotUndoable
from engine.ledgers import writing
from engine.ledgers.home import Home
from engine.ledgers.masking import scrub


def undo(home: Home, number: int, who: str, *, patience: float = PATIENCE) -> None:
    """Move the batch aside; the rows that it had replaced count again.

    Raises Demonstration, Busy, NotUndoable, StorageFault: then the batch stays, unless a StorageFault says otherwise.
    """
    with alone(home, who, f"撤销批次 {number:04d}", patience):
        journal.settle(home)
        batch = _standing(home, number)
        here, there = layout.batch(home, batch.ledger, batch.name), layout.undone(home, batch.ledger, batch.name)
        if not here.exists():
            raise NotUndoable(f"{batch.said} 的文件不在台账里，没有可撤销的。请用 python -m engine batches 核对。")
        entry = {
            "action": journal.UNDO,
            "number": number,
            "ledger": batch.ledger,
            "batch": batch.name,
            "who": scrub(who),
            "when": now(),
            "result": "已撤销",
        }
        journal.carry_out(home, entry, lambda: writing.move(here, there), lambda: writing.move(there, here))


def _standing(home: Home, number: int) -> Batch:
    known = {batch.number: batch for batch in batches(home)}
    if number not in known:
        standing = "、".join(f"{b.number:04d}" for b in known.values() if not b.undone_on)
        said = f"可撤销的批次有：{standing}。" if standing else "目前没有可撤销的批次。"
        raise NotUndoable(f"没有批次 {number:04d}。{said}")
    batch = known[number]
    if batch.undone_on:
        when = said_time(batch.undone_on)
        raise NotUndoable(f"{batch.said} 已于 {when} 由“{batch.undone_by}”撤销，不能再撤销。要恢复，请重新导入原文件。")
    return batch
