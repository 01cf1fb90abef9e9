"""The pictures of 信访与调解: open matters by age, and disputes by kind and what became of them."""

import pandas as pd

from engine import charts, listings, numbers
from engine.drawing import Picture
from engine.status import OPEN, OVERDUE

AGES = {0: "15 天内", 16: "16–30 天", 31: "31–60 天", 61: "61–90 天", 91: "90 天以上"}
LONG = 61  # days from which an open matter is old: most limits are over by then
# column of the answer → label
OUTCOMES = {"found_settled": "成功", "found_failed": "不成", "found_open": "在办", "found_moved": "移送"}


def ages(found: pd.DataFrame, dark: bool) -> Picture:
    """Petitions, disputes and requests that are not done with, by the days since acceptance."""
    sums = found.groupby("age")[["row_count", "overdue"]].sum().reindex(list(AGES), fill_value=0)
    rows = pd.DataFrame(
        [
            {
                "place": AGES[age],
                "name": AGES[age],
                "value": float(row.row_count),
                "text": _late(int(row.row_count), int(row.overdue)),
                "target": float("nan"),
                "status": OVERDUE if row.overdue else OPEN,
            }
            for age, row in zip(sums.index, sums.itertuples(index=False), strict=True)
        ]
    )
    all_open, old = int(sums["row_count"].sum()), int(sums.loc[LONG:, "row_count"].sum())
    if not all_open:
        none = "没有在办的信访、诉求和纠纷"
        return Picture.of(none, charts.ranked_bars(rows[:0], "件", dark), none)
    aged = f"{numbers.text(old)} 件超过 60 天" if old else "都没有超过 60 天"
    oldest = numbers.text(found["oldest"].max())
    title = f"{numbers.text(all_open)} 件在办，{aged}，最久的 {oldest} 天"
    return Picture.of(title, charts.ranked_bars(rows, "件", dark), listings.ranked_said(rows))


def _late(count: int, late: int) -> str:
    return f"{numbers.text(count)} 件" + (f"，其中超期 {numbers.text(late)} 件" if late else "")


def kinds(found: pd.DataFrame, dark: bool) -> Picture:
    """Disputes found this year, kind by kind: settled, failed, handed on, still open."""
    rows = found[found["found"] > 0]
    drawn = pd.DataFrame(
        [
            {
                "place": row["kind"],
                "name": row["kind"],
                "value": float(row["found"]),
                "text": _outcomes(row),
                "target": float("nan"),
                "status": "",  # to quarrel about this or that is neither good nor bad
            }
            for _, row in rows.iterrows()
        ],
        columns=["place", "name", "value", "text", "target", "status"],
    )
    if rows.empty:
        none = "今年还没有矛盾纠纷记录"
        return Picture.of(none, charts.ranked_bars(drawn, "起", dark), none)
    all_found, most = int(rows["found"].sum()), int(rows["found"].max())
    kinds_most = list(rows.loc[rows["found"] == most, "kind"])
    counted = f"{'各 ' if len(kinds_most) > 1 else ''}{numbers.text(most)} 起"
    # Where many kinds are even, their names are no finding.
    finding = (
        f"{'、'.join(kinds_most)}最多，{counted}" if len(kinds_most) <= 3 else f"没有突出的种类，每类不超过 {most} 起"
    )
    title = f"今年排查的 {numbers.text(all_found)} 起纠纷中，{finding}"
    return Picture.of(title, charts.ranked_bars(drawn, "起", dark), listings.ranked_said(drawn))


def _outcomes(row: pd.Series) -> str:
    """`6 起：成功 5，不成 1`."""
    told = "，".join(f"{label} {numbers.text(int(row[name]))}" for name, label in OUTCOMES.items() if row[name])
    return f"{numbers.text(int(row['found']))} 起：{told}"
