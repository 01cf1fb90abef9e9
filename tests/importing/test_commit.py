"""Storing an upload: one new file of the ledger, the original, the rejected rows and a line of the journal."""

import hashlib
import json
import threading
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.importing import commit, preview, rejected
from engine.importing.shelves import batches, layout, locking, recovery, undo
from engine.importing.shelves.refusals import Busy, Demonstration, NothingToStore, StorageFault
from engine.ledgers.home import DEFAULTS, Home
from engine.ledgers.reading import read
from engine.snapshot import questions
from engine.snapshot.questions import ask
from tests.homes import CONTRACT, copy_of, edit, figure, make_home
from tests.importing.uploads import PATROLS, in_a_thread, ledger_state, looked, patrol, patrolled, read_here, sent

__all__ = ["read_here"]
ID_NO = "620921197001010013"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one patrol; tests commit to copies, which are the same home elsewhere."""
    return patrolled(tmp_path_factory.mktemp("commit") / "home", patrol("P1"))


def test_what_was_accepted_counts_and_everything_about_it_is_kept(bare: Home, tmp_path: Path) -> None:
    home = copy_of(bare, tmp_path)
    rows = patrol("P1", minutes=20), patrol("P2", note="新,\"的'"), patrol("P3", minutes="很久")
    found = looked(home, *rows)
    batch = commit.commit(home, found, "王某")
    sha = hashlib.sha256(sent(PATROLS, *rows)).hexdigest()
    name = f"0001-{sha[:8]}.csv"
    assert (batch.number, batch.sha256, batch.name, batch.rejected) == (1, sha, name, f"rejected/{name}")
    stored = home.path / "ledgers" / PATROLS / name
    assert read(stored, name, CONTRACT[PATROLS]).tables[0]["row_id"].to_pylist() == ["P1", "P2"]
    assert stored.read_bytes().startswith(b"\xef\xbb\xbf")
    assert (home.path / "originals" / sha).read_bytes() == found.data
    (kept,) = rejected.kept(home.path / "rejected" / name, found.resource)
    assert (kept.line, kept.cells[0], kept.cells[6]) == (4, "P3", "很久") and kept.reasons[0][0] == "时长(分钟)"
    (line,) = (home.path / "journal.jsonl").read_text("utf-8").splitlines()
    entry = json.loads(line)
    assert datetime.fromisoformat(entry.pop("when")).tzinfo is not None
    assert entry == {
        "action": "import", "number": 1, "ledger": PATROLS, "file": "巡河.csv", "sha256": sha, "batch": name,
        "batch_sha256": hashlib.sha256(stored.read_bytes()).hexdigest(), "who": "王某", "counts": found.counts,
        "rejected": f"rejected/{name}", "result": "已入账",
    }  # fmt: skip
    assert batches.batches(home) == [batch]
    assert recovery.found_at_start(home) == []
    scope = questions.open_scope(home)
    assert figure(scope, "patrols_village").value == 2
    row = ask("ledger_row", scope, ledger=PATROLS, row_id="P1").iloc[0]
    assert (row["source_file"], "20" in row["cells"]) == (f"ledgers/{PATROLS}/{name}", True)


def test_numbers_go_on_over_all_ledgers_and_are_never_used_again(bare: Home, tmp_path: Path) -> None:
    home = copy_of(bare, tmp_path)
    assert commit.commit(home, looked(home, patrol("P2")), "甲").number == 1
    petition = {"row_id": "X1", "out_of_scope": "否", "extended": "否"}
    assert commit.commit(home, looked(home, petition, ledger="petitions"), "甲").number == 2
    undo.undo(home, 2, "甲")
    assert batches.next_number(home) == 3
    (home.path / "undone" / "petitions").joinpath(batches.batches(home)[1].name).unlink()
    assert batches.next_number(home) == 3, "the journal remembers what was lost"
    (home.path / "journal.jsonl").unlink()
    assert batches.next_number(home) == 2, "and without it the files do"


def test_a_home_that_changed_since_the_preview_is_looked_at_again(bare: Home, tmp_path: Path) -> None:
    home = copy_of(bare, tmp_path)
    found, other = looked(home, patrol("P2", minutes=1)), looked(home, patrol("P5"))
    overtaken = looked(home, patrol("P2", minutes=2), name="乙.csv")
    commit.commit(home, found, "甲")
    with pytest.raises(commit.HomeChanged, match="请重新核对") as raised:
        commit.commit(home, overtaken, "乙")
    assert (overtaken.counts["new"], raised.value.preview.counts["changed"]) == (1, 1)
    assert len(batches.batches(home)) == 1
    assert commit.commit(home, other, "乙").number == 2, (
        "a change that makes no difference to these rows does not matter"
    )


def test_the_preview_that_is_shown_again_can_be_confirmed(bare: Home, tmp_path: Path) -> None:
    home = copy_of(bare, tmp_path)
    found = looked(home, patrol("P1", minutes=3))
    edit(home.path / "ledgers" / PATROLS / f"{PATROLS}.csv", "P1", "P7")
    with pytest.raises(commit.HomeChanged) as raised:
        commit.commit(home, found, "甲")
    assert commit.commit(home, raised.value.preview, "甲").counts["new"] == 1


def test_all_or_nothing_and_nothing_new_store_nothing(bare: Home, tmp_path: Path) -> None:
    home = copy_of(bare, tmp_path)
    mixed = patrol("P2"), patrol("P3", minutes="很久")
    for found in (looked(home, *mixed, all_or_nothing=True), looked(home, patrol("P1")), looked(home, mixed[1])):
        with pytest.raises(NothingToStore):
            commit.commit(home, found, "甲")
    assert not (home.path / "journal.jsonl").exists() and not (home.path / "originals").exists()
    assert ledger_state(home) == ledger_state(bare)


def test_the_demonstration_is_never_written_to_and_says_how_to_make_a_home() -> None:
    files = sorted(DEFAULTS.rglob("*"))
    with pytest.raises(Demonstration, match=r"python -m engine new 目录名.*LEDGER_HOME"):
        commit.commit(Home(DEFAULTS), SimpleNamespace(title="信访"), "甲")
    with pytest.raises(Demonstration):
        undo.undo(Home(DEFAULTS), 1, "甲")
    assert recovery.found_at_start(Home(DEFAULTS)) == []
    assert sorted(DEFAULTS.rglob("*")) == files


def test_a_second_importer_is_told_who_is_at_it_and_since_when(bare: Home, tmp_path: Path) -> None:
    home = copy_of(bare, tmp_path)
    found = looked(home, patrol("P2"))
    with locking.alone(home, f"王某{ID_NO}", "导入“信访”"), pytest.raises(Busy) as raised:
        in_a_thread(lambda: commit.commit(home, found, "李某", patience=0))
    said = str(raised.value)
    assert said.startswith("“王某（身份证号已隐去）”自 20") and "起正在导入“信访”，同一时间只能一人操作" in said
    assert commit.commit(home, found, "李某").number == 1


def test_an_importer_who_may_wait_has_its_turn(bare: Home, tmp_path: Path) -> None:
    home = copy_of(bare, tmp_path)
    found = looked(home, patrol("P2"))
    lock = FileLock(home.path / layout.LOCK, thread_local=False)
    lock.acquire()
    threading.Timer(0.2, lock.release).start()
    assert in_a_thread(lambda: commit.commit(home, found, "李某", patience=20)).number == 1


def test_a_home_that_cannot_be_written_to_says_so(bare: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = copy_of(bare, tmp_path)
    found = looked(home, patrol("P2"))

    def refuse(self: object, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(StorageFault, match="没有做任何改动。请系统管理员检查目录权限"):
        commit.commit(home, found, "甲")


def test_journal_and_messages_hold_no_personal_data(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", {})
    rows = [
        {
            "row_id": "X1",
            "petitioner": "欧阳建国",
            "id_no": ID_NO,
            "phone": "13812345678",
            "out_of_scope": "否",
            "extended": "否",
        }
    ]
    found = preview.prepare(home, "petitions", sent("petitions", *rows), f"信访{ID_NO}.csv")
    commit.commit(home, found, "经办人13812345678")
    undo.undo(home, 1, "经办人13812345678")
    journal = (home.path / "journal.jsonl").read_text("utf-8")
    assert [secret for secret in ("欧阳建国", ID_NO, "13812345678") if secret in journal] == []
    assert "身份证号已隐去" in journal


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1f\x85"), max_size=12).map(
            str.strip
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_batch_is_read_back_cell_for_cell(tmp_path: Path, texts: list[str]) -> None:
    import pyarrow as pa

    resource = CONTRACT[PATROLS]
    columns = {f.column: pa.array([text or None for text in texts], pa.string()) for f in resource.fields}
    columns["row_id"] = pa.array([f"P{n}" for n in range(len(texts))])
    path = tmp_path / "0001-00000000.csv"
    path.write_bytes(b"".join(batches.content(pa.table(columns), resource)))
    found = read(path, path.name, resource)
    assert found.problems == []
    assert found.tables[0]["note"].to_pylist() == texts
