"""Renew the ledgers' tables in docs/glossary.md from the contract.

python tools/make_glossary.py
"""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "docs" / "glossary.md"
BEGIN, END = "<!-- tools/make_glossary.py: begin -->", "<!-- tools/make_glossary.py: end -->"
UNITS = {"minutes": "分钟", "metres": "米", "amount_fen": "分（CSV 里是元）"}


def renewed(text: str) -> str:
    """The glossary with its tables made anew; the words around them stay."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    ledgers = [r for r in package["resources"] if "dateColumn" in r]
    return f"{before}{BEGIN}\n\n{''.join(map(_table, ledgers))}{END}{after}"


def _table(ledger: dict) -> str:
    rows = "".join(map(_row, ledger["schema"]["fields"]))
    note = f"{ledger['description']}。责任单位：{ledger['owner']}；主日期 `{ledger['dateColumn']}`。"
    return f"### {ledger['title']} `{ledger['name']}`\n\n{note}\n\n| 列 | column | 类型 | 说明 |\n| --- | --- | --- | --- |\n{rows}\n"


def _row(field: dict) -> str:
    limits = field.get("constraints", {})
    notes = [
        "必填" if limits.get("required") else "",
        "、".join(map(str, field.get("suggested") or limits.get("enum", []))),
        field.get("description", ""),
        UNITS.get(field["column"], ""),
        "个人信息" if field.get("personal") in ("name", "phone", "id", "address") else "",
    ]
    said = "；".join(filter(None, notes)).replace("|", "\\|")
    return f"| {field['name']} | `{field['column']}` | {field['type']} | {said} |\n"


if __name__ == "__main__":
    GLOSSARY.write_text(renewed(GLOSSARY.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
