"""The one way in for reads: `ask` a question of queries/answers within what the reader may see.

(docs/decisions.md, "One way in for reads")
"""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import duckdb
import pandas as pd

from engine.ledgers import contract, places
from engine.ledgers.contract import Resource
from engine.ledgers.faults import QueryError, SaidError
from engine.ledgers.home import Home, HomeError
from engine.snapshot import query_files, warehouse
from engine.snapshot.caching import cached
from engine.words import excerpts

_NAMED = 3  # faults of places.csv
_OF_THE_QUERY = (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError)


class PlaceOutsideScope(SaidError):
    """A place that is not the reader's to see, or that does not exist: the reader must choose another."""


class LedgerOutsideScope(SaidError):
    """A ledger that is not the reader's to see: the reader must choose another, or ask for it."""


@dataclass(frozen=True)
class Scope:
    """What one reader may see: of which home, from which place code downwards, which ledgers, personal data or not.

    `snapshot` pins every answer of one page load to the same state of the ledgers.
    """

    home: Home
    place: str
    snapshot: str
    unmasked: bool = False
    ledgers: frozenset[str] | None = None

    def narrowed(self, place: str) -> "Scope":
        """The same reader, restricted to one of the places they may see."""
        _refuse_outside(self, place)
        return replace(self, place=place)


def open_scope(home: Home) -> Scope:
    """The whole home as its ledgers are now, personal data masked: the township leader, until accounts exist.

    Raises HomeError with a message for the screen if the folder cannot be a home.
    """
    snapshot = warehouse.current(home)
    everything = Scope(home, "", snapshot.id)
    codes = list(_setting(everything, "roots")["code"])
    if not codes:
        faults = _faults(everything)
        told = [f"第 {line:.0f} 行：{reason}" if line == line else reason for line, reason in faults[:_NAMED]]
        cut = excerpts.bracketed(len(told), len(faults))
        raise HomeError(f"“{home.path.name}”的 places.csv 里没有一行读得懂，看板打不开{cut}。{'；'.join(told)}。")
    return replace(everything, place=os.path.commonprefix(codes))  # noqa: RUF071  codes, not paths


def _faults(scope: Scope) -> list[tuple[float, str]]:
    """Line (not a number: the whole file) and reason of what is wrong with places.csv."""
    rows = _setting(scope, "places_left_out")
    return list(zip(rows["line"].astype(float), rows["reason"], strict=True))


def is_ready(home: Home) -> bool:
    """Whether `open_scope` answers at once; a page says so to its reader where it does not."""
    return warehouse.is_open(home)


def ask(name: str, scope: Scope, **parameters: object) -> pd.DataFrame:
    """The answer to `queries/answers/<name>.sql` as a frame; its header says the columns and the grain.

    `place` is a code the reader may see (default: all they may see) and means all that lies in it; with `own` only what
    lies in it and in no place below: in a village and none of its grids. Every other parameter is the query's own.
    Raises PlaceOutsideScope, LedgerOutsideScope, QueryError, SnapshotGone; TypeError for a parameter the query does not have.
    """
    place, own = str(parameters.pop("place", scope.place)), bool(parameters.pop("own", False))
    _refuse_outside(scope, place)
    named = [str(parameters["ledger"])] if "ledger" in parameters else []
    _refuse_closed(scope, [*named, *query_files.reads("answers", name)])
    return _answer(name, scope, place, tuple(sorted(parameters.items())), own).copy(deep=False)


def ask_check(
    name: str, sql: str, scope: Scope, *, reads: Sequence[str], parameters: Sequence[str], place: str | None = None
) -> pd.DataFrame:
    """The wrong or doubtful rows that the `sql` of a check returns: row_id, and what its message needs.

    `place` and what is raised are those of `ask`; `reads` are the tables and `parameters` the names that the check says.
    """
    place = scope.place if place is None else place
    _refuse_outside(scope, place)
    _refuse_closed(scope, [table for table in reads if table not in query_files.OF_ALL_LEDGERS])
    given = checked_with(scope)
    rows = _checked(name, sql, scope, place, tuple((each, given[each]) for each in parameters if each in given))
    every_ledger = "ledger" in rows and scope.ledgers is not None
    return rows[rows["ledger"].isin(scope.ledgers)] if every_ledger else rows.copy(deep=False)


def checked_with(scope: Scope) -> dict[str, object]:
    """What a check may know beside the ledgers: the home's day, and which ledgers are registers."""
    registers = tuple(r.name for r in contract.load(scope.home.file("datapackage.json")).values() if r.register)
    return {"today": today(scope), "registers": registers or ("",)}  # an empty list has no type


@cached(2048)
def _checked(name: str, sql: str, scope: Scope, place: str, bound: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    return _run(scope, "checks", name, sql, {"place": f"{place}%", **dict(bound)})


def _refuse_closed(scope: Scope, ledgers: list[str]) -> None:
    if scope.ledgers is not None and (closed := [ledger for ledger in ledgers if ledger not in scope.ledgers]):
        raise LedgerOutsideScope(f"无权查看台账“{'、'.join(closed)}”")


@cached(2048)
def _answer(
    name: str, scope: Scope, place: str, parameters: tuple[tuple[str, object], ...], own: bool = False
) -> pd.DataFrame:
    """Scope carries home and snapshot, so an answer for one reader or one state can never serve another."""
    sql, wanted = query_files.answer(name)
    bound = dict(parameters)
    given = {"place": place if own else f"{place}%", "unmasked": scope.unmasked}
    if set(bound) - set(wanted) or set(wanted) - set(bound) - set(given):
        raise TypeError(f"{name} takes {sorted(wanted)}, got {sorted(bound)}")
    bound |= {key: value for key, value in given.items() if key in wanted}
    return _run(scope, "answers", name, sql, bound)


def _run(scope: Scope, folder: str, name: str, sql: str, bound: dict[str, object]) -> pd.DataFrame:
    try:
        return _fetch(scope, sql, bound)
    except _OF_THE_QUERY as fault:
        raise QueryError.of(folder, name, fault) from fault
    except duckdb.Error:  # a wrong checksum comes as this very class
        warehouse.forget(scope.home, scope.snapshot)  # the file was damaged under us: build it again
        return _fetch(scope, sql, bound)


def _fetch(scope: Scope, sql: str, bound: dict[str, object]) -> pd.DataFrame:
    # A cursor per query: one connection shared between threads gives wrong rows.
    with warehouse.by_id(scope.home, scope.snapshot).connection.cursor() as cursor:
        return cursor.execute(sql, bound).df()


def _refuse_outside(scope: Scope, place: str) -> None:
    if not place.startswith(scope.place):
        raise PlaceOutsideScope(f"无权查看区划“{place}”")
    if place != scope.place and place not in known_places(scope):
        raise PlaceOutsideScope(f"区划表里没有“{place}”")


@lru_cache(maxsize=16)
def known_places(scope: Scope) -> dict[str, str]:
    """Code → name of every place the reader may see."""
    rows = _answer("places", scope, scope.place, ())
    return dict(zip(rows["code"], rows["name"], strict=True))


@lru_cache(maxsize=4096)
def digits_below(scope: Scope, place: str) -> int:
    """How long the codes one level below a place are; those of a grid where nothing lies below."""
    return min(
        (len(code) for code in known_places(scope) if code.startswith(place) and code != place), default=places.GRID
    )


# (docs/decisions.md, "In no grid")
@lru_cache(maxsize=1024)
def places_below(scope: Scope, place: str, width: int) -> tuple[str, ...]:
    """The codes of `width` digits within a place, and the code of a village itself behind its grids: what lies in none."""
    below = tuple(c for c in known_places(scope) if c.startswith(place) and len(c) == width and c != place)
    return (*below, place) if below and width == places.GRID and len(place) == places.VILLAGE else below


@lru_cache(maxsize=16)
def place_labels(scope: Scope) -> dict[str, str]:
    """The name each place is chosen by: the whole township is 全乡, and two villages of one name are told apart."""
    known = known_places(scope)
    twins = Counter(known.values())
    labels = {code: name if twins[name] == 1 else f"{name} {code}" for code, name in known.items()}
    return labels | ({scope.place: "全乡"} if len(scope.place) == places.TOWNSHIP else {})


@lru_cache(maxsize=64)
def _setting(scope: Scope, name: str) -> pd.DataFrame:
    """One of queries/settings: what is the same for every reader of the home."""
    return _run(scope, "settings", name, query_files.query("settings", name)[0], {})


@lru_cache(maxsize=16)
def catalogue(scope: Scope) -> pd.DataFrame:
    """The indicators in catalogue order, with the ledgers each is fed by and the time limits it rests on (`ledgers`, `rules`: tuples)."""
    ledgers: dict[str, dict[str, None]] = {}  # in their order, each once
    rules: dict[str, list[str]] = {}
    for indicator, ledger, rule in _setting(scope, "feeds").itertuples(index=False, name=None):
        ledgers.setdefault(indicator, {})[ledger] = None
        if isinstance(rule, str):
            rules.setdefault(indicator, []).append(rule)
    rows = _setting(scope, "catalogue")
    return rows.assign(
        ledgers=[tuple(ledgers.get(code, ())) for code in rows["code"]],
        rules=[tuple(rules.get(code, ())) for code in rows["code"]],
    )


@lru_cache(maxsize=16)
def rests_on(scope: Scope) -> dict[str, tuple[tuple[str, str], ...]]:
    """Indicator or time limit → (ledger, part) that must have been entered; `part` as in the table `kept`."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, ledger, part in _setting(scope, "rests_on").itertuples(index=False, name=None):
        found[name] = (*found.get(name, ()), (ledger, part))
    return found


def filled(scope: Scope) -> frozenset[str]:
    """The ledgers that have a row in the home, wherever it lies."""
    return frozenset(_setting(scope, "filled")["ledger"])


@lru_cache(maxsize=64)
def parameters(scope: Scope) -> dict[str, str]:
    """The home's parameters: numbers it may set, and `today` and `notice` where it has them. Nobody changes what is handed out."""
    rows = _setting(scope, "parameters")
    return dict(zip(rows["parameter"], rows["value"], strict=True))


def target_years(scope: Scope) -> list[int]:
    """The years that anything was promised for."""
    return [int(year) for year in _setting(scope, "target_years")["year"]]


def limits(scope: Scope) -> pd.DataFrame:
    """The time limits of the law, as deadlines.csv has them."""
    return _setting(scope, "limits")


def resources(scope: Scope) -> dict[str, Resource]:
    """The contract: every ledger that the reader may see, and the tables beside them, by name."""
    found = contract.load(scope.home.file("datapackage.json"))
    return {name: r for name, r in found.items() if not r.is_ledger or scope.ledgers is None or name in scope.ledgers}


def ledgers(scope: Scope) -> dict[str, Resource]:
    """The contract's ledgers that the reader may see, by name."""
    return {name: r for name, r in resources(scope).items() if r.is_ledger}


# (docs/decisions.md, "A home may set today")
def today(scope: Scope) -> date:
    """The day that counts as today: the clock's, unless the home was taken at a fixed day."""
    fixed = parameters(scope).get("today")
    return date.fromisoformat(fixed) if fixed else date.today()


def unknown_years(scope: Scope) -> tuple[int, ...]:
    """Years on the calendar whose working days are not published yet."""
    return warehouse.by_id(scope.home, scope.snapshot).unknown_years
