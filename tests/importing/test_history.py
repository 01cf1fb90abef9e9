"""The history of a row: which file or batch set which value, the undone ones in their place."""

from pathlib import Path

from engine.importing import commit, history
from engine.importing.history import ChangedCell
from engine.importing.shelves import undo
from tests.homes import make_home
from tests.importing.uploads import PATROLS, looked, patrol, patrolled, read_here

__all__ = ["read_here"]


def test_every_file_that_said_something_of_a_row_is_a_step(tmp_path: Path) -> None:
    home = patrolled(tmp_path / "home", patrol("P1"), patrol("P11"))
    for n, minutes in enumerate((10, 20, 30)):
        commit.commit(home, looked(home, patrol("P1", minutes=minutes), name=f"{n}.csv"), f"甲{n}")
    undo.undo(home, 2, "乙")
    steps = history.history(home, PATROLS, "P1")
    assert [(s.said, s.batch.who if s.batch else None, s.undone, s.new) for s in steps] == [
        (f"ledgers/{PATROLS}/{PATROLS}.csv", None, False, True),
        ("批次 0001", "甲0", False, False),
        ("批次 0002", "甲1", True, False),
        ("批次 0003", "甲2", False, False),
    ]
    assert ChangedCell("编号", "", "P1") in steps[0].cells
    assert [s.cells for s in steps[1:]] == [
        (ChangedCell("时长(分钟)", "", "10"),),
        (ChangedCell("时长(分钟)", "10", "20"),),
        (ChangedCell("时长(分钟)", "10", "30"),),
    ], "what was undone is no longer what the next one changed"
    assert len(history.history(home, PATROLS, "P11")) == 1
    assert history.history(home, PATROLS, "P") == []


def test_personal_values_are_masked_and_a_change_behind_the_mask_is_still_a_change(tmp_path: Path) -> None:
    one, other = (
        {"row_id": "X1", "phone": phone, "out_of_scope": "否", "extended": "否"}
        for phone in ("13800000001", "13899990001")
    )
    home = make_home(tmp_path / "home", {"petitions": [one]})
    commit.commit(home, looked(home, other, ledger="petitions"), "甲")
    first, second = history.history(home, "petitions", "X1")
    assert ChangedCell("联系电话", "", "138****01") in first.cells
    assert second.cells == (ChangedCell("联系电话", "138****01", "138****01"),)


def test_a_file_that_cannot_be_read_has_nothing_to_say(tmp_path: Path) -> None:
    home = patrolled(tmp_path / "home", patrol("P1"))
    (home.path / "ledgers" / PATROLS / "坏.csv").write_bytes('"P1'.encode("utf-16"))
    (home.path / "ledgers" / PATROLS / "坏2.csv").write_bytes(b'"P1')
    assert len(history.history(home, PATROLS, "P1")) == 1
