"""The dashboard as a reader uses it: links, clicks, downloads, on a desk and on a phone."""

import io
import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.acting import Wait, choose, click_text, opened, query, turn


def test_a_deep_link_restores_place_year_day_office_and_indicator(page: Page, settled: Wait, demo_server: str) -> None:
    view = f"place={quote('乙村')}&year=2024&as_of=2024-06-30&office={quote('综合行政执法队')}"
    opened(page, settled, f"{demo_server}/indicator?indicator=patrols_village&{view}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("村级河长巡河")
    expect(page.get_by_test_id("stMain")).to_contain_text("乙村 · 2024年 · 统计时点 6月30日")
    expect(page.get_by_test_id("stMain")).to_contain_text("综合行政执法队")
    page.reload()
    settled(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("乙村 · 2024年 · 统计时点 6月30日")


def test_a_choice_in_the_sidebar_goes_into_the_address_and_survives_a_change_of_page(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, demo_server)
    choose(page, "place", "丁村")
    settled(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("丁村 · 2025年")
    assert query(page)["place"] == "丁村"
    turn(page, "预警")
    settled(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("丁村 · 2025年")


def test_a_chart_is_changed_in_place_when_another_village_is_chosen(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/petitions")
    charts = page.locator(".chart")
    before = charts.evaluate_all("all => all.map((chart, n) => { chart.mark = n; return chart.textContent })")
    choose(page, "place", "丁村")
    expect(page.get_by_test_id("stMain")).to_contain_text("丁村 · 2025年")
    settled(page)
    page.wait_for_timeout(500)
    # one may stand in the other column now: it was moved, not made anew
    told = charts.evaluate_all("all => all.map(chart => [chart.mark, chart.textContent])")
    assert sorted(mark for mark, _ in told) == list(range(len(before)))
    after = [text for _, text in sorted(told)]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_click_on_a_bullet_opens_its_indicator(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, demo_server)
    click_text(page, "应急演练")
    expect(page.get_by_role("heading", level=1)).to_contain_text("应急演练", timeout=15_000)
    assert query(page)["indicator"] == "safety_drills"


def test_a_click_on_a_village_bar_shows_its_rows_and_all_come_back(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/indicator?indicator=patrols_village")
    click_text(page, "丁村")
    expect(page.get_by_text("河长巡河台账 4 行，计数合计 4")).to_be_visible(timeout=15_000)
    assert query(page)["at"] == "丁村"
    page.get_by_role("button", name="返回全部").click()
    expect(page.get_by_text("河长巡河台账 27 行，计数合计 27")).to_be_visible(timeout=15_000)


def test_a_click_on_a_month_shows_its_rows(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/indicator?indicator=patrols_village&month={5}")
    expect(page.get_by_text("河长巡河台账 5 行，计数合计 5")).to_be_visible(timeout=15_000)
    click_text(page, re.compile("^8$"), above=40)
    expect(page.get_by_text("河长巡河台账 3 行，计数合计 3")).to_be_visible(timeout=15_000)


def test_the_download_opens_in_a_workbook_reader_and_has_the_same_rows(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/indicator?indicator=petitions_received&year=2024")
    page.get_by_text("背后的台账行").click()
    expect(page.get_by_text("信访台账 12 行，计数合计 12")).to_be_visible(timeout=15_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Excel").first.click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(Path(download.value.path()).read_bytes()))
    header, *rows = book.get_sheet_by_name("明细").to_python()
    assert len(rows) == 12 and sum(row[header.index("计数")] for row in rows) == 12
    assert all(str(row[header.index("编号")]).startswith("XF-2024-") for row in rows)


def test_the_fold_under_a_figure_tells_where_it_comes_from(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/indicator?indicator=services_satisfied&year=2024")
    page.get_by_text("这个数怎么来的").click()
    fold = page.get_by_test_id("stExpander").filter(has_text="这个数怎么来的")
    for words in ("怎么算：", "算式：", "× 100 = 100%", "目标依据：", "select"):
        expect(fold).to_contain_text(words)


def test_a_click_on_a_village_in_the_table_opens_the_village(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, demo_server)
    page.get_by_role("table", name=re.compile("需督办")).get_by_role("link", name="丁村").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("丁村", timeout=15_000)


def test_a_click_on_a_matter_opens_its_ledger_row(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/warnings")
    page.get_by_role("table", name="督办清单").get_by_role("link", name="草场界线重新核定").click()
    expect(page.get_by_text("编号 XF-2024-0013")).to_be_visible(timeout=15_000)


def test_a_warning_leads_to_its_ledger_row(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, demo_server)
    page.get_by_text("草场界线重新核定").click()
    expect(page.get_by_text("编号 XF-2024-0013")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("这一行计入：")).to_be_visible()


def test_another_townships_home_is_served_by_the_same_program(page: Page, settled: Wait, tiny_server: str) -> None:
    opened(page, settled, tiny_server)
    expect(page.get_by_test_id("stMain")).to_contain_text("全乡")
    expect(page.locator(".alert")).to_contain_text("文件没有读取")
    assert "演示数据" not in page.get_by_test_id("stMain").inner_text()


def test_all_filters_are_seen_on_a_low_screen_without_scrolling(page: Page, settled: Wait, tiny_server: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    opened(page, settled, tiny_server)
    for label in ("范围", "年度", "统计时点", "责任单位"):
        expect(page.get_by_label(label, exact=True)).to_be_in_viewport(ratio=1)
