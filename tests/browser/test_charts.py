"""Charts as a reader meets them: clicked, by keyboard, taken away as a picture."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pypdf
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from engine.figures import of_places, time_frame
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects.lines_of_work import of_page
from tests.browser.acting import WORK, Wait, choose, opened
from tests.browser.conftest import BUILD, ROOT


def counted(page: str, level: str = "乡") -> tuple[str, dict[int, int]]:
    """The name of the first count of a page at a level of place, and what each month of 2024 brought, from the facts."""
    scope = questions.open_scope(Home(ROOT / "data"))
    rows = of_page(of_places.figures(scope, scope.place, 2024, time_frame.default_day(scope, 2024)), page)
    rows = rows[(rows["kind"] == "count") & (rows["value"] > 2) & rows["applies_to"].str.contains(level)]
    code, name = rows[["code", "name"]].iloc[0]
    day = time_frame.default_day(scope, 2024)
    months = questions.ask("months", scope, indicator=code, from_day=day.replace(month=1, day=1), as_of=day)
    return name, dict(zip(months["month"], months["numerator"], strict=True))


def opened_list(page: Page, chart: str) -> Locator:
    """The words of a chart, unfolded."""
    page.locator(f"[data-key={chart}]").get_by_role("button", name=re.compile("^查看文字版")).click()
    return page.locator(f"[data-key={chart}] .chart-list")


@pytest.mark.parametrize("name", WORK)
def test_a_month_of_each_page_of_work_leads_to_as_many_rows_as_it_says(
    name: str, page: Page, settled: Wait, demo_server: str
) -> None:
    item, months = counted(name)
    best = max(months, key=months.get)
    opened(page, settled, f"{demo_server}/{name}?year=2024&item={quote(item)}")
    line = opened_list(page, "months").get_by_role("button", name=re.compile(rf"^{best}月\s"))
    expect(line).to_contain_text(f"{months[best]:,} ")
    line.click()
    expect(page.get_by_text(f"计数合计 {months[best]:,}").first).to_be_visible(timeout=15_000)
    expect(page).to_have_url(re.compile(rf"month={best}\b"), timeout=15_000)


@pytest.mark.parametrize("name", ["services", "rivers", "petitions", "publicity", "safety"])
def test_a_village_of_each_page_of_work_leads_to_its_rows(
    name: str, page: Page, settled: Wait, demo_server: str
) -> None:
    item, _ = counted(name, "村")
    opened(page, settled, f"{demo_server}/{name}?year=2024&item={quote(item)}")
    line = opened_list(page, "ranks").get_by_role("button").nth(0)
    village, value = re.match(r"(\S+)　([\d,]+)", line.inner_text()).groups()
    line.click()
    rows = "没有对应的台账行" if value == "0" else f"计数合计 {value}"
    expect(page.get_by_text(rows).first).to_be_visible(timeout=15_000)
    expect(page).to_have_url(re.compile(rf"at={quote(village)}"), timeout=15_000)


def test_the_keyboard_alone_reaches_the_filter_the_words_of_a_chart_and_the_rows(
    page: Page, settled: Wait, demo_server: str
) -> None:
    scope = questions.open_scope(Home(ROOT / "data"))
    day, village = time_frame.default_day(scope, 2025), "乙村"
    code = next(code for code, name in questions.known_places(scope).items() if name == village)
    asked = {"indicator": "patrols_village", "from_day": day.replace(month=1, day=1), "as_of": day}
    month, count = questions.ask("months", scope, place=code, **asked)[["month", "numerator"]].iloc[0]
    opened(page, settled, f"{demo_server}/rivers?item={quote('村级河长巡河')}")

    def tab_to(label: str, within: str = "body") -> None:
        for _ in range(150):
            page.keyboard.press("Tab")
            here = page.evaluate(
                "box => { const e = document.activeElement;"
                "const own = e.matches('button, a, summary') ? e.textContent : '';"
                "const words = [e.getAttribute('aria-label'), e.labels?.[0]?.textContent, own];"
                "return e.closest(box) ? words.join(' ') : '' }",
                within,
            )
            if label in here:
                return
        pytest.fail(f"the keyboard does not reach {label}")

    tab_to("范围")
    while page.evaluate("document.activeElement.selectedOptions[0].text") != village:
        page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id("stMain")).to_contain_text(f"{village} · 2025年", timeout=15_000)
    settled(page)
    tab_to("查看文字版", "[data-key=months]")
    page.keyboard.press("Enter")
    tab_to(f"{month}月", "[data-key=months]")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"计数合计 {count}").first).to_be_visible(timeout=15_000)
    expect(page).to_have_url(re.compile(rf"month={month}\b"), timeout=15_000)


def test_the_manual_is_ten_to_fifteen_sheets_of_paper(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/manual")
    for picture in page.get_by_test_id("stImage").locator("img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    path = BUILD / "print" / "manual.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.pdf(path=path, prefer_css_page_size=True)
    assert 10 <= len(pypdf.PdfReader(path).pages) <= 15


def test_a_chart_is_taken_away_as_a_picture_with_its_title_day_and_source(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/rivers")
    drawn = page.locator("[data-key=months] .chart").bounding_box()
    with page.expect_download() as download:
        page.locator("[data-key=months]").get_by_role("button", name=re.compile("^下载图片")).click()
    assert download.value.suggested_filename.startswith(page.locator("[data-key=months] h2").inner_text()[:10])
    picture = Image.open(Path(download.value.path()))
    assert picture.width >= 960 and picture.height / 2 > drawn["height"] + 80  # room for title and source


def test_a_picture_of_a_chart_keeps_what_the_reader_sees(
    page: Page, settled: Wait, demo_server: str, keep_picture: Callable[[Page, str], Path]
) -> None:
    opened(page, settled, f"{demo_server}/rivers")
    before = page.locator("[data-key=months] svg").first.text_content()
    with page.expect_download():
        page.locator("[data-key=months]").get_by_role("button", name=re.compile("^下载图片")).click()
    assert page.locator("[data-key=months] svg").first.text_content() == before


def test_back_to_all_takes_the_narrowing_out_of_page_and_address_for_good(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/rivers?item={quote('村级河长巡河')}")
    expect(page.get_by_text("计数合计")).to_have_count(0)
    opened_list(page, "ranks").get_by_role("button", name=re.compile("^丁村")).click()
    expect(page.get_by_text("河长巡河台账 4 行，计数合计 4")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="返回全部").click()
    expect(page.get_by_text("河长巡河台账 27 行，计数合计 27")).to_be_visible(timeout=15_000)
    expect(page).not_to_have_url(re.compile("at="))
    choose(page, "year", "2024年")
    expect(page.get_by_test_id("stMain")).to_contain_text("2024年", timeout=15_000)
    settled(page)
    expect(page.get_by_text("计数合计 60")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize(
    ("name", "chart", "ledger"), [("rivers", "gaps", "HZ-"), ("enforcement", "training-hours", "RY-")]
)
def test_the_bar_of_a_person_leads_to_their_ledger_row(
    name: str, chart: str, ledger: str, page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/{name}")
    opened_list(page, chart).get_by_role("button").last.click()
    expect(page).to_have_title(re.compile("台账"), timeout=15_000)
    expect(page.get_by_role("heading", name=re.compile(f"编号 {ledger}"))).to_be_visible(timeout=15_000)


OVERLAPS = """() => [...document.querySelectorAll('.chart')].flatMap((chart) => {
  const box = chart.getBoundingClientRect();
  const words = [...chart.querySelectorAll('svg text')].filter((text) => text.textContent.trim());
  const found = words.map((text) => [text.textContent, text.getBoundingClientRect()]);
  const size = (text) => parseFloat(getComputedStyle(text).fontSize);
  const small = words.filter((text) => size(text) < 14).map((text) => `small: ${text.textContent}`);
  const out = found.filter(([, at]) => at.left < box.left - 3 || at.right > box.right + 20).map(([text]) => `out: ${text}`);
  const over = found.flatMap(([text, one], n) => found.slice(n + 1).filter(([, other]) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 6).map(([other]) => `${text} / ${other}`));
  const low = Math.abs(box.height - chart._fullLayout.height) > 1 ? [`height: ${chart.told.title}`] : [];
  return [...small, ...out, ...over, ...low, ...found.map(([text]) => text).filter((text) => text.includes('…'))];
})"""


@pytest.mark.parametrize("name", ["overview", "warnings", "villages", "indicator", *WORK])
def test_words_in_charts_are_whole_and_stand_on_no_others_also_after_the_window_changed(
    name: str, page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/{name}")
    for width in (1366, 390, 768, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(600)
        assert (width, page.evaluate(OVERLAPS)) == (width, [])


def test_a_row_that_a_phone_parts_is_one_line_on_a_desk(page: Page, settled: Wait, demo_server: str) -> None:
    parted = "[...document.querySelectorAll('.chart')].map((plot) => plot.told.joins.length - plot.joined)"
    page.set_viewport_size({"width": 360, "height": 900})
    opened(page, settled, f"{demo_server}/overview")
    assert sum(page.evaluate(parted)) > 0
    page.set_viewport_size({"width": 1366, "height": 900})
    page.wait_for_timeout(600)
    assert sum(page.evaluate(parted)) == 0
