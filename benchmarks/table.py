"""What a benchmark found, printed line by line: measured, limit, ok or OVER."""

import statistics
import traceback
from collections.abc import Callable, Sequence
from typing import ClassVar

OK, OVER = "ok", "OVER"


class Table:
    """One section of the report; lines appear as soon as they are known."""

    over: ClassVar[list[str]] = []

    def __init__(self, title: str, about: str = "") -> None:
        self.title = title
        print(f"\n== {title}")
        if about:
            print(f"   {about}")
        print(f"   {'':<62}{'measured':>13}{'limit':>10}", flush=True)

    def line(self, name: str, measured: float, unit: str, limit: float | None = None, note: str = "") -> None:
        """One measurement; without a limit it is there for information."""
        mark = "" if limit is None else OK if measured <= limit else OVER
        if mark == OVER:
            Table.over.append(f"{self.title}: {name}: {number(measured, unit)}, limit {number(limit, unit)}")
        bound = "" if limit is None else number(limit, unit)
        print(f"   {name:<62}{number(measured, unit):>13}{bound:>10}  {mark:<5}{note}".rstrip(), flush=True)


class Report:
    """The whole run: a section that breaks off is said so, and the next one begins."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def attempt(self, name: str, section: Callable[[], None]) -> None:
        """Run one section; what breaks it is printed where its table should have gone on."""
        try:
            section()
        except Exception as fault:
            self.failed.append(name)
            where = traceback.extract_tb(fault.__traceback__)[-1]
            print(f"   FAILED: {type(fault).__name__}: {fault} ({where.filename.rpartition('/')[2]}:{where.lineno})")

    def summary(self, seconds: float) -> None:
        """What is over its limit, in the last lines."""
        print(f"\n== summary, after {seconds:.0f} s")
        for line in Table.over:
            print(f"   {OVER}  {line}")
        for name in self.failed:
            print(f"   FAILED  {name}")
        if not Table.over and not self.failed:
            print("   everything within its limit")


def number(value: float, unit: str) -> str:
    """A value with its unit: ratios and seconds to two decimals, milliseconds to one, the rest whole."""
    digits = {"x": 2, "s": 2, "ms": 1}.get(unit, 0)
    return f"{value:,.{digits}f} {unit}"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the measurements do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def spread(values: Sequence[float]) -> str:
    """How far the measurements lie apart, in milliseconds."""
    return f"n={len(values)}, {min(values) * 1000:.0f} to {max(values) * 1000:.0f} ms"
