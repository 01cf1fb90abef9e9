"""Taking a batch back: it moves aside, what it had replaced counts again, and the journal says so."""

from pathlib import Path

import pytest

from engine.importing import commit
from engine.importing.shelves import batches, recovery, undo
from engine.importing.shelves.refusals import NotUndoable
from engine.ledgers.home import Home
from engine.snapshot import questions
from tests.homes import copy_of, figure
from tests.importing.uploads import PATROLS, ledger_state, looked, patrol, patrolled, read_here

__all__ = ["read_here"]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one patrol and two batches: the first changes it, the second adds one."""
    home = patrolled(tmp_path_factory.mktemp("undo") / "home", patrol("P1"))
    commit.commit(home, looked(home, patrol("P1", cleaned="是")), "王某")
    commit.commit(home, looked(home, patrol("P2")), "李某")
    return home


def test_an_undone_batch_no_longer_counts_and_nothing_is_deleted(twice: Home, tmp_path: Path) -> None:
    home = copy_of(twice, tmp_path)
    assert figure(questions.open_scope(home), "river_cleanups").value == 1
    before = ledger_state(home)
    name = batches.batches(home)[0].name
    undo.undo(home, 1, "赵某")
    assert figure(questions.open_scope(home), "river_cleanups").value == 0
    moved = {f"undone/{PATROLS}/{name}": before.pop(f"ledgers/{PATROLS}/{name}")}
    assert ledger_state(home) == before | moved
    first, second = batches.batches(home)
    assert (first.who, first.undone_by, second.undone_on) == ("王某", "赵某", None)
    assert recovery.found_at_start(home) == []


def test_a_later_batch_stands_when_an_earlier_one_is_undone(twice: Home, tmp_path: Path) -> None:
    home = copy_of(twice, tmp_path)
    undo.undo(home, 1, "赵某")
    undo.undo(home, 2, "赵某")
    assert list(ledger_state(home)) and figure(questions.open_scope(home), "patrols_village").value == 1


def test_what_is_undone_or_never_was_cannot_be_undone(twice: Home, tmp_path: Path) -> None:
    home = copy_of(twice, tmp_path)
    undo.undo(home, 1, "赵某")
    with pytest.raises(NotUndoable, match=r"批次 0001 已于 20.* 由“赵某”撤销，不能再撤销。要恢复，请重新导入原文件"):
        undo.undo(home, 1, "王某")
    with pytest.raises(NotUndoable, match="没有批次 0009。可撤销的批次有：0002"):
        undo.undo(home, 9, "王某")
    undo.undo(home, 2, "赵某")
    with pytest.raises(NotUndoable, match="目前没有可撤销的批次"):
        undo.undo(home, 9, "王某")
    assert len((home.path / "journal.jsonl").read_text("utf-8").splitlines()) == 4


def test_a_batch_whose_file_somebody_took_away_is_not_undone(twice: Home, tmp_path: Path) -> None:
    home = copy_of(twice, tmp_path)
    (home.path / "ledgers" / PATROLS / batches.batches(home)[0].name).unlink()
    with pytest.raises(NotUndoable, match="文件不在台账里"):
        undo.undo(home, 1, "王某")
