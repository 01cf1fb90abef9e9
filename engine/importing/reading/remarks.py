"""What an official should know about how a file was read: nothing is passed over without a word."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow.compute as pc

from engine.importing.reading.grid import Grid, is_blank
from engine.importing.reading.header import OWN, RUNNING, folded
from engine.importing.reading.row_kinds import BLANK_ROW
from engine.importing.reading.sheet_marks import Marks
from engine.importing.reading.table_choice import Chosen
from engine.ledgers.contract import Resource
from engine.ledgers.masking import scrub

_NAMED = 8  # lines that a sentence names one by one


def about_columns(whole: Grid, chosen: Chosen, resource: Resource, skip: dict[int, str]) -> list[str]:
    """Columns of the file that are not read, and columns of the ledger that the file does not have."""
    head, said = chosen.header, []
    extra = [at for at in range(len(whole.columns)) if at not in head.fields]
    labels = [head.labels[at] if at < len(head.labels) else "" for at in extra]
    running = [label for label in labels if folded(label) == RUNNING]
    own = [label for label in labels if folded(label) in OWN]
    others = [label for label in labels if label and label not in running and label not in own]
    if running:
        said.append("“序号”列没有导入：行号由系统自己编")
    if own:
        said.append(f"系统导出时附加的列没有导入：{_quoted(own)}")
    if others:
        said.append(f"台账里没有这些列，没有导入：{_quoted(others)}。如果是别的叫法，请改表头后再传")
    for at, label in zip(extra, labels, strict=True):
        if not label and (filled := _filled(whole, at, skip)):
            said.append(f"第 {at + 1} 列没有表头，里面有 {filled} 格内容没有导入，请补上表头或删去")
    if absent := head.absent(resource):
        said.append(f"文件里没有这些列，新的行按没有填处理，账上已有的行保留原来的内容：{_quoted(absent)}")
    return said


def about_sheet(chosen: Chosen, marks: Marks) -> list[str]:
    """What Excel does not show, and cells that stand for several rows."""
    source, said = chosen.source, []
    if source.hidden:
        said.append(f"工作表“{source.sheet}”在 Excel 里是隐藏的，也读了")
    if marks.hidden_rows:
        said.append(f"有 {marks.hidden_rows} 行在 Excel 里被隐藏或筛选掉，也一并读了")
    if marks.hidden_columns:
        said.append("有的列在 Excel 里是隐藏的，也一并读了")
    head = chosen.header
    for first, last, at in source.merged:
        if first > head.last and at in head.fields:
            name = head.fields[at].name
            said.append(f"第 {first + 1}—{last + 1} 行的“{name}”是合并单元格，各行都按同一内容填入")
    return said if len(said) <= _NAMED else [*said[:_NAMED], f"还有 {len(said) - _NAMED} 处合并单元格，同样处理"]


def about_short_rows(rows: Grid, refused: Collection[int]) -> list[str]:
    """Rows that end early, where only columns are missing that may be empty. `refused`: lines that are out anyway."""
    there = set(rows.lines.to_pylist()) if rows.short else set()
    lines = sorted(line for line in rows.short if line in there and line not in refused)
    if not lines:
        return []
    named = "、".join(map(str, lines[:_NAMED])) + (f" 等 {len(lines)} 行" if len(lines) > _NAMED else " 行")
    return [f"第 {named}末尾少了几格，按没有填处理，请核对有没有串列"]


def _filled(whole: Grid, at: int, skip: dict[int, str]) -> int:
    filled = pc.indices_nonzero(pc.invert(is_blank(whole.columns[at]))).to_pylist()
    return sum(row not in skip or skip[row] == BLANK_ROW for row in filled)


def _quoted(names: list[str]) -> str:
    shown = "、".join(f"“{scrub(name)[:20]}”" for name in names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} 等 {len(names)} 列"
