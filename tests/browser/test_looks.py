"""How every page looks: without a complaint, to a screen reader, on a desk, on a phone, without colour, on paper.

These tests only look, so each page is opened once for all of them; those that change the light or the window come last.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from playwright.sync_api import BrowserContext, Page

from engine.charts.palette import DARK, LIGHT
from tests.browser.acting import PAGES, WITH_CHARTS, Wait, at_rest, axe, opened
from tests.browser.conftest import BUILD, reading

# Radicals that a PDF file may hold instead of the character, where Unicode does not call them the same.
RADICALS = str.maketrans(
    "戶⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻰", "户母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐龙"
)
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


Keep = Callable[[Page, str], Path]


class Shown(NamedTuple):
    """A page of the demonstration as it came to a reader at a desk, and what it complained of since."""

    name: str
    page: Page
    errors: list[str]


@pytest.fixture(scope="module", params=PAGES)
def shown(request: pytest.FixtureRequest, desk: BrowserContext, settled: Wait, demo_server: str) -> Iterator[Shown]:
    errors: list[str] = []
    with reading(desk, errors) as reader:
        opened(reader, settled, f"{demo_server}/{PAGES[request.param]}")
        yield Shown(request.param, reader, errors)


def test_no_page_complains_in_the_console(shown: Shown) -> None:
    # Streamlit asks for its own addresses below a page's path first and then finds them at the root.
    assert [error for error in shown.errors if "404" not in error] == []


def test_axe_finds_nothing_beyond_what_is_streamlits_own(shown: Shown) -> None:
    assert axe(shown.page) == []


def test_each_page_has_its_picture_and_no_sideways_scrolling_on_a_desk(shown: Shown, keep_picture: Keep) -> None:
    pictured(shown, keep_picture, "window")


def test_without_colour_every_bar_that_needs_somebody_has_its_sign_and_word(shown: Shown) -> None:
    rgb = {tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5)) for colour in (LIGHT.red, LIGHT.amber)}
    for number, chart in enumerate(shown.page.locator(".chart").all()):
        fills = chart.locator(".bars .point path").evaluate_all("all => all.map(bar => getComputedStyle(bar).fill)")
        warned = [fill for fill in fills if tuple(map(int, re.findall(r"\d+", fill)[:3])) in rgb]
        # a status by its sign, a part of a stacked bar by its word
        signs = re.findall("[◆■✕]|超期|临期|满意", chart.locator("svg").first.text_content() or "")
        assert not warned or signs, f"{shown.name}, chart {number}"


def test_on_paper_each_chart_is_whole_and_on_one_page(shown: Shown) -> None:
    path = BUILD / "print" / f"{shown.name}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    shown.page.pdf(path=path, prefer_css_page_size=True)
    sheets = [plain(sheet.extract_text()) for sheet in pypdf.PdfReader(path).pages]
    charts = shown.page.locator(".chart").all()
    assert bool(charts) == (shown.name in WITH_CHARTS)
    for chart in charts:
        words = [plain(text) for text in chart.locator("svg text").all_text_contents()]
        lost = min((sorted({word for word in words if word not in sheet}) for sheet in sheets), key=len)
        assert lost == [], f"{len(lost)} of {len(words)} words are on another sheet"
    if shown.name != "manual":  # which speaks of these buttons
        assert not any(plain("下载图片") in sheet or plain("责任单位 全部单位") in sheet for sheet in sheets)


def plain(text: str) -> str:
    """The text as it reads: PDF files hold look-alikes of some characters, and spaces of their own."""
    return re.sub(r"\s|[‒–-]", "", unicodedata.normalize("NFKC", text)).replace("⸺", "——").translate(RADICALS)


def test_axe_finds_no_colour_wrong_in_the_dark(shown: Shown, settled: Wait, demo_server: str) -> None:
    shown.page.emulate_media(color_scheme="dark")
    opened(shown.page, settled, f"{demo_server}/{PAGES[shown.name]}")
    if shown.name in WITH_CHARTS:
        shown.page.locator(".chart[data-drawn]").first.wait_for()
    shown.page.wait_for_function("[...document.querySelectorAll('.chart')].every(chart => chart.dataset.drawn)")
    inks = shown.page.locator(".chart").evaluate_all("all => all.map(chart => chart.layout.font.color)")
    assert {*inks} == ({DARK.text} if shown.name in WITH_CHARTS else set())
    assert axe(shown.page, runOnly={"type": "rule", "values": COLOUR_RULES}) == []


def test_each_page_has_its_picture_and_no_sideways_scrolling_on_a_phone(
    shown: Shown, settled: Wait, demo_server: str, keep_picture: Keep
) -> None:
    shown.page.emulate_media(color_scheme="light")
    shown.page.set_viewport_size({"width": 390, "height": 900})
    opened(shown.page, settled, f"{demo_server}/{PAGES[shown.name]}")
    pictured(shown, keep_picture, "phone")


def pictured(shown: Shown, keep_picture: Keep, kind: str) -> None:
    main = shown.page.get_by_test_id("stMain")
    at_rest(main)
    shown.page.screenshot(path=BUILD / "screenshots" / f"{shown.name}-{kind}.png")
    assert keep_picture(shown.page, shown.name).stat().st_size > 20_000
    assert main.evaluate("box => box.scrollWidth") <= main.evaluate("box => box.clientWidth")
