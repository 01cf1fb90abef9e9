"""How things went, drawn: DataFrame in, chart out, one function per shape of time. The rules of engine/charts/bar_charts.py hold."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import pandas as pd

from engine.charts.drawing import (
    EM,
    KEEP,
    Chart,
    Trace,
    Word,
    axis,
    bars,
    chart,
    ems,
    escape,
    hits,
    hover_label,
    missing,
    nothing,
    over,
    patch,
    words,
)
from engine.charts.palette import LIGHT, Palette
from engine.words import days

THIS_YEAR, LAST_YEAR, EXPECTED = "今年", "上年", "序时"
MONTHS = [days.month(1), *map(str, range(2, 13))]  # on a phone twelve fit only without 月
MONTHLY = 232  # pixels: the height of the months
MONTH = 1.9  # characters that a month has room for on a phone
KEY, HIGHEST, LINE = (
    1.42,
    1.52,
    0.12,
)  # of the highest month: where the key stands, the end of the axis, a line of words
TREND, PLOT = 272, 212  # pixels: the height of the trend, of the part between its margins
APART = 17  # pixels between two labels at the ends of lines
FLAG, FLAGS = 19, 32  # pixels over the lines: where the marks of notes stand, what the row of them takes
FLAG_DAYS = 21  # days between two marks side by side: one mark's width on a phone


def trend(rows: pd.DataFrame, unit: str, notes: Sequence[tuple[date, str]] = (), steps: Collection[str] = ()) -> Chart:
    """Lines over one year, labelled at their ends.

    Columns: day (a date; last year's already moved into this year), series (今年, 上年, 序时; any may be absent),
    value (in `unit`). A series may be a single point. `steps`: the series that stand still between two of their points,
    as a count does: a slope would tell of halves of a patrol. `notes`: (day, mark) in order of days, each drawn as an upright
    at its day with its mark over the lines, where no label of theirs can be.
    """
    colours = LIGHT
    rows = rows.dropna(subset=["value"])
    if rows.empty:
        return nothing(colours)
    year, most = max(rows["day"]).year, max(rows["value"].max(), 1.0)
    days, lines, ends = [date(year, 1, 1), date(year, 12, 31)], [], []
    for series in (LAST_YEAR, EXPECTED, THIS_YEAR):
        points = rows[rows["series"] == series]
        if not points.empty:
            lines.append(_line(points, series, colours, series in steps))
            ends.append((series, points["day"].iloc[-1], points["value"].iloc[-1]))
    found = _end_labels(ends, days[1], most, colours)
    top = max(most * 1.06, *(word.y for word in found))
    extra = FLAGS if notes else 0
    highest = top * (1 + extra / PLOT)  # Plotly draws no text beyond the end of an axis
    found.append(Word(days[0], highest, f"单位：{escape(unit)}", colours.muted, "top right"))
    if notes:
        lines.insert(0, _uprights(notes, top, colours))
        found += _flags(notes, days, top, colours)
    left = ems(f"{most:,.0f}") * EM + 8
    right = max(ems(f"{series}  {_plain(value)}") for series, _, value in ends) * EM + 10
    return chart(
        [*lines, words(found, colours)],
        colours,
        TREND + extra,
        margin={"l": left, "r": right, "t": 28, "b": 32, "pad": 2},
        xaxis=axis(
            colours, type="date", range=days, tickformat="%-m月", ticklabelstandoff=8, tick0=days[0], dtick="M3"
        ),
        yaxis=axis(colours, range=[0, highest], showgrid=True, **({"dtick": 1} if most < 6 else {"nticks": 5})),
    )


def _line(points: pd.DataFrame, series: str, colours: Palette, steps: bool) -> Trace:
    looks = {
        THIS_YEAR: {"color": colours.ink, "width": 2.5},
        LAST_YEAR: {"color": colours.soft, "width": 1.5},
        EXPECTED: {"color": colours.muted, "width": 1.5, "dash": "dash"},
    }
    # A line of one point draws nothing: its end gets a dot, and so does everyone's, to carry the label.
    dots = [0] * (len(points) - 1) + [7]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": series,
        "x": list(points["day"]),
        "y": list(points["value"]),
        "line": {**looks[series], "shape": "hv" if steps else "linear"},
        "marker": {"size": dots, "color": looks[series]["color"], "line": {"width": 0}, "opacity": 1},
        "hovertemplate": f"{series}　%{{x|%-m月%-d日}}　%{{y:,}}<extra></extra>",
        "hoverlabel": hover_label(colours),
        "unselected": KEEP,
        "cliponaxis": False,
    }


def _uprights(notes: Sequence[tuple[date, str]], top: float, colours: Palette) -> Trace:
    """One thin line from the axis to the mark at the day of every note."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "notes",
        "x": [at for day, _ in notes for at in (day, day, None)],
        "y": [at for _ in notes for at in (0, top * (1 + 8 / PLOT), None)],
        "line": {"color": colours.muted, "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
        "unselected": KEEP,
        "cliponaxis": False,
    }


def _flags(notes: Sequence[tuple[date, str]], days: list[date], top: float, colours: Palette) -> list[Word]:
    """The marks over their uprights; those close together are moved apart, none out of the year."""
    apart = timedelta(min(FLAG_DAYS, 364 // max(len(notes) - 1, 1)))
    places: list[date] = []
    for day, _ in notes:
        places.append(max(day, places[-1] + apart) if places else day)
    latest = days[1]
    for n in reversed(range(len(places))):
        places[n] = min(places[n], latest)
        latest = places[n] - apart
    height = top * (1 + FLAG / PLOT)
    return [
        Word(at, height, escape(sign), colours.text, "middle center", 14)
        for at, (_, sign) in zip(places, notes, strict=True)
    ]


def _end_labels(ends: list[tuple], closing: date, most: float, colours: Palette) -> list[Word]:
    """Series and last value beside each line's end; those in the right margin keep clear of each other."""
    found, lowest = [], 0.0
    for series, day, value in sorted(ends, key=lambda end: end[2]):
        text, color = f"  {series} {_plain(value)}", colours.muted
        if series == THIS_YEAR:
            text, color = f"<b>{text}</b>", colours.ink
        if day.month == 12:
            height = max(value, lowest)
            lowest = height + most * APART / PLOT
            found.append(Word(closing, height, text, color, "middle right"))
        else:  # Lines rise: left above the highest and right below the others there is room.
            highest = value >= max(end[2] for end in ends)
            # One that ends late in the year reaches into the margin: it must not run into what stands there.
            beside = day.month > 6 and any(
                at.month == 12 and abs(value - end) < most * 2 * APART / PLOT for _, at, end in ends
            )
            low = value * PLOT < most * APART  # beside the axis its labels stand below
            place = "top right" if day.month < 4 or low else "top left" if highest else "bottom right"
            place = "bottom left" if beside and not highest and not low else place
            found.append(Word(day, value, text, color, place))
    return found


def months(rows: pd.DataFrame, unit: str) -> Chart:
    """Bars by month, last year's wider and lighter behind.

    Columns: month (1–12), value (NaN: none), last_year (NaN: none), text (what stands over the bar; "" for nothing, and
    where there is no value the word that says why).
    customdata: the month.
    """
    colours = LIGHT
    if rows.empty:
        return nothing(colours)
    most = rows[["value", "last_year"]].max().max()
    top = most if most > 0 else 1.0
    key = patch(THIS_YEAR, colours.ink)
    if rows["last_year"].notna().any():
        key += f"　{patch(LAST_YEAR, colours.soft)}"
    found = [Word(0.5, top * KEY, f"{key}　单位：{escape(unit)}", colours.muted)]
    known = rows.dropna(subset=["value"])
    labels = [Word(row.month, row.value, escape(row.text), colours.text, "top center") for row in known.itertuples()]
    found += over(labels, top * LINE, MONTH)
    numbers = list(rows["month"])
    drawn = [
        hits(numbers, [top * 1.2] * len(numbers), 1, numbers, colours, _months_said(rows, unit), orientation="v"),
        bars(numbers, _known(rows["last_year"]), 0.72, colours.soft, name="last_year", orientation="v"),
        bars(numbers, _known(rows["value"]), 0.44, colours.ink, name="value", orientation="v"),
        words(found, colours),
    ]
    labelled = axis(colours, range=[0.45, 12.55], tickvals=list(range(1, 13)), ticktext=MONTHS)
    margin = {"l": 0, "r": 0, "t": 0, "b": 22}
    return chart(drawn, colours, MONTHLY, margin=margin, xaxis=labelled, yaxis={"range": [0, top * HIGHEST]})


def _months_said(rows: pd.DataFrame, unit: str) -> list[str]:
    return [
        f"{days.month(row.month)}　{escape(row.text) if missing(row.value) else f'{escape(row.text)} {escape(unit)}'}"
        + ("" if missing(row.last_year) else f"　上年 {_plain(row.last_year)} {escape(unit)}")
        for row in rows.itertuples()
    ]


def _plain(value: float) -> str:
    """A value that is rounded already, without the decimals of a whole number."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _known(values: pd.Series) -> list:
    """NaN as null: JSON knows no NaN."""
    return [None if missing(value) else value for value in values]
