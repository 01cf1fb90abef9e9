"""What the contract alone tells of a row: days that cannot be, days out of order, one matter under two keys."""

import re
import sys
from datetime import date, timedelta

import pytest
import sqlglot

from engine.checks import column_checks
from engine.checks.check import DOUBT, ERROR, Check
from tests.homes import CONTRACT
from tests.queries import checking
from tests.queries.check_rows import TODAY, Case
from tests.queries.checking import found, rows
from tests.queries.conftest import ROOT, Bench

sys.path.insert(0, str(ROOT / "tools"))
import sql_rules

LEDGERS = {name: resource for name, resource in CONTRACT.items() if resource.is_ledger}
CHECKS = [check for resource in LEDGERS.values() for check in column_checks.compiled(resource)]
DAYS = [(r.name, f) for r in LEDGERS.values() for f in r.fields if f.type in ("date", "datetime")]
NAMED = {"ids": lambda part: part if isinstance(part, str) else part.column}
NOW = date.fromisoformat(TODAY)

# later, earlier: what a row cannot have the other way round
NEVER = """
service_cases completed_on accepted_on
service_cases promised_by accepted_on
service_cases revisited_on accepted_on
service_matters removed_on listed_on
disclosures published_on formed_on
problems rectified_on found_on
problems due_on found_on
rules filed_on issued_on
proposals replied_on assigned_on
proposals closed_on assigned_on
decisions decided_on proposed_on
litigation closed_on filed_on
litigation heard_on filed_on
litigation closed_on heard_on
officers expires_on certified_on
officers revoked_on certified_on
enforcement_cases decided_on filed_on
enforcement_cases disclosed_on decided_on
enforcement_cases disclosed_on filed_on
enforcement_cases legal_reviewed_on filed_on
river_chiefs until since
disputes ended_on accepted_on
disputes ended_on found_on
disputes confirm_applied_on ended_on
disputes confirm_applied_on found_on
disputes confirmed_on confirm_applied_on
disputes confirmed_on ended_on
petitions accepted_on registered_on
petitions notified_on registered_on
petitions objected_on registered_on
petitions closed_on registered_on
petitions closed_on accepted_on
requests answered_on received_on
requests due_on received_on
mediation_committees dissolved_on established_on
law_savvy_residents until since
venues closed_on opened_on
"""
SELDOM = """
service_matters removed_on in_hall_since
rules issued_on reviewed_on
proposals closed_on replied_on
disputes accepted_on found_on
"""


@pytest.fixture(scope="module")
def bench() -> Bench:
    return checking.checking_bench()


def told(bench: Bench, ledger: str, *given: dict) -> list[tuple[str, str, str]]:
    """Key, severity and rule of each finding in rows of one ledger."""
    with rows(bench, Case(ledger, list(given), {}), {}):
        return sorted(
            (key, check.severity, check.name.removeprefix(f"{ledger}_"))
            for check in CHECKS
            if check.ledger == ledger
            for key in found(bench, check)
        )


def stamp(field, day: date) -> str:
    return f"{day} 09:30" if field.type == "datetime" else str(day)


@pytest.mark.parametrize(("ledger", "field"), [pair for pair in DAYS if not pair[1].ahead], **NAMED)
def test_a_day_that_has_not_come_yet_is_an_error_in_every_column_that_tells_what_happened(bench, ledger, field):
    tomorrow = {field.column: stamp(field, NOW + timedelta(days=1))}
    assert told(bench, ledger, tomorrow) == [("R1", ERROR, f"{field.column}_in_future")]
    assert told(bench, ledger, {field.column: stamp(field, NOW)}) == []


def test_these_columns_may_lie_ahead_and_no_others():
    assert {(ledger, field.column) for ledger, field in DAYS if field.ahead} == {
        ("service_cases", "promised_by"),
        ("problems", "due_on"),
        ("requests", "due_on"),
        ("officers", "expires_on"),
        ("river_chiefs", "until"),
        ("law_savvy_residents", "until"),
    }


@pytest.mark.parametrize(("ledger", "field"), [pair for pair in DAYS if pair[1].ahead], **NAMED)
def test_a_promise_may_lie_ahead_but_not_for_ever(bench, ledger, field):
    """2052 is refused where 2025 was meant; a promise of two years is looked at twice."""
    main = LEDGERS[ledger].date_column
    began = NOW if field.ahead.from_today else date(2024, 3, 5)
    usual, most = (timedelta(days=years * 366) for years in field.ahead[:2])
    one = timedelta(days=1)
    assert [told(bench, ledger, {main: "2024-03-05", field.column: began + gap}) for gap in (usual, usual + one)] == [
        [],
        [("R1", DOUBT, f"{field.column}_far_ahead")],
    ]
    assert told(bench, ledger, {main: "2024-03-05", field.column: began + most + one}) == [
        ("R1", ERROR, f"{field.column}_too_far_ahead")
    ]


@pytest.mark.parametrize(("ledger", "field"), DAYS, **NAMED)
def test_a_day_long_ago_is_looked_at_twice_in_every_column(bench, ledger, field):
    bound = date.fromisoformat(field.long_ago or "1990-01-01")
    before = told(bench, ledger, {field.column: stamp(field, bound - timedelta(days=1))})
    assert before == [("R1", DOUBT, f"{field.column}_long_ago")]
    assert told(bench, ledger, {field.column: stamp(field, bound)}) == []


@pytest.mark.parametrize("rule", [line for text in (NEVER, SELDOM) for line in text.split("\n") if line])
def test_days_out_of_order_are_found_once_and_no_longer_once_mended(bench, rule):
    ledger, later, earlier = rule.split()
    severity, name = (ERROR, "too_early") if rule in NEVER else (DOUBT, "rather_early")
    assert told(bench, ledger, {later: "2024-03-05", earlier: "2024-03-06"}) == [("R1", severity, f"{later}_{name}")]
    assert told(bench, ledger, {later: "2024-03-06", earlier: "2024-03-06"}) == []


def test_every_order_of_the_contract_is_one_of_these():
    orders = {
        f"{ledger} {field.column} {column}"
        for ledger, field in DAYS
        for column in (*field.not_before, *(field.rarely_before.columns if field.rarely_before else ()))
    }
    assert orders - set((NEVER + SELDOM).split("\n")) == {
        "disputes confirm_applied_on accepted_on",
        "disputes confirmed_on accepted_on",
        "disputes confirmed_on found_on",
    }


def test_a_day_is_held_against_the_first_that_is_filled_so_that_one_mistake_is_one_finding(bench):
    early = {"registered_on": "2024-03-05", "accepted_on": "2023-03-06", "closed_on": "2024-03-01"}
    assert told(bench, "petitions", early) == [("R1", ERROR, "accepted_on_too_early")]
    ahead = {"registered_on": "2024-03-05", "accepted_on": "2052-03-06", "closed_on": "2024-04-01"}
    assert told(bench, "petitions", ahead) == [("R1", ERROR, "accepted_on_in_future")]
    long_ago = {"registered_on": "2024-03-05", "accepted_on": "1974-03-06"}
    assert told(bench, "petitions", long_ago) == [("R1", ERROR, "accepted_on_too_early")]
    before_assigned = {"assigned_on": "2024-03-05", "replied_on": "2024-03-06", "closed_on": "2024-03-01"}
    assert told(bench, "proposals", before_assigned) == [("R1", ERROR, "closed_on_too_early")]


def test_a_finding_names_the_other_column_by_its_header_and_its_day(bench):
    check = next(c for c in CHECKS if c.name == "petitions_closed_on_too_early")
    with rows(bench, Case("petitions", [{"registered_on": "2024-03-06", "closed_on": "2024-03-05"}], {}), {}):
        cursor = bench.con.execute(check.sql, {"place": "%", "today": NOW})
        values = dict(zip([name for name, *_ in cursor.description], cursor.fetchone(), strict=True))
    assert check.remedy(values) == "早于登记日期 2024-03-06，请核对这两个日期，改正填错的一个"
    assert [c.message for c in CHECKS if c.name == "petitions_accepted_on_in_future"] == [
        "是还没有到的日期，请核对年月日后改正；还没有受理的请留空"
    ]


def test_a_rule_of_the_contract_names_days_and_columns_of_its_ledger():
    for resource in LEDGERS.values():
        kinds = {field.column: field.type for field in resource.fields}
        for field in resource.fields:
            others = (*field.not_before, *(field.rarely_before.columns if field.rarely_before else ()))
            assert {kinds[column] for column in (*others, *([field.column] if others else []))} <= {"date"}
        if same := resource.same_matter:
            assert set(same.named) <= set(same.columns) <= set(kinds) - {"row_id", "place"}


def _value(field) -> object:
    plain = {"date": "2024-03-05", "datetime": "2024-03-05 09:30", "integer": 7, "number": 7}
    return field.constraints["enum"][0] if "enum" in field.constraints else plain.get(field.type, "甲")


SAME = [resource for resource in LEDGERS.values() if resource.same_matter]


@pytest.mark.parametrize("resource", SAME, ids=lambda r: r.name)
def test_the_same_matter_under_two_keys_is_found_also_where_optional_cells_are_empty(bench, resource):
    required = {f.column: _value(f) for f in resource.fields[2:] if f.constraints.get("required")}
    twice = [("R1", DOUBT, "entered_twice"), ("R2", DOUBT, "entered_twice")]
    assert told(bench, resource.name, required, {**required, "row_id": "R2"}) == twice
    full = required | {column: _value(resource.field(column)) for column in resource.same_matter.columns}
    assert told(bench, resource.name, full, {**full, "row_id": "R2", "note": "另记"}) == twice
    differing = resource.same_matter.columns[0]
    assert told(bench, resource.name, full, {**full, "row_id": "R2", differing: None}) == []


@pytest.mark.parametrize("resource", [r for r in SAME if r.same_matter.named], ids=lambda r: r.name)
def test_two_rows_without_a_name_are_the_same_only_if_all_else_is(bench, resource):
    """Two callers who left no name asked about the same thing on one day."""
    columns = {c: _value(resource.field(c)) for c in resource.same_matter.columns}
    for named in resource.same_matter.named:
        nameless = columns | {named: None}
        assert told(bench, resource.name, nameless, {**nameless, "row_id": "R2", "note": "另一件"}) == []
        assert len(told(bench, resource.name, nameless, {**nameless, "row_id": "R2"})) == 2


def test_the_checks_of_the_contract_keep_the_rules_of_queries_and_of_messages(bench):
    wrong = []
    for check in CHECKS:
        sql = check.sql.replace("$place", "'%'").replace("$today", "'2024-01-01'")
        columns = {column for column, *_ in bench.con.execute(f"DESCRIBE {sql}").fetchall()}
        tree = sqlglot.parse_one(check.sql, dialect="duckdb")
        named = set(re.findall(r"\{(\w+)\}", check.message))
        holds = {
            "portable": sql_rules.problems(check.sql) == [],
            "place": len(list(tree.find_all(sqlglot.exp.Like))) == check.sql.count(f'from "{check.ledger}"') > 0,
            "parameters": set(check.parameters) == set(re.findall(r"\$([a-z_]+)", check.sql)),
            "columns": columns == {"row_id", *named} and bool(check.fields(LEDGERS[check.ledger])),
            "remedy": "请" in check.message and not check.message.endswith("。"),
        }
        wrong += [f"{check.name}: {part}" for part, sound in holds.items() if not sound]
    assert wrong == []
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_a_check_is_like_a_file_of_queries():
    assert all(isinstance(check, Check) and check.question.endswith("?") for check in CHECKS)
