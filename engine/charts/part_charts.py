"""What a whole is made of, drawn: DataFrame in, chart out, one function per shape. The rules of engine/charts/bar_charts.py hold."""

from typing import Any

import pandas as pd

from engine.charts.bar_rows import BarRows
from engine.charts.drawing import (
    CLEAR,
    EM,
    PHONE,
    SMALL,
    Chart,
    Word,
    axis,
    bars,
    chart,
    ems,
    escape,
    hits,
    nothing,
    patch,
    shortened,
    words,
)
from engine.charts.palette import LIGHT, Palette
from engine.charts.time_charts import MONTHS
from engine.words import days, numbers

DONE, MISSING, AHEAD, NONE = "有", "缺", "未到", "不适用"
CELL, ROOM = 16, 22  # pixels: the height of a cell of the matrix, of the words over a row of cells


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
    drawn.note("　".join(patch(part, tone) for part, tone in tones.items()))
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
    labels = list(dict.fromkeys(rows["part"]))
    tones = dict(zip(labels, (colours.ink, colours.soft, colours.track), strict=False))
    wide = rows.pivot_table(index="month", columns="part", values="value", aggfunc="sum").fillna(0)[labels]
    totals, top = wide.sum(axis=1), float(wide.sum(axis=1).max())
    key = "　".join(patch(label, tones[label]) for label in labels)
    found = [Word(0.5, top * 1.28, f"{key}　单位：{escape(unit)}", colours.muted, size=12)]
    found += [Word(m, t, f"{t:,.0f}", colours.text, "top center", 12) for m, t in totals.items()]
    months = list(range(1, 13))
    said = [
        f"{days.month(m)}　" + "　".join(f"{escape(p)} {wide[p].get(m, 0):,.0f}" for p in labels) + f"　{escape(unit)}"
        for m in months
    ]
    drawn = [hits(months, [top * 1.2] * 12, 1, months, colours, said, orientation="v")]
    base = pd.Series(0.0, index=wide.index)
    for label in labels:
        edge = {"color": tones[label], "line": {"width": 1, "color": colours.muted}}
        place = {"orientation": "v", "base": list(base), "marker": edge, "name": label}
        drawn.append(bars(list(wide.index), list(wide[label]), 0.62, None, **place))
        base = base + wide[label]
    labelled = axis(colours, range=[0.45, 12.55], tickvals=list(range(1, 13)), ticktext=MONTHS)
    margin = {"l": 0, "r": 0, "t": 0, "b": 22}
    drawn.append(words(found, colours))
    return chart(drawn, colours, 216, margin=margin, xaxis=labelled, yaxis={"range": [0, top * 1.38]})


def matrix(rows: pd.DataFrame, heads: list[str]) -> Chart:
    """Rows of cells under common heads: what was done when, or which steps a matter has gone through.

    Columns: key, name, text (figures for the right side), column (0 … len(heads)-1), state (有, 缺, 未到, 不适用),
    mark (a sign or number in the cell; "" leaves it plain). A filled cell was done, a red frame is missing, a grey frame
    is not due yet. customdata: [key, column]. `heads`: one text per column, "" for none.
    """
    colours = LIGHT
    if rows.empty:
        return nothing(colours)
    lines = {key: ROOM + (ROOM + CELL + 4) * n for n, key in enumerate(rows["key"].unique())}
    height = ROOM + (ROOM + CELL + 4) * len(lines)
    middles = [lines[key] + ROOM + CELL / 2 for key in rows["key"]]
    found = [Word(n, 10, escape(text), colours.muted, size=SMALL) for n, text in enumerate(heads) if text]
    for row in rows.drop_duplicates("key").itertuples():
        name = shortened(str(row.name), PHONE / EM - ems(str(row.text)) - 1)
        found.append(Word(0, lines[row.key] + 11, escape(name), colours.text))
        found.append(Word(len(heads), lines[row.key] + 11, escape(row.text), colours.text, "middle left"))
    if PHONE / len(heads) > 9:
        found += _signs(rows, middles, colours)
    starts = [column + 0.02 for column in rows["column"]]
    hover = [f"{escape(r.name)}　{escape(_head(heads, r.column))}　{r.state}" for r in rows.itertuples()]
    keys = rows[["key", "column"]].values.tolist()
    drawn = [
        bars([0.9] * len(starts), middles, CELL, None, base=starts, marker=_cells(rows, colours), name="cells"),
        hits([0.9] * len(starts), middles, CELL + 8, keys, colours, hover, True, base=starts),
        words(found, colours),
    ]
    ranges = {"xaxis": {"range": [0, len(heads)]}, "yaxis": {"range": [height, 0]}}
    return chart(drawn, colours, height, **ranges)


def _cells(rows: pd.DataFrame, colours: Palette) -> dict[str, Any]:
    fills = {DONE: colours.ink, MISSING: CLEAR, AHEAD: CLEAR, NONE: CLEAR}
    edges = {DONE: colours.ink, MISSING: colours.red, AHEAD: colours.track, NONE: CLEAR}
    edge = {"width": 1.5, "color": rows["state"].map(edges).tolist()}
    return {"color": rows["state"].map(fills).tolist(), "line": edge}


def _signs(rows: pd.DataFrame, middles: list[float], colours: Palette) -> list[Word]:
    tones = {DONE: colours.paper, MISSING: colours.red, AHEAD: colours.muted, NONE: colours.muted}
    return [
        Word(row.column + 0.47, middle, escape(row.mark), tones[row.state], "middle center", SMALL)
        for row, middle in zip(rows.itertuples(), middles, strict=True)
        if row.mark
    ]


def _head(heads: list[str], column: int) -> str:
    """The head a column stands under: its own, or the nearest on its left."""
    return next((text for text in reversed(heads[: column + 1]) if text), "")
