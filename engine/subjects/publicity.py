"""What 普法宣传 says, worked out once for each view: whom the events reached, where none were held for long, the venues."""

from typing import NamedTuple

import pandas as pd

from engine.charts import part_charts
from engine.charts.drawing import Picture
from engine.figures import ledger_rows, status
from engine.figures.view import View
from engine.ledgers import calendar_days
from engine.ledgers.places import GRID, Place
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import publicity_places, through_the_year, tiles
from engine.subjects.tiles import Tile
from engine.words import days, excerpts, numbers, ranking

THEMES = 8  # themes drawn
KINDS = {"集中宣传": "集中", "入户宣传": "入户"}  # the rest is 其他
OTHER = "其他"
VENUES = ("venues_culture", "venues_boards", "venues_bookcorners")
EVENTS = ("publicity_events", "publicity_reach")


class Publicity(NamedTuple):
    """The pieces of the page in its order; `venues` has a row for each place and a column for each kind."""

    title: str
    tiles: list[Tile]
    places: Picture
    months: Picture
    themes: Picture
    kinds: Picture
    venues: pd.DataFrame
    venues_title: str


@cached(256)
def publicity(view: View) -> Publicity:
    """The page for one view."""
    reached = publicity_places.places(view)
    months = view.ask("publicity_months", from_day=view.start, as_of=view.as_of)
    stock = view.ask("venue_stock", width=view.below, as_of=view.as_of)
    number = int(stock["venues"].sum())
    said = f"法治阵地 {numbers.text(number)} 处：分区划、分种类" if number else ""
    return Publicity(
        _title(view, reached),
        _tiles(view, months, stock),
        publicity_places.picture(view, reached),
        _months_picture(view, months),
        _themes_picture(view, months),
        _kinds_picture(view, months),
        _venues(view, stock),
        said,
    )


def _title(view: View, reached: publicity_places.Places) -> str:
    """The villages not reached for long, then how many people were against the target."""
    if not reached.kept:
        return publicity_places.NO_EVENTS
    row = view.figure("publicity_reach")
    parts = [publicity_places.finding(reached)] if reached.all else []
    if not pd.isna(row.value):
        parts.append(through_the_year.headline(row))
    return "，".join(parts)


def _tiles(view: View, months: pd.DataFrame, stock: pd.DataFrame) -> list[Tile]:
    """Events and people against plan, people per event from both totals, venues by kind, residents who know the law."""
    people, counted, events = (int(months[name].sum()) for name in ("people", "counted", "events"))
    unknown = f"，另有 {events - counted} 场没有填人次" if events > counted else ""
    each = numbers.with_unit(numbers.quotient(people, counted), "人次") if counted else status.NOT_APPLICABLE
    said = f"{numbers.text(people)} 人次 ÷ {numbers.text(counted)} 场（各类活动）{unknown}"
    kinds = stock.groupby("kind")["venues"].sum().sort_values(ascending=False, kind="stable")
    listed = "，".join(f"{kind} {numbers.text(number)}" for kind, number in kinds.items())
    known = bool(len(kinds)) or view.kept(*VENUES)
    open_ones = f"{numbers.text(int(kinds.sum()))} 处" if known else status.NO_DATA
    held = "没有活动" if view.kept(*EVENTS) else publicity_places.NO_EVENTS
    return [
        tiles.pace(view, "publicity_events"),
        tiles.pace(view, "publicity_reach"),
        Tile("平均每场", each if view.kept(*EVENTS) else status.NO_DATA, said if events else held),
        Tile("法治阵地", open_ones, listed or ("没有在用的阵地" if known else "没有登记过阵地")),
        tiles.pace(view, "law_savvy_residents"),
    ]


def _months_picture(view: View, months: pd.DataFrame) -> Picture:
    """Events by month and kind, and the months without any."""
    kinds = list(dict.fromkeys([*KINDS.values(), OTHER]))
    grouped = months.assign(part=months["kind"].map(KINDS).fillna(OTHER)).groupby(["month", "part"])["events"].sum()
    rows = pd.DataFrame(
        [
            (month, part, int(grouped.get((month, part), 0)))
            for month in range(1, view.as_of.month + 1)
            for part in kinds
        ],
        columns=["month", "part", "value"],
    )
    totals = rows.groupby("month")["value"].sum()
    people = months.groupby("month")["people"].sum()
    over = calendar_days.months_over(view.as_of)
    idle = [days.month(month) for month in range(1, over + 1) if not totals[month]]
    events = int(totals.sum())
    if not events:
        title = "今年还没有普法活动" if view.kept(*EVENTS) else publicity_places.NO_EVENTS
    else:
        parts = "、".join(f"{part} {n} 场" for part, n in rows.groupby("part", sort=False)["value"].sum().items() if n)
        none = "、".join(idle) if len(idle) < 5 else f"已过的 {over} 个月中 {len(idle)} 个月"
        title = f"今年 {events} 场，{parts}" + (f"；{none}没有活动" if idle else "")
    known = months.groupby("month")["counted"].sum()
    said = "，".join(
        f"{days.month(month)} {total} 场 {_people(people[month], known[month])}"
        for month, total in totals.items()
        if total
    )
    return Picture.of(title, part_charts.stacked_months(rows, "场"), said or title)


def _themes_picture(view: View, months: pd.DataFrame) -> Picture:
    """People by theme, the most first; a theme is free text, so it is read from a row as every reader sees it."""
    found = view.ask("publicity_themes", from_day=view.start, as_of=view.as_of, most=excerpts.SHOWN)
    if found.empty:
        none = "还没有宣传主题" if view.kept(*EVENTS) else publicity_places.NO_EVENTS
        return Picture.of(none, part_charts.parts(_shares([], 0)), none)
    resource = questions.resources(view.scope)["publicity_events"]
    names = [name or "（没有填主题）" for name in ledger_rows.cells(found, resource)[resource.field("theme").name]]
    told = list(zip(names, found["people"], found["events"], found["counted"], strict=True))
    rows = _shares(told, int(months["people"].sum()))
    title = _most("主题", told, int(months["counted"].sum()))
    cut = excerpts.drawn(min(THEMES, len(rows)), excerpts.counted(found))
    chart, rest = part_charts.parts(rows[:THEMES]), rows["name"][THEMES:] + "　" + rows["text"][THEMES:]
    return Picture.of(f"{title}{cut}", chart, _shares_said(rows), rest)


def _kinds_picture(view: View, months: pd.DataFrame) -> Picture:
    """People by the kind of event, which says whom it was for: a school, a temple, a household."""
    sums = months.groupby("kind")[["people", "events", "counted"]].sum()
    sums = sums.sort_values(["people", "events"], ascending=False)
    told = [(str(row.Index), row.people, row.events, row.counted) for row in sums.itertuples()]
    rows = _shares(told, int(months["people"].sum()))
    none = "还没有普法活动" if view.kept(*EVENTS) else publicity_places.NO_EVENTS
    title = _most("对象和方式", told, int(sums["counted"].sum())) if told else none
    return Picture.of(title, part_charts.parts(rows), _shares_said(rows) or title)


def _most(what: str, told: list[tuple], counted: int) -> str:
    """Which has the most people, of all: more than three that are even are no finding."""
    reaching = [(name, people) for name, people, *_ in told if people]
    if not counted:
        return "今年的活动都没有填受教育人次"
    if len(reaching) < 2:
        known = "填报的" if any(counted < events for _, _, events, counted in told) else ""
        return f"按{what}看，{known}受教育人次都在“{reaching[0][0]}”" if reaching else "今年填报的受教育人次都是 0"
    most = ranking.foremost([(name, people) for name, people, *_ in told], "人次", what="受教育人次")
    return f"按{what}看，{most or '受教育人次没有突出的'}"


def _people(people: int, counted: int) -> str:
    return f"{numbers.text(int(people))} 人次" if counted else "人次没有填"


def _shares(told: list[tuple], everybody: int) -> pd.DataFrame:
    """(name, people, events, events whose audience is known) as bars: each a share of all the people reached."""
    rows = [
        (
            n,
            name,
            f"{_people(people, counted)}，{numbers.text(int(events))} 场",
            numbers.quotient(people, everybody or 1),
        )
        for n, (name, people, events, counted) in enumerate(told)
    ]
    frame = pd.DataFrame(rows, columns=["key", "name", "text", "share"])
    return frame.assign(part="占全部受教育人次", bad=False)


def _shares_said(rows: pd.DataFrame) -> str:
    return "；".join(f"{row.name} {row.text}" for row in rows[["name", "text"]].itertuples(index=False))


def _venues(view: View, stock: pd.DataFrame) -> pd.DataFrame:
    """Places × kinds with the sums, a place with none too; what belongs to no village stands last."""
    below = [code for code in view.names if len(code) == view.below < GRID and code.startswith(view.place)]
    codes = sorted({*below, *stock["place"]}, key=lambda code: (Place(code).is_own, code))
    wide = stock.pivot_table(index="place", columns="kind", values="venues", aggfunc="sum")
    wide = wide.reindex(codes).rename_axis(columns=None).fillna(0).astype(int)
    wide.insert(0, "合计", wide.sum(axis=1))
    wide.insert(0, "区划", publicity_places.named(view, codes))
    return wide.reset_index(drop=True)
