"""The verbs `figures` and `check`: every figure, and every row that is not counted, in the terminal."""

import argparse
import csv
import sys
from datetime import date

import pandas as pd

from engine.checks import findings, ledger_checks
from engine.checks.check import ERROR
from engine.figures import of_places, time_frame, wording
from engine.figures.figure import Figure
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from engine.words import numbers

_COLUMNS = (
    "indicator",
    "name",
    "section",
    "unit",
    "place",
    "value",
    "numerator",
    "denominator",
    "target",
    "expected",
    "pace",
    "status",
    "rows",
)


def add_verbs(verbs: argparse._SubParsersAction) -> None:
    """See engine/__main__.py."""
    verb = verbs.add_parser("figures", help="列出每个指标的数、目标和状态")
    verb.add_argument("--year", type=int, help="年度，默认为最近有数据的一年")
    verb.add_argument("--as-of", type=date.fromisoformat, help="统计时点，如 2024-06-30")
    verb.add_argument("--place", help="区划代码，默认全部")
    verb.add_argument("--format", choices=("csv", "table"), default="csv")
    verb.set_defaults(run=_figures)
    verb = verbs.add_parser(
        "check",
        help="列出没有计入的文件和行、台账里的错误和疑点；有没有计入的或有错误的，退出码为 1",
        description="列出没有计入的文件和行、不可能对的行（错误）和值得再看一眼的行（疑点）。"
        "有没有计入的或有错误的，退出码为 1；只有疑点的，退出码为 0。",
    )
    verb.set_defaults(run=_check)


def _figures(home: Home, options: argparse.Namespace) -> int:
    scope = questions.open_scope(home)
    year = options.year or (options.as_of.year if options.as_of else time_frame.default_year(scope))
    as_of = options.as_of or time_frame.default_day(scope, year)
    if as_of.year < year:
        print(f"统计时点 {as_of} 在 {year} 年之前，请改 --as-of 或 --year", file=sys.stderr)
        return 1
    place = options.place or scope.place
    found = of_places.figures(scope.narrowed(place), place, year, as_of)
    lines = [line(row) for row in found.itertuples()]
    if options.format == "table":
        shown = pd.DataFrame(lines, columns=_COLUMNS)[
            ["section", "name", "value", "unit", "target", "expected", "pace", "status", "rows"]
        ]
        print(f"{place}　{year} 年　统计时点 {as_of}\n{shown.to_string(index=False)}")
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows([_COLUMNS, *lines])
    out = ask("left_out_counts", scope, place=place)[["files_out", "rows_out"]].sum()
    said = [f"{out[name]} {unit}" for name, unit in (("files_out", "个文件"), ("rows_out", "行")) if out[name]]
    if said:
        print(f"另有 {'、'.join(said)}未计入，详见 python -m engine check", file=sys.stderr)
    return 0


def line(row: Figure) -> list[str]:
    """One figure as the cells of a file, its numbers written as on the pages but for separators and units."""
    value, target, expected, pace = (
        "" if number is None or pd.isna(number) else f"{written(number):f}"
        for number, written in (
            (row.value, lambda value: wording.rounded(row, value)),
            (row.target, numbers.as_set),
            (row.expected, lambda value: numbers.rounded(value, row.unit)),
            (row.pace, wording.pace_percent),
        )
    )
    sums = [numbers.plain(number) for number in (row.numerator, row.denominator)]
    shown = [row.code, row.name, row.section, row.unit, row.place, value, *sums, target, expected, pace]
    return [*shown, row.status, str(row.row_count)]


def _check(home: Home, options: argparse.Namespace) -> int:
    scope = questions.open_scope(home)
    problems = ask("left_out", scope)
    for p in problems.itertuples():
        where = p.file if pd.isna(p.line) else f"{p.file} 第 {int(p.line)} 行"
        column = f"“{p.column}”" if isinstance(p.column, str) else ""
        value = f"“{p.value}”" if isinstance(p.value, str) else ""
        print(f"{where}{column}：{value}{p.reason}")
    replaced = ask("superseded", scope)
    if len(replaced):
        print(f"另有 {len(replaced)} 行被后来的文件更新，以后来的为准。")
    files, rows = problems["line"].isna().sum(), len(problems.dropna(subset="line")[["file", "line"]].drop_duplicates())
    kept = len(ask("dates", scope, today=questions.today(scope)))
    fine = "全部文件和行都已计入。" if kept else "还没有台账行。"
    print(f"没有计入：{files} 个文件，{rows} 行。" if len(problems) else fine)
    return 1 if _findings(scope) or len(problems) else 0


def _findings(scope: Scope) -> int:
    """Print what the checks find, and return how many of it are errors."""
    counted, found = ledger_checks.counts(scope, scope.place), ledger_checks.found(scope, scope.place)
    for f in found.itertuples():
        value = f"“{f.value}”" if isinstance(f.value, str) else ""
        print(f"{f.severity}：{f.source_file} 第 {f.line} 行“{f.column}”：{value}{f.said}")
    if len(counted):
        print(f"对不上的地方：{findings.said(counted)}。{findings.MEANING}")
    return int(counted[counted["severity"] == ERROR]["row_count"].sum())
