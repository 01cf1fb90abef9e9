"""A backup holds the whole home, and a restored home is that home or does not exist."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.importing.shelves import backup, recovery
from engine.importing.shelves.refusals import BadBackup
from engine.ledgers.home import DEFAULTS, Home
from tests.homes import TINY, copy_of, make_home

LINK = 0o120777 << 16


def _files(folder: Path) -> dict[str, bytes | None]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def test_a_restored_home_is_the_home(tmp_path: Path) -> None:
    home = copy_of(TINY, tmp_path)
    (home.path / "journal.jsonl").write_bytes(b"")
    (home.path / "ledgers" / "litigation").mkdir()
    (home.path / "originals").mkdir()
    (home.path / "originals" / "abc").write_bytes(os.urandom(3_000_000))
    before = _files(home.path)
    count = backup.backup(home, tmp_path / "b.zip")
    (home.path / "originals" / ".x.part").write_bytes(b"x")
    assert backup.restore(tmp_path / "b.zip", tmp_path / "there" / "new") == count
    assert _files(tmp_path / "there" / "new") == before, "folders without files too"
    assert recovery.found_at_start(Home(tmp_path / "there" / "new"))[0].startswith("原件 originals/abc")


def test_a_link_in_the_home_is_backed_up_as_what_it_leads_to(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", {})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.csv").write_bytes(b"1")
    (home.path / "ledgers" / "officers").symlink_to(tmp_path / "elsewhere")
    backup.backup(home, tmp_path / "b.zip")
    backup.restore(tmp_path / "b.zip", tmp_path / "new")
    assert (tmp_path / "new" / "ledgers" / "officers" / "a.csv").read_bytes() == b"1"
    assert not (tmp_path / "new" / "ledgers" / "officers").is_symlink()


def test_links_that_lead_in_circles_are_refused(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", {})
    (home.path / "ledgers" / "round").symlink_to(home.path)
    with pytest.raises(BadBackup, match="备份没有写成（目录嵌套过深"):
        backup.backup(home, tmp_path / "b.zip")
    assert not list(tmp_path.glob("*b.zip*"))


def test_a_backup_overwrites_nothing_and_does_not_lie_in_the_home(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", {})
    (tmp_path / "b.zip").write_bytes(b"other")
    with pytest.raises(BadBackup, match=r"“b\.zip”已经存在，没有覆盖"):
        backup.backup(home, tmp_path / "b.zip")
    with pytest.raises(BadBackup, match="不能放在数据目录里面"):
        backup.backup(home, home.path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"other"


def test_the_demonstration_can_be_backed_up_and_is_not_written_to(tmp_path: Path) -> None:
    files = sorted(DEFAULTS.rglob("*"))
    assert backup.backup(Home(DEFAULTS), tmp_path / "b.zip") == len([p for p in files if p.is_file()])
    assert sorted(DEFAULTS.rglob("*")) == files


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    count = backup.backup(small_home(tmp_path), tmp_path / "b.zip")
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "a").write_bytes(b"1")
    with pytest.raises(BadBackup, match="“used”已经存在，而且不是空文件夹"):
        backup.restore(tmp_path / "b.zip", tmp_path / "used")
    assert _files(tmp_path / "used") == {"a": b"1"}
    (tmp_path / "free").mkdir()
    assert backup.restore(tmp_path / "b.zip", tmp_path / "free") == count


def small_home(folder: Path) -> Home:
    return make_home(folder / "small", {"officers": [{"row_id": "Z1"}]})


def _told(change: Callable[[dict], object]) -> Callable[[dict[str, bytes]], None]:
    """Change the manifest."""

    def do(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])
        change(told)
        parts["manifest.json"] = json.dumps(told).encode()

    return do


def _renamed(name: str) -> Callable[[dict[str, bytes]], None]:
    """A file under another name, in the manifest too."""

    def do(parts: dict[str, bytes]) -> None:
        parts[name] = parts.pop("places.csv")
        _told(lambda told: told["files"].update({name: told["files"].pop("places.csv")}))(parts)

    return do


TAMPERED: dict[str, Callable[[dict[str, bytes]], object]] = {
    "other bytes": lambda parts: parts.update({"places.csv": parts["places.csv"][:-1] + b"9"}),
    "longer": lambda parts: parts.update({"places.csv": parts["places.csv"] * 900}),
    "shorter": lambda parts: parts.update({"places.csv": b""}),
    "one missing": lambda parts: parts.pop("places.csv"),
    "one more": lambda parts: parts.update({"more.csv": b"1"}),
    "no manifest": lambda parts: parts.pop("manifest.json"),
    "manifest of something": lambda parts: parts.update({"manifest.json": b"[]"}),
    "manifest in ruins": lambda parts: parts.update({"manifest.json": b"{\xff"}),
    "another form": _told(lambda told: told.update(form=2)),
    "a hash of another kind": _told(lambda told: told["files"]["places.csv"].update(sha256=3)),
    "no size": _told(lambda told: told["files"]["places.csv"].pop("size")),
    "a folder outside": _told(lambda told: told["folders"].append("../out")),
    "up and out": _renamed("../places.csv"),
    "up and out within": _renamed("a/../../places.csv"),
    "from the root": _renamed("/places.csv"),
    "a drive": _renamed("C:places.csv"),
    "backslashes": _renamed("..\\places.csv"),
    "no home": _renamed("elsewhere.csv"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_backup_that_is_not_as_it_was_written_restores_nothing(tmp_path: Path, how: str) -> None:
    backup.backup(small_home(tmp_path), tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    TAMPERED[how](parts)
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    _refused(tmp_path)


def test_a_backup_with_a_link_restores_nothing(tmp_path: Path) -> None:
    backup.backup(small_home(tmp_path), tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as packed, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for info in packed.infolist():
            content = packed.read(info)
            if info.filename == "places.csv":
                info.external_attr = LINK
            bad.writestr(info, content)
    _refused(tmp_path)


@pytest.mark.parametrize("cut", [0, 1, 40, -1, -30, -200])
def test_a_file_that_is_cut_off_restores_nothing(tmp_path: Path, cut: int) -> None:
    backup.backup(small_home(tmp_path), tmp_path / "b.zip")
    (tmp_path / "bad.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:cut])
    _refused(tmp_path)


def test_a_file_with_a_byte_changed_anywhere_restores_the_home_or_nothing(tmp_path: Path) -> None:
    small = small_home(tmp_path)
    backup.backup(small, tmp_path / "b.zip")
    data = (tmp_path / "b.zip").read_bytes()
    for at in range(0, len(data), 37):
        (tmp_path / "bad.zip").write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        try:
            backup.restore(tmp_path / "bad.zip", tmp_path / f"new{at}")
        except BadBackup:
            assert not (tmp_path / f"new{at}").exists()
        else:
            assert (tmp_path / f"new{at}" / "places.csv").read_bytes() == (small.path / "places.csv").read_bytes()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="没有恢复（没有这个文件或目录）"):
        backup.restore(tmp_path / "none.zip", tmp_path / "new")


def _refused(folder: Path) -> None:
    before = _files(folder)
    with pytest.raises(BadBackup, match="没有恢复"):
        backup.restore(folder / "bad.zip", folder / "new")
    assert _files(folder) == before


def test_an_entry_that_unpacks_to_more_than_it_says_stops_there(tmp_path: Path) -> None:
    """A bomb: the manifest says ten bytes, the entry has ten million."""
    told = {"form": 1, "files": {"places.csv": {"sha256": "0" * 64, "size": 10}}, "folders": []}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("places.csv", b"0" * 10_000_000)
        packed.writestr("manifest.json", json.dumps(told))
    (tmp_path / "bad.zip").write_bytes(buffer.getvalue())
    _refused(tmp_path)
