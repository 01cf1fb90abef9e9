"""A dashboard that runs, a real browser that reads it, and a network that ends at localhost."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.browser.acting import Wait, at_rest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these Chromium itself calls out, which is not what is tested here.
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
# All tabs of one site live in one process: it knows the scripts already, so that a tab opens in half the time.
AS_MAKE_RUN = ("tools/serve.py",)
ONE_PROCESS = ["--process-per-site"]
DESK = {"width": 1366, "height": 900}
HERE = {"localhost", "127.0.0.1"}


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start the dashboard on a home and get its address; one server per home and program, ended with the tests."""
    running: dict[tuple, tuple[str, subprocess.Popen]] = {}

    def start(home: Path, *program: str) -> str:
        if (home, program) not in running:
            running[home, program] = _start(home, program or AS_MAKE_RUN)
        return running[home, program][0]

    yield start
    for _, server in running.values():
        server.terminate()
    for _, server in running.values():
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="session")
def demo_server(serve: Callable[[Path], str]) -> str:
    """The demonstration home."""
    return serve(ROOT / "data")


@pytest.fixture(scope="session")
def tiny_server(serve: Callable[[Path], str]) -> str:
    """The hand-computable home of another township."""
    return serve(ROOT / "tests" / "data" / "tiny")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, "no browser: run tools/install_browser.sh, or name one with CHROMIUM=/path/to/browser"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET + ONE_PROCESS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """Where the tabs of all tests are opened; a first one stays open, and with it the process that serves the others."""
    context = browser.new_context(viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True)
    first = context.new_page()
    first.route("**/*", lambda route: route.fulfill(body=""))
    first.goto("http://localhost")
    yield context
    context.close()


@contextmanager
def reading(desk: BrowserContext, errors: list[str]) -> Iterator[Page]:
    """A fresh reader: a tab that remembers nothing. Fails afterwards if anything was asked of another host than this one."""
    asked: list[str] = []
    listen = lambda request: asked.append(request.url)  # noqa: E731  to be taken away again, it needs a name
    desk.on("request", listen)
    reader = desk.new_page()
    reader.on("websocket", lambda socket: asked.append(socket.url))
    reader.on("console", lambda message: _keep_error(message, errors))
    reader.on("pageerror", lambda fault: errors.append(str(fault)))
    try:
        yield reader
    finally:
        desk.remove_listener("request", listen)
        for tab in desk.pages[1:]:
            with suppress(Error):  # a tab that never got anywhere has nothing to forget
                tab.evaluate("localStorage.clear()")
            tab.close()
        desk.clear_cookies()
    outside = sorted({url for url in asked if _leaves(url)})
    assert outside == [], "requests left localhost"


@pytest.fixture
def console_errors() -> list[str]:
    """What the page under test complained about in the browser's console."""
    return []


@pytest.fixture
def page(desk: BrowserContext, console_errors: list[str]) -> Iterator[Page]:
    """A fresh reader at a desk, for one test."""
    with reading(desk, console_errors) as reader:
        yield reader


@pytest.fixture(scope="session")
def settled() -> Wait:
    """Wait until the script has run, nothing is stale and the charts that are on the page are drawn."""

    def wait(page: Page) -> None:
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=30_000)
        expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=30_000)
        expect(page.locator(".chart:not([data-drawn])")).to_have_count(0, timeout=30_000)

    return wait


@pytest.fixture
def keep_picture(settled: Wait) -> Callable[[Page, str], Path]:
    """The whole page, not only what the window shows, as build/screenshots/<name>-<width>.png."""

    def keep(page: Page, name: str) -> Path:
        window = page.viewport_size
        # The page scrolls inside a box of its own: only a window of its full height shows all of it.
        height = page.get_by_test_id("stMain").evaluate("box => box.scrollHeight")
        page.set_viewport_size({"width": window["width"], "height": max(height, window["height"])})
        settled(page)
        at_rest(page.get_by_test_id("stMain"))
        path = BUILD / "screenshots" / f"{name}-{window['width']}.png"
        page.screenshot(path=path, animations="disabled")
        page.set_viewport_size(window)
        return path

    return keep


def _start(home: Path, program: tuple[str, ...]) -> tuple[str, subprocess.Popen]:
    port = _free_port()
    log = BUILD / "logs" / f"dashboard-{home.name}-{port}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    options = ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
    with log.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, *program, *options],
            cwd=ROOT,
            env=os.environ | {"LEDGER_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    address = f"http://localhost:{port}"
    for _ in range(240):
        if server.poll() is not None or _healthy(address):
            break
        time.sleep(0.25)
    if not _healthy(address):
        server.kill()
        pytest.fail(f"the dashboard did not start:\n{log.read_text(errors='replace')[-3000:]}")
    return address, server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def _healthy(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except HTTPError as fault:
        return fault.code == 404  # it stands under a path of its own
    except (URLError, OSError):
        return False


def _leaves(url: str) -> bool:
    return bool(re.match("(https?|wss?):", url)) and urlsplit(url).hostname not in HERE


def _keep_error(message: ConsoleMessage, errors: list[str]) -> None:
    if message.type == "error":
        errors.append(message.text)
