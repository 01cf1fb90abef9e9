"""One copy of the tiny home for all tests that only change its templates, one with a changed row: each snapshot is made once."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from engine.ledgers.home import Home
from engine.reporting import templates
from tests.homes import TINY, copy_of, edit


@pytest.fixture(scope="session")
def own_tiny(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the tiny home; its ledgers stay as they are."""
    return copy_of(TINY, tmp_path_factory.mktemp("reporting"))


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The tiny home but for one cell: a patrol of 30 June 2024 lies in 2023."""
    home = copy_of(TINY, tmp_path_factory.mktemp("moved"))
    edit(home.path / "ledgers/river_patrols/2024.csv", "2024-06-30 10:00", "2023-06-30 10:00")
    return home


@pytest.fixture
def templated(own_tiny: Home) -> Iterator[Callable[..., Home]]:
    """Write a template into the home; a part's heading is put before its lines. Afterwards the defaults count again."""
    folder = own_tiny.path / templates.FOLDER

    def write(lines: str, file: str = "1_achievements.md") -> Home:
        folder.mkdir(exist_ok=True)
        text = lines if file == templates.HEAD else f"# 主要举措和成效\n{lines}\n"
        (folder / file).write_text(text, encoding="utf-8")
        return own_tiny

    yield write
    shutil.rmtree(folder, ignore_errors=True)
