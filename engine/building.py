"""From typed ledgers to what the pages ask: calendar, deadlines, facts and the text of every row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine import calendar_days
from engine.contract import Resource
from engine.faults import QueryError
from engine.home import QUERIES

if TYPE_CHECKING:
    import duckdb


def build_calendar(con: duckdb.DuckDBPyConnection, contract: dict[str, Resource]) -> list[int]:
    """The table `calendar`, from the first year with any date to two years past the last ledger year.

    Returns the years whose statutory calendar is not published, for the screen to say so.
    """
    first, last = _years(con, contract)
    corrections = {day: working == "是" for day, working in con.execute("SELECT day, working FROM holidays").fetchall()}
    con.execute("""CREATE TABLE calendar (day DATE, day_no BIGINT, working BOOLEAN, working_no BIGINT, month_no BIGINT,
        day_of_month BIGINT, month_days BIGINT, ten_days BIGINT, week BIGINT, year BIGINT)""")
    rows = calendar_days.rows(first, last, corrections)
    con.execute(
        f"INSERT INTO calendar SELECT unnest(?), {', '.join(['unnest(?)'] * 9)}",
        [list(c) for c in zip(*rows, strict=True)],
    )
    _create(con, "due_days")
    corrected = {day.year for day in corrections}
    return [y for y in calendar_days.unknown_years(first, last) if y not in corrected]


def _years(con: duckdb.DuckDBPyConnection, contract: dict[str, Resource]) -> tuple[int, int]:
    """The first year in any date column, and two years past the last main date; the years of the targets are covered too."""
    ledgers = [r for r in contract.values() if r.is_ledger]
    dates = [(r.name, f.column) for r in ledgers for f in r.fields if f.type in ("date", "datetime")]
    earliest = " UNION ALL ".join(f'SELECT min(year("{column}")) AS y FROM "{name}"' for name, column in dates)
    latest = " UNION ALL ".join(f'SELECT max(year("{r.date_column}")) AS y FROM "{r.name}"' for r in ledgers)
    first = con.execute(f"SELECT min(y) FROM ({earliest} UNION ALL SELECT min(year) FROM targets)").fetchone()
    last = con.execute(f"SELECT max(y) FROM ({latest} UNION ALL SELECT max(year) FROM targets)").fetchone()
    this_year = con.execute("SELECT year(current_date)").fetchone()[0]
    return (first[0] or this_year) - 1, (last[0] or this_year) + 2


def build_deadlines(con: duckdb.DuckDBPyConnection) -> None:
    """The table `deadlines`: every matter with a limit, the union of queries/deadlines/*.sql."""
    con.execute(
        """CREATE TABLE staged (rule VARCHAR, ledger VARCHAR, row_id VARCHAR, place VARCHAR, started_on DATE, due_on DATE, finished_on DATE)"""
    )
    for rule in sorted(path.stem for path in (QUERIES / "deadlines").glob("*.sql")):
        with _named("deadlines", rule):
            con.execute(
                f"INSERT INTO staged SELECT '{rule}', ledger, row_id, place, started_on, due_on, finished_on FROM ({_sql('deadlines', rule)}\n)"
            )
    con.execute("CREATE TABLE deadlines AS SELECT * FROM staged ORDER BY place, rule, started_on, row_id")
    con.execute("DROP TABLE staged")


def build_facts(con: duckdb.DuckDBPyConnection) -> None:
    """The table `facts`: one row per counted row, the union of queries/indicators/*.sql.

    `running` marks the indicators that are summed since ever. `row_change` lets distinct rows be counted by a sum:
    +1 where a row begins to count (for a yearly sum at its first fact of the year) and -1 where it no longer counts
    towards a running sum. `row_no` is the row's in `ledger_rows`, by which it is grouped and found faster than by its key. Raises QueryError where a fact has no place or day, or points to no ledger row.
    """
    con.execute("CREATE TYPE indicator_code AS ENUM (SELECT code FROM indicators ORDER BY code)")
    con.execute("""CREATE TABLE staged (indicator indicator_code, ledger VARCHAR, row_id VARCHAR NOT NULL, place VARCHAR NOT NULL,
        day DATE NOT NULL, numerator BIGINT NOT NULL, denominator BIGINT, running BOOLEAN)""")
    con.execute("CREATE TABLE feeds (indicator VARCHAR, ledger VARCHAR, rule VARCHAR)")
    for code, ledger, kind in con.execute("SELECT code, ledger, kind FROM indicators ORDER BY line").fetchall():
        _insert_facts(con, code, ledger, kind.startswith("stock"))
    dangling = con.execute(
        "SELECT indicator, ledger, row_id FROM staged ANTI JOIN ledger_rows USING (ledger, row_id) LIMIT 1"
    ).fetchone()
    if dangling:
        raise QueryError(f"queries/indicators/{dangling[0]}.sql: 台账 {dangling[1]} 里没有编号 {dangling[2]} 的行")
    # The order of one row's facts on one day does not matter to any sum, but it must be the same in both windows.
    con.execute("""
        CREATE TABLE facts AS
        SELECT counted.* EXCLUDE (behind, in_year), ledger_rows.row_no, CAST(CASE WHEN running
            THEN CAST(behind AS INTEGER) - coalesce(lag(CAST(behind AS INTEGER)) OVER one_row, 0)
            ELSE CAST(coalesce(lag(in_year) OVER one_row <> in_year, true) AS INTEGER) END AS BIGINT) AS row_change
        FROM (
            SELECT *, year(day) AS in_year,
                sum(numerator) OVER one_row <> 0 OR coalesce(sum(denominator) OVER one_row, 0) <> 0 AS behind
            FROM staged WINDOW one_row AS (
                PARTITION BY indicator, ledger, row_id ORDER BY day, numerator, denominator ROWS UNBOUNDED PRECEDING)) AS counted
        INNER JOIN ledger_rows USING (ledger, row_id)
        WINDOW one_row AS (PARTITION BY indicator, ledger, row_id ORDER BY counted.day, numerator, denominator)
        ORDER BY counted.place, indicator, counted.day, row_id""")
    con.execute("DROP TABLE staged")


def _insert_facts(con: duckdb.DuckDBPyConnection, code: str, ledger: str, running: bool) -> None:
    sql = _sql("indicators", code)
    with _named("indicators", code):
        columns = [name for name, *_ in con.execute(f"DESCRIBE {sql}").fetchall()]
        source = "ledger" if "ledger" in columns else f"'{ledger}'"
        con.execute(
            f"INSERT INTO staged SELECT '{code}', {source}, row_id, place, day, numerator, denominator, {running} FROM ({sql}\n)"
        )
    rules = [name for name in re.findall(r"'([a-z0-9_]+)'", sql) if (QUERIES / "deadlines" / f"{name}.sql").exists()]
    con.executemany("INSERT INTO feeds VALUES (?, ?, ?)", [(code, *fed) for fed in _feeds(con, sql, ledger, rules)])


def _feeds(con: duckdb.DuckDBPyConnection, sql: str, ledger: str, rules: list[str]) -> list[tuple[str, str | None]]:
    """(ledger, rule or None) behind an indicator: the unread rows of all of them belong beside the figure."""
    read = {ledger, *con.get_table_names(sql)} - {"deadlines", "calendar", "due_days", "parameters"}
    by_rule = [
        (name, rule)
        for rule in rules
        for name in sorted(con.get_table_names(_sql("deadlines", rule)) - {"due_days", "calendar"})
    ]
    return [(name, None) for name in sorted(read)] + by_rule


def build_rows(con: duckdb.DuckDBPyConnection) -> None:
    """`ledger_rows`, the text of every row for drilling down, and `kept`: which ledger was kept where and when."""
    con.execute("""
        CREATE TABLE ledger_rows AS SELECT *, row_number() OVER (ORDER BY place, ledger, day, row_id) AS row_no
        FROM staged_rows ORDER BY row_no""")
    con.execute("DROP TABLE staged_rows")
    _create(con, "kept")


def _create(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """A table that is one query of queries/tables."""
    with _named("tables", name):
        con.execute(f"CREATE TABLE {name} AS {_sql('tables', name)}")


@contextmanager
def _named(folder: str, name: str) -> Iterator[None]:
    """Whatever is wrong with a query is told with its file."""
    try:
        yield
    except Exception as fault:
        raise QueryError.of(folder, name, fault) from fault


def _sql(folder: str, name: str) -> str:
    return (QUERIES / folder / f"{name}.sql").read_text(encoding="utf-8").strip().rstrip(";")
