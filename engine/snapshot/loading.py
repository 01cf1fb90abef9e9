"""From the files of a home to typed tables in a snapshot that is being built.

Rows that cannot be read go to `left_out`, rows that a later file replaced to `superseded`; every
other row is in its ledger's table and, as text, in `ledger_rows`.

(docs/decisions.md, "Set aside and named")
"""

from __future__ import annotations

import csv
from itertools import compress
from typing import TYPE_CHECKING

import pyarrow as pa

from engine.ledgers import parameters, targets
from engine.ledgers.contract import Field, Resource
from engine.ledgers.home import DEFAULTS, Home
from engine.ledgers.masking import mask, scrub
from engine.ledgers.places import OWN, TOWNSHIP
from engine.ledgers.reading import Problem, read
from engine.snapshot import query_files

if TYPE_CHECKING:
    import duckdb

_PROBLEM_COLUMNS = ("ledger", "file", "line", "column", "value", "reason", "place")
_LEFT_OUT = 'CREATE TABLE left_out (ledger VARCHAR, "file" VARCHAR, line BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR, place VARCHAR)'
_SUPERSEDED = "CREATE TABLE superseded (ledger VARCHAR, row_id VARCHAR, place VARCHAR, day DATE, source_file VARCHAR, line BIGINT)"
_LEDGER_ROWS = """CREATE TABLE staged_rows (
    ledger VARCHAR, row_id VARCHAR, place VARCHAR, day DATE, source_file VARCHAR, line BIGINT, cells VARCHAR, original VARCHAR)"""

# What is wrong with places.csv itself is found before there are places, and is everybody's to see.
_NO_PLACES_YET = "CREATE TABLE places (code VARCHAR)"


def load_home(con: duckdb.DuckDBPyConnection, home: Home, contract: dict[str, Resource]) -> None:
    """Load every table and ledger of the home; what could not be read is in `left_out`."""
    for statement in (_LEFT_OUT, _SUPERSEDED, _LEDGER_ROWS, _NO_PLACES_YET):
        con.execute(statement)
    for resource in (r for r in contract.values() if not r.is_ledger):
        path = home.file(f"{resource.name}.csv")
        _load(con, resource, [(path, path.name)] if path.exists() else [])
        if resource.name == "places":
            _complete_places(con)
        if resource.name == "parameters":
            _complete_parameters(con, home)
    ledgers = [r for r in contract.values() if r.is_ledger]
    for resource in ledgers:
        files = home.ledger_files(resource.name)
        _load(con, resource, [(p, p.relative_to(home.path).as_posix()) for p in files])
    _check_tables(con)
    names = {r.name for r in ledgers}
    _leave_out(con, [_stray(p.relative_to(home.path).as_posix(), names) for p in home.stray_files(sorted(names))])


def _load(con: duckdb.DuckDBPyConnection, resource: Resource, files: list) -> None:
    columns = ", ".join(f'"{f.column}" {f.sql_type}' for f in resource.fields)
    con.execute(f'CREATE OR REPLACE TABLE "{_table(resource)}" ({columns}, source_file VARCHAR, line BIGINT)')
    if not files:  # most homes keep few of the ledgers
        return
    text = ", ".join(f'"{f.column}" VARCHAR' for f in resource.fields)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE raw ({text}, source_file VARCHAR, line BIGINT, cells VARCHAR, original VARCHAR, file_no INTEGER)"
    )
    problems: list[Problem] = []
    blank_is_null = ", ".join(f"nullif(\"{f.column}\", '')" for f in resource.fields)
    for number, (path, label) in enumerate(files):
        reading = read(path, label, resource)
        problems += reading.problems
        for batch in reading.tables:  # noqa: B007  DuckDB reads it by its name
            con.execute(
                f"INSERT INTO raw SELECT {blank_is_null}, source_file, line, cells, original, {number} FROM batch"
            )
    _leave_out(con, problems)
    con.execute("CREATE OR REPLACE TEMP TABLE bad (source_file VARCHAR, line BIGINT)")
    _find_faults(con, resource)
    if resource.key:
        _find_duplicates(con, resource)
    typed = ", ".join(f.typed() for f in resource.fields)
    # One township's rows of a province lie together: a question about it then reads no others.
    order = 'ORDER BY "place", "row_id"' if resource.is_ledger else ""
    con.execute(
        f'INSERT INTO "{_table(resource)}" SELECT {typed}, source_file, line FROM raw ANTI JOIN bad USING (source_file, line) {order}'
    )
    _keep_text(con, resource)


def _table(resource: Resource) -> str:
    """`deadlines` is the table of matters; the time limits they are held to are `limits`."""
    return "limits" if resource.name == "deadlines" else resource.name


def _find_faults(con: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    """One look at the rows tells whether any rule is broken, mostly none; a second which of them; only those are gone into."""
    place, faults = '"place"' if resource.is_ledger else "NULL", resource.faults()
    conditions = [f"({condition})" for _, (_, condition, _) in faults]
    if not faults or not con.execute(f"SELECT 1 FROM raw WHERE {' OR '.join(conditions)} LIMIT 1").fetchone():
        return
    broken = ", ".join(f"coalesce(bool_or({condition}), false)" for condition in conditions)
    [looked_at] = con.execute(f"SELECT {broken} FROM raw").fetchall()
    for field, (_, condition, remedy) in compress(faults, looked_at):
        found = con.execute(
            f'SELECT source_file, line, "{field.column}", {place} FROM raw WHERE {condition} ORDER BY file_no, line'
        ).fetchall()
        _leave_out_rows(con, resource, field, [(*row, remedy) for row in found])


# (docs/decisions.md, "One key, two rows")
def _find_duplicates(con: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    """Twice in one file: the first row stays. In two files: the later file wins and the older row is history."""
    key, field = f'"{resource.key}"', resource.field(resource.key or "")
    if not con.execute(f"SELECT 1 FROM raw GROUP BY {key} HAVING count(*) > 1 LIMIT 1").fetchone():
        return
    place = '"place"' if resource.is_ledger else "NULL"
    good = "FROM raw ANTI JOIN bad USING (source_file, line)"
    twice = con.execute(f"""
        SELECT source_file, line, {key}, {place}, first_line FROM (
            SELECT *, min(line) OVER (PARTITION BY file_no, {key}) AS first_line {good}) WHERE line > first_line ORDER BY file_no, line""").fetchall()
    _leave_out_rows(
        con,
        resource,
        field,
        [(*row, f"与本文件第 {first} 行重复，只计第一行；请改编号或删去一行") for *row, first in twice],
    )
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE old AS SELECT source_file, line, {key} AS row_id, {place} AS place, {_day(resource)} AS day FROM (
            SELECT *, max(file_no) OVER (PARTITION BY {key}) AS last_file {good}) WHERE file_no < last_file""")
    con.execute(f"INSERT INTO superseded SELECT '{resource.name}', row_id, place, day, source_file, line FROM old")
    con.execute("INSERT INTO bad SELECT source_file, line FROM old")


def _keep_text(con: duckdb.DuckDBPyConnection, resource: Resource) -> None:
    if not resource.is_ledger and resource.name != "places":
        return
    place = '"place"' if resource.is_ledger else "code"
    con.execute(f"""
        INSERT INTO staged_rows SELECT '{resource.name}', "{resource.key}", {place}, {_day(resource)}, source_file, line, cells, original
        FROM raw ANTI JOIN bad USING (source_file, line)""")


def _day(resource: Resource) -> str:
    """SQL on `raw`: the day of a ledger row's main date."""
    return f"CAST({resource.field(resource.date_column).typed()} AS DATE)" if resource.date_column else "NULL"


# (docs/decisions.md, "Place codes are prefixes")
def _complete_places(con: duckdb.DuckDBPyConnection) -> None:
    """Every township has its own matters (乡本级, code + 000), also where places.csv does not list them."""
    con.execute(f"""
        INSERT INTO places SELECT code || '{OWN}', '乡本级', '乡本级', code, opened_on, closed_on, NULL, NULL FROM places
        WHERE length(code) = {TOWNSHIP} AND code || '{OWN}' NOT IN (SELECT code FROM places)""")
    con.execute("CREATE OR REPLACE TABLE places AS SELECT *, code AS row_id, code AS place FROM places")


def _complete_parameters(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Numbers a home does not set are the defaults; the demonstration's own day and notice are nobody else's."""
    if home.file("parameters.csv").parent != home.path:
        con.execute("DELETE FROM parameters WHERE parameter IN ('today', 'notice')")
    defaults = list(csv.DictReader((DEFAULTS / "parameters.csv").read_text(encoding="utf-8-sig").splitlines()))
    rows = con.execute("SELECT parameter, value, source_file, line FROM parameters ORDER BY line").fetchall()
    wrong = parameters.unreadable(rows, {line["parameter"]: line["value"] for line in defaults})
    _leave_out(con, wrong)
    _remove(con, "parameters", "line", [p.line for p in wrong])
    standing = {line["parameter"]: line["value"] for line in defaults if line["parameter"] not in ("today", "notice")}
    con.execute(
        """INSERT INTO parameters (parameter, value) SELECT name, value FROM (SELECT unnest($1) AS name, unnest($2) AS value)
            WHERE name NOT IN (SELECT parameter FROM parameters)""",
        [list(standing), list(standing.values())],
    )


def _check_tables(con: duckdb.DuckDBPyConnection) -> None:
    """What only several lines or several tables together can show to be wrong."""
    rows = con.execute("SELECT * FROM targets ORDER BY line").df().to_dict("records")
    kinds = {
        code: (kind, better)
        for code, kind, better in con.execute("SELECT code, kind, better FROM indicators").fetchall()
    }
    places = {code for (code,) in con.execute("SELECT code FROM places").fetchall()}
    wrong = targets.contradictions(rows, kinds, places)
    _leave_out(con, wrong)
    _remove(con, "targets", "line", [p.line for p in wrong])
    con.execute(
        "UPDATE targets SET from_on = coalesce(from_on, make_date(year, 1, 1)), due_on = coalesce(due_on, make_date(year, 12, 31))"
    )
    codes = con.execute("SELECT code, source_file, line FROM indicators").fetchall()
    queries = set(query_files.names("indicators"))
    orphans = [(code, file, line) for code, file, line in codes if code not in queries]
    _leave_out(
        con,
        [
            Problem("indicators", file, line, "code", code, "没有对应的查询文件，这个指标算不出来")
            for code, file, line in orphans
        ],
    )
    _remove(con, "indicators", "code", [code for code, *_ in orphans])
    rules = con.execute("SELECT rule, source_file, line FROM limits ORDER BY line").fetchall()
    known = query_files.names("deadlines")
    unknown = [(rule, file, line) for rule, file, line in rules if rule not in known]
    remedy = f"没有这个时限，这一行不起作用；请核对代码，可用的有：{'、'.join(known)}"
    _leave_out(con, [Problem("deadlines", file, line, "rule", rule, remedy) for rule, file, line in unknown])
    _remove(con, "limits", "line", [line for *_, line in unknown])


def _remove(con: duckdb.DuckDBPyConnection, table: str, column: str, values: list) -> None:
    if values:
        con.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))", [values])


def _stray(label: str, ledgers: set[str]) -> Problem:
    folder = label.split("/")[1]
    if folder in ledgers:
        return Problem(
            folder, label, None, None, None, "不是台账目录下的 CSV 文件，没有读取；请另存为“CSV UTF-8”放在台账目录里"
        )
    return Problem("", label, None, None, None, "没有这本台账，文件没有读取；请核对文件夹名称")


def _leave_out_rows(con: duckdb.DuckDBPyConnection, resource: Resource, field: Field, rows: list) -> None:
    """`rows`: (file, line, value, place, remedy). The value is masked before anything keeps it."""
    if not rows:
        return
    kind = field.personal or "text"
    problems = [
        Problem(resource.name, file, line, field.name, mask(kind, value) if value else value, remedy)
        for file, line, value, _, remedy in rows
    ]
    _leave_out(con, problems, [place for _, _, _, place, _ in rows])
    lines = pa.table({"source_file": [row[0] for row in rows], "line": pa.array([row[1] for row in rows], pa.int64())})
    con.execute("INSERT INTO bad SELECT source_file, line FROM lines EXCEPT SELECT source_file, line FROM bad")
    del lines


def _leave_out(con: duckdb.DuckDBPyConnection, problems: list[Problem], places: list[str | None] | None = None) -> None:
    """Keep the problems. A place is kept only if it is one of the home's: else the row is everybody's to see."""
    if not problems:
        return
    rows = [(p.ledger, p.file, p.line, p.column, scrub(p.value) if p.value else p.value, p.reason) for p in problems]
    columns = dict(zip(_PROBLEM_COLUMNS, zip(*rows, strict=True), strict=False)) | {
        "place": places or [None] * len(rows)
    }
    types = [pa.string(), pa.string(), pa.int64(), pa.string(), pa.string(), pa.string(), pa.string()]
    found = pa.table({name: pa.array(columns[name], kind) for name, kind in zip(_PROBLEM_COLUMNS, types, strict=True)})
    con.execute(
        "INSERT INTO left_out SELECT * REPLACE (CASE WHEN place IN (SELECT code FROM places) THEN place ELSE '' END AS place) FROM found"
    )
    del found
