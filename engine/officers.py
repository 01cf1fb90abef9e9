"""Enforcement officers on a page: whose certificate is valid, whose comes to its end, who had how much training."""

from typing import Any

import pandas as pd

from engine import charts, drilling, excerpts, listings, numbers, questions, status
from engine.drawing import Picture
from engine.excerpts import Excerpt
from engine.view import View

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
    said = [f"已过期 {-n} 天" if n < 0 else "今天到期" if n == 0 else f"还剩 {n} 天" for n in found["days_left"]]
    return _with_row(view, found, 情况=said)


def trained(view: View, most: int) -> Excerpt:
    """Officers with a valid certificate, the fewest hours of legal training first: 今年学时, then the ledger row."""
    found = view.ask("officer_hours", from_day=view.start, as_of=view.as_of, most=most)
    return _with_row(view, found, 今年学时=found["hours"].astype(float))


def _with_row(view: View, found: pd.DataFrame, **columns: Any) -> Excerpt:
    cells = drilling.cells(found, questions.resources(view.scope)["officers"])
    return Excerpt(pd.concat([pd.DataFrame(columns, index=found.index), cells], axis=1), excerpts.counted(found))


def hours(view: View, holding: int, short: int) -> Picture:
    """The officers with the fewest hours against what the year asks of each."""
    needed, ledger = training_hours(view), questions.resources(view.scope)["officers"]
    found = trained(view, BARS).rows
    bars = pd.DataFrame(
        {
            "place": found[ledger.field("row_id").name],
            "name": found[ledger.field("row_id").name] + " " + found[ledger.field("name").name],
            "value": found["今年学时"],
            "text": [f"{numbers.text(had)} / {numbers.text(needed)}" for had in found["今年学时"]],
            "target": needed,
            "status": [status.REACHED if had >= needed else status.LATE for had in found["今年学时"]],
        }
    )
    return Picture.of(
        hours_title(view, holding, short), charts.ranked_bars(bars, "学时", view.dark), listings.ranked_said(bars)
    )


def hours_title(view: View, holding: int, short: int) -> str:
    """The finding over the hours: "25 名持证人员中，21 名没有学满 30 学时"."""
    needed = numbers.text(training_hours(view))
    if not holding:
        return "没有持证有效的执法人员"
    if not short:
        return f"{numbers.text(holding)} 名持证人员都学满了 {needed} 学时"
    return f"{numbers.text(holding)} 名持证人员中，{numbers.text(short)} 名{lacking(view)}"


def lacking(view: View) -> str:
    """What is said of who has fewer hours than the year asks for, in a running and in a closed year."""
    closed = (view.as_of.month, view.as_of.day) == (12, 31)
    return f"{'' if closed else '还'}没有学满 {numbers.text(training_hours(view))} 学时"


def hours_about(view: View, holding: int) -> str:
    """What the bars of the hours mean."""
    cut = f"{told}，学时最少的在前。" if (told := excerpts.said(min(BARS, holding), holding)) else ""
    return (
        f"{cut}学时指当年法律知识培训；标“{status.LATE}”的没有学满全年要求的 "
        f"{numbers.text(training_hours(view))} 学时，年内不按进度评判。"
    )
