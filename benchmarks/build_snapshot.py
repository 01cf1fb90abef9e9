"""Build the snapshot of one home in a process of its own, and tell what it took: `build_snapshot.py HOME`."""

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.ledgers.home import Home
from engine.snapshot import questions

UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system counts the peak

if __name__ == "__main__":
    began = time.perf_counter()
    questions.open_scope(Home(Path(sys.argv[1])))
    took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT}))
