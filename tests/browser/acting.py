"""What a reader does in the browser, for the tests of this folder."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from engine.subjects.lines_of_work import LEDGERS

WORK = list(LEDGERS)
CONTENTS = (Path(__file__).resolve().parents[2] / "dashboard.py").read_text(encoding="utf-8")
# Name of a page → its path in the address, as dashboard.py has them.
PAGES = {
    name: "" if name == "overview" else name for name in re.findall(r'url_path="(\w+)"', CONTENTS) if name != "front"
}
WITH_CHARTS = ["overview", "indicator", "villages", *WORK, "warnings"]
Wait = Callable[[Page], None]
# What Streamlit 1.67 itself gets wrong; nothing here is made by our pages.
STREAMLITS_OWN = {
    "aria-allowed-attr",
    "aria-valid-attr-value",
    "landmark-one-main",
    "region",
    "scrollable-region-focusable",
    "nested-interactive",
    "presentation-role-conflict",  # the field of st.file_uploader
}


def opened(page: Page, settled: Wait, address: str) -> None:
    page.goto(address)
    settled(page)


def query(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def choose(page: Page, field: str, label: str) -> None:
    """Choose in one of the fields beside the page: place, year, office."""
    page.locator(f"select[name={field}]").select_option(label=label)


def turn(page: Page, title: str) -> None:
    """Click a page's name in the menu."""
    page.get_by_role("navigation", name="页面").get_by_role("link", name=title, exact=True).click()
    expect(page).to_have_title(re.compile(title), timeout=15_000)


def at_rest(box: Locator, frames: int = 12) -> None:
    """Wait until an element has kept its place and its size for so many pictures of the screen, and nothing in it moves."""
    box.evaluate(
        """async (box, frames) => {
            const moving = (a) => a.playState === "running" && isFinite(a.effect.getComputedTiming().endTime);
            let [still, before] = [0, ""];
            for (let n = 0; n < 600 && still < frames; n++) {
                await new Promise(requestAnimationFrame);
                const { x, y, width, height } = box.getBoundingClientRect();
                const now = [x, y, width, height, box.scrollHeight].join();
                still = now === before && !box.getAnimations({ subtree: true }).some(moving) ? still + 1 : 0;
                before = now;
            }
        }""",
        frames,
    )


def click_text(page: Page, text: str | re.Pattern, above: int = 0) -> None:
    """Click a bar of a chart by the words in or under it; what takes the click is an invisible bar behind them."""
    words = page.locator("svg text", has_text=text).first
    words.scroll_into_view_if_needed()
    at_rest(words)
    box = words.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - above)


def axe(page: Page, **options: object) -> list[tuple[str, list[str]]]:
    """What axe finds wrong, and we could mend: (rule, elements that break it)."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(v["id"], [n["html"][:160] for n in v["nodes"]][:4]) for v in found if v["id"] not in STREAMLITS_OWN]
