"""Make a home of any size: `python benchmarks/make_home.py OUT --townships 1300 --rows 2500000`.

The rows follow the contract, not any real place: each value is a hash of its row number and column, so the same
call gives the same home, and `--only CODE` gives one township's own home with exactly its rows of the larger one.
"""

import argparse
import shutil
import sys
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.ledgers import contract  # noqa: E402
from engine.ledgers.contract import Field, Resource  # noqa: E402
from engine.ledgers.home import DEFAULTS  # noqa: E402

FIRST_DAY, DAYS = "2023-01-01", 1003  # to 2025-09-30
VILLAGES = 5
WEIGHTS = {
    "service_cases": 40,
    "disclosures": 15,
    "river_patrols": 12,
    "problems": 6,
    "petitions": 4,
    "requests": 4,
    "disputes": 4,
}
PROMISES = [
    ("river_patrols", "patrols_township", "reach", 36),
    ("river_patrols", "patrols_village", "reach", 60),
    ("service_cases", "services_on_time", "floor", 95),
    ("service_cases", "services_satisfied", "floor", 90),
    ("petitions", "petitions_closed_on_time", "floor", 100),
    ("publicity_events", "publicity_events", "reach", 10),
    ("safety_activities", "safety_drills", "reach", 2),
    ("disputes", "disputes_on_time", "floor", 90),
    ("safety_activities", "safety_inspections", "each_period", 1),
]


def make(out: Path, townships: int, rows: int, only: str | None = None) -> None:
    """Write a home with about `rows` ledger rows, spread over the townships; `only` keeps one township's."""
    resources = contract.load(DEFAULTS / "datapackage.json")
    ledgers = [r for r in resources.values() if r.is_ledger]
    shutil.rmtree(out, ignore_errors=True)
    with duckdb.connect() as con:
        _places(con, townships)
        (out / "ledgers").mkdir(parents=True)
        keep = f"WHERE code LIKE '{only}%'" if only else ""
        _write(
            con,
            f"SELECT code, name, level, CASE WHEN code <> '{only}' THEN parent END AS parent, opened_on, NULL AS closed_on FROM places {keep}",
            out / "places.csv",
        )
        _write(con, _targets(keep), out / "targets.csv")
        whole = sum(WEIGHTS.get(r.name, 1) for r in ledgers)
        for ledger in ledgers:
            folder = out / "ledgers" / ledger.name
            folder.mkdir()
            count = max(rows * WEIGHTS.get(ledger.name, 1) // whole, 1)
            _write(con, _rows(ledger, count, townships, only), folder / "made.csv")
    (out / "parameters.csv").write_text(
        "parameter,value,note\ntraining_hours,30,\nnear_days,5,\nsmallest_sample,5,\ntoday,2025-09-30,\n",
        encoding="utf-8",
    )


def _places(con: duckdb.DuckDBPyConnection, townships: int) -> None:
    """A province (62), its counties of 15 townships each, villages and two grids a village."""
    con.execute(f"""CREATE TABLE township AS SELECT i, '62' || lpad(CAST(i // 15 // 90 + 1 AS VARCHAR), 2, '0')
        || lpad(CAST(i // 15 % 90 + 1 AS VARCHAR), 2, '0') || lpad(CAST(i % 15 + 100 AS VARCHAR), 3, '0') AS code FROM range({townships}) t(i)""")
    con.execute(f"""CREATE TABLE places AS WITH village AS (
            SELECT code || lpad(CAST(200 + v AS VARCHAR), 3, '0') AS code, code AS parent, i, v FROM township, range(1, {VILLAGES + 1}) r(v))
        SELECT '62' AS code, '测试省' AS name, '省' AS level, NULL AS parent, DATE '2015-01-01' AS opened_on
        UNION ALL SELECT DISTINCT code[:6], '县' || code[3:6], '县', '62', DATE '2015-01-01' FROM township
        UNION ALL SELECT code, '乡' || i, '乡', code[:6], DATE '2015-01-01' FROM township
        UNION ALL SELECT code || '000', '乡本级', '乡本级', code, DATE '2015-01-01' FROM township
        UNION ALL SELECT code, '村' || i || '-' || v, '村', parent, DATE '2015-01-01' FROM village
        UNION ALL SELECT code || '00' || g, '网格' || i || '-' || v || '-' || g, '网格', code, DATE '2015-01-01' FROM village, range(1, 3) r(g)
        ORDER BY 1""")


def _targets(keep: str) -> str:
    lines = " UNION ALL ".join(
        f"SELECT '{code}' AS indicator, '{kind}' AS kind, {value} AS value" for _, code, kind, value in PROMISES
    )
    return f"""SELECT indicator, year, code AS place, kind, value, NULL AS upper,
        CASE kind WHEN 'each_period' THEN 'month' END AS period, CASE kind WHEN 'each_period' THEN 1 END AS people, NULL AS from_on, NULL AS due_on,
        '测速用' AS basis, '演示' AS basis_status FROM ({lines}), (VALUES (2023), (2024), (2025)) y(year),
        (SELECT code FROM places {keep}) WHERE length(code) = 9 ORDER BY indicator, year, code"""


def _rows(ledger: Resource, count: int, townships: int, only: str | None) -> str:
    columns = ", ".join(f'{_cell(ledger, field, n)} AS "{field.name}"' for n, field in enumerate(ledger.fields))
    keep = f"WHERE t.code = '{only}'" if only else ""
    return f"""SELECT {columns} FROM (SELECT i, hash(i) % {VILLAGES + 1} AS v, hash(i + 1) % {DAYS} AS d FROM range({count}) r(i)) r
        JOIN township t ON t.i = r.i % {townships} {keep} ORDER BY r.i"""


def _cell(ledger: Resource, field: Field, n: int) -> str:
    """SQL for one value that the contract allows."""
    chance, day = f"hash(r.i, {n})", f"(DATE '{FIRST_DAY}' + CAST(r.d AS INTEGER))"
    if field.column == ledger.key:
        return "'N-' || r.i"
    if field.column == "place":
        return "t.code || CASE WHEN r.v = 0 THEN '000' ELSE lpad(CAST(200 + r.v AS VARCHAR), 3, '0') END"
    if field.column == ledger.date_column:
        return (
            f"strftime({day} + to_minutes(CAST({chance} % 1400 AS BIGINT)), '%Y-%m-%d %H:%M')"
            if field.type == "datetime"
            else day
        )
    if field.type == "date":
        some = f"{day} + CAST({chance} % 60 AS INTEGER)"
        return some if field.constraints.get("required") else f"CASE WHEN {chance} % 9 > 0 THEN {some} END"
    if "enum" in field.constraints:
        values = field.constraints["enum"]
        return f"[{', '.join(repr(v) for v in values)}][CAST({chance} % {len(values)} AS INTEGER) + 1]"
    if field.type in ("integer", "number"):
        return f"{chance} % 40"
    return "NULL" if "pattern" in field.constraints else f"'{field.name}' || {chance} % 997"


def _write(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    con.execute(f"COPY ({query}) TO '{path}' (HEADER, DELIMITER ',')")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--townships", type=int, default=1300)
    parser.add_argument("--rows", type=int, default=2_500_000)
    parser.add_argument("--only", help="九位乡代码：只要这一个乡")
    options = parser.parse_args()
    make(options.out, options.townships, options.rows, options.only)
