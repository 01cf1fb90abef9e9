"""What 河长巡河 says, worked out once for each view: pace, gaps, what patrols found, and what somebody should check."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar
from engine.charts.drawing import Picture
from engine.figures import ledger_rows, of_places, status, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.places import GRID, TOWNSHIP, Place
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import through_the_year, tiles
from engine.subjects.river_gaps import Gaps, gaps
from engine.subjects.tiles import Tile
from engine.words import excerpts, numbers, ranking
from engine.words.excerpts import Excerpt

PROBLEMS = "patrol_problems"  # 无数据 where nobody entered what patrols found
PATROLS = ("patrols_township", "patrols_village")
# What makes a patrol worth a second look. None of it is a charge: a stretch may be short, a minute may be mistyped.
LEAST_MINUTES, LEAST_METRES, OFTEN = 10, 200, 6
DOUBTS = (
    f"这些记录只是请核实，不是认定有问题：同一河长同一分钟出现在两处，时长不到 {LEAST_MINUTES} 分钟，里程不到 {LEAST_METRES} 米；"
    f"村级河长今年巡河 {OFTEN} 次及以上，本村却没有一个“巡河自查”来源的问题。"
)


class Rivers(NamedTuple):
    """The pieces of the page in its order. `gaps` is None above a township, where chiefs are not listed one by one.

    `doubts`: pairs of title and what lists them; `doubts_title` ends with how many there are, "" where there are none,
    which `doubts_none` says.
    """

    title: str
    tiles: list[Tile]
    gaps: Gaps | None
    found: Picture
    doubts: list[tuple[str, Callable[[int], Excerpt]]]
    doubts_title: str
    doubts_none: str


@cached(256)
def rivers(view: View) -> Rivers:
    """The page for one view."""
    chiefs = None
    if view.place.level >= TOWNSHIP:
        chiefs = view.ask("chief_records", from_day=view.start, as_of=view.as_of)
    cells = None if chiefs is None else gaps(view, chiefs)
    doubts, number = _doubts(view, chiefs)
    said = f"待核实记录 {numbers.text(number)} 条" if number else ""
    none = "没有待核实的巡河记录。" if view.kept(*PATROLS) else f"河长巡河{status.NO_DATA}。"
    return Rivers(_title(view, cells), _tiles(view), cells, _found(view), doubts, said, none)


def _title(view: View, cells: Gaps | None) -> str:
    """The pace of both levels, then the chiefs who left something out."""
    rows = [view.figure(code) for code in PATROLS]
    held = [row for row in rows if wording.promised(row) and not pd.isna(row.value)]
    bad = [row for row in held if row.status in status.ACTION]
    known = [row for row in rows if not pd.isna(row.value)]
    if bad:
        said = "，".join(through_the_year.headline(row) for row in bad)
    elif held:
        reached = all(row.status == status.REACHED for row in held)
        name = held[0].name if len(held) == 1 else "乡级、村级河长巡河都"
        said = f"{name}{'已达标' if reached else '未落后序时进度'}"
    elif known:
        told = [row for row in known if row.value] or known
        said = "今年" + "，".join(f"{row.name} {wording.shown(row)}" for row in told)
    else:
        return "没有河长巡河记录" if view.kept(*PATROLS) else f"河长巡河{status.NO_DATA}"
    if cells is None or not cells.due:
        return said
    short = f"{cells.short} 名村级河长有漏巡{cells.unit}" if cells.short else "没有村级河长缺巡"
    return f"{said}，{short}"


def _tiles(view: View) -> list[Tile]:
    found = [tiles.pace(view, code) for code in PATROLS if view.figure(code).status != status.NOT_APPLICABLE]
    now, then = (each.figure("patrol_problems_per_100") for each in (view, view.year_before))
    before = wording.shown(then) + (f"（{wording.fraction(then)}）" if wording.fraction(then) else "")
    parts = f"{numbers.text(now.numerator)} 起 ÷ {numbers.text(now.denominator)} 次"
    about = parts if wording.fraction(now) else "没有巡河" if now.status != status.NO_DATA else "没有登记过"
    return [*found, tiles.of_figure(view, now, f"{about}，上年同期 {before}"), _fixes(view)]


def _fixes(view: View) -> Tile:
    row = view.ask("patrol_fixes", from_day=view.start, as_of=view.measured_on).iloc[0]
    if not row["found"] and not row["still_open"]:
        if not view.kept(PROBLEMS):
            return Tile("巡河问题整改", status.NO_DATA, "没有登记过巡河自查的问题")
        return Tile("巡河问题整改", "没有问题", "今年没有发现，也没有遗留")
    if row["found"] and not view.kept("patrol_problems_fixed"):
        return Tile("巡河问题整改", status.NO_DATA, f"今年发现 {row['found']} 起，整改日期没有登记过")
    carried = f"，其中上年结转 {row['carried']} 起" if row["carried"] else ""
    late = f"超期 {row['overdue']} 起{carried}" if row["overdue"] else "没有超期"
    about = f"今年发现 {row['found']} 起；未整改 {row['still_open']} 起，{late}"
    return Tile("巡河问题整改", f"{row['fixed']} 起", about)


def _found(view: View) -> Picture:
    """Problems per 100 patrols by place, the most first, what belongs to no village last."""
    rows = of_places.figures_by_place(view.scope, view.place, view.below, view.year, view.as_of)
    if GRID in (view.place.level, view.below):  # problems are found for villages, grids seldom have any
        rows = of_places.figures(view.scope, view.place, view.year, view.as_of)
    rows = rows[rows["code"] == "patrol_problems_per_100"]
    known = view.kept(PROBLEMS)  # else a rate of 0 would only say that nobody entered what was found
    rows = rows.assign(name=rows["place"].map(view.names), own=[Place(code).is_own for code in rows["place"]])
    rows = rows if known else rows.assign(value=float("nan"), status=status.NO_DATA)
    rows = rows.sort_values(["own", "value", "place"], ascending=[True, False, True], na_position="last")
    told = list(Figure.each(rows))
    # How much is found is neither good nor bad.
    drawn = [Bar(row.place, row.name, row.value, _per_100(row), status.NO_TARGET) for row in told]
    said = "；".join(_place_said(row) for row in told)
    figure = bar_charts.ranked_bars(drawn, "起/百次")
    title = _found_title(rows) if known else f"巡河发现的问题{status.NO_DATA}，算不出每百次发现多少"
    return Picture.of(title, figure, said or "没有可比的地方")


def _per_100(row: Figure) -> str:
    if pd.isna(row.value):
        return status.NO_DATA if row.status == status.NO_DATA else "没有巡河"
    return f"{numbers.text(row.value)}（{_parts(row)}）"


def _parts(row: Figure) -> str:
    return f"{numbers.text(row.numerator)} 起 / {numbers.text(row.denominator)} 次"


def _place_said(row: Figure) -> str:
    """The same without the unit line under the bars."""
    if pd.isna(row.value):
        return f"{row.name}{_per_100(row)}"
    made, found = numbers.text(row.denominator), numbers.text(row.numerator)
    return f"{row.name}巡河 {made} 次，发现问题 {found} 起，每百次 {numbers.text(row.value)} 起"


def _found_title(rows: pd.DataFrame) -> str:
    """Who finds the most, and who patrols and finds nothing."""
    known = rows[rows["value"].notna()]
    if known.empty:
        return "没有巡河记录，算不出每百次发现多少问题"
    patrols = numbers.text(known["denominator"].sum())
    if not known["value"].max():
        return f"今年 {patrols} 次巡河没有发现问题"
    if len(known) == 1:
        return f"{known['name'].iloc[0]}每百次巡河发现问题 {_per_100(next(known.itertuples()))}"
    some = known[known["value"] > 0]
    if len(some) == 1:
        most = f"今年 {patrols} 次巡河发现的问题都在{some['name'].iloc[0]}"
    else:
        most = ranking.foremost(zip(known["name"], known["value"], strict=True), "起", what="每百次巡河发现问题")
        shown = known["value"].map(lambda value: numbers.rounded(value, "起"))
        best = known[shown == shown.max()]
        parts = f"（{'；'.join(_parts(row) for row in best.itertuples())}）"
        most = most + parts if most else f"今年 {patrols} 次巡河发现问题 {numbers.text(known['numerator'].sum())} 起"
    none = known[(known["value"] == 0) & ~known["own"]]["name"]
    # Many names are no finding, and fewer than there are would be untrue of the others.
    idle = "、".join(none) if len(none) <= ranking.NAMED else f"{len(none)} 个地方"
    return f"{most}；{idle}巡河未发现问题" if len(none) else most


def _doubts(view: View, chiefs: pd.DataFrame | None) -> tuple[list[tuple[str, Callable[[int], Excerpt]]], int]:
    """Patrols and chiefs that somebody should check, as what lists them; and how many there are in all."""
    patrols = doubtful_patrols(view, 1).whole
    found: list[tuple[str, Callable[[int], Excerpt]]] = []
    if patrols:
        found.append((f"巡河记录 {numbers.text(patrols)} 次", partial(doubtful_patrols, view)))
    if chiefs is None:
        return found, patrols
    people = chiefs.drop_duplicates("person", keep="last")
    silent = people[(people["level"] == "村级") & (people["patrols"] >= OFTEN) & (people["found"] == 0)]
    silent = silent if view.kept(PROBLEMS) else silent.head(0)
    if len(silent):
        found.append((f"巡河没有发现问题的河长 {len(silent)} 名", partial(_silent_chiefs, view, silent)))
    return found, patrols + len(silent)


def doubtful_patrols(view: View, most: int) -> Excerpt:
    """Patrols that somebody should check, the latest first and the reason before each."""
    asked = {
        "least_minutes": LEAST_MINUTES,
        "least_metres": LEAST_METRES,
        "from_day": view.start,
        "as_of": view.as_of,
    }
    patrols = view.ask("patrol_doubts", **asked, most=most)
    frame = ledger_rows.cells(patrols, questions.resources(view.scope)["river_patrols"])
    frame.insert(0, "请核实", [_why(row) for row in patrols.itertuples()])
    return Excerpt(frame, excerpts.counted(patrols))


def _silent_chiefs(view: View, silent: pd.DataFrame, most: int) -> Excerpt:
    shown = silent.head(most)
    frame = ledger_rows.cells(shown, questions.resources(view.scope)["river_chiefs"])
    frame.insert(0, "请核实", [f"今年巡河 {patrols} 次，没有发现问题" for patrols in shown["patrols"]])
    return Excerpt(frame, len(silent))


def _why(row: Any) -> str:
    reasons = (
        (row.same_minute, "同一分钟在两处"),
        (row.too_short, f"时长不到 {LEAST_MINUTES} 分钟"),
        (row.too_near, f"里程不到 {LEAST_METRES} 米"),
    )
    return "，".join(said for wrong, said in reasons if wrong)
