"""Import one file in a process of its own, and tell what it took: `import_file.py HOME LEDGER FILE`.

With `--bare`, DuckDB alone reads the same CSV file, every column as text, into a table.
"""

import json
import sys
import time
from pathlib import Path

began = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def ours(home: str, ledger: str, file: str) -> dict:
    """Everything from the file to the batch, the program's own loading included; no snapshot is built."""
    from engine.importing import commit, preview
    from engine.ledgers.home import Home
    from engine.uploads import gate

    path = Path(file)
    found = preview.prepare(Home(Path(home)), ledger, path.read_bytes(), path.name, limits=gate.COMMAND_LINE)
    looked = time.perf_counter()
    commit.commit(Home(Path(home)), found, "基准")
    done = time.perf_counter()
    return {"seconds": done - began, "looking": looked - began, "storing": done - looked, **found.counts}


def bare(file: str) -> dict:
    """What a program that checks nothing takes."""
    import duckdb

    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE sent AS SELECT * FROM read_csv($file, all_varchar = true, header = true)", {"file": file}
        )
    return {"seconds": time.perf_counter() - began}


if __name__ == "__main__":
    print(json.dumps(bare(sys.argv[2]) if sys.argv[1] == "--bare" else ours(*sys.argv[1:])))
