"""The reconciled figures as a list: for the page, and as a workbook to take away."""

import pandas as pd

from engine.figures import exporting
from engine.reconciling.conclusion_words import difference, gaps, ledger
from engine.reconciling.reconcile import Reconciliation


def listed(found: Reconciliation) -> pd.DataFrame:
    """One row per figure in the order of the text: 序号 … 说明. 报告 and 台账 are as written, 数 and 台账数 are plain numbers."""
    rows = [
        {
            "序号": each.number,
            "报告里的话": " ".join(each.found.phrase.split()),
            "报告": each.written,
            "数": float(each.found.value),
            "单位": each.found.unit,
            "指标": each.name,
            "编号": each.figure_id,
            "台账": ledger(each),
            "台账数": None if each.shown is None else float(each.shown),
            "结果": each.verdict,
            "说明": "；".join(line for line in (difference(each), each.said) if line),
            "台账行数": each.row_count if each.code else None,
            "所在部分": each.found.section,
        }
        for each in found.figures
    ]
    columns = [
        "序号",
        "报告里的话",
        "报告",
        "数",
        "单位",
        "指标",
        "编号",
        "台账",
        "台账数",
        "结果",
        "说明",
        "台账行数",
        "所在部分",
    ]
    return pd.DataFrame(rows, columns=columns)


def silent(found: Reconciliation) -> pd.DataFrame:
    """The indicators of which the report gives no figure: 方面, 指标, 台账, 报告里."""
    rows = [(s.section, s.name, s.value, "提到了，没有写数" if s.named else "没有提到") for s in found.silences]
    return pd.DataFrame(rows, columns=["方面", "指标", "台账", "报告里"])


def workbook(found: Reconciliation, title: str) -> bytes:
    """An .xlsx: the figures on the first sheet, what was found and what is lacking on the second."""
    lacking = [f"没有写到的指标：{s.name}（台账 {s.value}）" for s in found.silences]
    return exporting.workbook(listed(found), title, [found.summary(), *gaps(found), *lacking])
