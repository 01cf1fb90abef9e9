"""Where the header of a table is, and which column of the contract each of its columns means.

Offices write headers in many ways: over two rows, with spaces or line breaks, with a unit in brackets, with
their own names. Only what says the same is taken for the same; a different unit is refused, never converted.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from engine.ledgers.contract import Field, Resource
from engine.uploads.parsed_file import Refused

DEPTH = 40  # rows in which a header is looked for
_LEVELS = 3
_BRACKETS = re.compile(r"[(\[【〔「]([^()\[\]【】〔〕「」]*)[)\]】〕」]")
_UNIT_SAID = re.compile(r"单位[::]?([^\s,,;;。、]+)")
_UNITS = "元 万元 千元 百元 亿元 米 公里 千米 里 厘米 分钟 分 小时 时 秒 天 日 周 月 年 次 场 人 人次 户 名 份 件 个 条 只 头 头只 亩 公顷 % ‰"
# What this system's own exports and rejected rows carry beside the ledger's columns.
OWN = ("来源文件", "行号", "计入日期", "计数", "应计", "原因", "原因和改法", "问题", "改法", "原行号", "原文件行")
RUNNING = "序号"
# A column of names says which place is meant as well as one of codes.
_PLACES = (
    "村名",
    "村",
    "村别",
    "行政村",
    "所在村",
    "所属村",
    "村社区",
    "村(社区)",
    "村名称",
    "区划",
    "区划名称",
    "所属区划",
    "网格",
    "所在网格",
)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A header or name as it is compared: no spaces, line breaks or invisible marks, half-width, small letters."""
    plain = unicodedata.normalize("NFKC", text)
    kept = (c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    return "".join(kept).strip("*※★:").lower()


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The folded header without what stands in brackets."""
    return _BRACKETS.sub("", folded(text)).strip("*※★:")


def unit_of(field: Field) -> str | None:
    """The unit in which the contract wants a number, where it says one: 时长(分钟), “单位：元”."""
    if field.type not in ("integer", "number"):
        return None
    found = _BRACKETS.search(folded(field.name)) or _UNIT_SAID.search(unicodedata.normalize("NFKC", field.description))
    return found[1] if found else None


@dataclass(frozen=True)
class Header:
    """A header found. `first` and `last` count rows from 0; `fields` says what each column (from 0) means."""

    first: int
    last: int
    fields: dict[int, Field]
    labels: list[str]  # as they stand in the file, levels joined by “/”
    twice: dict[str, list[int]] = field(default_factory=dict)  # contract header → columns that all claim it
    units: list[str] = field(default_factory=list)  # sentences about units that differ

    @property
    def exact(self) -> int:
        """How many columns carry the contract's very name."""
        return sum(folded(self.labels[at]) == folded(found.name) for at, found in self.fields.items())

    @property
    def matched(self) -> dict[str, str]:
        """Header as in the file → the contract's header, where they differ."""
        return {self.labels[at]: f.name for at, f in self.fields.items() if self.labels[at] != f.name}

    @property
    def unknown(self) -> list[str]:
        """Headers of the file that mean nothing in this ledger, and are no column of our own."""
        others = [label for at, label in enumerate(self.labels) if label and at not in self.fields]
        return [label for label in others if folded(label) not in (*OWN, RUNNING)]

    def missing(self, resource: Resource) -> list[str]:
        """Required columns that the file does not have."""
        there = {f.column for f in self.fields.values()}
        return [f.name for f in resource.fields if f.constraints.get("required") and f.column not in there]

    def absent(self, resource: Resource) -> list[str]:
        """Columns that may be empty and that the file does not have at all."""
        there = {f.column for f in self.fields.values()}
        return [f.name for f in resource.fields if not f.constraints.get("required") and f.column not in there]


Names = dict[str, tuple[int, Field]]  # folded header → (rank, field); a lower rank is a surer match


def names_of(resource: Resource, learnt: Mapping[str, str] | None = None) -> Names:
    """Every way of writing a header of this ledger. `learnt`: folded header → the contract's header."""
    names: Names = {}
    by_name = {f.name: f for f in resource.fields}
    said: list[tuple[int, str, Field]] = []
    for f in resource.fields:
        said += [(0, folded(f.name), f), (2, bare(f.name), f)]
        said += [(3, form, f) for alias in _aliases(f) for form in (folded(alias), bare(alias))]
    said += [(1, text, by_name[name]) for text, name in (learnt or {}).items() if name in by_name]
    clashing: set[str] = set()
    for rank, text, f in sorted(said, key=lambda entry: entry[0]):
        if not text:
            continue
        known = names.setdefault(text, (rank, f))
        if known[1] is not f and known[0] == rank:
            clashing.add(text)
    return {text: found for text, found in names.items() if text not in clashing}


def _aliases(f: Field) -> list[str]:
    """The contract's aliases, and what says the same of itself: 是否延期 and 延期, 登记日期 and 登记时间."""
    said = [f.name, *f.aliases]
    if {"是", "否"} <= set(f.constraints.get("enum", ())):
        said += [f"是否{name}" for name in said] + [name.removeprefix("是否") for name in said]
    if f.type in ("date", "datetime"):
        ends = (("日期", "时间"), ("时间", "日期"))
        said += [name.removesuffix(end) + other for name in said for end, other in ends if name.endswith(end)]
    return said + list(_PLACES if f.column == "place" else ())


def find(rows: Sequence[Sequence[str]], names: Names) -> Header | None:
    """The header among the first rows of a table, or None if fewer than two columns can be recognised."""
    best, most = None, (1, 0)
    known = [any(_meaning([cell], names) for cell in row if cell.strip()) for row in rows[: DEPTH + _LEVELS]]
    for first in range(min(len(rows), DEPTH)):
        for levels in range(1, min(_LEVELS, len(rows) - first) + 1):
            if not any(known[first : first + levels]) or not any(cell.strip() for cell in rows[first]):
                continue
            header = _read(rows[first : first + levels], first, names)
            # A title above is no level of the header, nor is a first row below it: both add nothing.
            if len(header.fields) > 1 and (score := (len(header.fields), -levels)) > most:
                best, most = header, score
    return best


def _read(rows: Sequence[Sequence[str]], first: int, names: Names) -> Header:
    width = max(len(row) for row in rows)
    columns = _filled([[*row, *[""] * (width - len(row))] for row in rows])
    claims: dict[str, list[tuple[int, int, Field]]] = {}
    units, labels = [], []
    for at, levels in enumerate(columns):
        labels.append("/".join(levels))
        found = _meaning(levels, names)
        if found is None:
            continue
        if fault := _unit_fault(levels[-1] if levels else "", found[1]):
            units.append(fault)
        claims.setdefault(found[1].column, []).append((found[0], at, found[1]))
    fields, twice = {}, {}
    for wanted in claims.values():
        wanted.sort(key=lambda claim: claim[:2])
        rank, at, f = wanted[0]
        fields[at] = f
        if same := [other for r, other, _ in wanted if r == rank][1:]:
            twice[f.name] = [at, *same]
    return Header(first, first + len(rows) - 1, dict(sorted(fields.items())), labels, twice, units)


def _filled(rows: list[list[str]]) -> list[list[str]]:
    """For each column its levels from top to bottom; a merged cell above stands over all its columns."""
    for above, below in reversed(list(pairwise(rows))):  # from below, so that what was filled counts as filled
        last = ""
        for at, cell in enumerate(above):
            last = cell.strip() or last
            if not cell.strip() and below[at].strip():
                above[at] = last
    columns = []
    for at in range(len(rows[0])):
        levels = [" ".join(row[at].split()) for row in rows]
        columns.append([text for i, text in enumerate(levels) if text and text not in levels[:i]])
    return columns


def _meaning(levels: list[str], names: Names) -> tuple[int, Field] | None:
    """All levels together first; the lowest alone says enough; a higher one never speaks for a lower."""
    if not levels:
        return None
    forms = ["/".join(levels), "".join(levels), levels[-1]]
    for form in forms:
        found = names.get(folded(form)) or names.get(bare(form))
        if found:
            return found
    return None


def _unit_fault(label: str, f: Field) -> str | None:
    """Kilometres are no metres: what is asked in one unit and given in another is refused, not converted."""
    found = _BRACKETS.search(folded(label))
    given = found[1].removeprefix("单位:").removeprefix("单位") if found else None
    wanted = unit_of(f)
    if f.type not in ("integer", "number") or given not in _UNITS.split() or given == wanted:
        return None
    if wanted or given in ("万元", "千元", "百元", "亿元", "%", "‰"):
        want = f"“{wanted}”" if wanted else "个数"
        return f"“{label[:40]}”的单位是“{given}”，台账要的是{want}，请换算后改表头"
    return None


def refuse_faults(header: Header) -> None:
    """Raise Refused for units that differ and for columns that are there twice."""
    said = list(header.units)
    for name, columns in header.twice.items():
        where = "、".join(f"第 {at + 1} 列“{header.labels[at][:40]}”" for at in columns)
        said.append(f"{where}都像是“{name}”，请删去或改名，只留一列")
    if said:
        raise Refused(f"表头有问题：{'；'.join(said)}，再传")
