"""The rows of a preview as tables for reading: personal data masked, never more than asked for."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from engine.importing.differences import CHANGED, NEW
from engine.importing.preview import Preview
from engine.ledgers.contract import Resource
from engine.ledgers.masking import mask, scrub
from engine.uploads.parsed_file import CellProblem

Row = dict[str, str | int]
KINDS = ("new", "changed", "unchanged", "rejected", "skipped", "doubts")


def listed(preview: Preview, kind: str, most: int = 200) -> list[Row]:
    """At most `most` rows (of the upload) of one kind.

    new: 行号 and the contract's columns; changed: 行号, 编号, 栏目, 原来, 改为, a row for each changed cell;
    rejected and doubts: 行号, 栏目, 原值, 怎么改, a row for each problem; unchanged: 行号; skipped: 行号, 原因.
    """
    if kind == "new":
        rows = _some(preview.accepted, NEW, most)
        fields = preview.resource.fields
        return [{"行号": r["line"]} | {f.name: masked(f.personal, r[f.column]) for f in fields} for r in rows]
    if kind == "changed":
        return _changed(preview, most)
    if kind == "rejected":
        return _problems(preview.resource, (p for row in preview.rejected[:most] for p in row.problems))
    if kind == "doubts":
        return _problems(preview.resource, preview.doubts[:most])
    if kind == "unchanged":
        return [{"行号": line} for line in preview.unchanged[:most]]
    if kind == "skipped":
        return [{"行号": line, "原因": reason} for line, reason in preview.parsed.skipped[:most]]
    raise ValueError(f"{kind} is not one of {KINDS}")


def masked(personal: str | None, value: str | None) -> str:
    """A cell as a reader without the right to personal data sees it."""
    return mask(personal, value or "") if personal else value or ""


def said(resource: Resource, problem: CellProblem) -> str:
    """A problem as a sentence for a terminal, its value masked."""
    place = f"第 {problem.line} 行" + (f"“{problem.column}”" if problem.column else "")
    value = shown_value(resource, problem)
    return f"{place}：{f'“{value}”' if value else ''}{problem.remedy}"


def shown_value(resource: Resource, problem: CellProblem) -> str:
    """What stood in the cell, masked, short enough for a sentence."""
    personal = next((f.personal for f in resource.fields if f.name == problem.column), None)
    value = scrub(masked(personal, problem.value))
    return value if len(value) <= 40 else f"{value[:40]}…"


def _problems(resource: Resource, problems: Iterable[CellProblem]) -> list[Row]:
    return [
        {"行号": p.line, "栏目": p.column or "", "原值": shown_value(resource, p), "怎么改": p.remedy} for p in problems
    ]


def _changed(preview: Preview, most: int) -> list[Row]:
    key = preview.resource.key
    pairs = zip(preview.before.slice(0, most).to_pylist(), _some(preview.accepted, CHANGED, most), strict=True)
    return [
        {
            "行号": new["line"],
            "编号": new[key],
            "栏目": f.name,
            "原来": masked(f.personal, old[f.column]),
            "改为": masked(f.personal, new[f.column]),
        }
        for old, new in pairs
        for f in preview.resource.fields
        if (old[f.column] or "") != (new[f.column] or "")
    ]


def _some(rows: pa.Table, change: str, most: int) -> list[dict]:
    return rows.filter(pc.equal(rows["change"], change)).slice(0, most).to_pylist()
