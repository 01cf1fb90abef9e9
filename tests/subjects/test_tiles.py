"""What a tile says beside its number: the change against last year, whether it is good, and the months of both years."""

from datetime import date
from pathlib import Path

import pytest

from engine.figures.view import View
from engine.ledgers.places import Place
from engine.snapshot import questions
from engine.subjects import tiles, warnings
from tests.homes import OWN, TOWNSHIP, make_home

DAY = date(2024, 4, 15)
TESTED = {"place": OWN, "kind": "检测", "due_heads": 10}
PETITION = {"place": OWN, "class": "申诉求决", "kind": "来访"}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """Animals: 5 of 10 in March 2023, 8 of 10 in January and 9 of 10 in March 2024; two petitions, then three; a drill each."""
    animals = [("2023-03-05", 5), ("2024-01-05", 8), ("2024-03-05", 9)]
    came = ["2023-01-09", "2023-02-01", "2024-01-09", "2024-02-01", "2024-04-01"]
    ledgers = {
        "animal_health": [
            {"row_id": f"D{n}", "held_on": day, "done_heads": done, **TESTED} for n, (day, done) in enumerate(animals)
        ],
        "petitions": [{"row_id": f"X{n}", "registered_on": day, **PETITION} for n, day in enumerate(came)],
        "safety_activities": [
            {"row_id": f"Y{year}", "held_on": f"{year}-02-05", "kind": "应急演练", "place": OWN}
            for year in (2023, 2024)
        ],
    }
    home = make_home(tmp_path_factory.mktemp("home"), ledgers)
    return View(questions.open_scope(home), Place(TOWNSHIP), 2024, DAY)


@pytest.mark.parametrize(
    ("code", "value", "change", "better"),
    [
        ("animal_tested", "85%", "↑ 35 个百分点", True),  # 17 of 20 beside 5 of 10
        ("petitions_received", "3 件", "↑ 1 件", None),  # that people come is neither good nor bad
        ("safety_drills", "1 场次", "与上年同期持平", None),
        ("patrols_township", "无数据", "", None),
    ],
)
def test_a_tile_says_the_change_against_the_same_day_of_last_year_and_whether_it_is_good(
    view, code, value, change, better
):
    tile = tiles.of_figure(view, view.figure(code), "")
    assert (tile.value, tile.change, tile.better) == (value, change, better)


def test_a_tile_carries_the_months_so_far_and_those_of_the_year_before(view: View) -> None:
    tile = tiles.of_figure(view, view.figure("petitions_received"), "")
    assert tile.line == (1.0, 1.0, 0.0, 1.0)
    assert tile.line_before == (1.0, 1.0, *[0.0] * 10)
    gaps = tiles.of_figure(view, view.figure("animal_tested"), "")
    assert (gaps.line, gaps.line_before) == ((80.0, None, 90.0), (None, None, 50.0))


def test_fewer_matters_over_their_limit_than_last_year_is_good(tmp_path: Path) -> None:
    taken = {**PETITION, "registered_on": "2023-01-02", "accepted_on": "2023-01-02", "notified_on": "2023-01-02"}
    rows = [
        {"row_id": "X0", **taken, "closed_on": "2023-01-05"},
        {"row_id": "X1", **taken, "closed_on": "2023-12-01"},
        {"row_id": "X2", **taken, "closed_on": "2023-12-01"},
        {"row_id": "X3", **taken},
    ]
    scope = questions.open_scope(make_home(tmp_path, {"petitions": rows}))
    late, near, *_ = warnings.warnings(View(scope, Place(TOWNSHIP), 2024, DAY)).tiles
    assert (late.label, late.value, late.change, late.better) == ("超期", "1 件", "↓ 2 件", True)
    assert (near.label, near.value) == ("临期", "0 件")
