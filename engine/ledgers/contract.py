"""The contract of every ledger, read from datapackage.json: its columns (engine/ledgers/fields.py), key, main date and owner.

(docs/decisions.md, "The contract is a data package")
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.ledgers.faults import SaidError
from engine.ledgers.fields import TYPES, Ahead, Fault, Field, Rarely, Same


@dataclass(frozen=True)
class Resource:
    """One ledger, or one of the small tables beside them (places, targets …).

    `kept_by`: the column whose values are ledgers of their own, kept by different offices (问题来源).
    `month_column`: the month a row is about where that need not be its main date's, as `2024-01`.
    `subject`: the columns that say what a row is about (反映事项), `handler` the one with the name of who deals with it.
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
    subject: tuple[str, ...] = ()
    handler: str | None = None

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
    except (AttributeError, IndexError, TypeError, ValueError):
        reason = "写法不对"
    except SaidError as fault:
        reason = str(fault)
    raise SaidError(f"{where}：{reason}。看板打不开，请改正这个文件；不需要自己的台账结构，就删去它。")


def _sound(resource: Resource) -> Resource:
    """The same resource. Raises SaidError where no table can be made of it."""
    columns = [field.column for field in resource.fields]
    for field in resource.fields:
        if field.type not in TYPES:
            raise SaidError(f"栏目“{field.name}”的类型“{field.type}”不认识，只能是 {'、'.join(TYPES)}")
        try:
            re.compile(field.constraints.get("pattern", ""))
        except re.error as fault:
            raise SaidError(f"栏目“{field.name}”的 pattern 不是正确的正则表达式") from fault
    if twice := [column for column in columns if columns.count(column) > 1]:
        raise SaidError(f"栏目 {twice[0]} 有两个")
    if resource.is_ledger:
        for column in (resource.date_column, resource.key, "place"):
            if column not in columns:
                raise SaidError(f"没有栏目 {column or '（主键）'}，台账要有主键、日期和区划")
    if lacking := [column for column in _pointed_at(resource) if column not in columns]:
        raise SaidError(f"没有栏目 {lacking[0]}，而别的规则指着它")
    return resource


def _pointed_at(resource: Resource) -> list[str]:
    """The columns that rules of the resource name."""
    same = resource.same_matter
    found: list[str | None] = [*same.columns, *same.named] if same else []
    for field in resource.fields:
        found += [*field.not_before, *(field.rarely_before.columns if field.rarely_before else ()), field.known_on]
    named = (resource.kept_by, resource.month_column, *resource.subject, resource.handler)
    return [column for column in (*found, *named) if column]


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
        tuple(r.get("subject", ())),
        r.get("handler"),
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
