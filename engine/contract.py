"""The contract of every ledger, read from datapackage.json and compiled to SQL.

It owns what a column is called, which type it has and which values it may hold. Staging tables hold
the CSV text as it is (`raw`); the SQL made here turns text into typed columns and finds the cells
that cannot be read, each with a message for the official who must mend it.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from engine.faults import SaidError

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(18,4)", "date": "DATE", "datetime": "TIMESTAMP"}
_SHAPES = {
    "integer": (r"-?[0-9]{1,15}", "不是整数，请只填数字，如 12"),
    "number": (r"-?[0-9]{1,14}(\.[0-9]{1,4})?", "不是数字，请填如 12 或 12.5"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "不是有效日期，应如 2024-03-05"),
    # DuckDB would read 24:00 as the next day's beginning.
    "datetime": (r"[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]", "不是有效时间，应如 2024-03-05 09:30"),
}


class Fault(NamedTuple):
    """One way in which a cell cannot be right: the rule it breaks, in the words of Table Schema."""

    rule: str  # required type enum pattern minimum maximum, and place
    condition: str  # SQL on text columns, null for nothing
    remedy: str


class Ahead(NamedTuple):
    """How far a day may lie ahead: beyond `usual_years` a clerk looks twice, beyond `most_years` the year is wrong.

    Counted from the row's main date where it is a promise, from today where it is an end fixed in advance.
    """

    usual_years: int
    most_years: int
    from_today: bool


class Rarely(NamedTuple):
    """Columns of the row that this day is seldom earlier than, and what to tell the official where it is."""

    columns: tuple[str, ...]
    remedy: str


class Same(NamedTuple):
    """The columns by which two rows are the same matter.

    Where one of `named` is empty they say little: then all the other cells have to be the same too.
    """

    columns: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One column: `name` is the CSV header officials see, `column` its SQL name, `aliases` other headers it goes by.

    `empty_means` says what an empty cell tells (仍在任); without it an empty cell may also be one that nobody filled in.
    `known_on` is the column with the day from which the cell is known, where it is not the row's main date.
    `suggested`: the values offered to who fills it in, where they are not just those that can be read.
    """

    name: str
    column: str
    type: str
    constraints: dict
    personal: str | None
    factor: int | None
    description: str
    aliases: tuple[str, ...] = ()
    ahead: Ahead | None = None  # a day that may not have come yet; None: it has to
    not_before: tuple[str, ...] = ()  # columns of the row; the first that is filled cannot be later than this day
    rarely_before: Rarely | None = None
    long_ago: str | None = None  # a day before this one is looked at twice
    empty_means: str | None = None
    known_on: str | None = None
    suggested: tuple[str, ...] = ()

    @property
    def may_be_unrecorded(self) -> bool:
        """Whether a column that is empty in every row was not kept, rather than saying something."""
        return not self.constraints.get("required") and not self.empty_means

    @property
    def offered(self) -> tuple[str, ...]:
        """What somebody who fills the column in may choose from; empty where anything may be written."""
        return self.suggested or tuple(self.constraints.get("enum", ()))

    @property
    def sql_type(self) -> str:
        return "BIGINT" if self.factor else _TYPES[self.type]

    def typed(self) -> str:
        """SQL that reads this column of `raw`, null where it cannot be read."""
        if self.factor:
            return f'CAST(TRY_CAST("{self.column}" AS DECIMAL(18,2)) * {self.factor} AS BIGINT)'
        return f'"{self.column}"' if self.type == "string" else f'TRY_CAST("{self.column}" AS {self.sql_type})'

    def faults(self) -> list[Fault]:
        """Each way in which this cell cannot be right."""
        cell, limits = f'"{self.column}"', self.constraints
        faults = [Fault("required", f"{cell} IS NULL", "不能为空，请补填")] if limits.get("required") else []
        if self.type in _SHAPES:
            faults.append(self._misshapen())
        if "enum" in limits:
            allowed = ", ".join(_quote(value) for value in limits["enum"])
            faults.append(Fault("enum", f"{cell} NOT IN ({allowed})", f"只能填：{'、'.join(limits['enum'])}"))
        if "pattern" in limits:
            unlike = f"NOT regexp_full_match({cell}, {_quote(limits['pattern'])})"
            faults.append(Fault("pattern", unlike, self._form()))
        faults += [
            Fault(rule, f"{self.typed()} {sign} {self._bound(limits[rule])}", f"{words} {limits[rule]}，请核对")
            for rule, sign, words in (("minimum", "<", "不能小于"), ("maximum", ">", "不能大于"))
            if rule in limits
        ]
        return faults

    def _misshapen(self) -> Fault:
        shape, remedy = _SHAPES[self.type]
        if self.factor:
            shape, remedy = r"-?[0-9]{1,14}(\.[0-9]{1,2})?", "不是金额，请填如 200 或 200.50（元）"
        cell = f'"{self.column}"'
        unlike = f"NOT regexp_full_match({cell}, {_quote(shape)}) OR ({cell} IS NOT NULL AND {self.typed()} IS NULL)"
        return Fault("type", unlike, remedy)

    def _form(self) -> str:
        return "格式不对" + (f"：{self.description}" if self.description else f"，应符合 {self.constraints['pattern']}")

    def _bound(self, value: object) -> str:
        if self.type in ("date", "datetime"):
            return f"{self.sql_type} {_quote(str(value))}"
        return str(float(value) * (self.factor or 1))


@dataclass(frozen=True)
class Resource:
    """One ledger, or one of the small tables beside them (places, targets …).

    `kept_by`: the column whose values are ledgers of their own, kept by different offices (问题来源).
    `month_column`: the month a row is about where that need not be its main date's, as `2024-01`.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: str | None
    date_column: str | None
    owner: str
    zero_report: bool  # a month without events must still have a row saying so
    whole_file_only: bool  # an imported file counts as a whole or not at all
    register: bool = False  # lists people or things, perhaps long after their main date; a row is kept up to date
    same_matter: Same | None = None
    kept_by: str | None = None
    month_column: str | None = None

    @property
    def is_ledger(self) -> bool:
        return self.date_column is not None

    @property
    def headers(self) -> list[str]:
        return [field.name for field in self.fields]

    def field(self, column: str) -> Field:
        return next(field for field in self.fields if field.column == column)

    def part_title(self, part: str) -> str:
        """A part of the ledger in the readers' words: 告知日期, or 问题来源“安全隐患” for `source=安全隐患`."""
        column, _, value = part.partition("=")
        return self.field(column).name + (f"“{value}”" if value else "")

    def faults(self) -> list[tuple[Field, Fault]]:
        """Each way in which a cell of a row cannot be right; a ledger's place must be in the table `places`."""
        found = [(field, fault) for field in self.fields for fault in field.faults()]
        if self.is_ledger:
            remedy = "不在本单位区划表（places.csv）里，请改正代码或先补区划"
            found.append((self.field("place"), Fault("place", '"place" NOT IN (SELECT code FROM places)', remedy)))
        return found


def load(path: Path) -> dict[str, Resource]:
    """Every resource of the contract by name, ledgers and tables, in the file's order."""
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _load(path: Path, stamp: int) -> dict[str, Resource]:
    """Raises SaidError with the place in the file where somebody must look."""
    where = path.name
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        found = {}
        for number, r in enumerate(package["resources"], start=1):
            where = f"{path.name} 的“{r.get('name', f'第 {number} 张表')}”"
            found[r["name"]] = _sound(_resource(r))
        return found
    except json.JSONDecodeError as fault:
        reason = f"第 {fault.lineno} 行第 {fault.colno} 个字起不是正确的 JSON"
    except UnicodeDecodeError:
        reason = "不是 UTF-8 编码"
    except KeyError as fault:
        reason = f"缺少 {fault.args[0]}"
    except (AttributeError, IndexError, TypeError):
        reason = "写法不对"
    except ValueError as fault:
        reason = str(fault)
    raise SaidError(f"{where}：{reason}。看板打不开，请改正这个文件；不需要自己的台账结构，就删去它。")


def _sound(resource: Resource) -> Resource:
    """The same resource. Raises ValueError where no table can be made of it."""
    columns = [field.column for field in resource.fields]
    for field in resource.fields:
        if field.type not in _TYPES:
            raise ValueError(f"栏目“{field.name}”的类型“{field.type}”不认识，只能是 {'、'.join(_TYPES)}")
        try:
            re.compile(field.constraints.get("pattern", ""))
        except re.error as fault:
            raise ValueError(f"栏目“{field.name}”的 pattern 不是正确的正则表达式") from fault
    if twice := [column for column in columns if columns.count(column) > 1]:
        raise ValueError(f"栏目 {twice[0]} 有两个")
    if resource.is_ledger:
        for column in (resource.date_column, resource.key, "place"):
            if column not in columns:
                raise ValueError(f"没有栏目 {column or '（主键）'}，台账要有主键、日期和区划")
    if lacking := [column for column in _pointed_at(resource) if column not in columns]:
        raise ValueError(f"没有栏目 {lacking[0]}，而别的规则指着它")
    return resource


def _pointed_at(resource: Resource) -> list[str]:
    """The columns that rules of the resource name."""
    found = [*(resource.same_matter.columns + resource.same_matter.named if resource.same_matter else ())]
    for field in resource.fields:
        found += [*field.not_before, *(field.rarely_before.columns if field.rarely_before else ()), field.known_on]
    return [column for column in (*found, resource.kept_by, resource.month_column) if column]


def _resource(r: dict) -> Resource:
    fields = tuple(map(_field, r["schema"]["fields"]))
    key = r["schema"].get("primaryKey", [None])[0]
    column = next((f.column for f in fields if f.name == key), None)
    return Resource(
        r["name"],
        r["title"],
        r["description"],
        fields,
        column,
        r.get("dateColumn"),
        r.get("owner", ""),
        bool(r.get("zeroReport")),
        bool(r.get("wholeFileOnly")),
        bool(r.get("register")),
        Same(tuple(same["columns"]), tuple(same["named"])) if (same := r.get("sameMatter")) else None,
        r.get("keptBy"),
        r.get("monthColumn"),
    )


def _field(f: dict) -> Field:
    ahead, rarely = f.get("promise") or f.get("ending"), f.get("rarelyBefore")
    return Field(
        f["name"],
        f["column"],
        f["type"],
        f.get("constraints", {}),
        f.get("personal"),
        f.get("factor"),
        f.get("description", ""),
        tuple(f.get("aliases", ())),
        Ahead(ahead["usualYears"], ahead["mostYears"], "ending" in f) if ahead else None,
        tuple(f.get("notBefore", ())),
        Rarely(tuple(rarely["columns"]), rarely["remedy"]) if rarely else None,
        f.get("longAgo"),
        f.get("emptyMeans"),
        f.get("knownOn"),
        tuple(f.get("suggested", ())),
    )


def _quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
