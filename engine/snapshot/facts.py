"""The table `facts`: one row per counted row, the union of queries/indicators/*.sql; and `feeds`, what each is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.ledgers.contract import Resource
from engine.ledgers.faults import QueryError
from engine.ledgers.places import TOWNSHIP
from engine.snapshot import query_files, rests_on

if TYPE_CHECKING:
    import duckdb

_STAGED = """
    CREATE TABLE staged (indicator indicator_code, ledger VARCHAR, row_id VARCHAR NOT NULL, place VARCHAR NOT NULL,
        day DATE NOT NULL, numerator BIGINT NOT NULL, denominator BIGINT, running BOOLEAN)"""
# What has rows: ledgers, what is made of them, and the time limits that matters are held to.
_FILLED = """
    SELECT DISTINCT ledger FROM ledger_rows UNION ALL SELECT DISTINCT rule FROM deadlines
    UNION ALL SELECT DISTINCT 'terms' FROM terms UNION ALL SELECT DISTINCT 'study_themes' FROM study_themes"""
# What an indicator rests on may have been entered later than its facts' days, or never in a township: then it goes.
_KNOWN = f"""
    CREATE TEMP TABLE known AS
    SELECT staged.*, greatest(day, coalesce(kept_from.first_on, day)) AS known_on
    FROM staged LEFT JOIN kept_from ON staged.indicator = kept_from.name AND substr(staged.place, 1, {TOWNSHIP}) = kept_from.place
    WHERE kept_from.name IS NOT NULL OR staged.indicator NOT IN (SELECT name FROM rests_on)"""
# In which years a township has facts of an indicator, from which day: then the indicator's ledger was kept there.
_COUNTED = f"""
    CREATE TABLE counted AS
    SELECT indicator, substr(place, 1, {TOWNSHIP}) AS place, year(day) AS year, min(known_on) AS first_on
    FROM known WHERE NOT running GROUP BY indicator, substr(place, 1, {TOWNSHIP}), year(day)"""
# The order of one row's facts on one day does not matter to any sum, but it must be the same in both windows.
_FACTS = """
    CREATE TABLE facts AS
    SELECT counted.* EXCLUDE (span, behind), ledger_rows.row_no,
        CAST(CAST(behind AS INTEGER) - coalesce(lag(CAST(behind AS INTEGER)) OVER one_row, 0) AS BIGINT) AS row_change
    FROM (
        SELECT *, sum(numerator) OVER one_row <> 0 OR coalesce(sum(denominator) OVER one_row <> 0, NOT running) AS behind
        FROM (SELECT *, CASE WHEN running THEN 0 ELSE year(day) END AS span FROM known)
        WINDOW one_row AS (PARTITION BY indicator, ledger, row_id, span
            ORDER BY day, numerator, denominator ROWS UNBOUNDED PRECEDING)) AS counted
    INNER JOIN ledger_rows USING (ledger, row_id)
    WINDOW one_row AS (PARTITION BY indicator, ledger, row_id, span ORDER BY counted.day, numerator, denominator)
    ORDER BY counted.place, indicator, counted.day, row_id"""


# (docs/decisions.md, "One SQL file per indicator"; "A fact carries its day"; "Rows are a sum")
def build(con: duckdb.DuckDBPyConnection, contract: dict[str, Resource]) -> None:
    """`facts`, `feeds` (indicator, ledger, rule or none) and `counted`.

    `running` marks the indicators that are summed since ever. `row_change` lets the rows that the answer `rows` lists be
    counted by a sum: +1 where a row begins to count, in a yearly sum in each year anew, and -1 where what it added is
    taken away again. A count's row (no denominator) counts though it adds 0.
    `known_on` is the day from which the fact is known: its own, or the later one on which what the indicator rests on was
    first entered in the township; where it never was there is no fact. `row_no` is the row's in `ledger_rows`, by which it
    is grouped and found faster than by its key. Raises QueryError where a fact has no place or day, or points to no row.
    """
    con.execute("CREATE TYPE indicator_code AS ENUM (SELECT code FROM indicators ORDER BY code)")
    con.execute(_STAGED)
    feeds: list[tuple[str, str, str | None]] = []
    filled = {name for (name,) in con.execute(_FILLED).fetchall()}
    for code, ledger, kind in con.execute("SELECT code, ledger, kind FROM indicators ORDER BY line").fetchall():
        query = rests_on.of(con, "indicators", code)
        feeds += [(code, *fed) for fed in _feeds(con, query, ledger, contract)]
        if query.sources & filled:
            with query_files.named("indicators", code):
                con.execute(
                    f"INSERT INTO staged SELECT '{code}', *, {kind.startswith('stock')} FROM ({of(con, code, ledger)})"
                )
    con.execute("CREATE TABLE feeds (indicator VARCHAR, ledger VARCHAR, rule VARCHAR)")
    con.execute("INSERT INTO feeds SELECT unnest(?), unnest(?), unnest(?)", [list(c) for c in zip(*feeds, strict=True)])
    _refuse_dangling(con)  # (docs/decisions.md, "A fact points to its row")
    for statement in (_KNOWN, _COUNTED, _FACTS):
        con.execute(statement)
    con.execute("DROP TABLE staged")
    con.execute("DROP TABLE known")


def of(con: duckdb.DuckDBPyConnection, code: str, ledger: str) -> str:
    """SQL: ledger, row_id, place, day, numerator and denominator of each of an indicator's facts.

    `ledger` is meant where the query does not say which. A stock's query says how long its rows count, from `from_day` to
    `last_day`, if that is known: on the day after, all that a row has added is taken away in one fact.
    """
    sql, returned = query_files.text("indicators", code), rests_on.of(con, "indicators", code).returned
    source = "ledger" if "ledger" in returned else f"'{ledger}' AS ledger"
    if "from_day" not in returned:
        return f"SELECT {source}, row_id, place, day, numerator, denominator FROM ({sql}\n)"
    return f"""
        WITH stock AS MATERIALIZED (SELECT {source}, row_id, place, from_day, last_day, numerator, denominator FROM ({sql}
        ))
        SELECT ledger, row_id, place, from_day AS day, numerator, denominator FROM stock
        UNION ALL
        SELECT ledger, row_id, place, CAST(last_day + INTERVAL 1 DAY AS DATE),
            CAST(-sum(numerator) AS BIGINT), CAST(-sum(denominator) AS BIGINT)
        FROM stock WHERE last_day IS NOT NULL GROUP BY ledger, row_id, place, last_day"""


def _feeds(
    con: duckdb.DuckDBPyConnection, query: rests_on.QueryTree, ledger: str, contract: dict[str, Resource]
) -> Iterator[tuple[str, str | None]]:
    """(ledger, rule or None) behind an indicator: the unread rows of all of them belong beside the figure."""
    held = {"places", *(name for name, resource in contract.items() if resource.is_ledger)}
    yield from ((name, None) for name in sorted({ledger, *query.tables & held}))
    for rule in query.rules:
        yield from ((name, rule) for name in sorted(rests_on.of(con, "deadlines", rule).tables & held))


def _refuse_dangling(con: duckdb.DuckDBPyConnection) -> None:
    dangling = con.execute(
        "SELECT indicator, ledger, row_id FROM staged ANTI JOIN ledger_rows USING (ledger, row_id) LIMIT 1"
    ).fetchone()
    if dangling:
        raise QueryError(f"queries/indicators/{dangling[0]}.sql: 台账 {dangling[1]} 里没有编号 {dangling[2]} 的行")
