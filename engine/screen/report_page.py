"""年度报告 on the screen: what the report will say with every number a link, what is missing, and the files to take away."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from engine.figures.view import View
from engine.reporting import brief, drafting, report, template_words
from engine.reporting.draft import Draft, Heading, Piece, doubts
from engine.reporting.repeated_lines import Prompt
from engine.reporting.report_numbers import ReportNumber
from engine.reporting.template_words import Period
from engine.reporting.templates import TemplateError
from engine.reporting.word import word_xml
from engine.reporting.word_body import LINKS, MARKS, PLAIN, figure_address
from engine.screen import address, board, elements, links
from engine.screen.elements import escaped
from engine.screen.rows_behind import table
from engine.snapshot import questions
from engine.subjects.tiles import Tile

_INDENT = "&emsp;&emsp;"  # two characters, as a paragraph begins; plain spaces would be dropped


def draft(view: View) -> Draft | None:
    """The report as it stands now; where its templates are wrong, say how to mend them."""
    try:
        return drafting.draft(Period.of(view.scope, view.place, view.year, view.as_of, _dated(view)))
    except TemplateError as fault:
        board.title(view, "报告模板有错，改好才能写报告")
        st.error(escaped(str(fault)))
        return None


def _dated(view: View) -> date | None:
    """What the reader chose as the date of the document, if they did so for this view."""
    return st.session_state.get(_day_key(view))


def _day_key(view: View) -> str:
    return f"report-dated-{view.as_of}"


def title(found: Draft) -> str:
    """The finding: how much of the report the ledgers write."""
    missing = f"，{len(found.left_out)} 句没有写进去" if found.left_out else "，没有缺的句子"
    return f"{found.period.year} 年度报告：{len(found.figures)} 个数写成 {_written(found)} 句{missing}"


def _written(found: Draft) -> int:
    return sum(bool(sentence.figures) for sentence in found.sentences)


def tiles(view: View, found: Draft) -> None:
    """Four numbers: written, left out, to be filled in, and the indicators no template speaks of."""
    parts = sum(isinstance(block, Heading) and block.level == 1 for block in found.blocks)
    told = len(questions.catalogue(found.period.scope)) - len(found.unmentioned)
    told_of = [
        Tile(
            "写成的句子",
            f"{len(found.sentences)} 句",
            f"其中 {_written(found)} 句有数，共 {len(found.figures)} 个数",
        ),
        Tile("没有写进去", f"{len(found.left_out)} 句", "数没有、不适用或者为零，原因见下表"),
        Tile("等待补写", f"{len(found.prompts)} 处", "台账没有记的，正文里用底色标出"),
        Tile("必备部分", f"{parts} / 5", f"指标目录 {told + len(found.unmentioned)} 项，模板写到 {told} 项"),
    ]
    board.show(view, [board.tiles(told_of)], "report-tiles")


def downloads(view: View, found: Draft) -> bool:
    """The files, each made when somebody asks for it. Returns whether the ID is to stand beside each number."""
    place = template_words.name(found.period)
    name = f"{place}{view.year}年法治政府建设情况报告"
    here = _address(view)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input("成文日期", view.as_of + timedelta(days=1), key=_day_key(view), format="YYYY-MM-DD", width=150)
        marked = st.toggle("标出每个数的编号", key="ids")
        ids = MARKS if marked else LINKS
        _button("**下载 Word 报告（带数据来源）**", f"{name}.docx", lambda: report.laid_out(found, ids, here))
        _button("下载报送稿（只有正文）", f"{name}-报送稿.docx", lambda: report.laid_out(found, PLAIN))
        for kind in brief.KINDS:
            span = brief.span(found.period, kind)
            _button(f"下载{kind}（{span}）", f"{place}{kind}-{span}.docx", _brief(view, kind))
    whole = "报告不分责任单位，写的是全部。" if view.office else ""
    st.caption(f"按下后现写，一般一两秒；带数据来源的一份，正文的数可以点到来源，后面有五个附件，供核对用。{whole}")
    to = address.to(view, links.RECONCILE)
    board.show(view, [board.links([("改过的报告，送出前到“核对”页看看数是否还和台账一致", to)])], "to-reconcile")
    return marked


def _brief(view: View, kind: str) -> Callable[[], bytes]:
    return lambda: brief.write(view.scope, view.year, view.as_of, view.place, kind=kind)


def _button(label: str, file: str, made: Callable[[], bytes]) -> None:
    st.download_button(label, made, file, word_xml.MIME, on_click="ignore")


def _address(view: View) -> str:
    """Where this dashboard is reached: as the home says, else as the reader did."""
    own = questions.parameters(view.scope).get("dashboard_url")
    if own:
        return own
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{elements.served('').rstrip('/')}" if here.netloc else ""


def preview(found: Draft, ids: bool) -> None:
    """The body as it will be written. Template text is escaped; the links are ours."""
    with st.container(border=True, width=820):
        for line in found.title:
            st.markdown(f"**{escaped(line)}**", text_alignment="center")
        st.markdown(_INDENT + escaped(found.head["开头"].replace("|", "")))
        for block in found.blocks:
            if isinstance(block, Heading) and block.level == 1:
                st.subheader(escaped(block.text), anchor=False)
            elif isinstance(block, Heading):
                st.markdown(f"**{escaped(block.text)}**")
            else:
                told = "".join(_told(piece, ids) for sentence in block for piece in sentence.pieces)
                st.markdown(_INDENT + told)


def _told(piece: Piece, ids: bool) -> str:
    if isinstance(piece, str):
        return escaped(piece)
    if isinstance(piece, Prompt):
        return f":orange-background[{escaped(piece.text)}]"
    return _linked(piece, ids)


def _linked(figure: ReportNumber, ids: bool) -> str:
    """The number as a link to its page, in the same words as its link in the Word file."""
    where = figure_address(elements.served("").rstrip("/"), figure)
    mark = f":gray[:small[〔{escaped(figure.ref)}〕]]" if ids else ""
    return f'[{escaped(figure.text)}]({where} "编号 {figure.ref} {figure.name}"){mark}'


def missing(found: Draft) -> None:
    """What is not in the report and why, and what a hand must add."""
    st.header(f"没有写进去的（{len(found.left_out)} 句）", anchor=False)
    if found.left_out:
        told = [
            {"原因": left.reason, "责任单位": left.office, "句子": left.text.rstrip("，；、"), "模板位置": left.where}
            for left in found.left_out
        ]
        table(pd.DataFrame(told), alt="没有写进报告的句子")
    else:
        st.text("没有。每个句子的数台账里都有。")
    st.header(f"等待补写的（{len(found.prompts)} 处）", anchor=False)
    st.text("\n".join(f"{n}. {prompt}" for n, prompt in enumerate(found.prompts, start=1)) or "没有。")
    if doubtful := doubts(found):
        st.header(f"要斟酌的数（{len(doubtful)} 项）", anchor=False)
        st.text("\n".join(f"{d.figure.name} {d.figure.exact}：{'，'.join(d.why)}" for d in doubtful))
    if found.unmentioned:
        st.header(f"模板没有写到的指标（{len(found.unmentioned)} 项）", anchor=False)
        st.text("、".join(found.unmentioned))
