"""The batches of a home as its journal tells them: what came in, from whom, when, and whether it was undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from engine.importing.shelves import journal, layout
from engine.ledgers.contract import Resource
from engine.ledgers.home import Home


class Batch(NamedTuple):
    """One import. `counts`: rows_in, accepted, new, changed, unchanged, rejected, skipped. Moments are ISO with offset."""

    number: int
    ledger: str
    file: str
    sha256: str
    who: str
    when: str
    counts: dict[str, int]
    name: str  # of its file in the ledger
    batch_sha256: str
    rejected: str | None  # its file of rejected rows, as a path within the home
    undone_on: str | None = None
    undone_by: str | None = None

    @property
    def said(self) -> str:
        return f"批次 {self.number:04d}"


_ROWS = 50_000  # written at a time
_END = "\r\n"


def batches(home: Home) -> list[Batch]:
    """Every import that the journal knows, by number. Raises OSError where it cannot be read."""
    found: dict[int, Batch] = {}
    for entry in journal.read(home).entries:
        if entry["action"] == journal.IMPORT:
            found[entry["number"]] = of_entry(entry)
        elif entry["number"] in found:
            found[entry["number"]] = found[entry["number"]]._replace(undone_on=entry["when"], undone_by=entry["who"])
    return [found[number] for number in sorted(found)]


def of_entry(entry: journal.Entry) -> Batch:
    """The batch that a line of the journal tells of."""
    return Batch(
        entry["number"],
        entry["ledger"],
        entry["file"],
        entry["sha256"],
        entry["who"],
        entry["when"],
        entry["counts"],
        entry["batch"],
        entry["batch_sha256"],
        entry["rejected"],
    )


def same_file(home: Home, ledger: str, sha256: str) -> Batch | None:
    """The batch by which this very file is in the ledger already."""
    standing = (b for b in batches(home) if b.ledger == ledger and b.sha256 == sha256 and not b.undone_on)
    return next(standing, None)


def next_number(home: Home) -> int:
    """One more than any number this home has used, undone batches and lost files included."""
    said = [entry["number"] for entry in journal.read(home).entries]
    waiting = journal.pending(home)
    return max([layout.highest_number(home), *said, waiting["number"] if waiting else 0]) + 1


def content(rows: pa.Table, resource: Resource) -> Iterator[bytes]:
    """UTF-8 with BOM, Chinese header, quoted only where needed; read back by `reading.read` it gives the same cells."""
    yield b"\xef\xbb\xbf" + f"{','.join(_plain(name) for name in resource.headers)}{_END}".encode()
    for batch in rows.select([f.column for f in resource.fields]).to_batches(max_chunksize=_ROWS):
        lines = pc.binary_join_element_wise(*map(_quoted, batch.columns), ",")
        whole = pa.ListArray.from_arrays(pa.array([0, len(lines)], pa.int32()), lines)
        yield pc.binary_join(whole, _END)[0].as_buffer().to_pybytes() + _END.encode()


def _quoted(cells: pa.Array) -> pa.Array:
    cells = pc.fill_null(cells, "")
    needed = pc.match_substring_regex(cells, '[",\r\n]')
    if not pc.any(needed).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(needed, pc.binary_join_element_wise('"', doubled, '"', ""), cells)


def _plain(name: str) -> str:
    return f'"{name.replace(chr(34), chr(34) * 2)}"' if any(sign in name for sign in '",\r\n') else name
