"""The files of queries/: their text, what they ask to be told, and what their headers say they read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from engine.ledgers.faults import QueryError
from engine.ledgers.home import QUERIES

SEEN_ROWS = "seen_rows"  # the view that ledger rows are read through, so that what is masked is decided once
OF_ALL_LEDGERS = ("ledger_rows", SEEN_ROWS, "superseded", "places")  # what is made of every ledger


def names(folder: str) -> list[str]:
    """The queries of a folder, in order."""
    return sorted(path.stem for path in (QUERIES / folder).glob("*.sql"))


def text(folder: str, name: str) -> str:
    """A query that can stand in another, in brackets on lines of their own."""
    return query(folder, name)[0].strip().rstrip(";")


def answer(name: str) -> tuple[str, frozenset[str]]:
    """An answer with the view that it names as its first step, and the names of its parameters."""
    sql, wanted = query("answers", name)
    if SEEN_ROWS not in sql:
        return sql, wanted
    view, asked = query("views", SEEN_ROWS)
    return _with_step(SEEN_ROWS, view, sql), wanted | asked


@lru_cache(maxsize=64)
def _with_step(name: str, step: str, sql: str) -> str:
    steps = f"with {name} as (\n{step})"
    body = re.sub(r"(?m)^--.*\n", "", sql)
    return f"{steps},{body.removeprefix('with')}" if body.startswith("with") else f"{steps}\n{body}"


def query(folder: str, name: str) -> tuple[str, frozenset[str]]:
    """The text of a query and the names of its parameters, read again whenever the file has changed."""
    path = QUERIES / folder / f"{name}.sql"
    return _query(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _query(path: Path, stamp: int) -> tuple[str, frozenset[str]]:
    sql = path.read_text(encoding="utf-8")
    body = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return sql, frozenset(re.findall(r"\$([a-z_]+)", body))


@contextmanager
def named(folder: str, name: str) -> Iterator[None]:
    """Whatever is wrong with a query is told with its file."""
    try:
        yield
    except Exception as fault:
        raise QueryError.of(folder, name, fault) from fault


def reads(folder: str, name: str) -> tuple[str, ...]:
    """The ledgers a query reads row by row, as its header names them: `-- Reads: river_patrols, river_chiefs`.

    A query about all ledgers reads what is made of all of them, and none by name.
    """
    sql, _ = query(folder, name)
    found = re.search(r"^-- Reads: (.+)$", sql, re.M)
    return tuple(ledger for ledger in found[1].split(", ") if ledger not in OF_ALL_LEDGERS) if found else ()
