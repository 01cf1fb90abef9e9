"""What is wrong with a file's rows: cell by cell, key by key, and against the ledgers they would stand in."""

from collections.abc import Callable, Iterator

import duckdb
import pyarrow as pa
import pytest

from engine.importing import file_checks
from engine.ledgers.home import Home
from engine.ledgers.reading import SEPARATOR
from engine.snapshot import warehouse
from engine.uploads.parsed_file import CellProblem, Parsed
from tests.homes import CONTRACT, EAST, PLACES, WEST, filled, make_home

KEPT = {
    "petitions": [
        {"row_id": "XF-2024-001", "accepted_on": "2024-03-05", "closed_on": "2024-03-20", "petitioner": "甲某"},
        {"row_id": "XF-2024-002", "registered_on": "2023-05-01", "petitioner": "甲某", "content": "饮水"},
    ],
    "river_chiefs": [
        {"row_id": "HZ1", "level": "村级", "since": "2023-01-01", "until": "2024-12-31"},
        {"row_id": "HZ2", "name": "乙", "level": "村级", "since": "2023-01-01"},
    ],
    "river_patrols": [
        {"row_id": "XH1", "chief": "HZ1", "level": "村级", "patrolled_at": "2024-03-05 09:30"},
        {"row_id": "XH2", "chief": "HZ1", "level": "村级", "patrolled_at": "2024-04-05 09:30"},
        {"row_id": "XH3", "chief": "HZ1", "level": "村级", "patrolled_at": "2025-01-05 09:30"},
    ],
    "enforcement_cases": [{"row_id": "J1", "kind": "检查", "subject": "某店"}],
}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    return make_home(tmp_path_factory.mktemp("home"), KEPT, places=PLACES)


def parsed(ledger: str, *rows: dict) -> Parsed:
    """Rows as the reader gives them, the first on line 2; what a row requires and does not say is filled in."""
    fields = CONTRACT[ledger].fields
    texts = [[str(filled(ledger, **row).get(f.column) or "") for f in fields] for row in rows]
    columns = {f.column: pa.array([r[n] or None for r in texts], pa.string()) for n, f in enumerate(fields)}
    columns |= {"line": pa.array(range(2, len(rows) + 2), pa.int64())}
    columns |= {"raw": pa.array([SEPARATOR.join(r) for r in texts], pa.string())}
    return Parsed("新.csv", "", "CSV", 1, {}, pa.table(columns), (), (), ())


@pytest.fixture(scope="module")
def con(home) -> Iterator[duckdb.DuckDBPyConnection]:
    """One for all files: what the check of one leaves behind does not reach the next."""
    with warehouse.in_memory() as con:
        yield con


@pytest.fixture
def sent(home, con) -> Callable:
    """Send rows of a ledger: (problems, row_id → line or None for a row that was there, in the ledger as it would be)."""

    def send(ledger: str, *rows: dict) -> tuple[list[CellProblem], dict[str, int | None]]:
        found = file_checks.check(con, home, CONTRACT, ledger, parsed(ledger, *rows))
        # The name alone means the merged table, not the home's.
        merged = con.execute(f"SELECT row_id, line, source_file FROM {ledger} ORDER BY row_id").fetchall()
        assert con.execute("SELECT count(*) FROM incoming").fetchall() == [(len(rows),)]
        con.execute(f"DROP TABLE memory.{ledger}")  # the next file of another ledger is held against the home's
        return found, {key: line if file == "新.csv" else None for key, line, file in merged}

    return send


def brief(problems: list[CellProblem]) -> list[tuple]:
    return [(p.line, p.column, p.value, p.rule, p.doubt) for p in problems]


NEW = {"row_id": "XF-2024-100"}


def test_good_rows_have_no_problem_and_stand_in_the_ledger_beside_those_that_were_there(sent):
    problems, merged = sent("petitions", NEW)
    assert (problems, merged) == ([], {"XF-2024-001": None, "XF-2024-002": None, "XF-2024-100": 2})


def test_a_cell_that_cannot_be_right_is_named_with_its_rule(sent):
    wrong = [
        ({"row_id": "XF 1"}, ("编号", "XF 1", "pattern")),
        ({"row_id": ""}, ("编号", None, "required")),
        ({"place": "620999"}, ("区划代码", "620999", "pattern")),
        ({"place": "620999101299"}, ("区划代码", "620999101299", "place")),
        ({"place": "西大沟"}, ("区划代码", "西大沟", "place")),
        ({"kind": "短信"}, ("信访形式", "短信", "enum")),
        ({"accepted_on": "2024-02-30"}, ("受理日期", "2024-02-30", "type")),
        ({"notified_on": "2100-01-01"}, ("告知日期", "2100-01-01", "maximum")),
    ]
    rows = ({"row_id": f"N{n}", "content": f"事由{n}", **cells} for n, (cells, _) in enumerate(wrong))
    problems, merged = sent("petitions", *rows)
    assert [(p.line, p.column, p.value, p.rule) for p in problems] == [
        (line, *expected) for line, (_, expected) in enumerate(wrong, 2)
    ]
    assert set(merged.values()) == {None}


def test_numbers_and_money_keep_their_form_and_bounds(sent):
    amounts = [{"amount_fen": text, "row_id": f"N{text}", "kind": "处罚"} for text in ("1.234", "-1", "200.50")]
    problems, merged = sent("enforcement_cases", *amounts)
    assert [(p.line, p.value, p.rule) for p in problems] == [(2, "1.234", "type"), (3, "-1", "minimum")]
    assert merged["N200.50"] == 4


def test_a_row_is_told_all_its_problems_not_only_the_first(sent):
    wrong = {"place": "1", "kind": "短信", "accepted_on": "2024-03-06", "closed_on": "2024-03-05", "rating": "好"}
    problems, _ = sent("petitions", {**NEW, **wrong})
    assert brief(problems) == [
        (2, "区划代码", "1", "pattern", False),
        (2, "信访形式", "短信", "enum", False),
        (2, "办结日期", "2024-03-05", "petitions_closed_on_too_early", False),
        (2, "满意度评价", "好", "enum", False),
    ]


def test_a_check_that_looks_at_an_unreadable_cell_says_nothing_of_it(sent):
    """An unreadable day of closing is no missing one."""
    problems, _ = sent("petitions", {**NEW, "closed_on": "三月五日", "rating": "满意"})
    assert brief(problems) == [(2, "办结日期", "三月五日", "type", False)]


def test_a_key_twice_in_the_file_is_told_at_the_later_line(sent):
    problems, merged = sent("petitions", NEW, {"row_id": "XF-2024-101", "content": "饮水"}, NEW)
    assert brief(problems) == [(4, "编号", "XF-2024-100", "unique", False)]
    assert problems[0].said == "第 4 行“编号”：“XF-2024-100”与本文件第 2 行重复，请改编号或删去一行"
    assert merged["XF-2024-100"] == 2


def test_a_new_row_takes_the_place_of_the_one_with_its_key(sent):
    same = {"row_id": "XF-2024-001", "accepted_on": "2024-03-05", "closed_on": "2024-03-21"}
    problems, merged = sent("petitions", same)
    assert (problems, merged["XF-2024-001"]) == ([], 2)


def test_a_row_that_contradicts_itself_gives_its_place_back(sent):
    problems, merged = sent(
        "petitions", {"row_id": "XF-2024-001", "accepted_on": "2024-03-06", "closed_on": "2024-03-05"}
    )
    assert brief(problems) == [(2, "办结日期", "2024-03-05", "petitions_closed_on_too_early", False)]
    assert problems[0].remedy == "早于受理日期 2024-03-06，请核对这两个日期，改正填错的一个"
    assert merged["XF-2024-001"] is None


def test_a_doubt_is_told_and_the_row_stands(sent):
    problems, merged = sent(
        "petitions", {**NEW, "petitioner": "甲某", "registered_on": "2023-05-01", "content": "饮水"}
    )
    assert brief(problems) == [
        (2, "编号", "XF-2024-100", "petitions_entered_twice", True),
        (2, "登记日期", "2023-05-01", "any_key_year", True),
    ]
    assert "编号 XF-2024-002" in problems[0].remedy
    assert merged["XF-2024-100"] == 2


def test_only_lines_of_the_file_are_told(sent):
    """XF-2024-002 has had a date of another year all along."""
    assert sent("petitions", NEW)[0] == []


def test_a_key_used_again_for_another_year_would_replace_what_was_there_and_is_refused(sent):
    problems, merged = sent("petitions", {"row_id": "XF-2024-002", "registered_on": "2024-05-01"})
    assert brief(problems) == [(2, "编号", "XF-2024-002", "any_key_reused_in_another_year", False)]
    assert merged["XF-2024-002"] is None


def test_a_key_used_again_for_another_place_of_the_same_year_is_a_doubt(sent):
    problems, _ = sent("petitions", {"row_id": "XF-2024-001", "place": WEST})
    assert brief(problems) == [(2, "编号", "XF-2024-001", "any_key_reused", True)]
    assert f"2024-03-05、区划 {EAST}" in problems[0].remedy


def test_a_row_is_held_against_the_lists_in_other_ledgers(sent):
    patrol = {"row_id": "XH9", "chief": "HZ9", "level": "村级"}
    problems, merged = sent("river_patrols", patrol)
    assert brief(problems) == [(2, "河长编号", "HZ9", "patrols_chief_unknown", False)]
    assert "XH9" not in merged


def test_rows_of_one_file_are_held_against_each_other(sent):
    cases = [
        {"row_id": "C1", "kind": "处罚", "from_inspection": "C2"},
        {"row_id": "C2", "kind": "检查"},
        {"row_id": "C3", "kind": "处罚", "from_inspection": "C4"},
    ]
    problems, _ = sent("enforcement_cases", *cases)
    assert brief(problems) == [(4, "来源检查编号", "C4", "enforcement_inspection_unknown", True)]


def test_a_changed_list_says_which_rows_of_other_ledgers_it_contradicts(sent):
    """XH3 lay outside the term before; XH1 and XH2 would from now on."""
    problems, merged = sent(
        "river_chiefs", {"row_id": "HZ1", "level": "村级", "since": "2023-01-01", "until": "2024-02-29"}
    )
    assert brief(problems) == [(2, "编号", "HZ1", "patrols_outside_term", True)]
    assert problems[0].remedy == (
        "照这一行，河长巡河台账里有 2 行就对不上了，如编号 XH1：不在这位河长的任期内（2023-01-01 至 2024-02-29），"
        "请核对时间和河长编号，或改正河长名录"
    )
    assert merged["HZ1"] == 2


def test_problems_come_by_line_then_by_column(sent):
    problems, _ = sent("petitions", {"kind": "x", "row_id": "y z", "place": "1"}, {**NEW, "rating": "x", "class": "x"})
    assert [(p.line, p.column) for p in problems] == [
        (2, "编号"),
        (2, "区划代码"),
        (2, "信访形式"),
        (3, "信访类别"),
        (3, "满意度评价"),
    ]


def test_a_file_into_an_empty_home_is_checked_without_lists(tmp_path):
    """No list of chiefs is kept: none of them can be missing in it."""
    with warehouse.in_memory() as con:
        empty = make_home(tmp_path, {}, places=PLACES)
        file = parsed("river_patrols", {"row_id": "XH9", "chief": "HZ9"})
        assert file_checks.check(con, empty, CONTRACT, "river_patrols", file) == []
        assert con.execute("SELECT row_id FROM river_patrols").fetchall() == [("XH9",)]


def test_checking_stores_nothing(home, sent):
    before = {path: path.stat().st_mtime_ns for path in home.path.rglob("*")}
    sent("petitions", NEW)
    assert {path: path.stat().st_mtime_ns for path in home.path.rglob("*")} == before


@pytest.mark.slow
def test_every_check_of_every_ledger_runs_on_an_import(home, con):
    for ledger in (resource.name for resource in CONTRACT.values() if resource.is_ledger):
        file = parsed(ledger, {"row_id": "N-2024-1"})
        refused = {p.line for p in file_checks.check(con, home, CONTRACT, ledger, file) if not p.doubt}
        merged = con.execute(f"SELECT line FROM {ledger} WHERE source_file = ?", [file.file]).fetchall()
        assert merged == [(line,) for line in {2} - refused], ledger
