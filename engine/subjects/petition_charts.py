"""The pictures of 信访与调解: open matters by age, and disputes by kind and what became of them."""

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar
from engine.charts.drawing import Picture
from engine.figures.view import View
from engine.subjects.open_bars import open_bar
from engine.words import numbers, ranking

AGES = {0: "15 天内", 16: "16–30 天", 31: "31–60 天", 61: "61–90 天", 91: "91 天以上"}
LONG = 61  # days from which an open matter is old: most limits are over by then
NO_DISPUTES = "矛盾纠纷无数据"
# column of the answer → label
OUTCOMES = {"found_settled": "调解成功", "found_failed": "调解未成", "found_open": "在办", "found_moved": "移送"}


def ages(found: pd.DataFrame, none: str) -> Picture:
    """Petitions, disputes and requests that are not done with, by the days since acceptance; `none`: that there are none."""
    columns = ["row_count", "overdue", "near"]
    sums = found.groupby("age")[columns].sum().reindex(list(AGES), fill_value=0).astype(int)
    bars = [open_bar(AGES[row.Index], row.row_count, row.overdue, row.near, "件") for row in sums.itertuples()]
    all_open, old = int(sums["row_count"].sum()), int(sums.loc[LONG:, "row_count"].sum())
    if not all_open:
        return Picture.of(none, bar_charts.ranked_bars([], "件"), none)
    aged = f"{numbers.text(old)} 件超过 60 天" if old else "都没有超过 60 天"
    oldest = numbers.text(found["oldest"].max())
    title = f"{numbers.text(all_open)} 件在办，{aged}，最长 {oldest} 天"
    said = "；".join(f"在办 {bar.name}的 {bar.text}" for bar in bars)
    return Picture.of(title, bar_charts.ranked_bars(bars, "件"), said)


def kinds(view: View, found: pd.DataFrame) -> Picture:
    """Disputes found this year, kind by kind: settled, failed, handed on, still open."""
    rows = found[found["found"] > 0]
    ended = view.kept("disputes_resolved")  # else nobody knows which of them are still open
    drawn = [
        Bar(
            row["kind"],
            row["kind"],
            float(row["found"]),
            f"{numbers.text(int(row['found']))} 起" + (f"：{_outcomes(row)}" if ended else ""),
            status="",  # to quarrel about this or that is neither good nor bad
        )
        for _, row in rows.iterrows()
    ]
    chart = bar_charts.ranked_bars(drawn, "起")
    if rows.empty:
        none = "今年还没有排查到矛盾纠纷" if view.kept("disputes_found", "disputes_resolved") else NO_DISPUTES
        return Picture.of(none, chart, none)
    return Picture.of(_kinds_title(rows), chart, bar_charts.bars_said(drawn))


def _kinds_title(rows: pd.DataFrame) -> str:
    all_found = f"今年排查的 {numbers.text(int(rows['found'].sum()))} 起纠纷"
    if len(rows) == 1:
        return f"{all_found}都是“{rows['kind'].iloc[0]}”"
    # Kinds that did not occur count too: two kinds with one each are the most of all.
    most = ranking.foremost([*zip(rows["kind"], rows["found"], strict=True), ("", 0)], "起")
    # Where many kinds are even, their names are no finding.
    return f"{all_found}中，" + (most or f"没有突出的种类，每类不超过 {numbers.text(int(rows['found'].max()))} 起")


def _outcomes(row: pd.Series) -> str:
    """`调解成功 5 起，调解未成 1 起`."""
    return "，".join(f"{label} {numbers.text(int(row[name]))} 起" for name, label in OUTCOMES.items() if row[name])
