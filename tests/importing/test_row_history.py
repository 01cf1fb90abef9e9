"""The history of a row, beside the row on the page 台账."""

from pathlib import Path

import pytest

from engine.importing import commit, preview
from engine.importing.reading import read_file
from engine.importing.shelves import undo
from engine.ledgers.home import Home
from tests.homes import DATA, EAST, copy_of
from tests.screen.test_pages import opened, tables

HEADER = "编号,区划代码,巡河时间,河长编号,河长级别,河段,时长(分钟),里程(米),巡查方式,清理垃圾,备注"


def test_the_page_of_a_row_tells_which_batch_set_which_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = copy_of(Home(DATA / "tiny"), tmp_path)
    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    monkeypatch.setattr(read_file, "parse", read_file.parse_here)
    for minutes in (45, 50):
        line = f"XH-2024-005,{EAST},2024-04-30 08:00,HZ-2,村级,白杨河,{minutes},,徒步,否,"
        commit.commit(home, preview.prepare(home, "river_patrols", f"{HEADER}\n{line}".encode(), "更正.csv"), "王五")
    undo.undo(home, 2, "赵六")
    app = opened("ledgers", ledger="河长巡河", row="XH-2024-005")
    assert "河长巡河 XH-2024-005 的来历" not in tables(app)
    app.session_state["history-river_patrols-XH-2024-005"] = True
    history = tables(app.run())["河长巡河 XH-2024-005 的来历"]
    told = history[["来自", "状态", "栏目", "原来", "改为"]].to_numpy().tolist()
    assert [row[1:] for row in told] == [
        ["", "新增这一行", "", ""],
        ["", "时长(分钟)", "30", "45"],
        ["已撤销", "时长(分钟)", "45", "50"],
    ]
    assert told[0][0].startswith("ledgers/river_patrols/") and told[1][0] == "批次 0001：更正.csv"
    assert list(history["经办人"]) == ["", "王五", "王五"]
