"""One column of the contract: its name and type, which values it may hold, and how both become SQL.

`raw` holds the CSV text as it is; what is made here types it and finds the cells that cannot be read.
"""

from dataclasses import dataclass
from typing import NamedTuple

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(18,4)", "date": "DATE", "datetime": "TIMESTAMP"}
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
        return "BIGINT" if self.factor else TYPES[self.type]

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

    def _bound(self, value: str | float) -> str:
        if self.type in ("date", "datetime"):
            return f"{self.sql_type} {_quote(str(value))}"
        return str(float(value) * (self.factor or 1))


def _quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
