"""No test sees the demonstration, or a home of the person at the keyboard, unless it asks for it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]
HOMES = ROOT / "tests" / "data"
DEMONSTRATION = ROOT / "data"
FORKING = "tests/importing/test_faults.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that fork come first: a worker that has run a thousand others takes three times as long to copy itself."""
    items.sort(key=lambda item: not item.nodeid.startswith(FORKING))


class ByFile(LoadScopeScheduling):
    """A file is one worker's, and so are all that need a browser: one Chromium and one server per home, warm for the next."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "tests/browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def sealed_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tiny home by default, and snapshots in one folder for the whole run, so that each is built once."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_HOME", str(HOMES / "tiny"))
        patch.setenv("LEDGER_CACHE", str(folder / "snapshots"))
        if "streamlit.testing.v1" in sys.modules:
            _look_for_components_once(patch)
        yield


def _look_for_components_once(patch: pytest.MonkeyPatch) -> None:
    """Each AppTest reads what every installed package says of itself, for components of Streamlit: longer than a page takes."""
    from streamlit.components.v2 import manifest_scanner

    patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))


@pytest.fixture
def demo_home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration, for tests that say so in their name."""
    monkeypatch.setenv("LEDGER_HOME", str(DEMONSTRATION))
    return DEMONSTRATION


@pytest.fixture
def own_copy(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of one of the homes of tests/data, to write to."""

    def copy(name: str) -> Path:
        return shutil.copytree(HOMES / name, tmp_path / name)

    return copy
