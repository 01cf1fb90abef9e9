"""What a whole is made of, drawn: DataFrame in, chart out, one function per shape. The rules of engine/charts/bar_charts.py hold."""

from typing import Any

import pandas as pd

from engine.charts.bar_rows import ROOM, TEXT, BarRows
from engine.charts.drawing import (
    CLEAR,
    Chart,
    Word,
    axis,
    bars,
    chart,
    ems,
    escape,
    hits,
    nothing,
    over,
    patch,
    words,
)
from engine.charts.palette import LIGHT, Palette
from engine.charts.time_charts import HIGHEST, KEY, LINE, MONTH, MONTHLY, MONTHS
from engine.words import days, numbers

DONE, MISSING, AHEAD, NONE = "有", "缺", "未到", "不适用"
CELL = 20  # pixels: the height of a cell of the matrix


def parts(rows: pd.DataFrame) -> Chart:
    """One bar per row from shares of a whole; the bad parts stand left of a common line, the good ones right of it.

    Columns: key, name, text (ready figures for the right side), part (label), share (0–1 of the row), bad (bool);
    parts in the order in which they follow from left to right, the same in every row. customdata: the key.
    """
    colours = LIGHT
    if rows.empty:
        return nothing(colours)
    tones = _tones(rows, colours)
    left = rows[rows["bad"]].groupby("key")["share"].sum().max()
    left = float(left) if left == left else 0.0
    right = rows[~rows["bad"]].groupby("key")["share"].sum().max()
    end = left + (float(right) if right == right else 0.0) or 1.0
    drawn = BarRows(end, colours, thin=12)
    drawn.note(patch(part, tone) for part, tone in tones.items())
    for key, row in rows.groupby("key", sort=False):
        text = str(row["text"].iloc[0])
        hover = f"{escape(row['name'].iloc[0])}：" + "，".join(
            f"{escape(p.part)} {numbers.with_unit(numbers.quotient(p.share, 1, 100), '%')}"
            for p in row.itertuples()
            if p.share
        )
        middle = drawn.row(key, row["name"].iloc[0], (escape(text), ems(text)), hover=hover)
        start = left - row[row["bad"]]["share"].sum()
        drawn.stack(middle, [(part.share, tones[part.part]) for part in row.itertuples() if part.share > 0], start)
        if left:
            drawn.marks.append((left, middle, "expected"))
    return drawn.chart()


def _tones(rows: pd.DataFrame, colours: Palette) -> dict[str, str]:
    """A colour for each part: dark to light for the good ones, red then amber for the bad; shades differ in grey too."""
    labels = rows.drop_duplicates("part")
    good, bad = ([str(p) for p in labels[labels["bad"] == state]["part"]] for state in (False, True))
    shades = [colours.soft, colours.middle, colours.ink] if len(good) > 2 else [colours.soft, colours.ink][-len(good) :]
    warm = [colours.red, colours.amber][: len(bad)]
    return {part: warm[min(n, len(warm) - 1)] for n, part in enumerate(bad)} | {
        part: shades[min(n, len(shades) - 1)] for n, part in enumerate(good)
    }


def stacked_months(rows: pd.DataFrame, unit: str) -> Chart:
    """Months as stacked bars of at most three parts, the total over each.

    Columns: month (1–12), part (label; the same order in every month, from the bottom), value. customdata: the month.
    """
    colours = LIGHT
    if rows.empty or not rows["value"].sum():
        return nothing(colours)
    names = list(dict.fromkeys(rows["part"]))
    tones = dict(zip(names, (colours.ink, colours.soft, colours.track), strict=False))
    wide = rows.pivot_table(index="month", columns="part", values="value", aggfunc="sum").fillna(0)[names]
    totals, top = wide.sum(axis=1), float(wide.sum(axis=1).max())
    key = "　".join(patch(label, tones[label]) for label in names)
    found = [Word(0.5, top * KEY, f"{key}　单位：{escape(unit)}", colours.muted)]
    labels = [Word(m, t, f"{t:,.0f}", colours.text, "top center") for m, t in totals.items()]
    found += over(labels, top * LINE, MONTH)
    months = list(range(1, 13))
    said = [
        f"{days.month(m)}　" + "　".join(f"{escape(p)} {wide[p].get(m, 0):,.0f}" for p in names) + f"　{escape(unit)}"
        for m in months
    ]
    drawn = [hits(months, [top * 1.2] * 12, 1, months, colours, said, orientation="v")]
    base = pd.Series(0.0, index=wide.index)
    for label in names:
        edge = {"color": tones[label], "line": {"width": 1, "color": colours.muted}}
        place = {"orientation": "v", "base": list(base), "marker": edge, "name": label}
        drawn.append(bars(list(wide.index), list(wide[label]), 0.62, None, **place))
        base = base + wide[label]
    labelled = axis(colours, range=[0.45, 12.55], tickvals=list(range(1, 13)), ticktext=MONTHS)
    margin = {"l": 0, "r": 0, "t": 0, "b": 22}
    drawn.append(words(found, colours))
    return chart(drawn, colours, MONTHLY, margin=margin, xaxis=labelled, yaxis={"range": [0, top * HIGHEST]})


def matrix(rows: pd.DataFrame, heads: list[str]) -> Chart:
    """Rows of cells under common heads: what was done when, or which steps a matter has gone through.

    Columns: key, name, text (figures for the right side), column (0 … len(heads)-1), state (有, 缺, 未到, 不适用),
    mark (a sign or number in the cell; "" leaves it plain). A filled cell was done, a red frame is missing, a grey frame
    is not due yet. customdata: [key, column]. `heads`: one text per column, "" for none.
    """
    colours = LIGHT
    if rows.empty:
        return nothing(colours)
    drawn = BarRows(len(heads), colours)
    drawn.heads(heads)
    ends = {}
    for row in rows.drop_duplicates("key").itertuples():
        ends[row.key] = drawn.words_of(row.name, escape(row.text), ems(row.text), TEXT + 10 + CELL + 4)
    middles, found = [ends[key] - 4 - CELL / 2 for key in rows["key"]], drawn.words
    found = [*found, *_signs(rows, middles, colours, ROOM / len(heads))]
    starts = [column + 0.02 for column in rows["column"]]
    hover = [f"{escape(r.name)}　{escape(_head(heads, r.column))}　{r.state}" for r in rows.itertuples()]
    keys = rows[["key", "column"]].values.tolist()
    traces = [
        bars([0.9] * len(starts), middles, CELL, None, base=starts, marker=_cells(rows, colours), name="cells"),
        hits([0.9] * len(starts), middles, CELL + 8, keys, colours, hover, True, base=starts),
        words(found, colours),
    ]
    return drawn.chart(traces)


def _cells(rows: pd.DataFrame, colours: Palette) -> dict[str, Any]:
    fills = {DONE: colours.ink, MISSING: CLEAR, AHEAD: CLEAR, NONE: CLEAR}
    edges = {DONE: colours.ink, MISSING: colours.red, AHEAD: colours.track, NONE: CLEAR}
    edge = {"width": 1.5, "color": rows["state"].map(edges).tolist()}
    return {"color": rows["state"].map(fills).tolist(), "line": edge}


def _signs(rows: pd.DataFrame, middles: list[float], colours: Palette, room: float) -> list[Word]:
    """The marks of the cells, where a cell has room for them."""
    tones = {DONE: colours.paper, MISSING: colours.red, AHEAD: colours.muted, NONE: colours.muted}
    return [
        Word(row.column + 0.47, middle, escape(row.mark), tones[row.state], "middle center")
        for row, middle in zip(rows.itertuples(), middles, strict=True)
        if row.mark and ems(row.mark) <= room
    ]


def _head(heads: list[str], column: int) -> str:
    """The head a column stands under: its own, or the nearest on its left; a bare number is a month."""
    found = next((text for text in reversed(heads[: column + 1]) if text), "")
    return days.month(int(found)) if found.isdigit() else found
