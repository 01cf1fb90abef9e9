"""Which matters have a limit, when their clocks start and stop, and how each counts in an on-time rate."""

import re

from tests.queries.conftest import QUERIES


def test_a_matter_finished_in_time_counts_that_day_and_any_other_the_day_after_its_limit(bench):
    for row_id, answered_on in (
        ("early", "2024-03-05"),
        ("on the day", "2024-03-15"),
        ("late", "2024-03-16"),
        ("open", None),
    ):
        common = {"received_on": "2024-03-01", "due_on": "2024-03-15"}
        bench.add("requests", row_id=row_id, **common, answered_on=answered_on)
    query = "SELECT row_id, CAST(counts_on AS VARCHAR), in_time FROM deadlines ORDER BY row_id"
    assert bench.prepare().execute(query).fetchall() == [
        ("early", "2024-03-05", True),
        ("late", "2024-03-16", False),
        ("on the day", "2024-03-15", True),
        ("open", "2024-03-16", False),
    ]


def test_no_indicator_judges_by_itself_whether_a_matter_was_in_time():
    """The table says it (counts_on, in_time), so that every on-time rate draws the line on the same day."""
    reads_deadlines = {
        p.stem: p.read_text("utf-8")
        for p in QUERIES.glob("indicators/*.sql")
        if "from deadlines" in p.read_text("utf-8")
    }
    assert len(reads_deadlines) >= 11
    assert [code for code, sql in reads_deadlines.items() if re.search("finished_on|due_on", sql)] == []


def test_a_petition_is_notified_within_15_days_of_registration(bench):
    bench.add("petitions", registered_on="2024-03-01", notified_on="2024-03-10", out_of_scope="否", extended="否")
    assert bench.due("petition_notify") == [("R1", "2024-03-01", "2024-03-16", "2024-03-10")]


def test_a_petition_that_asks_for_a_decision_runs_from_acceptance_and_longer_if_extended(bench):
    common = {"class": "申诉求决", "registered_on": "2024-02-01", "out_of_scope": "否"}
    bench.add("petitions", **common, row_id="plain", accepted_on="2024-03-01", extended="否")
    bench.add("petitions", **common, row_id="extended", accepted_on="2024-03-01", extended="是", closed_on="2024-05-01")
    bench.add("petitions", **common, row_id="not accepted", extended="否")
    bench.add(
        "petitions", **(common | {"class": "建议意见"}), row_id="a suggestion", accepted_on="2024-03-01", extended="否"
    )
    assert bench.due("petition_close") == [
        ("extended", "2024-03-01", "2024-05-30", "2024-05-01"),
        ("plain", "2024-03-01", "2024-04-30", None),
    ]


def test_an_objection_has_five_working_days_and_only_petitions_outside_our_powers_need_one(bench):
    bench.add(
        "petitions",
        row_id="outside",
        registered_on="2024-02-07",
        out_of_scope="是",
        received_from="县信访局",
        extended="否",
    )
    bench.add("petitions", row_id="ours", registered_on="2024-02-07", out_of_scope="否", extended="否")
    assert bench.due("petition_objection") == [("outside", "2024-02-07", "2024-02-20", None)]


def test_penalties_and_licences_have_their_own_limits_and_only_licences_an_extension(bench):
    for kind, extended in [("处罚", "否"), ("处罚", "是"), ("许可", "否"), ("许可", "是"), ("检查", "否")]:
        bench.add("enforcement_cases", row_id=kind + extended, kind=kind, filed_on="2024-03-01", extended=extended)
    assert bench.due("penalty_decide") == [
        ("处罚否", "2024-03-01", "2024-05-30", None),
        ("处罚是", "2024-03-01", "2024-05-30", None),
    ]
    assert bench.due("licence_decide") == [  # 20 working days skip four weekends; 30 also the Qingming days
        ("许可否", "2024-03-01", "2024-03-29", None),
        ("许可是", "2024-03-01", "2024-04-15", None),
    ]


def test_results_are_disclosed_7_or_20_working_days_after_the_decision_by_kind(bench):
    for kind in ("检查", "处罚", "许可", "强制", "其他"):
        bench.add(
            "enforcement_cases", row_id=kind, kind=kind, filed_on="2024-02-01", decided_on="2024-03-01", extended="否"
        )
    bench.add("enforcement_cases", row_id="undecided", kind="处罚", filed_on="2024-02-01", extended="否")
    assert [(row_id, due_on) for row_id, _, due_on, _ in bench.due("enforcement_disclose_7")] == [
        ("处罚", "2024-03-12"),
        ("许可", "2024-03-12"),
    ]
    assert [(row_id, due_on) for row_id, _, due_on, _ in bench.due("enforcement_disclose_20")] == [
        ("其他", "2024-03-29"),
        ("强制", "2024-03-29"),
        ("检查", "2024-03-29"),
    ]


def test_only_government_information_has_a_limit_for_publication(bench):
    for kind in ("党务公开", "村务公开", "政府信息"):
        bench.add("disclosures", row_id=kind, kind=kind, formed_on="2024-03-01", published_on="2024-03-04")
    assert bench.due("disclosure_publish") == [("政府信息", "2024-03-01", "2024-03-29", "2024-03-04")]


def test_mediation_has_a_month_from_acceptance_and_none_for_a_dispute_never_accepted(bench):
    bench.add("disputes", row_id="accepted", found_on="2024-01-20", accepted_on="2024-01-31", result="在办")
    bench.add("disputes", row_id="found only", found_on="2024-01-20", result="在办")
    assert bench.due("mediation_settle") == [("accepted", "2024-01-31", "2024-02-29", None)]


def test_only_a_settlement_can_be_taken_to_court_for_confirmation(bench):
    bench.add("disputes", row_id="settled", accepted_on="2024-03-01", ended_on="2024-03-10", result="调解成功")
    bench.add("disputes", row_id="failed", accepted_on="2024-03-01", ended_on="2024-03-10", result="调解不成")
    assert bench.due("mediation_confirm") == [("settled", "2024-03-10", "2024-04-09", None)]


def test_a_complex_proposal_has_six_months_instead_of_three(bench):
    bench.add("proposals", row_id="simple", assigned_on="2024-11-30", complex="否", replied_on="2025-02-28")
    bench.add("proposals", row_id="complex", assigned_on="2024-11-30", complex="是")
    assert bench.due("proposal_reply") == [
        ("complex", "2024-11-30", "2025-05-30", None),
        ("simple", "2024-11-30", "2025-02-28", "2025-02-28"),
    ]


def test_the_law_changes_between_two_proposals_and_both_still_have_one_limit_each(bench):
    bench.add("proposals", row_id="before", assigned_on="2025-03-11", complex="否")
    bench.add("proposals", row_id="after", assigned_on="2025-03-12", complex="否")
    assert [(row_id, due_on) for row_id, _, due_on, _ in bench.due("proposal_reply")] == [
        ("after", "2025-06-12"),
        ("before", "2025-06-11"),
    ]


def test_normative_documents_made_or_revised_are_filed_within_15_days_of_issue(bench):
    for kind, action in [("规范性文件", "制定"), ("规范性文件", "修订"), ("规范性文件", "废止"), ("内部制度", "制定")]:
        bench.add("rules", row_id=kind + action, kind=kind, action=action, issued_on="2024-03-01")
    assert bench.due("rule_filing") == [
        ("规范性文件修订", "2024-03-01", "2024-03-16", None),
        ("规范性文件制定", "2024-03-01", "2024-03-16", None),
    ]


def test_promises_problems_and_requests_take_the_limit_of_their_own_row_and_need_one(bench):
    bench.add("service_cases", accepted_on="2024-03-01", promised_by="2024-03-08", completed_on="2024-03-05")
    bench.add("problems", row_id="limited", found_on="2024-03-01", due_on="2024-03-31", source="巡视巡察")
    bench.add("problems", row_id="open ended", found_on="2024-03-01", source="巡视巡察")
    bench.add("requests", row_id="limited", received_on="2024-03-01", due_on="2024-03-11", answered_on="2024-03-12")
    bench.add("requests", row_id="open ended", received_on="2024-03-01")
    assert bench.due("service_promise") == [("R1", "2024-03-01", "2024-03-08", "2024-03-05")]
    assert bench.due("problem_rectify") == [("limited", "2024-03-01", "2024-03-31", None)]
    assert bench.due("request_answer") == [("limited", "2024-03-01", "2024-03-11", "2024-03-12")]


def test_a_matter_names_the_ledger_and_the_place_of_its_row(bench):
    bench.add("requests", received_on="2024-03-01", due_on="2024-03-11", place="999000001202")
    assert bench.prepare().execute("SELECT ledger, place FROM deadlines").fetchall() == [("requests", "999000001202")]
