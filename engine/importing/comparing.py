"""The rows of an upload beside the rows that the home has: what is new, what is as it was, what is different.

Works on a connection that `checking.load` has given the home's present rows, as text in `present.ledger_rows`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from engine.contract import Field, Resource
from engine.importing.problems import CellProblem

if TYPE_CHECKING:
    import duckdb

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
_HIDDEN = {"text": "号已隐去）"}  # what only masking puts into a cell; every other kind of personal data: an asterisk
_REMEDY = "是隐去后的内容，与账上这一行现在的内容对不上，请填真实内容后再导入"


def stand(con: duckdb.DuckDBPyConnection, resource: Resource, sent: pa.Table) -> int:
    """Lay the home's rows with the keys of `sent` beside it, as table `standing`; returns how many there are.

    `standing` has each column as text, and as readers without the right to personal data see it (`<column>_shown`).
    """
    columns = [(f.column, n) for n, f in enumerate(resource.fields, start=1)]
    told = ", ".join(f"nullif(parts[{n}], '') AS \"{column}\"" for column, n in columns)
    shown = ", ".join(f"nullif(shown[{n}], '') AS \"{column}_shown\"" for column, n in columns)
    keys = sent.select([resource.key]).rename_columns(["row_id"]) if resource.key else None
    wanted = "row_id IN (SELECT row_id FROM keys)" if resource.key else "false"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE standing AS SELECT {told}, {shown} FROM (
            SELECT string_split(coalesce(original, cells), chr(31)) AS parts, string_split(cells, chr(31)) AS shown
            FROM present.ledger_rows WHERE ledger = $ledger AND {wanted})""",
        {"ledger": resource.name},
    )
    del keys
    return con.execute("SELECT count(*) FROM standing").fetchall()[0][0]


def unmasked(
    con: duckdb.DuckDBPyConnection, resource: Resource, sent: pa.Table
) -> tuple[pa.Table, tuple[CellProblem, ...]]:
    """The rows with every cell that only repeats the mask of the present value given that value back.

    A page hands out personal data masked; who sends such a file back has not changed it. What else looks masked is
    a problem. Expects `standing`.
    """
    personal = [f for f in resource.fields if f.personal]
    if not personal or not resource.key:
        return sent, ()
    beside = f'FROM sent LEFT JOIN standing ON sent."{resource.key}" = standing."{resource.key}"'
    back = ", ".join(
        f'CASE WHEN sent."{f.column}" = standing."{f.column}_shown" THEN standing."{f.column}" ELSE sent."{f.column}" END AS "{f.column}"'
        for f in personal
    )
    problems = []
    for f in personal:
        hidden = con.execute(
            f"""SELECT line, sent."{f.column}" {beside} WHERE contains(sent."{f.column}", $mark)
                AND sent."{f.column}" IS DISTINCT FROM standing."{f.column}_shown"
                AND sent."{f.column}" IS DISTINCT FROM standing."{f.column}" ORDER BY line""",
            {"mark": _HIDDEN.get(f.personal or "", "*")},
        ).fetchall()
        problems += [CellProblem(line, f.name, value, "masked", _REMEDY) for line, value in hidden]
    if con.execute("SELECT 1 FROM standing LIMIT 1").fetchall():
        sent = con.sql(f"SELECT sent.* REPLACE ({back}) {beside} ORDER BY line").to_arrow_table()
    return sent, tuple(problems)


def compare(con: duckdb.DuckDBPyConnection, resource: Resource, sent: pa.Table) -> tuple[pa.Table, pa.Table]:
    """(line, change) of every row, and of the changed rows `line` and the present text of each column. Expects `standing`.

    Numbers and dates are compared as such: 12.0 is 12.
    """
    key = resource.key
    changes = con.sql(f"""
        WITH new AS (SELECT {_typed(resource)}, line FROM sent), old AS (SELECT {_typed(resource)} FROM standing)
        SELECT line, CASE WHEN old."{key}" IS NULL THEN '{NEW}'
            WHEN {" AND ".join(_same(f) for f in resource.fields)} THEN '{UNCHANGED}' ELSE '{CHANGED}' END AS change
        FROM new LEFT JOIN old ON new."{key}" = old."{key}" ORDER BY line""").to_arrow_table()
    columns = ", ".join(f'standing."{f.column}"' for f in resource.fields)
    before = con.sql(f"""
        SELECT line, {columns} FROM sent INNER JOIN standing ON sent."{key}" = standing."{key}"
        SEMI JOIN (SELECT line FROM changes WHERE change = '{CHANGED}') AS changed USING (line) ORDER BY line""").to_arrow_table()
    return changes, before


def _typed(resource: Resource) -> str:
    text = ", ".join(f'"{f.column}" IS NULL AS "{f.column}_empty"' for f in resource.fields)
    return ", ".join(f'{f.typed()} AS "{f.column}"' for f in resource.fields) + f", {text}"


def _same(field: Field) -> str:
    """A cell that cannot be read has no typed value, and is not the same as an empty one."""
    both = (
        f'new."{field.column}" IS NOT DISTINCT FROM old."{field.column}"',
        f'new."{field.column}_empty" = old."{field.column}_empty"',
    )
    return " AND ".join(both)
