"""What the annual report and the brief cost: in a process that has read nothing yet, and again; on any home, for any place."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from table import Table, median

from engine.ledgers.home import Home
from engine.reporting import brief, report
from engine.snapshot import questions
from engine.snapshot.questions import Scope

LIMIT = 3.0  # seconds for the report of one township
AGAIN = 5


def measure(home: Home, year: int, place: str | None = None) -> None:
    """Print what the report of one place costs, with the folder of snapshots as it is."""
    scope = questions.open_scope(home)
    table = Table("report", f"{place or scope.place}, {year}; the Word file with its five annexes, and the brief")
    first, size = _timed(lambda: report.write(scope, year, place=place))
    table.line("report, nothing worked out before", first, "s", LIMIT, f"{size / 1024:,.0f} KB")
    again = [_timed(lambda: report.write(scope, year, place=place))[0] for _ in range(AGAIN)]
    table.line("report, again", median(again), "s", LIMIT, f"n={AGAIN}")
    table.line("brief", _timed(lambda: brief.write(scope, year, place=place))[0], "s", LIMIT)
    table.line("report to a file, as the page writes it", _saved(scope, year, place), "s", LIMIT)


def _timed(made: Callable[[], bytes]) -> tuple[float, int]:
    began = time.perf_counter()
    content = made()
    return time.perf_counter() - began, len(content)


def _saved(scope: Scope, year: int, place: str | None) -> float:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.docx").write_bytes(report.write(scope, year, place=place, address="http://localhost"))
    return time.perf_counter() - began
