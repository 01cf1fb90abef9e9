"""For each check of queries/checks the rows that break it, and what mends the first of them (R1).

What the contract alone tells (engine/checks/column_checks.py) is tried for every column in test_column_checks.py.
"""

from typing import NamedTuple

DAY, TODAY = "2024-03-05", "2025-06-30"
PENALTY = {"kind": "处罚", "outcome": "作出处罚", "decided_on": DAY}


class Case(NamedTuple):
    """`rows` break the check in R1; `mend` are R1's cells that put it right; `beside` are rows of other ledgers."""

    ledger: str
    rows: list[dict]
    mend: dict
    beside: dict[str, list[dict]] = {}  # noqa: RUF012  never changed


def _one(ledger: str, wrong: dict, **mend: object) -> Case:
    """One row is enough to break it."""
    return Case(ledger, [wrong], mend)


def _twice(ledger: str, same: dict, **mend: object) -> Case:
    """A second row that says the same."""
    return Case(ledger, [same, {**same, "row_id": "R2"}], mend)


CHIEF = {"river_chiefs": [{"row_id": "H1", "level": "村级", "since": "2024-01-01", "until": "2024-12-31"}]}
OFFICER = {
    "officers": [{"row_id": "O1", "name": "甲", "certified_on": "2020-01-01", "expires_on": "2024-12-31"}],
}
CASES = {
    "services_completed_without_outcome": _one("service_cases", {"completed_on": DAY}, outcome="办结"),
    "services_outcome_without_completion": _one("service_cases", {"outcome": "办结"}, completed_on=DAY),
    "services_rated_without_completion": _one("service_cases", {"rating": "满意"}, completed_on=DAY),
    "services_revisited_without_bad_rating": _one("service_cases", {"revisited_on": DAY}, rating="不满意"),
    "proposals_closed_without_reply": _one("proposals", {"closed_on": DAY}, replied_on=DAY),
    "proposals_rated_without_reply": _one("proposals", {"rating": "满意"}, replied_on=DAY),
    "rules_internal_filed": _one("rules", {"kind": "内部制度", "filed_on": DAY}, kind="规范性文件"),
    "litigation_closed_in_progress": _one("litigation", {"closed_on": DAY, "result": "在审"}, result="维持"),
    "litigation_result_without_end": _one("litigation", {"result": "维持"}, closed_on=DAY),
    "litigation_head_without_hearing": _one("litigation", {"head_appeared": "是"}, heard_on=DAY),
    "enforcement_decided_without_outcome": _one("enforcement_cases", {"decided_on": DAY}, outcome="完成检查"),
    "enforcement_outcome_without_decision": _one(
        "enforcement_cases", {"kind": "强制", "outcome": "实施强制"}, decided_on=DAY
    ),
    "enforcement_disclosed_without_decision": _one(
        "enforcement_cases", {"kind": "处罚", "disclosed_on": DAY}, decided_on=DAY
    ),
    "enforcement_decided_before_reviewed": _one(
        "enforcement_cases",
        {"needs_legal_review": "是", "decided_on": "2024-03-05", "legal_reviewed_on": "2024-03-06"},
        legal_reviewed_on="2024-03-05",
    ),
    "enforcement_decided_without_review": _one(
        "enforcement_cases", {"needs_legal_review": "是", "decided_on": DAY}, legal_reviewed_on=DAY
    ),
    "enforcement_outcome_of_another_kind": _one(
        "enforcement_cases", {"kind": "处罚", "outcome": "准予许可"}, kind="许可"
    ),
    "enforcement_penalty_without_class": _one("enforcement_cases", PENALTY, penalty_class="警告"),
    "enforcement_fine_without_amount": _one(
        "enforcement_cases", {**PENALTY, "penalty_class": "罚款", "amount_fen": 0}, amount_fen=20000
    ),
    "enforcement_amount_without_penalty": _one("enforcement_cases", {"kind": "检查", "amount_fen": 1}, kind="处罚"),
    "enforcement_class_without_penalty": _one(
        "enforcement_cases", {"kind": "处罚", "outcome": "不予处罚", "penalty_class": "警告"}, outcome="作出处罚"
    ),
    "enforcement_inspection_unknown": Case(
        "enforcement_cases",
        [{"from_inspection": "J9"}, {"row_id": "J1", "kind": "检查"}, {"row_id": "J9", "kind": "许可"}],
        {"from_inspection": "J1"},
    ),
    "enforcement_inspection_later": Case(
        "enforcement_cases",
        [{"from_inspection": "J1", "filed_on": "2024-03-04"}, {"row_id": "J1", "kind": "检查", "filed_on": DAY}],
        {"filed_on": DAY},
    ),
    "enforcement_officer_unknown": Case("enforcement_cases", [{"officer": "O2"}], {"officer": "O1"}, OFFICER),
    "enforcement_officer_without_certificate": Case(
        "enforcement_cases", [{"officer": "O1", "filed_on": "2025-01-01"}], {"filed_on": "2024-12-31"}, OFFICER
    ),
    "licences_extended_early": _one(
        "enforcement_cases",
        {"kind": "许可", "extended": "是", "filed_on": DAY, "decided_on": "2024-03-12"},
        decided_on="2024-04-10",
    ),
    "disputes_ended_in_progress": _one("disputes", {"ended_on": DAY, "result": "在办"}, result="调解成功"),
    "disputes_result_without_end": _one("disputes", {"result": "移送"}, ended_on=DAY),
    "disputes_confirmed_without_success": _one(
        "disputes", {"result": "调解不成", "confirm_applied_on": DAY}, result="调解成功"
    ),
    "disputes_confirmed_without_application": _one("disputes", {"confirmed_on": DAY}, confirm_applied_on=DAY),
    "petitions_rated_without_closing": _one("petitions", {"rating": "满意"}, closed_on=DAY),
    "petitions_closed_without_acceptance": _one(
        "petitions", {"class": "申诉求决", "out_of_scope": "否", "closed_on": DAY}, accepted_on=DAY
    ),
    "petitions_objected_within_scope": _one("petitions", {"objected_on": DAY, "out_of_scope": "否"}, out_of_scope="是"),
    "petitions_accepted_out_of_scope": _one("petitions", {"accepted_on": DAY, "out_of_scope": "是"}, out_of_scope="否"),
    "petitions_extended_early": _one(  # the plain limit is 2024-05-04
        "petitions",
        {"class": "申诉求决", "extended": "是", "accepted_on": DAY, "closed_on": "2024-04-03"},
        closed_on="2024-04-04",
    ),
    "requests_rated_without_answer": _one("requests", {"rating": "满意"}, answered_on=DAY),
    "study_without_people": _one("study_sessions", {"attendees": 0}, attendees=None),
    "study_theme_unknown": _one("study_sessions", {"theme": "学法"}, theme="深入学习习近平法治思想"),
    "study_session_on_two_days": Case(
        "study_sessions",
        [{"session_no": "1", "held_on": DAY}, {"row_id": "R2", "session_no": "1", "held_on": "2024-03-06"}],
        {"held_on": "2024-03-06"},
    ),
    "oversight_without_people": _one("oversight_events", {"participants": 0}, participants=12),
    "publicity_without_people": _one("publicity_events", {"kind": "进校园"}, audience=30),
    "safety_without_people": _one("safety_activities", {"kind": "应急演练"}, people=30),
    "animals_qualified_above_done": _one("animal_health", {"done_heads": 9, "qualified_heads": 10}, done_heads=10),
    "animals_done_above_due": _one("animal_health", {"due_heads": 9, "done_heads": 10}, due_heads=10),
    "risks_without_measures": _one("risk_reviews", {"risks": "大风"}, measures="停工"),
    "incidents_without_description": _one("incidents", {"kind": "其他"}, description="大风"),
    "incidents_beside_zero_report": Case(
        "incidents",
        [
            {"kind": "零报告", "reported_on": "2024-03-31"},
            {"row_id": "R2", "kind": "越级集体访", "reported_on": "2024-03-01"},
            {"row_id": "R3", "kind": "其他", "reported_on": "2024-04-01"},
        ],
        {"reported_on": "2024-04-30"},
    ),
    "incidents_month_not_over": _one(
        "incidents", {"reported_on": DAY, "about_month": "2024-04"}, about_month="2024-03"
    ),
    "incidents_month_unsaid": _one("incidents", {"kind": "零报告", "reported_on": DAY}, about_month="2024-02"),
    "committees_of_unlawful_size": _one("mediation_committees", {"members": 2}, members=3),
    "committees_two_in_one_village": Case(
        "mediation_committees",
        [{"established_on": "2020-01-01"}, {"row_id": "R2", "established_on": "2021-06-01"}],
        {"dissolved_on": "2021-05-31"},
    ),
    "residents_grid_elsewhere": _one("law_savvy_residents", {"grid": "999000001202001"}, grid="999000001201001"),
    "residents_listed_twice": _twice("law_savvy_residents", {"name": "甲", "since": DAY}, name="乙"),
    "chiefs_listed_twice": _twice(
        "river_chiefs", {"name": "甲", "level": "村级", "reach": "上", "since": DAY}, reach="下"
    ),
    "venues_listed_twice": _twice("venues", {"kind": "调解室", "name": "甲", "opened_on": DAY}, name="乙"),
    "matters_listed_twice": _twice("service_matters", {"matter": "甲", "listed_on": DAY}, matter="乙"),
    "officers_one_certificate_two_people": Case(
        "officers",
        [{"certificate_no": "1", "name": "甲"}, {"row_id": "R2", "certificate_no": "1", "name": "乙"}],
        {"certificate_no": "2"},
    ),
    "trainings_without_hours": _one("trainings", {"kind": "法律知识培训"}, hours=8),
    "trainings_officer_unknown": Case("trainings", [{"officer": "O2"}], {"officer": "O1"}, OFFICER),
    "trainings_of_another_person": Case("trainings", [{"officer": "O1", "person": "乙"}], {"person": "甲"}, OFFICER),
    "patrols_chief_unknown": Case("river_patrols", [{"chief": "H2"}], {"chief": "H1"}, CHIEF),
    "patrols_level_of_another": Case("river_patrols", [{"chief": "H1", "level": "乡级"}], {"level": "村级"}, CHIEF),
    "patrols_outside_term": Case(
        "river_patrols",
        [{"chief": "H1", "patrolled_at": "2025-01-01 00:01"}],
        {"patrolled_at": "2024-12-31 21:00"},
        CHIEF,
    ),
    "patrols_in_two_places_at_once": Case(
        "river_patrols",
        [
            {"chief": "H1", "patrolled_at": "2024-03-05 09:30", "reach": "上"},
            {"row_id": "R2", "chief": "H1", "patrolled_at": "2024-03-05 09:30", "reach": "下"},
        ],
        {"patrolled_at": "2024-03-05 10:30"},
    ),
    "patrols_too_fast": _one("river_patrols", {"means": "徒步", "minutes": 10, "metres": 2001}, metres=2000),
    "patrols_at_night": _one("river_patrols", {"patrolled_at": "2024-03-05 02:30"}, patrolled_at="2024-03-05 14:30"),
    "patrols_without_length": _one("river_patrols", {"minutes": 0}, minutes=40),
    "trainings_entered_twice": _twice(
        "trainings", {"officer": "O1", "held_on": DAY, "kind": "行政执法资格考试"}, officer="O2"
    ),
    "trainings_more_than_a_day": Case(
        "trainings",
        [
            {"officer": "O1", "held_on": DAY, "hours": 4.5},
            {"row_id": "R2", "officer": "O1", "held_on": DAY, "hours": 4},
        ],
        {"hours": 4},
    ),
    "any_key_year": Case(
        "ledger_rows",
        [{"row_id": "XF-2024-0012", "day": "2023-03-05"}, {"row_id": "A-12024", "day": "2023-03-05"}],
        {"day": "2024-03-05"},
    ),
    "any_key_reused": Case(
        "ledger_rows", [{"day": DAY}], {"day": "2024-01-01"}, {"superseded": [{"day": "2024-01-01"}]}
    ),
    "any_key_reused_in_another_year": Case(
        "ledger_rows", [{"day": "2024-01-01"}], {"day": "2023-12-31"}, {"superseded": [{"day": "2023-01-01"}]}
    ),
    "any_place_not_yet_or_no_longer": Case(
        "ledger_rows",
        [{"day": "2020-12-31"}],
        {"day": "2021-01-01"},
        {"places": [{"row_id": "P", "code": "999000001201", "opened_on": "2021-01-01", "closed_on": "2024-12-31"}]},
    ),
    "any_place_of_another_township": Case(
        "ledger_rows",
        [{"place": "999000002201"}, *({"row_id": f"A{n}"} for n in range(9))],
        {"place": "999000001202"},
    ),
}
