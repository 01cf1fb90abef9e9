"""The pictures of 政务服务: ratings level by level and place by place, and cases month by month and channel by channel."""

import pandas as pd

from engine.charts import part_charts
from engine.charts.drawing import Picture
from engine.figures import wording
from engine.figures.view import View
from engine.ledgers.places import UNGRIDDED, VILLAGE, Place
from engine.subjects import tiles
from engine.words import days, excerpts, numbers, ranking

BAD = ("非常不满意", "不满意")
LEVELS = (*BAD, "基本满意", "满意", "非常满意")
CHANNELS = ("窗口", "网上", "上门")
PLACES = 20  # places the chart of ratings has room for; all stand in words beside it
NO_LEDGER = "政务服务办件无数据"


def ratings(view: View) -> Picture:
    """Five levels for the whole, then place by place, the least content first and what belongs to no village last."""
    table = _counted(view)
    bad, n = table[list(BAD)].sum(axis=1), table[list(LEVELS)].sum(axis=1)
    own = [Place(code).is_own for code in table.index]
    share = [-numbers.quotient(*pair) for pair in zip(bad, n, strict=True)]
    order = pd.DataFrame({"own": own, "share": share, "place": table.index}, index=table.index)
    ranked = table.loc[order.sort_values(["own", "share", "place"], na_position="last").index]
    lines = [("all", "合计", table.sum())]
    if view.place.level < VILLAGE or any(code != view.place for code in table.index[table["ended"] > 0]):
        lines += [(str(code), _name(view, str(code)), row) for code, row in ranked.iterrows()]
    held, smallest = view.figure("services_satisfied"), tiles.smallest_sample(view)
    parts = [_levels(key, name, row, held, smallest) for key, name, row in lines]
    said = "；".join(levels[0]["said"] for levels in parts)
    drawn = pd.DataFrame([part for levels in parts[: 1 + PLACES] for part in levels])
    cut = excerpts.drawn(PLACES, len(parts) - 1)
    rest = (levels[0]["said"] for levels in parts[1 + PLACES :])
    return Picture.of(_ratings_title(view, table) + cut, part_charts.parts(drawn), said, rest)


def _counted(view: View) -> pd.DataFrame:
    """Place × level, and `ended`: the cases completed; also the places one level down that have none."""
    rated = view.ask("service_ratings", width=view.below, from_day=view.start, as_of=view.as_of)
    counts = {(row.place, row.rating): row.row_count for row in rated.dropna(subset="rating").itertuples()}
    ended = rated.groupby("place")["row_count"].sum()
    below = [code for code in view.names if len(code) == view.below and code.startswith(view.place)]
    places = list(dict.fromkeys([*below, *ended.index])) or [view.place]
    told = [[*(int(counts.get((code, level), 0)) for level in LEVELS), int(ended.get(code, 0))] for code in places]
    return pd.DataFrame(told, columns=[*LEVELS, "ended"], index=places)


def _levels(key: str, name: str, row: pd.Series, held: pd.Series, smallest: int) -> list[dict]:
    """The five parts of one bar with its words; `held`: the figure whose promise the rate must not seem to keep."""
    n, ended = int(row[list(LEVELS)].sum()), int(row["ended"])
    good = n - int(row[list(BAD)].sum())
    few = wording.few(n, smallest)
    text, said = "没有评价", f"{name}没有评价"
    if n:
        rate = wording.amount(held, numbers.quotient(good, n, 100))
        rated = f"参评率 {numbers.with_unit(numbers.quotient(n, ended, 100), '%')}"
        text = f"{rate}（{numbers.text(good)} / {numbers.text(n)}），{rated}{few}"
        people = f"{numbers.text(n)} 件有评价，{numbers.text(good)} 件满意"
        said = f"{name}满意率 {rate}（{people}），{rated}（办结 {numbers.text(ended)} 件）{few}"
    return [
        {
            "key": key,
            "name": name,
            "text": text,
            "said": said,
            "part": level,
            "share": numbers.quotient(row[level], n) if n else 0.0,
            "bad": level in BAD,
        }
        for level in LEVELS
    ]


def _ratings_title(view: View, table: pd.DataFrame) -> str:
    """Where most of the discontent is, by people: a rate of a handful proves little."""
    sums, bad = table[list(LEVELS)].sum(), table[list(BAD)].sum(axis=1)
    if not sums.sum():
        return none(view, "暂无评价")
    rated = f"{numbers.text(sums.sum())} 件有评价"
    if view.place.level >= VILLAGE:
        most = ranking.foremost([(f"“{level}”", sums[level]) for level in LEVELS], "件")
        only = "、".join(f"{level} {numbers.text(sums[level])}" for level in reversed(LEVELS) if sums[level])
        return f"{rated}，{most}" if most else f"{rated}：{only}"
    if not bad.sum():
        return f"{rated}，没有差评"
    where = [(_name(view, str(code)), number) for code, number in bad.items() if number]
    if len(where) == 1:
        return f"差评都在{where[0][0]}，{numbers.text(bad.sum())} 件"
    # Places without a bad rating count too: where two have one each, both have the most.
    most = ranking.foremost([*where, ("", 0)], "件") or f"分在 {len(where)} 个地方"
    return f"差评 {numbers.text(bad.sum())} 件，{most}"


def none(view: View, said: str) -> str:
    """What is said where there is nothing: `said` only of a ledger that was kept."""
    return said if view.kept("services_window", "services_rated") else NO_LEDGER


def _name(view: View, code: str) -> str:
    return UNGRIDDED if code == view.place else view.names[code]


def by_channel(view: View) -> pd.DataFrame:
    """month, part (channel), value: a row for every channel in every month so far."""
    found = view.ask("service_channels", from_day=view.start, as_of=view.as_of)
    counted = {(row.month, row.channel): row.row_count for row in found.itertuples()}
    months = range(1, view.as_of.month + 1)
    told = [(month, name, int(counted.get((month, name), 0))) for month in months for name in CHANNELS]
    return pd.DataFrame(told, columns=["month", "part", "value"])


def channels(view: View, rows: pd.DataFrame) -> Picture:
    """Cases accepted by month, from the frame of `by_channel`."""
    by_channel = rows.groupby("part", sort=False)["value"].sum()
    total = int(by_channel.sum())
    chart = part_charts.stacked_months(rows, "件")
    if not total:
        nothing = none(view, "今年没有受理办件")
        return Picture.of(nothing, chart, nothing)
    most = ranking.foremost([(str(name), number) for name, number in by_channel.items()], "件")
    share = numbers.with_unit(numbers.quotient(by_channel.max(), total, 100), "%")
    each = "各占" if (by_channel == by_channel.max()).sum() > 1 else "占"
    parts = "，".join(f"{name} {numbers.text(number)} 件" for name, number in by_channel.items() if number)
    title = f"今年受理 {numbers.text(total)} 件，" + (f"{most}，{each} {share}" if most else parts)
    said = "；".join(
        f"{days.month(month)}受理 " + "，".join(f"{row.part} {numbers.text(row.value)} 件" for row in part.itertuples())
        for month, part in rows.groupby("month")
    )
    return Picture.of(title, chart, said)
