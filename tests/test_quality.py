"""What the checks find in a home as it stands: in the order of the ledgers, within a place, masked, in words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine import checks, quality, questions
from engine.home import DEFAULTS, Home
from engine.questions import Scope
from tests.homes import EAST, OWN, PLACES, TOWNSHIP, WEST, make_home, records
from tests.test_pages import opened, unfolded, words

HOME = {
    "officers": [{"row_id": "RY1", "place": OWN, "name": "张小三", "certified_on": "2023-01-01"}],
    "trainings": [{"row_id": "PX1", "place": OWN, "officer": "RY1", "person": "李小四"}],
    "river_chiefs": [{"row_id": "HZ1", "place": OWN, "level": "乡级", "since": "2023-01-01"}],
    "river_patrols": [
        {"row_id": "XH1", "chief": "HZ1", "level": "乡级"},
        {"row_id": "XH2", "chief": "HZ2", "level": "乡级", "patrolled_at": "2024-03-06 23:30"},
    ],
    "petitions/1.csv": [
        {"row_id": "A1", "accepted_on": "2024-03-06", "closed_on": "2024-03-05", "registered_on": "2024-03-01"},
        {"row_id": "A2", "place": WEST, "rating": "满意"},
        {"row_id": "A3", "place": WEST, "rating": "满意"},
    ],
    "petitions/2.csv": [{"row_id": "A3", "place": EAST}],
}
ERROR, DOUBT = checks.ERROR, checks.DOUBT
FOUND = [
    ("trainings", "PX1", "trainings_of_another_person", DOUBT),
    ("river_patrols", "XH2", "patrols_chief_unknown", ERROR),
    ("river_patrols", "XH2", "patrols_at_night", DOUBT),
    ("petitions", "A1", "petitions_closed_before_accepted", ERROR),
    ("petitions", "A2", "petitions_rated_without_closing", DOUBT),
    ("petitions", "A3", "any_key_reused", DOUBT),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    return make_home(tmp_path_factory.mktemp("home"), HOME, places=PLACES)


@pytest.fixture(scope="module")
def scope(home) -> Scope:
    return questions.open_scope(home)


def found(scope: Scope, place: str = TOWNSHIP, ledger: str | None = None) -> list[tuple]:
    frame = checks.found(scope, place, ledger)
    return list(frame[["ledger", "row_id", "check", "severity"]].itertuples(index=False, name=None))


def test_findings_come_by_ledger_with_errors_first(scope):
    assert found(scope) == FOUND
    assert found(scope, ledger="petitions") == FOUND[3:]


def test_a_finding_says_where_it_is_what_stands_there_and_what_to_do(scope):
    assert records(checks.found(scope, TOWNSHIP, "petitions"))[0] == {
        "ledger": "petitions",
        "row_id": "A1",
        "place": EAST,
        "source_file": "ledgers/petitions/1.csv",
        "line": 2,
        "column": "办结日期",
        "value": "2024-03-05",
        "severity": ERROR,
        "check": "petitions_closed_before_accepted",
        "said": "早于受理日期 2024-03-06，请核对这两个日期，改正填错的一个",
    }


def test_a_village_has_its_own_findings_and_is_held_to_its_townships_lists(scope):
    """XH1 names a chief of the township itself: known, though not a row of the village."""
    assert found(scope, EAST) == [FOUND[1], FOUND[2], FOUND[3], FOUND[5]]
    assert found(scope, WEST) == [FOUND[4]]


def test_names_are_masked_like_everywhere(scope):
    value, unmasked = (
        checks.found(reader, TOWNSHIP, "trainings")["value"].iloc[0]
        for reader in (scope, replace(scope, unmasked=True))
    )
    assert (value, unmasked) == ("李**", "李小四")


def test_a_check_that_reads_a_ledger_the_reader_may_not_see_is_left_out(scope):
    reader = replace(scope, ledgers=frozenset({"river_patrols", "trainings"}))
    assert found(reader) == [FOUND[2]]


def test_findings_are_counted_for_each_check_also_beyond_those_that_are_listed(scope):
    counted = records(checks.counts(scope, TOWNSHIP, "river_patrols"))
    assert counted == [
        {"ledger": "river_patrols", "check": "patrols_at_night", "severity": DOUBT, "row_count": 1},
        {"ledger": "river_patrols", "check": "patrols_chief_unknown", "severity": ERROR, "row_count": 1},
    ]
    assert checks.found(scope, TOWNSHIP, most=0).empty


def test_the_home_decides_which_day_has_not_come_yet(tmp_path):
    ahead = {"row_id": "A", "held_on": "2024-03-06"}
    fixed = [{"parameter": "today", "value": "2024-03-05"}]
    one = make_home(tmp_path, {"risk_reviews": [ahead]}, places=PLACES, parameters=fixed)
    scope = questions.open_scope(one)
    assert questions.today(scope) == date(2024, 3, 5)
    assert found(scope) == [("risk_reviews", "A", "any_in_future", ERROR)]


def test_findings_in_words(scope):
    counted = checks.counts(scope, TOWNSHIP)
    assert quality.said(counted) == "错误 2 处，疑点 4 处"
    assert quality.said(counted[counted["severity"] == "?"]) == "没有"
    ledgers = questions.ledgers(scope).values()
    assert quality.by_ledger(counted, ledgers)[["台账", ERROR, DOUBT]].to_numpy().tolist() == [
        ["信访", 1, 2],
        ["河长巡河", 1, 1],
        ["培训考试", 0, 1],
    ]
    listed = quality.listed(scope, TOWNSHIP, "petitions", {EAST: "东湾", WEST: "西沟"}).rows
    assert listed[["级别", "编号", "区划", "行号"]].to_numpy().tolist() == [
        ["✕ 错误", "A1", "东湾", 2],
        ["◆ 疑点", "A2", "西沟", 3],
        ["◆ 疑点", "A3", "东湾", 2],
    ]
    assert quality.of_row(scope, TOWNSHIP, "petitions", "A1") == [
        "✕ 错误：“办结日期”“2024-03-05”早于受理日期 2024-03-06，请核对这两个日期，改正填错的一个。"
    ]


def test_the_page_lists_the_findings_of_a_ledger_and_of_all_of_them_when_asked(home, monkeypatch):
    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    app = opened("ledgers", ledger="信访", year="2024", row="A1")
    assert not app.exception
    headers = [header.value for header in app.header]
    assert "信访台账里对不上的地方：错误 1 处，疑点 2 处" in headers
    assert any("早于受理日期 2024-03-06" in text.value for text in app.text)
    assert "各台账里对不上的地方" not in words(app)
    app = unfolded(app, "quality")
    assert any(text.value.endswith("各台账里对不上的地方：错误 2 处，疑点 4 处") for text in app.text)


def test_the_demonstration_has_no_errors_and_these_doubts():
    scope = questions.open_scope(Home(Path(DEFAULTS)))
    assert found(scope, scope.place) == [
        ("river_patrols", "XH-2025-0030", "patrols_in_two_places_at_once", DOUBT),
        ("river_patrols", "XH-2025-0031", "patrols_in_two_places_at_once", DOUBT),
        ("publicity_events", "PF-2024-0006", "publicity_without_people", DOUBT),
        ("publicity_events", "PF-2025-0005", "publicity_without_people", DOUBT),
    ]
