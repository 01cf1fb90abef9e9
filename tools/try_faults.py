"""Faults that need the system's help: a disk that is really full, and system calls that really fail.

`python tools/try_faults.py` imports the same file again and again into a copy of the same small home, on a tmpfs of
every size that is too small (needs the right to mount) and under strace, which lets the n-th fsync, rename or write
fail (needs strace). After each the home must be exactly as before or exactly as after, what the command said must be
true, and the next import must go on from there. Ends with 1 if anything was otherwise.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.importing import new_home  # noqa: E402
from engine.importing.shelves import batches, recovery  # noqa: E402
from engine.ledgers import contract  # noqa: E402
from engine.ledgers.home import DEFAULTS, Home  # noqa: E402
from engine.snapshot import questions  # noqa: E402

LEDGER, CODE = "river_patrols", "620999101"
STEP, ENOUGH = 4096, 40  # bytes by which the tmpfs grows; how often a call may come before an import must have ended
State = dict[str, bytes]


def main() -> int:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        os.environ["LEDGER_CACHE"] = str(folder / "cache")
        base, file = folder / "base" / "home", folder / "巡河.csv"
        base.parent.mkdir()
        new_home.new(base, CODE, "试验乡", ["201=东村"])
        file.write_bytes(_upload())
        before, after = _state(base), _after(base, file, folder / "done")
        wrong = 0
        for name, home, code, said in chain(_full_disks(base, file, folder), _failing_calls(base, file, folder)):
            fault = _judge(Home(home), code, said, before, after)
            wrong += fault is not None
            print(
                f"{'WRONG' if fault else 'ok':<6}{name:<28}exit {code}  {fault or said.strip().splitlines()[-1]}",
                flush=True,
            )
        print(f"{wrong} wrong")
    return 1 if wrong else 0


def _upload() -> bytes:
    """Enough rows that a batch does not fit into what a full disk has left; one is rejected."""
    headers = contract.load(DEFAULTS / "datapackage.json")[LEDGER].headers
    rows = [
        f"XH-{n:04d},{CODE}201,2024-03-05 {8 + n // 60:02d}:{n % 60:02d},HZ-001,村级,上段,40,2000,徒步,是,无"
        for n in range(150)
    ]
    return "\r\n".join(
        [",".join(headers), *rows, rows[0].replace("XH-0000", "XH-9999").replace(",是,", ",也许,")]
    ).encode("utf-8-sig")


def _import(home: Path, file: Path, under: list[str] | None = None) -> tuple[int, str]:
    command = [*(under or []), sys.executable, "-m", "engine", "import", LEDGER, str(file), "--who", "试验"]
    environment = os.environ | {"LEDGER_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _after(base: Path, file: Path, home: Path) -> State:
    shutil.copytree(base, home)
    code, said = _import(home, file)
    if code != 2:
        raise SystemExit(f"the import does not work even without faults: {said}")
    return _state(home)


def _full_disks(base: Path, file: Path, folder: Path) -> Iterator[tuple[str, Path, int, str]]:
    """The import on disks that have room for more and more of it, until it ends well."""
    need = sum(-(-p.stat().st_size // STEP) * STEP for p in base.rglob("*") if p.is_file())
    for room in range(60):
        disk = folder / f"disk{room}"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={need + room * STEP}", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            print("skipped: no right to mount a tmpfs")
            return
        try:
            try:
                home = Path(shutil.copytree(base, disk / "home"))
            except shutil.Error:
                continue  # not even the home fits
            _warm(home)
            code, said = _import(home, file)
            yield f"tmpfs, {room * STEP // 1024} kB left", home, code, said
        finally:
            subprocess.run(["umount", str(disk)], check=False)
        if code == 2:
            return


def _failing_calls(base: Path, file: Path, folder: Path) -> Iterator[tuple[str, Path, int, str]]:
    """The import with its n-th fsync, rename or write to the home failing, once and from then on."""
    if not shutil.which("strace"):
        print("skipped: no strace")
        return
    for call, error in (("fsync", "EIO"), ("rename", "EIO"), ("write", "ENOSPC"), ("unlink", "EIO")):
        for ever in ("", "+"):
            for n in range(1, ENOUGH):
                home = Path(shutil.copytree(base, folder / f"{call}{n}{ever}" / "home"))
                _warm(home)
                trace = ["strace", "-f", "-qqq", "-o", str(folder / "calls"), "-e", f"trace={call}"]
                paths = [part for path in _paths(home, file) for part in ("-P", str(path))]
                inject = ["-e", f"inject={call}:error={error}:when={n}{ever}"]
                code, said = _import(home, file, [*trace, *paths, *inject])
                yield f"{call} {n}{ever or ' alone'} {error}", home, code, said
                if "INJECTED" not in (folder / "calls").read_text(encoding="utf-8"):
                    break  # it never came to the n-th


def _paths(home: Path, file: Path) -> list[Path]:
    """What an import of this file writes in this home: other files of the process are left alone."""
    digest = sha256(file.read_bytes()).hexdigest()
    batch = f"0001-{digest[:8]}.csv"
    finals = [home / "ledgers" / LEDGER / batch, home / "originals" / digest, home / "rejected" / batch]
    finals += [home / "journal.jsonl", home / "journal.pending"]
    return [*finals, *(p.with_name(f".{p.name}.part") for p in finals), home, *{p.parent for p in finals}]


def _warm(home: Path) -> None:
    """The snapshot is no part of the home, and no part of this trial."""
    questions.open_scope(Home(home))


def _judge(home: Home, code: int, said: str, before: State, after: State) -> str | None:
    """What is wrong with the home, or with what was said of it; None if nothing is."""
    stands = _state(home.path)
    if stands not in (before, after):
        return "the ledgers are neither as before nor as after"
    told = "已入账" in said and "没有入账" not in said
    if told != (stands == after):
        return f"it said {said.strip()[-200:]!r}"
    if code != (2 if told else 1):
        return f"exit code {code} for {said.strip()[-200:]!r}"
    sentences = recovery.found_at_start(home)
    if stands == after and not batches.batches(home) and not any("下次导入或撤销时自动补记" in s for s in sentences):
        return "a batch without a line of the journal, and nobody says so"
    if re.search("不见了|改动过|读不出来|来历", "".join(sentences)):
        return f"journal and files differ: {sentences}"
    return None


def _state(home: Path) -> State:
    found = (p for p in (home / "ledgers").rglob("*.csv") if not p.name.startswith("."))
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in found}


if __name__ == "__main__":
    sys.exit(main())
