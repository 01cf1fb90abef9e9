"""年度报告 on the screen: what the report will say with every number a link, what is missing, and the files to take away."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from engine.figures.view import View
from engine.reporting import annexes, brief, drafting, report, template_words
from engine.reporting.draft import Draft, Heading, Piece, doubts
from engine.reporting.repeated_lines import Prompt
from engine.reporting.report_numbers import ReportNumber
from engine.reporting.span_of_brief import KINDS, Span
from engine.reporting.template_words import Period
from engine.reporting.templates import PARTS, TemplateError
from engine.reporting.word import as_pdf, word_xml
from engine.reporting.word_body import LINKS, MARKS, PLAIN, figure_address
from engine.screen import address, board, choices, elements, links
from engine.screen.choices import Choice
from engine.screen.elements import escaped
from engine.screen.rows_behind import table
from engine.snapshot import questions
from engine.subjects.tiles import Tile

_INDENT = "&emsp;&emsp;"  # two characters, as a paragraph begins; plain spaces would be dropped


def draft(view: View) -> Draft | None:
    """The report as it stands now; where its templates are wrong, say how to mend them."""
    try:
        return drafting.draft(Period.of(view.scope, view.place, view.year, view.as_of, _dated(view).value))
    except TemplateError as fault:
        board.title(view, "报告模板有误，改正后才能生成报告")
        st.error(escaped(str(fault)))
        return None


def _dated(view: View) -> Choice:
    """The date of the document: the day after the one that is shown, unless the reader says another."""
    return choices.day("dated", "成文日期", view.as_of + timedelta(days=1))


def title(found: Draft) -> str:
    """The finding: how much of the report the ledgers write."""
    missing = f"，{len(found.left_out)} 句未写入" if found.left_out else "，数据齐全"
    return f"{found.period.year}年度报告：{len(found.figures)} 项数据写入 {_written(found)} 句{missing}"


def _written(found: Draft) -> int:
    return sum(bool(sentence.figures) for sentence in found.sentences)


def tiles(view: View, found: Draft) -> None:
    """Four numbers: written, left out, to be filled in, and the indicators no template speaks of."""
    parts = sum(isinstance(block, Heading) and block.level == 1 for block in found.blocks)
    required = len(PARTS) if found.period.of_government else len(PARTS) - 1  # 第一责任人 is a government's
    told = len(questions.catalogue(found.period.scope)) - len(found.unmentioned)
    told_of = [
        Tile(
            "已写入",
            f"{len(found.sentences)} 句",
            f"其中 {_written(found)} 句含数据，共 {len(found.figures)} 项",
        ),
        Tile("未写入", f"{len(found.left_out)} 句", "无数据、不适用、为零或未达标的，原因见下表"),
        Tile("待补写", f"{len(found.prompts)} 处", "台账未记载的内容，正文中以底色标出"),
        Tile("必备部分", f"{parts} / {required}", f"指标目录 {told + len(found.unmentioned)} 项，模板用到 {told} 项"),
    ]
    board.show(view, [board.tiles(view, told_of)], "report-tiles")


def downloads(view: View, found: Draft) -> bool:
    """The files, each made when somebody asks for it. Returns whether the ID is to stand beside each number."""
    place = template_words.name(found.period)
    name = "".join(found.title)
    here, marked = _address(view), choices.tick("ids", "标注数据编号")
    board.show(view, [board.fields(_dated(view), marked)], "ids")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ids = MARKS if marked.value else LINKS
        _button("**下载 Word 报告（带数据来源）**", f"{name}.docx", lambda: report.laid_out(found, ids, here))
        _button("下载报送稿（只有正文）", f"{name}-报送稿.docx", lambda: report.laid_out(found, PLAIN))
        for kind in KINDS:
            _briefs(view, Span.of(kind, found.period.as_of), f"{place}{kind}")
    whole = "报告不分责任单位，包括全部单位的数据。" if view.office else ""
    annexed = f"带数据来源的一份，正文的数据可链接到来源，附有 {len(annexes.titles(found))} 个附件，供核对使用。"
    pdf = "PDF 约需十秒。" if as_pdf.available() else as_pdf.MISSING
    st.caption(f"点击后即时生成，约需一两秒；{annexed}{pdf}{whole}")
    to = address.to(view, links.RECONCILE)
    board.show(view, [board.links([("报告修改后，报送前到“核对”页核对数据是否与台账一致", to)])], "to-reconcile")
    return bool(marked.value)


def _briefs(view: View, span: Span, name: str) -> None:
    """The brief of one span as Word, and as PDF where this computer can make one."""

    def written() -> bytes:
        return brief.write(view.scope, view.year, view.as_of, view.place, kind=span.kind)

    _button(f"下载{span.kind}（{span.name}）", f"{name}-{span.name}.docx", written)
    if as_pdf.available():
        _button(f"{span.kind} PDF", f"{name}-{span.name}.pdf", lambda: as_pdf.converted(written()), as_pdf.MIME)


def _button(label: str, file: str, made: Callable[[], bytes], mime: str = word_xml.MIME) -> None:
    st.download_button(label, made, file, mime, on_click="ignore")


def _address(view: View) -> str:
    """Where this dashboard is reached: as the home says, else as the reader did."""
    own = questions.parameters(view.scope).get("dashboard_url")
    if own:
        return own
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{elements.served('').rstrip('/')}" if here.netloc else ""


def preview(found: Draft, ids: bool) -> None:
    """The body as it will be written. Template text is escaped; the links are ours."""
    head = found.head
    with st.container(border=True, width=820):
        if head["发文机关标志"]:
            st.markdown(f":red[**{escaped(head['发文机关标志'])}**]", text_alignment="center")
        signer = f"签发人：{head['签发人']}" if head["签发人"] else ""
        if numbered := _INDENT.join(escaped(part) for part in (head["发文字号"], signer) if part):
            st.markdown(numbered, text_alignment="center")
        for line in found.title:
            st.markdown(f"**{escaped(line)}**", text_alignment="center")
        st.markdown(_INDENT + escaped(head["开头"].replace("|", "")))
        for block in found.blocks:
            if isinstance(block, Heading) and block.level == 1:
                st.subheader(escaped(block.text), anchor=False)
            elif isinstance(block, Heading):
                st.markdown(f"**{escaped(block.text)}**")
            else:
                told = "".join(_told(piece, ids) for sentence in block for piece in sentence.pieces)
                st.markdown(_INDENT + told)
        if head["结语"]:
            st.markdown(_INDENT + escaped(head["结语"].replace("|", "")))
        for line in (*head["落款"].split("|"), template_words.day(found.period.dated)):
            st.markdown(escaped(line), text_alignment="right")


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
    st.header(f"未写入报告的句子（{len(found.left_out)} 句）", anchor=False)
    if found.left_out:
        told = [
            {"原因": left.reason, "责任单位": left.office, "句子": left.text.rstrip("，；、"), "模板位置": left.where}
            for left in found.left_out
        ]
        table(pd.DataFrame(told), alt="未写入报告的句子")
    else:
        st.text("无。各句所需数据齐全。")
    st.header(f"待补写的内容（{len(found.prompts)} 处）", anchor=False)
    st.text("\n".join(f"{n}. {prompt}" for n, prompt in enumerate(found.prompts, start=1)) or "无。")
    if doubtful := doubts(found):
        st.header(f"需斟酌的数据（{len(doubtful)} 项）", anchor=False)
        st.text("\n".join(f"{d.figure.name} {d.figure.exact}：{'，'.join(d.why)}" for d in doubtful))
    if found.unmentioned:
        st.header(f"模板未用到的指标（{len(found.unmentioned)} 项）", anchor=False)
        st.text("、".join(found.unmentioned))
