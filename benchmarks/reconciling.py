"""What laying a report of ten pages beside the ledgers costs: in a process that has read nothing yet, and again."""

import io
import time
from collections.abc import Callable
from typing import Any

import docx
from table import Table, median

from engine.ledgers.home import Home
from engine.reconciling import documents, marked_word
from engine.reconciling.reconcile import reconcile
from engine.reporting import report
from engine.snapshot import questions

PAGES, PAGE = 10, 28 * 22  # characters of an official page
AGAIN = 5


def measure(home: Home, year: int, place: str | None = None, limit: float = 2.0) -> None:
    """Print what it costs for one place, with the folder of snapshots as it is; `limit` in seconds."""
    scope = questions.open_scope(home)
    written = report.text(scope, year, place=place)
    text = written * -(-PAGES * PAGE // len(written))
    table = Table("reconciling", f"{place or scope.place}, {year}; a report of {len(text):,} characters")
    first, found = _timed(lambda: reconcile(scope, text, year, place=place))
    table.line("reconciled, for the first time", first, "s", limit, f"{len(found.figures)} figures")
    again = [_timed(lambda: reconcile(scope, text, year, place=place))[0] for _ in range(AGAIN)]
    table.line("reconciled, again", median(again), "s", limit, f"n={AGAIN}")
    word = _word(text)
    table.line("read from Word", _timed(lambda: documents.read("report.docx", word))[0], "s", limit)
    table.line("Word with comments", _timed(lambda: marked_word.document(found, "全乡"))[0], "s", limit)


def _timed(made: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = made()
    return time.perf_counter() - began, result


def _word(text: str) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()
