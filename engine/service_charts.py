"""The pictures of 政务服务: ratings level by level and place by place, and cases month by month and channel by channel."""

import pandas as pd

from engine import excerpts, numbers, part_charts, satisfaction
from engine.drawing import Picture
from engine.view import View

BAD = ("非常不满意", "不满意")
LEVELS = (*BAD, "基本满意", "满意", "非常满意")
CHANNELS = ("窗口", "网上", "上门")
PLACES = 20  # places the chart of ratings has room for; all stand in words beside it


def ratings(view: View) -> Picture:
    """Five levels for the whole, then place by place, the least content first and what belongs to no village last."""
    table = _counted(view)
    bad, n = table[list(BAD)].sum(axis=1), table[list(LEVELS)].sum(axis=1)
    own = table.index.str.endswith("000") & (table.index.str.len() == 12)
    order = pd.DataFrame({"own": own, "share": -(bad / n), "place": table.index}, index=table.index)
    ranked = table.loc[order.sort_values(["own", "share", "place"], na_position="last").index]
    lines = [("all", "合计", table.sum())]
    if len(view.place) < 12 or any(code != view.place for code in table.index[table["ended"] > 0]):
        lines += [(str(code), _name(view, str(code)), row) for code, row in ranked.iterrows()]
    smallest = satisfaction.smallest_sample(view)
    parts = [_levels(key, name, row, smallest) for key, name, row in lines]
    said = "；".join(f"{levels[0]['name']} {levels[0]['text']}" for levels in parts)
    drawn = pd.DataFrame([part for levels in parts[: 1 + PLACES] for part in levels])
    cut = excerpts.bracketed(PLACES, len(parts) - 1)
    return Picture.of(_ratings_title(view, table) + cut, part_charts.parts(drawn, view.dark), said)


def _counted(view: View) -> pd.DataFrame:
    """Place × level, and `ended`: the cases completed; also the places one level down that have none."""
    rated = view.ask("service_ratings", width=view.below, year_start=view.start, as_of=view.as_of)
    counts = {(row.place, row.rating): row.row_count for row in rated.dropna(subset="rating").itertuples()}
    ended = rated.groupby("place")["row_count"].sum()
    below = [code for code in view.names if len(code) == view.below and code.startswith(view.place)]
    places = list(dict.fromkeys([*below, *ended.index])) or [view.place]
    told = [[*(int(counts.get((code, level), 0)) for level in LEVELS), int(ended.get(code, 0))] for code in places]
    return pd.DataFrame(told, columns=[*LEVELS, "ended"], index=places)


def _levels(key: str, name: str, row: pd.Series, smallest: int) -> list[dict]:
    """The five parts of one bar with its words."""
    n, ended = int(row[list(LEVELS)].sum()), int(row["ended"])
    good = n - int(row[list(BAD)].sum())
    few = "，样本过少" if n < smallest else ""
    text = (
        f"{numbers.with_unit(good / n * 100, '%')}（{numbers.text(good)} / {numbers.text(n)}），"
        f"参评率 {numbers.with_unit(n / ended * 100, '%')}{few}"
        if n
        else "没有评价"
    )
    return [
        {
            "key": key,
            "name": name,
            "text": text,
            "part": level,
            "share": float(row[level]) / n if n else 0.0,
            "bad": level in BAD,
        }
        for level in LEVELS
    ]


def _ratings_title(view: View, table: pd.DataFrame) -> str:
    """Where most of the discontent is, by people: a rate of a handful proves little."""
    sums, bad = table[list(LEVELS)].sum(), table[list(BAD)].sum(axis=1)
    if not sums.sum():
        return "各处都还没有评价" if len(table) > 1 else "还没有评价"
    if len(view.place) >= 12:
        most = "、".join(f"“{level}”" for level in LEVELS if sums[level] == sums.max())
        each = "各 " if "、" in most else ""
        return f"{numbers.text(sums.sum())} 人评价，{most}最多，{each}{numbers.text(sums.max())} 人"
    if not bad.sum():
        return "各处都没有差评"
    worst = [_name(view, str(code)) for code in bad.index[bad == bad.max()]]
    if bad.max() == bad.sum():
        return f"差评都在{worst[0]}，{numbers.text(bad.max())} 人"
    each = "各 " if len(worst) > 1 else ""
    return f"差评共 {numbers.text(bad.sum())} 人，{'、'.join(worst)}最多，{each}{numbers.text(bad.max())} 人"


def _name(view: View, code: str) -> str:
    return "未填网格" if code == view.place else view.names[code]


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
    if not total:
        return Picture.of("今年没有受理办件", part_charts.stacked_months(rows, "件", view.dark), "今年没有受理办件")
    share = numbers.with_unit(by_channel.max() / total * 100, "%")
    most = "、".join(by_channel.index[by_channel == by_channel.max()])
    each = "各" if "、" in most else ""
    title = f"{most}办件最多，{each}占 {share}（{numbers.text(by_channel.max())} / {numbers.text(total)} 件）"
    said = "；".join(
        f"{month} 月 " + "，".join(f"{row.part} {numbers.text(row.value)} 件" for row in part.itertuples())
        for month, part in rows.groupby("month")
    )
    return Picture.of(title, part_charts.stacked_months(rows, "件", view.dark), said)
