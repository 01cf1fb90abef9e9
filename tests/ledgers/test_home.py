"""A home is a folder; what it does not bring falls back, what it must bring is asked for."""

import shutil

import pytest

from engine.ledgers import home as homes_module
from engine.ledgers.home import DEFAULTS, Home, HomeError, cache_folder, from_environment
from tests.homes import TINY, copy_of, make_home


def test_the_environment_names_the_home(monkeypatch, tmp_path):
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path))
    assert from_environment() == Home(tmp_path)
    monkeypatch.delenv("LEDGER_HOME")
    assert from_environment() == Home(DEFAULTS)


def test_a_file_the_home_does_not_bring_is_the_default_except_the_three_it_must_have(tmp_path):
    home = make_home(tmp_path, {}, parameters=[])
    assert [home.file(name) for name in ("parameters.csv", "deadlines.csv", "datapackage.json")] == [
        tmp_path / "parameters.csv",
        DEFAULTS / "deadlines.csv",
        DEFAULTS / "datapackage.json",
    ]
    (tmp_path / "targets.csv").unlink()
    assert home.file("targets.csv") == tmp_path / "targets.csv"


def test_what_is_missing_is_named_all_at_once(tmp_path):
    with pytest.raises(HomeError) as fault:
        Home(tmp_path / "新乡").require()
    assert str(fault.value) == (
        "“新乡”不是可用的数据目录：缺少 places.csv、targets.csv、ledgers。请补上，或用环境变量 LEDGER_HOME 指向正确的目录。"
    )
    TINY.require()


def test_ledger_files_come_delivered_first_then_batches_by_number(tmp_path):
    folder = tmp_path / "ledgers" / "petitions"
    folder.mkdir(parents=True)
    for name in (
        "b.csv",
        "0010-0123abcd.csv",
        "a.csv",
        "0009-0123abcd.csv",
        "0001-notahash.csv",
        "~$a.csv",
        ".a.csv",
        "a.csv.tmp",
        "a.xlsx",
    ):
        (folder / name).touch()
    names = [path.name for path in Home(tmp_path).ledger_files("petitions")]
    assert names == ["0001-notahash.csv", "a.csv", "b.csv", "0009-0123abcd.csv", "0010-0123abcd.csv"]
    assert Home(tmp_path).ledger_files("problems") == []


def test_the_content_key_changes_with_any_file_the_snapshot_is_made_of(tmp_path, monkeypatch):
    home = copy_of(TINY, tmp_path)
    keys = [home.content_key()]
    for name in (
        "places.csv",
        "targets.csv",
        "ledgers/petitions/petitions.csv",
        "ledgers/petitions/new.csv",
        "ledgers/requests/台账.xlsx",
    ):
        path = home.path / name
        path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\r\n")
        keys.append(home.content_key())
    (home.path / "deadlines.csv").write_bytes((DEFAULTS / "deadlines.csv").read_bytes() + b"\r\n")
    keys.append(home.content_key())
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", ["river_patrols/2023.csv", "petitions/petitions.csv"])
def test_a_renamed_file_is_another_content(tmp_path, name):
    """The later name wins where keys meet, and every row says which file it comes from."""
    home = copy_of(TINY, tmp_path)
    before = home.content_key()
    path = home.path / "ledgers" / name
    path.rename(path.with_name("2025.csv"))
    assert home.content_key() != before


def test_changed_queries_and_a_changed_program_are_another_content(tmp_path, monkeypatch):
    """What only asks of a snapshot leaves it good."""
    for folder in ("engine", "queries"):
        shutil.copytree(homes_module.ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(homes_module, "ROOT", tmp_path)
    monkeypatch.setattr(homes_module, "QUERIES", tmp_path / "queries")
    keys = [TINY.content_key()]
    for name in (
        "engine/snapshot/loading.py",
        "queries/indicators/petitions_received.sql",
        "queries/deadlines/petition_close.sql",
    ):
        (tmp_path / name).write_text("new", encoding="utf-8")
        keys.append(TINY.content_key())
    assert len(set(keys)) == 4
    for name in ("engine/figures/of_places.py", "queries/answers/rows.sql"):
        (tmp_path / name).write_text("new", encoding="utf-8")
        assert TINY.content_key() == keys[-1]


def test_a_file_that_is_moved_away_while_it_is_looked_at_is_looked_for_again(tmp_path, monkeypatch):
    home = copy_of(TINY, tmp_path)
    before = home.content_key()
    batch = home.path / "ledgers" / "petitions" / "0001-0123abcd.csv"
    batch.write_text("an import that is being undone", encoding="utf-8")
    stamp = homes_module._stamp

    def vanishing(path: str) -> tuple:
        if path == str(batch):
            batch.unlink()
        return stamp(path)

    monkeypatch.setattr(homes_module, "_stamp", vanishing)
    assert home.content_key() == before
    assert not batch.exists()


@pytest.mark.parametrize("scratch", ["~$petitions.xlsx", ".DS_Store", "upload.part", "petitions.tmp"])
def test_what_programs_leave_about_changes_nothing(tmp_path, scratch):
    home = copy_of(TINY, tmp_path)
    before = home.content_key()
    (home.path / "ledgers/petitions" / scratch).write_bytes(b"x")
    assert home.content_key() == before
    assert home.stray_files([path.name for path in (home.path / "ledgers").iterdir()]) == []


def test_each_home_has_a_cache_of_its_own_outside_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_CACHE", str(tmp_path))
    one, two = cache_folder(TINY), cache_folder(Home(tmp_path))
    assert one != two
    assert one.parent == two.parent == tmp_path
    monkeypatch.delenv("LEDGER_CACHE")
    assert cache_folder(TINY).parent == homes_module.ROOT / ".cache"
