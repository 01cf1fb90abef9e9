"""Small homes for tests: the committed ones, copies to edit, and new ones from a few rows.

The tiny home is a township nobody else knows, small enough to count by hand:

    白杨乡 620999101, its own matters …000, villages 东湾 …201, 西沟 …202, 南坪 …203 and 北坡 …204,
    which has nothing at all; two grids in 东湾, one in 西沟; ledgers of 2023 and 2024.
"""

import csv
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
from filelock import FileLock

from engine.figures import of_places
from engine.ledgers import contract
from engine.ledgers.home import DEFAULTS, Home, cache_folder
from engine.snapshot import questions, warehouse
from engine.snapshot.questions import Scope, ask

DATA = Path(__file__).resolve().parent / "data"
TINY, ONE_VILLAGE, EMPTY = (Home(DATA / name) for name in ("tiny", "one_village", "empty"))
TOWNSHIP = "620999101"
OWN, EAST, WEST, SOUTH, NORTH = (TOWNSHIP + end for end in ("000", "201", "202", "203", "204"))
PLACES = [
    {"code": TOWNSHIP, "name": "白杨乡", "level": "乡", "parent": "620999"},
    {"code": EAST, "name": "东湾村", "level": "村", "parent": TOWNSHIP},
    {"code": WEST, "name": "西沟村", "level": "村", "parent": TOWNSHIP},
]
CONTRACT = contract.load(DEFAULTS / "datapackage.json")
_FILLER = {"date": "2024-03-05", "datetime": "2024-03-05 09:30", "integer": "0", "number": "0", "string": "无"}


def make_home(
    folder: Path,
    ledgers: dict[str, list[dict]],
    *,
    places: list[dict] = PLACES,
    targets: Iterable[dict] = (),
    **tables: list[dict],
) -> Home:
    """A home with these rows. A ledger is named `petitions`, or `petitions/2024.csv` where the file matters.

    Rows have the contract's English columns; what a ledger row requires and does not say is filled in.
    """
    for name, rows in {"places": places, "targets": targets, **tables}.items():
        write(folder / f"{name}.csv", name, rows)
    (folder / "ledgers").mkdir(exist_ok=True)
    for name, rows in ledgers.items():
        ledger, _, file = name.partition("/")
        write(folder / "ledgers" / ledger / (file or f"{ledger}.csv"), ledger, [filled(ledger, **row) for row in rows])
    return Home(folder)


def write(path: Path, table: str, rows: Iterable[dict], encoding: str = "utf-8-sig") -> Path:
    """A CSV file in the contract's shape."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = CONTRACT[table].fields
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(
            [[f.name for f in fields], *([row.get(f.column, "") for f in fields] for row in rows)]
        )
    return path


def filled(ledger: str, **cells: object) -> dict:
    """A row of a ledger with something plausible in every required cell that is not given; it lies in 东湾."""
    row = {"place": EAST, **cells}
    for field in CONTRACT[ledger].fields:
        if field.constraints.get("required") and field.column not in row:
            row[field.column] = field.constraints.get("enum", [_FILLER[field.type]])[-1]
    return row


def copy_of(home: Home, folder: Path) -> Home:
    """A copy that a test may edit. The snapshot comes along: what is not edited need not be built again."""
    copy = Home(Path(shutil.copytree(home.path, folder / home.path.name)))
    built = warehouse.current(home).path.parent
    with FileLock(built / "lock"):
        shutil.copytree(built, cache_folder(copy), ignore=shutil.ignore_patterns("lock"))
    return copy


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place where a file says `old`."""
    text = path.read_bytes().decode("utf-8-sig")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode("utf-8-sig"))


def append(path: Path, line: str) -> None:
    """One more line at the end of a file."""
    path.write_bytes(path.read_bytes() + f"{line}\r\n".encode())


def tiny() -> Scope:
    """The whole tiny home, as the township leader sees it."""
    return questions.open_scope(TINY)


def problems(home: Home, ledger: str | None = None) -> list[tuple]:
    """What was left out: (file, line, column, value, reason), None where it does not apply."""
    found = ask("left_out", questions.open_scope(home))
    found = found if ledger is None else found[found["ledger"] == ledger]
    return [tuple(row.values()) for row in records(found.drop(columns="ledger"))]


def figure(scope: Scope, code: str, place: str = TOWNSHIP, as_of: date = date(2024, 12, 31)) -> pd.Series:
    """One figure of one place."""
    found = of_places.figures(scope, place, as_of.year, as_of)
    return found.set_index("code", drop=False).loc[code]


def records(frame: pd.DataFrame) -> list[dict]:
    """Rows as plain values: None for nothing, days as text."""
    return [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value: object) -> object:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return int(value) if isinstance(value, float) and value == int(value) else value
