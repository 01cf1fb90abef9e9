"""The tables of 决策与监督 that come on request: each a note and a function that makes the rows."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from engine.figures import ledger_rows, matters
from engine.figures.status import NOT_APPLICABLE
from engine.figures.view import View
from engine.snapshot import questions
from engine.subjects.tables_on_request import time_left
from engine.words import days
from engine.words.excerpts import Excerpt, counted

Listed = tuple[str, Callable[[int], Excerpt]]


def rules(view: View) -> Listed:
    """Rules issued or filed in the year, with review and filing in words."""
    note = (
        "规范性文件（公开发布、涉及群众权利义务的文件）制定、修订的要先作合法性审核，印发后按期向上级备案；其余不适用。"
    )
    return note, partial(_rules, view)


def cases(view: View) -> Listed:
    """Reviews and lawsuits that are open, or began or ended in the year."""
    return "还没结案的，和本年立案或结案的。点击可查看台账。", partial(_cases, view)


def proposals(view: View) -> Listed:
    """Proposals that wait for an answer, the earliest limit first."""
    return "交办后 3 个月内答复，复杂的 6 个月。点击可查看台账。", partial(_proposals, view)


def _rules(view: View, most: int) -> Excerpt:
    rows = view.ask("rule_files", from_day=view.start, as_of=view.as_of, most=most)
    titles = ledger_rows.cells(rows, questions.ledgers(view.scope)["rules"])["标题"]
    shown = {
        "编号": rows["row_id"],
        "标题": titles,
        "种类": rows["kind"],
        "动作": rows["action"],
        "印发": rows["issued_on"],
        "审核": [_review(row) for row in rows.itertuples()],
        "备案期限": rows["due_on"],
        "备案": [_filing(row) for row in rows.itertuples()],
    }
    return Excerpt(pd.DataFrame(shown), counted(rows))


def _review(row: Any) -> str:
    if pd.isna(row.due_on):
        return NOT_APPLICABLE
    if pd.isna(row.reviewed_on):
        return "没有审核"
    return days.day(row.reviewed_on) + ("" if row.reviewed_on <= row.issued_on else "（印发后才审核）")


def _filing(row: Any) -> str:
    if pd.isna(row.due_on):
        return NOT_APPLICABLE
    over = f"，超期 {row.days_over:.0f} 天" if row.days_over > 0 else ""
    if pd.isna(row.filed_on):
        return f"未备案{over or f'，剩余 {-row.days_over:.0f} 天'}"
    return f"{days.day(row.filed_on)}，用 {row.days:.0f} 天{over}"


def _cases(view: View, most: int) -> Excerpt:
    rows = view.ask("litigation_cases", from_day=view.start, as_of=view.as_of, most=most)
    columns = {
        "编号": "row_id",
        "种类": "kind",
        "立案": "filed_on",
        "开庭": "heard_on",
        "负责人出庭": "head_appeared",
        "结果": "result",
        "结案": "closed_on",
    }
    told = rows.rename(columns={column: header for header, column in columns.items()})[list(columns)]
    return Excerpt(told, counted(rows))


def _proposals(view: View, most: int) -> Excerpt:
    rows, near = view.ask("decision_proposals", as_of=view.measured_on, most=most), matters.near_days(view.scope)
    shown = {
        "编号": rows["row_id"],
        "标题": ledger_rows.cells(rows, questions.ledgers(view.scope)["proposals"])["标题"],
        "交办": rows["assigned_on"],
        "答复期限": rows["due_on"],
        "进展": [time_left(days, near) for days in rows["days_left"]],
        "区划": rows["place"].map(questions.known_places(view.scope)),
    }
    return Excerpt(pd.DataFrame(shown), counted(rows))
