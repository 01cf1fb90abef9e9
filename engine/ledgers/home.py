"""A home: the folder that holds one office's places, targets and ledgers.

`LEDGER_HOME` names it; `data/` is the demonstration and the fallback for every file a home
does not bring itself, except the three it must have.

(docs/decisions.md, "A home does not copy the contract")
"""

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.ledgers.faults import SaidError

ROOT = Path(__file__).resolve().parents[2]
DEFAULTS = ROOT / "data"
QUERIES = ROOT / "queries"
STATIC = ROOT / "static"
TABLES = (
    "datapackage.json",
    "places.csv",
    "indicators.csv",
    "targets.csv",
    "deadlines.csv",
    "parameters.csv",
    "holidays.csv",
    "themes.csv",
)
REQUIRED = ("places.csv", "targets.csv", "ledgers")
# What a snapshot is made with: another program beside these, or another answer, leaves it good. A test holds both to be whole.
BUILDING_QUERIES = ("deadlines", "indicators", "tables")
BUILDING_MODULES = ("ledgers", "snapshot")  # folders of the engine
_LOOKS = 5  # at a home that is being changed
BATCH = re.compile(r"(\d{4,})-[0-9a-f]{8}\.csv")


class HomeError(SaidError):
    """A home that cannot be opened at all; the message is for the official who must act."""


@dataclass(frozen=True)
class Home:
    """One home folder. Equal paths are equal homes."""

    path: Path

    def file(self, name: str) -> Path:
        """The home's own file, or the default one it falls back to."""
        own = self.path / name
        return own if own.exists() or name in REQUIRED else DEFAULTS / name

    def ledger_files(self, ledger: str) -> list[Path]:
        """The CSV files of a ledger in the order in which they count: delivered ones by name, then batches by number."""
        folder = self.path / "ledgers" / ledger
        files = [p for p in folder.iterdir() if p.is_file() and _is_csv(p)] if folder.is_dir() else []
        return sorted(files, key=_order)

    def stray_files(self, ledgers: list[str]) -> list[Path]:
        """Files under ledgers/ that no ledger of the contract will read: shown, never dropped in silence."""
        found = (p for p in (self.path / "ledgers").rglob("*") if p.is_file() and not _is_scratch(p.name))
        known = {self.path / "ledgers" / name for name in ledgers}
        return sorted(p for p in found if p.parent not in known or not _is_csv(p))

    def require(self) -> None:
        """Raise HomeError, naming what is missing and what to do, unless this is a home with a place in it."""
        missing = [name for name in REQUIRED if not (self.path / name).exists()]
        if missing:
            raise HomeError(
                f"“{self.path.name}”不是可用的数据目录：缺少 {'、'.join(missing)}。请补上，或用环境变量 LEDGER_HOME 指向正确的目录。"
            )

        places = str(self.path / "places.csv")
        if not _has_lines(places, _stamp(places)):
            raise HomeError(
                f"“{self.path.name}”的 places.csv 里还没有乡镇。请用 Excel 或 WPS 打开它，在表头下填上乡镇和各村，一行一个："
                "code 填区划代码（乡镇 9 位，村 12 位），name 填名称，level 填 乡 或 村，村的 parent 填乡镇代码；"
                "存成“CSV UTF-8”，再重新打开。"
            )

    def content_key(self) -> str:
        """A hash of everything the snapshot is made from: the home, the queries and the program that builds it.

        Asked on every page load, so it only reads files whose stamps have changed.
        """
        for _ in range(_LOOKS):
            with suppress(
                FileNotFoundError
            ):  # listed, and moved away before it was looked at: an import is being undone
                return self._key_now()
        return self._key_now()

    def _key_now(self) -> str:
        own = [str(self.file(name)) for name in TABLES]
        files = [path for path in own if os.path.exists(path)] + _walk(str(self.path / "ledgers")) + _program()
        return _key(str(self.path), tuple((path, _stamp(path)) for path in files))


def from_environment() -> Home:
    """The home that LEDGER_HOME names, by default the demonstration in data/."""
    return Home(Path(os.environ.get("LEDGER_HOME") or DEFAULTS).resolve())


def cache_folder(home: Home) -> Path:
    """Where this home's snapshots lie: outside the home, so that a read-only home works."""
    root = Path(os.environ.get("LEDGER_CACHE") or ROOT / ".cache")
    return root / hashlib.sha256(str(home.path).encode()).hexdigest()[:16]


def _order(path: Path) -> tuple[int, str]:
    batch = BATCH.fullmatch(path.name)
    return (int(batch[1]) if batch else -1, path.name)


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() == ".csv" and not _is_scratch(path.name)


def _is_scratch(name: str) -> bool:
    """Lock files of Excel and WPS, hidden files, half-written uploads."""
    return name.startswith(("~$", ".~", ".")) or name.endswith((".tmp", ".part"))


def _walk(folder: str) -> list[str]:
    """Every file below a folder, in a fixed order; plain strings, as this runs on every page load."""
    if not os.path.isdir(folder):
        return []
    found: list[str] = []
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.is_dir():
            found += _walk(entry.path)
        elif not _is_scratch(entry.name):
            found.append(entry.path)
    return found


def _program() -> list[str]:
    queries = [path for folder in BUILDING_QUERIES for path in _walk(str(QUERIES / folder))]
    modules = [entry.path for folder in BUILDING_MODULES for entry in os.scandir(ROOT / "engine" / folder)]
    return queries + sorted(path for path in modules if path.endswith(".py"))


def _stamp(path: str) -> tuple[int, int, int, int]:
    """What changes when a file is edited, also when its size and its modification time are put back."""
    s = os.stat(path)
    return (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino)


@lru_cache(maxsize=64)
def _has_lines(path: str, stamp: tuple[int, int, int, int]) -> bool:
    """Whether anything stands below the header."""
    with open(path, "rb") as file:
        file.readline()
        return any(line.strip(b", \t\r\n") for line in file)


@lru_cache(maxsize=64)
def _key(home: str, files: tuple[tuple[str, tuple[int, int, int, int]], ...]) -> str:
    digest = hashlib.sha256()
    for path, stamp in files:
        base = home if path.startswith(home + os.sep) else str(ROOT)
        digest.update(os.path.relpath(path, base).encode())
        digest.update(_file_hash(path, stamp).encode())
    return digest.hexdigest()[:32]


@lru_cache(maxsize=20_000)
def _file_hash(path: str, stamp: tuple[int, int, int, int]) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
