"""docs/add-an-indicator.md, done line by line in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "add-an-indicator.md").read_text(encoding="utf-8")
# A fenced block, and the file named at the beginning of the paragraph before it.
BLOCK = re.compile(r"(?:^`([\w./-]+)`[^\n]*:\n\n)?^```(\w+)\n(.*?)^```", re.M | re.S)


def test_the_guide_to_a_new_indicator_does_what_it_says(tmp_path: Path) -> None:
    for folder in ("engine", "queries", "tests/data/tiny"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("ledgers"))
    printed, touched = "", []
    for path, language, text in BLOCK.findall(GUIDE):
        if path:
            _write(tmp_path / path, text)
            touched.append(path)
        elif language == "sh":
            printed = _run(text, tmp_path)
        else:
            assert printed == text
    assert touched == ["queries/indicators/patrols_on_foot.sql", "data/indicators.csv", "build/try/targets.csv"]


def _write(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _run(commands: str, folder: Path) -> str:
    """What the commands print, with this Python first in the path and snapshots of their own."""
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "LEDGER_CACHE": str(folder / "snapshots"),
    }
    done = subprocess.run(["sh", "-e"], input=commands, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
