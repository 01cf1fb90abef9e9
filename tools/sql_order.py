"""Part of the lint of queries/: does every ORDER BY leave no tie, and say where nulls go?

Whether rows can tie is read from the text alone: a GROUP BY is told apart by its columns, a table by its key,
a step of WITH by its own. Joins are taken to add columns, not rows.
"""

from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB

# What tells the rows of a table apart; a ledger's rows have their row_id.
KEYS = {
    "calendar": {"day"},
    "deadlines": {"rule", "ledger", "row_id"},
    "due_days": {"rule", "started_on", "extended"},
    "rests_on": {"name", "ledger", "part"},
    "facts": {"indicator", "ledger", "row_id", "day", "numerator"},
    "feeds": {"indicator", "ledger"},
    "parameters": {"parameter"},
    "study_themes": {"row_id", "theme"},
    "targets": {"indicator", "year", "place", "due_on"},
    "terms": {"ledger", "row_id"},
}
USUAL_KEYS = {"row_id", "code", "line"}
# What a column settles: a rule has one ledger, an indicator is summed in one way, a month has one year.
IMPLIED = {
    "rule": {"ledger"},
    "indicator": {"running"},
    "day_no": {"day"},
    "month_no": {"year"},
    "ten_days": {"month_no", "year"},
}


class _NullsSmall(DuckDB):
    """DuckDB, but a key of ORDER BY that says nothing about nulls is read another way."""

    NULL_ORDERING = "nulls_are_small"


class _NullsLarge(DuckDB):
    """The third way: between the three, every silent key is read in two ways."""

    NULL_ORDERING = "nulls_are_large"


def silent_nulls(sql: str) -> Iterator[str]:
    """The keys of ORDER BY that leave the place of nulls to the engine."""
    trees = [sqlglot.parse_one(sql, dialect=dialect) for dialect in (DuckDB, _NullsSmall, _NullsLarge)]
    for readings in zip(*(tree.find_all(exp.Ordered) for tree in trees), strict=True):
        if len({bool(key.args.get("nulls_first")) for key in readings}) > 1:
            yield readings[0].this.sql(dialect="duckdb")


def orders_with_ties(tree: exp.Expression) -> Iterator[exp.Order]:
    """The ORDER BYs after which two rows may still stand in either order."""
    for order in tree.find_all(exp.Order):
        holder = order.parent
        if isinstance(holder, exp.Window):
            # equal rows share a rank, so there is no tie to break
            ranked = isinstance(holder.this, (exp.Rank, exp.DenseRank))
            query, keys = holder.find_ancestor(exp.Select), [*(holder.args.get("partition_by") or [])]
        else:
            ranked, query, keys = not isinstance(holder, exp.Query), holder, []
        if not ranked and not _told_apart(query, _names(keys + [key.this for key in order.expressions], query)):
            yield order


def _names(keys: list[exp.Expression], query: exp.Query) -> set[str]:
    outputs = query.named_selects
    return {outputs[int(key.name) - 1] if key.is_int else key.name or key.sql() for key in keys}


def _told_apart(query: exp.Expression, told: set[str]) -> bool:
    """Whether the columns `told` tell the rows of `query` apart."""
    if isinstance(query, exp.Subquery):
        return _told_apart(query.this, told)
    if isinstance(query, exp.SetOperation):
        return _told_apart(query.left, told) and _told_apart(query.right, told)
    told = told | _pinned(query)
    told = told.union(*(IMPLIED.get(name, set()) for name in told))
    outputs = {e.alias_or_name: e.unalias() for e in query.expressions}
    if group := query.args.get("group"):
        told = told | {e.sql() for name, e in outputs.items() if name in told}
        columns = [outputs[query.named_selects[int(g.name) - 1]] if g.is_int else g for g in group.expressions]
        return all(column.name in told or column.sql() in told for column in columns)
    if query.args.get("distinct"):
        return set(outputs) <= told
    if any(
        isinstance(e, exp.AggFunc) or (isinstance(e, exp.Cast) and isinstance(e.this, exp.AggFunc))
        for e in outputs.values()
    ):
        return True  # sums of the whole table: one row
    renamed = {e.name for name, e in outputs.items() if name in told and isinstance(e, exp.Column)}
    return _source_told_apart(query, told | renamed)


def _source_told_apart(query: exp.Select, told: set[str]) -> bool:
    source = query.args["from_"].this if query.args.get("from_") else None
    if isinstance(source, exp.Subquery):
        return _told_apart(source, told)
    if not isinstance(source, exp.Table):
        return True
    scope: exp.Expression | None = query
    while scope is not None:
        for step in scope.ctes if isinstance(scope, exp.Query) else []:
            if step.alias == source.name and step.this is not query:
                return _told_apart(step.this, told)
        scope = scope.parent
    key = KEYS.get(source.name)
    return key <= told if key else bool(told & USUAL_KEYS)


def _pinned(query: exp.Select) -> set[str]:
    """Columns that the WHERE holds at one value: they cannot tell rows apart, and need not."""
    where = query.args.get("where")
    conditions = where.this.flatten() if where and isinstance(where.this, exp.And) else [where.this] if where else []
    equal = [c for c in conditions if isinstance(c, exp.EQ) and isinstance(c.this, exp.Column)]
    return {c.this.name for c in equal if c.expression.find(exp.Column) is None}
