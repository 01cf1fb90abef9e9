"""Is what a file says right? Cell by cell against the contract, then row by row against the ledgers of the home.

The contract's own conditions are compiled to SQL; what only rows together can tell is in `crossing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.importing import crossing
from engine.importing.crossing import cell
from engine.ledgers.contract import Field, Resource
from engine.ledgers.home import Home
from engine.snapshot import warehouse
from engine.uploads.problems import CellProblem, Parsed

if TYPE_CHECKING:
    import duckdb

_A_NAME = "不是认识的地名，请选定它是哪里，或改成区划代码"


def load(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Put the home's ledgers as they are within reach of `con`, as the read-only schema `present`.

    The published snapshot is attached and not copied: a province's ledgers cost nothing until a check reads them.
    """
    if con.execute("SELECT 1 FROM duckdb_databases() WHERE database_name = 'present'").fetchall():
        return
    path = str(warehouse.current(home).path).replace("'", "''")
    con.execute(f"ATTACH '{path}' AS present (READ_ONLY)")
    con.execute("SET search_path = 'memory,present'")


def check(
    con: duckdb.DuckDBPyConnection, home: Home, contract: dict[str, Resource], ledger: str, parsed: Parsed
) -> list[CellProblem]:
    """Everything that is wrong or doubtful in the rows that could be read, by line.

    A line with a problem that is no doubt is rejected; it is told all its problems, not only the first. Leaves in
    `con` the view `incoming`, the file's rows as text, and the table named like the ledger: typed, with the accepted
    rows in place of those they replace.
    """
    load(con, home)
    resource = contract[ledger]
    con.register("incoming", parsed.rows)
    problems = [*_faults(con, resource), *_twice(con, resource)]
    faulty: dict[int, set[str]] = {}
    for problem in problems:
        faulty.setdefault(problem.line, set()).add(problem.column or "")
    crossed = crossing.Crossing(con, home, contract, resource, parsed.file)
    crossed.put_in_place(faulty)
    found = crossed.problems()
    crossed.take_back({problem.line for problem in found if not problem.doubt})
    problems += found + crossed.problems_of_rejected(faulty)
    order = {field.name: n for n, field in enumerate(resource.fields)}
    return sorted(problems, key=lambda problem: (problem.line, order[problem.column or ""], problem.doubt))


def _faults(con: duckdb.DuckDBPyConnection, resource: Resource) -> Iterator[CellProblem]:
    """What the contract alone can tell. One scan finds the rows, of which there are few."""
    faults = resource.faults()
    any_of_them = " OR ".join(f"({fault.condition})" for _, fault in faults)
    con.execute(f"CREATE OR REPLACE TEMP TABLE faulty AS SELECT * FROM incoming WHERE {any_of_them}")
    if not con.execute("SELECT 1 FROM faulty LIMIT 1").fetchall():
        return
    misplaced: set[int] = set()  # a code of the wrong shape is no place either: saying so once is enough
    for field, (rule, condition, remedy) in faults:
        rows = con.execute(f"SELECT line, {cell(resource, field)} FROM faulty WHERE {condition}").fetchall()
        for line, value in rows:
            told, said = rule, remedy
            if field.column == "place":
                if line in misplaced:
                    continue
                misplaced.add(line)
                if rule == "pattern" and not any(letter.isascii() for letter in value or ""):
                    told, said = "place", _A_NAME
            yield CellProblem(line, field.name, value, told, said)


def _twice(con: duckdb.DuckDBPyConnection, resource: Resource) -> Iterator[CellProblem]:
    """A key that an earlier line of the file has too: nobody but the office knows which of the two is meant."""
    field: Field = resource.field(resource.key or "")
    key = f'"{field.column}"'
    found = con.execute(f"""
        SELECT line, {cell(resource, field)}, first_line FROM incoming INNER JOIN (
            SELECT {key}, min(line) AS first_line FROM incoming WHERE {key} IS NOT NULL GROUP BY {key} HAVING count(*) > 1
        ) USING ({key}) WHERE line > first_line""").fetchall()
    for line, value, first in found:
        remedy = f"与本文件第 {first} 行重复，请改编号或删去一行"
        yield CellProblem(line, field.name, value, "unique", remedy)
