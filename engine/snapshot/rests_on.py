"""What a query rests on: the ledgers it reads, and the columns and kinds of row that must have been entered for it to speak.

Read from the query's own syntax tree, so that no list beside the queries can fall behind them.

(docs/decisions.md, "What a figure rests on")
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from engine.ledgers.contract import Resource
from engine.snapshot import query_files

if TYPE_CHECKING:
    import duckdb

WHOLE = ""  # the part of a ledger that is the row itself


class QueryTree(NamedTuple):
    """A query's tables, its columns as (table or none, name), the texts that a column is compared with, and what it returns."""

    tables: frozenset[str]
    columns: frozenset[tuple[str | None, str]]
    compared: frozenset[tuple[str, str]]
    returned: tuple[str, ...]

    @property
    def rules(self) -> list[str]:
        """The time limits a query picks from the table `deadlines`."""
        return sorted(text for column, text in self.compared if column == "rule" and "deadlines" in self.tables)

    @property
    def sources(self) -> frozenset[str]:
        """Where its rows can come from: its tables, and instead of `deadlines` the time limits it picks from there."""
        return self.tables - {"deadlines"} | {*self.rules} if self.rules else self.tables


_known: dict[str, QueryTree] = {}


def of(con: duckdb.DuckDBPyConnection, folder: str, name: str) -> QueryTree:
    """What a file of queries/ rests on. Raises QueryError with DuckDB's reason where it is no query."""
    with query_files.named(folder, name):
        return parsed(con, query_files.text(folder, name))


def parsed(con: duckdb.DuckDBPyConnection, sql: str) -> QueryTree:
    """The syntax tree of a query, as DuckDB reads it, in short. Raises ValueError with DuckDB's reason."""
    if sql not in _known:
        [(serialized,)] = con.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()
        tree = json.loads(serialized)
        if tree["error"]:
            raise ValueError(tree["error_message"])
        _known[sql] = _short(tree)
    return _known[sql]


def parts(query: QueryTree, contract: dict[str, Resource]) -> set[tuple[str, str]]:
    """(ledger, part) that must have been entered before the query says anything.

    A part is a column that may be unrecorded and that the query has no other word for (coalesce), or `column=value` where a ledger's kinds are kept apart (问题来源).
    """
    found = set()
    for resource in (contract[name] for name in query.tables if name in contract and contract[name].is_ledger):
        named = {name for table, name in query.columns if table in (None, resource.name)}
        found |= {(resource.name, f.column) for f in resource.fields if f.column in named and f.may_be_unrecorded}
        found |= {(resource.name, f"{c}={text}") for c, text in query.compared if c == resource.kept_by}
    return found


def _short(tree: dict) -> QueryTree:
    nodes = list(_nodes(tree))
    made = {entry["key"] for node in nodes for entry in node.get("cte_map", {}).get("map", [])}
    base = [node for node in nodes if node.get("type") == "BASE_TABLE" and node["table_name"] not in made]
    real = {n["alias"] or n["table_name"]: n["table_name"] for n in base}
    columns = {
        (real.get(names[0], names[0]) if len(names) > 1 else None, names[-1])
        for node in nodes
        if node.get("class") == "COLUMN_REF"
        for names in [node["column_names"]]
    }
    compared = {pair for node in nodes for pair in _compared(node)}
    return QueryTree(
        frozenset(real.values()), frozenset(columns), frozenset(compared), _returned(tree["statements"][0]["node"])
    )


def _returned(node: dict) -> tuple[str, ...]:
    """The names of the columns of a query, of several in a UNION those of the first."""
    while "select_list" not in node:
        node = node["children"][0]
    return tuple(item["alias"] or item.get("column_names", [""])[-1] for item in node["select_list"])


def _nodes(tree: object) -> Iterator[dict]:
    """Every node, but not below a coalesce with another column or a word: there the query says what an empty cell means.

    A number in its place (`coalesce(audience, 0)`) says nothing of the kind: what nobody entered is not 0.
    """
    if isinstance(tree, dict):
        yield tree
        if tree.get("type") == "OPERATOR_COALESCE" and not any(map(_is_number, tree["children"])):
            return
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _nodes(part)


def _is_number(node: dict) -> bool:
    return node.get("class") == "CONSTANT" and node.get("literal", {}).get("kind") != "STRING"


def _compared(node: dict) -> Iterator[tuple[str, str]]:
    """(column, text) of `column = 'text'` and `column in ('text', …)`."""
    if node.get("type") == "COMPARE_EQUAL":
        sides = [node["left"], node["right"]]
    elif node.get("type") == "COMPARE_IN":
        sides = node["children"]
    else:
        return
    names = [side["column_names"][-1] for side in sides if side.get("class") == "COLUMN_REF"]
    texts = [side["literal"]["text"] for side in sides if side.get("class") == "CONSTANT" and "literal" in side]
    yield from ((name, text) for name in names for text in texts)
