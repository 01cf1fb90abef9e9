"""Snapshots: the home's ledgers as one DuckDB file that nobody can change.

The CSV files are the truth and every snapshot is a cache that can be deleted. A snapshot is keyed by the
content it was made from, written under a name of its own and published by switching a pointer file; it is
never replaced in place, because a process that has the old file open would go on seeing the old data.

(docs/decisions.md, "CSV files are the truth"; "One snapshot per content")
"""

import atexit
import hashlib
import json
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock

from engine.ledgers import contract
from engine.ledgers.faults import QueryError, SnapshotGone
from engine.ledgers.home import Home, HomeError, cache_folder
from engine.snapshot import building, facts, loading

_NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_KEEP_OPEN = 3  # snapshots per home: the newest, and those that page loads and their downloads still read
_NO_ROOM = (
    "各页的数字没有算成：台账文件读不了，或者缓存目录写不下。"
    "请系统管理员检查 LEDGER_HOME 和 LEDGER_CACHE 两个目录的权限和磁盘空间。"
)
_ROOM = (OSError, duckdb.IOException, duckdb.TransactionException)
_lock = threading.Lock()
_open: dict[Path, list["Snapshot"]] = {}


@dataclass(frozen=True)
class Snapshot:
    """An opened snapshot. `id` changes with every content; `unknown_years` have no published calendar."""

    id: str
    path: Path
    connection: duckdb.DuckDBPyConnection
    unknown_years: tuple[int, ...]


def current(home: Home) -> Snapshot:
    """The snapshot of the home as its files are now, built first if there is none. Raises HomeError, QueryError."""
    home.require()
    try:
        return _current(home)
    except FileNotFoundError:  # a ledger's file was moved away while it was read: an import is being undone
        return _current(home)


def _current(home: Home) -> Snapshot:
    key = home.content_key()
    with _lock:
        known = _open.setdefault(home.path, [])
        if not (known and known[-1].id == key and known[-1].path.exists()):
            known.append(_open_or_build(home, key))
            del known[:-_KEEP_OPEN]
        return known[-1]


def is_open(home: Home) -> bool:
    """Whether the next `current` answers at once: nobody need be told to wait."""
    known = _open.get(home.path, [])
    return bool(known) and known[-1].id == home.content_key()


# (docs/decisions.md, "A page load has one snapshot")
def by_id(home: Home, snapshot_id: str) -> Snapshot:
    """The snapshot a page load began with. Raises SnapshotGone where there is only another: that one is not what it asked for."""
    for snapshot in reversed(_open.get(home.path, [])):
        if snapshot.id == snapshot_id:
            return snapshot
    now = current(home)  # the same content is the same snapshot, also where it had to be built again
    if now.id != snapshot_id:
        raise SnapshotGone
    return now


@atexit.register
def _close_all() -> None:
    """What is still open when the interpreter ends would be reported as leaked."""
    for snapshots in _open.values():
        for snapshot in snapshots:
            snapshot.connection.close()
    _open.clear()


def forget(home: Home, snapshot_id: str | None = None) -> None:
    """Drop an opened snapshot that turned out to be damaged, or all of a home."""
    with _lock:
        known = _open.pop(home.path, [])
        if others := [snapshot for snapshot in known if snapshot_id not in (None, snapshot.id)]:
            _open[home.path] = others


def _open_or_build(home: Home, key: str) -> Snapshot:
    folder = cache_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        published = _published(folder, key)
        if published is None:
            try:
                _build(home, folder, key)
            except _ROOM as fault:
                raise HomeError(_NO_ROOM) from fault
            except QueryError as fault:
                if isinstance(fault.__cause__, _ROOM):
                    raise HomeError(_NO_ROOM) from fault
                raise
            published = _published(folder, key)
        if published is None:
            raise RuntimeError("the snapshot was damaged while it was written")
        snapshot = _connect(key, *published)
        _remove_unused(folder, snapshot.path)
        return snapshot


def _published(folder: Path, key: str) -> tuple[Path, tuple[int, ...]] | None:
    """The published snapshot with this key, or None if there is none or its bytes are not those that were written."""
    try:
        pointer = json.loads((folder / "current.json").read_text(encoding="utf-8"))
        path = folder / pointer["file"]
        sound = pointer["key"] == key and _digest(path) == pointer["sha256"]
        return (path, tuple(pointer["unknown_years"])) if sound else None
    except (OSError, ValueError, KeyError):
        return None


def in_memory() -> duckdb.DuckDBPyConnection:
    """A database that leaves nothing behind, for rows that are not in the home yet; close it."""
    return duckdb.connect(config=_NO_EXTENSIONS)


def _build(home: Home, folder: Path, key: str) -> None:
    for leftover in folder.glob("*.building*"):  # a killed build's; the lock says nobody is building now
        leftover.unlink()
    name = f"{key}-{secrets.token_hex(4)}"
    unfinished = folder / f"{name}.building"
    with in_memory() as con:
        # Small row groups: a township inside a province is found without reading a hundred others with it.
        con.execute(
            f"ATTACH '{str(unfinished).replace(chr(39), chr(39) * 2)}' AS snapshot (ROW_GROUP_SIZE 16384, RECOVERY_MODE NO_WAL_WRITES)"
        )
        con.execute("USE snapshot")
        resources = contract.load(home.file("datapackage.json"))
        # Each statement a transaction of its own: DuckDB 2.0.0 can lose all of a table that several INSERTs fill in one.
        loading.load_home(con, home, resources)
        unknown_years = building.build_calendar(con, resources)
        building.build_kept(con, resources)
        building.build_deadlines(con)
        building.build_rows(con)
        facts.build(con, resources)
        con.execute("CHECKPOINT snapshot")
        con.execute("USE memory")
        con.execute("DETACH snapshot")
    path = folder / f"{name}.duckdb"
    os.replace(unfinished, path)
    pointer = {"key": key, "file": path.name, "sha256": _digest(path), "unknown_years": unknown_years}
    scratch = folder / "current.json.tmp"
    scratch.write_text(json.dumps(pointer), encoding="utf-8")
    os.replace(scratch, folder / "current.json")


def _connect(key: str, path: Path, unknown_years: tuple[int, ...]) -> Snapshot:
    con = duckdb.connect(str(path), read_only=True, config=_NO_EXTENSIONS)
    # A file opened twice in one process is one database, which may be locked already.
    [(locked,)] = con.execute("SELECT current_setting('lock_configuration')").fetchall()
    if not locked:
        # A query must not reach files, the network or the settings, whatever a page hands it.
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
    return Snapshot(key, path, con, unknown_years)


def _remove_unused(folder: Path, keep: Path) -> None:
    """Delete older snapshots unless a process has them open: a writer's connection then cannot be had."""
    for path in folder.glob("*.duckdb"):
        if path == keep:
            continue
        try:
            duckdb.connect(str(path)).close()
        except (duckdb.ConnectionException, duckdb.BinderException):
            continue
        except duckdb.Error as fault:
            if "set lock" in str(fault):
                continue
            # otherwise damaged: nobody can be using it
        with suppress(PermissionError):  # Windows: still open somewhere
            path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
