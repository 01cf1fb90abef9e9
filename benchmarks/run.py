"""What a click, an answer and a large home cost: `make bench`, or `python benchmarks/run.py --small` for a quick look.

Everything is measured in one run on one machine, so the ratios hold where the times do not. The pages and the readers
are measured on the demonstration home, the answers on a generated province, which is made in a temporary folder.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import clicks  # noqa: E402
import crowd  # noqa: E402
import extraction  # noqa: E402
import importing  # noqa: E402
import opening  # noqa: E402
import province  # noqa: E402
import reconciling  # noqa: E402
import reporting  # noqa: E402
import reruns  # noqa: E402
from servers import bare_page, bare_pages, dashboard  # noqa: E402
from table import Report  # noqa: E402

from engine.ledgers.home import Home  # noqa: E402
from engine.subjects.lines_of_work import LEDGERS  # noqa: E402

DEMONSTRATION = ROOT / "data"
SECTIONS = ("extraction", "reporting", "reconciling", "overview", "pages", "readers", "importing", "province")
PAGES = ("indicator", "villages", *LEDGERS, "warnings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small province, few clicks, for a quick look")
    parser.add_argument("--only", choices=SECTIONS, help="one section alone")
    options = parser.parse_args()
    began, report = time.perf_counter(), Report()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        run: dict[str, Callable[[], None]] = {
            "extraction": extraction.measure,
            "reporting": lambda: reporting.measure(Home(DEMONSTRATION), 2024),
            "reconciling": lambda: reconciling.measure(Home(DEMONSTRATION), 2024),
            "overview": lambda: _overview(report, Path(scratch), options.small),
            "pages": lambda: _pages(report, Path(scratch), options.small),
            "readers": lambda: _readers(Path(scratch), options.small),
            "importing": lambda: importing.measure(Path(scratch) / "importing", options.small),
            "province": lambda: _province(Path(scratch), options.small),
        }
        for name in SECTIONS:
            if options.only in (None, name):
                report.attempt(name, run[name])
    report.summary(time.perf_counter() - began)
    sys.exit(1 if report.failed else 0)


def _overview(report: Report, scratch: Path, small: bool) -> None:
    figures, cache = scratch / "figures.json", scratch / "cache"
    with dashboard(DEMONSTRATION, cache) as server:
        reruns.take_figures(server, figures)
    steps = reruns.steps(figures)
    with dashboard(DEMONSTRATION, cache) as ours, bare_pages(figures, scratch) as bare:
        report.attempt("opening", lambda: opening.measure(ours, bare, 3 if small else 5))
        report.attempt("browser", lambda: clicks.measure(ours, bare, steps, 5 if small else 20))
    with dashboard(DEMONSTRATION, cache) as ours, bare_page(figures, scratch) as bare:
        reruns.measure(ours, bare, steps, 1 if small else 3)


def _pages(report: Report, scratch: Path, small: bool) -> None:
    figures, cache = scratch / "figures.json", scratch / "cache"
    for page in PAGES:
        with dashboard(DEMONSTRATION, cache) as server:
            reruns.take_figures(server, figures, page)
        steps = reruns.steps(figures)
        with dashboard(DEMONSTRATION, cache) as ours, bare_pages(figures, scratch) as bare:
            # On the server first: it asks for every view once, as a reader before this one would have.
            reruns.measure(ours, bare["bare Streamlit"], steps, 1, page)
            measure = partial(clicks.measure, ours, bare, steps, 5 if small else 12, page)
            report.attempt(f"{page}, browser", measure)


def _readers(scratch: Path, small: bool) -> None:
    with dashboard(DEMONSTRATION, scratch / "cache") as server:
        places, years = reruns.take_figures(server, scratch / "figures.json")
        crowd.measure(server, places, years, 15 if small else 60)


def _province(scratch: Path, small: bool) -> None:
    if small:
        province.measure(scratch, townships=40, rows=80_000, times=3)
    else:
        province.measure(scratch, townships=1300, rows=2_500_000, times=7)
    with dashboard(Home(scratch / "province").path, scratch / "cache") as server:
        reruns.over_a_large_home(server, ["", *PAGES, "ledgers"])


if __name__ == "__main__":
    main()
