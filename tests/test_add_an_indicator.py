"""docs/add-an-indicator.md, done line by line in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "add-an-indicator.md").read_text(encoding="utf-8")
# A fenced block; the file named at the beginning of the paragraph before it, and the line there below which it goes.
BLOCK = re.compile(r"(?:^`([\w./-]+)`[^\n]*?(?:below `([^`\n]+)`)?:\n\n)?^```(\w+)\n(.*?)^```", re.M | re.S)
# What no copy needs: git, the environment, and what tools and runs leave behind.
BESIDE = (".*_cache", ".git", ".venv", ".cache", ".hypothesis", "__pycache__", "build", "home", "home.part")

TOUCHED = [
    "queries/indicators/patrols_on_foot.sql",
    "data/indicators.csv",
    "tests/commands/test_command_line.py",
    "build/try/targets.csv",
    "data/report/1_achievements.md",
]
# Tests that count the indicators, or hold each to a rule: quick ones of those that `make test` runs.
COUNTING = [
    "tests/figures/test_of_places.py::test_what_was_left_out_stands_beside_exactly_the_figures_it_belongs_to",
    "tests/commands/test_command_line.py::test_the_whole_year_is_printed_in_catalogue_order",
    "tests/queries/test_catalogue.py",
    "tests/reporting/test_templates.py::test_the_default_templates_have_no_fault_and_speak_of_every_indicator",
    "tests/test_documents.py::test_the_changelog_counts_what_there_is",
    "tests/test_documents.py::test_the_documents_name_only_files_that_exist",
]
# Asked of the copied project, by the program that the guide extended.
ROWS_BEHIND = """
from datetime import date
from pathlib import Path
from engine.ledgers.home import Home
from engine.snapshot import questions
scope = questions.open_scope(Home(Path("build/try")))
asked = {"from_day": date(2024, 1, 1), "as_of": date(2024, 12, 31), "most": 100}
for row in questions.ask("rows", scope, indicator="patrols_on_foot", **asked).itertuples():
    print(row.numerator, "徒步" in row.cells, row.source_file, row.line)
"""


def test_the_guide_to_a_new_indicator_does_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path, ignore=shutil.ignore_patterns(*BESIDE), dirs_exist_ok=True)
    _undo(tmp_path)
    before, printed, touched = _contents(tmp_path), "", []
    for path, above, language, text in BLOCK.findall(GUIDE):
        if path:
            _write(tmp_path / path, text, above)
            touched.append(path)
        elif language == "sh":
            printed = _run(text, tmp_path)
        else:
            assert printed == text
    assert touched == TOUCHED
    _only_these_changed(before, _contents(tmp_path))
    behind = [line.split() for line in _run(f"python - <<'END'\n{ROWS_BEHIND}END\n", tmp_path).splitlines()]
    assert [line[:2] for line in behind] == [["1", "True"]] * 8
    assert len({tuple(line[2:]) for line in behind}) == 8
    _run(f"python -m pytest -q -p no:cacheprovider -p no:xdist {' '.join(COUNTING)}", tmp_path)


def _undo(folder: Path) -> None:
    """Where somebody has done it in earnest, the copy begins without it."""
    for path, _, _, text in BLOCK.findall(GUIDE):
        if path and (there := folder / path).exists():
            there.write_bytes(there.read_bytes().replace(text.encode(), b""))
            if not there.read_bytes():
                there.unlink()


def _only_these_changed(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """`build/try` began as a copy of the tiny home."""
    started = before | {
        name.replace("tests/data/tiny", "build/try"): text
        for name, text in before.items()
        if name.startswith("tests/data/tiny/")
    }
    assert sorted(name for name in after | started if after.get(name) != started.get(name)) == sorted(TOUCHED)


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file but what running the program leaves behind."""
    files = [path for path in folder.rglob("*") if path.is_file() and not {"__pycache__", "snapshots"} & {*path.parts}]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _write(path: Path, text: str, above: str) -> None:
    """At the end of the file, or below the line named."""
    old = path.read_bytes().decode() if path.exists() else ""
    first, line, rest = old.partition(f"{above}\n") if above else (old, "", "")
    assert bool(line) == bool(above)
    path.write_bytes((first + line + text + rest).encode())


def _run(commands: str, folder: Path) -> str:
    """What the commands print, with this Python first in the path and snapshots of their own."""
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "LEDGER_CACHE": str(folder / "snapshots"),
    }
    environment.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(["sh", "-e"], input=commands, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
