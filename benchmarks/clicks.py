"""A page against two bare ones in Chromium: from a click on a filter until the last chart is repainted."""

from browser import chromium, click, opened
from servers import Server
from table import Table, median, spread

# Limits, in times of the bare pages. Dash, where there are only charts, is a measure for the page that is opened daily.
OVERVIEW, OTHERS = {"bare Streamlit": 0.55, "bare Dash": 1.25}, {"bare Streamlit": 0.75}


def measure(ours: Server, bare: dict[str, Server], clicks: list[tuple[str, str]], times: int, page: str = "") -> None:
    """Print the table: `times` clicks on the page and on each bare one in turn."""
    name_of = page or "overview"
    table = Table(
        f"{name_of}, browser", "a click on an option of 范围 or 年度 until the last chart is repainted, alternating"
    )
    with chromium() as browser:
        visits = {name_of: opened(browser, ours, page)[0]}
        visits |= {name: opened(browser, server)[0] for name, server in bare.items()}
        found: dict[str, list[tuple[float, int]]] = {name: [] for name in visits}
        for number in range(times + 2):
            for name, visit in visits.items():
                found[name].append(click(visit, *clicks[number % len(clicks)]))
    # Two clicks each to warm up, not counted.
    seconds = {name: [took for took, _ in clicked[2:]] for name, clicked in found.items()}
    for name, took in seconds.items():
        frames = median([count for _, count in found[name][2:]])
        table.line(
            f"click to last chart: {name}", median(took) * 1000, "ms", note=f"{spread(took)}; in {frames:.0f} frames"
        )
    for name in bare:
        ratio = median(seconds[name_of]) / median(seconds[name])
        table.line(f"click to last chart: {name_of} / {name}", ratio, "x", (OTHERS if page else OVERVIEW).get(name))
