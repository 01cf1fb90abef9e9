"""核对 as an official does it: give a report, look at what does not agree, say what is meant, take it away."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from engine.ledgers.home import Home
from engine.reconciling import choices
from tests.browser.acting import STREAMLITS_OWN, Wait, opened
from tests.browser.conftest import BUILD, ROOT

PANEL = "这个数的核对结果"
REPORT = """白杨乡关于2024年法治政府建设情况的报告
一、主要举措和成效
村级河长巡河6次，乡级河长巡河5次，排查整治安全隐患3处，<img src=x onerror=alert(1)>召开党委会议4次。
二、存在的不足
"""


@pytest.fixture(scope="module")
def office(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Home]:
    """A dashboard on a home of its own, and that home."""
    home = tmp_path_factory.mktemp("reconciling") / "office"
    shutil.copytree(ROOT / "tests" / "data" / "tiny", home)
    return f"{serve(home)}/reconcile", Home(home)


def paste(page: Page, settled: Wait, text: str) -> None:
    page.get_by_label("或者粘贴报告文字").fill(text)
    page.get_by_role("button", name="核对", exact=True).click()
    page.locator(".rec-count").first.wait_for(timeout=20_000)
    settled(page)


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words, timeout=20_000)


def test_a_pasted_report_shows_what_does_not_agree_by_mouse_and_by_keyboard(
    page: Page, settled: Wait, office: tuple[str, Home], console_errors: list[str]
) -> None:
    opened(page, settled, office[0])
    paste(page, settled, REPORT)
    title(page, "4 个数：1 一致，1 不一致，2 未找到对应指标（1 个待选）")
    counts = [text.replace("\xa0", " ") for text in page.locator(".rec-count").all_inner_texts()]
    assert counts == [
        *(
            "✓一致 1",
            "≈约数相符 0",
            "≠不一致 1",
            "∅台账缺失 0",
            "÷分母缺失 0",
            "?未找到对应指标 2",
            "※是要求不是结果 0",
        ),
    ]
    expect(page.locator(".rec-open")).to_contain_text(
        "乡级河长巡河5次　不一致：乡级河长巡河，台账 3 次，报告比台账多 2 次"
    )
    # what stands in a report is text
    expect(page.locator(".rec-text")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".rec-text img").count() == 0
    figure = page.get_by_role("button", name="5次，不一致")
    figure.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name=PANEL)
    expect(panel).to_contain_text("报告比台账多 2 次")
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(figure).to_be_focused()
    page.locator(".rec-count", has_text="一致 1").first.click()
    expect(panel).to_contain_text("指标：村级河长巡河（编号 4-05）")
    panel.get_by_role("button", name="查看 6 行台账").click()
    expect(page.get_by_role("dialog")).to_contain_text("河长巡河台账 6 行，计数合计 6", timeout=20_000)
    assert [error for error in console_errors if "404" not in error] == []


def test_a_choice_is_remembered_and_not_asked_for_again(page: Page, settled: Wait, office: tuple[str, Home]) -> None:
    address, home = office
    opened(page, settled, address)
    paste(page, settled, REPORT)
    page.get_by_role("button", name="3处，未找到对应指标").click()
    page.get_by_role("region", name=PANEL).get_by_role("button", name="整治安全隐患").click()
    title(page, "4 个数：1 一致，2 不一致，1 未找到对应指标")
    expect(page.get_by_role("region", name=PANEL)).to_contain_text("报告比台账多 2 条")
    assert choices.read(home).chosen == {("排查整治安全隐患#", "处"): "hazards_rectified"}
    page.get_by_role("button", name="换一份报告").click()
    settled(page)
    paste(page, settled, REPORT.replace("3处", "1处"))
    title(page, "4 个数：2 一致，1 不一致，1 未找到对应指标")


def test_a_word_file_is_read_turned_to_its_year_and_taken_away_with_comments(
    page: Page, settled: Wait, office: tuple[str, Home], tmp_path: Path
) -> None:
    opened(page, settled, f"{office[0]}?year=2023")
    document = docx.Document()
    for line in REPORT.splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "报告.docx")
    page.locator("input[type=file]").set_input_files(tmp_path / "报告.docx")
    expect(page.get_by_text("报告写的是 2024 年，已按 2024 年的台账核对。")).to_be_visible(timeout=20_000)
    expect(page.get_by_test_id("stMain")).to_contain_text("2024年 · 统计时点 12月31日")
    expect(page.get_by_text("缺少“其他需要报告的情况”部分")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载 Word（带批注）").click()
    assert len(list(docx.Document(io.BytesIO(taken.value.path().read_bytes())).comments)) == 4
    assert taken.value.suggested_filename == "核对-全乡-2024.docx"


def test_a_file_that_is_no_report_is_told_and_another_can_be_given(
    page: Page, settled: Wait, office: tuple[str, Home]
) -> None:
    opened(page, settled, office[0])
    page.locator("input[type=file]").set_input_files({"name": "图.png", "mimeType": "x", "buffer": b"\x89PNG...."})
    expect(page.get_by_text("这是图片，不是报告。")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="核对系统生成的报告").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("一致", timeout=20_000)
    assert page.locator(".rec-count", has_text="不一致").inner_text().endswith("0")


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1366, "light")])
def test_the_marked_report_is_accessible_fits_and_has_its_picture(
    width: int, theme: str, page: Page, settled: Wait, demo_server: str
) -> None:
    """On the demonstration: its published report with two numbers changed is what the manual shows."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    opened(page, settled, f"{demo_server}/reconcile?year=2024")
    published = (ROOT / "tests" / "reconciling" / "report-2024.txt").read_text(encoding="utf-8")
    for old, new in (("全年巡河60次", "全年巡河65次"), ("成功调处", "召开联席会议3次,成功调处")):
        published = published.replace(old, new)
    paste(page, settled, published[published.index("关于2024年") :])
    page.get_by_role("button", name="65次，不一致").click()
    page.get_by_test_id("stMain").evaluate("box => box.scrollTo(0, 0)")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:160] for n in v["nodes"]][:4]) for v in found if v["id"] not in STREAMLITS_OWN] == []
    main = page.get_by_test_id("stMain")
    assert main.evaluate("box => box.scrollWidth") <= main.evaluate("box => box.clientWidth")
    page.screenshot(path=BUILD / "screenshots" / f"reconcile-marked-{'window' if width > 1000 else 'phone'}.png")
