"""Before anything is stored, every row of a file is new, unchanged, changed, rejected or skipped, and the figures that would move are known."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from engine.figures import exporting, ledger_rows
from engine.importing import commit, effects, preview, rejected
from engine.importing.preview_tables import listed
from engine.importing.shelves import batches, undo
from engine.ledgers.home import Home, cache_folder
from engine.snapshot import questions, warehouse
from engine.snapshot.questions import ask
from engine.uploads.parsed_file import Refused
from tests.homes import EAST, TINY, make_home
from tests.importing.uploads import PATROLS, looked, patrol, patrolled, read_here, sent

__all__ = ["read_here"]
ID_NO, PHONE = "620921197001010013", "13800000001"
PERSON = {"petitioner": "张三", "phone": PHONE, "id_no": ID_NO, "content": f"反映水渠，电话{PHONE}"}
AS_WORKBOOKS = (PATROLS, "petitions", "enforcement_cases")  # times, personal data, money
NOBODY = {"out_of_scope": "否", "extended": "否"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Three patrols and two petitions; previews store nothing, so all tests of this module may share it."""
    rows = [patrol("P1"), patrol("P2", minutes=30, note="沿河 正常"), patrol("P3", note="有\u200b印")]
    petitions = [{"row_id": "X1", **PERSON, **NOBODY}, {"row_id": "X2", **NOBODY}]
    return make_home(tmp_path_factory.mktemp("preview") / "home", {PATROLS: rows, "petitions": petitions})


def test_every_row_is_accounted_for_by_what_becomes_of_it(home: Home) -> None:
    file = sent(
        PATROLS, patrol("P1"), patrol("P2", minutes=45, note="沿河 正常"), patrol("P9"), patrol("P8", minutes="很久")
    )
    found = preview.prepare(home, PATROLS, file + "合计,,,,,,,,,,\r\n".encode(), "../../巡河.csv")
    assert found.counts == {
        "rows_in": 5, "accepted": 2, "new": 1, "changed": 1, "unchanged": 1, "rejected": 1, "skipped": 1,
    }  # fmt: skip
    assert found.file == "巡河.csv"
    assert [row["编号"] for row in listed(found, "new")] == ["P9"]
    assert listed(found, "changed") == [{"行号": 3, "编号": "P2", "栏目": "时长(分钟)", "原来": "30", "改为": "45"}]
    assert listed(found, "unchanged") == [{"行号": 2}]
    (problem,) = listed(found, "rejected")
    assert (problem["行号"], problem["栏目"], problem["原值"]) == (5, "时长(分钟)", "很久")
    assert [row["行号"] for row in listed(found, "skipped")] == [6]
    assert found.why_not is None


def test_a_preview_stores_nothing(home: Home) -> None:
    files = {p: p.stat().st_mtime_ns for p in home.path.rglob("*")}
    effects.effects(looked(home, patrol("P9")))
    assert {p: p.stat().st_mtime_ns for p in home.path.rglob("*")} == files


def test_numbers_and_days_written_otherwise_and_invisible_marks_are_no_change(home: Home) -> None:
    found = looked(home, patrol("P2", minutes="３０", note="沿河 正常"), patrol("P3", note="有印"))
    assert found.counts["unchanged"] == 2
    assert found.why_not == "文件里的行账上都有，内容一样，没有要入账的。"


def test_a_masked_cell_means_the_value_that_the_row_has(home: Home) -> None:
    masked = {"petitioner": "张*", "phone": "138****01", "id_no": f"620{'*' * 13}13"}
    content = "反映水渠，电话（手机号已隐去）"
    found = looked(home, {"row_id": "X1", **masked, "content": content, **NOBODY}, ledger="petitions")
    assert (found.counts["unchanged"], found.rejected) == (1, ())
    changed = {"row_id": "X1", **masked, "content": content, **NOBODY, "rating": "满意"}
    found = looked(home, changed, ledger="petitions")
    assert listed(found, "changed") == [
        {"行号": 2, "编号": "X1", "栏目": "满意度评价", "原来": "", "改为": "满意"},
    ]
    (row,) = found.accepted.to_pylist()
    assert {name: row[name] for name in PERSON} == PERSON, "what is stored is the value itself"


def test_a_masked_cell_that_stands_for_nothing_is_rejected_with_the_remedy(home: Home) -> None:
    new = {"row_id": "X9", "petitioner": "张*", **NOBODY}
    stale = {"row_id": "X1", **PERSON, "phone": "139****09", **NOBODY}
    text = {"row_id": "X2", "content": "电话（手机号已隐去）", **NOBODY}
    found = looked(home, new, stale, text, ledger="petitions")
    assert [(r["行号"], r["栏目"]) for r in listed(found, "rejected")] == [
        (2, "信访人"),
        (3, "联系电话"),
        (4, "反映事项"),
    ]
    assert all("请填真实内容" in r["怎么改"] for r in listed(found, "rejected"))


def test_what_is_shown_of_personal_data_is_masked(home: Home) -> None:
    new = {"row_id": "X9", **PERSON, "petitioner": "王小明", **NOBODY, "registered_on": "2024-02-30"}
    other = {"row_id": "X1", **PERSON, "petitioner": "李四", "phone": "13900000009", **NOBODY}
    good = {"row_id": "X8", **PERSON, **NOBODY}
    found = looked(home, new, other, good, ledger="petitions")
    told = str([listed(found, kind) for kind in ("new", "changed", "rejected", "doubts")])
    assert [secret for secret in (ID_NO, PHONE, "13900000009", "李四", "张三", "王小明") if secret in told] == []
    assert "李*" in told and "139****09" in told


def test_a_column_that_the_file_does_not_have_empties_nothing(home: Home) -> None:
    text = sent(PATROLS, patrol("P2", minutes=30), patrol("P9")).decode("utf-8-sig")
    lines = [line.rsplit(",", 1)[0] for line in text.splitlines()]
    found = preview.prepare(home, PATROLS, "\r\n".join(lines).encode("utf-8-sig"), "无备注.csv")
    assert (found.counts["unchanged"], found.counts["new"]) == (1, 1)
    assert any("保留原来的内容" in said for said in found.notices)


def test_all_or_nothing_is_a_choice_and_for_some_ledgers_the_rule(home: Home) -> None:
    rows = patrol("P9"), patrol("P8", minutes="很久")
    assert looked(home, *rows).why_not is None
    assert "已选整份收：有 1 行不合格" in (looked(home, *rows, all_or_nothing=True).why_not or "")
    petitions = {"row_id": "X9", **NOBODY}, {"row_id": "X8", **NOBODY, "kind": "托梦"}
    assert "“信访”台账整份收，不收一部分" in (looked(home, *petitions, ledger="petitions").why_not or "")


def test_a_ledger_that_does_not_exist_is_refused_with_those_that_do(home: Home) -> None:
    with pytest.raises(Refused, match=r"没有名为“巡河”的台账.*river_patrols（河长巡河）"):
        preview.prepare(home, "巡河", b"x", "x.csv")
    with pytest.raises(Refused, match="没有名为“places”的台账"):
        preview.prepare(home, "places", b"x", "x.csv")


def test_the_figures_that_would_move_are_told_and_leave_no_trace(home: Home) -> None:
    found = looked(home, patrol("P8"), patrol("P9"), patrol("P1", cleaned="是"))
    moved = {e.code: (e.year, e.old, e.new) for e in effects.effects(found)}
    assert moved["patrols_village"] == (2024, "3 次", "5 次")
    assert moved["river_cleanups"] == (2024, "0 次", "1 次")
    assert set(moved) <= {"patrols_village", "river_cleanups", "patrol_problems_per_100"}
    at_east = effects.effects(found, EAST, 2024, date(2024, 12, 31))
    assert ("patrols_village", "3 次", "5 次") in [(e.code, e.old, e.new) for e in at_east]
    assert not list(cache_folder(home).glob("staged-*"))
    assert not any("staged" in str(path) for path in warehouse._open)


def test_nothing_accepted_moves_no_figure(home: Home) -> None:
    assert effects.effects(looked(home, patrol("P1"))) == []


def _handed_out(home: Home) -> dict[str, pd.DataFrame]:
    """The rows of every ledger as its page hands them out, personal data masked."""
    scope = questions.open_scope(home)
    days = {"from_day": ledger_rows.EVER[0], "to_day": ledger_rows.EVER[1]}
    found = {
        name: ledger_rows.cells(ask("ledger_rows", scope, ledger=name, **days, search="", skip=0, most=1000), resource)
        for name, resource in questions.ledgers(scope).items()
    }
    return {name: frame for name, frame in found.items() if not frame.empty}


def _files(frame: pd.DataFrame) -> list[tuple[str, bytes]]:
    return [("出.csv", exporting.csv_file(frame)), ("出.xlsx", exporting.workbook(frame, "出", []))]


@pytest.mark.slow
def test_what_a_page_hands_out_comes_back_without_a_change() -> None:
    frames = _handed_out(TINY)
    assert len(frames) > 10
    for ledger, frame in frames.items():
        for name, data in _files(frame)[: 2 if ledger in AS_WORKBOOKS else 1]:
            found = preview.prepare(TINY, ledger, data, name)
            assert (ledger, name, found.rejected, listed(found, "changed")) == (ledger, name, (), [])
            assert (found.counts["accepted"], found.counts["unchanged"]) == (0, len(frame))


def test_cells_that_a_spreadsheet_would_run_come_back_as_they_were(tmp_path: Path) -> None:
    texts = ["=1+1", "+86", "-", "@甲", "'=1", "''-2", "'", "'甲", "＝公式", "a,b\"c'"]
    home = patrolled(tmp_path / "home", *(patrol(f"P{n}", note=text) for n, text in enumerate(texts)))
    for name, data in _files(_handed_out(home)[PATROLS]):
        found = preview.prepare(home, PATROLS, data, name)
        assert (listed(found, "changed"), found.counts["unchanged"]) == ([], len(texts))


def test_a_rejected_row_mended_in_its_workbook_is_accepted(home: Home) -> None:
    from openpyxl import load_workbook

    bad = patrol("=P8", minutes="很久", note="甲"), patrol("P9", cleaned="也许")
    found = looked(home, *bad)
    path = home.path.parent / "rejected.xlsx"
    path.write_bytes(rejected.workbook(rejected.of(found), found.resource))
    book = load_workbook(path)
    sheet = book.active
    marked = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert [sheet.cell(1, c).value for c in range(1, sheet.max_column + 1)][-2:] == ["原文件行", "原因"]
    assert len(marked) == 2 and any("只能填：是、否" in text for text in marked.values())
    sheet["A2"], sheet["G2"], sheet["J3"] = "P8", 30, "否"
    book.save(path)
    again = preview.prepare(home, PATROLS, path.read_bytes(), "改好.xlsx")
    assert (again.counts["new"], again.rejected) == (2, ())


def test_the_same_file_again_is_known_by_its_content(tmp_path: Path) -> None:
    home = patrolled(tmp_path / "home")
    commit.commit(home, looked(home, patrol("P1")), "王某")
    again = looked(home, patrol("P1"), name="别的名字.csv")
    assert again.notices[0].startswith("这个文件已于 20") and again.notices[0].endswith("由“王某”导入，批次 0001。")
    with pytest.raises(commit.NothingToStore, match="内容一样"):
        commit.commit(home, again, "王某")
    assert len(batches.batches(home)) == 1
    undo.undo(home, 1, "王某")
    once_more = looked(home, patrol("P1"))
    assert (once_more.seen, once_more.counts["new"]) == (None, 1)
