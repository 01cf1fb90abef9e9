"""The tables of 安全与防疫 that come on request: each a note and a function that makes the rows."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from engine.figures import drilling, matters
from engine.figures.view import View
from engine.snapshot import questions
from engine.subjects import animals as animal_health
from engine.subjects.folds import time_left
from engine.words.excerpts import Excerpt, counted

Listed = tuple[str, Callable[[int], Excerpt]]


def problems(view: View) -> Listed:
    """Problems of every source that are not put right, the earliest limit first."""
    note = "含各来源：安全隐患、三资管理、巡河自查、巡视巡察、案卷评查。点一行，看这一行台账。"
    return note, partial(_problems, view)


def animals(view: View) -> Listed:
    """Heads by kind, species and village."""
    note = "春秋两季分别计，同一头只做两次计两次。合格只计已出结果的。"
    return note, partial(_animals, view)


def _problems(view: View, most: int) -> Excerpt:
    rows, near = view.ask("hazard_open", as_of=view.measured_on, most=most), matters.near_days(view.scope)
    shown = {
        "编号": rows["row_id"],
        "来源": rows["source"],
        "区划": rows["place"].map(questions.known_places(view.scope)),
        "问题": drilling.cells(rows, questions.ledgers(view.scope)["problems"])["问题描述"],
        "发现": rows["found_on"],
        "整改期限": rows["due_on"],
        "进展": [time_left(days, near) for days in rows["days_left"]],
    }
    return Excerpt(pd.DataFrame(shown), counted(rows))


def _animals(view: View, most: int) -> Excerpt:
    rows = animal_health.heads(view, max(12, len(view.place)), most)
    judged = rows["judged_heads"] > 0  # no result is not the same as none passed
    shown = {
        "种类": rows["kind"],
        "畜种": rows["species"],
        "区划": rows["place"].map(questions.known_places(view.scope)),
        "应做": rows["due_heads"],
        "已做": rows["done_heads"],
        "已出结果": rows["judged_heads"].where(judged).astype("Int64"),
        "合格": rows["qualified_heads"].where(judged).astype("Int64"),
    }
    return Excerpt(pd.DataFrame(shown), counted(rows))
