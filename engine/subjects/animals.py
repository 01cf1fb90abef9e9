"""Animals vaccinated, tested and disposed of: heads done of heads due, and heads that passed of heads judged."""

from typing import Any

import pandas as pd

from engine.charts import bar_charts
from engine.charts.drawing import Picture
from engine.figures import ledger_rows
from engine.figures.status import MISSED, NO_DATA, NO_TARGET, REACHED
from engine.figures.view import View
from engine.snapshot import questions
from engine.words import excerpts, numbers
from engine.words.excerpts import ALL

TEST = "检测"
KINDS = ("免疫", TEST, "无害化检查")
MOST = 8  # species of a kind that are drawn; all stand in words beside the bars
NAN = float("nan")


def heads(view: View, width: int, most: int) -> pd.DataFrame:
    """The answer animal_heads with the column species, 未填 where the ledger says none."""
    asked = {"width": width, "from_day": view.start, "as_of": view.as_of, "most": most}
    rows = view.ask("animal_heads", **asked)
    species = ledger_rows.cells(rows, questions.ledgers(view.scope)["animal_health"])["畜种"]
    return rows.assign(species=species.replace("", "畜种未填"))


def picture(view: View) -> Picture:
    """Bars by kind and species: done of due; for tests also passed of judged."""
    rows = heads(view, view.place.level, ALL)
    tested, passed = view.figure("animal_tested"), view.figure("animal_qualified")
    told = []
    for kind in KINDS:
        of_kind = rows[rows["kind"] == kind]
        judge = tested if kind == TEST else None
        told += [_bar(kind, "已做", "应做", r.species, r.done_heads, r.due_heads, judge) for r in of_kind.itertuples()]
        if kind == TEST:
            judged = of_kind[of_kind["judged_heads"] > 0]
            told += [
                _bar(TEST, "合格", "已出结果", r.species, r.qualified_heads, r.judged_heads, passed)
                for r in judged.itertuples()
            ]
    names = ["code", "section", "name", "figure", "target", "status", "ratio", "expected_ratio", "projected_ratio"]
    names += ["floor", "said"]
    every = pd.DataFrame(told, columns=names)
    drawn = every.groupby("section", sort=False).head(MOST)
    title = (_title(rows) if len(rows) else none(view)) + excerpts.drawn(len(drawn), len(every))
    said = "；".join(every["said"])
    rest = every.drop(drawn.index)["said"]
    return Picture.of(title, bar_charts.bullets(drawn), said or title, rest)


def none(view: View) -> str:
    """That nothing is entered: this year, or that nobody kept the ledger."""
    return "今年没有动物防疫的记录" if view.kept("animal_tested", "animal_qualified") else f"动物防疫{NO_DATA}"


def _bar(kind: str, top: str, bottom: str, species: str, done: int, due: int, judge: Any) -> tuple:
    """`top` and `bottom` say what `done` and `due` are; `judge`: the figure whose target they are held to, or None."""
    word, section = NO_TARGET, f"{kind}：{top}"
    if judge is not None and judge.target_kind == "floor" and due:
        word = REACHED if done * judge.scale >= judge.target * due else MISSED
    aim = f"{bottom} {numbers.text(due)} 头（只）"
    ratio = numbers.quotient(done, due)
    said = f"{species}{kind}{top} {numbers.text(done)} 头（只），{aim}，{word}"
    return f"{section} {species}", section, species, numbers.text(done), aim, word, ratio, NAN, NAN, True, said


def _title(rows: pd.DataFrame) -> str:
    test = rows[rows["kind"] == TEST]
    failed = int(test["judged_heads"].sum() - test["qualified_heads"].sum())
    said = [
        f"{name}尚差 {numbers.text(left)} 头（只）"
        for name in KINDS
        for left in [_left(rows[rows["kind"] == name])]
        if left > 0
    ]
    if failed:
        said.append(f"检测不合格 {numbers.text(failed)} 头（只）")
    return "，".join(said) or _all_done(rows)


def _all_done(rows: pd.DataFrame) -> str:
    """Only of the kinds that were due, and of results that are known."""
    kinds = "、".join(kind for kind in KINDS if rows.loc[rows["kind"] == kind, "due_heads"].sum() > 0)
    test = rows[rows["kind"] == TEST]
    judged, done = int(test["judged_heads"].sum()), int(test["done_heads"].sum())
    passed = (
        f"，{'检测' if judged == done else f'已出结果的 {numbers.text(judged)} 头（只）'}没有不合格" if judged else ""
    )
    return (f"应做的{kinds}都已做完" if kinds else "登记的应做头只数都是 0") + passed


def _left(rows: pd.DataFrame) -> int:
    return int((rows["due_heads"] - rows["done_heads"]).clip(lower=0).sum())
