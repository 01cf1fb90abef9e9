"""Put the browser tests' screenshots into docs/: `python tools/keep_pictures.py`, after `pytest tests/browser`.

Reduced to 128 colours, which the pages do not exceed by much, a picture takes a third of the room.
"""

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
TAKEN, DOCS = ROOT / "build" / "screenshots", ROOT / "docs"


def main() -> None:
    """The whole first page for the README, the window of every page for the manual."""
    pictures = {DOCS / "overview.png": TAKEN / "overview-1366.png"}
    pictures |= {
        DOCS / "manual" / path.name: TAKEN / f"{_name(path)}-window.png" for path in (DOCS / "manual").iterdir()
    }
    missing = [taken.name for taken in pictures.values() if not taken.exists()]
    if missing:
        sys.exit(f"not in {TAKEN.relative_to(ROOT)}: {', '.join(missing)}; run the browser tests first")
    for kept, taken in pictures.items():
        Image.open(taken).convert("RGB").quantize(128).save(kept, optimize=True)


def _name(path: Path) -> str:
    """核对 shows little before a report lies on it: its picture is taken with one."""
    return "reconcile-marked" if path.stem == "reconcile" else path.stem


if __name__ == "__main__":
    main()
