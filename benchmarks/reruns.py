"""A page against a bare one with the same figures: what one change of a filter costs the server."""

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path

from servers import Server
from table import Table, median, spread
from wire import Reader, drawn

PLACE, YEAR = "范围", "年度"
PLACES, YEARS = 6, 3  # the township and five villages; the latest years
FEWEST = 2  # charts a click must change to be counted
PAUSE = 0.15  # seconds between clicks: the collector runs after the script has finished
LIMIT, LARGE = 1.3, 300.0  # times the bare page; milliseconds over a large home


def take_figures(server: Server, out: Path, page: str = "") -> tuple[list[str], list[str]]:
    """Write the figures a page (总览 if none is named) draws for every choice of the filters; returns places and years."""
    return asyncio.run(_take(server, out, page))


async def _take(server: Server, out: Path, page: str) -> tuple[list[str], list[str]]:
    async with Reader(server.host, page) as reader:
        await reader.load()
        places, years = _villages(reader.options(PLACE)), reader.options(YEAR)[:YEARS]
        charts = {}
        for year in years:
            await reader.choose(YEAR, year)
            for place in places:
                await reader.choose(PLACE, place)
                charts[f"{place} {year}"] = drawn(reader)
    told = {"places": places, "years": years, "charts": charts}
    out.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return places, years


def _villages(offered: list[str]) -> list[str]:
    """The whole and some places below it that are named as villages are; any will do."""
    below = [name for name in offered[1:] if "网格" not in name and name != "乡本级"]
    return [offered[0], *below[: PLACES - 1]]


def steps(figures: Path) -> list[tuple[str, str]]:
    """One round of clicks, each of which changes the data of every chart that stays; it ends where it began."""
    read = json.loads(figures.read_text(encoding="utf-8"))
    places, years, charts = read["places"], read["years"], read["charts"]
    start = at = (places[0], years[0])
    found = []
    for year in [*years[1:], years[0]]:
        for label, option in [*((PLACE, place) for place in [*places[1:], places[0]]), (YEAR, year)]:
            after = (option, at[1]) if label == PLACE else (at[0], option)
            before_and_after = zip(charts[" ".join(at)], charts[" ".join(after)], strict=False)
            if (label, option) == (YEAR, years[0]) or sum(
                one["spec"] != other["spec"] for one, other in before_and_after
            ) >= FEWEST:
                found.append((label, option))
                at = after
    if at != start or len(found) < 8:
        raise RuntimeError("the demonstration has too few places and years with charts of their own")
    return found


def measure(ours: Server, bare: Server, clicks: list[tuple[str, str]], rounds: int, page: str = "") -> None:
    """Print the table: a rerun on the server, the first time somebody asks and after that."""
    name_of = page or "overview"
    table = Table(
        f"{name_of}, server", "a click on 范围 or 年度 until the script has finished, alternating with the bare page"
    )
    first, warm, cpu = asyncio.run(_clicks(ours, bare, clicks, rounds, page))
    for name, (mine, theirs), limit in (("rerun, warm", warm, LIMIT), ("rerun, first click on a choice", first, None)):
        table.line(f"{name}: {name_of}", median(mine) * 1000, "ms", note=spread(mine))
        table.line(f"{name}: bare page", median(theirs) * 1000, "ms", note=spread(theirs))
        table.line(f"{name}: ratio of the medians", median(mine) / median(theirs), "x", limit)
    mine, theirs = (seconds * 1000 / len(warm[0]) for seconds in cpu)
    about = "processor time of a warm rerun, with collector"
    table.line(f"{about}: {name_of}", mine, "ms")
    table.line(f"{about}: bare page", theirs, "ms")
    table.line("processor time: ratio", mine / theirs, "x", LIMIT)


async def _clicks(ours: Server, bare: Server, clicks: list, rounds: int, page: str) -> tuple:
    """Seconds of each click of the first round, of all later ones, and the processor seconds of those, for both."""
    found: tuple[list, list] = ([], [])
    async with AsyncExitStack() as stack:
        visits = ((ours, page), (bare, ""))
        readers = [await stack.enter_async_context(Reader(server.host, name)) for server, name in visits]
        for reader in readers:
            await reader.load()
        used: list[float] = []
        for number in range(rounds + 1):
            if number == 1:
                used = [server.cpu_seconds() for server in (ours, bare)]
            for label, option in clicks:
                for reader, seconds in zip(readers, found, strict=True):
                    seconds.append(await reader.choose(label, option))
                    await asyncio.sleep(PAUSE)
    cpu = [server.cpu_seconds() - before for server, before in zip((ours, bare), used, strict=True)]
    once = len(clicks)
    return [s[:once] for s in found], [s[once:] for s in found], cpu


def over_a_large_home(server: Server, pages: list[str]) -> None:
    """Print how long each page takes for a place and a year that nobody has asked for before."""
    table = Table(
        "province, pages", "a click on 年度 and on 范围 that nobody made before, until the script has finished"
    )
    for page in pages:
        took = asyncio.run(_first_clicks(server, page))
        table.line(page or "overview", median(took) * 1000, "ms", LARGE, spread(took))


async def _first_clicks(server: Server, page: str) -> list[float]:
    async with Reader(server.host, page) as reader:
        await reader.load()
        took = [await reader.choose(YEAR, year) for year in reader.options(YEAR)[1:3]]
        for _ in range(3):  # one level further down with each click
            took.append(await reader.choose(PLACE, reader.options(PLACE)[-1]))
        return took
