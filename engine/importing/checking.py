"""Is what a file says right? Cell by cell against the contract, then row by row against the ledgers of the home.

The ledgers as they are come from the published snapshot, attached and not copied; the file's rows are put in place
beside them in memory, where nobody else sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine import checks, questions, warehouse
from engine.checks import Check
from engine.contract import Field, Resource
from engine.home import Home
from engine.importing.problems import CellProblem, Parsed
from engine.reading import SEPARATOR

if TYPE_CHECKING:
    import duckdb


def load(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Put the home's ledgers as they are within reach of `con`, as the read-only schema `present`."""
    if con.execute("SELECT 1 FROM duckdb_databases() WHERE database_name = 'present'").fetchall():
        return
    path = str(warehouse.current(home).path).replace("'", "''")
    con.execute(f"ATTACH '{path}' AS present (READ_ONLY)")
    con.execute("SET search_path = 'memory,present'")


def check(
    con: duckdb.DuckDBPyConnection, home: Home, contract: dict[str, Resource], ledger: str, parsed: Parsed
) -> list[CellProblem]:
    """Everything that is wrong or doubtful in the rows that could be read, by line.

    A line with a problem that is no doubt is rejected. Leaves in `con` the view `incoming`, the file's rows as
    text, and the table named like the ledger: typed, with the accepted rows in place of those they replace.
    """
    load(con, home)
    resource = contract[ledger]
    con.register("incoming", parsed.rows)
    problems = [*_faults(con, resource), *_twice(con, resource)]
    _put_in_place(con, resource, parsed.file, {problem.line for problem in problems})
    known = {problem.line for problem in problems}
    problems += _crossed(con, home, resource, parsed.file)
    _take_back(con, resource, parsed.file, {p.line for p in problems if not p.doubt} - known)
    order = {field.name: n for n, field in enumerate(resource.fields)}
    return sorted(problems, key=lambda p: (p.line, order[p.column or ""], p.doubt))


def _faults(con: duckdb.DuckDBPyConnection, resource: Resource) -> Iterator[CellProblem]:
    """What the contract alone can tell. One scan finds the rows, of which there are few."""
    faults = resource.faults()
    any_of_them = " OR ".join(f"({fault.condition})" for _, fault in faults)
    con.execute(f"CREATE OR REPLACE TEMP TABLE faulty AS SELECT * FROM incoming WHERE {any_of_them}")
    misplaced: set[int] = set()  # a code of the wrong shape is no place either: saying so once is enough
    for field, (rule, condition, remedy) in faults:
        for line, raw in con.execute(f"SELECT line, raw FROM faulty WHERE {condition}").fetchall():
            if field.column == "place":
                if line in misplaced:
                    continue
                misplaced.add(line)
            yield CellProblem(line, field.name, _cell(raw, resource, field), rule, remedy)


def _twice(con: duckdb.DuckDBPyConnection, resource: Resource) -> Iterator[CellProblem]:
    """A key that an earlier line of the file has too: nobody but the office knows which of the two is meant."""
    field = resource.field(resource.key or "")
    key = f'"{field.column}"'
    found = con.execute(f"""
        SELECT line, raw, first_line FROM incoming INNER JOIN (
            SELECT {key}, min(line) AS first_line FROM incoming WHERE {key} IS NOT NULL GROUP BY {key} HAVING count(*) > 1
        ) USING ({key}) WHERE line > first_line""").fetchall()
    for line, raw, first in found:
        remedy = f"与本文件第 {first} 行重复，请改编号或删去一行"
        yield CellProblem(line, field.name, _cell(raw, resource, field), "unique", remedy)


def _put_in_place(con: duckdb.DuckDBPyConnection, resource: Resource, file: str, wrong: Iterable[int]) -> None:
    """The ledger's table as it would be: the file's good rows, and the present ones that they do not replace."""
    typed = ", ".join(f'{field.typed()} AS "{field.column}"' for field in resource.fields)
    con.execute("CREATE OR REPLACE TEMP TABLE rejected (line BIGINT)")
    con.execute("INSERT INTO rejected SELECT unnest(?)", [sorted(wrong)])
    con.execute(
        f'CREATE OR REPLACE TABLE memory."{resource.name}" AS SELECT {typed}, CAST(? AS VARCHAR) AS source_file, line '
        "FROM incoming ANTI JOIN rejected USING (line)",
        [file],
    )
    con.execute(
        f'INSERT INTO memory."{resource.name}" SELECT * FROM present."{resource.name}" '
        f'ANTI JOIN memory."{resource.name}" USING ("{resource.key}")'
    )


def _take_back(con: duckdb.DuckDBPyConnection, resource: Resource, file: str, wrong: Iterable[int]) -> None:
    """Rows that only the ledgers together show to be wrong give their places back to those they replaced."""
    if not (lines := sorted(wrong)):
        return
    con.execute(
        f'DELETE FROM memory."{resource.name}" WHERE source_file = ? AND line IN (SELECT unnest(?))', [file, lines]
    )
    con.execute(
        f'INSERT INTO memory."{resource.name}" SELECT * FROM present."{resource.name}" '
        f'ANTI JOIN memory."{resource.name}" USING ("{resource.key}")'
    )


def _crossed(con: duckdb.DuckDBPyConnection, home: Home, resource: Resource, file: str) -> Iterator[CellProblem]:
    """What queries/checks find in the file's rows, the whole ledger with them in place."""
    _stand_in(con, resource, file)
    today = questions.today(questions.open_scope(home))
    given = {"place": "%", "today": today}
    for found in checks.of(resource.name):
        yield from _found(con, resource, file, found, {name: given[name] for name in found.parameters})


def _stand_in(con: duckdb.DuckDBPyConnection, resource: Resource, file: str) -> None:
    """What checks of every ledger read: rows by main date, and the rows that the file's replace."""
    columns = f"""'{resource.name}' AS ledger, "{resource.key}" AS row_id, place,
        CAST("{resource.date_column}" AS DATE) AS day, source_file, line"""
    con.execute(f'CREATE OR REPLACE VIEW memory.ledger_rows AS SELECT {columns} FROM memory."{resource.name}"')
    con.execute(
        f'CREATE OR REPLACE VIEW memory.superseded AS SELECT {columns} FROM present."{resource.name}" '
        f"""SEMI JOIN (FROM memory."{resource.name}" WHERE source_file = '{file.replace("'", "''")}') USING (row_id)"""
    )


def _found(
    con: duckdb.DuckDBPyConnection, resource: Resource, file: str, check: Check, given: dict
) -> Iterator[CellProblem]:
    field = check.field(resource)
    cursor = con.execute(
        f'SELECT mine.line, incoming.raw, found.* FROM ({check.sql}\n) AS found INNER JOIN memory."{resource.name}" AS mine '
        f'ON found.row_id = mine."{resource.key}" INNER JOIN incoming ON mine.line = incoming.line '
        "WHERE mine.source_file = $file",
        given | {"file": file},
    )
    names = [name for name, *_ in cursor.description][2:]
    for line, raw, *values in cursor.fetchall():
        remedy = check.remedy(dict(zip(names, values, strict=True)))
        doubt = check.severity == checks.DOUBT
        yield CellProblem(line, field.name, _cell(raw, resource, field), check.name, remedy, doubt)


def _cell(raw: str, resource: Resource, field: Field) -> str | None:
    """The cell as it stood in the file."""
    return raw.split(SEPARATOR)[resource.fields.index(field)] or None
