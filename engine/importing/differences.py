"""The rows of an upload beside the rows that the home has: what is new, what is as it was, what is different.

Works on a connection that `file_checks.load` has given the home's present rows, as text in `present.ledger_rows`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from engine.importing.reading import normalise
from engine.importing.reading.place_names import PlaceNames
from engine.ledgers.contract import Field, Resource
from engine.uploads.parsed_file import CellProblem

if TYPE_CHECKING:
    import duckdb

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
_WORDED = "worded"  # only texts differ
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


# (docs/decisions.md, "Masked means unchanged")
def completed(
    con: duckdb.DuckDBPyConnection, resource: Resource, sent: pa.Table, absent: Collection[str] = ()
) -> tuple[pa.Table, tuple[CellProblem, ...]]:
    """The rows with the present value in every cell that says nothing against it, and what only looks like one.

    A page hands out personal data masked; who sends such a file back has not changed it. A column that the file does
    not have (`absent`, Chinese) empties nothing. What else looks masked is a problem. Expects `standing`.
    """
    hidden = [f for f in resource.fields if f.personal and f.name not in absent]
    lacking = [f for f in resource.fields if f.name in absent]
    if not (hidden or lacking) or not resource.key:
        return sent, ()
    beside = f'FROM sent LEFT JOIN standing ON sent."{resource.key}" = standing."{resource.key}"'
    problems = []
    for f in hidden:
        found = con.execute(
            f"""SELECT line, sent."{f.column}" {beside} WHERE contains(sent."{f.column}", $mark)
                AND sent."{f.column}" IS DISTINCT FROM standing."{f.column}_shown"
                AND sent."{f.column}" IS DISTINCT FROM standing."{f.column}" ORDER BY line""",
            {"mark": _HIDDEN.get(f.personal or "", "*")},
        ).fetchall()
        problems += [CellProblem(line, f.name, value, "masked", _REMEDY) for line, value in found]
    if con.execute("SELECT 1 FROM standing LIMIT 1").fetchall():
        back = [f"""WHEN sent."{f.column}" = standing."{f.column}_shown" THEN standing."{f.column}" """ for f in hidden]
        kept = [f'WHEN standing."{resource.key}" IS NOT NULL THEN standing."{f.column}"' for f in lacking]
        cells = ", ".join(
            f'CASE {when} ELSE sent."{f.column}" END AS "{f.column}"'
            for f, when in zip([*hidden, *lacking], [*back, *kept], strict=True)
        )
        sent = con.sql(f"SELECT sent.* REPLACE ({cells}) {beside} ORDER BY line").to_arrow_table()
    return sent, tuple(problems)


def compare(con: duckdb.DuckDBPyConnection, resource: Resource, sent: pa.Table) -> tuple[pa.Table, pa.Table]:
    """`sent` with the column `change`, and of the changed rows `line` and the present text of each column. Expects `standing`.

    Numbers and dates are compared as such (12.0 is 12), and text as the reader of files would have written it.
    """
    key = resource.key
    same = {field.column: _same(field) for field in resource.fields}
    figures = " AND ".join(same[f.column] for f in resource.fields if f.type != "string") or "true"
    changes = con.sql(f"""
        WITH new AS (SELECT {_typed(resource)}, line FROM sent), old AS (SELECT {_typed(resource)} FROM standing)
        SELECT line, CASE WHEN old."{key}" IS NULL THEN '{NEW}' WHEN {" AND ".join(same.values())} THEN '{UNCHANGED}'
            WHEN {figures} THEN '{_WORDED}' ELSE '{CHANGED}' END AS change
        FROM new LEFT JOIN old ON new."{key}" = old."{key}" ORDER BY line""").to_arrow_table()
    columns = ", ".join(f'standing."{f.column}"' for f in resource.fields)
    before = con.sql(f"""
        SELECT line, {columns}, change FROM sent INNER JOIN standing ON sent."{key}" = standing."{key}"
        INNER JOIN changes USING (line) WHERE change IN ('{CHANGED}', '{_WORDED}') ORDER BY line""").to_arrow_table()
    after = sent.filter(pc.is_in(sent["line"], value_set=before["line"]))
    alike = pa.array(sorted(_alike(resource, before, after)), pa.int64())
    change = pc.if_else(pc.equal(changes["change"], _WORDED), CHANGED, changes["change"])
    change = pc.if_else(pc.is_in(changes["line"], value_set=alike), UNCHANGED, change)
    before = before.filter(pc.invert(pc.is_in(before["line"], value_set=alike)))
    return sent.append_column("change", change), before.drop_columns(["change"])


def _alike(resource: Resource, before: pa.Table, after: pa.Table) -> set[int]:
    """Lines that differ in wording only, and no longer once the present text is written as the reader writes it."""
    lines = {line for line, change in zip(*_lists(before, "line", "change"), strict=True) if change == _WORDED}
    for field in (f for f in resource.fields if f.type == "string" and lines):
        rewrite = normalise.rewriter(field, PlaceNames([], {}), from_csv=False)
        for line, old, new in zip(*_lists(before, "line", field.column), *_lists(after, field.column), strict=True):
            if old != new and line in lines and (old is None or rewrite(old) != new):
                lines.discard(line)
    return lines


def _lists(table: pa.Table, *columns: str) -> list[list]:
    return [table[column].to_pylist() for column in columns]


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
