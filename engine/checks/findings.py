"""What the checks of the ledgers found, in the readers' words."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from engine.checks import ledger_checks
from engine.checks.check import DOUBT, ERROR, VERIFIED
from engine.ledgers.contract import Resource
from engine.ledgers.places import TOWNSHIP
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from engine.words.excerpts import ALL, Excerpt

MEANING = "“错误”指内容自相矛盾，必须更正：请改正原文件或重新导入；疑点可能没有错，请核对。"


def said(counted: pd.DataFrame) -> str:
    """How many findings there are: "错误 2 处，疑点 5 处，另有 1 处已核实"; "没有" where there are none."""
    sums = counted.groupby("severity")["row_count"].sum()
    open_ones = "，".join(f"{severity} {sums[severity]:,} 处" for severity in (ERROR, DOUBT) if severity in sums)
    return (open_ones or "没有") + (f"，另有 {sums[VERIFIED]:,} 处已核实" if VERIFIED in sums else "")


def listed(scope: Scope, place: str, ledger: str, names: dict[str, str], most: int = ALL) -> Excerpt:
    """The first findings of one ledger at a place, errors first: 级别, 编号, 栏目, 填写内容, 说明和改法, 区划, 来源文件, 行号.

    `names`: code → name of a place.
    """
    found = ledger_checks.found(scope, place, ledger, most).head(most)
    columns = {"编号": "row_id", "栏目": "column", "填写内容": "value", "说明和改法": "said"}
    told = {"级别": list(found["severity"])}
    told |= {header: found[column] for header, column in columns.items()}
    told |= {"区划": found["place"].map(names), "来源文件": found["source_file"], "行号": found["line"]}
    counted = ledger_checks.counts(scope, place, ledger)
    return Excerpt(pd.DataFrame(told), int(counted[counted["severity"] != VERIFIED]["row_count"].sum()))


def verified(scope: Scope, place: str, ledger: str, names: dict[str, str], most: int = ALL) -> Excerpt:
    """The first doubts that somebody has looked at: 编号, 栏目, 填写内容, 疑点, 核实人, 说明, 核实时间, 区划."""
    found = ledger_checks.verified(scope, place, ledger)
    columns = {"编号": "row_id", "栏目": "column", "填写内容": "value", "疑点": "said"}
    columns |= {"核实人": "who", "说明": "why", "核实时间": "when"}
    told = {header: found[column] for header, column in columns.items()}
    return Excerpt(pd.DataFrame(told | {"区划": found["place"].map(names)}).head(most), len(found))


def of_row(scope: Scope, place: str, ledger: str, row_id: str) -> list[str]:
    """The open findings in one row, a sentence each."""
    return [sentence(finding) for finding in in_row(scope, place, ledger, row_id)]


def in_row(scope: Scope, place: str, ledger: str, row_id: str) -> list[Any]:
    """The open findings in one row."""
    near = _near(scope, place, ledger, row_id)
    return list(ledger_checks.found(scope, near, ledger, row_id=row_id).itertuples()) if near else []


def verified_in_row(scope: Scope, place: str, ledger: str, row_id: str) -> list[Any]:
    """The doubts about one row that somebody has looked at, with who, why, when and key."""
    near = _near(scope, place, ledger, row_id)
    return list(ledger_checks.verified(scope, near, ledger, row_id).itertuples()) if near else []


def _near(scope: Scope, place: str, ledger: str, row_id: str) -> str | None:
    """The place, or the row's township within a larger one: that is judged in no time."""
    if len(place) >= TOWNSHIP:
        return place
    township = "".join(ask("rows_by_key", scope, place=place, ledger=ledger, keys=(row_id,))["place"].str[:TOWNSHIP])
    return township if township in questions.known_places(scope) else None


def sentence(f: Any) -> str:
    """疑点：“办结日期”“2024-03-05”早于受理日期 2024-03-06，请核对。"""
    return f"{f.severity}：“{f.column}”{f'“{f.value}”' if isinstance(f.value, str) else ''}{f.said}。"


def by_ledger(counted: pd.DataFrame, ledgers: Iterable[Resource]) -> pd.DataFrame:
    """How many findings each ledger has, those with errors first: 台账, 责任单位, 错误, 疑点."""
    sums = counted.groupby(["ledger", "severity"])["row_count"].sum()
    told = [(r.title, r.owner, *(int(sums.get((r.name, severity), 0)) for severity in (ERROR, DOUBT))) for r in ledgers]
    frame = pd.DataFrame(told, columns=["台账", "责任单位", ERROR, DOUBT])
    found = frame[frame[ERROR] + frame[DOUBT] > 0]
    return found.sort_values([ERROR, DOUBT], ascending=False, kind="stable", ignore_index=True)
