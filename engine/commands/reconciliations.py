"""The verb `reconcile`: a written report beside the ledgers, in the terminal."""

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from engine.figures import time_frame
from engine.ledgers.home import Home
from engine.reconciling import documents
from engine.reconciling.reconcile import Checked, reconcile
from engine.snapshot import questions
from engine.words import numbers

_COLUMNS = ("phrase", "value", "unit", "qualifier", "indicator", "ledger_value", "verdict")


def add_verbs(verbs: argparse._SubParsersAction) -> None:
    """See engine/__main__.py."""
    verb = verbs.add_parser("reconcile", help="核对一份报告：逐个数与台账比较")
    verb.add_argument("file", type=Path, help="报告文件（.txt、.docx、.pdf）")
    verb.add_argument("--year", type=int, help="报告写的是哪一年，默认为最近有数据的一年")
    verb.add_argument("--as-of", type=date.fromisoformat, help="统计时点，默认为年末或台账更新至的那一天")
    verb.add_argument("--place", help="区划代码，默认全部")
    verb.add_argument("--format", choices=("csv", "table"), default="csv")
    verb.set_defaults(run=_reconcile)


def _reconcile(home: Home, options: argparse.Namespace) -> int:
    try:
        document = documents.read(options.file.name, options.file.read_bytes())
    except OSError as fault:
        print(f"文件“{options.file.name}”打不开（{fault.strerror}），请核对路径。", file=sys.stderr)
        return 1
    except documents.Unreadable as fault:
        print(f"文件“{options.file.name}”：{fault}", file=sys.stderr)
        return 1
    scope = questions.open_scope(home)
    year = options.year or (options.as_of.year if options.as_of else time_frame.default_year(scope))
    if options.as_of and options.as_of.year < year:
        print(f"统计时点 {options.as_of} 在 {year} 年之前，请改 --as-of 或 --year", file=sys.stderr)
        return 1
    found = reconcile(scope.narrowed(options.place or scope.place), document.text, year, options.as_of, options.place)
    lines = [_line(each) for each in found.figures]
    if options.format == "table":
        shown = pd.DataFrame(lines, columns=_COLUMNS)
        print(f"{found.place}　{year} 年　统计时点 {found.as_of}\n{shown.to_string(index=False)}")
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows([_COLUMNS, *lines])
    lacking = "、".join(found.missing_parts)
    told = [*document.notices, found.summary(), *([f"缺少的部分：{lacking}"] if lacking else [])]
    print("\n".join(told), file=sys.stderr)
    return 0


def _line(each: Checked) -> list[str]:
    phrase = " ".join(each.found.phrase.split())
    value = f"{each.found.value:f}"
    return [phrase, value, each.found.unit, each.found.qualifier, each.code, numbers.plain(each.value), each.verdict]
