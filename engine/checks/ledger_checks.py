"""Rows that cannot be right, or are worth a second look: the checks run over the ledgers as they are.

A check is a rule of the contract (engine/checks/column_checks.py), or one file of queries/checks. The header of a file says
which ledger's rows it returns, which ledgers it reads, how grave a finding is, which cells of the row it looks at (the
first is the one a finding points to) and what to tell the official.
"""

import re
from functools import lru_cache
from pathlib import Path

import pandas as pd

from engine.checks import column_checks, verified_marks
from engine.checks.check import ANY, DOUBT, ERROR, VERIFIED, Check
from engine.checks.verified_marks import Mark
from engine.ledgers import contract
from engine.ledgers.contract import Resource
from engine.ledgers.faults import QueryError
from engine.ledgers.home import DEFAULTS, QUERIES, Home
from engine.ledgers.places import Place
from engine.ledgers.reading import SEPARATOR
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from engine.words.excerpts import ALL

COLUMNS = ["ledger", "row_id", "place", "source_file", "line", "column", "value", "severity", "check", "said"]
_PART = re.compile(r"^-- (Question|Ledger|Parameters|Reads|Severity|Columns|Message|Concerns): (.+)$", re.M)
_NEEDED = ("Question", "Ledger", "Parameters", "Reads", "Severity", "Columns", "Message")


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
    if lacking := [part for part in _NEEDED if part not in said]:
        raise QueryError.of("checks", name, f"文件开头缺少 {'、'.join(lacking)}")
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
    """How many findings each check has at a place: ledger, check, severity, row_count. Checks without any are left out.

    Doubts that somebody has looked at are counted apart, as 已核实.
    """
    told = []
    for resource, check in _asked(scope, ledger):
        rows, marks = _parted(scope, resource, check, _rows(scope, place, resource, check))
        parts = ((check.severity, len(rows)), (VERIFIED, len(marks)))
        told += [(resource.name, check.name, severity, count) for severity, count in parts if count]
    return pd.DataFrame(told, columns=["ledger", "check", "severity", "row_count"])


def found(
    scope: Scope, place: str, ledger: str | None = None, most: int = ALL, row_id: str | None = None
) -> pd.DataFrame:
    """The open findings at a place in one ledger, or in all the reader may see, at most so many of each check: COLUMNS.

    `row_id`: only those in the row with this key.

    `column` is the header of the cell that one points to, `value` what stands there, masked like all the reader sees.
    In the order of the contract's ledgers, errors first, then by file and line.
    """
    told = []
    for resource, check in _asked(scope, ledger):
        rows, _ = _parted(scope, resource, check, _of_row(_rows(scope, place, resource, check), row_id))
        told += _told(scope, place, resource, check, rows.head(most))
    order = {name: n for n, name in enumerate(questions.ledgers(scope))}
    told.sort(key=lambda row: (order[row[0]], row[7] != ERROR, row[3], row[4]))
    return pd.DataFrame(told, columns=COLUMNS)


def verified(scope: Scope, place: str, ledger: str, row_id: str | None = None) -> pd.DataFrame:
    """The doubts in one ledger, or one row, that somebody has looked at: COLUMNS, and who, why, when and the mark's key."""
    told = []
    for resource, check in _asked(scope, ledger):
        rows = _of_row(_rows(scope, place, resource, check), row_id)
        _, marks = _parted(scope, resource, check, rows)
        looked_at = _told(scope, place, resource, check, rows[rows["row_id"].isin(list(marks))])
        told += [(*row, *(marks[row[1]][part] for part in (4, 5, 6, 7))) for row in looked_at]
    return pd.DataFrame(told, columns=[*COLUMNS, "who", "why", "when", "key"])


def doubted(scope: Scope, ledger: str, check: str) -> set[str]:
    """The keys of the rows that a check doubts and nobody has looked at."""
    mine = [asked for asked in _asked(scope, ledger) if asked[1].name == check and asked[1].severity == DOUBT]
    return {
        key for asked in mine for key in _parted(scope, *asked, _rows(scope, scope.place, *asked))[0]["row_id"].tolist()
    }


def _of_row(rows: pd.DataFrame, row_id: str | None) -> pd.DataFrame:
    return rows if row_id is None else rows[rows["row_id"] == row_id]


def _parted(scope: Scope, resource: Resource, check: Check, rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Mark]]:
    """The open ones of the rows that a check returns, and the marks of the others by key. An error stays open."""
    said = verified_marks.read(scope.home.path).items if check.severity == DOUBT else ()
    marks = [mark for mark in said if (mark.ledger, mark.check) == (resource.name, check.name)]
    keys = tuple(sorted({mark.row_id for mark in marks} & set(rows["row_id"]))) if marks else ()
    if not keys:
        return rows, {}
    prints = ask("row_prints", scope, ledger=resource.name, keys=keys)
    stand = dict(zip(prints["row_id"], prints["fingerprint"], strict=True))
    good = {mark.row_id: mark for mark in marks if stand.get(mark.row_id) == mark.fingerprint}
    return rows[~rows["row_id"].isin(list(good))], good


def _asked(scope: Scope, ledger: str | None) -> list[tuple[Resource, Check]]:
    """Ledgers with a row and their checks, without those that read a ledger which is not the reader's."""
    every, seen = questions.resources(scope), questions.ledgers(scope)
    closed = set(contract.load(scope.home.file("datapackage.json"))) - set(every)
    kept = questions.filled(scope)
    mine = ((resource, name) for name, resource in seen.items() if ledger in (None, name) and name in kept)
    return [(r, c) for r, name in mine for c in of(name, scope.home) if not closed & {*c.reads}]


def _told(scope: Scope, place: str, resource: Resource, check: Check, rows: pd.DataFrame) -> list[tuple]:
    """One tuple of COLUMNS for each row that a check returned at a place."""
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
    township = Place(place).township
    whole = township if township == scope.place or township in questions.known_places(scope) else place
    rows = check.rows(scope, whole)
    rows = rows[rows["ledger"] == resource.name] if check.ledger == ANY else rows
    if whole == place or rows.empty:
        return rows
    here = ask("rows_by_key", scope, place=place, ledger=resource.name, keys=tuple(rows["row_id"]))
    return rows[rows["row_id"].isin(here["row_id"])]
