"""A real Chromium on a real server: nothing leaves localhost, and pictures of what was seen stay in build/."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def serve(home: Path, cache: Path) -> tuple[subprocess.Popen, str]:
    """A dashboard for one home on a free port; the caller ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"LEDGER_HOME": str(home), "LEDGER_CACHE": str(cache)}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
            return server, address
        except OSError:
            time.sleep(0.2)
    server.kill()
    raise RuntimeError("the dashboard did not come up")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """home → address, one server per home for the whole run."""
    running: dict[Path, tuple[subprocess.Popen, str]] = {}
    cache = tmp_path_factory.mktemp("served")

    def address(home: Path) -> str:
        if home not in running:
            running[home] = serve(home, cache)
        return running[home][1]

    yield address
    for server, _ in running.values():
        server.kill()


@pytest.fixture(scope="session")
def demo(served: Callable[[Path], str]) -> str:
    return served(ROOT / "data")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A Chinese reader's desktop tab that fails the test if anything is asked of another machine."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN", accept_downloads=True)
    tab = context.new_page()
    strangers: list[str] = []
    tab.on("request", lambda request: strangers.append(request.url) if not _is_local(request.url) else None)
    yield tab
    context.close()
    assert strangers == []


def _is_local(url: str) -> bool:
    return url.split("/")[2].split(":")[0] in ("localhost", "127.0.0.1") if "//" in url else True


def open_page(tab: Page, url: str) -> None:
    """Go there and wait until Streamlit has finished and every chart is drawn."""
    tab.goto(url)
    settle(tab)


def settle(tab: Page) -> None:
    """Wait until the script is done and every chart is drawn."""
    tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
    tab.wait_for_function("() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(c => c.querySelector('.main-svg'))")
    tab.wait_for_timeout(400)


def picture(tab: Page, name: str) -> Path:
    """Keep a picture of the whole page as build output."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    height = tab.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    size = tab.viewport_size or {"width": 1366, "height": 900}
    tab.set_viewport_size({"width": size["width"], "height": max(int(height), size["height"])})
    settle(tab)
    path = PICTURES / f"{name}.png"
    tab.screenshot(path=path)
    tab.set_viewport_size(size)
    return path
