"""The checks that the contract alone can tell: days that cannot be, days out of order, one matter under two keys.

A column says in datapackage.json what its days mean (`promise`, `ending`, `notBefore`, `rarelyBefore`, `longAgo`), a
ledger by which columns two rows are the same matter (`sameMatter`). Each rule becomes one check like those of
queries/checks; only what is more than columns is a file there.

(docs/decisions.md, "Column rules stand in the contract")
"""

from collections.abc import Iterator

from engine.checks.check import DOUBT, ERROR, Check
from engine.ledgers.contract import Ahead, Field, Resource

_LONG_AGO = "1990-01-01"
_YEAR = 366  # days: a year that is not over in any calendar
_TODAY = "cast($today as date)"


def compiled(resource: Resource) -> list[Check]:
    """The checks of one ledger that its contract tells."""
    days = [field for field in resource.fields if field.type in ("date", "datetime")]
    found = [check for field in days for check in _of_a_day(resource, field)]
    return found + ([_entered_twice(resource)] if resource.same_matter else [])


def _of_a_day(resource: Resource, field: Field) -> Iterator[Check]:
    if field.ahead:
        yield from _too_far_ahead(resource, field, field.ahead)
    else:
        yield _in_future(resource, field)
    yield _long_ago(resource, field)
    if field.not_before:
        yield _too_early(resource, field)
    if field.rarely_before:
        yield _rather_early(resource, field)


def _in_future(resource: Resource, field: Field) -> Check:
    event = field.name.removesuffix("日期")
    unless = "" if field.constraints.get("required") else f"；还没有{event if event else '发生'}的请留空"
    return _rows(
        resource,
        "in_future",
        ERROR,
        [field],
        f"{_day(field)} > {_TODAY}",
        f"是还没有到的日期，请核对年月日后改正{unless}",
    )


def _too_far_ahead(resource: Resource, field: Field, ahead: Ahead) -> Iterator[Check]:
    """Beyond what is usual a doubt, beyond all reason an error; never both."""
    main = resource.field(resource.date_column or "")
    start = _TODAY if ahead.from_today else _day(main)
    since, returned = ("今天", {}) if ahead.from_today else (f"{main.name} {{since}} ", {"since": start})
    looked_at = [field] if ahead.from_today else [field, main]
    days = f"date_diff('day', {start}, {_day(field)})"
    usual, most = ahead.usual_years, ahead.most_years
    unless = "" if field.constraints.get("required") else "；没有定下来的请留空"
    for name, severity, within, said in (
        ("far_ahead", DOUBT, f"{days} > {usual * _YEAR} and {days} <= {most * _YEAR}", f"{usual} 年以上，请核对年份"),
        ("too_far_ahead", ERROR, f"{days} > {most * _YEAR}", f"{most} 年以上，不会有这么久，请改正年份{unless}"),
    ):
        yield _rows(resource, name, severity, looked_at, within, f"比{since}晚 {said}", returned)


def _long_ago(resource: Resource, field: Field) -> Check:
    """A day that is out of order is told so, and not this too."""
    in_order = f" and {_day(field)} >= {_first(resource, field, field.not_before)}" if field.not_before else ""
    return _rows(
        resource,
        "long_ago",
        DOUBT,
        [field],
        f"{_day(field)} < cast('{field.long_ago or _LONG_AGO}' as date){in_order}",
        "是很多年以前的日期，请核对年份有没有填错",
    )


def _too_early(resource: Resource, field: Field) -> Check:
    remedy = "{other} {other_day}，请核对这两个日期，改正填错的一个"
    return _order(resource, field, "too_early", ERROR, field.not_before, f"早于{remedy}")


def _rather_early(resource: Resource, field: Field) -> Check:
    """Where the row is not wrong already."""
    columns, remedy = field.rarely_before or ((), "")
    in_order = f" and {_day(field)} >= {_first(resource, field, field.not_before)}" if field.not_before else ""
    return _order(resource, field, "rather_early", DOUBT, columns, f"早于{{other}} {{other_day}}：{remedy}", in_order)


def _order(
    resource: Resource, field: Field, name: str, severity: str, columns: tuple[str, ...], message: str, more: str = ""
) -> Check:
    """Against the first column that is filled; one that has not come yet is wrong itself, and is told as that."""
    others = [resource.field(column) for column in columns]
    first = _first(resource, field, columns)
    which = [f"when {_day(other)} is not null then '{other.name}'" for other in others]
    returned = {"other": f"case {' '.join(which)} end", "other_day": first}
    condition = f"{_day(field)} < {first} and {first} <= {_TODAY}{more}"
    return _rows(resource, name, severity, [field, *others], condition, message, returned)


def _first(resource: Resource, field: Field, columns: tuple[str, ...]) -> str:
    """SQL: the first of these days that is filled, or the day itself."""
    return f"coalesce({', '.join(_day(resource.field(column)) for column in columns)}, {_day(field)})"


def _rows(
    resource: Resource,
    name: str,
    severity: str,
    looked_at: list[Field],
    condition: str,
    message: str,
    returned: dict[str, str] | None = None,
) -> Check:
    """The rows of a ledger that meet a condition on their own cells, with the columns that the message needs."""
    columns = ", ".join(
        [f'"{resource.key}" as row_id', *(f"{sql} as {alias}" for alias, sql in (returned or {}).items())]
    )
    sql = f'select {columns}\nfrom "{resource.name}"\nwhere place like $place and {condition}'
    return Check(
        f"{resource.name}_{looked_at[0].column}_{name}",
        f"Where is {looked_at[0].column} {name.replace('_', ' ')}?",
        resource.name,
        ("place", *(["today"] if "$today" in sql else [])),
        (resource.name,),
        severity,
        tuple(field.column for field in looked_at),
        message,
        sql,
    )


def _day(field: Field) -> str:
    return f'cast("{field.column}" as date)' if field.type == "datetime" else f'"{field.column}"'


def _entered_twice(resource: Resource) -> Check:
    """Rows that say the same under two keys. Nothing is like nothing: an empty cell is compared as any other."""
    columns, named = resource.same_matter or ((), ())
    compared = {column: f'matters."{column}"' for column in ("place", *columns)}
    if named:
        unnamed = " or ".join(f'matters."{column}" is null' for column in named)
        others = [f.column for f in resource.fields if f.column not in (resource.key, *compared)]
        text = " || '|' || ".join(f"coalesce(cast(matters.\"{column}\" as varchar), '')" for column in others)
        compared["others"] = f"case when {unnamed} then {text} end"
    given = ", ".join(f'{sql} as "{name}"' for name, sql in compared.items())
    same = " and ".join(f'{sql} is not distinct from alike."{name}"' for name, sql in compared.items())
    key, table = f'matters."{resource.key}"', f'"{resource.name}" as matters'
    sql = f"""with alike as (
    select {given}, min({key}) as first_id, max({key}) as last_id
    from {table}
    where matters.place like $place
    group by {", ".join(compared.values())}
    having count(*) > 1
)

select {key} as row_id, case when {key} = alike.first_id then alike.last_id else alike.first_id end as other
from {table}
inner join alike on {same}
where matters.place like $place"""
    return Check(
        f"{resource.name}_entered_twice",
        "Which rows look like the same matter under two keys?",
        resource.name,
        ("place",),
        (resource.name,),
        DOUBT,
        (resource.key or "", *columns),
        f"与编号 {{other}} 的{_listed([resource.field(column).name for column in columns])}都相同，可能录了两次："
        "重复的请删去一行，确是两件的请在备注里写明",
        sql,
    )


def _listed(names: list[str]) -> str:
    """日期、种类和主题"""
    return f"{'、'.join(names[:-1])}和{names[-1]}" if len(names) > 1 else names[0]
