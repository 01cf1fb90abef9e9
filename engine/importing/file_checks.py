"""Is what a file says right? Cell by cell against the contract, then row by row against the ledgers of the home.

The contract's own conditions are compiled to SQL; what only rows together can tell, the checks say over
the whole ledger with the file's rows in place, where nobody sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.checks import ledger_checks
from engine.checks.check import DOUBT, Check
from engine.ledgers.contract import Field, Resource
from engine.ledgers.faults import QueryError
from engine.ledgers.home import Home
from engine.ledgers.reading import SEPARATOR
from engine.snapshot import questions, warehouse
from engine.uploads.parsed_file import CellProblem, Parsed

if TYPE_CHECKING:
    import duckdb


class Crossing:
    """A ledger with the rows of one file in place, in the memory of `con`, beside the attached schema `present`.

    Rows of the file bear its name as `source_file`; no file of a home has a name without a folder.
    """

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        home: Home,
        contract: dict[str, Resource],
        resource: Resource,
        file: str,
    ) -> None:
        self.con, self.contract, self.resource, self.file = con, contract, resource, file
        self.scope = questions.open_scope(home)
        self.table, self.key = f'memory."{resource.name}"', f'"{resource.key}"'

    def put_in_place(self, rejected: Iterable[int]) -> None:
        """The ledger's table as it would be: the file's good rows, and the present ones that they do not replace."""
        self.con.execute("CREATE OR REPLACE TEMP TABLE rejected (line BIGINT)")
        self.con.execute("INSERT INTO rejected SELECT unnest(?)", [sorted(rejected)])
        self.con.execute(
            f"CREATE OR REPLACE TABLE {self.table} AS {self._typed()} ANTI JOIN rejected USING (line)", [self.file]
        )
        self._fill_up()
        mine = f"(FROM {self.table} WHERE source_file = '{self.file.replace(chr(39), chr(39) * 2)}')"
        columns = f"""'{self.resource.name}' AS ledger, {self.key} AS row_id, place,
            CAST("{self.resource.date_column}" AS DATE) AS day, source_file, line"""
        replaced = f"SELECT {columns} FROM {self._present} SEMI JOIN {mine} USING ({self.key})"
        others = f"SELECT ledger, row_id, place, day, source_file, line FROM present.superseded WHERE ledger <> '{self.resource.name}'"
        for view, rows in (
            ("ledger_rows", f"SELECT {columns} FROM {self.table}"),
            ("superseded", f"{replaced} UNION ALL {others}"),
        ):
            self.con.execute(f"CREATE OR REPLACE VIEW memory.{view} AS {rows}")

    def take_back(self, lines: set[int]) -> None:
        """Rows that only the ledgers together show to be wrong give their places back to those they replaced."""
        if lines:
            wrong = "source_file = ? AND line IN (SELECT unnest(?))"
            self.con.execute(f"DELETE FROM {self.table} WHERE {wrong}", [self.file, sorted(lines)])
            self._fill_up()

    def problems(self) -> list[CellProblem]:
        """What the checks find in the file's rows that are in place, and in other ledgers because of them."""
        own = [
            problem for check in ledger_checks.of(self.resource.name, self.scope.home) for problem in self._found(check)
        ]
        others = (
            check
            for check in ledger_checks.known(self.scope.home).values()
            if check.concerns[:1] == (self.resource.name,)
        )
        return own + [problem for check in others for problem in self._brought_about(check)]

    def problems_of_rejected(self, faulty: dict[int, set[str]]) -> list[CellProblem]:
        """What else is wrong with rows that the contract refused: `faulty` has the headers of their unreadable cells.

        They are put in place once more, to be judged and taken away again; a check that looks at an unreadable cell
        of theirs says nothing.
        """
        if not faulty:
            return []
        fit = f"{self.key} NOT IN (SELECT {self.key} FROM {self.table} WHERE source_file = $1)"
        alone = (
            f"QUALIFY count(*) OVER (PARTITION BY {self.key}) = 1"  # of two with one key neither is known to be meant
        )
        again = f"{self._typed()} SEMI JOIN rejected USING (line) WHERE {self.key} IS NOT NULL AND {fit} {alone}"
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE again AS {again}", [self.file])
        self.con.execute(f"DELETE FROM {self.table} WHERE {self.key} IN (SELECT {self.key} FROM again)")
        self.con.execute(f"INSERT INTO {self.table} FROM again")
        found = []
        for check in ledger_checks.of(self.resource.name, self.scope.home):
            looked_at = {field.name for field in check.fields(self.resource)}
            found += [
                p for p in self._found(check, "SEMI JOIN rejected USING (line)") if not looked_at & faulty[p.line]
            ]
        self.con.execute(f"DELETE FROM {self.table} WHERE source_file = ? AND line IN (FROM rejected)", [self.file])
        self._fill_up()
        return found

    @property
    def _present(self) -> str:
        return f'present."{self.resource.name}"'

    def _typed(self) -> str:
        typed = ", ".join(f'{field.typed()} AS "{field.column}"' for field in self.resource.fields)
        return f"SELECT {typed}, CAST($1 AS VARCHAR) AS source_file, line FROM incoming"

    def _fill_up(self) -> None:
        self.con.execute(f"INSERT INTO {self.table} FROM {self._present} ANTI JOIN {self.table} USING ({self.key})")

    def _rows(self, check: Check, sql: str, given: dict | None = None) -> tuple[list[str], list[tuple]]:
        """Columns and rows of a query over what a check returns, which stands as `FOUND` in it."""
        parameters = {"place": "%", **questions.checked_with(self.scope)}
        bound = {name: parameters[name] for name in check.parameters} | (given or {})
        try:
            cursor = self.con.execute(sql.replace("FOUND", f"({check.sql}\n)"), bound)
        except Exception as fault:
            raise QueryError.of("checks", check.name, fault) from fault
        return [name for name, *_ in cursor.description], cursor.fetchall()

    def _found(self, check: Check, only: str = "") -> list[CellProblem]:
        field, doubt = check.field(self.resource), check.severity == DOUBT
        sql = f"""
            SELECT line, cell, found.* FROM FOUND AS found
            INNER JOIN (SELECT {self.key} AS row_id, line FROM {self.table} WHERE source_file = $file) USING (row_id)
            INNER JOIN (SELECT line, {cell(self.resource, field)} AS cell FROM incoming) USING (line) {only}"""
        names, rows = self._rows(check, sql, {"file": self.file})
        return [
            CellProblem(
                line, field.name, value, check.name, check.remedy(dict(zip(names[2:], values, strict=True))), doubt
            )
            for line, value, *values in rows
        ]

    def _brought_about(self, check: Check) -> list[CellProblem]:
        """Rows of another ledger that would no longer be right: told at the line of this file that brings it about."""
        _, column = check.concerns
        before = set(check.rows(self.scope)["row_id"])
        lines = dict(
            self.con.execute(f"SELECT {self.key}, line FROM {self.table} WHERE source_file = ?", [self.file]).fetchall()
        )
        by_key: dict[str, list[dict]] = {}
        names, rows = self._rows(check, "SELECT * FROM FOUND AS found ORDER BY row_id")
        for row in (dict(zip(names, values, strict=True)) for values in rows):
            if row["row_id"] not in before and row[column] in lines:
                by_key.setdefault(row[column], []).append(row)
        field, title = self.resource.field(self.resource.key or ""), self.contract[check.ledger].title
        return [
            CellProblem(
                lines[key],
                field.name,
                key,
                check.name,
                f"照这一行，{title}台账里有 {len(rows)} 行就对不上了，如编号 {rows[0]['row_id']}：{check.remedy(rows[0])}",
                True,
            )
            for key, rows in by_key.items()
        ]


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
    crossed = Crossing(con, home, contract, resource, parsed.file)
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


def cell(resource: Resource, field: Field) -> str:
    """SQL: the cell as it stood in the file, from a row's `raw`; null where nothing stood."""
    return f"nullif(split_part(raw, '{SEPARATOR}', {resource.fields.index(field) + 1}), '')"
