"""How well the figures of a report are found: against labelled passages, those the rules were written with and others.

A figure is right when its value, its unit and its qualifier are. The passages are tests/reconciling/labelled/*.jsonl.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from engine.reconciling.extracting.extraction import extract

TESTS = Path(__file__).resolve().parent.parent / "tests" / "reconciling"
PARTS = {"used": "used while writing the rules", "held-back": "held back"}
LIMIT = 0.03  # of the figures may be missed, and of those found may be wrong
PAGE = 1500  # characters


class Score(NamedTuple):
    """Counts of figures: labelled, found, and found as labelled."""

    labelled: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.labelled


def passages(part: str) -> list[dict]:
    """The labelled passages of "used" or "held-back"."""
    lines = (TESTS / "labelled" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def score(labelled: Iterable[dict]) -> Score:
    """What extract() makes of the passages, each compared as a bag of (value, unit, qualifier)."""
    counts = [0, 0, 0]
    for passage in labelled:
        said = Counter((float(value), unit, qualifier) for _, value, unit, qualifier in passage["figures"])
        found = Counter((float(one.value), one.unit, one.qualifier) for one in extract(passage["text"]))
        for place, bag in enumerate((said, found, said & found)):
            counts[place] += bag.total()
    return Score(*counts)


def measure() -> None:
    """The section of `make bench`."""
    from table import Table  # its tally of what is over its limit is one; under another name it would be two

    table = Table("extraction of figures from reports", "precision and recall of value + unit + qualifier together")
    for part, name in PARTS.items():
        result = score(passages(part))
        note = f"precision {result.precision:.3f}, recall {result.recall:.3f}"
        table.line(f"{name}: missed", result.labelled - result.right, "", LIMIT * result.labelled, note)
        table.line(f"{name}: found wrongly, of {result.found}", result.found - result.right, "", LIMIT * result.found)
    text = (TESTS / "report-2024.txt").read_text(encoding="utf-8")
    for pages, limit in ((10, 300), (300, 10_000)):
        began = time.perf_counter()
        extract((text * (pages * PAGE // len(text) + 1))[: pages * PAGE])
        table.line(f"a report of {pages} pages", (time.perf_counter() - began) * 1000, "ms", limit)
