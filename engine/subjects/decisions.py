"""What 决策与监督 says: whether decisions and rules are made by the rules, made public, and overseen."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from engine.charts import bar_charts, part_charts
from engine.charts.bar_charts import Bar, Part
from engine.charts.drawing import Picture
from engine.figures import ledger_rows, wording
from engine.figures.figure import Figure
from engine.figures.status import MISSED, NO_DATA, NO_TARGET, NOT_APPLICABLE, REACHED
from engine.figures.view import View
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import decision_tables
from engine.subjects.tables_on_request import Fold
from engine.subjects.tiles import Tile, of_figure
from engine.words import excerpts, numbers, ranking


class Share(NamedTuple):
    """A rate as its two numbers."""

    good: int
    all: int

    @property
    def bad(self) -> int:
        return self.all - self.good


# The steps that decisions_five_steps counts, in the order in which they are taken.
STEPS = {
    "participation": "公众参与",
    "expert": "专家论证",
    "risk": "风险评估",
    "legal_review": "合法性审查",
    "collective": "集体讨论",
}
NEWEST, LARGEST = 12, 20  # decisions, categories that are drawn


class Decisions(NamedTuple):
    """The pieces of the page in its order."""

    title: str
    tiles: list[Tile]
    steps: Picture
    categories: Picture
    tables: list[Fold]


@cached(256)
def decisions(view: View) -> Decisions:
    """The page for one view; its office narrows the bullets only, for the page is about one line of work."""
    whole = replace(view, office=None)
    rows = whole.ask("decision_steps", from_day=view.start, as_of=view.as_of, most=excerpts.SHOWN)
    return Decisions(
        _title(whole, rows),
        tiles(whole),
        _steps(whole, rows),
        _categories(whole),
        [
            _fold(whole, "rules", "rules", "本年制度和规范性文件：审核与备案", decision_tables.rules(whole)),
            _fold(whole, "cases", "litigation", "行政复议和诉讼", decision_tables.cases(whole)),
            _fold(whole, "proposals", "proposals", "尚未答复的代表建议", decision_tables.proposals(whole)),
        ],
    )


def _fold(view: View, key: str, ledger: str, label: str, listed: decision_tables.Listed) -> Fold:
    """A table; where it is empty it says whether that is so or nobody kept the ledger."""
    catalogue = questions.catalogue(view.scope)
    kept = view.kept(*catalogue[catalogue["ledger"] == ledger]["code"])
    none = "没有这样的记录。" if kept else f"{NO_DATA}。"
    return Fold(key, label, questions.ledgers(view.scope)[ledger].title, *listed, none)


def _count(view: View, code: str) -> int:
    value = view.figure(code).numerator
    return 0 if pd.isna(value) else int(value)


def _title(view: View, rows: pd.DataFrame) -> str:
    """The decisions first, then at most two of the other things that went wrong."""
    steps, filed, public = (
        share_of(view, code) for code in ("decisions_five_steps", "rules_filed", "disclosures_on_time")
    )
    wrong = [
        ("规范性文件 {} 件没有先审核再印发", share_of(view, "rules_reviewed").bad),
        ("规范性文件 {} 件没有按期备案", filed.bad),
        ("政府信息 {} 条没有按期公开", public.bad),
        ("代表建议 {} 件没有按期答复", share_of(view, "proposals_on_time").bad),
        ("负责人 {} 次应出庭而未出庭", share_of(view, "heads_in_court").bad),
        ("复议诉讼被纠错 {} 件", _count(view, "reviews_corrected")),
    ]
    said = [words.format(numbers.text(n)) for words, n in wrong if n]
    if len(said) > 2:
        said[2:] = [f"另有 {len(said) - 2} 方面需督办"]
    fine = [word for word, share in (("备案", filed), ("公开", public)) if share.all]
    if not said and fine:
        said = [f"{'、'.join(fine)}都按期"]
    return "；".join([_decided(view, steps, rows), *said])


def _decided(view: View, steps: Share, rows: pd.DataFrame) -> str:
    if steps.bad:
        return f"{numbers.text(steps.all)} 项重大决策中 {numbers.text(steps.bad)} 项程序不全"
    if steps.all:
        return f"{numbers.text(steps.all)} 项重大决策程序齐全"
    return f"{numbers.text(excerpts.counted(rows))} 项重大决策尚未决定" if len(rows) else _none(view)


def _none(view: View) -> str:
    return (
        "本年没有重大决策的记录" if view.kept("decisions_five_steps", "decisions_collective") else f"重大决策{NO_DATA}"
    )


def _steps(view: View, rows: pd.DataFrame) -> Picture:
    """A row of five cells for each of the newest decisions."""
    names = ledger_rows.cells(rows, questions.ledgers(view.scope)["decisions"])["标题"]
    told = []
    for name, row in zip(names, rows.itertuples(), strict=True):
        states = [_state(getattr(row, step), pd.isna(row.decided_on)) for step in STEPS]
        missing = states.count(part_charts.MISSING)
        text = "未决定" if pd.isna(row.decided_on) else f"缺 {missing} 步" if missing else "齐全"
        told += [(row.row_id, name, text, n, state, state) for n, state in enumerate(states)]
    drawn = pd.DataFrame(told, columns=["key", "name", "text", "column", "state", "mark"])
    share = share_of(view, "decisions_five_steps")
    title = _steps_title(share, rows) if len(rows) else _none(view)
    title += excerpts.drawn(min(NEWEST, len(rows)), excerpts.counted(rows))
    said = [
        f"{part['name'].iloc[0]} {part['text'].iloc[0]}{_lacking(part)}" for _, part in drawn.groupby("key", sort=False)
    ]
    newest = drawn.head(NEWEST * len(STEPS))
    chart = part_charts.matrix(newest, list(STEPS.values()))
    return Picture.of(title, chart, "；".join(said) or title, said[NEWEST:])


def _state(step: str, open_yet: bool) -> str:
    if step == NOT_APPLICABLE:
        return part_charts.NONE
    if step == "是":
        return part_charts.DONE
    return part_charts.AHEAD if open_yet else part_charts.MISSING


def _steps_title(share: Share, rows: pd.DataFrame) -> str:
    counted = [("缺步骤", share.bad), ("齐全", share.good), ("未决定", excerpts.counted(rows) - share.all)]
    said = "，".join(f"{numbers.text(n)} 项{word}" for word, n in counted if n)
    return f"{numbers.text(excerpts.counted(rows))} 项重大决策的五步程序：{said}"


def _lacking(part: pd.DataFrame) -> str:
    lacking = part[part["state"] == part_charts.MISSING]["column"]
    heads = list(STEPS.values())
    return f"（{'、'.join(heads[n] for n in lacking)}）" if len(lacking) else ""


def _categories(view: View) -> Picture:
    """What was made public by category, the largest first, with what was in time beside those that have a limit."""
    rows = view.ask("disclosure_categories", from_day=view.start, as_of=view.as_of, most=excerpts.SHOWN)
    names = ledger_rows.cells(rows, questions.ledgers(view.scope)["disclosures"])["类别"].replace("", "未分类")
    floor = view.figure("disclosures_on_time")
    bars = [_bar(name, row, floor) for name, row in zip(names, rows.itertuples(), strict=True)]
    title = _categories_title(view, bars) + excerpts.drawn(min(LARGEST, len(bars)), excerpts.counted(rows))
    told = [_category_said(name, row) for name, row in zip(names, rows.itertuples(), strict=True)]
    chart = bar_charts.ranked_bars(bars[:LARGEST], "条")
    return Picture.of(title, chart, "；".join(told) or title, told[LARGEST:])


def _bar(name: str, row: Any, floor: Figure) -> Bar:
    """`floor`: the figure whose target a category with a limit is held to."""
    limited = f"，及时 {numbers.text(row.on_time)} / {numbers.text(row.with_limit)}" if row.with_limit else ""
    word = NO_TARGET if row.with_limit else NOT_APPLICABLE
    if row.with_limit and floor.target_kind == "floor":
        word = REACHED if row.on_time * floor.scale >= floor.target * row.with_limit else MISSED
    published = float(row.published)  # much is neither good nor bad: the word judges only what has a limit
    return Bar(name, name, published, f"{numbers.text(row.published)} 条{limited}", word, parts=(Part("", published),))


def _category_said(name: str, row: Any) -> str:
    """`财政资金公开 2 条；有公开期限的 2 条，其中按期 1 条`: an overdue one has a limit and is not among those made public."""
    limited = f"，有公开期限的 {numbers.text(row.with_limit)} 条，其中按期 {numbers.text(row.on_time)} 条"
    return f"{name}公开 {numbers.text(row.published)} 条{limited if row.with_limit else ''}"


def _categories_title(view: View, drawn: list[Bar]) -> str:
    public, total = share_of(view, "disclosures_on_time"), _count(view, "disclosures")
    if public.bad:
        return f"公开 {numbers.text(total)} 条，政府信息 {numbers.text(public.bad)} 条没有按期公开"
    if not drawn:
        return "本年没有公开信息的记录" if view.kept("disclosures", "disclosures_on_time") else f"公开信息{NO_DATA}"
    # More are drawn than are ever named, so a category that is cut off cannot be among the most.
    most = ranking.foremost([(bar.name, bar.value) for bar in drawn], "条")
    return f"公开 {numbers.text(total)} 条" + (
        f"，{most}" if most else f"，都是“{drawn[0].name}”" if len(drawn) == 1 else ""
    )


def share_of(view: View, code: str) -> Share:
    """One rate here; 0 of 0 where there is nothing to count."""
    row = view.figure(code)
    return Share(*(0 if pd.isna(n) else int(n) for n in (row.numerator, row.denominator)))


def tiles(view: View) -> list[Tile]:
    """Five numbers, each with what makes it honest under it."""
    steps, filed, reviewed, public, closed, corrected = (
        view.figure(code)
        for code in (
            *("decisions_five_steps", "rules_filed", "rules_reviewed"),
            *("disclosures_on_time", "proposals_closed", "reviews_corrected"),
        )
    )
    cases = view.ask("litigation_counts", from_day=view.start, as_of=view.as_of).iloc[0]
    kept = bool(cases.filed or cases.still_open or not pd.isna(corrected.value))
    told = [
        ("重大决策五程序齐全率", [_named("已决定的中齐全", steps, "项")], steps),
        ("规范性文件按期备案率", [_named("", filed, "件"), _named("合法性审核", reviewed, "件")], filed),
        ("政府信息主动公开及时率", [_named("", public, "条"), _waiting(view)], public),
        ("代表建议办结", [_rated(view)], closed),
    ]
    court = f"{numbers.text(int(cases.filed))} 件" if kept else wording.shown(corrected)
    return [
        *(of_figure(view, row, _honest(about, row), label) for label, about, row in told),
        Tile("行政复议和诉讼", court, _honest(_court(view, cases, corrected) if kept else [], corrected)),
    ]


def _honest(about: list[str], row: Figure) -> str:
    return "，".join(filter(None, [*about, *wording.caveats(row)])) or "没有可计的台账记录"


def _named(name: str, row: Figure, unit: str) -> str:
    """`合法性审核 2 / 2 件`; nothing where nothing was to be done."""
    return f"{name} {wording.fraction(row)} {unit}".strip() if wording.fraction(row) else ""


def _waiting(view: View) -> str:
    counted = replace(view, office=None).matter_counts()  # the tiles of this page are of all offices
    counted = counted[counted["rule"] == "disclosure_publish"]
    waiting, late = (int(counted[name].sum()) for name in ("still_open", "overdue"))
    if not waiting:
        return ""
    return f"待公开 {numbers.text(waiting)} 条，{f'其中超期 {numbers.text(late)} 条' if late else '都没有超期'}"


def _court(view: View, cases: Any, corrected: Any) -> list[str]:
    heads = _named("负责人出庭", view.figure("heads_in_court"), "次")
    open_ones = f"在审 {numbers.text(int(cases.still_open))} 件"
    ended = f"结案的 {numbers.text(int(cases.closed))} 件没有被纠错" if cases.closed else ""
    return ["本年立案", open_ones, f"纠错 {wording.shown(corrected)}" if corrected.value > 0 else ended, heads]


def _rated(view: View) -> str:
    """满意率 never without 参评率 and how many rated."""
    satisfied, rated = view.figure("proposals_satisfied"), view.figure("proposals_rated")
    if not wording.fraction(rated):
        return ""
    said = f"参评率 {_with_fraction(rated)}"
    if wording.fraction(satisfied):
        said = f"满意率 {_with_fraction(satisfied)}，{said}"
    smallest = int(questions.parameters(view.scope)["smallest_sample"])
    return said + wording.few(share_of(view, "proposals_satisfied").all, smallest)


def _with_fraction(row: Figure) -> str:
    return f"{wording.shown(row)}（{wording.fraction(row)} 件）" if wording.fraction(row) else wording.shown(row)
