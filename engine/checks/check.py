"""One check: which rows of a ledger it returns, how grave that is, and what to tell the official.

(docs/decisions.md, "Errors refuse, doubts tell")
"""

from datetime import date, datetime
from typing import NamedTuple

import pandas as pd

from engine.ledgers.contract import Field, Resource
from engine.ledgers.faults import QueryError
from engine.snapshot.questions import Scope, ask_check

ERROR, DOUBT = "错误", "疑点"
VERIFIED = "已核实"  # a doubt that somebody has looked at
ANY = "*"  # a check of every ledger, through `ledger_rows`


class Check(NamedTuple):
    """A file of queries/checks, or a rule of the contract. `columns` are SQL names, or `day` for the main date of any ledger.

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

    def rows(self, scope: Scope, place: str | None = None) -> pd.DataFrame:
        """The rows it returns: row_id, and what its message needs. `place` and what is raised are those of `ask`."""
        return ask_check(self.name, self.sql, scope, reads=self.reads, parameters=self.parameters, place=place)

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


def _plain(value: object) -> str:
    if isinstance(value, datetime):  # pandas gives days as midnights
        return f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
