"""Every test runs on the tiny home of another township; the demonstration is out of reach unless a test asks for it."""

import os
from pathlib import Path

import pytest

from engine.home import DEFAULTS, Home

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("snapshots")


@pytest.fixture(autouse=True)
def _tiny_world(monkeypatch: pytest.MonkeyPatch, _cache: Path) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(DATA / "tiny"))
    monkeypatch.setenv("LEDGER_CACHE", str(_cache))


@pytest.fixture
def tiny_home() -> Home:
    return Home(DATA / "tiny")


@pytest.fixture
def demo_home(monkeypatch: pytest.MonkeyPatch) -> Home:
    """The demonstration: only for tests named for it."""
    monkeypatch.setenv("LEDGER_HOME", str(DEFAULTS))
    return Home(Path(os.environ["LEDGER_HOME"]))
