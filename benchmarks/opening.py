"""Opening 总览 against the bare pages in Chromium: the first reader, a first load, a reload, and both over a slow line."""

from browser import chromium, opened, settled
from playwright.sync_api import Browser
from servers import Server
from slow_line import slow_line
from table import Table, median, spread

# Limits: times the bare Streamlit page, seconds.
RATIO, FIRST_READER, RELOAD = 1.0, 3.0, 1.5
MEGABITS, SLOW_FIRST, SLOW_RELOAD = 10, 5.0, 0.8


def measure(ours: Server, bare: dict[str, Server], times: int) -> None:
    """Print both tables: visits with an empty browser cache and reloads with a full one."""
    with chromium() as browser:
        # Chromium's own start is not the page's: a reader's browser is running already.
        opened(browser, bare["bare Streamlit"])[0].context.close()
        _compare(browser, ours, bare, times)
        _over_a_slow_line(browser, ours, bare["bare Streamlit"], max(times // 2, 2))


def _compare(browser: Browser, ours: Server, bare: dict[str, Server], times: int) -> None:
    table = Table(
        "overview, opening", "from the navigation until the last chart is drawn, a fresh browser profile each time"
    )
    servers = {"overview": ours, **bare}
    first, again = _visits(browser, servers, times)
    table.line("overview, the first reader after the server's start", first["overview"][0], "s", FIRST_READER)
    for name in servers:
        table.line(f"first load: {name}", median(first[name]), "s", note=spread(first[name]))
    table.line("first load: overview / bare Streamlit", _ratio(first, "bare Streamlit"), "x", RATIO)
    table.line("first load: overview / bare Dash", _ratio(first, "bare Dash"), "x")
    for name in servers:
        limit = RELOAD if name == "overview" else None
        table.line(f"reload: {name}", median(again[name]), "s", limit, spread(again[name]))


def _over_a_slow_line(browser: Browser, ours: Server, bare: Server, times: int) -> None:
    table = Table(f"overview, over {MEGABITS} Mbit/s", "the same through one line that all connections share")
    with slow_line(ours, MEGABITS) as mine, slow_line(bare, MEGABITS) as theirs:
        first, again = _visits(browser, {"overview": mine, "bare Streamlit": theirs}, times)
    table.line("first load: overview", median(first["overview"]), "s", SLOW_FIRST, spread(first["overview"]))
    table.line("first load: bare Streamlit", median(first["bare Streamlit"]), "s", note=spread(first["bare Streamlit"]))
    table.line("reload: overview", median(again["overview"]), "s", SLOW_RELOAD, spread(again["overview"]))
    table.line("reload: bare Streamlit", median(again["bare Streamlit"]), "s", note=spread(again["bare Streamlit"]))


def _visits(browser: Browser, servers: dict[str, Server], times: int) -> tuple[dict, dict]:
    """By server the seconds of each first load and of the reload after it, in turn."""
    first: dict[str, list[float]] = {name: [] for name in servers}
    again: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(times):
        for name, server in servers.items():
            page, took = opened(browser, server)
            first[name].append(took)
            page.reload(wait_until="commit")
            again[name].append(settled(page)[0])
            page.context.close()
    return first, again


def _ratio(seconds: dict[str, list[float]], name: str) -> float:
    return median(seconds["overview"]) / median(seconds[name])
