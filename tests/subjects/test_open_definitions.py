"""What was decided where a definition was open, as the pages show it: the same answer wherever a reader looks."""

from datetime import date

import pytest

from engine.figures import matters
from engine.figures.view import View
from engine.figures.yearbook import yearbook
from engine.snapshot import questions
from engine.snapshot.questions import ask
from engine.subjects.decisions import decisions
from engine.subjects.enforcement import enforcement
from engine.subjects.services import services
from tests.homes import EAST, TOWNSHIP, figure, make_home, records

LAST = date(2024, 12, 31)
CASE = {
    "filed_on": "2024-03-01",
    "decided_on": "2024-03-05",
    "subject": "某店",
    "needs_legal_review": "否",
    "extended": "否",
}
# Shown in time the year before: only where a day was ever entered are the others known to lack it.
EARLIER = CASE | {
    "row_id": "E",
    "kind": "强制",
    "filed_on": "2023-03-01",
    "decided_on": "2023-03-05",
    "disclosed_on": "2023-03-06",
}
RULES = ("legal_review", "enforcement_disclose_7", "enforcement_disclose_20")
BAD = {"accepted_on": "2024-11-01", "promised_by": "2024-12-20", "completed_on": "2024-12-10", "outcome": "办结"}


def view(home, as_of=LAST):
    scope = questions.open_scope(home)
    return View(scope, scope.place, as_of.year, as_of, None)


def test_a_case_handed_on_is_no_penalty_on_any_page(tmp_path):
    rows = [
        {**CASE, "row_id": outcome, "kind": "处罚", "outcome": outcome, "disclosed_on": ""}
        for outcome in ("作出处罚", "不予处罚", "其他")
    ]
    rows.append(EARLIER)
    home = make_home(tmp_path, {"enforcement_cases": rows})
    scope = questions.open_scope(home)
    assert figure(scope, "penalties")["value"] == 1
    table = dict(yearbook(view(home)).tables[0].rows.set_index("处罚种类")["宗数"])
    assert (table["合计"], table["另：不予处罚"], table["另：移送及其他"]) == (1, 1, 1)
    # three cases are closed, and the chart says that it counts cases; two results are to be shown
    assert "处罚案件 3" in enforcement(view(home)).months.title
    gaps = ask("enforcement_gaps", scope, from_day=date(2024, 1, 1), as_of=LAST, rules=RULES, most=9)
    assert sorted(gaps[gaps["rule"] == "enforcement_disclose_7"]["row_id"]) == ["不予处罚", "作出处罚"]


def test_an_inspection_whose_penalty_case_was_handed_on_is_an_inspection_still(tmp_path):
    inspection = {**CASE, "row_id": "J1", "kind": "检查", "decided_on": ""}
    case = {**CASE, "row_id": "C1", "kind": "处罚", "outcome": "其他", "from_inspection": "J1"}
    found = yearbook(view(make_home(tmp_path, {"enforcement_cases": [inspection, case]}))).tables[3].rows.iloc[0]
    assert (found["行政检查"], found["另：已作处罚不重复计"]) == (1, 0)


def test_an_inspection_without_a_decision_is_missed_where_nothing_was_made_public(tmp_path):
    row = {**CASE, "row_id": "J1", "kind": "检查", "decided_on": ""}
    scope = questions.open_scope(make_home(tmp_path, {"enforcement_cases": [row, EARLIER]}))
    assert (figure(scope, "inspections")["value"], figure(scope, "enforcement_disclosed")["value"]) == (1, 0)
    gaps = ask("enforcement_gaps", scope, from_day=date(2024, 1, 1), as_of=LAST, rules=RULES, most=9)
    assert records(gaps[["row_id", "started_on"]]) == [{"row_id": "J1", "started_on": "2024-03-01"}]


def test_a_decision_without_collective_discussion_lacks_that_step_in_the_matrix_and_in_both_rates(tmp_path):
    steps = dict.fromkeys(("participation", "expert", "risk", "legal_review"), "不适用")
    row = {
        "row_id": "D1",
        "title": "修路",
        "proposed_on": "2024-01-10",
        "decided_on": "2024-03-05",
        "collective": "不适用",
    }
    home = make_home(tmp_path, {"decisions": [{**steps, **row}]})
    assert decisions(view(home)).steps.said == "修路 缺 1 步（集体讨论）"
    scope = questions.open_scope(home)
    assert [figure(scope, code)["value"] for code in ("decisions_five_steps", "decisions_collective")] == [0, 0]


def test_what_was_begun_last_year_is_carried_over_also_where_its_limit_falls_in_this_one(tmp_path):
    row = {"class": "申诉求决", "out_of_scope": "否", "extended": "否", "notified_on": "2024-11-20", "closed_on": ""}
    rows = [
        {**row, "row_id": "November", "registered_on": "2024-11-20", "accepted_on": "2024-11-20"},
        {**row, "row_id": "January", "registered_on": "2025-01-02", "accepted_on": "2025-01-02"},
    ]
    rows.append(rows[0] | {"row_id": "closed", "closed_on": "2024-11-25"})
    scope = questions.open_scope(make_home(tmp_path, {"petitions": rows}))
    counted = matters.counts(scope, TOWNSHIP, 2025, date(2025, 6, 30))
    totals = matters.totals(counted[counted["rule"] == "petition_close"])
    assert (totals.overdue, totals.carried) == (2, 1)


def test_a_reminder_that_was_taken_up_stays_in_its_year_and_one_that_was_not_goes_with_its_day(tmp_path):
    row = {"found_on": "2024-03-01", "accepted_on": "2024-03-01", "ended_on": "2024-03-10", "result": "调解成功"}
    rows = [
        {**row, "row_id": "taken-up", "confirm_applied_on": "2024-04-01"},
        {**row, "row_id": "let-pass", "confirm_applied_on": ""},
        {
            **row,
            "row_id": "earlier",
            "found_on": "2023-03-01",
            "ended_on": "2023-03-10",
            "confirm_applied_on": "2023-03-20",
        },
    ]
    scope = questions.open_scope(make_home(tmp_path, {"disputes": rows}))

    def reminders(year, as_of):
        found = matters.matters(scope, TOWNSHIP, year, as_of)
        found = found[found["rule"] == "mediation_confirm"]
        return sorted(zip(found["row_id"], found["said"], strict=True))

    assert [key for key, _ in reminders(2024, date(2024, 3, 31))] == ["let-pass", "taken-up"]
    assert reminders(2024, LAST) == [("taken-up", "2024年4月1日办结")]
    assert reminders(2025, date(2025, 6, 30)) == []


@pytest.fixture(scope="module")
def called_back(tmp_path_factory):
    """Three cases rated badly in December, one of them called back in that month, one in January, and a new case."""
    rows = [
        {**BAD, "row_id": row_id, "rating": "不满意", "revisited_on": day}
        for row_id, day in (("called", "2024-12-12"), ("January", "2025-01-06"), ("never", ""))
    ]
    rows.append({**BAD, "row_id": "new", "completed_on": "2025-01-03", "accepted_on": "2025-01-02", "rating": "满意"})
    return make_home(tmp_path_factory.mktemp("called-back"), {"service_cases": rows})


@pytest.mark.parametrize(
    ("as_of", "said", "listed"),
    [
        (LAST, ("1 件", "差评 3 件；2 件没有回访"), ["January", "never", "called"]),
        (date(2025, 1, 5), ("0 件", "差评 2 件；2 件没有回访"), ["January", "never"]),
        (date(2025, 3, 1), ("1 件", "差评 2 件；1 件没有回访"), ["never", "January"]),
    ],
)
def test_a_call_made_in_january_shows_in_the_new_year_and_leaves_the_old_one_as_it_was(
    called_back, as_of, said, listed
):
    found = services(view(called_back, as_of))
    assert next(tile[1:3] for tile in found.tiles if tile[0] == "差评回访") == said
    assert list(found.bad_ratings(9).rows["编号"]) == listed


def test_a_walk_in_outside_our_powers_is_done_with_once_the_petitioner_was_told_where_to_go(tmp_path):
    row = {"class": "申诉求决", "out_of_scope": "是", "extended": "否", "registered_on": "2024-03-01", "place": EAST}
    rows = [
        {**row, "row_id": "told", "notified_on": "2024-03-04"},
        {**row, "row_id": "not-told", "notified_on": ""},
        {
            **row,
            "row_id": "sent",
            "notified_on": "2024-03-04",
            "received_from": "县信访局",
            "objected_on": "2024-03-05",
        },
    ]
    scope = questions.open_scope(make_home(tmp_path, {"petitions": rows}))
    found = ask("petition_ages", scope, as_of=date(2024, 3, 31), near_days=5)
    assert records(found[["row_count", "overdue"]]) == [{"row_count": 1, "overdue": 1}]
    counted = matters.counts(scope, TOWNSHIP, 2024, date(2024, 3, 31))
    assert dict(zip(counted["rule"], counted["overdue"], strict=True)) == {
        "petition_notify": 1,
        "petition_objection": 0,
    }
