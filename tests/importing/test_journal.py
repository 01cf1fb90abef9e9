"""At start the journal is compared with the files; every difference is said with what to do, and nothing is mended in silence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.importing import commit
from engine.importing.shelves import batches, journal, layout, locking, recovery, undo
from engine.ledgers.home import Home
from tests.homes import copy_of
from tests.importing.uploads import PATROLS, in_a_thread, looked, patrol, patrolled, read_here

__all__ = ["read_here"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a batch that left a row out, and one that was undone."""
    home = patrolled(tmp_path_factory.mktemp("journal") / "home")
    commit.commit(home, looked(home, patrol("P1"), patrol("P2", minutes="很久")), "王某")
    commit.commit(home, looked(home, patrol("P3"), name="补.csv"), "王某")
    undo.undo(home, 2, "王某")
    assert recovery.found_at_start(home) == []
    return home


def _first(home: Home) -> Path:
    return layout.batch(home, PATROLS, batches.batches(home)[0].name)


def _second(home: Home) -> Path:
    return layout.undone(home, PATROLS, batches.batches(home)[1].name)


def _original(home: Home) -> Path:
    return layout.original(home, batches.batches(home)[0].sha256)


def _back(home: Home) -> None:
    _second(home).rename(_first(home).with_name(_second(home).name))


def _aside(home: Home) -> None:
    _first(home).rename(_second(home).with_name(_first(home).name))


DAMAGES: dict[str, tuple[Callable[[Home], object], str]] = {
    "a batch is gone": (
        lambda home: _first(home).unlink(),
        "批次 0001：文件 ledgers/river_patrols/0001-.*不见了。请从备份恢复",
    ),
    "a batch was edited": (lambda home: _first(home).write_bytes(b"x"), "批次 0001：文件在导入后被改动过"),
    "an undone batch is gone": (lambda home: _second(home).unlink(), "批次 0002：文件 undone/.*不见了"),
    "an undone batch is back": (_back, "批次 0002：日志说已撤销，文件却在台账里，仍在计入"),
    "a batch was put aside": (_aside, "批次 0001：日志里没有撤销，文件却已移到 undone"),
    "an original is gone": (lambda home: _original(home).unlink(), "批次 0001：原件不见了.*不影响计数"),
    "an original was edited": (lambda home: _original(home).write_bytes(b"x"), "批次 0001：原件被改动过"),
    "rejected rows are gone": (
        lambda home: next((home.path / "rejected").iterdir()).unlink(),
        "批次 0001：未收的行（rejected/0001-.*）不见了",
    ),
    "a batch of nobody": (
        lambda home: _first(home).with_name("0009-0123abcd.csv").write_bytes(b"x"),
        "0009-0123abcd.csv 像是导入的批次，日志里却没有",
    ),
    "an original of nobody": (
        lambda home: (home.path / "originals" / ("f" * 64)).write_bytes(b"x"),
        "原件 originals/ffffffff… 没有入账（导入时中断）。请重新导入原文件",
    ),
    "rejected rows of nobody": (
        lambda home: (home.path / "rejected" / "0009-0123abcd.csv").write_bytes(b"x"),
        "rejected/0009-0123abcd.csv 没有对应的批次",
    ),
    "a torn line": (
        lambda home: (home.path / "journal.jsonl").open("ab").write(b'{"action": "imp'),
        "日志 journal.jsonl 第 4 行读不出来",
    ),
    "a waiting line in ruins": (
        lambda home: (home.path / "journal.pending").write_bytes(b"{"),
        "journal.pending 读不出来，不知道中断时在做什么",
    ),
    "a half-written file": (
        lambda home: _first(home).with_name(".0003-0123abcd.csv.part").write_bytes(b"x"),
        "已清理上次中断留下的 1 个临时文件，它们从未计入",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_difference_is_said_with_what_to_do(kept: Home, tmp_path: Path, damage: str) -> None:
    home = copy_of(kept, tmp_path)
    do, said = DAMAGES[damage]
    do(home)
    files = {p: p.read_bytes() for p in home.path.rglob("*") if p.is_file() and not p.name.startswith(".")}
    (sentence,) = recovery.found_at_start(home)
    import re

    assert re.search(said, sentence) and sentence.endswith("。")
    assert {p: p.read_bytes() for p in files} == files, "nothing is mended"


def test_a_half_written_file_of_somebody_at_work_is_left_alone(kept: Home, tmp_path: Path) -> None:
    home = copy_of(kept, tmp_path)
    part = home.path / "originals" / ".abc.part"
    part.write_bytes(b"x")
    with locking.alone(home, "王某", "导入"):
        assert in_a_thread(lambda: recovery.found_at_start(home)) == []
    assert part.exists()
    assert len(recovery.found_at_start(home)) == 1 and not part.exists()


def test_what_somebody_is_doing_now_is_nothing_wrong(kept: Home, tmp_path: Path) -> None:
    home = copy_of(kept, tmp_path)
    _first(home).with_name("0003-0123abcd.csv").write_bytes(b"x")
    with locking.alone(home, "王某", "导入"):
        assert in_a_thread(lambda: recovery.found_at_start(home)) == []
    assert len(recovery.found_at_start(home)) == 1


def test_a_line_is_added_after_a_torn_one_without_being_swallowed(kept: Home, tmp_path: Path) -> None:
    home = copy_of(kept, tmp_path)
    (home.path / "journal.jsonl").open("ab").write(b'{"action": "imp')
    commit.commit(home, looked(home, patrol("P4"), name="三.csv"), "王某")
    assert [batch.number for batch in batches.batches(home)] == [1, 2, 3]
    assert journal.read(home).unreadable == (4,)


def test_the_next_import_completes_the_journal_and_says_so_in_it(kept: Home, tmp_path: Path) -> None:
    home = copy_of(kept, tmp_path)
    path = home.path / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"")
    (home.path / "journal.pending").write_bytes(lines[0])
    (said, *_) = recovery.found_at_start(home)
    assert said == "批次 0001 的导入在写日志前中断：数据已入账，日志缺一行。下次导入或撤销时自动补记并说明。"
    commit.commit(home, looked(home, patrol("P4"), name="三.csv"), "王某")
    entries = journal.read(home).entries
    assert [(e["number"], e["result"]) for e in entries] == [(1, "已入账（中断后补记）"), (3, "已入账")]
    assert not (home.path / "journal.pending").exists()


@pytest.mark.parametrize("broken", [b"\xff", b"[]", b"{}", b"null", b"3", b"{" * 5000])
def test_no_line_of_the_journal_breaks_the_program(kept: Home, tmp_path: Path, broken: bytes) -> None:
    home = copy_of(kept, tmp_path)
    path = home.path / "journal.jsonl"
    path.write_bytes(path.read_bytes() + broken + b"\n")
    assert [batch.number for batch in batches.batches(home)] == [1, 2]
    assert "第 4 行读不出来" in recovery.found_at_start(home)[0]


@pytest.mark.parametrize(
    "change",
    [{"batch": "../../x.csv"}, {"ledger": "../x"}, {"number": "1"}, {"counts": 3}, {"file": None}, {"rejected": 5}],
)
def test_a_line_that_somebody_edited_leads_nowhere(kept: Home, tmp_path: Path, change: dict) -> None:
    home = copy_of(kept, tmp_path)
    path = home.path / "journal.jsonl"
    first, *rest = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([json.dumps(json.loads(first) | change), *rest]) + "\n", "utf-8")
    assert recovery.found_at_start(home) != []
    batches.batches(home)
