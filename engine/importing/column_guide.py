"""What an official is told about a column: what goes in, an example, what is wrong otherwise. All of it from the contract."""

import csv
import re
from collections import Counter
from typing import NamedTuple

from engine.ledgers.contract import Field, Resource
from engine.ledgers.home import Home
from engine.ledgers.places import GRID, OWN, TOWNSHIP, VILLAGE

_FORMS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "integer": "0", "number": "General", "string": "@"}
_KINDS = {"date": "日期", "datetime": "日期和时间", "integer": "整数", "number": "数字", "string": "文字"}
_EXAMPLES = {"date": "2024-03-05", "datetime": "2024-03-05 09:30", "integer": "12", "number": "12.5"}
_PERSONS = {"name": "张某某", "phone": "139 开头的 11 位手机号", "id": "证件上的号码，逐位照抄"}
_PERSONAL = {"name": "姓名", "phone": "电话", "id": "证件号码", "address": "住址", "text": "可能含有"}
_OWN_NAME = "乡本级"


class WrittenPlace(NamedTuple):
    """A place as it may be written in 区划代码: its name, or its code where the name is not unique."""

    written: str
    code: str


def places(home: Home) -> list[WrittenPlace]:
    """The places a ledger row may lie in, 乡本级 of every township among them, in the order of their codes."""
    with home.file("places.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {row["code"].strip(): row["name"].strip() for row in csv.DictReader(file) if row.get("code")}
    names = {code + OWN: _OWN_NAME for code in names if len(code) == TOWNSHIP} | names
    found = sorted((code, name) for code, name in names.items() if len(code) in (VILLAGE, GRID) and name)
    twins = Counter(name for _, name in found)
    return [WrittenPlace(name if twins[name] == 1 else code, code) for code, name in found]


def sheet_name(resource: Resource) -> str:
    """The ledger's title as a spreadsheet program bears it."""
    return re.sub(r"[\[\]:*?/\\']", " ", resource.title)[:31]


def required(field: Field) -> bool:
    """Whether a row without this cell is refused."""
    return bool(field.constraints.get("required"))


def number_format(field: Field) -> str:
    """How a spreadsheet program shows the cell; text stays as it was typed, also 0012 and long numbers."""
    return "0.00" if field.factor else _FORMS[field.type]


def width(field: Field) -> int:
    """Of the column, in digits; a Chinese character takes two."""
    usual = {"date": 13, "datetime": 18, "integer": 10, "number": 12}.get(field.type, 14)
    usual = {"place": 16, "note": 28}.get(field.column, 22 if field.personal in ("text", "id") else usual)
    return max(usual, 2 * len(field.name) + 4)


def content(field: Field) -> str:
    """What goes in, in a few words, with the limits: “整数，0 至 1440”."""
    limits = field.constraints
    if field.column == "place":
        return "从下拉单里选地名，或填代码"
    if "enum" in limits:
        return "从下拉单里选"
    if field.suggested:
        return "从下拉单里选，没有的照实写"
    kind = "金额（元），最多两位小数" if field.factor else _KINDS[field.type]
    if field.type in ("integer", "number") and ("minimum" in limits or "maximum" in limits):
        return f"{kind}，{_span(limits)}"
    return kind


def _span(limits: dict) -> str:
    least, most = limits.get("minimum"), limits.get("maximum")
    if most is None:
        return f"不小于 {least}"
    return f"不大于 {most}" if least is None else f"{least} 至 {most}"


def example(field: Field, known: list[WrittenPlace]) -> str:
    """Something that may stand in the cell."""
    if field.column == "place" and known:
        return next((place.written for place in known if len(place.code) == VILLAGE), known[0].written)
    if "enum" in field.constraints:
        return field.constraints["enum"][0]
    if field.suggested:
        return field.suggested[0]
    if "如 " in field.description:
        return field.description.split("如 ", 1)[1].split("，")[0]
    return "200.50" if field.factor else _EXAMPLES.get(field.type, _PERSONS.get(field.personal or "", ""))


def explained(field: Field, known: list[WrittenPlace]) -> dict[str, str]:
    """One line of 填报说明."""
    also = getattr(field, "aliases", ())
    told = [field.description, f"表头写成“{'”“'.join(also)}”也认得" if also else ""]
    return {
        "栏目": field.name,
        "必填": "必填" if required(field) else "可空",
        "填什么": content(field),
        "可填的值": "、".join(field.offered),
        "举例": example(field, known),
        "说明": "；".join(filter(None, told)),
        "个人信息": _PERSONAL.get(field.personal or "", "否"),
    }


def hint(field: Field) -> str:
    """What is said beside a column while it is filled in."""
    told = [f"{'必填' if required(field) else '可空'}：{content(field)}", field.description]
    sample = example(field, [])
    if sample and "enum" not in field.constraints and sample not in field.description:
        told.append(f"如 {sample}")
    return "。".join(filter(None, told)) + "。"


def fault_said(field: Field) -> str:
    """What is said when a cell does not take what was typed."""
    if field.column == "place":
        return "名单里没有这个地名。请从下拉单里选；填区划代码也可以，这时点“是”。"
    if "enum" in field.constraints:
        return f"只能填：{'、'.join(field.offered)}。请从下拉单里选。"
    if field.suggested:
        return f"下拉单里没有这一项：{'、'.join(field.offered)}。确是别的，点“是”。"
    if field.type in ("date", "datetime"):
        return f"请填{_KINDS[field.type]}，如 {_EXAMPLES[field.type]}。"
    if field.type in ("integer", "number"):
        return f"请填{content(field)}，不带单位，如 {example(field, [])}。"
    return "这个编号在本表已经有了，一行一个编号，请改用另一个。"


def rules(resource: Resource) -> list[str]:
    """What holds for every row of a ledger."""
    told = [
        f"{resource.description}。责任单位：{resource.owner}。",
        f"在第一张表“{sheet_name(resource)}”里填：一行记一件，深色表头的栏目必填，浅色的可以空着。表头不要改名、不要删列、不要合并单元格。",
        "区划代码栏直接选村名或“乡本级”；名单见“区划”表。",
        "改已经交过的行：编号不变，改好内容再交一次，以后交的为准。没有变化的行交了也不会重复。",
        "填好后存盘，在看板的“导入”页选这个文件。交之前会先列出新增、有变化和不能收的行，确认后才算数。",
    ]
    if resource.zero_report:
        told.append("每月必报：当月没有事件，也要报一行。")
    return told
