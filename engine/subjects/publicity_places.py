"""Where publicity for the law was held, and where not for long: a village without an event is what the page says first."""

from typing import Any, NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar
from engine.charts.drawing import Picture
from engine.figures import of_places, status
from engine.figures.view import View
from engine.ledgers.places import GRID, UNGRIDDED, VILLAGE, Place
from engine.words import days, numbers, ranking

NO_EVENTS = "普法宣传无数据"
SILENT = 90  # days without an event after which a place is called late


class Places(NamedTuple):
    """Each place below with what it got; `judged`: the names of those of which anything is known, the townships' own not
    among them; `silent`: which of these had no event for 90 days or ever.

    `unit` counts them (个村, 个乡镇); `kept` is False where the ledger says nothing of this year and no place ever had an event.
    """

    rows: pd.DataFrame
    silent: list[str]
    judged: list[str]
    unit: str
    kept: bool

    @property
    def all(self) -> int:
        return len(self.judged)

    @property
    def every(self) -> str:
        """Those judged as the subject of a sentence: the only one by its name."""
        if self.all == 1:
            return self.judged[0]
        # of a township that kept no ledger nothing can be said
        return f"有记录的 {self.all} {self.unit}" if self.rows["unknown"].any() else f"各{self.unit.removeprefix('个')}"


def named(view: View, codes: list[str]) -> list[str]:
    """The names of parts of a place; what a village has outside its grids is 未登记到网格."""
    rest = view.place if view.place.level == VILLAGE and len(codes) > 1 else None
    return [UNGRIDDED if code == rest else view.names.get(code, code) for code in codes]


def places(view: View) -> Places:
    """People reached and days since the last event; those never reached first, then the longest without one."""
    narrow = view.below == GRID  # events are held for a village, not for its grids
    width = view.place.level if narrow else view.below
    found = view.ask("publicity_places", width=width, from_day=view.start, as_of=view.as_of).set_index("place")
    told = of_places.figures_by_place(view.scope, view.place, width, view.year, view.as_of)
    absent = {code: set(part.loc[part["status"] == status.NO_DATA, "place"]) for code, part in told.groupby("code")}
    codes = [view.place] if narrow else [c for c in view.names if len(c) == width and c.startswith(view.place)]
    rows = []
    for code in codes:
        known = code in found.index
        days = (pd.Timestamp(view.as_of) - found.loc[code, "last_on"]).days if known else float("inf")
        # events of which nobody wrote down how many came have not reached 0
        blank = known and found.loc[code, "events"] and not found.loc[code, "counted"]
        people = float("nan") if blank else int(found.loc[code, "people"]) if known else 0
        own = Place(code).is_own or len(code) == GRID
        unknown = not known and code in absent["publicity_events"] and code in absent["publicity_reach"]
        rows.append((code, view.names[code], people, days, own, unknown, days >= SILENT and not own and not unknown))
    frame = pd.DataFrame(rows, columns=["place", "name", "people", "days", "own", "unknown", "silent"])
    order = ["own", "unknown", "days", "place"]
    frame = frame.sort_values(order, ascending=[True, True, False, True], ignore_index=True)
    frame["text"] = [_text(row) for row in frame.itertuples()]
    frame["last_on"] = [found["last_on"].get(code) for code in frame["place"]]
    judged = frame[~frame["own"] & ~frame["unknown"]]
    kept = not frame["unknown"].all()
    unit = view.part_word if view.part_word == "处" else f"个{view.part_word}"
    return Places(frame, list(judged[judged["silent"]]["name"]), list(judged["name"]), unit, kept)


def _text(row: Any) -> str:
    """`313 人次，最近 18 天前`: short enough to leave room for the name on a phone."""
    if row.unknown:
        return status.NO_DATA
    if row.days == float("inf"):
        return "没有登记到网格的活动" if len(row.place) == GRID else "从来没有活动"
    people = "人次没有填" if pd.isna(row.people) else f"{numbers.text(row.people)} 人次"
    if row.days >= SILENT:
        return f"{people}，已 {numbers.text(row.days)} 天没有活动"
    return f"{people}，最近{'是今天' if not row.days else f' {row.days:.0f} 天前'}"


def picture(view: View, reached: Places) -> Picture:
    """Ranked bars of the people reached; its words give the day of the last event too."""
    rows = reached.rows
    drawn = [
        Bar(
            row.place,
            row.name,
            float(row.people),
            row.text,
            status.NO_DATA if row.unknown else status.LATE if row.silent else status.NO_TARGET,
        )
        for row in rows.itertuples(index=False)
    ]
    said = "；".join(f"{row.name} {row.text}{_on(row.last_on)}" for row in rows.itertuples(index=False))
    return Picture.of(_title(reached), bar_charts.ranked_bars(drawn, "人次"), said or "没有区划")


def _on(day: Any) -> str:
    return "" if pd.isna(day) else f"（{days.day(day)}）"


def _title(reached: Places) -> str:
    if not reached.kept:
        return NO_EVENTS
    if not reached.all:
        return "；".join(f"{row.name} {row.text}" for row in reached.rows.itertuples(index=False)) or "没有区划"
    if reached.silent:
        many = len(reached.silent) > ranking.NAMED
        who = f"{len(reached.silent)} {reached.unit}" if many else "、".join(reached.silent)
        return f"{who} {SILENT} 天以上没有普法活动"
    return _all_reached(reached)


def _all_reached(reached: Places) -> str:
    return f"{reached.every} {SILENT} 天内{'都' if reached.all > 1 else ''}有普法活动"


def finding(reached: Places) -> str:
    """How many of the villages had no event for long; for the title of the page."""
    who, unit, silent = reached.every, reached.unit, len(reached.silent)
    if not silent:
        return _all_reached(reached)
    if silent == reached.all:
        who = who if silent == 1 else f"{silent} {unit}都有"
        return f"{who} {SILENT} 天以上没有普法活动"
    return f"{reached.all} {unit}中 {silent} {unit} {SILENT} 天以上没有普法活动"
