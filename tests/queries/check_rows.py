"""For each check of queries/checks the rows that break it, and what mends the first of them (R1).

`rows(name)` gives ledger, rows and mending; a date order is broken by one day and mended to the same day.
"""

from typing import NamedTuple

ORDERS = """
services_completed_before_accepted service_cases completed_on accepted_on
services_promised_before_accepted service_cases promised_by accepted_on
services_revisited_before_completed service_cases revisited_on completed_on
matters_removed_before_listed service_matters removed_on listed_on
matters_removed_before_in_hall service_matters removed_on in_hall_since
disclosures_published_before_formed disclosures published_on formed_on
problems_rectified_before_found problems rectified_on found_on
problems_due_before_found problems due_on found_on
rules_filed_before_issued rules filed_on issued_on
rules_issued_before_reviewed rules issued_on reviewed_on
proposals_replied_before_assigned proposals replied_on assigned_on
proposals_closed_before_assigned proposals closed_on assigned_on
proposals_closed_before_replied proposals closed_on replied_on
decisions_decided_before_proposed decisions decided_on proposed_on
litigation_closed_before_filed litigation closed_on filed_on
litigation_heard_before_filed litigation heard_on filed_on
litigation_closed_before_heard litigation closed_on heard_on
officers_expired_before_certified officers expires_on certified_on
officers_revoked_before_certified officers revoked_on certified_on
enforcement_decided_before_filed enforcement_cases decided_on filed_on
enforcement_disclosed_before_decided enforcement_cases disclosed_on decided_on
enforcement_reviewed_before_filed enforcement_cases legal_reviewed_on filed_on
chiefs_left_before_began river_chiefs until since
disputes_accepted_before_found disputes accepted_on found_on
disputes_ended_before_accepted disputes ended_on accepted_on
disputes_ended_before_found disputes ended_on found_on
disputes_applied_before_ended disputes confirm_applied_on ended_on
disputes_confirmed_before_applied disputes confirmed_on confirm_applied_on
petitions_accepted_before_registered petitions accepted_on registered_on
petitions_notified_before_registered petitions notified_on registered_on
petitions_objected_before_registered petitions objected_on registered_on
petitions_closed_before_registered petitions closed_on registered_on
petitions_closed_before_accepted petitions closed_on accepted_on
requests_answered_before_received requests answered_on received_on
requests_due_before_received requests due_on received_on
committees_dissolved_before_established mediation_committees dissolved_on established_on
residents_left_before_began law_savvy_residents until since
venues_closed_before_opened venues closed_on opened_on
"""

FUTURES = """
services_completed_in_future service_cases completed_on
disclosures_published_in_future disclosures published_on
problems_rectified_in_future problems rectified_on
proposals_closed_in_future proposals closed_on
decisions_decided_in_future decisions decided_on
litigation_closed_in_future litigation closed_on
enforcement_decided_in_future enforcement_cases decided_on
disputes_ended_in_future disputes ended_on
petitions_closed_in_future petitions closed_on
requests_answered_in_future requests answered_on
"""

DAY, TODAY, TOMORROW = "2024-03-05", "2025-06-30", "2025-07-01"
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
        {"class": "申诉求决", "extended": "是", "accepted_on": DAY, "closed_on": "2024-04-28"},
        closed_on="2024-04-29",
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
    "publicity_without_people": _one("publicity_events", {"audience": None}, audience=30),
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
    "services_entered_twice": _twice(
        "service_cases", {"applicant": "甲", "accepted_on": DAY, "matter": "社保", "channel": "窗口"}, channel="网上"
    ),
    "petitions_entered_twice": _twice(
        "petitions", {"petitioner": "甲", "registered_on": DAY, "content": "草场"}, content="饮水"
    ),
    "requests_entered_twice": _twice("requests", {"person": "甲", "received_on": DAY, "content": "路"}, person="乙"),
    "disputes_entered_twice": _twice("disputes", {"parties": "甲、乙", "found_on": DAY, "kind": "邻里"}, kind="家庭"),
    "enforcement_entered_twice": _twice(
        "enforcement_cases", {"subject": "甲", "filed_on": DAY, "kind": "检查", "basis": "法"}, subject="乙"
    ),
    "publicity_entered_twice": _twice(
        "publicity_events", {"held_on": DAY, "kind": "进校园", "theme": "宪法", "venue": "小学"}, venue="中学"
    ),
    "safety_entered_twice": _twice(
        "safety_activities", {"held_on": DAY, "kind": "应急演练", "theme": "防火", "people": 9}, theme="防汛"
    ),
    "disclosures_entered_twice": _twice(
        "disclosures", {"formed_on": DAY, "title": "甲", "platform": "公开栏"}, platform="网站"
    ),
    "problems_entered_twice": _twice(
        "problems", {"found_on": DAY, "source": "安全隐患", "description": "漏电"}, description="堵塞"
    ),
    "trainings_entered_twice": _twice(
        "trainings", {"officer": "O1", "held_on": DAY, "kind": "法律知识培训", "hours": 8}, officer="O2"
    ),
    "animals_entered_twice": _twice("animal_health", {"held_on": DAY, "kind": "免疫", "species": "牛"}, species="羊"),
    "proposals_entered_twice": _twice("proposals", {"assigned_on": DAY, "title": "甲"}, title="乙"),
    "decisions_entered_twice": _twice("decisions", {"proposed_on": DAY, "title": "甲"}, title="乙"),
    "patrols_entered_twice": _twice(
        "river_patrols", {"chief": "H1", "patrolled_at": "2024-03-05 09:30", "reach": "上"}, chief="H2"
    ),
    "any_in_future": _one("ledger_rows", {"day": TOMORROW}, day=TODAY),
    "any_long_ago": _one("ledger_rows", {"day": "1989-12-31"}, day="1990-01-01"),
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
for name, ledger, later, earlier in (line.split() for line in ORDERS.split("\n") if line):
    CASES[name] = _one(ledger, {later: "2024-03-05", earlier: "2024-03-06"}, **{earlier: "2024-03-05"})
for name, ledger, column in (line.split() for line in FUTURES.split("\n") if line):
    CASES[name] = _one(ledger, {column: TOMORROW}, **{column: TODAY})
