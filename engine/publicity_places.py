"""Where publicity for the law was held, and where not for long: a village without an event is what the page says first."""

from typing import Any, NamedTuple

import pandas as pd

from engine import charts, numbers, status
from engine.drawing import Picture
from engine.view import View

SILENT = 90  # days without an event after which a place is called 滞后


class Places(NamedTuple):
    """Each place below with what it got; `silent`: villages without an event for 90 days or ever, of `all`.

    `unit` counts them (个村, 处); `kept` is False where the ledger says nothing of this year and no place ever had an event.
    """

    rows: pd.DataFrame
    silent: list[str]
    all: int
    unit: str
    kept: bool

    @property
    def every(self) -> str:
        """The villages as the subject of a sentence: the only one by its name."""
        if self.all == 1:
            return str(self.rows["name"].iloc[0])
        return "各村" if self.unit == "个村" else "各处"


def places(view: View) -> Places:
    """People reached and days since the last event; those never reached first, then the longest without one."""
    narrow = view.below == 15  # events are held for a village, not for its grids
    width = len(view.place) if narrow else view.below
    found = view.ask("publicity_places", width=width, year_start=view.start, as_of=view.as_of).set_index("place")
    codes = [view.place] if narrow else [c for c in view.names if len(c) == width and c.startswith(view.place)]
    rows = []
    for code in codes:
        known = code in found.index
        days = (pd.Timestamp(view.as_of) - found.loc[code, "last_on"]).days if known else float("inf")
        people = int(found.loc[code, "people"]) if known else 0
        own = (code.endswith("000") and len(code) == 12) or len(code) == 15
        silent = days >= SILENT and not own
        rows.append((code, view.names[code], people, days, own, silent))
    frame = pd.DataFrame(rows, columns=["place", "name", "people", "days", "own", "silent"])
    frame = frame.sort_values(["own", "days", "place"], ascending=[True, False, True], ignore_index=True)
    frame["text"] = [_text(row) for row in frame.itertuples()]
    frame["last_on"] = [found["last_on"].get(code) for code in frame["place"]]
    villages = frame[~frame["own"]]
    kept = not pd.isna(view.figure("publicity_reach")["value"]) or bool(len(found))
    unit = "个村" if width == 12 else "处"
    return Places(frame, list(villages[villages["silent"]]["name"]), len(villages), unit, kept)


def _text(row: Any) -> str:
    """`313 人次，最近 18 天前`: short enough to leave room for the name on a phone."""
    if row.days == float("inf"):
        return "没有登记到网格的活动" if len(row.place) == 15 else "从来没有活动"
    people = f"{numbers.text(row.people)} 人次"
    if row.days >= SILENT:
        return f"{people}，已 {numbers.text(row.days)} 天没有活动"
    return f"{people}，最近{'是今天' if not row.days else f' {row.days:.0f} 天前'}"


def picture(view: View, reached: Places) -> Picture:
    """Ranked bars of the people reached; its words give the day of the last event too."""
    rows = reached.rows
    drawn = rows.assign(
        value=rows["people"].astype(float),
        target=float("nan"),
        status=[
            status.NO_DATA if not reached.kept else status.LATE if silent else status.NO_TARGET
            for silent in rows["silent"]
        ],
    )
    told = rows[["name", "text", "last_on"]].itertuples(index=False)
    said = "；".join(f"{row.name} {row.text}{_on(row.last_on)}" for row in told)
    return Picture.of(_title(reached), charts.ranked_bars(drawn, "人次", view.dark), said or "没有区划")


def _on(day: Any) -> str:
    return "" if pd.isna(day) else f"（{day:%Y-%m-%d}）"


def _title(reached: Places) -> str:
    if not reached.kept:
        return "没有普法宣传记录"
    if not reached.all:
        return "；".join(f"{row.name} {row.text}" for row in reached.rows.itertuples(index=False)) or "没有区划"
    if reached.silent:
        names = "、".join(reached.silent[:3])
        more = f"等 {len(reached.silent)} {reached.unit}" if len(reached.silent) > 3 else ""
        return f"{names}{more} {SILENT} 天以上没有普法活动"
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
