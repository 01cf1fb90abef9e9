"""The page 导入 without a browser: what it says of a file, what it writes, and what it takes back."""

import io
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from engine.importing import jobs
from engine.importing.reading import learnt_aliases, read_file
from engine.importing.shelves.batches import batches
from engine.importing.shelves.refusals import StorageFault
from engine.ledgers.home import Home
from tests.homes import DATA, EAST, NORTH, WEST, copy_of
from tests.screen.test_pages import blocks, tables, top

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"
HEADER = "编号,区划代码,巡河时间,河长编号,河长级别,河段,时长(分钟),里程(米),巡查方式,清理垃圾,备注"
SAME = "XH-2024-001,620999101000,2024-03-05 09:30,HZ-1,乡级,白杨河,60,2000,徒步,是,"
CHANGED = f"XH-2024-005,{EAST},2024-04-30 08:00,HZ-2,村级,白杨河,45,,徒步,否,"
BAD = f"XH-2024-102,{WEST},2024-13-40 09:00,HZ-3,村级,白杨河,30,,骑马,否,"
_keys = count(101)


def patrol(place: str = NORTH) -> str:
    """A patrol that is in no ledger yet, on a day of its own."""
    key = next(_keys)
    return f"XH-2024-{key},{place},2024-07-{key - 100:02d} 09:00,HZ-6,村级,白杨河,30,,徒步,否,"


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files are read in this process, and figures worked out only where a test is about them."""
    monkeypatch.setattr(read_file, "parse", read_file.parse_here)
    monkeypatch.setattr(read_file, "ledger_of", read_file.ledger_of_here)
    if "figures" not in request.fixturenames:
        monkeypatch.setattr("engine.importing.effects.effects", lambda *_, **__: [])
    yield
    assert not any(jobs.running(Home(Path(os.environ["LEDGER_HOME"])), kind) for kind in ("look", "effects", "store"))


@pytest.fixture
def figures() -> None:
    """For tests that look at what would move."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the tiny home for all tests of this file to write to: a snapshot takes a second."""
    return copy_of(Home(DATA / "tiny"), tmp_path_factory.mktemp("office"))


@pytest.fixture
def home(office: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("LEDGER_HOME", str(office.path))
    return office


def opened() -> AppTest:
    app = AppTest.from_file(str(DASHBOARD), default_timeout=60)
    app.switch_page("pages/import.py")
    return settled(app.run())


def settled(app: AppTest) -> AppTest:
    """Until no job is at work; the page would ask again by itself."""
    assert not app.exception
    for _ in range(40):
        if not any("……" in bar.proto.text for bar in app.get("progress")) and "……" not in top(app)["title"]:
            return app
        app.run()
    raise AssertionError("still at work")


def given(app: AppTest, *lines: str, name: str = "巡河.csv", header: str = HEADER) -> AppTest:
    """The page after a file was handed in."""
    data = "\n".join([header, *lines]).encode("utf-8-sig")
    return settled(app.file_uploader[0].upload(name, data, "text/csv").run())


def tiles(app: AppTest) -> dict[str, str]:
    """What the tiles say: label → value."""
    return {tile["label"]: tile["value"] for block in blocks(app) for tile in block.get("tiles", [])}


def texts(app: AppTest) -> str:
    return "\n".join(text.value for text in [*app.text, *app.success, *app.error, *app.warning, *app.info])


def name(app: AppTest, key: str) -> TextInput:
    """The box that asks who it is: its key goes on with the name that is known."""
    return next(box for box in app.text_input if (box.key or "").startswith(f"{key}-"))


def imported(app: AppTest, who: str = "王五") -> AppTest:
    name(app, "import-who").set_value(who)
    return settled(app.button(key="import-store").click().run())


def test_a_file_is_told_by_tiles_that_add_up_by_its_figures_and_row_by_row(home: Home) -> None:
    app = given(opened(), SAME, CHANGED, new := patrol(), BAD)
    assert top(app)["title"] == "河长巡河：新增 1 行，有变化 1 行，退回 1 行"
    found = tiles(app)
    assert {name: found[name] for name in ("新增", "有变化", "无变化", "退回", "跳过")} == {
        "新增": "1 行",
        "有变化": "1 行",
        "无变化": "1 行",
        "退回": "1 行",
        "跳过": "0 行",
    }
    assert "文件里共 4 行 = 新增 1 + 有变化 1 + 无变化 1 + 退回 1 + 跳过 0" in texts(app)
    rejected, changed, added = (tables(app)[name] for name in ("退回的行", "有变化的行：原来和改为", "新增的行"))
    assert [list(row) for row in rejected[["行号", "栏目", "原值"]].to_numpy()] == [
        ["5", "巡河时间", "2024-13-40 09:00"],
        ["5", "巡查方式", "骑马"],
    ]
    assert changed.to_dict("records") == [
        {"行号": "3", "编号": "XH-2024-005", "栏目": "时长(分钟)", "原来": "30", "改为": "45"}
    ]
    assert list(added["编号"]) == [new[:11]] and added["区划代码"][0].startswith("北坡")
    assert batches(home) == []


def test_importing_writes_once_and_the_figures_follow(home: Home, figures: None) -> None:
    app = given(opened(), patrol(), CHANGED)
    before = tiles(app)["村级河长巡河"]
    app = imported(app)
    batch = batches(home)[-1]
    assert top(app)["title"] == "已导入河长巡河 2 行" and batch.said in texts(app)
    assert (batch.who, batch.counts["new"], batch.counts["changed"]) == ("王五", 1, 1)
    app.switch_page("pages/indicator.py")
    app.query_params["indicator"] = "patrols_village"
    assert before == "6 → 7 次" and "7 次" in top(app.run())["title"]


def test_nobody_imports_without_a_name(home: Home) -> None:
    before = batches(home)
    app = imported(given(opened(), patrol()), who=" ")
    assert "请先填写经办人" in texts(app) and batches(home) == before
    assert top(imported(app))["title"] == "已导入河长巡河 1 行"


def test_a_second_click_before_the_page_is_drawn_again_has_the_name_too() -> None:
    def page() -> None:
        import streamlit as st

        from engine.screen.import_page import answered, ask_who

        ask_who("who")
        st.button("导入", on_click=lambda: st.session_state.update(said=[answered("who"), answered("who")]))

    app = AppTest.from_function(page).run()
    app.text_input[0].set_value("王五")
    app.button[0].click().run()
    assert not app.exception and app.session_state["said"] == ["王五", "王五"]


def test_an_import_that_was_taken_back_can_be_made_again(home: Home) -> None:
    new = patrol()
    app = imported(given(opened(), new))
    first = batches(home)[-1].number
    assert name(app, "import-undo-who").value == "王五"
    app = settled(app.button(key=f"import-undo-sure-{first}").click().run())
    assert top(app)["title"] == f"已撤销批次 {first:04d}"
    app = imported(given(settled(app.button(key="import-next").click().run()), new))
    assert [(b.number, bool(b.undone_on)) for b in batches(home)[-2:]] == [(first, True), (first + 1, False)]


def test_two_tabs_with_one_file_import_it_once(home: Home) -> None:
    new, before = patrol(), len(batches(home))
    one, other = given(opened(), new), given(opened(), new)
    one, other = imported(one), imported(other, who="赵六")
    assert top(one)["title"] == top(other)["title"] == "已导入河长巡河 1 行"
    assert [batch.who for batch in batches(home)[before:]] == ["王五"]


def test_a_place_nobody_knows_is_explained_once_and_the_file_is_looked_at_again(home: Home) -> None:
    app = given(opened(), patrol("西大沟"))
    assert tiles(app)["退回"] == "1 行"
    box = next(box for box in app.selectbox if "西大沟" in box.label)
    box.set_value(WEST)
    learn = next(button for button in app.button if button.label == "记住，并重新核对")
    app = settled(learn.click().run())
    assert tiles(app)["退回"] == "0 行" and tables(app)["新增的行"]["区划代码"][0].startswith("西沟")
    assert learnt_aliases.read(home).places == {"西大沟": WEST}


def test_a_file_that_is_no_ledger_is_refused_with_what_to_do(home: Home) -> None:
    app = given(opened(), "1,2", header="甲,乙")
    assert top(app)["title"] == "这个文件还不能导入"
    assert app.error[0].value and "。" in app.error[0].value and not app.exception


def test_another_ledger_can_be_chosen_and_says_that_the_file_is_not_its_own(home: Home) -> None:
    app = given(opened(), patrol())
    choice = next(box for box in app.selectbox if box.label == "导入到哪本台账")
    assert choice.value == "river_patrols"
    app = settled(choice.select("petitions").run())
    assert top(app)["title"] == "这个文件还不能导入" and "河长巡河" in texts(app)
    app = settled(app.button(key="import-looks-like").click().run())
    assert top(app)["title"] == "河长巡河：新增 1 行"


def test_a_header_nobody_knows_is_explained_once_and_the_file_is_looked_at_again(home: Home) -> None:
    app = given(opened(), patrol(), header=HEADER.replace("巡河时间", "下河钟点"))
    assert top(app)["title"] == "这个文件还不能导入" and "巡河时间" in texts(app)
    next(box for box in app.selectbox if "下河钟点" in box.label).set_value("巡河时间")
    app = settled(next(b for b in app.button if b.label == "记住，并重新核对").click().run())
    assert top(app)["title"] == "河长巡河：新增 1 行"
    assert learnt_aliases.read(home).headers == {"river_patrols": {"下河钟点": "巡河时间"}}


def test_one_of_two_sheets_that_both_fit_is_chosen(home: Home) -> None:
    book = openpyxl.Workbook()
    for sheet, key in ((book.active, "XH-1"), (book.create_sheet("下半年"), "XH-2")):
        for line in (HEADER, f"{key}{patrol()[11:]}"):
            sheet.append(line.split(","))
    saved = io.BytesIO()
    book.save(saved)
    app = settled(opened().file_uploader[0].upload("巡河.xlsx", saved.getvalue(), "").run())
    choice = next(box for box in app.selectbox if box.label == "读哪张表")
    app = settled(choice.select("下半年").run())
    assert list(tables(app)["新增的行"]["编号"]) == ["XH-2"]


def test_petitions_come_whole_or_not_at_all(home: Home) -> None:
    header, row, *_ = (home.path / "ledgers/petitions/petitions.csv").read_text("utf-8-sig").splitlines()
    key = row.split(",")[0]
    good, bad = row.replace(key, "XF-2024-901", 1), row.replace(key, "XF-2024-902", 1).replace("来", "飞", 1)
    app = given(opened(), good, bad, header=header, name="信访.csv")
    assert tiles(app)["新增"] == "1 行" and tiles(app)["退回"] == "1 行"
    assert app.button(key="import-store").disabled and "整份" in texts(app)


def test_the_demonstration_shows_what_would_happen_and_how_to_make_a_home(demo_home: Path) -> None:
    header = HEADER.replace("编号,", "编号,", 1)
    app = given(opened(), "XH-T-1,乡本级,2025-07-01 09:00,HZ-1,乡级,河段,30,,徒步,否,", header=header)
    assert "python -m engine new" in texts(app).replace("\\", "") and app.button(key="import-store").disabled


def test_what_the_start_found_is_told_on_the_page(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.importing.jobs._jobs", OrderedDict())
    monkeypatch.setattr("engine.importing.shelves.recovery.found_at_start", lambda home: ["批次 0001：文件不见了。"])
    assert any("批次 0001：文件不见了" in warning.value for warning in opened().warning)


def test_a_failed_import_says_why_and_leads_back_to_the_file(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    app = given(opened(), patrol())
    with monkeypatch.context() as patch:
        patch.setattr("engine.importing.commit.commit", full)
        app = imported(app)
    assert top(app)["title"] == "没有写入" and "系统管理员" in texts(app)
    app = settled(app.button(key="import-back").click().run())
    assert tiles(app)["新增"] == "1 行"
    assert top(imported(app))["title"] == "已导入河长巡河 1 行"


def test_a_fault_after_the_moment_of_truth_does_not_say_that_nothing_is_stored(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stored(*_: object, **__: object) -> None:
        raise StorageFault("批次已经在台账里，但日志没有写成。", stored=True)

    monkeypatch.setattr("engine.importing.commit.commit", stored)
    app = imported(given(opened(), patrol()))
    assert top(app)["title"] == "已经写入，但没有全部做完" and "批次已经在台账里" in texts(app)


def test_personal_data_in_a_file_is_masked_on_the_page(home: Home, words: Callable) -> None:
    header, row, *_ = (home.path / "ledgers/petitions/petitions.csv").read_text("utf-8-sig").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    cells |= {
        "编号": "XF-2024-903",
        "联系电话": "13912345678",
        "身份证号": "620999199001011234",
        "信访形式": "13912345678",
    }
    app = given(opened(), ",".join(cells.values()), header=header, name="13912345678.csv")
    assert "13912345678" not in words(app) and "620999199001011234" not in words(app)


@pytest.fixture
def words() -> Callable[[AppTest], str]:
    """Everything of a page that a person could read."""

    def read(app: AppTest) -> str:
        shown = [str(element.proto) for element in app.main]
        shown += [repr(json.loads(e.proto.json)) for e in app.get("bidi_component")]
        return "\n".join(shown)

    return read


def test_what_somebody_else_is_importing_is_told_until_it_is_done(home: Home) -> None:
    go = threading.Event()
    job = jobs.start(home, "store", "somebody's", lambda progress: go.wait(20))
    app = AppTest.from_file(str(DASHBOARD), default_timeout=60)
    app.switch_page("pages/import.py")
    assert "正在导入另一个文件" in texts(app.run()) and app.file_uploader
    go.set()
    assert job.ended.wait(5) and "正在导入另一个文件" not in texts(opened())
