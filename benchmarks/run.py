"""What a click, an answer and a large home cost: `make bench`, or `python benchmarks/run.py --small` for a quick look.

Everything is measured in one run on one machine, so the ratios hold where the times do not.
"""

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import overview  # noqa: E402
from servers import bare_page, dashboard  # noqa: E402

DEMONSTRATION = ROOT / "data"
SECTIONS = ("overview", "province")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small province and few clicks")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        on_pages(Path(scratch), options.small)


def on_pages(scratch: Path, small: bool) -> None:
    figures, cache = scratch / "figures.json", scratch / "cache"
    with dashboard(DEMONSTRATION, cache) as server:
        places, years = overview.take_figures(server, figures)
    clicks = overview.steps(places, years)
    with dashboard(DEMONSTRATION, cache) as ours, bare_page(figures, scratch) as bare:
        overview.measure(ours, bare, clicks, 1 if small else 2)


if __name__ == "__main__":
    main()
