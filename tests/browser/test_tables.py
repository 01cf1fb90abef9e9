"""Lists of rows in a browser: sorted by their heads, cards on a phone, whole on paper."""

import re
from pathlib import Path

import pypdf
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import Wait, axe, opened, query
from tests.browser.test_looks import plain

LEDGER = "ledgers?ledger=政务服务办件&this_year=false"


def column(table: Locator, number: int) -> list[str]:
    """The words of a column, of all rows or of those that are shown."""
    return table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()


def head(table: Locator, name: str) -> Locator:
    return table.get_by_role("columnheader", name=name, exact=True)


def test_a_click_on_a_head_sorts_days_and_numbers_as_such_and_says_so(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/warnings")
    table = page.get_by_role("table", name="督办清单")
    head(table, "到期").get_by_role("button").click()
    days = column(table, 3)
    assert days == sorted(days) and len(days) == 13
    expect(head(table, "到期")).to_have_attribute("aria-sort", "ascending")
    head(table, "到期").get_by_role("button").press("Enter")
    assert column(table, 3) == days[::-1]
    head(table, "剩余").get_by_role("button").click()
    left = [(word, int(days)) for word, days in re.findall(r"(超期|剩余) (\d+)", "".join(column(table, 5)))]
    assert left == [*(("超期", n) for n in (15, 33, 33, 42, 42, 81, 290)), *(("剩余", n) for n in (1, 3, 3, 3, 3, 5))]
    expect(head(table, "到期")).not_to_have_attribute("aria-sort", re.compile("."))


def test_a_long_list_shows_its_first_rows_and_the_rest_with_a_click(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/{LEDGER}")
    table = page.get_by_role("table", name="政务服务办件台账")
    expect(table.locator("tbody tr:visible")).to_have_count(50)
    page.get_by_role("button", name="显示其余 450 行").click()
    expect(table.locator("tbody tr:visible")).to_have_count(500)
    first = table.locator("tbody tr").nth(50).get_by_role("link")
    expect(first).to_be_focused()
    key = column(table, 2)[50]
    first.press("Enter")
    expect(page.get_by_text(f"编号 {key}")).to_be_in_viewport(timeout=15_000)
    assert query(page)["row"] == key


def test_on_a_phone_a_row_is_a_card_with_the_matter_first_then_place_and_due_date(
    page: Page, settled: Wait, demo_server: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, settled, f"{demo_server}/warnings")
    card = page.get_by_label("督办清单").locator("tbody tr").first
    expect(card).to_have_text(re.compile("^草场界线重新核定乙村2024-12-14"))
    box, link = card.bounding_box(), card.locator("a").bounding_box()
    assert box and link and box["width"] <= 390 and link["height"] >= 24 and link["y"] - box["y"] < 20
    assert page.get_by_test_id("stMain").evaluate("box => box.scrollWidth <= box.clientWidth")
    assert axe(page) == []


def sheets(page: Page, path: Path) -> list[str]:
    page.pdf(path=path, prefer_css_page_size=True)
    return [plain(sheet.extract_text()) for sheet in pypdf.PdfReader(path).pages]


def test_the_list_for_those_who_chase_prints_whole_and_each_sheet_says_whose_it_is(
    page: Page, settled: Wait, demo_server: str, tmp_path: Path
) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, settled, f"{demo_server}/warnings")
    rows = page.get_by_role("table", name="督办清单").locator("tbody tr")
    cells = [[plain(cell) for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]
    printed = sheets(page, tmp_path / "warnings.pdf")
    assert len(cells) == 13
    for row in cells:
        assert any(all(cell in sheet for cell in row) for sheet in printed), row
    place = page.locator(".side-who strong").first.inner_text()
    for number, sheet in enumerate(printed, start=1):
        assert f"{place}法治政府建设看板·全乡·2025年·统计时点2025年9月30日" in sheet
        assert f"第{number}页共{len(printed)}页" in sheet


def test_a_ledger_prints_every_row_that_is_loaded_under_a_head_on_each_sheet_and_none_is_a_title_alone(
    page: Page, settled: Wait, demo_server: str, tmp_path: Path
) -> None:
    opened(page, settled, f"{demo_server}/{LEDGER}")
    keys = page.get_by_role("table", name="政务服务办件台账").locator("tbody td:nth-child(2)").all_text_contents()
    printed = sheets(page, tmp_path / "ledgers.pdf")
    text = "".join(printed)
    assert len(keys) == 500 and all(plain(key) in text for key in keys)
    assert plain(keys[0]) in printed[0] and "全部在下载的Excel里" in printed[0]
    with_rows = [sheet for sheet in printed if any(plain(key) in sheet for key in keys)]
    assert len(with_rows) > 10 and all("受理日期" in sheet for sheet in with_rows)
    assert min(map(len, printed)) > 200


def test_folded_figures_print_and_are_folded_again_afterwards(
    page: Page, settled: Wait, demo_server: str, tmp_path: Path
) -> None:
    opened(page, settled, f"{demo_server}/overview")
    folded = page.locator(".fold").first
    names = [plain(name) for name in folded.locator("tbody th").all_text_contents()]
    assert names and not folded.locator("tbody").is_visible()
    text = "".join(sheets(page, tmp_path / "overview.pdf"))
    assert all(name in text for name in names)
    assert not folded.locator("tbody").is_visible()


def test_a_dark_page_is_light_on_paper(page: Page, settled: Wait, demo_server: str) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, settled, f"{demo_server}/ledgers")
    ink = "[...document.querySelectorAll('.top-title, .table td, h2, [data-testid=stText]')].map(e => getComputedStyle(e).color)"
    assert "rgb(15, 24, 34)" not in page.evaluate(ink)
    page.emulate_media(media="print", color_scheme="dark")
    assert {*page.evaluate(ink)} == {"rgb(15, 24, 34)"}
