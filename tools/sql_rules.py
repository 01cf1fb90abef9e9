"""The lint that keeps queries/ out of DuckDB's private corners.

A province will one day ask these questions of a distributed engine. Each rule walks sqlglot's syntax tree
and says what it refuses, why, and what to write instead. Orders have a module of their own, sql_order.

    python tools/sql_rules.py            every file of queries/; exits 1 if any rule is broken

(docs/decisions.md, "Portable SQL")
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlglot
from sqlglot import exp

import sql_order

QUERIES = Path(__file__).resolve().parent.parent / "queries"

WHOLE_NUMBERS = {"TINYINT", "SMALLINT", "INT", "BIGINT", "INT128"}
FRACTIONS = {"DECIMAL", "FLOAT", "DOUBLE"}
AVERAGES = (exp.Avg, exp.Round, exp.Median)
AVERAGES_BY_NAME = {"mean"}  # what sqlglot knows only by name
DATE_FUNCTIONS = (exp.Extract, exp.Year, exp.Quarter, exp.Month, exp.Week, exp.Day, exp.DayOfWeek, exp.DayOfWeekIso)
DATE_FUNCTIONS += (exp.DayOfMonth, exp.DayOfYear, exp.LastDay, exp.Dayname, exp.Monthname, exp.DateAdd, exp.DateBin)
DATE_FUNCTIONS += (exp.DateFromParts, exp.ToDays, exp.TimeToStr, exp.StrToTime, exp.TimeToUnix)
DATE_FUNCTIONS += (exp.CurrentDate, exp.CurrentTimestamp)
DATE_FUNCTIONS_BY_NAME = {"date_part", "datepart", "date_sub", "datesub", "weekday", "isoyear", "yearweek"}
DATE_FUNCTIONS_BY_NAME |= {"weekofyear", "age", "julian", "now", "to_weeks", "to_months", "to_years", "make_timestamp"}
CALENDAR = "months, weekdays, working days and days counted from a table are a join on `calendar`"


def problems(sql: str) -> list[str]:
    """What in this query would not run, or not mean the same, on another engine; each with its reason."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    rules = (_fractions, _sums, _casts, _dates, _date_arithmetic, _divisors, _constructs, _parameters, _orders)
    found = [message for rule in rules for message in rule(tree)]
    ends = "engines put nulls at different ends; say NULLS FIRST or NULLS LAST"
    return found + [f"ORDER BY `{key}`: {ends}" for key in sql_order.silent_nulls(sql)]


def _shown(node: exp.Expression) -> str:
    text = node.sql(dialect="duckdb", comments=False)
    return f"`{text if len(text) <= 70 else text[:67] + '...'}`"


def _fractions(tree: exp.Expression) -> Iterator[str]:
    reason = "return numerator and denominator; the one rounding, half up, is Python's"
    for node in [*tree.find_all(*AVERAGES, exp.Div), *_named(tree, AVERAGES_BY_NAME)]:
        yield f"{_shown(node)}: {reason}"


def _named(tree: exp.Expression, names: set[str]) -> Iterator[exp.Expression]:
    return (node for node in tree.find_all(exp.Anonymous) if node.name.lower() in names)


def _sums(tree: exp.Expression) -> Iterator[str]:
    """SUM is as wide as an engine pleases (DuckDB: HUGEINT, which pandas reads as a float)."""
    for node in tree.find_all(exp.Sum):
        above = _ancestors(node)
        typed = any(isinstance(a, exp.Cast) and a.to.this.name in ({"BIGINT"} | FRACTIONS) for a in above)
        if not typed and not any(isinstance(a, (exp.Predicate, exp.Ordered)) for a in above):
            yield f"{_shown(node)}: engines give SUM different types; write CAST(SUM(...) AS BIGINT), money in whole fen"


def _ancestors(node: exp.Expression) -> list[exp.Expression]:
    """From the node outwards, up to the SELECT it stands in."""
    found = []
    while (node := node.parent) is not None and not isinstance(node, exp.Select):
        found.append(node)
    return found


def _casts(tree: exp.Expression) -> Iterator[str]:
    for node in tree.find_all(exp.Cast):
        if node.to.this.name in WHOLE_NUMBERS and any(_is_fraction(inner) for inner in node.this.walk()):
            yield f"{_shown(node)}: DuckDB rounds where Spark cuts off; keep fractions out of casts to whole numbers"


def _is_fraction(node: exp.Expression) -> bool:
    if isinstance(node, exp.Literal):
        return not node.is_string and "." in node.name
    return isinstance(node, exp.Div) or (isinstance(node, exp.Cast) and node.to.this.name in FRACTIONS)


def _dates(tree: exp.Expression) -> Iterator[str]:
    for node in [*tree.find_all(*DATE_FUNCTIONS), *_named(tree, DATE_FUNCTIONS_BY_NAME)]:
        yield f"{_shown(node)}: engines differ in date functions; {CALENDAR}"
    for node in tree.find_all(exp.DateDiff):
        if node.args["unit"].name.upper() != "DAY":
            yield f"{_shown(node)}: engines disagree on how many months lie between two days; {CALENDAR}"
    for node in tree.find_all(exp.TimestampTrunc, exp.DateTrunc):
        if node.args["unit"].name.upper() != "MONTH" or not _cast_to_date(node):
            yield f"{_shown(node)}: gives a timestamp; write CAST(DATE_TRUNC('month', d) AS DATE), else {CALENDAR}"


def _date_arithmetic(tree: exp.Expression) -> Iterator[str]:
    framed = {id(part) for spec in tree.find_all(exp.WindowSpec) for part in spec.find_all(exp.Interval)}
    for node in tree.find_all(exp.Interval):
        if id(node) in framed:
            continue
        if not isinstance(node.this, exp.Literal) or node.args["unit"].name.upper() != "DAY":
            yield f"{_shown(node)}: only a literal number of days is the same everywhere; {CALENDAR}"
        elif not _cast_to_date(node.parent):
            yield f"{_shown(node.parent)}: gives a timestamp; write CAST(d + INTERVAL 1 DAY AS DATE)"
    for node in tree.find_all(exp.Add, exp.Sub):
        if node.find(exp.Interval) is None and _is_day(node.left) and (isinstance(node, exp.Sub) or node.right.is_int):
            yield f"{_shown(node)}: engines differ; write DATE_DIFF('day', a, b) or CAST(d + INTERVAL 1 DAY AS DATE)"


def _cast_to_date(node: exp.Expression | None) -> bool:
    above = node.parent if node is not None else None
    while isinstance(above, exp.Paren):
        above = above.parent
    return isinstance(above, exp.Cast) and above.to.this.name == "DATE"


def _is_day(node: exp.Expression) -> bool:
    """Columns of days are named `..._on` or `day` throughout."""
    return isinstance(node, exp.Column) and (node.name == "day" or node.name.endswith("_on"))


def _divisors(tree: exp.Expression) -> Iterator[str]:
    for node in tree.find_all(exp.IntDiv, exp.Mod):
        by = node.expression.unnest()
        if not isinstance(by, exp.Nullif) and not (by.is_int and by.name != "0"):
            yield f"{_shown(node)}: by nothing it is an error here and null elsewhere; write NULLIF(divisor, 0)"


def _constructs(tree: exp.Expression) -> Iterator[str]:
    refused = {
        "ASOF": any((join.args.get("method") or "").upper() == "ASOF" for join in tree.find_all(exp.Join)),
        "PIVOT": tree.find(exp.Pivot) is not None,
        "GROUP BY ALL": any(group.args.get("all") for group in tree.find_all(exp.Group)),
        "ORDER BY ALL": any(
            isinstance(o.this, exp.Var) and o.name.upper() == "ALL" for o in tree.find_all(exp.Ordered)
        ),
        "WITH RECURSIVE": any(w.args.get("recursive") for w in tree.find_all(exp.With)),
        "GENERATE_SERIES": tree.find(exp.GenerateSeries) is not None,
    }
    for name, present in refused.items():
        if present:
            yield f"{name}: not every engine has it; spell out the columns and rows, days are rows of `calendar`"
    for spec in tree.find_all(exp.WindowSpec):
        if (spec.args.get("kind") or "").upper() == "RANGE" and spec.find(exp.Interval):
            yield f"{_shown(spec)}: not every engine has RANGE frames of INTERVALs; number the days and use ROWS"
    for limit in tree.find_all(exp.Limit):
        options = limit.args.get("limit_options")
        if options is not None and options.args.get("percent"):
            yield f"LIMIT {limit.expression.name}%: not every engine has a share of rows; bind a number, LIMIT $limit"


def _parameters(tree: exp.Expression) -> Iterator[str]:
    for node in tree.find_all(exp.Placeholder):
        name = node.this if isinstance(node.this, str) else ""
        if not re.fullmatch(r"[a-z_]+", name):
            yield f"{_shown(node)}: parameters go by name; a number shifts when one is added"
        elif re.search(r"(^as_of|^since|^until|_on|_day|_start|_end)$", name) and not _cast_to_date(node):
            yield f"${name}: an engine may bind a day as text; write CAST(${name} AS DATE)"
        elif name == "place" and not _in_like(node):
            yield "$place: bound as a code with %; write place LIKE $place"


def _in_like(node: exp.Expression) -> bool:
    """On either side: `place LIKE $place` for what lies below, `$place LIKE place || '%'` for what lies above."""
    return any(isinstance(above, exp.Like) for above in _ancestors(node))


def _orders(tree: exp.Expression) -> Iterator[str]:
    for order in sql_order.orders_with_ties(tree):
        yield f"{_shown(order)}: rows that tie come in any order; end with what tells rows apart (such as row_id)"


def main() -> int:
    broken = 0
    for path in sorted(QUERIES.rglob("*.sql")):
        for message in problems(path.read_text(encoding="utf-8")):
            print(f"{path.relative_to(QUERIES.parent)}: {message}")
            broken += 1
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
