"""An empty home: whole or nothing, in nobody's way, and the dashboard opens on it."""

import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.__main__ import main
from engine.importing import blank_workbooks, new_home
from engine.importing.new_home import NewHomeError, new
from engine.ledgers.home import Home
from engine.snapshot import questions
from tests.homes import CONTRACT
from tests.screen.test_pages import top

ROOT = Path(__file__).resolve().parents[2]
TOWNSHIP, NAME = "620999105", "白桦乡"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "below" / "office"
    new(folder, TOWNSHIP, NAME, ["201=东岭村", f"{TOWNSHIP}202＝西岭村"])
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks take a second, and these tests are not about them."""
    monkeypatch.setattr(blank_workbooks, "workbook", lambda *_: b"workbook")
    monkeypatch.setattr(blank_workbooks, "guide", lambda *_: b"guide")


def test_a_new_home_has_its_places_a_folder_and_a_template_for_every_ledger_and_a_page_of_words(made: Path) -> None:
    ledgers = [r for r in CONTRACT.values() if r.is_ledger]
    assert (made / "places.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "code,name,level,parent,opened_on,closed_on",
        "620999105,白桦乡,乡,,,",
        "620999105000,乡本级,乡本级,620999105,,",
        "620999105201,东岭村,村,620999105,,",
        "620999105202,西岭村,村,620999105,,",
    ]
    assert (made / "targets.csv").read_text(encoding="utf-8-sig").splitlines() == [
        ",".join(CONTRACT["targets"].headers)
    ]
    assert {p.name for p in (made / "ledgers").iterdir()} == {r.name for r in ledgers}
    assert {p.name for p in (made / "templates").iterdir()} == {f"{r.title}.xlsx" for r in ledgers} | {"填报说明.xlsx"}
    text = (made / "使用说明.txt").read_bytes().decode("utf-8-sig")
    assert NAME in text and all(r.title in text for r in ledgers) and "\n" not in text.replace("\r\n", "")


def test_the_dashboard_opens_on_a_new_home(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(made))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception and not app.error and not app.warning and not top(app)["alerts"]
    scope = questions.open_scope(Home(made))
    assert questions.known_places(scope)[TOWNSHIP] == NAME and questions.ask("left_out", scope).empty


def test_a_home_without_places_is_made_and_says_what_to_fill_in_wherever_it_is_opened(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "office"]) == 0 and "places.csv" in capsys.readouterr().out
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "office"))
    assert (tmp_path / "office" / "places.csv").read_text(encoding="utf-8-sig").count("\n") == 1
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception and "places.csv 里还没有乡镇" in app.error[0].value
    (tmp_path / "file.csv").write_text("编号\n", encoding="utf-8")
    for verb in (["figures"], ["check"], ["import", "venues", "file.csv"]):
        assert main(verb) == 1 and "places.csv 里还没有乡镇" in capsys.readouterr().err
    with (tmp_path / "office" / "places.csv").open("a", encoding="utf-8") as file:
        file.write("620999105,白桦乡,乡,,,\n")
    assert main(["check"]) == 0


def test_places_of_which_none_can_be_read_are_told_with_line_and_remedy(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    new(tmp_path / "office")
    with (tmp_path / "office" / "places.csv").open("a", encoding="utf-8") as file:
        file.write("六二〇,白桦乡,乡,,,\n")
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "office"))
    assert main(["figures"]) == 1
    said = capsys.readouterr().err
    assert "没有一行读得懂" in said and "第 2 行：格式不对：区划代码" in said


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, quick: None) -> None:
    (tmp_path / "office").mkdir()
    kept = tmp_path / "office" / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    with pytest.raises(NewHomeError, match="已经存在，而且不是空文件夹"):
        new(tmp_path / "office", TOWNSHIP, NAME)
    with pytest.raises(NewHomeError, match="已经存在"):
        new(kept, TOWNSHIP, NAME)
    assert [p.name for p in tmp_path.rglob("*")] == ["office", "kept.txt"] and kept.read_text() == "kept"


def test_an_empty_folder_becomes_the_home(tmp_path: Path, quick: None) -> None:
    (tmp_path / "office").mkdir()
    new(tmp_path / "office", TOWNSHIP, NAME)
    assert (tmp_path / "office" / "places.csv").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["office"]


@pytest.mark.parametrize(
    ("code", "name", "villages", "said"),
    [
        ("62099910", NAME, [], "应为 9 位数字"),
        (TOWNSHIP, " ", [], "请写明乡镇名称"),
        (None, NAME, [], "应为 9 位数字"),
        (None, None, ["201=东岭村"], "应为 9 位数字"),
        (TOWNSHIP, NAME, ["东岭村"], "“东岭村”不对：村要写成“201=东湾村”"),
        (TOWNSHIP, NAME, ["620998105201=东岭村"], "不对：村要写成"),
        (TOWNSHIP, NAME, ["201=东岭村", "201=西岭村"], "“620999105201”写了两次"),
        (TOWNSHIP, NAME, ["000=本级"], "“620999105000”写了两次"),
    ],
)
def test_places_that_cannot_be_meant_are_refused_with_the_way_to_write_them(
    code: str | None, name: str | None, villages: list[str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(NewHomeError, match=said):
        new(tmp_path / "office", code, name, villages)
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_cannot_be_finished_leaves_nothing_behind(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def full(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) == 12:
            raise OSError(28, os.strerror(28))
        path.write_bytes(content)

    monkeypatch.setattr(new_home, "_write", full)
    with pytest.raises(NewHomeError, match="请检查磁盘空间"):
        new(tmp_path / "office", TOWNSHIP, NAME)
    assert len(written) == 12 and list(tmp_path.iterdir()) == []
