"""Files as an office sends them, and homes to send them to, small enough to count by hand."""

import csv
import io
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.importing import preview
from engine.importing.preview import Preview
from engine.importing.reading import read_file
from engine.ledgers.home import Home
from tests.homes import CONTRACT, filled, make_home

PATROLS = "river_patrols"


def sent(ledger: str, *rows: dict) -> bytes:
    """A CSV file in the contract's shape; what a row requires and does not say is filled in."""
    fields = CONTRACT[ledger].fields
    told = [[str(filled(ledger, **row).get(f.column, "")) for f in fields] for row in rows]
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([[f.name for f in fields], *told])
    return buffer.getvalue().encode("utf-8-sig")


def patrol(row_id: str, **cells: object) -> dict:
    return {"row_id": row_id, "level": "村级", "chief": "HZ1", **cells}


def patrolled(folder: Path, *rows: dict) -> Home:
    """A home whose patrols are these."""
    return make_home(folder, {PATROLS: list(rows)} if rows else {})


def looked(home: Home, *rows: dict, ledger: str = PATROLS, name: str = "巡河.csv", **options: object) -> Preview:
    """The preview of a file with these rows."""
    return preview.prepare(home, ledger, sent(ledger, *rows), name, **options)


def ledger_state(home: Home) -> dict[str, bytes]:
    """Every file of the ledgers and of undone/ with its content: what an import or an undo may change."""
    found = (p for folder in ("ledgers", "undone") for p in (home.path / folder).rglob("*.csv"))
    return {p.relative_to(home.path).as_posix(): p.read_bytes() for p in found if not p.name.startswith(".")}


def in_a_thread(work: Callable[[], object]) -> object:
    """FileLock lets the same thread in twice."""
    found: list = []

    def run() -> None:
        try:
            found.append(work())
        except Exception as fault:
            found.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


@pytest.fixture(scope="module", autouse=True)
def read_here() -> Callable[[], None]:
    """Files are read in this process: what the process of its own does is tested where it is made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preview.read_file, "parse", read_file.parse_here)
        yield
