"""docs/operations.md speaks of the messages, files and verbs that there are."""

import re

import pytest

from engine.importing.shelves import layout
from engine.ledgers.home import ROOT

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SAID = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "engine" / "importing").rglob("*.py")))
MESSAGES = [
    line.split("|")[1].strip()
    for line in TEXT.split("## What is said at start")[1].splitlines()
    if line.startswith("| ")
]


@pytest.mark.parametrize("message", MESSAGES[1:])
def test_every_message_explained_is_one_that_is_said(message: str) -> None:
    parts = [part for part in re.split(r"\s*…\s*|\s*, | n |journal\.(?:jsonl|pending)", message) if part]
    said = re.sub(r"\{[^{}]*\}", "", SAID)
    assert [part for part in parts if part.strip() not in said] == []


def test_every_sentence_said_at_start_is_explained() -> None:
    code = (ROOT / "engine" / "importing" / "shelves" / "recovery.py").read_text(encoding="utf-8")
    for word in (
        "不见了",
        "改动过",
        "却在台账里",
        "却已移到 undone",
        "日志里却没有",
        "读不出来",
        "没有入账（导入时中断）",
        "没有对应的批次",
    ):
        assert word in code and word in TEXT


def test_what_lies_in_a_home_is_named() -> None:
    names = [layout.JOURNAL, layout.PENDING, layout.HOLDER, layout.LOCK, "originals/", "rejected/", "undone/"]
    assert [name for name in names if name not in TEXT] == []


def test_every_verb_of_importing_is_shown() -> None:
    modules = (ROOT / "engine" / "commands" / f"{name}.py" for name in ("imports", "homes"))
    verbs = [verb for m in modules for verb in re.findall(r'add_parser\("([a-z]+)"', m.read_text(encoding="utf-8"))]
    assert len(verbs) == 7
    assert [verb for verb in verbs if f"python -m engine {verb}" not in TEXT] == []
