"""The tables of the 行政执法统计年报 for one place and year up to a day, by the counting rules of that form.

Cells are int (a count), Decimal (元, two decimals) or text; what the ledger cannot tell is —, and a note says why.
"""

from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from engine.figures import exporting
from engine.figures.view import View
from engine.ledgers.places import TOWNSHIP
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.words import days, numbers

UNKNOWN = "—"
CASES, OFFICERS = "enforcement_cases", "officers"
PUNISHED = "作出处罚"
RULES = (
    "统计年度按作出决定的日期划分，只计截至日及以前的；检查没有填决定日期的，按检查日期。",
    "没有发生的填 0；台账没有建立或者说不清的填“—”。",
)
# The headings of the form, each with the rules its table was counted by.
PENALTIES, LICENCES, COERCIONS, INSPECTIONS, PEOPLE = (
    "表一 行政处罚",
    "表二 行政许可（件）",
    "表三 行政强制（宗）",
    "表四 行政检查（次）",
    "表五 执法人员（人）",
)
NOTES = {
    PENALTIES: "一个案件计一宗；一案多罚的，整案归入台账所填最重的一种，罚没金额也归入该种；不予处罚的、移送等没有作出决定的另列，不计入合计。",
    LICENCES: "立案日期即受理日期；台账不记未受理的申请，申请数填“—”；撤销许可的台账行不是申请，不计入受理。",
    COERCIONS: "台账不区分强制措施与强制执行，分项填“—”。",
    INSPECTIONS: "没有写明检查对象的巡查不算行政检查；检查后已作出处罚的，只计处罚，不再计检查；两者都另列。",
    PEOPLE: "在岗指台账中未注销的人，证件到期未换的计入在岗、不计入持证，台账没有登记的不在其内；"
    "证件最后一天仍算持证，次日计入到期或注销，先到者为准；数的是人：换发新证、中间没有间断的，既不算新取证，也不算到期。",
}


class Table(NamedTuple):
    """One table of the form."""

    title: str
    rows: pd.DataFrame
    more: str = ""

    @property
    def note(self) -> str:
        """How it was counted, and what is missing from it."""
        return NOTES[self.title] + self.more

    @property
    def shown(self) -> pd.DataFrame:
        """The same cells as text, for the screen."""
        return self.rows.map(_text).astype("str")


class Yearbook(NamedTuple):
    """The form: its heading, its tables, and the rules they were counted by."""

    title: str
    tables: tuple[Table, ...]
    notes: list[str]

    def file(self) -> bytes:
        """The form as a workbook, ready to be printed."""
        return exporting.form([(table.title, table.rows) for table in self.tables], self.title, self.notes)


@cached(256)
def yearbook(view: View) -> Yearbook:
    """The five tables for the chosen place, from 1 January of the year to the chosen day."""
    kept = view.ask("kept", width=TOWNSHIP, year=view.year, as_of=view.as_of)
    cases = bool(kept[kept["ledger"] == CASES]["in_year"].gt(0).any())
    officers = bool((kept["ledger"] == OFFICERS).any())
    of_cases = (make(view, cases) for make in (_penalties, _licences, _coercions, _inspections))
    tables = (*of_cases, _officers(view, officers))
    name = questions.known_places(view.scope).get(view.place, view.place_name)  # 全乡 says nothing on a printed form
    title = f"{name} {view.year} 年行政执法统计年报（截至{days.day(view.as_of)}）"
    return Yearbook(title, tables, [*RULES, *(f"{table.title}：{table.note}" for table in tables)])


def money(fen: int) -> Decimal:
    """元 with two decimals, exactly."""
    return Decimal(fen).scaleb(-2)


def fined(view: View) -> str:
    """What the penalties of the year up to the chosen day come to, with its unit."""
    found = view.ask("yearbook_penalties", **_span(view))
    imposed = found[found["outcome"] == PUNISHED]
    missing = int(imposed["without_amount"].sum())
    return f"{_text(_sums(imposed, True)[1]).removesuffix('.00')} 元" + (f"（{missing} 宗未填金额）" if missing else "")


def _penalties(view: View, kept: bool) -> Table:
    found = view.ask("yearbook_penalties", **_span(view))
    imposed, spared, other = (found[found["outcome"] == outcome] for outcome in (PUNISHED, "不予处罚", "其他"))
    known = kept or len(found) > 0
    classes = questions.resources(view.scope)[CASES].field("penalty_class").constraints["enum"]
    told = [(name, *_sums(imposed[imposed["penalty_class"] == name], known)) for name in classes]
    unnamed = imposed[imposed["penalty_class"].isna()]
    if len(unnamed):
        told.append(("未填处罚种类", *_sums(unnamed, known)))
    told += [
        ("合计", *_sums(imposed, known)),
        ("另：不予处罚", *_sums(spared, known)),
        ("另：移送及其他", *_sums(other, known)),
    ]
    rows = pd.DataFrame(told, columns=["处罚种类", "宗数", "罚没金额（元）"], dtype="object")
    missing = int(imposed["without_amount"].sum())
    note = f"{missing} 宗罚款或没收没有填金额，金额合计不含这些案件。" if missing else ""
    return Table(PENALTIES, rows, note)


def _sums(part: pd.DataFrame, known: bool) -> tuple[object, object]:
    """宗数 and 元 of some classes together; the money is unknown where no case says it that ought to."""
    if not known:
        return UNKNOWN, UNKNOWN
    amounts = part["amount_fen"].dropna()
    if amounts.empty and part["without_amount"].sum():
        return int(part["case_count"].sum()), UNKNOWN
    return int(part["case_count"].sum()), money(sum(int(fen) for fen in amounts))


def _licences(view: View, kept: bool) -> Table:
    row = view.ask("yearbook_licences", **_span(view)).iloc[0]
    columns = {
        "受理": "accepted",
        "准予": "granted",
        "不予": "refused",
        "撤销": "revoked",
        "其他或未填结果": "otherwise",
    }
    found = _counts(row[list(columns.values())], columns, kept)
    still_open = _counts(row, {"截至日在办": "undecided"}, kept)
    return Table(LICENCES, pd.DataFrame([{"申请": UNKNOWN, **found, **still_open}], dtype="object"))


def _coercions(view: View, kept: bool) -> Table:
    row = view.ask("yearbook_coercions", **_span(view)).iloc[0]
    found = _counts(row, {"实施强制": "carried_out", "其他或未填结果": "otherwise"}, kept)
    parts = {"其中：强制措施": UNKNOWN, "其中：强制执行": UNKNOWN}
    told = {"实施强制": found.pop("实施强制"), **parts, **found}
    return Table(COERCIONS, pd.DataFrame([told], dtype="object"))


def _inspections(view: View, kept: bool) -> Table:
    row = view.ask("yearbook_inspections", **_span(view)).iloc[0]
    columns = {"行政检查": "counted", "另：已作处罚不重复计": "penalised", "另：没有检查对象不计": "without_object"}
    found = _counts(row, columns, kept)
    known = [number for number in found.values() if isinstance(number, int)]
    whole = sum(known) if len(known) == len(found) else UNKNOWN
    return Table(INSPECTIONS, pd.DataFrame([{**found, "台账检查行数": whole}], dtype="object"))


def _officers(view: View, kept: bool) -> Table:
    row = view.ask("officer_counts", **_span(view), near_days=0).iloc[0]
    found = _counts(row, {"在岗人数": "in_service", "持证人数": "holding"}, kept)
    n, m = int(row["holding"]), int(row["in_service"])
    share = f"{n} / {m} = {numbers.with_unit(numbers.quotient(n, m, 100), '%')}" if m else UNKNOWN
    rest = _counts(row, {"当年新取证": "issued", "当年到期": "ran_out", "当年注销": "revoked"}, kept)
    return Table(PEOPLE, pd.DataFrame([{**found, "持证率": share, **rest}], dtype="object"))


def _counts(row: pd.Series, columns: dict[str, str], kept: bool) -> dict[str, int | str]:
    """Counts under the form's headings; nothing at all in a ledger that was not kept is not 0."""
    known = kept or any(row != 0)
    return {heading: int(row[name]) if known else UNKNOWN for heading, name in columns.items()}


def _span(view: View) -> dict[str, object]:
    return {"from_day": view.start, "as_of": view.as_of}


def _text(cell: object) -> str:
    return f"{cell:,.2f}" if isinstance(cell, Decimal) else f"{cell:,}" if isinstance(cell, int) else str(cell)
