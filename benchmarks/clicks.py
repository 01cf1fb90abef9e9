"""总览 against the bare page in Chromium: from a click on a filter to the last chart repainted, and opening the page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from servers import Server
from table import Table, median, spread

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell")
# Without these Chromium itself calls out and uses the processor.
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
CLICK, FIRST, RELOAD = 1.0, 3.0, 1.5  # limits: times the bare page, seconds, seconds
# Notes when an option of a filter was clicked and in which frame something inside a chart last changed.
WATCH = """
window.bench = {clicked: 0, changed: 0, frames: 0};
const chart = '[data-testid=stPlotlyChart], .chart';
const element = node => node.nodeType === 1 ? node : node.parentElement;
const inside = change => element(change.target)?.closest(chart) ||
    [...change.addedNodes].some(node => node.nodeType === 1 && (node.matches(chart) || node.querySelector(chart)));
let asked = false;
const painted = () => { asked = false; window.bench.changed = performance.now(); window.bench.frames += 1; };
new MutationObserver(changes => {
    if (!asked && changes.some(inside)) { asked = true; requestAnimationFrame(painted); }
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
document.addEventListener('click', event => {
    if (event.target.closest('[role=option]')) Object.assign(window.bench, {clicked: performance.now(), frames: 0});
}, true);
"""
# Settled: the script has run, all charts stand, and nothing in them has changed since.
SETTLED = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.querySelectorAll('.js-plotly-plot .main-svg').length
    && !document.querySelector('[data-stale=true]')
    && window.bench.changed > window.bench.clicked && performance.now() - window.bench.changed > 700"""


@contextmanager
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not program:
        raise RuntimeError("no browser: run tools/install_browser.sh, or name one with CHROMIUM=/path/to/browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


def measure(ours: Server, bare: Server, clicks: list[tuple[str, str]], times: int, page: str = "") -> None:
    """Print both tables: opening the first page, then `times` clicks on a page and on the bare one in turn."""
    name_of = page or "overview"
    with chromium() as browser:
        if not page:
            _opening(browser, ours, bare, max(times // 5, 3))
        table = Table(
            f"{name_of}, browser", "a click on an option of 范围 or 年度 until the last chart is repainted, alternating"
        )
        pages = [_open(browser, ours, page)[0], _open(browser, bare)[0]]
        found: list[list[float]] = [[], []]
        frames: list[list[float]] = [[], []]
        # Two clicks each to warm up, not counted.
        for number in range(times + 2):
            for visit, seconds, drawn in zip(pages, found, frames, strict=True):
                took, count = _click(visit, *clicks[number % len(clicks)])
                if number >= 2:
                    seconds.append(took)
                    drawn.append(count)
        for name, seconds, drawn in zip((name_of, "bare page"), found, frames, strict=True):
            note = f"{spread(seconds)}; charts changed in {median(drawn):.0f} frames"
            table.line(f"click to last chart: {name}", median(seconds) * 1000, "ms", note=note)
        table.line("click to last chart: ratio of the medians", median(found[0]) / median(found[1]), "x", CLICK)


def _opening(browser: Browser, ours: Server, bare: Server, times: int) -> None:
    """The first reader's visit, then visits with an empty browser cache and reloads with a full one."""
    table = Table(
        "overview, opening", "from the navigation until the last chart is drawn, a fresh browser profile each time"
    )
    opened: list[list[float]] = [[], []]
    again: list[list[float]] = [[], []]
    # Chromium's own start is not the page's: a reader's browser is running already.
    _open(browser, bare)[0].context.close()
    for _ in range(times):
        for server, cold, warm in zip((ours, bare), opened, again, strict=True):
            page, took = _open(browser, server)
            cold.append(took)
            page.reload(wait_until="commit")
            warm.append(_settled(page)[0])
            page.context.close()
    table.line("overview, the first reader after the server's start", opened[0][0], "s", FIRST)
    table.line("overview, first load", median(opened[0]), "s", FIRST, spread(opened[0]))
    table.line("bare page, first load", median(opened[1]), "s", note=spread(opened[1]))
    table.line("overview, reload", median(again[0]), "s", RELOAD, spread(again[0]))
    table.line("bare page, reload", median(again[1]), "s", note=spread(again[1]))


def _open(browser: Browser, server: Server, path: str = "") -> tuple[Page, float]:
    """A fresh reader at a desk, and the seconds until the charts were drawn."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{server.url}/{path}", wait_until="commit")
    return page, _settled(page)[0]


def _settled(page: Page) -> tuple[float, int]:
    """Seconds from the click, or from the navigation if there was none, to the last change in a chart; and its frames."""
    page.wait_for_function(SETTLED, timeout=30_000, polling=100)
    seen = page.evaluate("window.bench")
    return (seen["changed"] - seen["clicked"]) / 1000, seen["frames"]


def _click(page: Page, label: str, option: str) -> tuple[float, int]:
    page.bring_to_front()
    box = page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").filter(has_text=label)
    box.locator("input").click()
    box.locator("input").fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    try:
        return _settled(page)
    except PlaywrightError as fault:
        raise RuntimeError(f"{label} {option} on {page.url}: {str(fault).splitlines()[0]}") from fault
