"""Homes made by chance from the contract: every ledger, every column, cells left empty, days that contradict each other."""

import random
from datetime import date, timedelta
from pathlib import Path

from engine.ledgers.home import Home
from tests.homes import CONTRACT, EAST, OWN, PLACES, TOWNSHIP, WEST, make_home

GRIDS = (EAST + "001", EAST + "002", WEST + "001")
FIRST = date(2022, 12, 20)
SPAN = 1_000  # days from FIRST to the last day that is written down
PEOPLE = ("赵一", "钱二", "孙三")
_PLACES = [
    {**place, "opened_on": "2020-01-01", "closed_on": "2024-06-30" if place["code"] == WEST else ""} for place in PLACES
]


def generated_home(folder: Path, seed: int, rows: int = 25) -> Home:
    """A township of two villages, one of which ends, with `rows` rows in every ledger."""
    rng = random.Random(seed)
    places = [*_PLACES, {"code": OWN, "name": "乡本级", "level": "乡本级", "parent": TOWNSHIP}]
    places += [{"code": code, "name": f"网格{code[-6:]}", "level": "网格", "parent": code[:12]} for code in GRIDS]
    ledgers = {
        resource.name: [_row(rng, resource, n) for n in range(rows)]
        for resource in CONTRACT.values()
        if resource.is_ledger
    }
    return make_home(folder, ledgers, places=places)


def _row(rng: random.Random, resource, number: int) -> dict:
    row = {field.column: _cell(rng, field) for field in resource.fields}
    row |= {"row_id": f"{resource.name}-{number}", "place": rng.choice([OWN, EAST, WEST, *GRIDS])}
    row |= {key: f"officers-{rng.randrange(25)}" for key in ("officer",) if key in row}
    row |= {key: f"river_chiefs-{rng.randrange(25)}" for key in ("chief",) if key in row}
    return row | (
        {"name": rng.choice(PEOPLE), "unit": rng.choice(["执法队", ""])} if resource.name == "officers" else {}
    )


def _cell(rng: random.Random, field) -> str:
    limits = field.constraints
    if not limits.get("required") and rng.random() < 0.4:
        return ""
    if "enum" in limits:
        return rng.choice(limits["enum"])
    if field.type in ("date", "datetime"):
        day = FIRST + timedelta(rng.randrange(SPAN))
        return f"{day}{' 09:30' if field.type == 'datetime' else ''}"
    if field.type in ("integer", "number"):
        return str(rng.choice([0, 1, 8, 30]))
    if field.column == "grid":
        return rng.choice(GRIDS)
    return "" if "pattern" in limits else rng.choice(PEOPLE)
