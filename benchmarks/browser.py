"""A reader in Chromium: opens a page of ours or a bare one, clicks a filter, and knows when the last chart was repainted."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from servers import Server

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell")
# Without these Chromium itself calls out and uses the processor.
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
NAMES = {"范围": "place", "年度": "year"}  # of the filters, by their labels
# Notes when an option of a filter was clicked and in which frame something inside a chart last changed.
WATCH = """
window.bench = {clicked: 0, changed: 0, frames: 0};
const chart = '[data-testid=stPlotlyChart], .chart, .dash-graph';
const element = node => node.nodeType === 1 ? node : node.parentElement;
const inside = change => element(change.target)?.closest(chart) ||
    [...change.addedNodes].some(node => node.nodeType === 1 && (node.matches(chart) || node.querySelector(chart)));
let asked = false;
const painted = () => { asked = false; window.bench.changed = performance.now(); window.bench.frames += 1; };
new MutationObserver(changes => {
    if (!asked && changes.some(inside)) { asked = true; requestAnimationFrame(painted); }
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
const clicked = () => Object.assign(window.bench, {clicked: performance.now(), frames: 0});
document.addEventListener('click', event => event.target.closest('[role=option]') && clicked(), true);
document.addEventListener('input', event => event.composedPath()[0].matches('select') && clicked(), true);
"""
# Settled: the script has run (Dash says in its title that it has not), all charts stand, nothing in them has changed since.
SETTLED = """() => (document.querySelector('[data-testid=stApp]')?.dataset.testScriptState ?? 'notRunning') === 'notRunning'
    && document.title !== 'Updating...' && [...document.querySelectorAll('.js-plotly-plot')].some(plot => plot.data?.length)
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


def opened(browser: Browser, server: Server, path: str = "") -> tuple[Page, float]:
    """A fresh reader at a desk, and the seconds until the charts were drawn."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{server.url}/{path}", wait_until="commit")
    return page, settled(page)[0]


def settled(page: Page) -> tuple[float, int]:
    """Seconds from the click, or from the navigation if there was none, to the last change in a chart; and its frames."""
    page.wait_for_function(SETTLED, timeout=30_000, polling=100)
    seen = page.evaluate("window.bench")
    return (seen["changed"] - seen["clicked"]) / 1000, seen["frames"]


def click(page: Page, label: str, option: str) -> tuple[float, int]:
    """Choose an option of a filter; seconds until the last chart was repainted, and in how many frames charts changed."""
    page.bring_to_front()
    _choose(page, label, option)
    try:
        return settled(page)
    except PlaywrightError as fault:
        raise RuntimeError(f"{label} {option} on {page.url}: {str(fault).splitlines()[0]}") from fault


def _choose(page: Page, label: str, option: str) -> None:
    """A native select where there is one; else Streamlit's or Dash's list, which open at a first click."""
    native = page.locator(f"select[name={NAMES[label]}]")
    if native.count():
        native.select_option(label=option)
        return
    box = page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").filter(has_text=label)
    if box.count():
        box.locator("input").click()
        box.locator("input").fill(option)
    else:
        page.locator(f"#{NAMES[label]}").click()
    page.get_by_role("option", name=option, exact=True).click()
