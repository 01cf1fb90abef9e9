"""Storing an upload: its original, its rejected rows, and one new file of the ledger, which is the moment of truth."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import partial
from pathlib import Path

from engine.importing import rejected
from engine.importing.jobs import Progress
from engine.importing.preview import Preview, prepare
from engine.importing.shelves import batches, journal, layout
from engine.importing.shelves.batches import Batch, next_number, of_entry
from engine.importing.shelves.locking import PATIENCE, alone, now
from engine.importing.shelves.refusals import NotDone, NothingToStore, StorageFault
from engine.ledgers import writing
from engine.ledgers.home import Home
from engine.ledgers.masking import scrub


class HomeChanged(NotDone):
    """The home is not what the preview was made from, and the outcome is another: the official must look at `preview`, the new one."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(
            "台账在核对之后有了变动（可能另有人导入或改了文件），结果与刚才看到的不同，请重新核对后再确认。"
        )
        self.preview = preview


def commit(
    home: Home, preview: Preview, who: str, *, patience: float = PATIENCE, on_progress: Progress | None = None
) -> Batch:
    """Store what the preview accepts; the snapshot is rebuilt by the next reader, as after any change of the ledgers.

    Raises Demonstration, Busy, NothingToStore, HomeChanged, StorageFault: then nothing is stored, unless a
    StorageFault says that it is.
    """
    with alone(home, who, f"导入“{preview.title}”", patience):
        if home.content_key() != preview.home_key:
            preview = _again(home, preview)
        if preview.why_not:
            raise NothingToStore(preview.why_not)
        if on_progress:
            on_progress("正在写入", 0, preview.counts["accepted"])
        journal.settle(home)
        entry, content = _entry(home, preview, who)
        _store(home, preview, entry, content)
        if on_progress:
            on_progress("正在写入", preview.counts["accepted"], preview.counts["accepted"])
        return of_entry(entry)


def _store(home: Home, preview: Preview, entry: journal.Entry, content: list[bytes]) -> None:
    """The uploaded bytes and the rejected rows first, as without the batch they mean nothing; then the batch."""
    original, batch = layout.original(home, preview.sha256), layout.batch(home, entry["ledger"], entry["batch"])
    beside = {} if _is_kept(original, preview.sha256) else {original: [preview.data]}
    if entry["rejected"]:
        beside[layout.rejected(home, entry["batch"])] = [rejected.file(rejected.of(preview), preview.resource)]
    try:
        for path, what in beside.items():
            journal.attempt(entry, partial(writing.put, path, what))
        journal.carry_out(home, entry, lambda: writing.put(batch, content), lambda: writing.DISK.remove(batch))
    except StorageFault as fault:
        if not fault.stored:
            for path in beside:
                with suppress(OSError):
                    writing.DISK.remove(path)
        raise


def _is_kept(original: Path, sha256: str) -> bool:
    return original.exists() and layout.sha256_of(original) == sha256


def _again(home: Home, preview: Preview) -> Preview:
    """The upload against the home as it is now. Raises HomeChanged if that makes a difference."""
    asked = preview.asked
    new = prepare(
        home,
        preview.ledger,
        preview.data,
        asked.name,
        all_or_nothing=asked.all_or_nothing,
        sheet=asked.sheet,
        limits=asked.limits,
    )
    if not new.same_outcome(preview):
        raise HomeChanged(new)
    return new


def _entry(home: Home, preview: Preview, who: str) -> tuple[journal.Entry, list[bytes]]:
    """The journal's line, and the content of the batch that it tells of."""
    content = list(batches.content(preview.accepted, preview.resource))
    number = next_number(home)
    name = layout.batch_name(number, preview.sha256)
    entry = {
        "action": journal.IMPORT,
        "number": number,
        "ledger": preview.ledger,
        "file": scrub(preview.file),
        "sha256": preview.sha256,
        "batch": name,
        "batch_sha256": _sha256(content),
        "who": scrub(who),
        "when": now(),
        "counts": preview.counts,
        "rejected": f"rejected/{name}" if preview.rejected else None,
        "result": "已入账",
    }
    return entry, content


def _sha256(content: list[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in content:
        digest.update(piece)
    return digest.hexdigest()
