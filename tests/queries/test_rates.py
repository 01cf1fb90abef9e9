"""Rates: on the day it counts, each row is good, bad or not there yet."""


def petition(bench, row_id, closed_on=None, accepted_on="2024-03-01", **cells):
    common = {"class": "申诉求决", "registered_on": accepted_on, "out_of_scope": "否", "extended": "否"}
    bench.add("petitions", row_id=row_id, accepted_on=accepted_on, closed_on=closed_on, **(common | cells))


def test_a_petition_closed_in_time_counts_on_its_closing_day_and_a_late_one_the_day_after_its_limit(bench):
    petition(bench, "in time", "2024-04-10")
    petition(bench, "on the last day", "2024-04-30")
    petition(bench, "a day late", "2024-05-01")
    petition(bench, "much later", "2025-02-01")
    petition(bench, "open")
    assert bench.facts("petitions_closed_on_time") == [
        ("in time", "2024-04-10", 1, 1),
        ("on the last day", "2024-04-30", 1, 1),
        ("a day late", "2024-05-01", 0, 1),
        ("much later", "2024-05-01", 0, 1),
        ("open", "2024-05-01", 0, 1),
    ]


def test_an_open_petition_within_its_limit_is_neither_good_nor_bad(bench):
    petition(bench, "open")
    assert bench.reached("petitions_closed_on_time", "2024-04-30") == (0, 0)
    assert bench.reached("petitions_closed_on_time", "2024-05-01") == (0, 1)


def test_a_petition_overdue_at_the_turn_of_the_year_counts_in_the_year_after_its_limit(bench):
    petition(bench, "limit on new year's eve", "2025-03-01", accepted_on="2024-11-01")  # 60 days: 31 December
    assert bench.facts("petitions_closed_on_time") == [("limit on new year's eve", "2025-01-01", 0, 1)]


def test_disclosure_of_results_rests_on_both_limits(bench):
    for kind in ("处罚", "检查"):
        bench.add(
            "enforcement_cases",
            row_id=kind,
            kind=kind,
            extended="否",
            decided_on="2024-03-01",
            disclosed_on="2024-03-13",
        )
    assert bench.facts("enforcement_disclosed") == [("处罚", "2024-03-13", 0, 1), ("检查", "2024-03-13", 1, 1)]


def case(bench, row_id, completed_on=None, promised_by="2024-03-08", **cells):
    bench.add(
        "service_cases",
        row_id=row_id,
        accepted_on="2024-03-01",
        promised_by=promised_by,
        completed_on=completed_on,
        **cells,
    )


def test_a_case_completed_by_its_promise_counts_once_on_that_day(bench):
    case(bench, "early", "2024-03-05")
    case(bench, "on the promised day", "2024-03-08")
    assert bench.facts("services_completed") == [
        ("early", "2024-03-05", 1, 1),
        ("on the promised day", "2024-03-08", 1, 1),
    ]


def test_a_case_open_after_its_promise_counts_against_us_until_it_is_completed(bench):
    case(bench, "late", "2024-06-03")
    case(bench, "still open")
    case(bench, "the day after", "2024-03-09")
    in_2024 = [fact for fact in bench.facts("services_completed") if fact[1] < "2025"]
    assert in_2024 == [
        ("late", "2024-03-09", 0, 1),
        ("still open", "2024-03-09", 0, 1),
        ("the day after", "2024-03-09", 0, 1),
        ("the day after", "2024-03-09", 1, 0),
        ("late", "2024-06-03", 1, 0),
    ]
    assert bench.reached("services_completed", "2024-03-08") == (0, 0)
    assert bench.reached("services_completed", "2024-03-09") == (1, 3)
    assert bench.reached("services_completed", "2024-06-03") == (2, 3)


def test_completing_a_case_in_a_later_year_is_that_years_work_and_changes_nothing_in_the_closed_one(bench):
    case(bench, "carried over", "2025-01-10", promised_by="2024-12-20")
    assert bench.facts("services_completed") == [
        ("carried over", "2024-12-21", 0, 1),
        ("carried over", "2025-01-01", 0, 1),
        ("carried over", "2025-01-10", 1, 0),
    ]


def test_a_case_promised_for_new_years_eve_is_overdue_in_the_new_year_and_can_be_completed_in_it(bench):
    case(bench, "turn of the year", "2025-01-10", promised_by="2024-12-31")
    assert bench.facts("services_completed") == [
        ("turn of the year", "2025-01-01", 0, 1),
        ("turn of the year", "2025-01-10", 1, 0),
    ]


def test_ratings_count_on_the_closing_day_and_unrated_cases_only_in_the_share_of_rated(bench):
    for row_id, rating in [("A", "非常满意"), ("B", "满意"), ("C", "基本满意"), ("D", "不满意"), ("E", "非常不满意")]:
        case(bench, row_id, "2024-03-05", rating=rating, channel="网上")
    case(bench, "unrated", "2024-03-05", channel="网上")
    case(bench, "open", rating="满意", channel="网上")
    case(bench, "at the window", "2024-03-05", channel="窗口")
    assert bench.facts("services_satisfied") == [
        ("A", "2024-03-05", 1, 1),
        ("B", "2024-03-05", 1, 1),
        ("C", "2024-03-05", 1, 1),
        ("D", "2024-03-05", 0, 1),
        ("E", "2024-03-05", 0, 1),
    ]
    assert bench.reached("services_rated", "2024-03-05") == (5, 7)
    assert bench.reached("services_online_rated", "2024-03-05") == (5, 6)


def test_deputies_and_petitioners_are_content_from_the_third_level_up(bench):
    for row_id, rating in [("A", "满意"), ("B", "基本满意"), ("C", "不满意"), ("not rated", None)]:
        bench.add(
            "proposals", row_id=row_id, assigned_on="2024-02-01", complex="否", closed_on="2024-03-05", rating=rating
        )
        petition(bench, row_id, "2024-03-05", rating=rating)
    expected = [("A", "2024-03-05", 1, 1), ("B", "2024-03-05", 1, 1), ("C", "2024-03-05", 0, 1)]
    assert bench.facts("proposals_satisfied") == bench.facts("petitions_satisfied") == expected


def test_a_bad_rating_waits_for_its_call_within_the_year(bench):
    case(bench, "called", "2024-03-05", rating="不满意", revisited_on="2024-03-20")
    case(bench, "called next year", "2024-03-05", rating="非常不满意", revisited_on="2025-01-02")
    case(bench, "not called", "2024-03-05", rating="不满意")
    case(bench, "called before completion", "2024-03-05", rating="不满意", revisited_on="2024-03-04")
    case(bench, "content", "2024-03-05", rating="基本满意", revisited_on="2024-03-20")
    assert bench.reached("services_revisited", "2024-03-04") == (0, 0)
    assert bench.reached("services_revisited", "2024-03-05") == (1, 4)
    assert bench.reached("services_revisited", "2024-03-20") == (2, 4)
    assert bench.reached("services_revisited", "2024-12-31") == (2, 4)
    assert bench.reached("services_revisited", "2025-12-31", since="2025-01-01") == (1, 2)


def test_a_decision_counts_once_it_is_taken_and_a_step_the_law_does_not_ask_for_is_not_missing(bench):
    steps = dict.fromkeys(("participation", "expert", "risk", "legal_review", "collective"), "是")
    bench.add("decisions", row_id="complete", decided_on="2024-03-01", **steps, legal_adviser="否")
    bench.add("decisions", row_id="exempt", decided_on="2024-03-02", **(steps | {"expert": "不适用"}))
    bench.add("decisions", row_id="incomplete", decided_on="2024-03-03", **(steps | {"risk": "否"}))
    bench.add("decisions", row_id="not discussed", decided_on="2024-03-04", **(steps | {"collective": "否"}))
    bench.add("decisions", row_id="undecided", **steps)
    assert bench.facts("decisions_five_steps") == [
        ("complete", "2024-03-01", 1, 1),
        ("exempt", "2024-03-02", 1, 1),
        ("incomplete", "2024-03-03", 0, 1),
        ("not discussed", "2024-03-04", 0, 1),
    ]
    assert bench.reached("decisions_collective", "2024-12-31") == (3, 4)


def test_a_legal_review_after_the_fact_does_not_count(bench):
    for row_id, reviewed_on in [
        ("before", "2024-02-28"),
        ("same day", "2024-03-01"),
        ("after", "2024-03-02"),
        ("never", None),
    ]:
        bench.add(
            "rules", row_id=row_id, kind="规范性文件", action="制定", issued_on="2024-03-01", reviewed_on=reviewed_on
        )
        bench.add(
            "enforcement_cases",
            row_id=row_id,
            kind="处罚",
            needs_legal_review="是",
            decided_on="2024-03-01",
            legal_reviewed_on=reviewed_on,
        )
    bench.add("enforcement_cases", row_id="no need", kind="处罚", needs_legal_review="否", decided_on="2024-03-01")
    expected = [
        ("after", "2024-03-01", 0, 1),
        ("before", "2024-03-01", 1, 1),
        ("never", "2024-03-01", 0, 1),
        ("same day", "2024-03-01", 1, 1),
    ]
    assert bench.facts("rules_reviewed") == bench.facts("enforcement_reviewed") == expected


def test_a_head_has_to_appear_only_in_lawsuits_and_only_once_they_are_heard(bench):
    rows = [
        ("appeared", "行政诉讼", "是", "2024-03-01"),
        ("absent", "行政诉讼", "否", "2024-03-02"),
        ("excused", "行政诉讼", "不适用", "2024-03-03"),
        ("not heard yet", "行政诉讼", "否", None),
        ("a review", "行政复议", "是", "2024-03-04"),
    ]
    for row_id, kind, head_appeared, heard_on in rows:
        bench.add("litigation", row_id=row_id, kind=kind, head_appeared=head_appeared, heard_on=heard_on)
    assert bench.facts("heads_in_court") == [("appeared", "2024-03-01", 1, 1), ("absent", "2024-03-02", 0, 1)]


def test_animals_are_counted_by_heads_and_only_tests_with_a_result_can_fail(bench):
    common = {"held_on": "2024-03-01", "kind": "检测"}
    bench.add("animal_health", row_id="done", **common, due_heads=100, done_heads=90, qualified_heads=81)
    bench.add("animal_health", row_id="no result yet", **common, due_heads=50, done_heads=10)
    bench.add("animal_health", row_id="vaccination", held_on="2024-03-01", kind="免疫", due_heads=500, done_heads=500)
    assert bench.reached("animal_tested", "2024-03-01") == (100, 150)
    assert bench.reached("animal_qualified", "2024-03-01") == (81, 90)


def test_problems_per_patrol_draws_on_two_ledgers_and_says_which(bench):
    bench.add("problems", row_id="P", found_on="2024-03-02", source="巡河自查")
    bench.add("problems", row_id="not from a patrol", found_on="2024-03-02", source="安全隐患")
    bench.add("river_patrols", row_id="X1", patrolled_at="2024-03-01 09:30", level="乡级")
    bench.add("river_patrols", row_id="X2", patrolled_at="2024-03-02 23:59", level="村级")
    assert bench.facts("patrol_problems_per_100") == [
        ("X1", "2024-03-01", 0, 1),
        ("P", "2024-03-02", 1, 0),
        ("X2", "2024-03-02", 0, 1),
    ]
    assert bench.ledgers("patrol_problems_per_100") == {"P": "problems", "X1": "river_patrols", "X2": "river_patrols"}
