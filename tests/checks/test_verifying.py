"""已核实: a doubt that somebody has looked at is no longer open, until its row changes; an error always is."""

import csv
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from engine.__main__ import main
from engine.checks import findings, ledger_checks, verified_marks, verifying
from engine.checks.check import DOUBT, ERROR
from engine.importing import commit
from engine.importing.shelves import backup, undo
from engine.ledgers import record_file
from engine.ledgers.home import DEFAULTS, Home
from engine.ledgers.record_file import NotWritten
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from tests.homes import EAST, TOWNSHIP, WEST, copy_of, edit, make_home
from tests.importing.uploads import looked, patrol, patrolled
from tests.screen.test_pages import opened, unfolded, words

HEADER = "台账,编号,核对规则,行指纹,核实人,说明,核实时间\r\n"
RULE, AGAIN = "petitions_rated_without_closing", "petitions_entered_twice"
ROWS = [
    {"row_id": "A1", "rating": "满意", "petitioner": "张小三", "content": "草场"},
    {"row_id": "A2", "place": WEST, "rating": "满意", "petitioner": "李小四", "content": "饮水"},
    {"row_id": "A3", "accepted_on": "2024-03-06", "closed_on": "2024-03-05", "content": "道路"},
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return make_home(tmp_path_factory.mktemp("built") / "home", {"petitions": ROWS})


@pytest.fixture
def scope(built: Home, tmp_path: Path) -> Scope:
    """A copy of that home: two doubts and an error."""
    return questions.open_scope(copy_of(built, tmp_path))


def file(scope: Scope) -> Path:
    return scope.home.path / "verified.csv"


def still_open(scope: Scope, place: str = TOWNSHIP) -> list[tuple[str, str]]:
    return [(f.row_id, f.severity) for f in ledger_checks.found(scope, place, "petitions").itertuples()]


def mark(scope: Scope, row_id: str = "A1", rule: str = RULE, who: str = "王某", why: str = "窗口当场评价") -> None:
    verifying.add(scope, "petitions", row_id, rule, who, why)


def test_a_marked_doubt_is_no_longer_open_and_is_listed_with_who_and_why(scope: Scope) -> None:
    assert still_open(scope) == [("A3", ERROR), ("A1", DOUBT), ("A2", DOUBT)]
    mark(scope)
    assert still_open(scope) == [("A3", ERROR), ("A2", DOUBT)]
    counted = ledger_checks.counts(scope, TOWNSHIP, "petitions")
    assert findings.said(counted) == "错误 1 处，疑点 1 处，另有 1 处已核实"
    listed = findings.verified(scope, TOWNSHIP, "petitions", {EAST: "东湾"}).rows
    assert listed[["编号", "栏目", "填写内容", "核实人", "说明", "区划"]].to_numpy().tolist() == [
        ["A1", "满意度评价", "满意", "王某", "窗口当场评价", "东湾"]
    ]
    assert ledger_checks.verified(scope, WEST, "petitions").empty


def test_a_mark_is_taken_back_and_the_file_is_as_before(scope: Scope) -> None:
    mark(scope, "A2")
    before = file(scope).read_bytes()
    mark(scope)
    verifying.take_back(scope, ledger_checks.verified(scope, TOWNSHIP, "petitions", "A1")["key"].iloc[0])
    assert file(scope).read_bytes() == before
    assert still_open(scope) == [("A3", ERROR), ("A1", DOUBT)]
    with pytest.raises(NotWritten, match="已经不在了"):
        verifying.take_back(scope, "gone")


def test_the_doubt_is_back_when_its_row_has_changed_in_whatever_cell(scope: Scope) -> None:
    """Also a name, of which the reader sees only a part."""
    mark(scope)
    edit(scope.home.path / "ledgers/petitions/petitions.csv", "张小三", "张小五")
    assert ("A1", DOUBT) in still_open(questions.open_scope(scope.home))


def test_another_row_may_change_and_the_mark_stands(scope: Scope) -> None:
    mark(scope)
    edit(scope.home.path / "ledgers/petitions/petitions.csv", "饮水", "用水")
    assert still_open(questions.open_scope(scope.home)) == [("A3", ERROR), ("A2", DOUBT)]


def test_an_error_cannot_be_marked_neither_here_nor_in_the_file(scope: Scope) -> None:
    rule = ledger_checks.found(scope, TOWNSHIP, "petitions")["check"].iloc[0]
    with pytest.raises(NotWritten, match="只有疑点"):
        mark(scope, "A3", rule)
    stands = ask("row_prints", scope, ledger="petitions", keys=("A3",))["fingerprint"].iloc[0]
    file(scope).write_bytes(f"{HEADER}petitions,A3,{rule},{stands},王某,好,早\r\n".encode("utf-8-sig"))
    assert ("A3", ERROR) in still_open(scope)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"who": " "}, "请填写核实人"),
        ({"why": "\n"}, "请填写说明"),
        ({"who": "王" * 21}, "核实人最多 20 字，现有 21 字"),
        ({"why": "好" * 201}, "说明最多 200 字，现有 201 字"),
        ({"row_id": "A9"}, "已经不在了"),
        ({"rule": AGAIN}, "已经不在了"),
        ({"rule": "nothing"}, "只有疑点"),
    ],
)
def test_what_cannot_be_marked_is_refused_with_the_reason_and_nothing_is_written(scope, given, said) -> None:
    with pytest.raises(NotWritten, match=said):
        mark(scope, **given)
    assert not file(scope).exists()


def test_the_same_doubt_is_not_marked_twice(scope: Scope) -> None:
    mark(scope)
    with pytest.raises(NotWritten, match="已经不在了"):
        mark(scope)
    assert len(file(scope).read_text("utf-8-sig").splitlines()) == 2


def test_the_file_is_fit_for_a_spreadsheet_and_shows_no_number_of_a_person(scope: Scope) -> None:
    mark(scope, who="=王某", why="电话 13912345678 问过\n@某")
    text = file(scope).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and b"\r\n" in text
    cells = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))[1]
    assert cells[:3] == ["petitions", "A1", RULE] and cells[4:6] == ["'=王某", "电话 13912345678 问过 @某"]
    shown = ledger_checks.verified(scope, TOWNSHIP, "petitions").iloc[0]
    assert shown["who"] == "=王某" and "13912345678" not in shown["why"]


def test_a_reader_marks_and_takes_back_only_what_they_may_see(scope: Scope) -> None:
    mark(scope)
    key = ledger_checks.verified(scope, TOWNSHIP, "petitions")["key"].iloc[0]
    for reader in (scope.narrowed(WEST), replace(scope, ledgers=frozenset({"officers"}))):
        with pytest.raises(NotWritten):
            verifying.take_back(reader, key)
    with pytest.raises(NotWritten, match="已经不在了"):
        mark(scope.narrowed(EAST), "A2")
    with pytest.raises(NotWritten, match="无权查看"):
        mark(replace(scope, ledgers=frozenset({"officers"})), "A2")
    mark(scope.narrowed(WEST), "A2")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + "petitions,A1\r\n", "verified.csv 第 2 行：应有 7 列，都不能为空。"),
        ("甲,乙\r\n", "verified.csv 第 1 行：表头应为“台账,"),
        (HEADER + 'petitions,"A1\r\n', "verified.csv 第 2 行：从这一行起读不下去"),
    ],
)
def test_a_file_that_cannot_be_read_names_itself_and_leaves_every_doubt_open(scope, text, said) -> None:
    file(scope).write_bytes(text.encode("utf-8-sig"))
    assert verifying.faults(scope)[0].startswith(said)
    assert len(still_open(scope)) == 3


def test_one_writer_waits_for_the_other_and_a_closed_home_says_so(scope: Scope, monkeypatch) -> None:
    monkeypatch.setattr(record_file, "_PATIENCE", 0.05)
    with FileLock(scope.home.path / ".verified.lock"), pytest.raises(NotWritten, match="过一会儿再试"):
        mark(scope)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotWritten, match="“home”是只读的"):
        mark(scope)
    assert not file(scope).exists()


def test_nothing_can_be_marked_in_the_demonstration() -> None:
    scope = questions.open_scope(Home(Path(DEFAULTS)))
    doubt = ledger_checks.found(scope, scope.place).iloc[0]
    with pytest.raises(NotWritten, match="演示数据"):
        verifying.add(scope, doubt["ledger"], doubt["row_id"], doubt["check"], "王某", "好")
    assert not (DEFAULTS / "verified.csv").exists()


def test_a_row_has_the_same_fingerprint_in_a_file_and_in_the_ledger(scope: Scope) -> None:
    lines = (scope.home.path / "ledgers/petitions/petitions.csv").read_text("utf-8-sig").splitlines()
    written = {cells[0]: verified_marks.fingerprint(cells) for cells in csv.reader(lines[1:])}
    stored = ask("row_prints", scope, ledger="petitions", keys=("A1", "A2", "A3"))
    assert dict(zip(stored["row_id"], stored["fingerprint"], strict=True)) == written


def test_marks_go_into_a_backup_and_come_back(scope: Scope, tmp_path: Path) -> None:
    mark(scope)
    backup.backup(scope.home, tmp_path / "all.zip")
    backup.restore(tmp_path / "all.zip", tmp_path / "back")
    assert (tmp_path / "back" / "verified.csv").read_bytes() == file(scope).read_bytes()
    assert not (tmp_path / "back" / ".verified.lock").exists()


def test_check_says_how_many_were_looked_at(scope: Scope, monkeypatch, capsys) -> None:
    mark(scope)
    mark(scope, "A2")
    monkeypatch.setenv("LEDGER_HOME", str(scope.home.path))
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert "对不上的地方：错误 1 处，另有 2 处已核实。" in printed and "评价" not in printed


def test_a_file_sent_again_after_an_undo_is_not_doubted_again(tmp_path: Path) -> None:
    home = patrolled(tmp_path / "home", patrol("P1"))
    late = patrol("P2", patrolled_at="2024-03-05 23:30")
    commit.commit(home, looked(home, late), "王某")
    scope = questions.open_scope(home)
    verifying.add(scope, "river_patrols", "P2", "patrols_at_night", "王某", "防汛夜巡")
    undo.undo(home, 1, "王某")
    assert [p.rule for p in looked(home, late).doubts] == []
    changed = patrol("P2", patrolled_at="2024-03-05 23:31")
    assert [p.rule for p in looked(home, changed).doubts] == ["patrols_at_night"]


def test_on_the_page_a_doubt_is_marked_at_its_row_listed_and_taken_back(scope: Scope, monkeypatch) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(scope.home.path))
    app = unfolded(opened("ledgers", ledger="信访", year="2024", row="A1"), f"verify-fold-{RULE}")
    app.text_input(f"verify-why-{RULE}").input("窗口当场评价")
    submit = next(button for button in app.button if button.label == "标为已核实")
    app = submit.click().run()
    assert [told.value for told in app.error] == ["请填写核实人。"]
    app.text_input(f"verify-who-{RULE}").input("王某")
    app = next(button for button in app.button if button.label == "标为已核实").click().run()
    assert not app.exception and not app.error
    assert "信访台账里对不上的地方：错误 1 处，疑点 1 处，另有 1 处已核实" in [h.value for h in app.header]
    assert any(text.value.endswith("已核实：窗口当场评价（王某，" + text.value[-20:]) for text in app.text)
    app = unfolded(app, "verified-petitions")
    assert "窗口当场评价" in words(app)
    app = next(button for button in app.button if button.label == "撤回核实").click().run()
    assert "信访台账里对不上的地方：错误 1 处，疑点 2 处" in [h.value for h in app.header]


def test_an_error_has_no_form(scope: Scope, monkeypatch) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(scope.home.path))
    app = opened("ledgers", ledger="信访", year="2024", row="A3")
    assert any("错误" in text.value for text in app.text)
    assert not [fold for fold in app.get("expander") if (fold.key or "").startswith("verify-fold")]


def test_within_a_county_a_row_is_told_what_its_township_finds(tmp_path: Path) -> None:
    county = [{"code": "620999", "name": "某县", "level": "县"}]
    townships = [{"code": f"62099910{n}", "name": f"乡{n}", "level": "乡", "parent": "620999"} for n in (1, 2)]
    villages = [{"code": f"62099910{n}201", "name": f"村{n}", "level": "村", "parent": f"62099910{n}"} for n in (1, 2)]
    rows = [{"row_id": f"A{n}", "place": f"62099910{n}201", "rating": "满意"} for n in (1, 2)]
    home = make_home(tmp_path, {"petitions": rows}, places=county + townships + villages)
    scope = questions.open_scope(home)
    assert [f.check for f in findings.in_row(scope, scope.place, "petitions", "A2")] == [RULE]
    mark(scope, "A2")
    assert findings.in_row(scope, scope.place, "petitions", "A2") == []
    assert [m.who for m in findings.verified_in_row(scope, scope.place, "petitions", "A2")] == ["王某"]
    assert findings.in_row(scope, scope.place, "petitions", "none") == []
