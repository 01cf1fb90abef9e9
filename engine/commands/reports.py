"""The verb `report`: the annual report or the brief of a month or quarter as a Word or PDF file, without a browser."""

import argparse
import sys
from datetime import date
from pathlib import Path

from engine.figures import time_frame
from engine.ledgers.home import Home
from engine.reporting import brief, drafting, report
from engine.reporting.span_of_brief import KINDS
from engine.reporting.templates import TemplateError
from engine.reporting.word import as_pdf
from engine.reporting.word.as_pdf import NoPdf
from engine.reporting.word_body import LINKS, MARKS, PLAIN
from engine.snapshot import questions
from engine.snapshot.questions import Scope

YEARLY = "年报"
TEXT, PDF = ".txt", ".pdf"


def add_verbs(verbs: argparse._SubParsersAction) -> None:
    """See engine/__main__.py."""
    verb = verbs.add_parser("report", help="写出法治政府建设年度报告，或月报、季报（Word 或 PDF 文件）")
    verb.add_argument("--year", type=int, help="年度，默认为最近有数据的一年")
    verb.add_argument(
        "--out", type=Path, required=True, help="写到哪个 .docx 或 .pdf 文件；年报写到 .txt 时只写正文的文字"
    )
    verb.add_argument("--place", help="区划代码，默认全部")
    verb.add_argument("--as-of", type=date.fromisoformat, help="统计时点，如 2024-06-30")
    verb.add_argument("--kind", choices=(YEARLY, *KINDS), default=YEARLY)
    verb.add_argument("--dated", type=date.fromisoformat, help="成文日期，默认为统计时点的次日")
    verb.add_argument(
        "--ids", choices=(LINKS, MARKS, PLAIN), default=LINKS, help="数字带链接、另标编号，或都不带（报送稿）"
    )
    verb.add_argument("--address", default="", help="看板的网址，如 http://localhost:8501；数字的链接指向它")
    verb.set_defaults(run=_report)


def _report(home: Home, options: argparse.Namespace) -> int:
    scope = questions.open_scope(home)
    year = options.year or (options.as_of.year if options.as_of else time_frame.default_year(scope))
    if options.as_of and options.as_of.year < year:
        print(f"统计时点 {options.as_of} 在 {year} 年之前，请改 --as-of 或 --year", file=sys.stderr)
        return 1
    allowed = (".docx", PDF, *([TEXT] if options.kind == YEARLY else []))
    if options.out.suffix.lower() not in allowed:
        print(
            f"“{options.out.name}”不行：{options.kind}只能写成 {'、'.join(allowed)} 文件，请改 --out", file=sys.stderr
        )
        return 1
    try:
        made, told = _made(scope, year, options)
    except TemplateError as fault:
        print(f"模板有 {len(fault.faults)} 处要改，报告没有写：\n{fault}", file=sys.stderr)
        return 1
    except NoPdf as fault:
        print(f"没有写：{fault}", file=sys.stderr)
        return 1
    try:
        options.out.write_bytes(made)
    except OSError as fault:
        print(f"“{options.out}”写不进去（{fault.strerror}），请换一个位置或关闭打开它的程序。", file=sys.stderr)
        return 1
    print(f"已写入 {options.out}。{told}")
    return 0


def _made(scope: Scope, year: int, options: argparse.Namespace) -> tuple[bytes, str]:
    """The file, and what there is to say about it."""
    suffix = options.out.suffix.lower()
    if options.kind != YEARLY:
        written = brief.write(scope, year, options.as_of, options.place, kind=options.kind)
        return (as_pdf.converted(written) if suffix == PDF else written), ""
    draft = drafting.draft(report.period(scope, year, options.as_of, options.place, options.dated))
    told = f"{len(draft.sentences)} 句，{len(draft.figures)} 个数；未写入的 {len(draft.left_out)} 句，待补写 {len(draft.prompts)} 处。"
    if suffix == TEXT:
        return report.told(draft).encode("utf-8"), told
    written = report.laid_out(draft, options.ids, options.address)
    return (as_pdf.converted(written) if suffix == PDF else written), told
