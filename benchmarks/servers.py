"""Streamlit servers of their own process, one for each page that is compared."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """A running server; `host` is "localhost:port"."""

    host: str
    process: psutil.Process

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def cpu_seconds(self) -> float:
        """Processor time the server has used since it was started."""
        used = self.process.cpu_times()
        return used.user + used.system

    def megabytes(self) -> float:
        """Memory the server holds now."""
        return self.process.memory_info().rss / 2**20


@contextmanager
def dashboard(home: Path, cache: Path) -> Iterator[Server]:
    """The dashboard on a home, with the project's settings."""
    start = [str(ROOT / "tools" / "serve.py")]  # as `make run` starts it
    with _serve(start, ROOT, {"LEDGER_HOME": str(home), "LEDGER_CACHE": str(cache)}, cache) as server:
        yield server


@contextmanager
def bare_page(figures: Path, scratch: Path) -> Iterator[Server]:
    """The bare page with ready figures. It runs in an empty folder: Streamlit's own settings, as anybody gets them."""
    start = ["-m", "streamlit", "run", str(Path(__file__).parent / "bare_page.py")]
    with _serve(start, scratch, {"BENCH_FIGURES": str(figures)}, scratch) as server:
        yield server


@contextmanager
def bare_pages(figures: Path, scratch: Path) -> Iterator[dict[str, Server]]:
    """The bare page by the name of its framework, and beside it the same figures in Dash."""
    start = [str(Path(__file__).parent / "bare_dash.py")]
    with (
        bare_page(figures, scratch) as streamlit,
        _serve(start, scratch, {"BENCH_FIGURES": str(figures)}, scratch, "") as dash,
    ):
        yield {"bare Streamlit": streamlit, "bare Dash": dash}


@contextmanager
def _serve(
    start: list[str], folder: Path, environment: dict[str, str], logs: Path, healthy: str = "_stcore/health"
) -> Iterator[Server]:
    port = _free_port()
    options = ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
    options += ["--browser.gatherUsageStats", "false", "--server.address", "localhost"]
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / f"server-{port}.log"
    with log.open("wb") as file:
        started = subprocess.Popen(
            [sys.executable, *start, *options],
            cwd=folder,
            env=os.environ | environment | {"HOST": "localhost", "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(f"http://localhost:{port}/{healthy}", started, log)
        yield Server(f"localhost:{port}", psutil.Process(started.pid))
    finally:
        started.terminate()
        try:
            started.wait(10)
        except subprocess.TimeoutExpired:
            started.kill()


def _wait(url: str, started: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        if started.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.25)
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-1500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]
