"""The annexes: where every number comes from, targets against results, the statistics of enforcement, what is open, what is missing."""

from collections.abc import Callable

import pandas as pd

from engine.figures import gravity, listings, matters, notes, promises, status, wording, yearbook
from engine.figures.figure import Figure
from engine.ledgers.contract import Resource
from engine.reporting.draft import Draft, doubts, view
from engine.reporting.report_numbers import ReportNumber
from engine.reporting.word.bullet_bars import KEY, bar
from engine.reporting.word.word_xml import Cell, Look, bookmark, link, paragraph, run, said, table
from engine.reporting.word_body import anchor
from engine.snapshot import questions
from engine.snapshot.questions import LedgerOutsideScope, ask
from engine.subjects import unrecorded
from engine.words import excerpts, numbers

SOURCES, TARGETS, YEARBOOK, OPEN, MISSING = (
    "数据来源和算式",
    "目标完成情况",
    "行政执法统计年报",
    f"{status.MISSED}、{status.LATE}和超期事项",
    "未写入报告的内容",
)
WIDTH = 12750  # twentieths of a point: A4 across, less its margins
_MOST = 200  # matters and unread rows listed; the rest is counted
_NEW_PAGE = "<w:pageBreakBefore/>"


def titles(draft: Draft) -> list[str]:
    """What is annexed; the statistics of enforcement are a government's."""
    return [SOURCES, TARGETS, *([YEARBOOK] if draft.period.of_government else []), OPEN, MISSING]


def pieces(draft: Draft) -> list[str]:
    """All annexes, each on a page of its own."""
    made = {SOURCES: _sources, TARGETS: _targets, YEARBOOK: _yearbook, OPEN: _open, MISSING: _missing}
    told: list[str] = []
    for number, title in enumerate(titles(draft), start=1):
        told.append(said(f"附件{number}", "Annex", _NEW_PAGE if number > 1 else ""))
        told.append(said(title, "AnnexTitle"))
        told += made[title](draft)
    return told


def _sources(draft: Draft) -> list[str]:
    """Annex 1: ID, sentence, exact value, formula, ledger, rows and files of every number."""
    files = _files(draft)
    doubtful = {doubt.figure.code: "，".join(doubt.why) for doubt in doubts(draft)}
    widths = (850, 3400, 1150, 2750, 1500, 700, 2400)
    head = ("编号", "报告里的句子", "准确数", "算式", "台账", "行数", "文件")
    told = []
    for number, (ref, (figure, sentence)) in enumerate(draft.figures.items(), start=1):
        ledger, count, named = files(figure)
        caveat = doubtful.get(figure.code)
        formula = figure.formula + (f"（{caveat}）" if caveat else "")
        back = link(run(ref, Look(underline="dotted")), figure.name, f"text_{anchor(ref)}")
        marked = Cell(inner=paragraph(bookmark(number, anchor(ref), back), "Cell"))
        texts = (sentence.rstrip("，；、"), figure.exact, formula, ledger, numbers.text(count), named)
        told.append([marked, *(Cell(text) for text in texts)])
    note = "编号由“方面－序号”组成，每年相同；数与“指标”页一致，点正文里的数可以转到来源。"
    return [said(note, "Note"), table(widths, head, told)]


def _files(draft: Draft) -> Callable[[ReportNumber], tuple[str, int, str]]:
    """A look-up: figure → its ledgers, how many rows, which files."""
    period, known = draft.period, questions.resources(draft.period.scope)

    def of(figure: ReportNumber) -> tuple[str, int, str]:
        asked = {"from_day": figure.as_of.replace(month=1, day=1), "as_of": figure.as_of, "place": figure.place}
        part = ask("figure_sources", period.scope, indicator=figure.code, **asked)
        if part.empty:
            ledgers = questions.catalogue(period.scope).set_index("code").loc[figure.code, "ledgers"]
            return "、".join(known[name].title for name in ledgers if name in known), 0, "没有对应的行"
        names = [name.rpartition("/")[2] for name in part["source_file"]]
        titles = dict.fromkeys(known[name].title for name in part["ledger"])
        shown = "、".join(names[:4]) + (f"等 {len(names)} 个" if len(names) > 4 else "")
        return "、".join(titles), int(part["row_count"].sum()), shown

    return of


def _targets(draft: Draft) -> list[str]:
    """Annex 2: every target, its bullet, the figures, the word."""
    rows = promises.promised(view(draft).figures())
    if rows.empty:
        return [said("本年度没有设目标。", "Note")]
    drawn = promises.bullets(Figure.each(rows))
    widths = (2350, 3600, 1800, 1300, 3700)
    told, section = [], None
    for row, b in zip(rows.itertuples(index=False), drawn.itertuples(index=False), strict=True):
        if row.section != section:
            section = row.section
            told.append([Cell(section, fill="F3F5F8", bold=True, span=len(widths))])
        bullet = bar(b.ratio, b.expected_ratio, b.projected_ratio, widths[1] - 160)
        urgent = (
            "F8E3E1"
            if row.status in (status.MISSED, status.VERY_LATE)
            else "FBEFD9"
            if row.status == status.LATE
            else None
        )
        word = Cell(wording.badge(row.status), fill=urgent)
        told.append([Cell(row.name), Cell(inner=bullet), Cell(wording.against(row)), word, Cell(wording.basis(row))])
    counted = promises.promises(rows)
    told_first = (
        f"{status.REACHED}或{status.ON_TRACK} {counted.fine} 项",
        f"{status.LATE} {counted.behind} 项",
        f"{status.MISSED} {counted.missed} 项",
    )
    silent = f"；另有 {counted.silent} 项无数据" if counted.silent else ""
    said_first = f"有目标、有数据的指标 {counted.all} 项：{'，'.join(told_first)}{silent}。"
    head = ("指标", "完成情况", "完成 / 目标", "状态", "目标依据")
    return [said(said_first, "Note"), said(f"{KEY}。{wording.thresholds()}", "Note"), table(widths, head, told)]


def _yearbook(draft: Draft) -> list[str]:
    """Annex 3: the five tables of the form, as the page 行政执法 has them."""
    try:
        form = yearbook.yearbook(view(draft))
    except LedgerOutsideScope as closed:
        return [said(str(closed), "Note")]
    told = [said(form.title, "Note"), *(said(rule, "Note") for rule in yearbook.RULES)]
    for each in form.tables:
        shown = each.shown
        widths = [WIDTH // len(shown.columns)] * len(shown.columns)
        rows = [
            [Cell(str(value), "center" if n else "left") for n, value in enumerate(row)]
            for row in shown.itertuples(index=False)
        ]
        told += [said(each.title, "AnnexHead"), table(widths, list(shown.columns), rows), said(each.note, "Note")]
    return told


def _open(draft: Draft) -> list[str]:
    """Annex 4: what part two is written from."""
    seen, period = view(draft), draft.period
    held = promises.held(seen.figures())
    rows = gravity.ordered(gravity.in_need(held))
    told = [said(f"{status.MISSED}和{status.LATE}的指标（{len(rows)} 项）", "AnnexHead")]
    written = [
        [
            Cell(row.name),
            Cell(wording.badge(row.status)),
            Cell(wording.arithmetic(row, period.as_of)),
            Cell(row.office),
            Cell(
                "\n".join(
                    f"{n.day:%Y-%m-%d} {n.text}"
                    for n in notes.of(period.scope, row.code, period.place, seen.start, period.as_of)
                )
            ),
        ]
        for row in rows.itertuples(index=False)
    ]
    head = ("指标", "状态", "对照", "责任单位", "说明")
    none = f"{promises.headline(promises.promises(held))}。"
    told.append(table((2300, 1300, 5000, 1950, 2200), head, written) if written else said(none, "Note"))
    late = seen.matters(_MOST, states=matters.URGENT)
    whole = excerpts.counted(late)
    told.append(said(f"超期和临期的事项（{whole} 件）", "AnnexHead"))
    listed = listings.matters_listed(late)
    columns = ["状态", "剩余", "时限", "台账", "编号", "区划", "责任单位", "到期", "依据"]
    widths = (950, 1250, 1550, 1400, 1550, 1100, 1650, 1250, 2050)
    cells = [[Cell(_plain(value)) for value in row] for row in listed[columns].itertuples(index=False)]
    none = f"{matters.totals(seen.matter_counts()).said}。"
    told.append(table(widths, columns, cells) if cells else said(none, "Note"))
    if cut := excerpts.said(len(late), whole):
        told.append(said(f"{cut}，全部见“预警”页的事项清单。", "Note"))
    return told


def _plain(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _missing(draft: Draft) -> list[str]:
    """Annex 5: sentences left out, what a hand must add, indicators no template speaks of, ledgers not kept, rows not read."""
    told = [said(f"未写入报告的句子（{len(draft.left_out)} 句）", "AnnexHead")]
    cells = [
        [Cell(left.text.rstrip("，；、")), Cell(left.reason), Cell(left.office), Cell(left.where)]
        for left in draft.left_out
    ]
    head = ("模板里的句子", "未写入的原因", "责任单位", "模板位置")
    told.append(table((4300, 4300, 1750, 2400), head, cells) if cells else said("没有。", "Note"))
    told.append(said(f"正文中待补写的内容（{len(draft.prompts)} 处）", "AnnexHead"))
    told += [said(f"{n}. {prompt}", "Note") for n, prompt in enumerate(draft.prompts, start=1)] or [
        said("没有。", "Note")
    ]
    found = doubts(draft)
    told.append(said(f"已写入、需斟酌的数据（{len(found)} 项）", "AnnexHead"))
    told += [said(f"{d.figure.name} {d.figure.exact}：{'，'.join(d.why)}", "Note") for d in found] or [
        said("没有。", "Note")
    ]
    told.append(said("模板未用到的指标", "AnnexHead"))
    told.append(said("、".join(draft.unmentioned) or "没有，指标目录里的每一项都有句子。", "Note"))
    return told + _ledgers(draft)


def _ledgers(draft: Draft) -> list[str]:
    period, seen = draft.period, view(draft)
    none = [f"{r.title}（{r.owner}）" for r in _not_kept(draft)]
    told = [
        said(f"{period.year} 年没有记录的台账（{len(none)} 本）", "AnnexHead"),
        said("、".join(none) or "没有。", "Note"),
    ]
    problems = listings.left_out(seen.ask("left_out"), questions.resources(period.scope))
    told.append(said(f"没有计入的行和文件（{len(problems)} 处）", "AnnexHead"))
    cells = [
        [
            Cell("" if value is None or pd.isna(value) else str(int(value)) if isinstance(value, float) else str(value))
            for value in row
        ]
        for row in problems.head(_MOST).itertuples(index=False)
    ]
    told.append(
        table((1700, 2900, 700, 1500, 2450, 3500), list(problems.columns), cells) if cells else said("没有。", "Note")
    )
    if cut := excerpts.said(_MOST, len(problems)):
        told.append(said(f"{cut}，全部见“台账”页。", "Note"))
    return told


def _not_kept(draft: Draft) -> list[Resource]:
    """The ledgers without a row: in the year, or ever where they hold only what lasts from year to year."""
    period = draft.period
    found = unrecorded.kept(period.scope, period.place, period.year, period.as_of)
    return [r for r in questions.ledgers(period.scope).values() if not found.get(r.name)]
