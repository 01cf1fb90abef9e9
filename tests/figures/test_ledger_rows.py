"""`rows` beside a figure is the number of rows a reader then sees: for every indicator, place and day."""

from datetime import date

import pytest

from engine.snapshot import questions
from engine.snapshot.questions import ask
from tests.generated import generated_home
from tests.homes import EAST, TOWNSHIP, WEST, figure, make_home

DAYS = {0: (date(2023, 1, 1), date(2024, 12, 31)), 1: (date(2024, 6, 30), date(2024, 7, 1)), 2: (date(2025, 5, 5),)}


def listed(scope, place, code, as_of):
    at = {"place": place, "indicator": code, "from_day": date(as_of.year, 1, 1), "as_of": as_of}
    sums = ask("row_sums", scope, **at)["row_count"].sum()
    rows = ask("rows", scope, **at, most=10_000)
    assert len(rows) == len(rows[["ledger", "row_id"]].drop_duplicates()) == sums
    return len(rows)


@pytest.mark.slow
@pytest.mark.parametrize("seed", DAYS)
def test_the_rows_beside_every_figure_are_those_the_reader_sees(tmp_path, seed):
    scope = questions.open_scope(generated_home(tmp_path, seed))
    codes = list(questions.catalogue(scope)["code"])
    for as_of in DAYS[seed]:
        for place in (TOWNSHIP, WEST):
            found = ask("levels", scope, place=place, width=len(place), from_day=date(as_of.year, 1, 1), as_of=as_of)
            counted = dict(zip(found["indicator"], found["row_count"], strict=True))
            told = {code: counted.get(code, 0) for code in codes}
            assert told == {code: listed(scope, place, code, as_of) for code in codes}, (place, as_of)


def test_one_row_stands_for_each_officer_and_one_committee_for_each_covered_village(tmp_path):
    officers = [
        {"row_id": "old", "name": "赵一", "certified_on": "2020-01-01", "expires_on": "2024-05-31"},
        {"row_id": "new", "name": "赵一", "certified_on": "2024-05-01", "expires_on": ""},
        {"row_id": "left", "name": "钱二", "certified_on": "2020-01-01", "expires_on": "2024-02-29"},
        {"row_id": "here", "name": "孙三", "certified_on": "2024-03-01", "expires_on": ""},
    ]
    committees = [
        {"row_id": "A", "place": EAST, "established_on": "2020-01-01", "dissolved_on": "2024-03-31"},
        {"row_id": "B", "place": EAST, "established_on": "2024-01-01", "dissolved_on": ""},
        {"row_id": "C", "place": EAST, "established_on": "2024-02-01", "dissolved_on": ""},
    ]
    hours = [{"row_id": "T", "kind": "法律知识培训", "officer": "here", "held_on": "2024-03-05", "hours": "8"}]
    home = make_home(tmp_path, {"officers": officers, "mediation_committees": committees, "trainings": hours})
    scope = questions.open_scope(home)
    assert figure(scope, "officers_certified")["row_count"] == 2
    assert (figure(scope, "officers_trained")["denominator"], figure(scope, "officers_trained")["row_count"]) == (2, 2)
    at = {"place": TOWNSHIP, "from_day": date(2024, 1, 1), "as_of": date(2024, 12, 31), "most": 99}
    rows = ask("rows", scope, indicator="committees_cover", **at)
    # two villages, and for the covered one the committee that stands for it on the day
    assert sorted(rows["row_id"]) == sorted([EAST, WEST, "B"])
    assert figure(scope, "committees_cover")["row_count"] == 3
    files = ask("figure_sources", scope, indicator="officers_trained", **{key: at[key] for key in at if key != "most"})
    assert files["row_count"].sum() == 2
