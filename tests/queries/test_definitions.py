"""What was decided where a definition was open: each rule in a sentence, each sentence on rows counted by hand."""

import re

import pandas as pd
import pytest

from tests.homes import CONTRACT
from tests.queries.conftest import QUERIES, ROOT, VILLAGE

CASE = {"needs_legal_review": "否", "extended": "否", "filed_on": "2024-03-01", "subject": "某店"}


def case(bench, row_id, kind, outcome=None, decided_on="2024-03-05", **cells):
    bench.add(
        "enforcement_cases",
        **{**CASE, "row_id": row_id, "kind": kind, "outcome": outcome},
        decided_on=decided_on,
        **cells,
    )


def petition(bench, row_id, **cells):
    common = {"kind": "来访", "class": "申诉求决", "registered_on": "2024-03-01", "extended": "否"}
    bench.add("petitions", **{**common, "row_id": row_id, "out_of_scope": "是", **cells})


def decision(bench, row_id, **steps):
    common = dict.fromkeys(("participation", "expert", "risk", "legal_review", "collective"), "是")
    bench.add("decisions", row_id=row_id, proposed_on="2024-01-10", decided_on="2024-03-05", **{**common, **steps})


def test_a_case_handed_on_to_others_is_no_penalty_and_has_nothing_to_make_public(bench):
    for outcome in ("作出处罚", None, "不予处罚", "其他"):
        case(bench, outcome or "not entered", "处罚", outcome)
    assert {key for key, *_ in bench.facts("penalties")} == {"作出处罚", "not entered"}
    assert {key for key, *_ in bench.due("enforcement_disclose_7")} == {"作出处罚", "not entered", "不予处罚"}
    assert len(bench.facts("penalties_on_time")) == 4  # the case is closed, whatever became of it


def test_an_inspection_is_made_public_from_the_day_it_was_made_where_no_decision_is_entered(bench):
    case(bench, "undecided", "检查", decided_on=None)
    case(bench, "decided", "检查", "完成检查")
    bench.add("enforcement_cases", **{**CASE, "subject": None}, row_id="patrol", kind="检查")
    bench.add("enforcement_cases", **CASE, row_id="coercion", kind="强制")
    assert [(key, start) for key, start, *_ in bench.due("enforcement_disclose_20")] == [
        ("decided", "2024-03-05"),
        ("undecided", "2024-03-01"),
    ]
    assert {key for key, *_ in bench.facts("inspections")} == {"undecided", "decided"}


def test_only_who_sent_a_petition_can_be_objected_to(bench):
    petition(bench, "sent", received_from="县信访局")
    petition(bench, "walked in")
    petition(bench, "ours", received_from="县信访局", out_of_scope="否")
    assert [key for key, *_ in bench.due("petition_objection")] == ["sent"]
    assert [key for key, *_ in bench.due("petition_notify")] == ["ours", "sent", "walked in"]


def test_a_decision_without_collective_discussion_lacks_a_step_also_where_it_is_called_needless(bench):
    for said in ("是", "否", "不适用"):
        decision(bench, said, collective=said)
    decision(bench, "no experts needed", expert="不适用")
    for code in ("decisions_five_steps", "decisions_collective"):
        assert {key for key, _, n, _ in bench.facts(code) if n} == {"是", "no experts needed"}


def service(bench, row_id, **days):
    bench.add("service_cases", row_id=row_id, accepted_on="2024-11-01", channel="窗口", **days)


@pytest.mark.parametrize(
    ("day", "reached"),
    [
        ("2024-12-31", (1, 3)),  # one in time, two debts
        ("2025-01-01", (0, 2)),  # the debts of the old year are work of the new one
        ("2025-02-03", (1, 2)),
        ("2025-12-31", (1, 2)),
        ("2026-06-30", (0, 1)),  # and stay so until they are done
    ],
)
def test_a_case_open_at_the_end_of_a_year_is_work_of_the_next(bench, day, reached):
    service(bench, "in time", promised_by="2024-12-20", completed_on="2024-12-10")
    service(bench, "late", promised_by="2024-12-20", completed_on="2025-02-03")
    service(bench, "open", promised_by="2024-12-20")
    assert bench.reached("services_completed", day, since=f"{day[:4]}-01-01") == reached


@pytest.mark.parametrize(
    ("day", "reached"),
    [("2024-12-31", (1, 3)), ("2025-01-01", (0, 2)), ("2025-01-06", (1, 2)), ("2026-01-01", (0, 1))],
)
def test_a_bad_rating_without_a_call_is_a_debt_of_the_next_year_until_the_call(bench, day, reached):
    done = {"promised_by": "2024-12-20", "completed_on": "2024-12-10", "rating": "不满意"}
    service(bench, "called", **done, revisited_on="2024-12-12")
    service(bench, "called in January", **done, revisited_on="2025-01-06")
    service(bench, "never", **done)
    assert bench.reached("services_revisited", day, since=f"{day[:4]}-01-01") == reached


ENDS = [
    ("venues", "venues_boards", {"kind": "法治宣传栏", "opened_on": "2024-01-01"}, "closed_on"),
    ("law_savvy_residents", "law_savvy_residents", {"since": "2024-01-01"}, "until"),
    ("officers", "officers_certified", {"certified_on": "2024-01-01"}, "expires_on"),
    ("officers", "officers_certified", {"certified_on": "2024-01-01"}, "revoked_on"),
    ("service_matters", "matters_in_hall", {"listed_on": "2024-01-01", "in_hall_since": "2024-01-01"}, "removed_on"),
    ("mediation_committees", "committees_cover", {"established_on": "2024-01-01"}, "dissolved_on"),
]


@pytest.mark.parametrize(("ledger", "code", "cells", "column"), ENDS, ids=[f"{end[0]}.{end[3]}" for end in ENDS])
def test_the_day_that_ends_something_is_its_last_valid_day(bench, ledger, code, cells, column):
    bench.add_place(VILLAGE, "村")
    bench.add(ledger, **cells, **{column: "2024-06-30"})
    assert bench.reached(code, "2024-06-30")[0] == 1
    assert bench.reached(code, "2024-07-01")[0] == 0


def test_a_grid_counts_on_the_day_it_is_closed_and_no_longer_after_it(bench):
    bench.add_place(VILLAGE + "001", "网格", opened_on="2024-01-01", closed_on="2024-06-30")
    assert [bench.reached("grids", day)[0] for day in ("2024-06-30", "2024-07-01")] == [1, 0]


def study(bench, row_id, theme):
    bench.add("study_sessions", row_id=row_id, held_on="2024-03-05", session_no="1", theme=theme)


def test_a_theme_counts_however_it_is_written_and_one_that_nobody_knows_nowhere(bench):
    study(bench, "A", "习近平法治思想")
    study(bench, "B", "学习习近平法治思想")
    study(bench, "C", "《中国共产党纪律处分条例》")
    study(bench, "D", "习近平法治思想和党内法规")
    study(bench, "E", "学法")
    assert [key for key, *_ in bench.facts("study_xi_thought")] == ["A", "B", "D"]
    assert [key for key, *_ in bench.facts("study_party_rules")] == ["C", "D"]
    assert bench.facts("study_third_plenum") == bench.facts("study_gansu_speech") == []


def test_a_home_teaches_a_way_of_its_own_to_write_a_theme(bench):
    bench.add("themes", word="法治思想", theme="习近平法治思想")
    study(bench, "A", "法治思想专题")
    assert [key for key, *_ in bench.facts("study_xi_thought")] == ["A"]


def test_every_theme_an_indicator_asks_for_can_be_written_and_is_offered():
    words = pd.read_csv(ROOT / "data" / "themes.csv")
    asked = {
        re.search("theme = '(.+)'", path.read_text(encoding="utf-8"))[1]
        for path in QUERIES.glob("indicators/study_*.sql")
    }
    assert asked == {theme for theme in words["theme"] if theme != "其他"}
    assert asked == set(CONTRACT["study_sessions"].field("theme").offered)
    assert all(any(word in theme for word in words[words["theme"] == theme]["word"]) for theme in asked)


def test_nobody_is_invited_to_call_collective_discussion_needless():
    assert CONTRACT["decisions"].field("collective").offered == ("是", "否")
    assert "不适用" in CONTRACT["decisions"].field("collective").constraints["enum"]  # what is written is still read


def test_every_day_that_ends_something_says_that_it_is_the_last_valid_one():
    ends = [(ledger, column) for ledger, _, _, column in ENDS] + [("places", "closed_on"), ("river_chiefs", "until")]
    for table, column in ends:
        assert "最后一个有效日，次日起不再计入" in CONTRACT[table].field(column).description, (table, column)
    named = {"until", "dissolved_on", "removed_on", "revoked_on", "expires_on"}
    every = {(name, f.column) for name, r in CONTRACT.items() for f in r.fields if f.column in named}
    every |= {(name, "closed_on") for name in ("venues", "places")}
    assert every == set(ends)
