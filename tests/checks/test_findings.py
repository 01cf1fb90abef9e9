"""What the checks find in a home as it stands: in the order of the ledgers, within a place, masked, in words."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.checks import findings, ledger_checks
from engine.checks.check import ANY, DOUBT, ERROR, Check
from engine.importing import preview
from engine.ledgers.home import DEFAULTS, Home
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from tests.homes import EAST, OWN, PLACES, TOWNSHIP, WEST, make_home, records
from tests.importing.uploads import sent as sent_as
from tests.screen.test_pages import opened, unfolded, words

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

FOUND = [
    ("trainings", "PX1", "trainings_of_another_person", DOUBT),
    ("river_patrols", "XH2", "patrols_chief_unknown", ERROR),
    ("river_patrols", "XH2", "patrols_at_night", DOUBT),
    ("petitions", "A1", "petitions_closed_on_too_early", ERROR),
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
    frame = ledger_checks.found(scope, place, ledger)
    return list(frame[["ledger", "row_id", "check", "severity"]].itertuples(index=False, name=None))


def test_findings_come_by_ledger_with_errors_first(scope):
    assert found(scope) == FOUND
    assert found(scope, ledger="petitions") == FOUND[3:]


def test_a_finding_says_where_it_is_what_stands_there_and_what_to_do(scope):
    assert records(ledger_checks.found(scope, TOWNSHIP, "petitions"))[0] == {
        "ledger": "petitions",
        "row_id": "A1",
        "place": EAST,
        "source_file": "ledgers/petitions/1.csv",
        "line": 2,
        "column": "办结日期",
        "value": "2024-03-05",
        "severity": ERROR,
        "check": "petitions_closed_on_too_early",
        "said": "早于受理日期 2024-03-06，请核对这两个日期，改正填错的一个",
    }


def test_a_village_has_its_own_findings_and_is_held_to_its_townships_lists(scope):
    """XH1 names a chief of the township itself: known, though not a row of the village."""
    assert found(scope, EAST) == [FOUND[1], FOUND[2], FOUND[3], FOUND[5]]
    assert found(scope, WEST) == [FOUND[4]]


def test_names_are_masked_like_everywhere(scope):
    value, unmasked = (
        ledger_checks.found(reader, TOWNSHIP, "trainings")["value"].iloc[0]
        for reader in (scope, replace(scope, unmasked=True))
    )
    assert (value, unmasked) == ("李**", "李小四")


def test_a_check_that_reads_a_ledger_the_reader_may_not_see_is_left_out(scope):
    reader = replace(scope, ledgers=frozenset({"river_patrols", "trainings"}))
    assert found(reader) == [FOUND[2]]


def test_nothing_is_asked_of_a_ledger_without_rows(tmp_path, monkeypatch):
    asked, rows = set(), Check.rows
    monkeypatch.setattr(Check, "rows", lambda check, *given: asked.add(check.ledger) or rows(check, *given))
    here = questions.open_scope(make_home(tmp_path, {"venues": [{"row_id": "FZ-1"}]}))
    assert ledger_checks.counts(here, TOWNSHIP).empty
    assert asked == {ANY, "venues"}


def test_findings_are_counted_for_each_check_also_beyond_those_that_are_listed(scope):
    counted = records(ledger_checks.counts(scope, TOWNSHIP, "river_patrols"))
    assert counted == [
        {"ledger": "river_patrols", "check": "patrols_at_night", "severity": DOUBT, "row_count": 1},
        {"ledger": "river_patrols", "check": "patrols_chief_unknown", "severity": ERROR, "row_count": 1},
    ]
    assert ledger_checks.found(scope, TOWNSHIP, most=0).empty


def test_the_home_decides_which_day_has_not_come_yet(tmp_path):
    ahead = {"row_id": "A", "held_on": "2024-03-06"}
    fixed = [{"parameter": "today", "value": "2024-03-05"}]
    one = make_home(tmp_path, {"risk_reviews": [ahead]}, places=PLACES, parameters=fixed)
    scope = questions.open_scope(one)
    assert questions.today(scope) == date(2024, 3, 5)
    assert found(scope) == [("risk_reviews", "A", "risk_reviews_held_on_in_future", ERROR)]


def test_findings_in_words(scope):
    counted = ledger_checks.counts(scope, TOWNSHIP)
    assert findings.said(counted) == "错误 2 处，疑点 4 处"
    assert findings.said(counted[counted["severity"] == "?"]) == "没有"
    ledgers = questions.ledgers(scope).values()
    assert findings.by_ledger(counted, ledgers)[["台账", ERROR, DOUBT]].to_numpy().tolist() == [
        ["信访", 1, 2],
        ["河长巡河", 1, 1],
        ["培训考试", 0, 1],
    ]
    listed = findings.listed(scope, TOWNSHIP, "petitions", {EAST: "东湾", WEST: "西沟"}).rows
    assert listed[["级别", "编号", "区划", "行号"]].to_numpy().tolist() == [
        ["错误", "A1", "东湾", 2],
        ["疑点", "A2", "西沟", 3],
        ["疑点", "A3", "东湾", 2],
    ]
    assert findings.of_row(scope, TOWNSHIP, "petitions", "A1") == [
        "错误：“办结日期”“2024-03-05”早于受理日期 2024-03-06，请核对这两个日期，改正填错的一个。"
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
    ]


def test_a_mistyped_date_may_not_silence_a_deadline(tmp_path, monkeypatch, capsys):
    """受理日期 2052 takes the petition out of every list of what is due: it is an error wherever rows are looked at."""
    mistyped = {"row_id": "A1", "class": "申诉求决", "registered_on": "2024-03-05", "accepted_on": "2052-03-06"}
    home = make_home(tmp_path, {"petitions": [mistyped]}, places=PLACES)
    told = ("petitions", "A1", "petitions_accepted_on_in_future", ERROR)
    assert found(questions.open_scope(home)) == [told]
    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    app = opened("ledgers", ledger="信访", year="2024", row="A1")
    said = "“受理日期”“2052-03-06”是还没有到的日期，请核对年月日后改正；还没有受理的请留空。"
    assert [text.value for text in app.text if "2052" in text.value] == [f"错误：{said}"]
    assert main(["check"]) == 1
    assert "第 2 行“受理日期”：“2052-03-06”是还没有到的日期" in capsys.readouterr().out
    sent = preview.prepare(home, "petitions", sent_as("petitions", {**mistyped, "row_id": "A2"}), "信访.csv")
    assert [[p.rule for p in row.problems] for row in sent.rejected] == [["petitions_accepted_on_in_future"]]
    mended = preview.prepare(
        home, "petitions", sent_as("petitions", {**mistyped, "accepted_on": "2024-03-06"}), "信访.csv"
    )
    assert (mended.counts["changed"], mended.rejected) == (1, ())


def test_a_mistyped_main_date_is_put_right_by_sending_the_row_again(tmp_path):
    home = make_home(tmp_path, {"risk_reviews": [{"row_id": "A", "held_on": "2052-03-05"}]}, places=PLACES)
    mended = preview.prepare(home, "risk_reviews", sent_as("risk_reviews", {"row_id": "A"}), "研判.csv")
    assert (mended.counts["changed"], mended.rejected) == (1, ())


def test_a_homes_own_contract_brings_its_own_checks(tmp_path):
    home = make_home(tmp_path, {"requests": [{"row_id": "A", "received_on": "2024-03-05", "due_on": "2025-12-31"}]})
    contract = json.loads((DEFAULTS / "datapackage.json").read_text("utf-8"))
    requests = next(r for r in contract["resources"] if r["name"] == "requests")
    next(f for f in requests["schema"]["fields"] if f["column"] == "due_on")["promise"]["usualYears"] = 2
    assert found(questions.open_scope(home)) == [("requests", "A", "requests_due_on_far_ahead", DOUBT)]
    (home.path / "datapackage.json").write_text(json.dumps(contract), "utf-8")
    assert found(questions.open_scope(home)) == []
