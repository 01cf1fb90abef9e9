"""A bench with what a snapshot has besides ledgers, and what a check finds there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from engine.checks.check import Check
from tests.homes import CONTRACT
from tests.queries.check_rows import TODAY, Case
from tests.queries.conftest import Bench

GENERAL = {"ledger": "VARCHAR", "row_id": "VARCHAR", "place": "VARCHAR", "day": "DATE", "source_file": "VARCHAR"}
GIVEN = {"today": date.fromisoformat(TODAY), "registers": [r.name for r in CONTRACT.values() if r.register]}


def checking_bench() -> Bench:
    """The bench, and the tables that the checks of every ledger read."""
    bench = Bench(2024, 2024)
    for table in ("ledger_rows", "superseded"):
        bench.columns[table] = GENERAL
        bench.con.execute(f"CREATE TABLE {table} ({', '.join(f'{n} {kind}' for n, kind in GENERAL.items())})")
    return bench


@contextmanager
def rows(bench: Bench, case: Case, first: dict) -> Iterator[None]:
    """The bench with the rows of a case, the first one with other cells."""
    head, *rest = case.rows
    bench.con.begin()
    for ledger, given in {case.ledger: [head | first, *rest], **case.beside}.items():
        general = {"ledger": "petitions", "source_file": "a.csv"} if bench.columns[ledger] is GENERAL else {}
        for row in given:
            bench.add(ledger, **(general | row))
    yield
    bench.con.rollback()


def found(bench: Bench, check: Check, place: str = "999") -> list[str]:
    """The keys of the rows that a check returns at a place."""
    bound = {"place": f"{place}%"} | {name: value for name, value in GIVEN.items() if name in check.parameters}
    return [row[0] for row in bench.con.execute(f"SELECT row_id FROM ({check.sql}\n)", bound).fetchall()]
