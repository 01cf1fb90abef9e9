"""Whatever is wrong with a file of the program or the home is one sentence that names the file, never a traceback."""

import ast
import builtins
import json
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.__main__ import main
from engine.checks import ledger_checks
from engine.figures import matters
from engine.ledgers.faults import QueryError, SaidError
from engine.ledgers.home import DEFAULTS, QUERIES, ROOT, Home
from engine.snapshot import query_files, questions
from engine.uploads.parsed_file import Refused, SeveralSheets, WrongHeader
from tests.homes import EAST, TINY, TOWNSHIP, figure, make_home, problems

PROGRAM = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "engine").rglob("*.py"))]
# Functions that put the text of somebody else's exception into a sentence, with the reason.
QUOTES = {
    "contract.py:_load": "the property that a contract lacks",
    "check.py:remedy": "the name that a check's message lacks",
    "warehouse.py:_remove_unused": "a snapshot that is in use from a damaged one: the database has one class for both",
}
PETITION = {"row_id": "P1", "place": EAST, "accepted_on": "2024-03-05", "class": "申诉求决"}


@pytest.fixture
def queries(tmp_path, monkeypatch) -> Path:
    """A copy of the queries that a test may break."""
    copy = shutil.copytree(QUERIES, tmp_path / "queries")
    for module in (query_files, ledger_checks):
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
        (lambda r: r.update(subject=["nothing"]), "没有栏目 nothing"),
        (lambda r: r.update(handler="nothing"), "没有栏目 nothing"),
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


@pytest.mark.slow
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


def test_every_exception_of_the_program_is_one_that_somebody_can_mend():
    """So what catches SaidError misses none, and what catches everything else knows that nobody foresaw it."""
    bases = _bases()
    own = [name for name in bases if _is_exception(name, bases)]
    assert "SaidError" in own and len(own) > 10
    assert [name for name in own if "SaidError" not in _above(name, bases)] == []


def test_every_exception_of_the_program_says_who_must_act():
    bases = _bases()
    classes = [node for path in PROGRAM for node in _tree(path) if isinstance(node, ast.ClassDef)]
    assert [c.name for c in classes if _is_exception(c.name, bases) and not ast.get_docstring(c)] == []


def test_what_nobody_foresaw_is_never_shown_in_its_own_words():
    """They are the library's, in English, and may hold what stands in a ledger."""
    bases = _bases()
    own = {name for name in bases if "SaidError" in _above(name, bases)}
    shown = {f"{path.name}:{function}" for path in PROGRAM for function in _quoting(path, own)}
    assert shown - set(QUOTES) == set()
    assert set(QUOTES) - shown == set(), "no longer does: take it off the list"


def test_no_message_is_looked_at_for_chinese_letters():
    """A class says whether a message is for the reader, not the letters that it happens to have."""
    compared = [
        f"{path.name}:{node.lineno}"
        for path in PROGRAM
        if "reconciling" not in path.parts  # looks at the letters of reports
        for node in _tree(path)
        if isinstance(node, ast.Compare) and any(_is_first_or_last_letter(part) for part in ast.walk(node))
    ]
    assert compared == []


@pytest.mark.parametrize(
    "line",
    [
        'say(f"没有写成（{fault}）")',
        "say(str(fault))",
        "say(fault.args[0])",
        "print(fault)",
        'say("没有写成" + repr(fault))',
    ],
)
def test_an_exception_in_its_own_words_is_noticed(tmp_path, line):
    caught = {"OSError": ["f"], "(NotDone, OSError)": ["f"], "NotDone": [], "not_done.NotDone": []}
    for number, (faults, noticed) in enumerate(caught.items()):
        path = tmp_path / f"{number}.py"
        path.write_text(f"def f():\n    try:\n        g()\n    except {faults} as fault:\n        {line}\n", "utf-8")
        assert list(_quoting(path, {"NotDone"})) == noticed


@pytest.mark.parametrize(
    "fault",
    [
        Refused("文件是空的，请选别的文件"),
        SeveralSheets("有 2 张工作表", ("1月", "2月")),
        WrongHeader("缺少“编号”", ("编号",), ("号",), "petitions"),
    ],
)
def test_a_refusal_comes_out_of_another_process_as_it_went_in(fault):
    back = pickle.loads(pickle.dumps(fault))
    assert (type(back), str(back), vars(back)) == (type(fault), str(fault), vars(fault))
    assert str(fault) == fault.args[0]


@cache
def _tree(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _bases() -> dict[str, list[str]]:
    """Every class of the program and the names of its bases, without their modules."""
    return {
        node.name: [ast.unparse(base).rpartition(".")[2] for base in node.bases]
        for path in PROGRAM
        for node in _tree(path)
        if isinstance(node, ast.ClassDef)
    }


def _above(name: str, bases: dict[str, list[str]]) -> set[str]:
    """The name, and those of every class above it."""
    return {name}.union(*(_above(base, bases) for base in bases.get(name, []) if base != name))


def _is_exception(name: str, bases: dict[str, list[str]]) -> bool:
    """Whether it stands on a built-in exception, or on a library's that is called like one."""
    found = [getattr(builtins, each, None) for each in _above(name, bases)]
    foreign = [each for each in _above(name, bases) if each not in bases and each.endswith(("Error", "Exception"))]
    return bool(foreign) or any(isinstance(each, type) and issubclass(each, BaseException) for each in found)


def _quoting(path: Path, own: set[str]) -> Iterator[str]:
    """Functions that turn an exception which is none of `own` into text."""
    for function in _tree(path):
        if isinstance(function, ast.FunctionDef):
            for handler in ast.walk(function):
                if isinstance(handler, ast.ExceptHandler) and handler.name and not _all_of(handler.type, own):
                    yield from {function.name for node in ast.walk(handler) if _quotes(node, handler.name)}


def _all_of(caught: ast.expr | None, own: set[str]) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return all(name and ast.unparse(name).rpartition(".")[2] in own for name in names)


def _quotes(node: ast.AST, fault: str) -> bool:
    if isinstance(node, ast.FormattedValue):
        return ast.unparse(node.value) == fault
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("str", "repr", "print") and fault in map(ast.unparse, node.args)
    return isinstance(node, ast.Attribute) and ast.unparse(node) == f"{fault}.args"


def _is_first_or_last_letter(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in ("\u4e00", "\u9fff")
