"""Enforcement officers on a page: whose certificate is valid, whose comes to its end, who had how much training."""

from typing import Any

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar
from engine.charts.drawing import Picture
from engine.figures import ledger_rows, status
from engine.figures.view import View
from engine.snapshot import questions
from engine.words import excerpts, numbers
from engine.words.excerpts import Excerpt

RENEWAL_DAYS = 90  # a new certificate takes an examination and an approval: so long before the end it is looked for
BARS = 10  # officers drawn; the table lists all


def counts(view: View) -> dict[str, int]:
    """The answer `officer_counts` from 1 January to the chosen day, and `short`: how many lack hours of training."""
    span = {"from_day": view.start, "as_of": view.as_of}
    found = view.ask("officer_counts", **span, near_days=RENEWAL_DAYS).iloc[0]
    short = view.ask("officer_short", **span).iloc[0]
    return {str(name): int(value) for name, value in {**found, "short": short["short"]}.items()}


def training_hours(view: View) -> float:
    """The hours of legal training the home asks of an officer in a year."""
    return float(questions.parameters(view.scope)["training_hours"])


def certificates(view: View, most: int) -> Excerpt:
    """Officers whose certificate ends within 90 days, or ended without a new one: 情况, then the ledger row."""
    found = view.ask("officer_expiring", as_of=view.as_of, near_days=RENEWAL_DAYS, most=most)
    said = [f"已过期 {-n} 天" if n < 0 else "今天到期" if n == 0 else f"剩余 {n} 天" for n in found["days_left"]]
    return _with_row(view, found, 情况=said)


def trained(view: View, most: int) -> Excerpt:
    """Officers with a valid certificate, the fewest hours of legal training first: 今年学时, then the ledger row."""
    found = view.ask("officer_hours", from_day=view.start, as_of=view.as_of, most=most)
    return _with_row(view, found, 今年学时=found["hours"].astype(float))


def _with_row(view: View, found: pd.DataFrame, **columns: Any) -> Excerpt:
    cells = ledger_rows.cells(found, questions.resources(view.scope)["officers"])
    return Excerpt(pd.concat([pd.DataFrame(columns, index=found.index), cells], axis=1), excerpts.counted(found))


def judged(view: View) -> bool:
    """Whether hours were entered at all, and enough of the year is over to call somebody late."""
    return view.kept("officers_trained") and not view.figure("officers_trained").not_yet_due


def hours(view: View, holding: int, short: int) -> Picture:
    """The officers with the fewest hours against what the year asks of each."""
    needed, ledger = training_hours(view), questions.resources(view.scope)["officers"]
    found = trained(view, BARS if view.kept("officers_trained") else 0).rows
    behind = status.LATE if judged(view) else status.ON_TRACK
    keys, names = (found[ledger.field(column).name] for column in ("row_id", "name"))
    bars = [
        Bar(
            key,
            f"{key} {name}",
            had,
            f"{numbers.text(had)} 学时",
            status.REACHED if had >= needed else behind,
            needed,
        )
        for key, name, had in zip(keys, names, found["今年学时"], strict=True)
    ]
    title = hours_title(view, holding, short)
    said = "；".join(f"{bar.name} 学了 {numbers.text(bar.value)} 学时" for bar in bars)
    about = f"；每人应学 {numbers.text(needed)} 学时" if said else ""
    return Picture.of(title, bar_charts.ranked_bars(bars, "学时"), f"{said}{about}" or title)


def hours_title(view: View, holding: int, short: int) -> str:
    """The finding over the hours: "25 名持证人员中，21 名培训未满 30 学时"."""
    needed = numbers.text(training_hours(view))
    if not holding:
        return "没有持证有效的执法人员" if view.kept("officers_certified") else f"执法人员{status.NO_DATA}"
    if not view.kept("officers_trained"):
        return f"{numbers.text(holding)} 名持证人员，培训学时{status.NO_DATA}"
    if not short:
        return f"{numbers.text(holding)} 名持证人员均完成 {needed} 学时"
    return f"{numbers.text(holding)} 名持证人员中，{numbers.text(short)} 名{lacking(view)}"


def lacking(view: View) -> str:
    """What is said of who has fewer hours than the year asks for."""
    return f"培训未满 {numbers.text(training_hours(view))} 学时"


def hours_about(view: View, holding: int) -> str:
    """What the bars of the hours mean."""
    told = excerpts.said(min(BARS, holding), holding)
    cut = f"{told}，按学时从少到多排列。" if told else ""
    if not judged(view):
        return f"{cut}学时指当年法律知识培训。"
    return (
        f"{cut}学时指当年法律知识培训；标“{status.LATE}”的未完成全年要求的 "
        f"{numbers.text(training_hours(view))} 学时，年内不按进度评判。"
    )
