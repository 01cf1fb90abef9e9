"""Importing as an official does it: drop a file, look, import, mend, undo; by mouse and by keyboard, in two tabs."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from engine.importing.shelves.batches import Batch, batches
from engine.ledgers.home import Home
from tests.browser.acting import STREAMLITS_OWN, Wait, opened
from tests.browser.conftest import ROOT

HEADER = "编号,区划代码,巡河时间,河长编号,河长级别,河段,时长(分钟),里程(米),巡查方式,清理垃圾,备注"
CHANGED = "XH-2024-005,东湾村,2024年4月30日 8:00,HZ-2,村级,白杨河,45,,徒步,否,"
BAD = "XH-2024-{n},西沟村,2024-13-40 09:00,HZ-3,村级,白杨河,30,,骑马,否,"


@pytest.fixture(scope="module")
def office(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Home]:
    """A dashboard on a home of its own, and that home. Each test brings rows with keys of its own."""
    home = tmp_path_factory.mktemp("importing") / "office"
    shutil.copytree(ROOT / "tests" / "data" / "tiny", home)
    return f"{serve(home)}/import", Home(home)


def patrol(key: str, place: str = "北坡村") -> str:
    return f"{key},{place},2024-07-01 09:00,HZ-6,村级,白杨河,30,,徒步,否,"


def csv(*lines: str, name: str = "巡河登记.csv") -> FilePayload:
    """A file as an office saves it."""
    return {"name": name, "mimeType": "text/csv", "buffer": "\r\n".join([HEADER, *lines]).encode("gb18030")}


def give(page: Page, settled: Wait, file: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("导入到哪本台账")).to_be_visible(timeout=20_000)
    settled(page)


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words, timeout=20_000)


def store(page: Page, who: str = "王五") -> None:
    page.get_by_test_id("stMain").get_by_label("经办人").first.fill(who)
    page.get_by_role("button", name="导入", exact=False).filter(has_text="行").click()


def last(home: Home) -> Batch:
    return batches(home)[-1]


def test_bad_rows_come_back_as_a_workbook_are_mended_and_imported_after_the_good_ones(
    page: Page, settled: Wait, office: tuple[str, Home]
) -> None:
    address, home = office
    opened(page, settled, address)
    give(page, settled, csv(CHANGED, patrol("XH-B-1"), BAD.format(n="B-2")))
    title(page, "河长巡河：新增 1 行，有变化 1 行，退回 1 行")
    expect(page.get_by_text("文件里共 3 行 = 新增 1 + 有变化 1 + 无变化 0 + 退回 1 + 跳过 0")).to_be_visible()
    expect(page.locator(".card-tile", has_text="村级河长巡河")).to_contain_text("6 → 7 次", timeout=20_000)
    store(page)
    title(page, "已导入河长巡河 2 行")
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载退回的行，改好再交").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))
    cells = {cell.value: book.active.cell(2, cell.column) for cell in book.active[1]}
    assert {name for name, cell in cells.items() if cell.fill.fill_type} == {"巡河时间", "巡查方式"}
    cells["巡河时间"].value, cells["巡查方式"].value = "2024-07-02 09:00", "徒步"
    mended = io.BytesIO()
    book.save(mended)
    page.get_by_role("button", name="导入另一个文件").click()
    give(page, settled, {"name": "退回.xlsx", "mimeType": "", "buffer": mended.getvalue()})
    title(page, "河长巡河：新增 1 行")
    store(page)
    title(page, "已导入河长巡河 1 行")
    assert last(home).counts["accepted"] == 1 and last(home).who == "王五"


def test_a_batch_is_undone_after_being_asked_once_more(
    page: Page, settled: Wait, office: tuple[str, Home], console_errors: list[str]
) -> None:
    address, home = office
    opened(page, settled, address)
    give(page, settled, csv(patrol("XH-U-1")))
    store(page)
    title(page, "已导入河长巡河 1 行")
    page.get_by_role("button", name="撤销一批").click()
    expect(page.get_by_text("撤销后新增的 1 行不再计入")).to_be_visible()
    page.get_by_role("button", name=f"确定撤销 {last(home).number:04d}").click()
    title(page, f"已撤销批次 {last(home).number:04d}")
    expect(page.get_by_role("button", name="确定撤销")).to_have_count(
        0
    )  # a second click must not take the next one too
    assert last(home).undone_by == "王五" and not (home.path / "ledgers/river_patrols" / last(home).name).exists()
    assert [error for error in console_errors if "404" not in error] == []


def test_a_village_nobody_knows_is_explained_in_place(page: Page, settled: Wait, office: tuple[str, Home]) -> None:
    opened(page, settled, office[0])
    give(page, settled, csv(patrol("XH-V-1", "三道梁子")))
    title(page, "河长巡河：退回 1 行")
    page.get_by_role("combobox", name="“三道梁子”").click()
    page.get_by_role("option", name="南坪村").click()
    page.get_by_role("button", name="记住，并重新核对").click()
    title(page, "河长巡河：新增 1 行")


def test_a_file_of_another_ledger_says_so_and_offers_to_change(
    page: Page, settled: Wait, office: tuple[str, Home]
) -> None:
    opened(page, settled, office[0])
    give(page, settled, csv(patrol("XH-W-1")))
    page.get_by_role("combobox", name="导入到哪本台账").fill("信访")
    page.get_by_role("option", name="信访", exact=True).click()
    title(page, "这个文件还不能导入")
    page.get_by_role("button", name="改为导入到“河长巡河”").click()
    title(page, "河长巡河：新增 1 行")


def test_two_tabs_import_a_file_once_and_a_closed_tab_does_not_stop_it(
    page: Page, settled: Wait, office: tuple[str, Home]
) -> None:
    address, home = office
    other = page.context.new_page()
    for tab in (page, other):
        opened(tab, settled, address)
        give(tab, settled, csv(patrol("XH-T-1")))
    before = len(batches(home))
    store(page)
    store(other, "赵六")
    title(other, "已导入河长巡河 1 行")
    other.close()
    title(page, "已导入河长巡河 1 行")
    assert len(batches(home)) == before + 1


def test_a_file_is_imported_without_a_mouse_and_without_an_english_word(
    page: Page, settled: Wait, office: tuple[str, Home]
) -> None:
    opened(page, settled, office[0])
    box = page.get_by_test_id("stFileUploader")
    expect(box).to_contain_text("也可以把文件拖到这里，每个不超过 20 MB")
    assert not [word for word in ("Upload", "Drag", "Browse", "per file") if word in box.inner_text()]
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件").press("Enter")
    chooser.value.set_files(csv(patrol("XH-K-1")))
    name = page.get_by_test_id("stMain").get_by_label("经办人").first
    expect(name).to_be_visible(timeout=20_000)
    settled(page)
    name.focus()
    page.keyboard.type("王五")
    page.keyboard.press("Tab")
    settled(page)
    expect(page.locator(".st-key-import-store button")).to_be_focused()
    page.keyboard.press("Enter")
    title(page, "已导入河长巡河 1 行")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_preview_that_is_ours(
    theme: str, page: Page, settled: Wait, office: tuple[str, Home]
) -> None:
    page.emulate_media(color_scheme=theme)
    opened(page, settled, office[0])
    give(page, settled, csv(CHANGED, patrol("XH-A-1", "四道梁子"), BAD.format(n="A-2")))
    found = Axe().run(page).response["violations"]
    ours = [(v["id"], [n["html"][:160] for n in v["nodes"]][:4]) for v in found if v["id"] not in STREAMLITS_OWN]
    assert ours == []
