"""From typed ledgers to what the pages ask: calendar, deadlines, facts and the text of every row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.ledgers import calendar_days
from engine.ledgers.contract import Resource
from engine.ledgers.faults import QueryError
from engine.ledgers.home import QUERIES
from engine.snapshot import resting

if TYPE_CHECKING:
    import duckdb


_NO_LEDGERS = {"deadlines", "calendar", "due_days", "terms", "study_themes", "themes", "parameters"}
# In which years a township has facts of an indicator, from which day: then the indicator's ledger was kept there.
_COUNTED = """
    CREATE TABLE counted AS
    SELECT indicator, substr(place, 1, 9) AS place, year(day) AS year, min(known_on) AS first_on
    FROM known WHERE NOT running GROUP BY indicator, substr(place, 1, 9), year(day)"""


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
    [(first,)] = con.execute(f"SELECT min(y) FROM ({earliest} UNION ALL SELECT min(year) FROM targets)").fetchall()
    [(last,)] = con.execute(f"SELECT max(y) FROM ({latest} UNION ALL SELECT max(year) FROM targets)").fetchall()
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
    rests_on = sorted(_rests_on(con, contract))
    con.execute(
        "INSERT INTO rests_on SELECT unnest(?), unnest(?), unnest(?)", [list(c) for c in zip(*rests_on, strict=True)]
    )
    filled = {ledger for (ledger,) in con.execute("SELECT DISTINCT ledger FROM staged_rows").fetchall()}
    ledgers = [name for name, resource in contract.items() if resource.is_ledger]
    parts = {(name, resting.WHOLE) for name in ledgers} | {(ledger, part) for _, ledger, part in rests_on}
    looked_at = sorted(part for part in parts if part[0] in filled) or [(ledgers[0], resting.WHOLE)]
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
    by_rule = {
        path.stem: resting.parts(_parsed(con, "deadlines", path.stem), contract)
        for path in (QUERIES / "deadlines").glob("*.sql")
    }
    found = {(rule, *part) for rule, parts in by_rule.items() for part in parts}
    for code, ledger in con.execute("SELECT code, ledger FROM indicators").fetchall():
        query = _parsed(con, "indicators", code)
        parts = resting.parts(query, contract).union(*(by_rule.get(rule, set()) for rule in query.rules))
        if ledger in contract and contract[ledger].is_ledger:
            parts.add((ledger, resting.WHOLE))
        found |= {(code, *part) for part in parts}
    return found


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
    return f"""SELECT '{resource.name}' AS ledger, substr(place, 1, 9) AS place, '{part.replace("'", "''")}' AS part, {day} AS day
        FROM "{resource.name}" WHERE {filled} AND {day} IS NOT NULL"""


def _parsed(con: duckdb.DuckDBPyConnection, folder: str, name: str) -> resting.Parsed:
    with _named(folder, name):
        return resting.parsed(con, _sql(folder, name))


def build_deadlines(con: duckdb.DuckDBPyConnection) -> None:
    """`deadlines`, every matter with a limit, and what a row says of persons (`terms`) and of themes (`study_themes`)."""
    for name in ("terms", "study_themes"):
        _create(con, name)
    con.execute("""CREATE TABLE matters (rule VARCHAR, ledger VARCHAR, row_id VARCHAR, place VARCHAR, started_on DATE,
        due_on DATE, finished_on DATE)""")
    for rule in sorted(path.stem for path in (QUERIES / "deadlines").glob("*.sql")):
        with _named("deadlines", rule):
            con.execute(
                f"INSERT INTO matters SELECT '{rule}', ledger, row_id, place, started_on, due_on, finished_on FROM ({_sql('deadlines', rule)}\n)"
            )
    _create(con, "deadlines")
    con.execute("DROP TABLE matters")


_KNOWN = "coalesce(kept_from.first_on, DATE '0001-01-01')"


def _kept_from(name: str) -> str:
    """SQL after a staged table: what rests on something that was never entered in its township goes."""
    return f"""
        LEFT JOIN kept_from ON staged.{name} = kept_from.name AND substr(staged.place, 1, 9) = kept_from.place
        WHERE kept_from.name IS NOT NULL OR staged.{name} NOT IN (SELECT name FROM rests_on)"""


# (docs/decisions.md, "One SQL file per indicator"; "A fact carries its day"; "Rows are a sum")
def build_facts(con: duckdb.DuckDBPyConnection) -> None:
    """The table `facts`: one row per counted row, the union of queries/indicators/*.sql.

    `running` marks the indicators that are summed since ever. `row_change` lets the rows that the answer `rows` lists be
    counted by a sum: +1 where a row begins to count, in a yearly sum in each year anew, and -1 where what it added is
    taken away again. A count's row (no denominator) counts though it adds 0.
    `known_on` is the day from which the fact is known: its own, or the later one on which what the indicator rests on was
    first entered in the township; where it never was there is no fact. `row_no` is the row's in `ledger_rows`, by which it is grouped and found faster than by its key. Raises QueryError where a fact has no place or day, or points to no ledger row.
    """
    con.execute("CREATE TYPE indicator_code AS ENUM (SELECT code FROM indicators ORDER BY code)")
    con.execute("""CREATE TABLE staged (indicator indicator_code, ledger VARCHAR, row_id VARCHAR NOT NULL, place VARCHAR NOT NULL,
        day DATE NOT NULL, numerator BIGINT NOT NULL, denominator BIGINT, running BOOLEAN)""")
    con.execute("CREATE TABLE feeds (indicator VARCHAR, ledger VARCHAR, rule VARCHAR)")
    for code, ledger, kind in con.execute("SELECT code, ledger, kind FROM indicators ORDER BY line").fetchall():
        _insert_facts(con, code, ledger, kind.startswith("stock"))
    # (docs/decisions.md, "A fact points to its row")
    dangling = con.execute(
        "SELECT indicator, ledger, row_id FROM staged ANTI JOIN ledger_rows USING (ledger, row_id) LIMIT 1"
    ).fetchone()
    if dangling:
        raise QueryError(f"queries/indicators/{dangling[0]}.sql: 台账 {dangling[1]} 里没有编号 {dangling[2]} 的行")
    con.execute(f"""
        CREATE TEMP TABLE known AS
        SELECT staged.*, greatest(day, {_KNOWN}) AS known_on FROM staged {_kept_from("indicator")}""")
    con.execute(_COUNTED)
    # The order of one row's facts on one day does not matter to any sum, but it must be the same in both windows.
    con.execute("""
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
        ORDER BY counted.place, indicator, counted.day, row_id""")
    con.execute("DROP TABLE staged")
    con.execute("DROP TABLE known")


def _insert_facts(con: duckdb.DuckDBPyConnection, code: str, ledger: str, running: bool) -> None:
    sql = _sql("indicators", code)
    with _named("indicators", code):
        columns = [name for name, *_ in con.execute(f"DESCRIBE {sql}").fetchall()]
        source = "ledger" if "ledger" in columns else f"'{ledger}'"
        con.execute(
            f"INSERT INTO staged SELECT '{code}', {source}, row_id, place, day, numerator, denominator, {running} FROM ({sql}\n)"
        )
    feeds = _feeds(con, _parsed(con, "indicators", code), ledger)
    con.executemany("INSERT INTO feeds VALUES (?, ?, ?)", [(code, *fed) for fed in feeds])


def _feeds(con: duckdb.DuckDBPyConnection, query: resting.Parsed, ledger: str) -> list[tuple[str, str | None]]:
    """(ledger, rule or None) behind an indicator: the unread rows of all of them belong beside the figure."""
    read = {ledger, *query.tables} - _NO_LEDGERS
    by_rule = [
        (name, rule) for rule in query.rules for name in sorted(_parsed(con, "deadlines", rule).tables - _NO_LEDGERS)
    ]
    return [(name, None) for name in sorted(read)] + by_rule


def build_rows(con: duckdb.DuckDBPyConnection) -> None:
    """`ledger_rows`, the text of every row for drilling down."""
    con.execute("""
        CREATE TABLE ledger_rows AS SELECT *, row_number() OVER (ORDER BY place, ledger, day, row_id) AS row_no
        FROM staged_rows ORDER BY row_no""")
    con.execute("DROP TABLE staged_rows")


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
