"""`python -m engine import`, `undo`, `batches`, `history`, `new`, `backup`, `restore`: the page's jobs without a browser."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.commands import imports
from engine.importing.shelves import batches
from engine.importing.shelves.refusals import StorageFault
from engine.ledgers.home import DEFAULTS, ROOT, Home
from tests.homes import copy_of
from tests.importing.uploads import PATROLS, ledger_state, patrol, patrolled, read_here, sent

__all__ = ["read_here"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """One home for all the verbs, in the order of this module."""
    return patrolled(tmp_path_factory.mktemp("command") / "home", patrol("P1"))


@pytest.fixture
def run(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Run:
    monkeypatch.setenv("LEDGER_HOME", str(home.path))

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: dict, name: str = "巡河.csv") -> Path:
        (tmp_path / name).write_bytes(sent(PATROLS, *rows))
        return tmp_path / name

    return write


def test_a_dry_run_tells_what_would_happen_and_stores_nothing(run: Run, file: Callable, home: Home) -> None:
    before = ledger_state(home)
    code, out, _ = run("import", "河长巡河", file(patrol("P1"), patrol("P2")), "--dry-run")
    assert code == 0
    assert "共 2 行：新增 1，改动 0，没有变化 1，未收 0，跳过 0" in out
    assert "2024 年 村级河长巡河：1 次 → 2 次" in out and "只作核对，没有入账。" in out
    assert ledger_state(home) == before and not batches.batches(home)


def test_some_rejected_is_two_all_or_nothing_is_one_and_nothing_new_is_one(
    run: Run, file: Callable, home: Home, tmp_path: Path
) -> None:
    mixed = file(patrol("P2"), patrol("P3", minutes="很久"))
    code, out, err = run("import", PATROLS, mixed, "--all-or-nothing")
    assert (code, "有 1 行不合格，整份没有入账" in err, batches.batches(home)) == (1, True, [])
    code, out, err = run("import", PATROLS, mixed, "--who", "王某", "--rejected", tmp_path / "未收.xlsx")
    assert (code, err) == (2, "")
    assert "第 3 行“时长(分钟)”：“很久”不是整数" in out and "已入账：批次 0001，1 行" in out
    assert (tmp_path / "未收.xlsx").read_bytes().startswith(b"PK")
    code, _, err = run("import", PATROLS, file(patrol("P2")))
    assert (code, err) == (1, "文件里的行账上都有，内容一样，没有要入账的。\n")


def test_all_accepted_is_nought(run: Run, file: Callable) -> None:
    code, out, err = run("import", PATROLS, file(patrol("P2", minutes=30)), "--who", "李某")
    assert (code, err) == (0, "") and "改动 1" in out and "撤销用 python -m engine undo 2" in out


def test_batches_are_listed_and_compared_with_the_files(run: Run, home: Home) -> None:
    code, out, err = run("batches")
    first, _ = out.splitlines()
    assert (code, err) == (0, "")
    assert first.startswith("批次 0001") and "王某　河长巡河　巡河.csv：新增 1，改动 0" in first and "未收 1" in first
    stray = home.path / "ledgers" / PATROLS / "0099-0123abcd.csv"
    stray.write_bytes(b"")
    code, _, err = run("batches")
    stray.unlink()
    assert code == 1 and err.startswith("核对：文件 ledgers/river_patrols/0099-0123abcd.csv")


def test_the_history_of_a_row_names_the_batches(run: Run) -> None:
    code, out, _ = run("history", "河长巡河", "P2")
    first, *_, last = out.splitlines()
    assert (code, first.startswith("批次 0001　20"), first.endswith("王某：新增")) == (0, True, True)
    assert last == "  时长(分钟)：（空） → 30"
    assert run("history", PATROLS, "P9")[0] == 1
    assert run("history", "没有", "P9")[0] == 1


def test_a_batch_is_undone_once(run: Run) -> None:
    code, out, _ = run("undo", 2, "--who", "赵某")
    assert (code, out) == (0, "批次 0002 已撤销，文件移到 undone，原件仍在。\n")
    code, _, err = run("undo", 2)
    assert code == 1 and "由“赵某”撤销，不能再撤销" in err
    assert "已于 " in run("batches")[1].splitlines()[1]


def test_a_backup_is_restored_in_two_commands(run: Run, tmp_path: Path, home: Home) -> None:
    code, out, _ = run("backup", tmp_path / "b.zip")
    assert code == 0 and "已备份" in out
    code, out, _ = run("restore", tmp_path / "b.zip", tmp_path / "new")
    assert code == 0 and "逐个核对无误" in out
    assert ledger_state(Home(tmp_path / "new")) == ledger_state(home)
    assert run("backup", tmp_path / "b.zip")[0] == run("restore", tmp_path / "none", tmp_path / "x")[0] == 1


def test_a_new_home_can_be_imported_to(
    run: Run, file: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "office"
    code, out, _ = run("new", made, "--code", "620999101", "--name", "白杨乡", "--villages", "201=东湾村")
    assert code == 0 and "LEDGER_HOME" in out
    assert run("new", made, "--code", "620999101", "--name", "白杨乡")[0] == 1
    monkeypatch.setenv("LEDGER_HOME", str(made))
    assert run("import", PATROLS, file(patrol("P1")))[0] == 0


def test_what_cannot_be_imported_is_said_and_is_one(run: Run, file: Callable, tmp_path: Path) -> None:
    assert run("import", PATROLS, tmp_path / "没有.csv")[2].startswith("“没有.csv”打不开")
    (tmp_path / "坏.csv").write_bytes(b"\x00\x01\x02")
    for ledger, path in (("没有", file(patrol("P1"))), (PATROLS, tmp_path / "坏.csv")):
        code, out, err = run("import", ledger, path)
        assert (code, out) == (1, "") and err.strip()


@pytest.mark.parametrize(("stored", "code"), [(True, 0), (False, 1)])
def test_when_the_disk_fails_the_exit_code_says_whether_it_is_in(
    run: Run, file: Callable, monkeypatch: pytest.MonkeyPatch, stored: bool, code: int
) -> None:
    def fail(*_: object) -> None:
        raise StorageFault("磁盘出错", stored=stored)

    monkeypatch.setattr(imports.commit, "commit", fail)
    assert run("import", PATROLS, file(patrol("P7")))[::2] == (code, "磁盘出错\n")


def test_the_demonstration_takes_no_import(run: Run, file: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(DEFAULTS))
    code, _, err = run("import", PATROLS, file(patrol("P1")))
    assert code == 1 and "这里是演示数据，不能导入" in err


@pytest.mark.parametrize("blocks", [1, 64])
def test_under_a_small_limit_on_files_the_command_says_plainly_what_is_in(
    home: Home, file: Callable, tmp_path: Path, blocks: int
) -> None:
    """`ulimit -f`: the place of the snapshots is as full as the home."""
    office = copy_of(home, tmp_path)
    before = ledger_state(office)
    environment = os.environ | {"LEDGER_HOME": str(office.path), "LEDGER_CACHE": str(tmp_path / "cache")}
    command = f"ulimit -f {blocks}; exec {sys.executable} -m engine import {PATROLS} {file(patrol('P9'))}"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr, ledger_state(office)) == (1, False, before)
    assert done.stderr.rstrip().endswith("。")
