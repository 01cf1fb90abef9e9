"""The history of one ledger row: which file or batch set which value."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import NamedTuple

from engine.importing.preview_tables import masked
from engine.importing.shelves import layout
from engine.importing.shelves.batches import Batch, batches
from engine.ledgers import contract
from engine.ledgers.contract import Resource
from engine.ledgers.home import BATCH, Home


class ChangedCell(NamedTuple):
    """One cell that a file set; `old` is empty where the row was new. Masked."""

    header: str
    old: str
    new: str


class HistoryStep(NamedTuple):
    """What one file said of the row. `batch` None: a file as delivered. `undone`: it no longer counts."""

    file: str
    batch: Batch | None
    undone: bool
    new: bool
    cells: tuple[ChangedCell, ...]

    @property
    def said(self) -> str:
        """`批次 0003`, or the file's name."""
        batch = BATCH.fullmatch(Path(self.file).name)
        return f"批次 {batch[1]}" if batch else self.file


def history(home: Home, ledger: str, row_id: str) -> list[HistoryStep]:
    """Everything that files of this ledger say of the row, in the order in which they count, the undone ones in their place.

    A value that differs only where it is masked is listed all the same. Raises OSError.
    """
    resource = contract.load(home.file("datapackage.json"))[ledger]
    known = {batch.name: batch for batch in batches(home)}
    aside = [s for s in layout.set_aside(home) if s.ledger == ledger]
    files = home.ledger_files(ledger)
    delivered = [path for path in files if not BATCH.fullmatch(path.name)]
    numbered = [layout.Shelved(int(path.name.split("-")[0]), ledger, path) for path in files if path not in delivered]
    steps: list[HistoryStep] = []
    stands: list[str] = []  # the row's cells as they count so far
    for path in [*delivered, *(s.path for s in sorted(numbered + aside))]:
        cells = _cells(path, resource, row_id)
        if cells is None:
            continue
        undone = path in {s.path for s in aside}
        label = path.relative_to(home.path).as_posix()
        steps.append(HistoryStep(label, known.get(path.name), undone, not stands, _differing(resource, stands, cells)))
        stands = stands if undone else cells
    return steps


def _differing(resource: Resource, old: list[str], new: list[str]) -> tuple[ChangedCell, ...]:
    pairs = zip(resource.fields, old or [""] * len(new), new, strict=True)
    return tuple(ChangedCell(f.name, masked(f.personal, a), masked(f.personal, b)) for f, a, b in pairs if a != b)


def _cells(path: Path, resource: Resource, row_id: str) -> list[str] | None:
    """The row with this key in one file: the first one, as loading takes it. None if it is not there or cannot be read."""
    data = path.read_bytes()
    if row_id.encode() not in data:  # most files do not have it: they need not be taken apart
        return None
    key = [f.column for f in resource.fields].index(resource.key or "")
    try:
        for cells in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
            if len(cells) == len(resource.fields) and cells[key].strip() == row_id:
                return [cell.strip() for cell in cells]
    except (UnicodeDecodeError, csv.Error):
        return None
    return None
