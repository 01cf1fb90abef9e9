"""What reading an uploaded file gives: rows of text, and everything that is not a row, each with its reason.

The reader, the checks, the preview and the page all speak of a file in these terms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.ledgers.faults import SaidError

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST = 40  # letters of a value that a sentence can bear


class Refused(SaidError):
    """The whole file stays out; the official who handed it in must act, and is told the remedy."""

    missing: tuple[str, ...] = ()  # required headers of the contract that were not found
    unknown: tuple[str, ...] = ()  # headers of the file that mean nothing here
    looks_like: str | None = None  # the ledger that the file fits better
    sheets: tuple[str, ...] = ()  # sheets of which one must be chosen


class SeveralSheets(Refused):
    """Several sheets could be meant; `sheets` are their names, one of which the official must choose."""

    def __init__(self, said: str, sheets: tuple[str, ...]) -> None:
        super().__init__(said, sheets)
        self.sheets = sheets


class WrongHeader(Refused):
    """The header is not this ledger's: what is missing, what is not known, and whose header it could be."""

    def __init__(
        self, said: str, missing: tuple[str, ...] = (), unknown: tuple[str, ...] = (), looks_like: str | None = None
    ) -> None:
        super().__init__(said, missing, unknown, looks_like)
        self.missing, self.unknown, self.looks_like = missing, unknown, looks_like


@dataclass(frozen=True)
class CellProblem:
    """One thing that is wrong with a row of the file, or, if `doubt`, worth a second look."""

    line: int  # physical line of a CSV (the first of its record), row number of a sheet
    column: str | None  # the contract's header
    value: str | None  # as it stood in the file: may be personal, mask before showing
    rule: str  # required type enum pattern minimum maximum unique place width formula control …, or a query's name
    remedy: str
    doubt: bool = False

    @property
    def said(self) -> str:
        """第 179 行“日期”：“2024-13-40”不是有效日期，应如 2024-03-05"""
        where = f"第 {self.line} 行" + (f"“{self.column}”" if self.column else "")
        return f"{where}：{_quoted(self.value)}{self.remedy}"


@dataclass(frozen=True)
class Parsed:
    """One file as read. rows_in = rows.num_rows + distinct lines of `problems` + len(skipped).

    `rows` has one string column for each of the contract's (null: empty), `line` int64, and `raw` string:
    the cells as they stood, in the contract's order, joined by U+001F.
    """

    file: str  # the name to show: no folders, no invisible marks, at most 100 letters
    sha256: str
    form: str  # “CSV（GB18030）”, “Excel 工作表“巡河””
    header_line: int
    matched: dict[str, str]  # header as in the file → the contract's header, where they differ
    rows: pa.Table
    problems: tuple[CellProblem, ...]  # of rows that are not in `rows`
    skipped: tuple[tuple[int, str], ...]  # (line, reason)
    notices: tuple[str, ...]
    unread: dict[int, str] = field(default_factory=dict)  # line of `problems` → its cells, like `raw`
    absent: tuple[str, ...] = ()  # headers of the contract, not required, that the file has no column for

    @property
    def rows_in(self) -> int:
        """Every row of the file below and above the header; the header itself is not one."""
        return self.rows.num_rows + len({problem.line for problem in self.problems}) + len(self.skipped)


def _quoted(value: str | None) -> str:
    if not value:
        return ""
    short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return f"“{short}”"
