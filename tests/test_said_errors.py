"""Whatever is wrong with a file of the program or the home is one sentence that names the file, never a traceback."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.__main__ import main
from engine.checks import ledger_checks
from engine.figures import matters
from engine.ledgers.faults import QueryError, SaidError
from engine.ledgers.home import DEFAULTS, QUERIES, ROOT, Home
from engine.snapshot import building, query_files, questions
from tests.homes import EAST, TINY, TOWNSHIP, figure, make_home, problems

PETITION = {"row_id": "P1", "place": EAST, "accepted_on": "2024-03-05", "class": "申诉求决"}


@pytest.fixture
def queries(tmp_path, monkeypatch) -> Path:
    """A copy of the queries that a test may break."""
    copy = shutil.copytree(QUERIES, tmp_path / "queries")
    for module in (building, query_files, ledger_checks):
        monkeypatch.setattr(module, "QUERIES", copy)
    ledger_checks._known.cache_clear()
    yield copy
    ledger_checks._known.cache_clear()


def misspelt(path: Path) -> None:
    path.write_text(re.sub(r"(?<!\$)\bplace\b", "palce", path.read_text("utf-8")), encoding="utf-8")


@pytest.mark.parametrize("query", ["indicators/petitions_received", "deadlines/petition_close", "tables/terms"])
def test_a_misspelt_column_that_stops_the_snapshot_is_one_sentence_with_its_file(tmp_path, queries, query):
    misspelt(queries / f"{query}.sql")
    home = make_home(tmp_path / "home", {"petitions": [PETITION]})
    with pytest.raises(SaidError, match=rf"^queries/{query}\.sql: .*palce.*。$") as said:
        questions.open_scope(home)
    assert "\n" not in str(said.value)


@pytest.mark.parametrize(
    "query", ["settings/catalogue", "answers/matters", "checks/petitions_closed_without_acceptance"]
)
def test_a_misspelt_column_in_a_question_is_one_sentence_with_its_file(tmp_path, queries, query):
    home = make_home(tmp_path / "home", {"petitions": [PETITION]})
    path = queries / f"{query}.sql"
    path.write_text(re.sub(r"(?m)^( *from )", r"\1nowhere_", path.read_text("utf-8"), count=1), encoding="utf-8")
    with pytest.raises(QueryError, match=rf"^queries/{query}\.sql: .*nowhere.*。$"):
        scope = questions.open_scope(home)
        questions.catalogue(scope)
        matters.matters(scope, TOWNSHIP, 2024, date(2024, 12, 31))
        ledger_checks.counts(scope, TOWNSHIP)


def test_a_check_without_its_message_is_named(queries):
    path = queries / "checks" / "petitions_closed_without_acceptance.sql"
    path.write_text(path.read_text("utf-8").replace("-- Message: ", "-- Said: "), encoding="utf-8")
    with pytest.raises(QueryError, match=r"^queries/checks/petitions_closed_without_acceptance\.sql: .*Message"):
        ledger_checks.known()


def test_a_page_shows_the_sentence(tmp_path, queries, monkeypatch):
    misspelt(queries / "indicators" / "petitions_received.sql")
    monkeypatch.setenv("LEDGER_HOME", str(make_home(tmp_path / "home", {"petitions": [PETITION]}).path))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert [error.value.split(":")[0] for error in app.error] == ["queries/indicators/petitions_received.sql"]


def test_a_page_whose_own_question_is_broken_shows_the_sentence(tmp_path, queries, monkeypatch):
    misspelt(queries / "answers" / "levels.sql")
    monkeypatch.setenv("LEDGER_HOME", str(make_home(tmp_path / "home", {"petitions": [PETITION]}).path))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert [error.value.split(":")[0] for error in app.error] == ["queries/answers/levels.sql"]


def test_the_terminal_prints_the_sentence_and_exits_1(tmp_path, queries, monkeypatch, capsys):
    misspelt(queries / "indicators" / "petitions_received.sql")
    monkeypatch.setenv("LEDGER_HOME", str(make_home(tmp_path / "home", {"petitions": [PETITION]}).path))
    assert main(["figures"]) == 1
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith("queries/indicators/petitions_received.sql: ")
    assert told.err.count("\n") == 1


def own_contract(folder: Path, change) -> Home:
    home = make_home(folder, {"petitions": [PETITION]})
    package = json.loads((DEFAULTS / "datapackage.json").read_text("utf-8"))
    petitions = next(r for r in package["resources"] if r["name"] == "petitions")
    text = change(petitions)
    path = home.path / "datapackage.json"
    path.write_text(text or json.dumps(package, ensure_ascii=False), encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: '{"resources": [', "第 1 行第 16 个字起不是正确的 JSON"),
        (lambda r: '{"resources": 3}', "写法不对"),
        (lambda r: "{}", "缺少 resources"),
        (lambda r: r["schema"]["fields"][0].update(type="text"), "类型“text”不认识"),
        (lambda r: r["schema"]["fields"][0].pop("column") and None, "“petitions”：缺少 column"),
        (lambda r: r["schema"]["fields"][0].update(constraints={"pattern": "["}), "pattern 不是正确的正则表达式"),
        (lambda r: r.update(dateColumn="nothing"), "没有栏目 nothing"),
        (lambda r: r["schema"]["fields"].append(r["schema"]["fields"][0]), "有两个"),
        (lambda r: r["schema"]["fields"][0].update(notBefore=["nothing"]), "没有栏目 nothing"),
        (lambda r: r.update(sameMatter={"columns": ["nothing"], "named": ["petitioner"]}), "没有栏目 nothing"),
    ],
)
def test_a_broken_contract_of_a_home_is_one_sentence(tmp_path, change, said):
    with pytest.raises(SaidError, match=r"datapackage\.json") as fault:
        questions.open_scope(own_contract(tmp_path, change))
    assert said in str(fault.value) and "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("training_hours", "abc", "不是数字，应如 30"),
        ("near_days", "5.5", "应为整数，如 5"),
        ("near_days", "-1", "不是数字，应如 5"),
        ("smallest_sample", "1e3", "不是数字，应如 5"),
        ("today", "xyz", "不是有效日期，应如 2024-03-05"),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_named_and_the_default_stands(tmp_path, name, value, reason):
    home = make_home(tmp_path, {"petitions": [PETITION]}, parameters=[{"parameter": name, "value": value}])
    assert problems(home, "parameters") == [("parameters.csv", 2, "value", value, f"{reason}；现按默认值算")]
    scope = questions.open_scope(home)
    assert questions.parameters(scope)["training_hours"] == "30" and matters.near_days(scope) == 5
    assert questions.today(scope) == date.today()
    figure(scope, "petitions_received")


def test_half_hours_of_training_may_be_asked_for(tmp_path):
    home = make_home(tmp_path, {}, parameters=[{"parameter": "training_hours", "value": "37.5"}])
    assert problems(home, "parameters") == []
    assert questions.parameters(questions.open_scope(home))["training_hours"] == "37.5"


def test_a_time_limit_that_nothing_asks_for_is_named(tmp_path):
    """A slip of the pen in a rule's code would let all its limits vanish."""
    limit = {"days": 60, "unit": "calendar", "binding": "是", "basis": "条例", "checked": "是"}
    rules = [{"rule": "petition_close", "name": "信访办结", **limit}, {"rule": "petition_clse", "name": "?", **limit}]
    home = make_home(tmp_path, {"petitions": [PETITION | {"closed_on": "2024-03-20"}]}, deadlines=rules)
    (file, line, column, value, reason), *more = problems(home, "deadlines")
    assert (file, line, column, value, more) == ("deadlines.csv", 3, "rule", "petition_clse", [])
    assert "petition_close" in reason
    scope = questions.open_scope(home)
    assert list(matters.matters(scope, TOWNSHIP, 2024, date(2024, 12, 31))["rule"]) == ["petition_close"]


def test_a_matter_whose_rule_a_home_does_not_have_breaks_nothing(tmp_path):
    """Its limit stands in the ledger row; without a line in deadlines.csv nobody knows whether it binds."""
    limit = {"rule": "petition_close", "name": "信访办结", "days": 60, "unit": "calendar"}
    rules = [limit | {"binding": "是", "basis": "条例", "checked": "是"}]
    case = {"row_id": "B1", "place": EAST, "accepted_on": "2024-03-05", "promised_by": "2024-03-10"}
    scope = questions.open_scope(make_home(tmp_path, {"service_cases": [case]}, deadlines=rules))
    assert matters.matters(scope, TOWNSHIP, 2024, date(2024, 12, 31)).empty
    assert matters.counts(scope, TOWNSHIP, 2024, date(2024, 12, 31)).empty


def test_nothing_leaks_when_the_interpreter_ends(tmp_path):
    """What the page freezes at its start would be reported as leaked when the process ends."""
    script = (
        "from streamlit.testing.v1 import AppTest\n"
        f"app = AppTest.from_file({str(ROOT / 'dashboard.py')!r}, default_timeout=60).run()\n"
        "assert not app.exception and not app.error"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "leaked" not in done.stdout + done.stderr


def test_a_home_with_nothing_wrong_says_nothing():
    assert problems(TINY, "parameters") == problems(TINY, "deadlines") == []
