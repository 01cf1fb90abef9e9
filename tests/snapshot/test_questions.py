"""`ask` is the only way in: it refuses what a reader may not see and never mixes readers, homes or states."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from engine.figures import matters
from engine.ledgers.home import HomeError
from engine.snapshot import questions
from engine.snapshot.questions import LedgerOutsideScope, PlaceOutsideScope, ask
from tests.homes import (
    EAST,
    EMPTY,
    NORTH,
    ONE_VILLAGE,
    OWN,
    TINY,
    TOWNSHIP,
    WEST,
    copy_of,
    edit,
    figure,
    make_home,
    records,
    tiny,
)

YEAR = {"from_day": date(2024, 1, 1), "as_of": date(2024, 12, 31)}


def village_rows(scope, **where) -> list[str]:
    return list(ask("rows", scope, indicator="patrols_village", most=100, **YEAR, **where)["row_id"])


def test_the_leader_sees_the_whole_home_masked():
    scope = tiny()
    assert (scope.home, scope.place, scope.unmasked, scope.ledgers) == (TINY, TOWNSHIP, False, None)
    assert questions.open_scope(EMPTY).place == "620999103"


def test_two_townships_in_one_home_are_seen_from_what_they_share(tmp_path):
    places = [{"code": code, "name": code, "level": "乡", "parent": code[:6]} for code in ("620999101", "620998101")]
    assert questions.open_scope(make_home(tmp_path, {}, places=places)).place == "62099"


@pytest.mark.parametrize("place", [WEST, TOWNSHIP, "620999", "", "62099910120"])
def test_a_place_outside_the_scope_is_refused(place):
    village = tiny().narrowed(EAST)
    with pytest.raises(PlaceOutsideScope, match="无权查看区划"):
        ask("places", village, place=place)
    with pytest.raises(PlaceOutsideScope):
        village.narrowed(place)


@pytest.mark.parametrize("place", ["620999101999", "6209991012", f"{TOWNSHIP}%", f"{TOWNSHIP}___", f"{EAST}009"])
def test_a_place_that_does_not_exist_is_refused(place):
    with pytest.raises(PlaceOutsideScope, match="区划表里没有"):
        ask("places", tiny(), place=place)


def test_a_narrowed_reader_gets_only_what_lies_within():
    scope = tiny()
    assert village_rows(scope) == [
        "XH-2024-008",
        "XH-2024-004",
        "XH-2024-009",
        "XH-2024-005",
        "XH-2024-006",
        "XH-2024-007",
    ]
    assert village_rows(scope.narrowed(WEST)) == village_rows(scope, place=WEST) == ["XH-2024-008", "XH-2024-009"]
    assert village_rows(scope.narrowed(f"{EAST}001")) == ["XH-2024-007"]
    assert village_rows(scope.narrowed(NORTH)) == []


def test_an_answer_for_one_reader_never_serves_another():
    leader = tiny()
    readers = [leader, leader.narrowed(EAST), replace(leader, unmasked=True), leader]
    asked = [
        ask("ledger_row", reader, ledger="petitions", row_id="XF-2023-001")["cells"].iloc[0].split("\x1f")[5:8]
        for reader in readers
    ]
    masked = ["张**", "139****78", "110*************2X"]
    assert asked == [masked, masked, ["张三丰", "13912345678", "11010519491231002X"], masked]


def test_a_caller_cannot_unmask_by_parameter():
    row = ask("ledger_row", tiny(), ledger="petitions", row_id="XF-2023-001", unmasked=True)
    assert "13912345678" not in row["cells"].iloc[0]


def test_a_search_cannot_guess_at_masked_data():
    wide = {"ledger": "petitions", "from_day": date(2000, 1, 1), "to_day": date(2100, 1, 1)}
    found = {
        text: int(ask("ledger_size", tiny(), search=text, **wide)["row_count"].iloc[0])
        for text in ("", "1391234", "张三丰", "张**", "草场")
    }
    assert found == {"": 5, "1391234": 0, "张三丰": 0, "张**": 1, "草场": 1}


@pytest.mark.parametrize("given", [{"plaice": 1}, {"year": 2024, "colour": "red"}, {}, {"year": 2024, "home": "/"}])
def test_an_unknown_or_missing_parameter_is_a_type_error(given):
    with pytest.raises(TypeError, match="targets takes"):
        ask("targets", tiny(), **given)


def test_a_parameter_is_a_value_and_never_sql():
    assert village_rows(tiny(), place=TOWNSHIP) != []
    injected = ask("ledger_row", tiny(), ledger="petitions", row_id="x' OR '1'='1")
    assert injected.empty


def test_a_ledger_outside_the_scope_is_refused():
    reader = replace(tiny(), ledgers=frozenset({"petitions"}))
    wide = {"from_day": date(2000, 1, 1), "to_day": date(2100, 1, 1), "search": ""}
    assert ask("ledger_size", reader, ledger="petitions", **wide)["row_count"].iloc[0] == 5
    with pytest.raises(LedgerOutsideScope):
        ask("ledger_size", reader, ledger="problems", **wide)
    assert list(questions.ledgers(reader)) == ["petitions"]


def test_a_page_may_change_the_frame_it_was_given():
    taken = ask("places", tiny())
    taken["name"] = "改"
    taken["extra"] = 1
    again = ask("places", tiny())
    assert "改" not in set(again["name"])
    assert "extra" not in again


def test_the_catalogue_knows_the_ledgers_and_limits_behind_each_indicator():
    rows = questions.catalogue(tiny()).set_index("code")
    fed = {
        code: (rows.loc[code, "ledgers"], rows.loc[code, "rules"])
        for code in ("patrols_village", "patrol_problems_per_100", "petitions_closed_on_time")
    }
    assert fed == {
        "patrols_village": (("river_patrols",), ()),
        "patrol_problems_per_100": (("problems", "river_patrols"), ()),
        "petitions_closed_on_time": (("petitions",), ("petition_close",)),
    }


def test_a_home_brings_its_own_parameters_or_takes_the_usual_ones(tmp_path):
    usual = questions.parameters(tiny())
    assert {name: usual[name] for name in ("training_hours", "near_days", "smallest_sample")} == {
        "training_hours": "30",
        "near_days": "5",
        "smallest_sample": "5",
    }
    home = make_home(
        tmp_path,
        {},
        parameters=[{"parameter": "near_days", "value": "9"}, {"parameter": "today", "value": "2024-07-01"}],
    )
    scope = questions.open_scope(home)
    assert questions.parameters(scope)["near_days"] == "9"
    assert questions.today(scope) == date(2024, 7, 1)


def test_what_is_true_of_the_demonstration_alone_is_no_default():
    assert "notice" not in questions.parameters(tiny())
    assert questions.today(tiny()) == date.today()


def test_a_folder_that_is_no_home_is_refused_with_what_is_missing(tmp_path):
    (tmp_path / "ledgers").mkdir()
    (tmp_path / "targets.csv").write_text("", encoding="utf-8")
    said = f"“{tmp_path.name}”不是可用的数据目录：缺少 places.csv。请补上，或用环境变量 LEDGER_HOME 指向正确的目录。"
    with pytest.raises(HomeError, match=said):
        questions.open_scope(questions.Home(tmp_path))


def test_editing_the_number_of_days_moves_due_dates_and_figures_with_no_code(tmp_path):
    """60 days: 2024-01-10 → 03-10 and 02-10 → 04-10, one of two in time. 45 days: 02-24 and 03-26, none in time."""

    def due(scope) -> dict:
        found = matters.matters(scope, scope.place, 2024, date(2024, 12, 31))
        return {r["row_id"]: r["due_on"] for r in records(found[found["rule"] == "petition_close"])}

    before = questions.open_scope(TINY)
    home = copy_of(TINY, tmp_path)
    (home.path / "deadlines.csv").write_bytes(TINY.file("deadlines.csv").read_bytes())
    edit(home.path / "deadlines.csv", "petition_close,信访办结,60,", "petition_close,信访办结,45,")
    after = questions.open_scope(home)
    assert due(before) == {
        "XF-2023-001": "2023-12-09",
        "XF-2024-001": "2024-03-10",
        "XF-2024-002": "2024-04-10",
        "XF-2024-004": "2025-02-23",
    }
    assert due(after) == {
        "XF-2023-001": "2023-11-24",
        "XF-2024-001": "2024-02-24",
        "XF-2024-002": "2024-03-26",
        "XF-2024-004": "2025-02-08",
    }
    assert [figure(scope, "petitions_closed_on_time")["value"] for scope in (before, after)] == [50, 0]


def test_places_are_known_by_name_within_the_scope():
    assert questions.known_places(tiny().narrowed(EAST)) == {
        EAST: "东湾村",
        f"{EAST}001": "东湾一网格",
        f"{EAST}002": "东湾二网格",
    }
    assert list(questions.known_places(questions.open_scope(ONE_VILLAGE))) == [
        "620999102",
        "620999102000",
        "620999102201",
    ]
    assert questions.known_places(tiny())[OWN] == "乡本级"


def test_years_beyond_the_published_calendar_are_told(tmp_path):
    far = make_home(tmp_path, {"risk_reviews": [{"row_id": "A", "held_on": "2040-01-01"}]})
    assert {2040, 2041, 2042} <= set(questions.unknown_years(questions.open_scope(far)))
    assert 2024 not in questions.unknown_years(tiny())


def test_an_empty_answer_is_an_empty_frame():
    assert isinstance(ask("rows", tiny(), indicator="venues_bookcorners", most=5, **YEAR), pd.DataFrame)
    assert village_rows(tiny(), place=NORTH) == []
