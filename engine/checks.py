"""Rows that cannot be right, or are worth a second look: queries/checks run over the ledgers as they are.

A check is one file. Its header says which ledger's rows it returns, which ledgers it reads, how grave a finding is,
which cells of the row it looks at (the first is the one a finding points to) and what to tell the official.
"""

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

import pandas as pd

from engine import questions
from engine.contract import Field, Resource
from engine.home import QUERIES
from engine.questions import Scope, ask, ask_check
from engine.reading import SEPARATOR

ERROR, DOUBT = "错误", "疑点"
ANY = "*"  # a check of every ledger, through `ledger_rows`
COLUMNS = ["ledger", "row_id", "place", "source_file", "line", "column", "value", "severity", "check", "said"]
_PART = re.compile(r"^-- (Question|Ledger|Parameters|Reads|Severity|Columns|Message): (.+)$", re.M)


class Check(NamedTuple):
    """One file of queries/checks. `columns` are SQL names, or `day` for the main date of any ledger."""

    name: str
    question: str
    ledger: str
    parameters: tuple[str, ...]
    reads: tuple[str, ...]
    severity: str
    columns: tuple[str, ...]
    message: str
    sql: str

    def field(self, resource: Resource) -> Field:
        """The column of a ledger that a finding points to."""
        return self.fields(resource)[0]

    def fields(self, resource: Resource) -> list[Field]:
        """The columns of a ledger that the check looks at."""
        return [resource.field(resource.date_column or "" if c == "day" else c) for c in self.columns]

    def remedy(self, values: dict[str, object]) -> str:
        """What is wrong and what to do, with the values that the query returned; reads on from the quoted cell."""
        return self.message.format_map({name: _plain(value) for name, value in values.items()})


@cache
def known() -> dict[str, Check]:
    """Every check by name."""
    return {path.stem: _read(path.stem, path.read_text("utf-8")) for path in sorted(QUERIES.glob("checks/*.sql"))}


def of(ledger: str) -> list[Check]:
    """The checks of a ledger's rows, those of every ledger first."""
    return sorted((c for c in known().values() if c.ledger in (ANY, ledger)), key=lambda c: (c.ledger != ANY, c.name))


def _read(name: str, sql: str) -> Check:
    said = dict(_PART.findall(sql))
    lists = {part: tuple(said[part].split(", ")) for part in ("Parameters", "Reads", "Columns")}
    bound = tuple(parameter.removeprefix("$") for parameter in lists["Parameters"])
    severity, message = said["Severity"], said["Message"]
    return Check(
        name, said["Question"], said["Ledger"], bound, lists["Reads"], severity, lists["Columns"], message, sql
    )


def found(scope: Scope, place: str, ledger: str | None = None) -> pd.DataFrame:
    """Every finding at a place in one ledger, or in all the reader may see: COLUMNS, by ledger, file and line.

    `column` is the header of the cell it points to, `value` what stands there, masked like everything the reader sees.
    """
    ledgers = questions.ledgers(scope)
    parts = [_in_ledger(scope, place, r) for name, r in ledgers.items() if ledger in (None, name)]
    return pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=COLUMNS)], ignore_index=True)


def _in_ledger(scope: Scope, place: str, resource: Resource) -> pd.DataFrame:
    told = [row for check in of(resource.name) for row in _told(scope, place, resource, check)]
    return pd.DataFrame(told, columns=COLUMNS).sort_values(["source_file", "line"], kind="stable", ignore_index=True)


def _told(scope: Scope, place: str, resource: Resource, check: Check) -> list[tuple]:
    """One tuple of COLUMNS for each row that a check returns within a place."""
    rows = _rows(scope, place, resource, check)
    if rows.empty:
        return []
    keys = tuple(rows["row_id"])
    stand = ask("rows_by_key", scope, place=place, ledger=resource.name, keys=keys).set_index("row_id")
    field = check.field(resource)
    at = resource.fields.index(field)
    told = []
    for values in rows.to_dict("records"):
        key = values["row_id"]
        if key not in stand.index:  # another village's
            continue
        row = stand.loc[key]
        value = row["cells"].split(SEPARATOR)[at] or None
        said = check.remedy(values)
        at_row = (row["place"], row["source_file"], row["line"])
        told.append((resource.name, key, *at_row, field.name, value, check.severity, check.name, said))
    return told


def _rows(scope: Scope, place: str, resource: Resource, check: Check) -> pd.DataFrame:
    """A village is judged with its whole township, where the lists of officers and chiefs are kept."""
    whole = place[:9] if place[:9].startswith(scope.place) else scope.place
    if any(name not in questions.ledgers(scope) for name in check.reads if name in questions.resources(scope)):
        return pd.DataFrame({"row_id": []})
    rows = ask_check(check.name, scope, place=whole)
    return rows[rows["ledger"] == resource.name] if check.ledger == ANY else rows


def _plain(value: object) -> str:
    if isinstance(value, datetime):  # pandas gives days as midnights
        return f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
