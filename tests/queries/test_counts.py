"""Counts: which rows count, how much each adds, and on which day."""

import pytest


def test_a_patrol_counts_on_the_day_it_took_place_whatever_the_hour(bench):
    bench.add("river_patrols", row_id="X1", patrolled_at="2024-03-01 00:00", level="村级", cleaned="是")
    bench.add("river_patrols", row_id="X2", patrolled_at="2024-03-01 23:59", level="乡级", cleaned="否")
    assert bench.facts("patrols_village") == bench.facts("river_cleanups") == [("X1", "2024-03-01", 1, None)]
    assert bench.facts("patrols_township") == [("X2", "2024-03-01", 1, None)]


@pytest.mark.parametrize(
    ("code", "ledger", "kind", "quantity"),
    [
        ("safety_household_reach", "safety_activities", "入户宣传", "people"),
        ("publicity_reach", "publicity_events", "线上宣传", "audience"),
    ],
)
def test_people_are_summed_and_an_event_without_a_number_adds_none(bench, code, ledger, kind, quantity):
    bench.add(ledger, row_id="A", held_on="2024-03-01", kind=kind, **{quantity: 120})
    bench.add(ledger, row_id="B", held_on="2024-03-02", kind=kind)
    assert bench.facts(code) == [("A", "2024-03-01", 120, None), ("B", "2024-03-02", 0, None)]


def test_only_campaigns_count_as_campaigns_but_every_event_teaches(bench):
    bench.add("publicity_events", row_id="A", held_on="2024-03-01", kind="集中宣传", audience=50)
    bench.add("publicity_events", row_id="B", held_on="2024-03-02", kind="进校园", audience=30)
    assert bench.facts("publicity_events") == [("A", "2024-03-01", 1, None)]
    assert bench.reached("publicity_reach", "2024-12-31") == (80, 0)


def test_themes_of_one_session_count_one_by_one(bench):
    for row_id, theme in [("A", "习近平法治思想"), ("B", "党内法规和条例"), ("C", "别的主题")]:
        bench.add("study_sessions", row_id=row_id, held_on="2024-03-01", session_no="1", theme=theme)
    assert bench.facts("study_xi_thought") == [("A", "2024-03-01", 1, None)]
    assert bench.facts("study_party_rules") == [("B", "2024-03-01", 1, None)]


def test_a_problem_is_found_on_one_day_and_put_right_on_another(bench):
    bench.add("problems", row_id="A", source="安全隐患", found_on="2024-03-01", rectified_on="2025-01-05")
    bench.add("problems", row_id="B", source="安全隐患", found_on="2024-03-02")
    assert bench.facts("hazards_found") == [("A", "2024-03-01", 1, None), ("B", "2024-03-02", 1, None)]
    assert bench.facts("hazards_rectified") == [("A", "2025-01-05", 1, None)]
    assert bench.facts("assets_problems") == bench.facts("patrol_problems_fixed") == []


def test_a_zero_report_is_no_incident(bench):
    for row_id, kind in [("A", "零报告"), ("B", "群体性械斗"), ("C", "越级集体访"), ("D", "其他")]:
        bench.add("incidents", row_id=row_id, kind=kind, reported_on="2024-03-31")
    assert bench.facts("brawls") == [("B", "2024-03-31", 1, None)]
    assert bench.facts("petition_escalations") == [("C", "2024-03-31", 1, None)]


def test_only_letters_and_visits_are_petitions_received(bench):
    for row_id, kind in [("A", "来信"), ("B", "来访"), ("C", "网上"), ("D", "电话")]:
        bench.add("petitions", row_id=row_id, kind=kind, registered_on="2024-03-01", out_of_scope="否", extended="否")
    assert bench.facts("petitions_received") == [("A", "2024-03-01", 1, None), ("B", "2024-03-01", 1, None)]


def test_what_has_not_happened_yet_does_not_count(bench):
    bench.add("disclosures", kind="村务公开", formed_on="2024-03-01")
    bench.add("proposals", assigned_on="2024-03-01", complex="否")
    bench.add("requests", received_on="2024-03-01", kind="法律咨询")
    bench.add("disputes", found_on="2024-03-01", result="在办")
    for code in ("disclosures", "proposals_closed", "legal_consultations", "disputes_resolved", "disputes_confirmed"):
        assert bench.facts(code) == []


def test_a_dispute_counts_when_found_when_settled_and_when_confirmed(bench):
    common = {"found_on": "2024-03-01", "accepted_on": "2024-03-02"}
    bench.add("disputes", row_id="A", **common, ended_on="2024-03-09", result="调解成功", confirmed_on="2024-04-01")
    bench.add("disputes", row_id="B", **common, ended_on="2024-03-10", result="调解不成")
    assert bench.facts("disputes_found") == [("A", "2024-03-01", 1, None), ("B", "2024-03-01", 1, None)]
    assert bench.facts("disputes_resolved") == [("A", "2024-03-09", 1, None)]
    assert bench.facts("disputes_confirmed") == [("A", "2024-04-01", 1, None)]


def test_a_decision_not_to_punish_is_no_penalty_and_a_check_needs_somebody_to_check(bench):
    common = {"filed_on": "2024-03-01", "extended": "否"}
    bench.add(
        "enforcement_cases",
        row_id="A",
        kind="处罚",
        **common,
        decided_on="2024-03-05",
        outcome="作出处罚",
        amount_fen=20050,
    )
    bench.add("enforcement_cases", row_id="B", kind="处罚", **common, decided_on="2024-03-05", outcome="不予处罚")
    bench.add("enforcement_cases", row_id="C", kind="处罚", **common)
    bench.add("enforcement_cases", row_id="D", kind="检查", **common, subject="某合作社")
    bench.add("enforcement_cases", row_id="E", kind="检查", **common)
    assert bench.facts("penalties") == [("A", "2024-03-05", 1, None)]
    assert bench.facts("inspections") == [("D", "2024-03-01", 1, None)]


def test_an_internal_rule_counts_as_revised_only_when_it_was_revised(bench):
    for kind, action in [("内部制度", "修订"), ("内部制度", "制定"), ("规范性文件", "修订")]:
        bench.add("rules", row_id=kind + action, kind=kind, action=action, issued_on="2024-03-01")
    assert bench.facts("rules_revised") == [("内部制度修订", "2024-03-01", 1, None)]
