"""Snapshots: built once from what the files say now, never shared between homes, never changed by a reader."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from engine.ledgers.faults import QueryError, SnapshotGone
from engine.ledgers.home import QUERIES, ROOT, Home, cache_folder
from engine.screen import sidebar
from engine.snapshot import facts, query_files, questions, rests_on, warehouse
from engine.snapshot.questions import ask
from tests.homes import EMPTY, ONE_VILLAGE, TINY, append, copy_of, edit, figure, filled, make_home, write

PATROLS = "ledgers/river_patrols/river_patrols.csv"
VILLAGE = "620999102201"
ROWS = 20_000  # more than a row group
PATROL = f"XH-2024-100,{VILLAGE},2024-10-01 08:00,HZ-2,村级,,,,,否,"
OPEN = "from engine.ledgers import home; from engine.snapshot import warehouse; s = warehouse.current(home.from_environment()); print(s.path.name, flush=True)"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """One village, one patrol, one petition; its snapshots are its own, and the first is there."""
    return copy_of(ONE_VILLAGE, tmp_path)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEDGER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def village_patrols(home: Home) -> int:
    return int(figure(questions.open_scope(home), "patrols_village", VILLAGE)["value"])


def snapshots(home: Home) -> list[str]:
    return sorted(path.name for path in cache_folder(home).glob("*.duckdb"))


def process(home: Home, script: str, **more: object) -> subprocess.Popen:
    environment = os.environ | {"LEDGER_HOME": str(home.path)}
    return subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, **more
    )


def test_the_same_content_is_the_same_snapshot(home):
    first = warehouse.current(home)
    os.utime(home.path / "targets.csv", (0, 0))  # saved again without a change
    warehouse.forget(home)
    again = warehouse.current(home)
    assert (again.id, again.path) == (first.id, first.path)
    assert snapshots(home) == [first.path.name]


def test_an_edited_added_or_deleted_file_shows_without_a_restart(home):
    patrols = home.path / PATROLS
    assert village_patrols(home) == 1
    append(patrols, PATROL)
    assert village_patrols(home) == 2
    more = write(
        patrols.with_name("more.csv"),
        "river_patrols",
        [filled("river_patrols", row_id="XH-1", place=VILLAGE, level="村级")],
    )
    assert village_patrols(home) == 3
    more.unlink()
    assert village_patrols(home) == 2
    shutil.rmtree(patrols.parent)
    assert figure(questions.open_scope(home), "patrols_village", VILLAGE)["status"] == "无数据"


def test_an_edit_that_keeps_size_and_time_shows_too(home):
    path = home.path / PATROLS
    before, stamp = village_patrols(home), path.stat()
    path.write_bytes(path.read_bytes().replace("村级".encode(), "乡级".encode()))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert (before, village_patrols(home)) == (1, 0)


def test_a_page_load_keeps_the_state_it_began_with(home):
    began = questions.open_scope(home)
    append(home.path / PATROLS, PATROL)
    now = questions.open_scope(home)
    assert [figure(scope, "patrols_village", VILLAGE)["value"] for scope in (now, began, now)] == [2, 1, 2]


@pytest.mark.slow
def test_two_processes_starting_together_build_once(home, own_cache):
    together = [process(home, OPEN) for _ in range(2)]
    names = [p.communicate(timeout=60)[0].strip() for p in together]
    assert [p.returncode for p in together] == [0, 0]
    assert names[0] == names[1]
    assert snapshots(home) == [names[0]]


@pytest.mark.parametrize("damage", ["deleted", "truncated", "garbage", "broken pointer"])
def test_a_deleted_or_damaged_snapshot_is_built_again(home, damage):
    path, pointer = warehouse.current(home).path, cache_folder(home) / "current.json"
    warehouse.forget(home)
    match damage:
        case "deleted":
            path.unlink()
        case "truncated":
            path.write_bytes(path.read_bytes()[:5000])
        case "garbage":
            path.write_bytes(b"x" * 100_000)
        case "broken pointer":
            pointer.write_text("{", encoding="utf-8")
    assert village_patrols(home) == 1
    assert len(snapshots(home)) == 1


def test_a_snapshot_deleted_while_it_is_open_is_built_again(home):
    path = warehouse.current(home).path
    path.unlink()
    assert village_patrols(home) == 1
    assert len(snapshots(home)) == 1


def test_a_snapshot_overwritten_while_it_is_open_never_gives_a_wrong_number(home):
    scope = questions.open_scope(home)
    path = warehouse.current(home).path
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    assert figure(scope, "patrols_village", VILLAGE)["value"] == 1


def test_old_snapshots_are_removed_but_not_while_a_process_has_them_open(home):
    reader = process(home, OPEN + "; input()", stdin=subprocess.PIPE)
    old = reader.stdout.readline().strip()
    append(home.path / PATROLS, PATROL)
    new = warehouse.current(home).path.name
    assert set(snapshots(home)) == {old, new}
    reader.communicate("\n", timeout=30)
    edit(home.path / PATROLS, "XH-2024-100", "XH-2024-200")
    newest = warehouse.current(home).path.name
    assert set(snapshots(home)) == {new, newest}  # this process may still read the one before


@pytest.mark.slow
def test_many_edits_leave_few_snapshots(home):
    for n in range(5):
        append(home.path / PATROLS, PATROL.replace("100", f"10{n}"))
        warehouse.current(home)
    assert len(snapshots(home)) <= warehouse._KEEP_OPEN + 1


def test_what_a_killed_build_left_behind_is_removed(home, own_cache):
    folder = cache_folder(home)
    folder.mkdir(parents=True)
    for name in ("abc.building", "abc.building.wal"):
        (folder / name).write_bytes(b"half")
    warehouse.current(home)
    assert sorted(path.suffix for path in folder.iterdir() if path.name != "lock") == [".duckdb", ".json"]


def test_nothing_is_ever_written_into_a_home(home):
    def state() -> list:
        return sorted((str(p), p.stat().st_mtime_ns) for p in home.path.rglob("*"))

    before = state()
    assert village_patrols(home) == 1
    assert state() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_home_works(home):
    for path in [*home.path.rglob("*"), home.path]:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        assert village_patrols(home) == 1
    finally:
        for path in [home.path, *home.path.rglob("*")]:
            path.chmod(path.stat().st_mode | 0o200)


# Each of these does run on a connection that is not locked (see the test below).
READS_FILES = [
    "SELECT * FROM read_csv('{file}')",
    "SELECT content FROM read_text('{file}')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM glob('{folder}/*')",
]
WRITES_FILES = ["COPY (SELECT 1 AS a) TO '{folder}/out.csv'", "ATTACH '{folder}/other.duckdb'"]
SETTINGS = ["SET threads = 1", "PRAGMA memory_limit = '1GB'"]
WRITES = [
    "CREATE TABLE t (a INTEGER)",
    "CREATE OR REPLACE TABLE facts AS SELECT 1 AS a",
    "CREATE VIEW v AS SELECT 1 AS a",
    "DELETE FROM facts",
]


@pytest.fixture
def places_on_disk(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    return {"file": tmp_path / "secret.csv", "folder": tmp_path}


@pytest.mark.parametrize("statement", [*READS_FILES, *WRITES_FILES, *SETTINGS, *WRITES])
def test_the_locked_connection_refuses(statement, places_on_disk):
    with pytest.raises(
        (duckdb.PermissionException, duckdb.InvalidInputException, duckdb.CatalogException),
        match=r"(?i)disabled|locked|read-only",
    ):
        warehouse.current(TINY).connection.cursor().execute(statement.format(**places_on_disk)).fetchall()
    assert sorted(path.name for path in places_on_disk["folder"].iterdir()) == ["secret.csv"]


@pytest.mark.parametrize("statement", [*READS_FILES, *WRITES_FILES, *SETTINGS, *WRITES])
def test_what_the_lock_refuses_does_run_without_it(statement, places_on_disk):
    with duckdb.connect() as con:
        con.execute("CREATE TABLE facts (a INTEGER)")
        con.execute(statement.format(**places_on_disk)).fetchall()


@pytest.mark.parametrize("statement", ["INSTALL httpfs", "LOAD httpfs"])
def test_no_extension_can_be_brought_in(statement):
    with pytest.raises(duckdb.PermissionException, match="disabled"):
        warehouse.current(TINY).connection.cursor().execute(statement)


def test_two_homes_in_one_process_never_share_an_answer():
    def answers(home: Home) -> list:
        scope = questions.open_scope(home)
        return [scope.place, len(ask("places", scope)), figure(scope, "patrols_village", scope.place)["value"]]

    both = [answers(home) for home in (TINY, ONE_VILLAGE, TINY, ONE_VILLAGE)]
    assert both == [["620999101", 9, 6], ["620999102", 3, 1]] * 2


def test_many_threads_get_the_same_answers():
    def count(_: int) -> tuple:
        scope = questions.open_scope(TINY)
        return tuple(
            ask(
                "rows",
                scope,
                indicator="patrols_village",
                from_day="2024-01-01",
                as_of="2024-12-31",
                most=100,
            )["row_id"]
        )

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(count, range(40)))) == 1


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select row_id, place, null as day, 1 as numerator, null as denominator from venues", "NOT NULL"),
        (
            "select 'nobody' as row_id, place, opened_on as day, 1 as numerator, null as denominator from venues",
            "没有编号 nobody 的行",
        ),
        ("select row_id, place from venues", "day"),
    ],
)
def test_an_indicator_that_breaks_its_contract_is_named(tmp_path, monkeypatch, sql, said):
    queries = shutil.copytree(QUERIES, tmp_path / "queries")
    (queries / "indicators" / "venues_boards.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(query_files, "QUERIES", queries)
    home = make_home(tmp_path / "home", {"venues": [{"row_id": "FZ-1"}]})
    with pytest.raises(QueryError, match=r"^queries/indicators/venues_boards\.sql: ") as fault:
        warehouse.current(home)
    assert said in str(fault.value)


def test_an_indicator_is_run_only_where_one_of_its_ledgers_has_a_row(tmp_path, monkeypatch):
    queries = shutil.copytree(QUERIES, tmp_path / "queries")
    (queries / "indicators" / "venues_boards.sql").write_text("select no_such_column from venues", encoding="utf-8")
    monkeypatch.setattr(query_files, "QUERIES", queries)
    warehouse.current(make_home(tmp_path / "without", {"petitions": [{"row_id": "XF-1"}]}))
    with pytest.raises(QueryError, match="no_such_column"):
        warehouse.current(make_home(tmp_path / "with", {"venues": [{"row_id": "FZ-1"}]}))


@pytest.mark.parametrize("home", [TINY, ONE_VILLAGE, EMPTY], ids=lambda home: home.path.name)
def test_what_is_not_run_would_have_found_nothing(home):
    con = warehouse.current(home).connection.cursor()
    with_rows = {name for (name,) in con.execute(facts._FILLED).fetchall()}
    sources = {code: rests_on.of(con, "indicators", code).sources for code in query_files.names("indicators")}
    silent = [code for code in sources if not sources[code] & with_rows]
    assert silent
    for code in silent:
        assert con.execute(f"SELECT * FROM ({facts.of(con, code, '')})").fetchall() == []


def edited(home: Home, times: int) -> None:
    """The home is imported into so many times, and each state is looked at."""
    for n in range(times):
        append(home.path / PATROLS, PATROL.replace("100", f"20{n}"))
        warehouse.current(home)


def test_a_ledger_of_many_rows_keeps_all_its_facts(tmp_path):
    """DuckDB writes full row groups out before a transaction ends, and could then forget them when few rows followed."""
    case = {"accepted_on": "2024-01-05", "promised_by": "2024-01-09", "completed_on": "2024-01-08", "outcome": "办结"}
    cases = [{"row_id": f"B{n}", "channel": "网上" if n == 7 else "窗口", **case} for n in range(ROWS)]
    study = {"row_id": "X1", "theme": "其他"}  # counts nowhere
    scope = questions.open_scope(make_home(tmp_path, {"study_sessions": [study], "service_cases": cases}))
    counted = [figure(scope, code)["value"] for code in ("services_window", "services_online", "services_on_time")]
    assert counted == [ROWS - 1, 1, 100]


def test_a_page_load_that_lasts_over_two_imports_still_reads_what_it_began_with(home):
    began = questions.open_scope(home)
    edited(home, 2)
    assert figure(began, "patrols_village", VILLAGE)["value"] == 1
    assert village_patrols(home) == 3


def test_what_is_gone_is_said_and_never_answered_from_a_newer_state(home):
    began = questions.open_scope(home)
    edited(home, warehouse._KEEP_OPEN)
    for _ in range(2):  # nor is anything kept under the old name
        with pytest.raises(SnapshotGone, match="刷新"):
            figure(began, "patrols_village", VILLAGE)
        with pytest.raises(SnapshotGone):
            questions.unknown_years(began)
    assert village_patrols(home) == 1 + warehouse._KEEP_OPEN


def test_what_was_forgotten_is_opened_again_while_the_files_say_the_same(home):
    began = questions.open_scope(home)
    warehouse.forget(home)
    assert figure(began, "patrols_village", VILLAGE)["value"] == 1
    warehouse.forget(home)
    append(home.path / PATROLS, PATROL)
    with pytest.raises(SnapshotGone):
        ask("dates", began, today="2024-12-31")


def test_content_that_comes_back_is_the_snapshot_it_was(home):
    """An import that is undone leads back to the same content, and so to the same numbers under the same name."""
    began, before = questions.open_scope(home), (home.path / PATROLS).read_bytes()
    edited(home, warehouse._KEEP_OPEN)
    (home.path / PATROLS).write_bytes(before)
    assert figure(began, "patrols_village", VILLAGE)["value"] == 1


def test_damage_to_one_snapshot_leaves_the_others_open(home):
    old = questions.open_scope(home)
    edited(home, 1)
    new = questions.open_scope(home)
    warehouse.forget(home, new.snapshot)
    assert [figure(scope, "patrols_village", VILLAGE)["value"] for scope in (old, new)] == [1, 2]


def test_damage_to_a_state_that_is_no_more_is_said_and_not_filled_up_with_a_newer_one(home):
    """The file of an older state is damaged under a reader, and nothing can build that state again."""
    old = questions.open_scope(home)
    path = warehouse.current(home).path
    edited(home, 1)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(SnapshotGone):
        figure(old, "patrols_village", VILLAGE)
    assert village_patrols(home) == 2


@pytest.mark.slow
def test_a_process_reads_what_it_began_with_whatever_others_import_and_remove(home, own_cache):
    """As `python -m engine figures` does while somebody imports."""
    script = (
        "from engine.ledgers import home; from engine.snapshot import questions; h = home.from_environment(); s = questions.open_scope(h); "
        "print('open', flush=True); input(); "
        "print(questions.ask('dates', s, today='2030-01-01').set_index('ledger').loc['river_patrols', 'row_count'])"
    )
    reader = process(home, script, stdin=subprocess.PIPE)
    assert reader.stdout.readline() == "open\n"
    edited(home, warehouse._KEEP_OPEN + 1)
    assert reader.communicate("\n", timeout=60)[0].strip() == "1"


def test_a_page_whose_snapshot_goes_while_it_is_made_begins_again_with_the_newest(home, monkeypatch):
    choose, loads = sidebar.choose, []

    def imported_meanwhile():
        view = choose()
        loads.append(view.scope.snapshot)
        if len(loads) == 1:
            edited(home, warehouse._KEEP_OPEN)
        return view

    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    monkeypatch.setattr(sidebar, "choose", imported_meanwhile)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception and not app.error
    assert len(loads) == 2 and loads[1] == warehouse.current(home).id
