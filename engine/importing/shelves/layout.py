"""Where a home keeps what was imported: batches, originals, rejected and undone rows, the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from engine.ledgers.home import BATCH, DEFAULTS, Home

JOURNAL, PENDING, HOLDER, LOCK = "journal.jsonl", "journal.pending", "importing.json", ".import.lock"


class Shelved(NamedTuple):
    """A numbered file: of a ledger, or set aside from it."""

    number: int
    ledger: str
    path: Path


def batch_name(number: int, sha256: str) -> str:
    """`0012-1a2b3c4d.csv`: the number orders the batches of a home, the hash says from which upload."""
    return f"{number:04d}-{sha256[:8]}.csv"


def batch(home: Home, ledger: str, name: str) -> Path:
    return home.path / "ledgers" / ledger / name


def undone(home: Home, ledger: str, name: str) -> Path:
    return home.path / "undone" / ledger / name


def rejected(home: Home, name: str) -> Path:
    return home.path / "rejected" / name


def original(home: Home, sha256: str) -> Path:
    return home.path / "originals" / sha256


def standing(home: Home) -> list[Shelved]:
    """The batches that count, by number."""
    return sorted(_shelved(home.path / "ledgers"))


def set_aside(home: Home) -> list[Shelved]:
    """The batches that were undone, by number."""
    return sorted(_shelved(home.path / "undone"))


def highest_number(home: Home) -> int:
    """The highest number that a file of this home has ever borne, as far as the files say."""
    kept = [int(found[1]) for path in _files(home.path / "rejected") if (found := BATCH.fullmatch(path.name))]
    return max([s.number for s in (*standing(home), *set_aside(home))] + kept, default=0)


def kept(home: Home, shelf: str) -> list[Path]:
    """The files of `originals` or `rejected`, half-written ones left out."""
    return sorted(path for path in _files(home.path / shelf) if not path.name.startswith("."))


def scratch(home: Home) -> list[Path]:
    """Files that an interrupted import left half-written. Only an importer that holds the lock may remove them."""
    folders = [home.path / name for name in ("originals", "rejected")]
    folders += [f for name in ("ledgers", "undone") for f in (home.path / name).glob("*") if f.is_dir()]
    parts = [p for folder in folders for p in _files(folder) if p.name.startswith(".") and p.name.endswith(".part")]
    own = home.path / f".{PENDING}.part"
    return sorted(parts) + ([own] if own.exists() else [])


def is_demonstration(home: Home) -> bool:
    """data/ is nobody's home: it is never written to."""
    return home.path.resolve() == DEFAULTS.resolve()


def sha256_of(path: Path) -> str:
    """The hash of a file, read again only when its stamps have changed."""
    s = path.stat()
    return _sha256(path, (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino))


@lru_cache(maxsize=10_000)
def _sha256(path: Path, stamp: tuple[int, int, int, int]) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _shelved(folder: Path) -> Iterator[Shelved]:
    for ledger in folder.glob("*"):
        for path in _files(ledger):
            if found := BATCH.fullmatch(path.name):
                yield Shelved(int(found[1]), ledger.name, path)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
