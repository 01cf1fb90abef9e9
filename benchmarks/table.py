"""What a benchmark found, printed line by line: measured, limit, ok or OVER."""

import statistics
from collections.abc import Sequence

OK, OVER = "ok", "OVER"


class Table:
    """One section of the report; lines appear as soon as they are known."""

    def __init__(self, title: str, about: str = "") -> None:
        self.over: list[str] = []
        self.title = title
        print(f"\n== {title}", flush=True)
        if about:
            print(f"   {about}")
        print(f"   {'':<58}{'measured':>12}{'limit':>10}", flush=True)

    def line(self, name: str, measured: float, unit: str, limit: float | None = None, note: str = "") -> None:
        """One measurement; without a limit it is there for information."""
        mark = "" if limit is None else OK if measured <= limit else OVER
        if mark == OVER:
            self.over.append(f"{self.title}: {name}")
        bound = "" if limit is None else number(limit, unit)
        print(f"   {name:<58}{number(measured, unit):>12}{bound:>10}  {mark:<5}{note}".rstrip(), flush=True)

    def fail(self, fault: BaseException) -> None:
        """The section broke off; the others go on."""
        self.over.append(f"{self.title}: did not finish")
        print(f"   FAILED: {type(fault).__name__}: {fault}", flush=True)


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
