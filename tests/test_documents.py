"""What the documents say, held against what there is."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engine.__main__ import main
from tools import make_glossary

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# Made by a run, or brought by a home: named in the documents, absent from a fresh clone.
MADE = ("home/", "build/", ".cache/", ".venv/")
NEW = {"queries/indicators/patrols_on_foot.sql"}
# Where `ask` in `questions.ask` is a function; elsewhere a word with a dot may be a ledger's column.
ABOUT_CODE = ("architecture.md", "README.md", "CONTRIBUTING.md", "decisions.md", "command-line.md")
# What may name a decision: the code it rules, and the documents beside it.
RULED = (
    "engine/**/*.py",
    "pages/*.py",
    "dashboard.py",
    "queries/**/*.sql",
    "tools/*.py",
    "static/*",
)


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.name)
def document(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_every_make_command_in_the_documents_is_a_target(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", _text(document), re.M)) <= targets


def test_make_lists_every_target_a_person_uses() -> None:
    targets = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[1].split())
    assert set(re.findall(r'@echo "make ([a-z]+)', MAKEFILE)) == targets - {"help"}


def test_every_command_line_in_the_documents_is_understood(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb, options in re.findall(r"python -m engine ([a-z]+)([^`\n#|]*)", _text(document)):
        with pytest.raises(SystemExit) as ended:
            main([verb, "--help"])
        assert ended.value.code == 0
        said = capsys.readouterr().out
        assert [option for option in re.findall(r"--[a-z-]+", options) if option not in said] == []


def test_the_documents_name_only_files_that_exist(document: Path) -> None:
    assert [name for name in _named_files(_text(document)) if not _exists(name, document)] == []


def test_the_documents_name_only_functions_and_settings_that_exist(document: Path) -> None:
    """`path:name`, and `module.function` in the documents about the code."""
    text = _text(document)
    wrong = [f"{path}:{name}" for path, name in _named_places(text) if not _has(ROOT / path, name)]
    if document.name in ABOUT_CODE:
        modules = {path.stem: path for path in (ROOT / "engine").rglob("*.py")}
        dotted = re.findall(r"`([a-z_]+)\.(?!csv|json|sql|py|md)(\w+)`", text)
        wrong += [f"{module}.{name}" for module, name in dotted if module in modules and not _in_engine(module, name)]
    assert wrong == []


def test_the_floor_plan_has_every_folder_of_the_engine_and_imports_lead_down() -> None:
    plan = re.search(r"```text\n(.*?)```", _text(ROOT / "docs" / "architecture.md"), re.S)[1]
    floors = [re.findall(r"(?:^|(?<= ))([\w/]+)/(?= |$)", line.split("  │")[0]) for line in plan.splitlines()]
    floor = {folder: number for number, folders in enumerate(floors) for folder in folders}
    sources = [p for p in sorted((ROOT / "engine").rglob("*.py")) if p.parent != ROOT / "engine"]
    assert set(floor) == {_engine_folder(path) for path in sources} | {"pages"}
    arrows = {(_engine_folder(p), to) for p in sources for to in _imported_folders(p)}
    arrows |= {("pages", to) for p in sorted((ROOT / "pages").glob("*.py")) for to in _imported_folders(p)}
    assert [f"{low} imports {high}" for low, high in sorted(arrows) if low != high and floor[low] >= floor[high]] == []


def test_every_decision_is_named_in_what_it_rules_and_nothing_names_another() -> None:
    """Also its index: the headings in their order, each a link."""
    text = _text(ROOT / "docs" / "decisions.md")
    titles = re.findall(r"^### (.+)$", text, re.M)
    index = re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", text.split("\n## ")[0])
    assert index == [(title, re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")) for title in titles]
    ruled = [path for pattern in RULED for path in sorted(ROOT.glob(pattern)) if path.suffix != ".png"]
    named = {}
    for path in [*ruled, *(each for each in DOCUMENTS if each.name != "decisions.md")]:
        for reference in re.findall(r'docs/decisions\.md, ("[^)\n]+")\)', _text(path)):
            named |= dict.fromkeys(re.findall(r'"([^"]+)"', reference), path.name)
        if path in DOCUMENTS:
            anchors = re.findall(r"decisions\.md#([\w-]+)", _text(path))
            named |= {dict(map(reversed, index)).get(anchor, anchor): path.name for anchor in anchors}
    assert {title: path for title, path in named.items() if title not in titles} == {}
    assert [title for title in titles if title not in named] == []


def test_the_readme_first_says_who_decides_what_then_shows_runs_explains_and_extends() -> None:
    """The first screen: one sentence, one picture, two commands, a number's path file by file, the next indicator."""
    first, *_ = _text(ROOT / "README.md").split("\n## ")
    title, sentence, picture, commands, path, lines, more = first.strip().split("\n\n")
    assert title.startswith("# ") and "decide" in sentence and sentence.count(".") == 1
    assert re.fullmatch(r"!\[.+\]\(docs/overview\.png\)", picture)
    assert re.findall(r"^make (\w+)", commands, re.M) == ["run", "test"]
    assert path == "The path of a number:"
    assert [line[:2] for line in lines.splitlines()] == [f"{number}." for number in range(1, 8)]
    assert "docs/add-an-indicator.md" in more


def test_the_chinese_readme_has_the_same_headings_commands_pictures_and_files() -> None:
    english, chinese = (_text(ROOT / name) for name in ("README.md", "README.zh-CN.md"))
    for shared in (
        r"^```\w+\n.*?^```",  # the commands, to the letter
        r"!\[[^\]]*\]\(([^)]+)\)",
        r"^(#+) ",  # as many headings of each level, in the same order
        r"`(make \w+|--\w+|[\w./<>*-]+/[\w./<>*-]*)`",
        r"^\| (`[^|]+) \|",
        r"^(\d\.|-) ",
    ):
        found = [re.findall(shared, text, re.M | re.S if "```" in shared else re.M) for text in (english, chinese)]
        assert found[0] == found[1], shared
    links = [sorted(set(re.findall(r"\]\((\w[\w./-]+)\)", text))) for text in (english, chinese)]
    assert [name for name in links[0] if "README" not in name] == [n for n in links[1] if "README" not in n]


def test_the_manual_tells_of_every_page_and_shows_it() -> None:
    manual = _text(ROOT / "docs" / "manual.md")
    pages = re.findall(r'st\.Page\("pages/(\w+)\.py", title="(\w+)"', _text(ROOT / "dashboard.py"))
    assert [title for name, title in pages if name != "manual" and title not in manual] == []
    pictured = re.findall(r"!\[(\w+)\]\(manual/(\w+)\.png\)", manual)
    assert {(name, title) for title, name in pictured} == set(pages) - {("manual", "手册")}


def test_the_readme_shows_how_to_begin_without_make() -> None:
    """On Windows there is none."""
    block = re.search(r"```bat\n(.*?)```", _text(ROOT / "README.md"), re.S)[1]
    begun = [line.split("=")[0] for line in block.splitlines()]
    assert begun == [
        "python -m venv .venv",
        r".venv\Scripts\activate",
        "python -m pip install -r requirements.txt",
        "set LEDGER_HOME",
        r"python tools\serve.py",
    ]


@pytest.mark.parametrize("verb", ["figures", "reconcile"])
def test_every_column_that_a_verb_prints_is_explained(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("全年巡河 3 次。", encoding="utf-8")
    main([verb, *([str(report)] if verb == "reconcile" else []), "--year", "2024"])
    printed = capsys.readouterr().out.splitlines()[0].split(",")
    part = _text(ROOT / "docs" / "command-line.md").split(f"\n## {verb}\n")[1].split("\n## ")[0]
    assert [name for row in _table_rows(part)[1:] for name in re.findall(r"`(\w+)`", row[0])] == printed


def test_the_glossary_has_every_ledger_and_column_of_the_contract() -> None:
    """If not: python tools/make_glossary.py"""
    text = _text(make_glossary.GLOSSARY)
    assert make_glossary.renewed(text) == text


def test_the_glossary_speaks_only_of_what_there_is() -> None:
    words = _text(make_glossary.GLOSSARY).split("## The ledgers")[0]
    named = {name for *_, cell in _table_rows(words) for name in re.findall(r"`([a-z_.]+)`", cell)}
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    columns = {r["name"]: {f["column"] for f in r["schema"]["fields"]} for r in package["resources"]}
    known = set(columns).union(*columns.values())
    known |= {f"{ledger}.{column}" for ledger, own in columns.items() for column in own}
    code = "\n".join(path.read_text(encoding="utf-8") for f in ("engine", "queries") for path in _sources(ROOT / f))
    code += "".join(_text(ROOT / "data" / name) for name in ("parameters.csv", "indicators.csv"))
    assert {name for name in named - known if not re.search(rf"\b{name}\b", code)} == set()


def test_the_changelog_has_a_place_for_numbers_that_changed() -> None:
    newest = _text(ROOT / "CHANGELOG.md").split("\n## ")[1]
    assert newest.startswith("Unreleased\n")
    assert "\n### Numbers that changed\n" in newest


def test_the_changelog_counts_what_there_is() -> None:
    """Ledgers and time limits; indicators are added too often to be counted by hand."""
    said = re.search(r"over (\d+) ledgers and (\d+) time limits", _text(ROOT / "CHANGELOG.md"))
    package = json.loads(_text(ROOT / "data" / "datapackage.json"))
    ledgers = [resource for resource in package["resources"] if "dateColumn" in resource]
    rules = list((ROOT / "queries" / "deadlines").glob("*.sql"))
    assert tuple(map(int, said.groups())) == (len(ledgers), len(rules))


def test_every_requirement_is_exact_and_names_no_other_registry() -> None:
    lines = [line for name in ("requirements.txt", "requirements-dev.txt") for line in _text(ROOT / name).splitlines()]
    odd = [
        line
        for line in lines
        if not re.fullmatch(r"(#.*|-r requirements\.txt|[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*)?", line)
    ]
    assert odd == []


def test_this_python_is_one_the_makefile_accepts() -> None:
    lowest = re.search(r"sys\.version_info < \((\d+), (\d+)\)", MAKEFILE)
    assert sys.version_info >= tuple(map(int, lowest.groups()))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _table_rows(text: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if not set(row[0]) <= set("- ")]


def _sources(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in {".py", ".sql"}]


def _named_files(text: str) -> list[str]:
    """Targets of links, and words in code quotes that look like a path of this project: `queries/<folder>/*.sql` too."""
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    quoted = re.findall(r"`([\w./<>*-]+/[\w./<>*-]*|[\w-]+\.(?:md|py|toml|txt))(?::[\w.]+)?`", text)
    return [name for name in links + quoted if name]


def _exists(name: str, document: Path) -> bool:
    made = name.startswith(MADE) or name in NEW or name.startswith("ledgers/")
    pattern = re.sub(r"<\w+>", "*", name)
    there = any((ROOT / "x").parent.glob(pattern)) if "*" in pattern else False
    return made or there or (document.parent / name).exists() or (ROOT / name).exists()


def _named_places(text: str) -> list[tuple[str, str]]:
    """`engine/words/ranking.py:foremost`, `data/parameters.csv:near_days`."""
    return re.findall(r"`([\w./-]+\.\w+):([A-Za-z_][\w.]*)`", text)


def _in_engine(module: str, name: str) -> bool:
    return any(_has(path, name) for path in (ROOT / "engine").rglob(f"{module}.py"))


def _has(path: Path, name: str) -> bool:
    """Whether a module defines a name, `Class.method` too; whether another file has the word."""
    if not path.is_file():
        return False
    if path.suffix != ".py":
        return bool(re.search(rf"\b{re.escape(name)}\b", _text(path)))
    return name in set(_defined(_tree(path)))


def _defined(node: ast.AST, above: str = "") -> Iterator[str]:
    for child in getattr(node, "body", ()):
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield above + child.name
            if isinstance(child, ast.ClassDef):
                yield from _defined(child, f"{above}{child.name}.")
        targets = child.targets if isinstance(child, ast.Assign) else [getattr(child, "target", None)]
        for target in targets:
            yield from (above + n.id for n in ast.walk(target) if isinstance(n, ast.Name)) if target else ()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path))


def _engine_folder(path: Path) -> str:
    """`importing/reading`; `pages` for a page."""
    return path.parent.relative_to(ROOT / "engine").as_posix() if ROOT / "engine" in path.parents else "pages"


def _imported_folders(path: Path) -> set[str]:
    """The folders of the engine that a module imports from; what only a type checker reads does not count."""
    names: set[str] = set()
    ahead: list[ast.AST] = [_tree(path)]
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and node.module.startswith("engine"):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        ahead += ast.iter_child_nodes(node)
    files = [ROOT.joinpath(*name.split(".")) for name in names]
    found = [file for file in files if file.with_suffix(".py").is_file()]
    found += [file.parent for file in files if file.parent.with_suffix(".py").is_file()]
    return {_engine_folder(file) for file in found}
