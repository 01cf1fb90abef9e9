"""Fifty readers on one process, each with its own session and 5 seconds between clicks: how long they wait."""

import asyncio
import random
import time

from reruns import PLACE, YEAR
from servers import Server
from table import Table, percentile
from wire import Reader

READERS, BETWEEN = 50, 5.0


def measure(server: Server, places: list[str], years: list[str], lasting: float) -> None:
    """Print how long a click takes until its script has finished, while all of them click."""
    table = Table(
        "readers",
        f"{READERS} on one process, {BETWEEN:.0f} s between a reader's clicks, for {lasting:.0f} s; each click another place or year",
    )
    used, began = server.cpu_seconds(), time.perf_counter()
    opened, clicked = asyncio.run(_crowd(server, places, years, lasting))
    busy = (server.cpu_seconds() - used) / (time.perf_counter() - began)
    table.line("clicks", len(clicked), "runs")
    table.line("opening the page, p50", percentile(opened, 0.5) * 1000, "ms")
    table.line("opening the page, p95", percentile(opened, 0.95) * 1000, "ms")
    table.line("click, p50", percentile(clicked, 0.5) * 1000, "ms")
    table.line("click, p95", percentile(clicked, 0.95) * 1000, "ms")
    table.line("click, the slowest", max(clicked) * 1000, "ms")
    table.line("processor the server kept busy", busy * 100, "%")
    table.line("memory of the server", server.megabytes(), "MB")


async def _crowd(server: Server, places: list[str], years: list[str], lasting: float) -> tuple[list, list]:
    opened: list[float] = []
    clicked: list[float] = []
    ends = time.perf_counter() + BETWEEN + lasting
    async with asyncio.TaskGroup() as group:
        for number in range(READERS):
            group.create_task(_read(server, number, (places, years), (opened, clicked), ends))
    return opened, clicked


async def _read(server: Server, number: int, offered: tuple, found: tuple, ends: float) -> None:
    """One reader: comes within the first seconds, then clicks something else every few seconds."""
    chance, chosen = random.Random(number), {}
    opened, clicked = found
    await asyncio.sleep(BETWEEN * number / READERS)
    async with Reader(server.host) as reader:
        opened.append(await reader.load())
        while time.perf_counter() < ends:
            await asyncio.sleep(BETWEEN)
            label, options = (PLACE, offered[0]) if chance.random() < 0.8 else (YEAR, offered[1])
            option = chance.choice([o for o in options if o != chosen.get(label, options[0])])
            chosen[label] = option
            clicked.append(await reader.choose(label, option))
