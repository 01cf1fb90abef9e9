"""Rows that cannot be right, or are worth a second look: queries/checks run over the ledgers as they are.

A check is one file. Its header says which ledger's rows it returns, which ledgers it reads, how grave a finding is,
which cells of the row it looks at (the first is the one a finding points to) and what to tell the official.
"""

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

import pandas as pd

from engine import contract, questions
from engine.contract import Field, Resource
from engine.excerpts import ALL
from engine.faults import QueryError
from engine.home import QUERIES
from engine.questions import Scope, ask, ask_check
from engine.reading import SEPARATOR

ERROR, DOUBT = "错误", "疑点"
ANY = "*"  # a check of every ledger, through `ledger_rows`
COLUMNS = ["ledger", "row_id", "place", "source_file", "line", "column", "value", "severity", "check", "said"]
_PART = re.compile(r"^-- (Question|Ledger|Parameters|Reads|Severity|Columns|Message|Concerns): (.+)$", re.M)
_NEEDED = ("Question", "Ledger", "Parameters", "Reads", "Severity", "Columns", "Message")


class Check(NamedTuple):
    """One file of queries/checks. `columns` are SQL names, or `day` for the main date of any ledger.

    `concerns`, if any: another ledger whose row may be the wrong one, and the returned column with that row's key.
    """

    name: str
    question: str
    ledger: str
    parameters: tuple[str, ...]
    reads: tuple[str, ...]
    severity: str
    columns: tuple[str, ...]
    message: str
    sql: str
    concerns: tuple[str, ...] = ()

    def field(self, resource: Resource) -> Field:
        """The column of a ledger that a finding points to."""
        return self.fields(resource)[0]

    def fields(self, resource: Resource) -> list[Field]:
        """The columns of a ledger that the check looks at."""
        return [resource.field(resource.date_column or "" if c == "day" else c) for c in self.columns]

    def remedy(self, values: dict[str, object]) -> str:
        """What is wrong and what to do, with the values that the query returned; reads on from the quoted cell."""
        try:
            return self.message.format_map({name: _plain(value) for name, value in values.items()})
        except KeyError as fault:
            raise QueryError.of("checks", self.name, f"没有 Message 里写的 {fault.args[0]}") from fault


@cache
def known() -> dict[str, Check]:
    """Every check by name."""
    return {path.stem: _read(path.stem, path.read_text("utf-8")) for path in sorted(QUERIES.glob("checks/*.sql"))}


def of(ledger: str) -> list[Check]:
    """The checks of a ledger's rows, those of every ledger first."""
    return sorted((c for c in known().values() if c.ledger in (ANY, ledger)), key=lambda c: (c.ledger != ANY, c.name))


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
    """How many findings each check has at a place: ledger, check, severity, row_count. Checks without any are left out."""
    told = [
        (resource.name, check.name, check.severity, len(rows))
        for resource, check in _asked(scope, ledger)
        if len(rows := _rows(scope, place, resource, check))
    ]
    return pd.DataFrame(told, columns=["ledger", "check", "severity", "row_count"])


def found(
    scope: Scope, place: str, ledger: str | None = None, most: int = ALL, row_id: str | None = None
) -> pd.DataFrame:
    """The findings at a place in one ledger, or in all the reader may see, at most so many of each check: COLUMNS.

    `row_id`: only those in the row with this key.

    `column` is the header of the cell that one points to, `value` what stands there, masked like all the reader sees.
    In the order of the contract's ledgers, errors first, then by file and line.
    """
    told = [row for asked in _asked(scope, ledger) for row in _told(scope, place, *asked, most, row_id)]
    order = {name: n for n, name in enumerate(questions.ledgers(scope))}
    told.sort(key=lambda row: (order[row[0]], row[7] != ERROR, row[3], row[4]))
    return pd.DataFrame(told, columns=COLUMNS)


def _asked(scope: Scope, ledger: str | None) -> list[tuple[Resource, Check]]:
    """Ledgers and their checks, without those that read a ledger which is not the reader's."""
    every, seen = questions.resources(scope), questions.ledgers(scope)
    closed = set(contract.load(scope.home.file("datapackage.json"))) - set(every)
    return [(r, c) for name, r in seen.items() if ledger in (None, name) for c in of(name) if not closed & {*c.reads}]


def _told(scope: Scope, place: str, resource: Resource, check: Check, most: int, row_id: str | None) -> list[tuple]:
    """One tuple of COLUMNS for each row that a check returns at a place."""
    rows = _rows(scope, place, resource, check)
    rows = (rows if row_id is None else rows[rows["row_id"] == row_id]).head(most)
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
    rows = ask_check(check.name, scope, place=whole)
    rows = rows[rows["ledger"] == resource.name] if check.ledger == ANY else rows
    if whole == place or rows.empty:
        return rows
    here = ask("rows_by_key", scope, place=place, ledger=resource.name, keys=tuple(rows["row_id"]))
    return rows[rows["row_id"].isin(here["row_id"])]


def _plain(value: object) -> str:
    if isinstance(value, datetime):  # pandas gives days as midnights
        return f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
