"""Lists that pages show as tables and files carry, in the readers' words."""

from collections.abc import Iterable

import pandas as pd

from engine.figures import status, wording
from engine.figures.figure import Figure
from engine.ledgers.contract import Resource


def without_target(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures that apply here but have no target: 方面, 指标, 数值, 分子/分母."""
    here = rows[rows["target_kind"].isna() & ((rows["status"] != status.NOT_APPLICABLE) | rows["value"].notna())]
    told = [(r.section, r.name, wording.shown(r), wording.fraction(r)) for r in Figure.each(here)]
    return pd.DataFrame(told, columns=["方面", "指标", "数值", "分子 / 分母"])


def grids(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Grids × the indicators that have rows in any of them, values with units; what lies in no grid stands last."""
    told = rows[rows["code"].isin(rows[rows["row_count"] > 0]["code"])]
    told = told.assign(shown=[wording.shown(r) for r in Figure.each(told)])
    wide = told.pivot(index="place", columns="name", values="shown")
    wide = wide.loc[list(dict.fromkeys(told["place"])), list(dict.fromkeys(told["name"]))]
    wide.insert(0, "所在网格", wide.index.map(names))
    return wide.reset_index(drop=True)


def matters_listed(found: pd.DataFrame) -> pd.DataFrame:
    """Matters with a time limit in the words of the list for 督办."""
    columns = {
        "事项": "subject",
        "区划": "place_name",
        "到期": "due_on",
        "状态": "state",
        "剩余": "said",
        "时限": "rule_name",
        "责任单位": "office",
        "经办人": "handler",
        "起算": "started_on",
        "办结": "finished_on",
        "依据": "basis",
        "台账": "ledger_name",
        "编号": "row_id",
    }
    listed = pd.DataFrame({header: found[column] for header, column in columns.items()}).reset_index(drop=True)
    listed["状态"] = [f"{status.MATTERS[state]} {state}" for state in found["state"]]
    return listed if found["handler"].any() else listed.drop(columns="经办人")


def left_out(problems: pd.DataFrame, resources: dict[str, Resource]) -> pd.DataFrame:
    """What could not be read, in words: 台账, 文件, 行, 栏目, 填写内容, 原因和改法."""
    titles = [resources[name].title if name in resources else "" for name in problems["ledger"]]
    columns = {"文件": "file", "行": "line", "栏目": "column", "填写内容": "value", "原因和改法": "reason"}
    return pd.DataFrame({"台账": titles} | {header: problems[column].to_numpy() for header, column in columns.items()})


def freshness(
    dates: pd.DataFrame,
    counts: pd.DataFrame,
    superseded: pd.DataFrame,
    ledgers: Iterable[Resource],
    imported: dict[str, str],
    entered: dict[str, str],
) -> pd.DataFrame:
    """How far each ledger goes, the oldest first, and what is not counted: behind and not entered yet can be told apart.

    `imported`: the last import of a ledger in words; where there is none at all, nor is the column. `entered`: whether
    nothing was done or nothing entered.
    """
    by_ledger, out = dates.set_index("ledger"), counts.set_index("ledger")
    replaced = superseded["ledger"].value_counts()
    told = [
        (
            ledger.title,
            by_ledger["last_on"].get(ledger.name, pd.NaT),
            entered[ledger.name],
            ledger.owner,
            int(by_ledger["row_count"].get(ledger.name, 0)),
            by_ledger["first_on"].get(ledger.name, pd.NaT),
            int(out["rows_out"].get(ledger.name, 0)),
            int(out["files_out"].get(ledger.name, 0)),
            int(replaced.get(ledger.name, 0)),
            imported.get(ledger.name, ""),
        )
        for ledger in ledgers
    ]
    words = ["台账", "更新至", "登记情况", "责任单位", "行数", "最早", "未计入行", "未读文件", "被更新的行", "最近导入"]
    frame = pd.DataFrame(told, columns=words).sort_values(
        "更新至", na_position="first", kind="stable", ignore_index=True
    )
    return frame if imported else frame.drop(columns="最近导入")
