"""The files of queries/: their text, what they ask to be told, and what their headers say they read."""

import re
from functools import lru_cache

from engine.ledgers.home import QUERIES

OF_ALL_LEDGERS = ("ledger_rows", "superseded", "places")  # what is made of every ledger


def query(folder: str, name: str) -> tuple[str, frozenset[str]]:
    """The text of a query and the names of its parameters, read again whenever the file has changed."""
    return _query(folder, name, (QUERIES / folder / f"{name}.sql").stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _query(folder: str, name: str, stamp: int) -> tuple[str, frozenset[str]]:
    sql = (QUERIES / folder / f"{name}.sql").read_text(encoding="utf-8")
    body = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return sql, frozenset(re.findall(r"\$([a-z_]+)", body))


def reads(folder: str, name: str) -> tuple[str, ...]:
    """The ledgers a query reads row by row, as its header names them: `-- Reads: river_patrols, river_chiefs`.

    A query about all ledgers reads what is made of all of them, and none by name.
    """
    sql, _ = query(folder, name)
    found = re.search(r"^-- Reads: (.+)$", sql, re.M)
    return tuple(ledger for ledger in found[1].split(", ") if ledger not in OF_ALL_LEDGERS) if found else ()
