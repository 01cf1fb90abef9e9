"""What the verbs of importing say at their beginning and where they cannot go on."""

import sys

from engine.importing.shelves import sweeping
from engine.ledgers.home import Home


def report(home: Home) -> list[str]:
    """Say what is not as the journal says; nothing is mended in silence."""
    found = sweeping.found_at_start(home)
    for said in found:
        print(f"核对：{said}", file=sys.stderr)
    return found


def refuse(said: str) -> int:
    """Say why not; the exit code of it."""
    print(said, file=sys.stderr)
    return 1
