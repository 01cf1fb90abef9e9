"""What the documents say, held against what there is."""

import json
import re
import sys
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


def test_the_readme_first_says_who_decides_what_then_shows_runs_explains_and_extends() -> None:
    """The first screen: one sentence, one picture, two commands, a number's path in five lines, the next indicator."""
    first, *_ = _text(ROOT / "README.md").split("\n## ")
    title, sentence, picture, commands, path, lines, more = first.strip().split("\n\n")
    assert title.startswith("# ") and "decide" in sentence and sentence.count(".") == 1
    assert re.fullmatch(r"!\[.+\]\(docs/overview\.png\)", picture)
    assert re.findall(r"^make (\w+)", commands, re.M) == ["run", "test"]
    assert path == "The path of a number:"
    assert [line[:2] for line in lines.splitlines()] == ["1.", "2.", "3.", "4.", "5."]
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
        "streamlit run dashboard.py",
    ]


@pytest.mark.parametrize(("verb", "section"), [("figures", "## Command line"), ("reconcile", "### Report and")])
def test_the_readme_explains_every_column_that_a_verb_prints(
    verb: str, section: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("全年巡河 3 次。", encoding="utf-8")
    main([verb, *([str(report)] if verb == "reconcile" else []), "--year", "2024"])
    printed = capsys.readouterr().out.splitlines()[0].split(",")
    part = _text(ROOT / "README.md").split(section)[1].split("\n##")[0]
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
    said = re.search(r"(\d+) indicators over (\d+) ledgers and (\d+) time limits", _text(ROOT / "CHANGELOG.md"))
    package = json.loads(_text(ROOT / "data" / "datapackage.json"))
    ledgers = [resource for resource in package["resources"] if "dateColumn" in resource]
    queries = [len(list((ROOT / "queries" / folder).glob("*.sql"))) for folder in ("indicators", "deadlines")]
    assert tuple(map(int, said.groups())) == (queries[0], len(ledgers), queries[1])


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
    """Targets of links, and words in code quotes that look like a path of this project."""
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    quoted = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:md|py|toml|txt))`", text)
    return [name for name in links + quoted if name]


def _exists(name: str, document: Path) -> bool:
    made = name.startswith(MADE) or name in NEW or name.startswith("ledgers/")
    return made or (document.parent / name).exists() or (ROOT / name).exists()
