"""A bench for queries: an in-memory database with every ledger of the contract, empty until a test gives rows.

It stands on the contract, the calendar and queries/, without homes, files or snapshots: what a test here proves about a
query holds whatever becomes of the machinery that feeds it. Only what a stock's days mean is asked of the builder.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from engine.ledgers import calendar_days, contract
from engine.snapshot import facts

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "queries"
VILLAGE = "999000001201"


class Bench:
    """Give rows with `add`, then read `facts`, `deadlines` or the `value` an indicator has reached."""

    def __init__(self, first_year: int = 2023, last_year: int = 2026) -> None:
        self.con = duckdb.connect()
        self.columns = {}
        self.limits_changed = False
        for resource in contract.load(ROOT / "data" / "datapackage.json").values():
            table = "limits" if resource.name == "deadlines" else resource.name
            self.columns[table] = {field.column: field.sql_type for field in resource.fields}
        self.columns["places"] |= {"row_id": "VARCHAR", "place": "VARCHAR"}
        for table, columns in self.columns.items():
            listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            self.con.execute(f"CREATE TABLE {table} ({listed})")
        self._fill_calendar(first_year, last_year)
        for limit in _rows("deadlines.csv"):
            self.add("limits", **limit)
        for parameter in _rows("parameters.csv"):
            self.add("parameters", **parameter)
        for theme in _rows("themes.csv"):
            self.add("themes", **theme)
        self.con.execute(f"CREATE TABLE due_days AS {sql_of('tables', 'due_days')}")
        # Nothing rests on anything here: every clock is known to run from its start.
        self.con.execute("CREATE TABLE rests_on (name VARCHAR, ledger VARCHAR, part VARCHAR)")
        self.con.execute("CREATE TABLE kept_from (name VARCHAR, place VARCHAR, first_on DATE)")
        self.limits_changed = self.ready = False
        self.known: dict[str, list[tuple[str, str, int, int | None]]] = {}

    def _fill_calendar(self, first_year: int, last_year: int) -> None:
        days = pd.DataFrame(calendar_days.rows(first_year, last_year, {}))  # noqa: F841  DuckDB reads it by its name
        self.con.execute("CREATE TABLE calendar AS SELECT * REPLACE (CAST(day AS DATE) AS day) FROM days")

    def add(self, table: str, **cells: object) -> None:
        """One row; what is not given is empty. A ledger row lies in VILLAGE unless it says otherwise."""
        self.limits_changed |= table == "limits"
        if "row_id" in self.columns[table]:
            cells.setdefault("row_id", "R1")
            cells.setdefault("place", VILLAGE)
        given = {name: value for name, value in cells.items() if value not in ("", None)}
        names = ", ".join(f'"{name}"' for name in given)
        self.con.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(given))})", list(given.values()))

    def add_place(self, code: str, level: str, **cells: object) -> None:
        self.add("places", code=code, row_id=code, place=code, name=code, level=level, **cells)

    def prepare(self) -> duckdb.DuckDBPyConnection:
        """The database with due_days, terms, study_themes and deadlines as the rows given make them. No row can be added afterwards."""
        if not self.ready:
            if self.limits_changed:
                self.con.execute("DELETE FROM due_days")
                self.con.execute(f"INSERT INTO due_days {sql_of('tables', 'due_days')}")
            rules = [
                f"SELECT '{p.stem}' AS rule, * FROM ({p.read_text()}\n)"
                for p in sorted(QUERIES.glob("deadlines/*.sql"))
            ]
            self.con.execute(f"CREATE TABLE matters AS {' UNION ALL '.join(rules)}")
            for table in ("terms", "study_themes", "deadlines"):
                self.con.execute(f"CREATE TABLE {table} AS {sql_of('tables', table)}")
            self.con.execute("DROP TABLE matters")
            self.known = {}
            self.ready = True
        return self.con

    def facts(self, code: str) -> list[tuple[str, str, int, int | None]]:
        """(row_id, day, numerator, denominator) of every fact, by day, then by row_id; asked once, as no row comes later."""
        con = self.prepare()
        if code not in self.known:
            rows = con.execute(
                f"SELECT row_id, day, numerator, denominator FROM ({facts.of(con, code, '')})"
            ).fetchall()
            told = [(key, day.isoformat(), n, d) for key, day, n, d in rows]
            self.known[code] = sorted(told, key=lambda fact: (fact[1], fact[0], fact[2]))
        return self.known[code]

    def ledgers(self, code: str) -> dict[str, str]:
        """Which ledger each row_id belongs to, for an indicator that draws on two."""
        return dict(self.prepare().execute(f"SELECT row_id, ledger FROM ({facts.of(self.con, code, '')})").fetchall())

    def reached(self, code: str, as_of: str, *, since: str = "0001-01-01") -> tuple[int, int | None]:
        """Sums of numerator and denominator over `since` <= day <= `as_of`: a rate's year, or a stock since ever."""
        facts = [(n, d) for _, day, n, d in self.facts(code) if since <= day <= as_of]
        return sum(n for n, _ in facts), sum(d or 0 for _, d in facts)

    def due(self, rule: str) -> list[tuple[str, str, str, str | None]]:
        """(row_id, started_on, due_on, finished_on) of every matter under a rule."""
        query = "SELECT row_id, started_on, due_on, finished_on FROM deadlines WHERE rule = ? ORDER BY row_id"
        return [
            (key, *(day and day.isoformat() for day in days))
            for key, *days in self.prepare().execute(query, [rule]).fetchall()
        ]

    def due_day(self, rule: str, started_on: str, *, extended: bool = False) -> str | None:
        """The last day in time of a matter whose clock starts on `started_on`."""
        query = "SELECT due_on FROM due_days WHERE rule = ? AND started_on = ? AND extended = ?"
        found = self.prepare().execute(query, [rule, date.fromisoformat(started_on), extended]).fetchall()
        assert len(found) <= 1
        return found[0][0].isoformat() if found else None


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8-sig", newline="") as file:
        return [{k: v for k, v in row.items() if k != "note"} for row in csv.DictReader(file)]


def sql_of(folder: str, name: str) -> str:
    return (QUERIES / folder / f"{name}.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def empty_bench() -> Bench:
    return Bench()


@pytest.fixture
def bench(empty_bench: Bench) -> Iterator[Bench]:
    """The empty bench, emptied again after the test: building one anew would take most of the time."""
    empty_bench.con.begin()
    yield empty_bench
    empty_bench.con.rollback()
    empty_bench.limits_changed = empty_bench.ready = False


@pytest.fixture
def catalogue() -> list[dict[str, str]]:
    """The catalogue as it is in data/indicators.csv: one dict per indicator."""
    return _rows("indicators.csv")
