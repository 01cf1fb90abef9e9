"""The brief for a leaders' meeting: one page on a month or a quarter, with tiles, bullets and what needs somebody."""

from datetime import date, datetime, time

from engine.figures import gravity, matters, promises, status, urgent, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.places import Place
from engine.reporting import report, span_of_brief, template_words
from engine.reporting.span_of_brief import MONTHLY, Span
from engine.reporting.word import page_style, word_xml
from engine.reporting.word.bullet_bars import bar
from engine.reporting.word.word_xml import Cell, Look, paragraph, run, said, table
from engine.snapshot.questions import Scope
from engine.subjects import tiles
from engine.subjects.tiles import Tile
from engine.words import excerpts, numbers

_WIDTH = 9400  # twentieths of a point between the margins
_BULLETS, _WARNINGS, _COUNTS = 6, 5, 6  # as many as one page holds
_CENTRED = '<w:jc w:val="center"/>'


def write(
    scope: Scope, year: int, as_of: date | None = None, place: str | None = None, *, kind: str = MONTHLY
) -> bytes:
    """The brief as .docx for the month or quarter that the day lies in, up to that day. Raises PlaceOutsideScope.

    First what happened in that span alone, then where the year stands.
    """
    about = report.period(scope, year, as_of, place)
    view = View(scope, Place(about.place), about.year, about.as_of, as_written=True)
    document, span = page_style.new_document(), Span.of(kind, about.as_of)
    page_style.narrow(document.sections[0])
    title = f"{template_words.theme(about)}{kind}（{span.name}）"
    day = template_words.day(about.as_of)
    pieces = [
        said(title, "AnnexTitle"),
        said(f"{template_words.name(about)}　统计时点{day}", "Note", _CENTRED),
        said(f"一、{span.word}情况（{span.days}）", "AnnexHead"),
        _tiles(span_of_brief.tiles(view, span)),
        said("", "Note"),
        *_works(view, span),
        said(f"二、今年以来情况（1月1日至{about.as_of.month}月{about.as_of.day}日）", "AnnexHead"),
        _tiles(tiles.leading(view)),
        *_bullets(view),
        *_warnings(view),
    ]
    word_xml.fill(document, pieces)
    return word_xml.packed(
        document, title, template_words.office(scope, about.place), datetime.combine(about.dated, time())
    )


def _tiles(told: list[Tile]) -> str:
    """Numbers side by side, each with what makes it honest."""
    cells = [
        Cell(
            inner=paragraph(run(label), "Note", _CENTRED)
            + paragraph(run(value, Look(font=page_style.BLACK, size=16)), "Cell", _CENTRED)
            + paragraph(run(about, Look(size=9)), "Note", _CENTRED),
            fill="F3F5F8",
        )
        for label, value, about, *_ in told
    ]
    width = _WIDTH // len(told)
    return table([width] * len(told), (), [cells])


def _works(view: View, span: Span) -> list[str]:
    """The works that moved most in the span, with the span before and the year beside it."""
    found = span_of_brief.moved(view, span)
    if not found:
        none = f"{span.word}各项次数、件数没有增加。" if span_of_brief.recorded(view) else "台账没有这一时段的记录。"
        return [said(none, "Note")]
    cells = [
        [
            Cell(row.name),
            Cell(numbers.with_unit(gained, row.unit), "center"),
            Cell("无数据" if earlier is None else numbers.with_unit(earlier, row.unit), "center"),
            Cell(wording.against(row) if wording.promised(row) else wording.shown(row), "center"),
        ]
        for row, gained, earlier in found[:_COUNTS]
    ]
    head = ("指标", span.word, span.word_before, "今年累计（目标）")
    cut = excerpts.said(len(cells), len(found))
    order = f"{span.word}的数占今年累计比重大的在前{f'；{cut}，其余见看板' if cut else ''}。"
    return [table((3200, 1500, 1500, 3200), head, cells), said(order, "Note")]


def _bullets(view: View) -> list[str]:
    """The targets that stand worst."""
    rows = promises.held(view.figures())
    counted = promises.promises(rows)
    worst = gravity.ordered(rows).head(_BULLETS)
    drawn = promises.bullets(Figure.each(worst))
    cells = [
        [
            Cell(r.name),
            Cell(inner=bar(b.ratio, b.expected_ratio, b.projected_ratio, 2800 - 160)),
            Cell(wording.against(r)),
            Cell(wording.badge(r.status), fill="F8E3E1" if r.status in status.ACTION[:2] else None),
        ]
        for r, b in zip(Figure.each(worst), drawn.itertuples(index=False), strict=True)
    ]
    heading = said(f"目标完成情况：{promises.headline(counted)}", "AnnexHead")
    if not cells:
        return [heading]
    head = ("指标", "完成（深色）、目标（粗线）、序时进度（细线）", "完成情况", "状态")
    cut = excerpts.said(len(worst), len(rows))
    more = [said(f"{cut}，差得多的在前。", "Note")] if cut else []
    return [heading, table((2800, 2800, 2400, 1400), head, cells), *more]


def _warnings(view: View) -> list[str]:
    """The most urgent things, as on 总览."""
    totals = matters.totals(view.matter_counts())
    rows, open_matters = view.figures(), view.matters(_WARNINGS, states=matters.URGENT)
    found = urgent.urgent(view, rows, open_matters, _WARNINGS)
    cut = excerpts.bracketed(len(found), urgent.urgent_in_all(rows, open_matters))
    told = [said(f"三、需要督办：{totals.said}{cut}", "AnnexHead")]
    told += [said(f"{each.shape} {each.said}", "Note") for each in found]
    return told if found else [*told, said(promises.calm(promises.promises(rows), totals), "Note")]
