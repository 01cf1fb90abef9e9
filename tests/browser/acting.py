"""What a reader does in the browser, for the tests of this folder."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from engine.work import LEDGERS

WORK = list(LEDGERS)
# Name of a page → its path in the address.
OFFICE = ("import", "report", "reconcile")
PAGES = {"overview": "", **{n: n for n in ("indicator", "villages", *WORK, "warnings", "ledgers", *OFFICE, "manual")}}
Wait = Callable[[Page], None]


def opened(page: Page, settled: Wait, address: str) -> None:
    page.goto(address)
    settled(page)


def query(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def click_text(page: Page, text: str | re.Pattern, above: int = 0) -> None:
    """Click a bar of a chart by the words in or under it; what takes the click is an invisible bar behind them."""
    words = page.locator("svg text", has_text=text).first
    words.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = words.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - above)


def click_row(page: Page, number: int) -> None:
    """Tick row `number` (from 1) of the first table, once it has come to rest."""
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for()
    page.wait_for_timeout(1500)
    table.evaluate("box => box.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(500)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 14, box["y"] + 33.3 * (number + 0.5))
