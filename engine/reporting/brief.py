"""The brief for a leaders' meeting: one page on a month or a quarter, with tiles, bullets and what needs somebody."""

from datetime import date, datetime, time, timedelta

import pandas as pd

from engine.figures import gravity, matters, of_places, promises, status, urgent, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.places import Place
from engine.reporting import report, template_words
from engine.reporting.template_words import Period
from engine.reporting.word import page_style, word_xml
from engine.reporting.word.bullet_bars import bar
from engine.reporting.word.word_xml import Cell, Look, paragraph, run, said, table
from engine.snapshot.questions import Scope
from engine.subjects import tiles
from engine.words import excerpts, numbers

MONTHLY, QUARTERLY = "月报", "季报"
KINDS = (MONTHLY, QUARTERLY)
_WIDTH = 8840  # twentieths of a point between the margins
_BULLETS, _WARNINGS, _COUNTS = 7, 5, 6  # as many as one page holds


def write(
    scope: Scope, year: int, as_of: date | None = None, place: str | None = None, *, kind: str = MONTHLY
) -> bytes:
    """The brief as .docx for the month or quarter that the day lies in, up to that day. Raises PlaceOutsideScope."""
    about = report.period(scope, year, as_of, place)
    view = View(scope, Place(about.place), about.year, about.as_of, as_written=True)
    document = page_style.new_document()
    name = span(about, kind)
    title = f"法治政府建设{kind}（{name}）"
    pieces = [
        said(title, "AnnexTitle"),
        said(
            f"{template_words.name(about)}　统计时点{template_words.day(about.as_of)}", "Note", '<w:jc w:val="center"/>'
        ),
        said("", "Note"),
        _tiles(view),
        *_counts(view, about, kind),
        *_bullets(view),
        *_warnings(view),
    ]
    word_xml.fill(document, pieces)
    return word_xml.packed(
        document, title, template_words.office(scope, about.place), datetime.combine(about.dated, time())
    )


def first_day(about: Period, kind: str) -> date:
    """Where the month or quarter of the brief begins."""
    month = about.as_of.month if kind == MONTHLY else (about.as_of.month - 1) // 3 * 3 + 1
    return date(about.year, month, 1)


def span(about: Period, kind: str) -> str:
    """`2025年9月`, `2025年第三季度`."""
    if kind == MONTHLY:
        return f"{about.year}年{about.as_of.month}月"
    return f"{about.year}年第{'一二三四'[(about.as_of.month - 1) // 3]}季度"


def _tiles(view: View) -> str:
    """The four numbers of 总览, each with what makes it honest."""
    first = tiles.leading(view)
    cells = [
        Cell(
            inner=paragraph(run(label), "Note", '<w:jc w:val="center"/>')
            + paragraph(run(value, Look(font=page_style.BLACK, size=16)), "Cell", '<w:jc w:val="center"/>')
            + paragraph(run(about, Look(size=9)), "Note", '<w:jc w:val="center"/>'),
            fill="F3F5F8",
        )
        for label, value, about, *_ in first
    ]
    width = _WIDTH // len(first)
    return table([width] * len(first), (), [cells])


def _counts(view: View, about: Period, kind: str) -> list[str]:
    """What was done in the month or quarter: the counts with a target that moved most."""
    start = first_day(about, kind)
    now = of_places.figures(view.scope, view.place, view.year, view.as_of).set_index("code", drop=False)
    before = _values_before(view, start)
    rows = now[(now["kind"] == "count") & now["value"].notna() & (now["better"] != "lower")]
    gained = (rows["value"] - before.reindex(rows.index).fillna(0)).rename("gained")
    told = rows.assign(gained=gained)[gained > 0]
    told = told.assign(promised=told["target_kind"].notna()).sort_values(["promised"], ascending=False, kind="stable")
    cells = [
        [
            Cell(r.name),
            Cell(numbers.with_unit(r.gained, r.unit), "center"),
            Cell(wording.shown(r), "center"),
            Cell(wording.against(r) if r.promised else "未设目标", "center"),
        ]
        for r in told.rename_axis(None).head(_COUNTS).itertuples(index=False)
    ]
    heading = said(f"一、{'本月' if kind == MONTHLY else '本季度'}开展的工作", "AnnexHead")
    head = ("指标", "本月" if kind == MONTHLY else "本季度", "今年累计", "完成 / 目标")
    if not cells:
        none = "这一时段各项次数、件数没有增加。" if len(rows) else "台账没有这一时段的记录。"
        return [heading, said(none, "Note")]
    cut = excerpts.said(len(cells), len(told))
    more = f"{cut}，其余见看板。" if cut else ""
    return [heading, table((3440, 1600, 1700, 2100), head, cells), *([said(more, "Note")] if more else [])]


def _values_before(view: View, start: date) -> pd.Series:
    """Each count up to the day before the span; nothing in January."""
    if start.month == 1:
        return pd.Series(dtype="float64")
    rows = of_places.figures(view.scope, view.place, view.year, start - timedelta(days=1))
    return rows.set_index("code")["value"]


def _bullets(view: View) -> list[str]:
    """The targets that stand worst."""
    rows = promises.held(view.figures())
    counted = promises.promises(rows)
    worst = gravity.ordered(rows).head(_BULLETS)
    drawn = promises.bullets(Figure.each(worst))
    cells = [
        [
            Cell(r.name),
            Cell(inner=bar(b.ratio, b.expected_ratio, b.projected_ratio, 3000 - 160)),
            Cell(wording.against(r)),
            Cell(wording.badge(r.status), fill="F8E3E1" if r.status in status.ACTION[:2] else None),
        ]
        for r, b in zip(Figure.each(worst), drawn.itertuples(index=False), strict=True)
    ]
    heading = said(f"二、目标完成情况：{promises.headline(counted)}", "AnnexHead")
    if not cells:
        return [heading]
    head = ("指标", "完成（深色）、目标（粗线）、序时进度（细线）", "完成 / 目标", "状态")
    cut = excerpts.said(len(worst), len(rows))
    more = [said(f"{cut}，差得多的在前。", "Note")] if cut else []
    return [heading, table((2640, 3000, 1900, 1300), head, cells), *more]


def _warnings(view: View) -> list[str]:
    """The most urgent things, as on 总览."""
    totals = matters.totals(view.matter_counts())
    rows, open_matters = view.figures(), view.matters(_WARNINGS, states=matters.URGENT)
    found = urgent.urgent(view, rows, open_matters, _WARNINGS)
    cut = excerpts.bracketed(len(found), urgent.urgent_in_all(rows, open_matters))
    told = [said(f"三、需要督办：{totals.said}{cut}", "AnnexHead")]
    told += [said(f"{each.shape} {each.said}（{each.detail}）", "Note") for each in found]
    return told if found else [*told, said(promises.calm(promises.promises(rows), totals), "Note")]
