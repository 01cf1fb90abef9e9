"""From typed ledgers to what the pages ask: calendar, what was kept, deadlines and the text of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from engine.ledgers import calendar_days
from engine.ledgers.contract import Resource
from engine.ledgers.places import TOWNSHIP
from engine.snapshot import query_files, rests_on

if TYPE_CHECKING:
    import duckdb


def build_calendar(con: duckdb.DuckDBPyConnection, contract: dict[str, Resource]) -> list[int]:
    """The table `calendar`, from the first year with any date to two years past the last ledger year.

    Returns the years whose statutory calendar is not published, for the screen to say so.
    """
    first, last = _years(con, contract)
    corrections = {day: working == "是" for day, working in con.execute("SELECT day, working FROM holidays").fetchall()}
    rows = calendar_days.rows(first, last, corrections)
    days = pa.table(list(zip(*rows, strict=True)), names=calendar_days.Day._fields)  # noqa: F841  DuckDB reads it by its name
    con.execute("CREATE TABLE calendar AS SELECT * FROM days")
    _create(con, "due_days")
    corrected = {day.year for day in corrections}
    return [y for y in calendar_days.unknown_years(first, last) if y not in corrected]


def _years(con: duckdb.DuckDBPyConnection, contract: dict[str, Resource]) -> tuple[int, int]:
    """The first year in any date column, and two years past the last main date; the years of the targets are covered too."""
    filled = _filled(con)
    ledgers = [r for r in contract.values() if r.is_ledger and r.name in filled]
    dates = [(r.name, f.column) for r in ledgers for f in r.fields if f.type in ("date", "datetime")]
    promised = "SELECT min(year) AS first, max(year) AS last FROM targets"
    entered = [f'SELECT min(year("{column}")), NULL FROM "{name}"' for name, column in dates]
    entered += [f'SELECT NULL, max(year("{r.date_column}")) FROM "{r.name}"' for r in ledgers]
    [(first, last)] = con.execute(
        f"SELECT min(first), max(last) FROM ({' UNION ALL '.join([promised, *entered])})"
    ).fetchall()
    [(this_year,)] = con.execute("SELECT year(current_date)").fetchall()
    return (first or this_year) - 1, (last or this_year) + 2


def build_kept(con: duckdb.DuckDBPyConnection, contract: dict[str, Resource]) -> None:
    """What figures and time limits rest on (`rests_on`: name, ledger, part), and which of it was kept where and when.

    `kept`: one row per ledger, township, part and month, with the first day in it and the number of rows. A part is the
    row itself (empty), a column that was filled in, on the day from which it is known, or a kind of rows that are kept
    apart (`source=安全隐患`). `kept_from`: the day from which all that a name rests on was kept in a township; a name
    without a row there has something that nobody ever entered.
    """
    con.execute("CREATE TABLE rests_on (name VARCHAR, ledger VARCHAR, part VARCHAR)")
    needed = sorted(_rests_on(con, contract))
    con.execute(
        "INSERT INTO rests_on SELECT unnest(?), unnest(?), unnest(?)", [list(c) for c in zip(*needed, strict=True)]
    )
    filled = _filled(con)
    ledgers = [name for name, resource in contract.items() if resource.is_ledger]
    parts = {(name, rests_on.WHOLE) for name in ledgers} | {(ledger, part) for _, ledger, part in needed}
    looked_at = sorted(part for part in parts if part[0] in filled) or [(ledgers[0], rests_on.WHOLE)]
    entered = " UNION ALL ".join(_entered(contract[ledger], part) for ledger, part in looked_at)
    con.execute(f"""
        CREATE TABLE kept AS
        SELECT ledger, place, part, year(day) AS year, year(day) * 12 + month(day) - 1 AS month_no,
            min(day) AS first_on, count(*) AS row_count
        FROM ({entered}) GROUP BY ledger, place, part, year(day), month(day) ORDER BY place, ledger, part, month_no""")
    con.execute("""
        CREATE TABLE kept_from AS
        SELECT needs.name, firsts.place, max(firsts.first_on) AS first_on
        FROM (SELECT *, count(*) OVER (PARTITION BY name) AS parts FROM rests_on) AS needs
        INNER JOIN (SELECT ledger, place, part, min(first_on) AS first_on FROM kept GROUP BY ledger, place, part) AS firsts
            USING (ledger, part)
        GROUP BY needs.name, firsts.place, needs.parts HAVING count(*) = needs.parts""")


def _rests_on(con: duckdb.DuckDBPyConnection, contract: dict[str, Resource]) -> set[tuple[str, str, str]]:
    """(indicator or time limit, ledger, part); an indicator rests on its ledger and on what its time limits rest on."""
    rules = query_files.names("deadlines")
    by_rule = {rule: rests_on.parts(rests_on.of(con, "deadlines", rule), contract) for rule in rules}
    found = {(rule, *part) for rule, parts in by_rule.items() for part in parts}
    for code, ledger in con.execute("SELECT code, ledger FROM indicators").fetchall():
        query = rests_on.of(con, "indicators", code)
        parts = rests_on.parts(query, contract).union(*(by_rule.get(rule, set()) for rule in query.rules))
        if ledger in contract and contract[ledger].is_ledger:
            parts.add((ledger, rests_on.WHOLE))
        found |= {(code, *part) for part in parts}
    return found


def _filled(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The ledgers that have a row, and `places`."""
    return {ledger for (ledger,) in con.execute("SELECT DISTINCT ledger FROM staged_rows").fetchall()}


def _entered(resource: Resource, part: str) -> str:
    """SQL: (ledger, place, part, day) of the rows of a ledger in which a part was entered."""
    column, _, value = part.partition("=")
    field = resource.field(column) if column and not value else None
    day = f'CAST("{resource.date_column}" AS DATE)'
    if field and field.type in ("date", "datetime"):
        day = f'CAST("{column}" AS DATE)'
    elif field and field.known_on:
        day = f'CAST("{field.known_on}" AS DATE)'
    elif resource.month_column:
        # A report sent in February on January is January's: it stands for that month, on the last day of it.
        about = f"CAST(\"{resource.month_column}\" || '-01' AS DATE)"
        day = f"least({day}, coalesce(last_day({about}), {day}))"
    filled = f"\"{column}\" = '{value}'" if value else f'"{column}" IS NOT NULL' if column else "true"
    return f"""SELECT '{resource.name}' AS ledger, substr(place, 1, {TOWNSHIP}) AS place, '{part.replace("'", "''")}' AS part, {day} AS day
        FROM "{resource.name}" WHERE {filled} AND {day} IS NOT NULL"""


def build_deadlines(con: duckdb.DuckDBPyConnection) -> None:
    """`deadlines`, every matter with a limit, and what a row says of persons (`terms`) and of themes (`study_themes`)."""
    for name in ("terms", "study_themes"):
        _create(con, name)
    con.execute("""CREATE TABLE matters (rule VARCHAR, ledger VARCHAR, row_id VARCHAR, place VARCHAR, started_on DATE,
        due_on DATE, finished_on DATE)""")
    filled = _filled(con)
    for rule in query_files.names("deadlines"):
        if rests_on.of(con, "deadlines", rule).sources & filled:
            with query_files.named("deadlines", rule):
                con.execute(f"""INSERT INTO matters SELECT '{rule}', ledger, row_id, place, started_on, due_on, finished_on
                    FROM ({query_files.text("deadlines", rule)}\n)""")
    _create(con, "deadlines")
    con.execute("DROP TABLE matters")


def build_rows(con: duckdb.DuckDBPyConnection) -> None:
    """`ledger_rows`, the text of every row for drilling down."""
    con.execute("""
        CREATE TABLE ledger_rows AS SELECT *, row_number() OVER (ORDER BY place, ledger, day, row_id) AS row_no
        FROM staged_rows ORDER BY row_no""")
    con.execute("DROP TABLE staged_rows")


def _create(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """A table that is one query of queries/tables."""
    with query_files.named("tables", name):
        con.execute(f"CREATE TABLE {name} AS {query_files.text('tables', name)}")
