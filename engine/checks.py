"""Rows that cannot be right, or are worth a second look: the checks run over the ledgers as they are.

A check is a rule of the contract (engine/column_checks.py), or one file of queries/checks. The header of a file says
which ledger's rows it returns, which ledgers it reads, how grave a finding is, which cells of the row it looks at (the
first is the one a finding points to) and what to tell the official.
"""

import re
from functools import lru_cache
from pathlib import Path

import pandas as pd

from engine import column_checks, contract, questions
from engine.check import ANY, ERROR, Check
from engine.contract import Resource
from engine.home import DEFAULTS, QUERIES, Home
from engine.questions import Scope, ask, ask_check
from engine.reading import SEPARATOR

COLUMNS = ["ledger", "row_id", "place", "source_file", "line", "column", "value", "severity", "check", "said"]
_PART = re.compile(r"^-- (Question|Ledger|Parameters|Reads|Severity|Columns|Message|Concerns): (.+)$", re.M)


def known(home: Home | None = None) -> dict[str, Check]:
    """Every check by name; the contract is the home's own where it has one."""
    path = home.file("datapackage.json") if home else DEFAULTS / "datapackage.json"
    return _known(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _known(path: Path, stamp: int) -> dict[str, Check]:
    files = [_read(file.stem, file.read_text("utf-8")) for file in sorted(QUERIES.glob("checks/*.sql"))]
    ledgers = (resource for resource in contract.load(path).values() if resource.is_ledger)
    told = [check for resource in ledgers for check in column_checks.compiled(resource)]
    return {check.name: check for check in (*files, *told)}


def of(ledger: str, home: Home | None = None) -> list[Check]:
    """The checks of a ledger's rows, those of every ledger first."""
    mine = (check for check in known(home).values() if check.ledger in (ANY, ledger))
    return sorted(mine, key=lambda check: (check.ledger != ANY, check.name))


def _read(name: str, sql: str) -> Check:
    said = dict(_PART.findall(sql))
    lists = {part: tuple(said[part].split(", ")) for part in ("Parameters", "Reads", "Columns")}
    bound = tuple(parameter.removeprefix("$") for parameter in lists["Parameters"])
    return Check(
        name,
        said["Question"],
        said["Ledger"],
        bound,
        lists["Reads"],
        said["Severity"],
        lists["Columns"],
        said["Message"],
        sql,
        tuple(said["Concerns"].split(" by ")) if "Concerns" in said else (),
    )


def counts(scope: Scope, place: str, ledger: str | None = None) -> pd.DataFrame:
    """How many findings each check has at a place: ledger, check, severity, row_count. Checks without any are left out."""
    told = [
        (resource.name, check.name, check.severity, len(rows))
        for resource, check in _asked(scope, ledger)
        if len(rows := _rows(scope, place, resource, check))
    ]
    return pd.DataFrame(told, columns=["ledger", "check", "severity", "row_count"])


def found(scope: Scope, place: str, ledger: str | None = None, most: int = 500) -> pd.DataFrame:
    """The findings at a place in one ledger, or in all the reader may see, at most so many of each check: COLUMNS.

    `column` is the header of the cell that one points to, `value` what stands there, masked like all the reader sees.
    In the order of the contract's ledgers, errors first, then by file and line.
    """
    told = [row for asked in _asked(scope, ledger) for row in _told(scope, place, *asked, most)]
    order = {name: n for n, name in enumerate(questions.ledgers(scope))}
    told.sort(key=lambda row: (order[row[0]], row[7] != ERROR, row[3], row[4]))
    return pd.DataFrame(told, columns=COLUMNS)


def _asked(scope: Scope, ledger: str | None) -> list[tuple[Resource, Check]]:
    """Ledgers and their checks, without those that read a ledger which is not the reader's."""
    every, seen = questions.resources(scope), questions.ledgers(scope)
    closed = set(contract.load(scope.home.file("datapackage.json"))) - set(every)
    mine = ((resource, name) for name, resource in seen.items() if ledger in (None, name))
    return [(r, c) for r, name in mine for c in of(name, scope.home) if not closed & {*c.reads}]


def _told(scope: Scope, place: str, resource: Resource, check: Check, most: int) -> list[tuple]:
    """One tuple of COLUMNS for each row that a check returns at a place."""
    rows = _rows(scope, place, resource, check).head(most)
    if rows.empty:
        return []
    keys = tuple(rows["row_id"])
    stand = ask("rows_by_key", scope, place=place, ledger=resource.name, keys=keys).set_index("row_id")
    field = check.field(resource)
    at = resource.fields.index(field)
    told = []
    for values in rows.to_dict("records"):
        row = stand.loc[values["row_id"]]
        value, where = row["cells"].split(SEPARATOR)[at] or None, (row["place"], row["source_file"], int(row["line"]))
        said = check.remedy(values)
        told.append((resource.name, row.name, *where, field.name, value, check.severity, check.name, said))
    return told


def _rows(scope: Scope, place: str, resource: Resource, check: Check) -> pd.DataFrame:
    """What a check returns of one ledger at a place.

    A village is judged with its whole township, where the lists of officers and chiefs are kept.
    """
    township = place[:9]
    whole = township if township == scope.place or township in questions.known_places(scope) else place
    rows = ask_check(check, scope, place=whole)
    rows = rows[rows["ledger"] == resource.name] if check.ledger == ANY else rows
    if whole == place or rows.empty:
        return rows
    here = ask("rows_by_key", scope, place=place, ledger=resource.name, keys=tuple(rows["row_id"]))
    return rows[rows["row_id"].isin(here["row_id"])]
