"""Each check finds the row that breaks it and no longer finds the same row mended."""

import re
from itertools import takewhile

import pytest
import sqlglot

from engine.checks import ledger_checks
from engine.checks.check import DOUBT, ERROR
from tests.homes import CONTRACT
from tests.queries import checking
from tests.queries.check_rows import CASES
from tests.queries.checking import found, rows
from tests.queries.conftest import QUERIES, VILLAGE, Bench

FILES = {path.stem for path in (QUERIES / "checks").glob("*")}
CHECKS = {name: check for name, check in ledger_checks.known().items() if name in FILES}
LEDGERS = [r.name for r in CONTRACT.values() if r.is_ledger]
PLACED = {*LEDGERS, "ledger_rows", "superseded", "places"}


@pytest.fixture(scope="module")
def checking_bench() -> Bench:
    return checking.checking_bench()


def test_every_check_has_a_row_that_breaks_it_and_there_are_enough_of_them():
    assert set(CASES) == set(CHECKS) == FILES
    assert {check.ledger for check in ledger_checks.known().values()} == {"*", *LEDGERS}


@pytest.mark.parametrize("name", CASES)
def test_the_row_that_breaks_a_check_is_found_in_its_village_and_no_longer_once_mended(checking_bench, name):
    wrong = CASES[name].rows[0].get("row_id", "R1")
    with rows(checking_bench, CASES[name], {}):
        everywhere = found(checking_bench, CHECKS[name])
        elsewhere = found(checking_bench, CHECKS[name], f"{VILLAGE[:-1]}9")
    with rows(checking_bench, CASES[name], CASES[name].mend):
        mended = found(checking_bench, CHECKS[name])
    assert everywhere.count(wrong) == 1 and set(everywhere) <= {wrong, "R2"}
    assert (elsewhere, mended) == ([], [])


def test_every_table_a_check_reads_is_limited_by_place():
    unlimited = []
    for name, check in CHECKS.items():
        tree = sqlglot.parse_one(check.sql, dialect="duckdb")
        tables = [table for table in tree.find_all(sqlglot.exp.Table) if table.name in PLACED]
        likes = [like.expression.sql(dialect="duckdb") for like in tree.find_all(sqlglot.exp.Like)]
        if not tables or likes.count("$place") < len(tables):
            unlimited.append(name)
    assert unlimited == []


def test_the_header_of_a_check_keeps_its_word():
    wrong = []
    for name, check in CHECKS.items():
        lines = list(takewhile(lambda line: line.startswith("-- "), check.sql.splitlines()))
        body = check.sql.split(lines[-1])[1]
        tables = {table.name for table in sqlglot.parse_one(body, dialect="duckdb").find_all(sqlglot.exp.Table)}
        titles = ["Question", "Ledger", "Parameters", "Reads", "Severity", "Columns", "Message"]
        holds = {
            "titles": [line.removeprefix("-- ").split(": ")[0] for line in lines]
            == titles + ["Concerns"] * bool(check.concerns),
            "reads": set(check.reads) == tables & PLACED,
            "parameters": set(check.parameters) == set(re.findall(r"\$([a-z_]+)", body)),
            "question": check.question.endswith("?"),
            "severity": check.severity in (ERROR, DOUBT),
        }
        wrong += [f"{name}: {part}" for part, sound in holds.items() if not sound]
    assert wrong == []


def test_a_message_names_the_remedy_and_nothing_personal(checking_bench):
    wrong = []
    for name, check in CHECKS.items():
        sql = check.sql.replace("$place", "'%'").replace("$today", "'2024-01-01'").replace("$registers", "['']")
        columns = {column for column, *_ in checking_bench.con.execute(f"DESCRIBE {sql}").fetchall()}
        resource = CONTRACT["petitions" if check.ledger == "*" else check.ledger]
        personal = {field.column for field in resource.fields if field.personal}
        told = set(re.findall(r"\{(\w+)\}", check.message))
        sound = (
            told <= columns <= {"ledger", "row_id", *told, *check.concerns[1:]}
            and not told & personal
            and check.fields(resource)
        )
        if not (sound and "请" in check.message) or check.message.endswith("。"):
            wrong.append(name)
    assert wrong == []


def test_the_guide_shows_a_check_as_it_is():
    guide = (QUERIES.parent / "docs" / "add-a-check.md").read_text(encoding="utf-8")
    assert CHECKS["patrols_too_fast"].sql in guide
    pair = re.search(r"```python\n(.+?)\n```", guide, re.S)[1]
    assert pair in (QUERIES.parent / "tests" / "queries" / "check_rows.py").read_text(encoding="utf-8")
    parts = re.findall(r"^\| `(\w+)` \|", guide, re.M)
    assert set(parts) == {"Ledger", "Parameters", "Reads", "Severity", "Columns", "Message", "Concerns"}
