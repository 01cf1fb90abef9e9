"""Bars of open matters: what is late, what soon will be, and the rest."""

import json
from datetime import date
from pathlib import Path

from engine.charts.palette import LIGHT
from engine.figures.view import View
from engine.ledgers.places import Place
from engine.snapshot import questions
from engine.subjects.open_bars import open_bar
from engine.subjects.warnings import warnings
from tests.homes import EAST, TOWNSHIP, make_home

PETITION = {"place": EAST, "class": "申诉求决", "kind": "来访"}


def test_a_bar_says_what_of_it_is_late_and_what_soon_will_be():
    said = [open_bar("甲村", *counted, "件").text for counted in ((6, 1, 2), (2, 2, 0), (3, 0, 0))]
    assert said == ["6 件，其中超期 1 件、临期 2 件", "2 件，其中超期 2 件", "3 件"]


def test_the_parts_of_a_bar_add_up_to_it():
    bar = open_bar("甲村", 6, 1, 2, "件")
    assert [(part.amount, part.status) for part in bar.parts] == [(1, "超期"), (2, "临期"), (3, "")]


def test_a_place_with_one_matter_overdue_and_one_soon_due_is_half_red(tmp_path: Path) -> None:
    days = {"X1": "2024-01-02", "X2": "2024-02-20"}  # the law's 60 days end on 2 March and on 20 April
    rows = [
        {"row_id": row_id, **PETITION, **dict.fromkeys(("registered_on", "accepted_on", "notified_on"), day)}
        for row_id, day in days.items()
    ]
    rows.append({"row_id": "X0", **PETITION, "registered_on": "2024-01-02", "accepted_on": "2024-01-02"})
    rows[-1] |= {"notified_on": "2024-01-03", "closed_on": "2024-01-05"}  # the ends of petitions are written down
    scope = questions.open_scope(make_home(tmp_path, {"petitions": rows}))
    drawn = warnings(View(scope, Place(TOWNSHIP), 2024, date(2024, 4, 15))).place_name
    assert drawn.said.endswith(" 2 件，其中超期 1 件、临期 1 件")
    achieved = next(trace for trace in json.loads(drawn.chart)["data"] if trace["name"] == "achieved")
    assert (achieved["x"], achieved["marker"]["color"]) == ([1, 1], [LIGHT.red, LIGHT.amber])
