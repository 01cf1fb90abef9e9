"""Importing large files: what they take from the file to the batch, beside DuckDB that only reads the same file."""

import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import psutil
import xlsxwriter
from reruns import PLACE
from servers import ROOT, Server, dashboard
from table import Table, median, percentile
from wire import Reader

from engine.ledgers import contract
from engine.ledgers.home import DEFAULTS, Home
from engine.snapshot import questions

LEDGER, TOWNSHIP, TIMES = "river_patrols", "620999101", 3
# rows, ending, seconds at most, megabytes at most
FILES = [(100_000, "csv", 2.0, None), (1_000_000, "csv", 12.0, 1536), (100_000, "xlsx", 4.0, None)]
WRONG = 1000  # of as many rows one is wrong
HEALTH_LIMIT, CLICK_LIMIT = 1000.0, 3000.0  # milliseconds, while a million rows come in on the same two cores


def measure(scratch: Path, small: bool) -> None:
    """Print what each file takes, and how long the dashboard lets a reader wait meanwhile."""
    table = Table(
        "importing", "read, checked and committed in a new process, the program's loading included; no snapshot"
    )
    home, cache = scratch / "office", scratch / "cache"
    _empty_home(home)
    os.environ["LEDGER_CACHE"] = str(cache)
    questions.open_scope(Home(home))
    for rows, ending, seconds, megabytes in FILES:
        count = rows // 20 if small else rows
        text = _rows(count, scratch / f"{count}.csv")
        file = _workbook(text, scratch / f"{count}.xlsx") if ending == "xlsx" else text
        _line(table, home, file, text, (seconds, megabytes))
    _answering(scratch, home, cache, text if small else scratch / "1000000.csv")


def _line(table: Table, home: Path, file: Path, text: Path, limits: tuple[float, float | None]) -> None:
    name = f"{text.stem} rows, {file.suffix[1:]}"
    found = []
    for _ in range(TIMES):
        told, peak = _run([str(home), LEDGER, str(file)])
        found.append(told | {"peak": peak})
        _forget(home)
    bare = median([_run(["--bare", str(text)])[0]["seconds"] for _ in range(TIMES)])
    took = median([told["seconds"] for told in found])
    told = found[-1]
    note = f"{told['accepted']:,} accepted, {told['rejected']:,} rejected; storing {told['storing']:.2f} s"
    table.line(name, took, "s", limits[0], note)
    table.line(f"{name}: DuckDB read_csv alone", bare, "s")
    table.line(f"{name}: ratio", took / bare, "x")
    table.line(f"{name}: memory at its highest, both processes", max(told["peak"] for told in found), "MB", limits[1])


def _run(arguments: list[str]) -> tuple[dict, float]:
    """What the process told, and the most memory it and its children held at once, in megabytes."""
    command = [sys.executable, str(ROOT / "benchmarks" / "import_file.py"), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        peak = [0.0]
        watch = threading.Thread(target=_watch, args=(psutil.Process(process.pid), peak))
        watch.start()
        said, _ = process.communicate()
        watch.join()
    if process.returncode:
        raise RuntimeError(f"import_file.py {' '.join(arguments)} broke off")
    return json.loads(said), peak[0]


def _watch(process: psutil.Process, peak: list[float]) -> None:
    """Pages that the processes share are counted for each."""
    while True:
        try:
            family = [process, *process.children(recursive=True)]
            peak[0] = max(peak[0], sum(p.memory_info().rss for p in family) / 2**20)
        except psutil.Error:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return
        time.sleep(0.1)


def _answering(scratch: Path, home: Path, cache: Path, file: Path) -> None:
    table = Table("importing, dashboard", f"a reader of the same home while {file.stem} rows are imported beside it")
    with dashboard(home, cache) as server:
        health, clicks, seconds = asyncio.run(_read_meanwhile(server, home, cache, file))
    table.line("the import, with a reader beside it", seconds, "s")
    table.line("health, the slowest", max(health) * 1000, "ms", HEALTH_LIMIT, f"n={len(health)}")
    table.line("click, p50", median(clicks) * 1000, "ms", note=f"n={len(clicks)}")
    table.line("click, p95", percentile(clicks, 0.95) * 1000, "ms", CLICK_LIMIT)


async def _read_meanwhile(server: Server, home: Path, cache: Path, file: Path) -> tuple[list, list, float]:
    health, clicks = [], []
    async with Reader(server.host) as reader:
        await reader.load()
        places = reader.options(PLACE)[:3]
        command = [sys.executable, str(ROOT / "benchmarks" / "import_file.py"), str(home), LEDGER, str(file)]
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        while process.poll() is None and not _stored(home):
            asked = time.perf_counter()
            await asyncio.to_thread(lambda: urlopen(f"{server.url}/_stcore/health", timeout=20).read())
            health.append(time.perf_counter() - asked)
            clicks.append(await reader.choose(PLACE, places[len(clicks) % len(places)]))
            await asyncio.sleep(0.2)
        await asyncio.to_thread(process.wait)
    return health, clicks, time.perf_counter() - began


def _stored(home: Path) -> bool:
    """From now on a click waits for the new snapshot, as after any change."""
    return any((home / "ledgers" / LEDGER).glob("*.csv")) if (home / "ledgers" / LEDGER).exists() else False


def _empty_home(home: Path) -> None:
    villages = [f"{TOWNSHIP}{n},{n}村,村,{TOWNSHIP},," for n in range(201, 221)]
    (home / "ledgers").mkdir(parents=True)
    for table, lines in (("places", [f"{TOWNSHIP},基准乡,乡,,,", *villages]), ("targets", [])):
        headers = contract.load(DEFAULTS / "datapackage.json")[table].headers
        (home / f"{table}.csv").write_text("\r\n".join([",".join(headers), *lines, ""]), encoding="utf-8-sig")


def _forget(home: Path) -> None:
    """As it was before the import."""
    for name in ("ledgers", "originals", "rejected"):
        shutil.rmtree(home / name, ignore_errors=True)
    (home / "journal.jsonl").unlink(missing_ok=True)
    (home / "ledgers").mkdir()


def _rows(count: int, path: Path) -> Path:
    """Patrols of ten years, in working hours; one of a thousand without its place."""
    if path.exists():
        return path
    dice = random.Random(7)
    headers = contract.load(DEFAULTS / "datapackage.json")[LEDGER].headers
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(",".join(headers) + "\r\n")
        for n in range(count):
            place = "" if n % WRONG == WRONG - 1 else f"{TOWNSHIP}{dice.randrange(201, 221)}"
            day = f"{dice.randrange(2015, 2025)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
            minutes = dice.randrange(30, 120)
            file.write(
                f"XH-{n:07d},{place},{day} {dice.randrange(8, 18):02d}:{dice.randrange(60):02d},HZ-{n % 40:03d},村级,"
                f"第{n % 30}段,{minutes},{minutes * 40},徒步,{'是' if n % 5 else '否'},沿河巡查，未见异常\r\n"
            )
    return path


def _workbook(text: Path, path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("巡河")
        for r, line in enumerate(text.read_text(encoding="utf-8-sig").splitlines()):
            for c, cell in enumerate(line.split(",")):
                sheet.write_string(r, c, cell)
    return path
