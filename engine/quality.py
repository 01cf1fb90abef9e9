"""What the checks of the ledgers found, in the readers' words."""

from collections.abc import Iterable

import pandas as pd

from engine import checks
from engine.checks import DOUBT, ERROR
from engine.contract import Resource
from engine.excerpts import ALL, Excerpt
from engine.questions import Scope

MEANING = "错误是不可能对的，请改正原文件或重新导入；疑点可能没有错，请核对。"
_SHAPES = {ERROR: "✕", DOUBT: "◆"}


def said(counted: pd.DataFrame) -> str:
    """How many findings there are: "错误 2 处，疑点 5 处"; "没有" where there are none."""
    sums = counted.groupby("severity")["row_count"].sum()
    return "，".join(f"{severity} {sums[severity]:,} 处" for severity in (ERROR, DOUBT) if severity in sums) or "没有"


def listed(scope: Scope, place: str, ledger: str, names: dict[str, str], most: int = ALL) -> Excerpt:
    """The first findings of one ledger at a place, errors first: 级别, 编号, 栏目, 填写内容, 说明和改法, 区划, 来源文件, 行号.

    `names`: code → name of a place.
    """
    found = checks.found(scope, place, ledger, most).head(most)
    columns = {"编号": "row_id", "栏目": "column", "填写内容": "value", "说明和改法": "said"}
    told = {"级别": [f"{_SHAPES[severity]} {severity}" for severity in found["severity"]]}
    told |= {header: found[column] for header, column in columns.items()}
    told |= {"区划": found["place"].map(names), "来源文件": found["source_file"], "行号": found["line"]}
    return Excerpt(pd.DataFrame(told), int(checks.counts(scope, place, ledger)["row_count"].sum()))


def of_row(scope: Scope, place: str, ledger: str, row_id: str) -> list[str]:
    """The findings in one row, a sentence each; for a place no larger than a township, which are judged in no time."""
    if len(place) < 9:
        return []
    return [
        f"{_SHAPES[f.severity]} {f.severity}：“{f.column}”{f'“{f.value}”' if isinstance(f.value, str) else ''}{f.said}。"
        for f in checks.found(scope, place, ledger, row_id=row_id).itertuples()
    ]


def by_ledger(counted: pd.DataFrame, ledgers: Iterable[Resource]) -> pd.DataFrame:
    """How many findings each ledger has, those with errors first: 台账, 责任单位, 错误, 疑点."""
    sums = counted.groupby(["ledger", "severity"])["row_count"].sum()
    told = [(r.title, r.owner, *(int(sums.get((r.name, severity), 0)) for severity in (ERROR, DOUBT))) for r in ledgers]
    frame = pd.DataFrame(told, columns=["台账", "责任单位", ERROR, DOUBT])
    found = frame[frame[ERROR] + frame[DOUBT] > 0]
    return found.sort_values([ERROR, DOUBT], ascending=False, kind="stable", ignore_index=True)
