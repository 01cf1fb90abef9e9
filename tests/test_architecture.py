"""The rules of the house, each with a sentence as its name. They read the files; nothing is imported or run."""

import ast
import csv
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engine.ledgers.home import BUILDING_MODULES, BUILDING_QUERIES

ROOT = Path(__file__).resolve().parents[1]
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
SCREEN = [ROOT / "app.py", ROOT / "dashboard.py", *PAGES]
PRODUCT = [*SCREEN, *ENGINE]
PROGRAMS = [*PRODUCT, *sorted((ROOT / "tools").glob("*.py")), *sorted((ROOT / "benchmarks").glob("*.py"))]

HEAVY = {
    "duckdb",
    "plotly",
    "docx",
    "pypdf",
    "pyarrow",
    "python_calamine",
    "xlsxwriter",
    "chinese_calendar",
}  # no page's business
# Statements that build and lock a snapshot, and the checks compiled from the contract.
BUILDERS = {"warehouse", "loading", "building", "facts", "contract", "column_checks", "file_checks", "differences"}
# Divisions that are no quotient of counted numbers, by module and function, with the reason.
DIVIDES = {
    "words.numbers:quotient": "the one place",
    "figures.status:expected_by": "days that have passed of days there are",
    "figures.status:_projection": "days that have passed of days there are",
    "figures.status:_reach": "level and pace: two amounts of the shown unit, never rounded here",
    "figures.status:_each_period": "pace: periods met of periods over, never rounded here",
    "figures.status:_limit": "level: two amounts of the shown unit, never rounded here",
    **dict.fromkeys(
        (
            *("charts.bar_rows:", "charts.bar_rows:row", "charts.bar_rows:words_of", "charts.bar_rows:heads"),
            "charts.drawing:over",
            "charts.bar_charts:panels",
            "charts.bar_charts:_cells",
            "charts.drawing:marks",
            "charts.part_charts:matrix",
            "charts.time_charts:trend",
        ),
        "pixels and letters",
    ),
    **dict.fromkeys(
        ("charts.time_charts:_uprights", "charts.time_charts:_flags", "charts.time_charts:_end_labels"),
        "pixels and letters",
    ),
    **dict.fromkeys(
        ("reporting.word_body:_signature", "reporting.word_body:_width", "reporting.word.bullet_bars:bar"),
        "widths on paper",
    ),
    "reporting.word.page_style:_margins": "millimetres on paper",
    **dict.fromkeys(
        ("reporting.number_forms:_rounded", "reporting.number_forms:_nearly"),
        "decimal steps of a rounding that says so",
    ),
    "reporting.number_forms:_ten_thousands": "decimal steps of a rounding that says so",
    **dict.fromkeys(("uploads.gate:_refuse_size", "reconciling.documents:read", "screen.import_page:_size"), "bytes"),
    **dict.fromkeys(
        ("importing.jobs:seconds_left", "importing.jobs:share", "importing.jobs:_duration"),
        "a progress bar",
    ),
    **dict.fromkeys(
        ("importing.reading.table_choice:_likeness", "reconciling.matching:_likeness"), "how alike two texts are"
    ),
    "reconciling.extracting.clauses:_full": "how long a line of text is",
}
FOLDERS = {"ROOT", "QUERIES", "DEFAULTS", "STATIC", "folder", "root", "to", "there", "beside"}
OTHER_DIVISIONS = {"div", "truediv", "rdiv", "divide", "true_divide", "mean", "fmean", "average", "pct_change"}
# 最多, 最少, 最高 and 最低 that rank nothing, by module.
NO_RANKING = {
    "words.ranking": "the one place",
    "figures.notes": "a limit",
    "checks.verifying": "a limit",
    "importing.reading.contract_rows": "a limit",
    "uploads.gate": "a limit",
    "importing.column_guide": "a limit",
    "importing.reading.normalise": "a limit",
    "reconciling.documents": "a limit",
    "reporting.number_forms": "a limit",
    "reconciling.extracting.not_counted": "words of reports that are read",
    "reconciling.extracting.counts": "words of reports that are read",
}
SQL = re.compile(r"\b(select\b.+\bfrom|insert\s+into|create\b.{,20}\btable|delete\s+from)\b", re.I | re.S)
TOOLS = {".pytest_cache", ".ruff_cache", ".mypy_cache", ".import_linter_cache", ".hypothesis", "__pycache__"}
IGNORED = {".git", ".venv", ".cache", "build", "home", "home.part"} | TOOLS


def test_the_engine_knows_no_page_and_the_product_no_test_or_tool() -> None:
    """So the report can be made, and a number tested, without a browser."""
    forbidden = {"engine": {"pages", "dashboard"}, "": {"tests", "tools", "benchmarks"}}
    wrong = [
        f"{_name(path)} imports {module}"
        for path in PRODUCT
        for module in _imports(path)
        for folder, names in forbidden.items()
        if _name(path).startswith(folder) and module.split(".")[0] in names
    ]
    assert wrong == []


def test_no_page_imports_a_page() -> None:
    wrong = [f"{_name(path)} imports {m}" for path in SCREEN for m in _imports(path) if m.split(".")[0] == "pages"]
    assert wrong == []


def test_a_snapshot_is_made_anew_when_any_part_of_what_makes_it_changes() -> None:
    assert {_folder(name) for name in ("snapshot.warehouse", *_reach("snapshot.warehouse"))} == set(BUILDING_MODULES)
    assert {p.name for p in (ROOT / "queries").iterdir()} - {"answers", "settings", "checks", "views"} == set(
        BUILDING_QUERIES
    )


def test_a_page_imports_no_heavy_library_but_streamlit() -> None:
    """Which folder of the engine may import which library stands in pyproject.toml."""
    assert [f"{_name(p)} imports {m}" for p in SCREEN for m in _imports(p) if m.split(".")[0] in HEAVY] == []


def test_the_product_imports_only_what_its_requirements_pin() -> None:
    pinned = re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    modules = {
        {"chinesecalendar": "chinese_calendar", "python-docx": "docx", "python-calamine": "python_calamine"}.get(
            name, name
        )
        for name in pinned
    }
    known = modules | {"engine", *sys.stdlib_module_names}
    assert [f"{_name(p)}: {m}" for p in PRODUCT for m in _imports(p) if m.split(".")[0] not in known] == []


def test_sql_lives_in_queries() -> None:
    texts = [(path, line, text) for path in PRODUCT if path.stem not in BUILDERS for line, text in _texts(path)]
    assert [f"{_name(path)}:{line}" for path, line, text in texts if SQL.search(text)] == []


def test_nothing_is_named_after_having_no_purpose() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "core", "base"}
    assert [_name(path) for path in PRODUCT if path.stem in vague] == []


def test_functions_modules_pages_and_queries_stay_small() -> None:
    """Past a budget, split by meaning."""
    budgets = [(PROGRAMS, 300), (PAGES, 80), (sorted((ROOT / "queries").rglob("*.sql")), 60)]
    long = [
        f"{_name(path)}: {lines} lines, budget {budget}"
        for paths, budget in budgets
        for path in paths
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > budget
    ]
    for path in PROGRAMS:
        for node in ast.walk(_tree(path)):
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and (lines := node.end_lineno - node.lineno + 1) > 40
            ):
                long.append(f"{_name(path)}:{node.lineno} {node.name}: {lines} lines, budget 40")
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    assert [_name(path) for path in PROGRAMS if not ast.get_docstring(_tree(path))] == []


def test_the_table_of_contents_lists_exactly_the_pages_there_are() -> None:
    listed = re.findall(r'st\.Page\(\s*"([^"]+)"', (ROOT / "dashboard.py").read_text(encoding="utf-8"))
    assert sorted(set(listed)) == [_name(path) for path in PAGES]


def test_a_page_defines_nothing_but_callbacks() -> None:
    wrong = []
    for path in PAGES:
        handed_over = {
            keyword.value.id
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.Call)
            for keyword in node.keywords
            if isinstance(keyword.value, ast.Name) and (keyword.arg or "").startswith(("on_", "data"))
        }
        definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        defined = [n for n in ast.walk(_tree(path)) if isinstance(n, definitions)]
        wrong += [f"{_name(path)}:{n.lineno} {n.name}" for n in defined if n.name not in handed_over]
    assert wrong == []


def test_counted_numbers_are_divided_in_one_place() -> None:
    """Two places that divide print two numbers: 23 of 80 was 28.8 % in a headline and 28.7 % in the title below it."""
    found = {f"{_where(path)}:{function}" for path in PRODUCT for function in _divisions(_tree(path))}
    assert found - set(DIVIDES) == set()
    assert set(DIVIDES) - found == set(), "no longer divides: take it off the list"


@pytest.mark.parametrize(
    "line",
    [
        "said = numbers.with_unit(good / n * 100, '%')",
        "share = frame['good'].div(frame['all'])",
        "parts = frame['kind'].value_counts(normalize=True)",
        "good /= n",
        "share = Fraction(good, n)",
        "each = people / (counted or 1)",
    ],
)
def test_a_quotient_in_a_page_is_noticed(line: str) -> None:
    assert list(_divisions(ast.parse(f"def f():\n    {line}"))) == ["f"]
    assert not list(_divisions(ast.parse("def f(home):\n    return home.path / 'ledgers' / f'{home.name}.csv'")))


def test_a_ranking_is_said_in_one_place() -> None:
    """With every tie, or not at all: a sentence that names one of two equals wrongs the other."""
    words = re.compile("最多|最少|最高|最低")
    found = {_where(p) for p in PRODUCT for _, text in _texts(p) if words.search(text)}
    assert found - set(NO_RANKING) == set()
    assert set(NO_RANKING) - found == set(), "no longer says so: take it off the list"


def test_the_level_of_a_place_is_told_in_one_place() -> None:
    """Half of the places that looked for 000 at the end forgot the length: a county whose code ends so was taken for 乡本级."""
    levels = {4, 6, 9, 12, 15}
    home = ROOT / "engine" / "ledgers" / "places.py"
    found = [
        f"{_name(p)}:{n.lineno}" for p in PRODUCT if p != home for n in ast.walk(_tree(p)) if _tells_a_level(n, levels)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line", ["own = code.endswith('000')", "up = place[:9]", "low = len(place) == 12", "low = 9 < len(code)"]
)
def test_a_level_told_elsewhere_is_noticed(line: str) -> None:
    assert any(_tells_a_level(node, {4, 6, 9, 12, 15}) for node in ast.walk(ast.parse(line)))


def test_no_html_of_our_own_reaches_the_browser() -> None:
    """Ledger text could bring its own along. A material page icon would be fetched from another host."""
    unsafe = re.compile(r"unsafe_allow_|\bst\.(html|iframe)\b|page_icon=\":material")
    assert [_name(path) for path in PRODUCT if unsafe.search(path.read_text(encoding="utf-8"))] == []
    assert [_name(p) for p in PRODUCT if "st.components" in p.read_text("utf-8")] == [
        "engine/screen/elements.py",
    ]
    markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function")
    assert [_name(p) for p in sorted((ROOT / "static").glob("*.js")) if markup.search(p.read_text("utf-8"))] == []


def test_tables_leave_the_browser_only_through_our_own_downloads() -> None:
    """The CSV that Streamlit's own toolbar offers would run ledger text as formulas."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"].get("disableDataExport") is True


def test_no_place_of_the_demonstration_is_named_in_code() -> None:
    """Another township is another home, not another program."""
    words = _demonstration_words()
    queries = sorted((ROOT / "queries").rglob("*.sql"))
    named = {_name(p): sorted(w for w in words if w in p.read_text(encoding="utf-8")) for p in [*PRODUCT, *queries]}
    assert words and {name: found for name, found in named.items() if found} == {}


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    folders = "|".join(("home", "Users", "root", "tmp"))
    path_of_a_machine = re.compile(rf"(?<![\w.}}*])/({folders})/\w")
    here = [str(folder) + os.sep for folder in (ROOT, ROOT.parent, Path.home()) if folder != Path(folder.anchor)]
    texts = {_name(path): path.read_text(encoding="utf-8", errors="ignore") for path in _files()}
    known = {name for name, text in texts.items() if any(folder in text for folder in here)}
    assert known | {name for name, text in texts.items() if path_of_a_machine.search(text)} == set()


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _where(path: Path) -> str:
    """`figures.wording`, `reporting.word.page_style`; a page by its path."""
    return _module(path) if path in ENGINE else _name(path)


def _divisions(tree: ast.AST, function: str = "") -> Iterator[str]:
    """The function around every division that does not join paths, however it is spelt."""
    for child in ast.iter_child_nodes(tree):
        inner = child.name if isinstance(child, ast.FunctionDef) else function
        divides = isinstance(child, ast.BinOp | ast.AugAssign) and isinstance(child.op, ast.Div)
        if (divides and not _joins_paths(child)) or _divides_by_name(child):
            yield inner
        yield from _divisions(child, inner)


def _tells_a_level(node: ast.AST, levels: set[int]) -> bool:
    """`code.endswith("000")`, `place[:9]`, `len(place) < 12`: of texts whose name says that they are places."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).endswith(".endswith") and "'000'" in ast.unparse(node)
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Slice)
        and isinstance(node.slice.upper, ast.Constant)
    ):
        return node.slice.upper.value in levels and bool(re.search(r"place|code$|village", ast.unparse(node.value)))
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        number = any(isinstance(side, ast.Constant) and side.value in levels for side in sides)
        return number and any(re.match(r"len\(.*(place|code)\)|.*\.below$", ast.unparse(side)) for side in sides)
    return False


def _joins_paths(node: ast.AST) -> bool:
    """Whether one side is a text or a folder: numbers are neither."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Div) and (_joins_paths(node.left) or _joins_paths(node.right))
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("Path", "cache_folder")
    text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    folder = isinstance(node, ast.Name) and node.id in FOLDERS
    return text or folder or isinstance(node, ast.JoinedStr) or getattr(node, "attr", "") in ("path", "parent")


def _divides_by_name(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).rpartition(".")[2]
    halves = called == "Fraction" and len(node.args) > 1
    return called in OTHER_DIVISIONS or halves or any(keyword.arg == "normalize" for keyword in node.keywords)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _imports(path: Path) -> frozenset[str]:
    """Every module imported anywhere in the file, but not what only a type checker reads."""
    return frozenset(_modules(_tree(path)))


def _modules(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "relative imports hide where a module comes from"
        package = node.module.startswith("engine") and (ROOT / node.module.replace(".", os.sep)).is_dir()
        yield from (f"{node.module}.{alias.name}" for alias in node.names) if package else (node.module,)
    for child in ast.iter_child_nodes(node):
        yield from _modules(child)


@cache
def _graph() -> dict[str, frozenset[str]]:
    """The engine's modules and what each imports from the engine."""
    return {
        _module(p): frozenset(m.removeprefix("engine.") for m in _imports(p) if m.startswith("engine.")) for p in ENGINE
    }


def _module(path: Path) -> str:
    """`snapshot.warehouse`, `uploads.gate`."""
    return ".".join(path.relative_to(ROOT / "engine").with_suffix("").parts)


def _folder(name: str) -> str:
    return name.rpartition(".")[0]


@cache
def _reach(name: str) -> frozenset[str]:
    found: set[str] = set()
    ahead = list(_graph().get(name, ()))
    while ahead:
        if (module := ahead.pop()) not in found:
            found.add(module)
            ahead += _graph().get(module, ())
    return frozenset(found)


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of the strings of a file that are not documentation; a hole in an f-string reads as `?`."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = [
        node for node in ast.walk(_tree(path)) if isinstance(node, owners) and ast.get_docstring(node) is not None
    ]
    documentation = {id(node.body[0].value) for node in documented}
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "?" for part in node.values)


def _demonstration_words() -> set[str]:
    """The codes of its places and county, the township's name with and without 乡, and its rivers."""
    rows = list(_rows(ROOT / "data" / "places.csv"))
    words = {row["code"] for row in rows} | {row["code"][:6] for row in rows}
    words |= {name for row in rows if row["level"] == "乡" for name in (row["name"], row["name"].removesuffix("乡"))}
    rivers = {row["责任河段"] for path in (ROOT / "data" / "ledgers").glob("river_chiefs/*.csv") for row in _rows(path)}
    return words | {river.strip() for river in rivers if len(river.strip()) > 1}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _files() -> Iterator[Path]:
    """The project's own files, whatever the machine keeps beside them."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - IGNORED)
        yield from (Path(folder) / name for name in sorted(names) if not name.endswith((".git", ".png", ".pyc")))
