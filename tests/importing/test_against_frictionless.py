"""The checks compiled from the contract find what the frictionless validator finds: an independent judge of one contract.

Both are asked of the same bad CSV files for the rules that both know. Left out are forms that a stranger may accept
and an office must not use (2024-3-5, 1e3, +5), and places, of which a schema alone knows only the form.
"""

import csv
import json
from pathlib import Path

import pytest
from frictionless import Resource, system
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.importing import file_checks
from engine.ledgers.home import DEFAULTS
from engine.ledgers.reading import read
from engine.snapshot import warehouse
from tests.homes import CONTRACT, EAST

pytestmark = pytest.mark.slow

SCHEMAS = {r["name"]: r["schema"] for r in json.loads((DEFAULTS / "datapackage.json").read_text("utf-8"))["resources"]}
LEDGERS = ("trainings", "river_patrols", "animal_health", "law_savvy_residents", "enforcement_cases")
RULES = {"required", "type", "enum", "pattern", "minimum", "maximum", "unique"}

DATES = ["2024-03-05", "2024-02-29", "1949-10-01", "1949-09-30", "2099-12-31", "2100-01-01", "2023-02-29", "2024-13-01"]
DATES += ["2024/03/05", "三月五日", "0", ""]
CELLS = {
    "date": DATES,
    "datetime": [f"{day} 09:30" for day in DATES if day] + ["2024-03-05", "2024-03-05 24:00", "2024-03-05 09:60", ""],
    "integer": ["0", "7", "-1", "1440", "1441", "200001", "10000001", "99999999999", "1.5", "十", "1 2", "7人", ""],
    "number": ["0", "8", "0.5", "-0.1", "200", "200.1", "1000000", "8学时", "半天", "1,000", "--1", ""],
    "string": [
        "无",
        "甲某、乙某",
        "a b",
        "a/b",
        "620999101201001",
        "62099910120100",
        "=1+1",
        "x" * 41,
        "“引号”,逗号",
        "",
    ],
}


def cells(field: dict) -> st.SearchStrategy[str]:
    """Good and bad texts for a cell; of a key only a few, so that it often comes twice."""
    if field["name"] == "编号":
        return st.sampled_from(["A-1", "A-2", "A-3", "A-4", "A-5", "A 6", "A/7", "甲" * 40, "甲" * 41, ""])
    allowed = field.get("constraints", {}).get("enum")
    if allowed:
        return st.sampled_from([*allowed, allowed[0] + "。", "其它", ""])
    if field["name"] == "区划代码":
        return st.sampled_from([EAST, EAST, EAST + "001", EAST[:-1], "甲村", ""])
    return st.sampled_from(CELLS[field["type"]])


def write(path: Path, ledger: str, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[f["name"] for f in SCHEMAS[ledger]["fields"]], *rows])


def found_by_us(path: Path, ledger: str) -> set[tuple]:
    reading = read(path, "a.csv", CONTRACT[ledger])
    assert reading.problems == []
    with warehouse.in_memory() as con:
        con.execute(f"CREATE TABLE places AS SELECT '{EAST}' AS code UNION ALL SELECT '{EAST}001'")
        blank = ", ".join(f'nullif("{f.column}", \'\') AS "{f.column}"' for f in CONTRACT[ledger].fields)
        for batch in reading.tables:  # noqa: B007  DuckDB reads it by its name
            con.execute(f"CREATE TABLE incoming AS SELECT {blank}, line, coalesce(original, cells) AS raw FROM batch")
        problems = [*file_checks._faults(con, CONTRACT[ledger]), *file_checks._twice(con, CONTRACT[ledger])]
    # A name where a code should stand has the wrong form too; it is told as the unknown place it is.
    return {(p.line, p.column, "pattern" if p.rule == "place" else p.rule) for p in problems}


def found_by_frictionless(path: Path, ledger: str) -> set[tuple]:
    with system.use_context(trusted=True):
        schema = {**SCHEMAS[ledger], "foreignKeys": []}
        report = Resource.from_descriptor(
            {"name": "a", "path": path.as_posix(), "encoding": "utf-8", "schema": schema}
        ).validate(limit_errors=10_000)
    told = report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert {kind for _, _, kind, _ in told} <= {"type-error", "constraint-error", "unique-error", "primary-key"}, told
    return {
        (row, field, note.split('"')[1] if kind == "constraint-error" else kind.removesuffix("-error"))
        for row, field, kind, note in told
        if kind != "primary-key"  # said once more for the same cell
    }


@pytest.mark.parametrize("ledger", LEDGERS)
def test_the_same_cells_break_the_same_rules(ledger, tmp_path):
    path = tmp_path / "a.csv"
    seen: set[str] = set()
    rows = st.lists(st.tuples(*map(cells, SCHEMAS[ledger]["fields"])).filter(any), min_size=20, max_size=40)

    @settings(
        max_examples=6,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(rows)
    def compare(rows: list[tuple[str, ...]]) -> None:
        write(path, ledger, rows)
        ours = found_by_us(path, ledger)
        assert ours == found_by_frictionless(path, ledger)
        seen.update(rule for *_, rule in ours)

    compare()
    broken = {"required", "type", "pattern", "unique"} | ({"enum"} if ledger != "law_savvy_residents" else set())
    assert broken <= seen <= RULES
