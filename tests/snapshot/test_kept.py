"""What was never recorded is not zero: kept is judged per township, ledger, column and kind, on the day asked for."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from engine.figures import matters, of_places, wording
from engine.figures.view import View
from engine.reporting import report
from engine.snapshot import questions
from engine.snapshot.questions import ask
from engine.subjects import unrecorded
from tests.homes import EAST, OWN, PLACES, TOWNSHIP, WEST, figure, make_home, plain

END = date(2024, 12, 31)


def scope_of(folder: Path, **ledgers: list[dict]) -> questions.Scope:
    return questions.open_scope(make_home(folder, ledgers))


def shown(scope: questions.Scope, code: str, day: date = END, place: str = TOWNSHIP) -> tuple:
    row = figure(scope, code, place, day)
    return plain(row["value"]), row["status"]


def petition(n: int, **cells: str) -> dict:
    return {
        "row_id": f"P{n}",
        "place": EAST,
        "kind": "来访",
        "class": "申诉求决",
        "out_of_scope": "否",
        "extended": "否",
    } | cells


# Columns


def test_a_column_that_no_row_of_the_township_ever_filled_gives_no_figure_no_clock_and_no_sentence(tmp_path):
    scope = scope_of(tmp_path, petitions=[petition(n, registered_on="2024-03-05") for n in range(4)])
    row = figure(scope, "petitions_notified_on_time")
    assert (plain(row["value"]), row["status"], row["unrecorded"]) == (None, "无数据", "告知日期从未登记")
    assert wording.arithmetic(row, END) == "截至12月31日 无数据（告知日期从未登记）"
    assert matters.totals(matters.counts(scope, TOWNSHIP, 2024, END)).overdue == 0
    assert matters.matters(scope, TOWNSHIP, 2024, END).empty
    assert "告知率" not in report.text(scope, 2024, END)
    assert shown(scope, "petitions_received") == (4, "无目标")


def test_the_moment_one_row_of_the_township_fills_a_column_everything_runs(tmp_path):
    rows = [petition(n, registered_on="2024-03-05") for n in range(3)]
    rows.append(petition(9, place=WEST, registered_on="2024-03-05", notified_on="2024-04-10"))
    scope = scope_of(tmp_path, petitions=rows)
    assert shown(scope, "petitions_notified_on_time", date(2024, 4, 9)) == (None, "无数据")
    assert shown(scope, "petitions_notified_on_time", date(2024, 4, 10)) == (0, "无目标")
    assert figure(scope, "petitions_notified_on_time", as_of=date(2024, 4, 10))["denominator"] == 4
    counted = [matters.totals(matters.counts(scope, TOWNSHIP, 2024, date(2024, 4, d))).overdue for d in (9, 10)]
    assert counted == [0, 3]


# ledger, its required cells, the column that is never filled, a value for it, the figures that fall silent
SILENT = [
    ("disclosures", {"kind": "政府信息", "formed_on": "2024-01-05"}, "published_on", "2024-01-08", ["disclosures", "disclosures_on_time"]),
    ("rules", {"kind": "规范性文件", "action": "制定", "issued_on": "2024-01-05"}, "filed_on", "2024-01-08", ["rules_filed"]),
    ("rules", {"kind": "规范性文件", "action": "制定", "issued_on": "2024-01-05"}, "reviewed_on", "2024-01-04", ["rules_reviewed"]),
    ("proposals", {"assigned_on": "2024-01-05", "closed_on": "2024-02-05"}, "rating", "满意", ["proposals_rated", "proposals_satisfied"]),
    ("proposals", {"assigned_on": "2024-01-05"}, "replied_on", "2024-02-05", ["proposals_on_time"]),
    (
        "service_cases",
        {"accepted_on": "2024-01-05", "promised_by": "2024-01-09", "completed_on": "2024-01-08", "rating": "不满意"},
        "revisited_on",
        "2024-01-09",
        ["services_revisited"],
    ),
    ("service_cases", {"accepted_on": "2024-01-05", "promised_by": "2024-01-09"}, "completed_on", "2024-01-08", ["services_completed", "services_on_time", "services_rated"]),
    ("litigation", {"kind": "行政诉讼", "head_appeared": "是", "filed_on": "2024-01-05"}, "heard_on", "2024-02-05", ["heads_in_court"]),
    (
        "enforcement_cases",
        {"kind": "处罚", "filed_on": "2024-01-05", "decided_on": "2024-01-20", "needs_legal_review": "是"},
        "disclosed_on",
        "2024-01-22",
        ["enforcement_disclosed"],
    ),
    (
        "enforcement_cases",
        {"kind": "处罚", "filed_on": "2024-01-05", "decided_on": "2024-01-20", "needs_legal_review": "是"},
        "legal_reviewed_on",
        "2024-01-19",
        ["enforcement_reviewed"],
    ),
    ("publicity_events", {"held_on": "2024-01-05"}, "audience", "30", ["publicity_reach"]),
    ("safety_activities", {"held_on": "2024-01-05", "kind": "入户宣传"}, "people", "30", ["safety_household_reach"]),
    ("disputes", {"found_on": "2024-01-05", "accepted_on": "2024-01-06", "result": "在办"}, "ended_on", "2024-01-20", ["disputes_resolved", "disputes_on_time"]),
    ("service_matters", {"listed_on": "2024-01-05"}, "in_hall_since", "2024-01-06", ["matters_in_hall"]),
    ("animal_health", {"held_on": "2024-01-05", "kind": "检测", "due_heads": "9", "done_heads": "9"}, "qualified_heads", "9", ["animal_qualified"]),
    ("requests", {"received_on": "2024-01-05", "due_on": "2024-01-09"}, "answered_on", "2024-01-08", ["legal_consultations", "requests_answered"]),
]  # fmt: skip


@pytest.mark.parametrize(("ledger", "cells", "column", "value", "codes"), SILENT)
def test_every_end_and_rating_column_falls_silent_alike(tmp_path, ledger, cells, column, value, codes):
    rows = [{"row_id": f"R{n}", "place": OWN, **cells} for n in range(2)]
    never = scope_of(tmp_path / "never", **{ledger: rows})
    title = questions.ledgers(never)[ledger].field(column).name
    assert [shown(never, code) for code in codes] == [(None, "无数据")] * len(codes)
    assert all(title in figure(never, code)["unrecorded"] for code in codes)
    once = scope_of(tmp_path / "once", **{ledger: [rows[0], rows[1] | {column: value}]})
    assert not any(title in figure(once, code)["unrecorded"] for code in codes)


def test_the_end_of_what_lasts_may_stay_empty_for_ever(tmp_path):
    """Nobody left office, no venue was closed, no certificate revoked: that is said by the empty cell."""
    scope = scope_of(
        tmp_path,
        law_savvy_residents=[{"row_id": "M", "place": EAST, "since": "2024-01-05"}],
        venues=[{"row_id": "V", "place": EAST, "kind": "法治宣传栏", "opened_on": "2024-01-05"}],
        officers=[{"row_id": "O", "place": OWN, "certified_on": "2024-01-05"}],
        mediation_committees=[{"row_id": "C", "place": EAST, "established_on": "2024-01-05"}],
    )
    codes = ("law_savvy_residents", "venues_boards", "officers_certified", "committees_cover")
    assert [shown(scope, code)[0] for code in codes] == [1, 1, 1, 50]


def test_a_ledger_without_the_column_at_all_is_read_and_the_column_was_not_kept(tmp_path):
    home = make_home(tmp_path, {"petitions": [petition(1, registered_on="2024-03-05")]})
    path = home.path / "ledgers/petitions/petitions.csv"
    frame = pd.read_csv(path, dtype=str, encoding="utf-8-sig").drop(columns=["告知日期", "满意度评价"])
    frame.to_csv(path, index=False, encoding="utf-8-sig")
    scope = questions.open_scope(home)
    assert ask("left_out", scope).empty
    assert shown(scope, "petitions_received") == (1, "无目标")
    assert figure(scope, "petitions_notified_on_time")["unrecorded"] == "告知日期从未登记"
    assert figure(scope, "petitions_rated")["unrecorded"] == "办结日期、满意度评价从未登记"


# Kinds and ledgers


def test_only_hazards_entered_say_nothing_of_the_other_sources(tmp_path):
    hazard = {
        "row_id": "A",
        "place": EAST,
        "source": "安全隐患",
        "found_on": "2024-03-05",
        "rectified_on": "2024-03-06",
    }
    patrols = [{"row_id": "X", "place": EAST, "level": "村级"}]
    scope = scope_of(tmp_path, problems=[hazard], river_patrols=patrols)
    told = {
        code: figure(scope, code)["unrecorded"]
        for code in ("assets_problems", "patrol_problems", "hazards_rectified", "patrol_problems_per_100")
    }
    assert told == {
        "assets_problems": "问题来源“三资管理”从未登记",
        "patrol_problems": "问题来源“巡河自查”从未登记",
        "hazards_rectified": "",
        "patrol_problems_per_100": "问题来源“巡河自查”从未登记",
    }
    assert [shown(scope, code)[0] for code in told] == [None, None, 1, None]


def test_villages_without_a_ledger_of_committees_are_not_uncovered(tmp_path):
    scope = scope_of(tmp_path, petitions=[petition(1)])
    assert [shown(scope, "committees_cover", place=place) for place in (TOWNSHIP, EAST)] == [(None, "无数据")] * 2
    kept = scope_of(
        tmp_path / "kept", mediation_committees=[{"row_id": "C", "place": EAST, "established_on": "2024-03-05"}]
    )
    assert shown(kept, "committees_cover", date(2024, 3, 4)) == (None, "无数据")
    assert shown(kept, "committees_cover", date(2024, 3, 5)) == (50, "无目标")
    assert shown(kept, "committees_cover", place=WEST) == (0, "无目标")


def test_one_township_that_does_not_keep_a_column_does_not_pull_down_its_county(tmp_path):
    other = "620999102"
    places = [*PLACES, {"code": other, "name": "红柳乡", "level": "乡", "parent": "620999"}, {"code": f"{other}201", "name": "南湾村", "level": "村", "parent": other}, {"code": "620999", "name": "某县", "level": "县"}]  # fmt: skip
    rows = [petition(n, registered_on="2024-03-05", notified_on="2024-03-06") for n in (1, 2)]
    rows += [petition(n, place=f"{other}201", registered_on="2024-03-05") for n in (3, 4)]
    scope = questions.open_scope(make_home(tmp_path, {"petitions": rows}, places=places))
    whole = figure(scope, "petitions_notified_on_time", "620999")
    assert (plain(whole["value"]), whole["denominator"]) == (100, 2)
    assert shown(scope, "petitions_notified_on_time", place=other) == (None, "无数据")


# The day asked for


def test_a_ledger_is_kept_by_the_date_the_figure_counts_on_too(tmp_path):
    """Formed in December, published in January: 东湾 1, and so 西沟 0."""
    formed = {"row_id": "G", "place": EAST, "kind": "村务公开", "formed_on": "2023-12-20", "published_on": "2024-01-03"}
    scope = scope_of(tmp_path, disclosures=[formed])
    assert [shown(scope, "disclosures", date(2024, 1, 5), place)[0] for place in (EAST, WEST)] == [1, 0]
    assert shown(scope, "disclosures", date(2024, 1, 2), WEST) == (None, "无数据")


def test_a_village_beside_one_with_something_due_has_nothing_due_and_not_no_data(tmp_path):
    late = {"row_id": "G", "place": EAST, "kind": "政府信息", "formed_on": "2023-12-20"}
    once = {"row_id": "H", "place": EAST, "kind": "政府信息", "formed_on": "2023-01-05", "published_on": "2023-01-06"}
    scope = scope_of(tmp_path, disclosures=[late, once])
    found = [shown(scope, "disclosures_on_time", date(2024, 3, 1), place) for place in (TOWNSHIP, EAST, WEST)]
    assert found == [(0, "无目标"), (0, "无目标"), (None, "不适用")]


def test_what_comes_in_march_is_not_known_on_5_january(tmp_path):
    scope = scope_of(
        tmp_path, publicity_events=[{"row_id": "A", "place": EAST, "held_on": "2024-03-05", "kind": "集中宣传"}]
    )
    days = (date(2024, 1, 5), date(2024, 3, 4), date(2024, 3, 5))
    assert [shown(scope, "publicity_events", day) for day in days] == [(None, "无数据")] * 2 + [(1, "无目标")]


# Zero reports


def reports(*rows: tuple[str, str, str]) -> list[dict]:
    return [
        {"row_id": f"Z{n}", "place": OWN, "reported_on": day, "about_month": month, "kind": kind}
        for n, (day, month, kind) in enumerate(rows)
    ]


def test_a_zero_report_is_about_the_month_it_names_whenever_it_was_sent(tmp_path):
    sent = reports(
        ("2024-02-01", "2024-01", "零报告"), ("2024-02-20", "", "越级集体访"), ("2024-04-02", "2024-03", "零报告")
    )
    scope = scope_of(tmp_path, incidents=sent)
    missing = [
        figure(scope, "brawls", as_of=date(2024, m, d))["months_missing"] for m, d in ((1, 31), (2, 29), (4, 30))
    ]
    assert missing == [(), (), (4,)]
    assert wording.caveats(figure(scope, "brawls", as_of=date(2024, 6, 30))) == ["缺报4月、5月、6月"]


def test_decembers_report_sent_in_january_keeps_the_closed_year_and_not_the_new_one(tmp_path):
    scope = scope_of(tmp_path, incidents=reports(("2024-01-03", "2023-12", "零报告")))
    assert shown(scope, "brawls", date(2023, 12, 31)) == (0, "无目标")
    assert shown(scope, "brawls", date(2024, 1, 5)) == (None, "无数据")


def test_the_report_says_in_the_same_sentence_which_months_have_no_zero_report(tmp_path):
    full = [(f"2024-{m:02}-28", "", "零报告") for m in range(1, 13) if m not in (3, 7)]
    text = report.text(scope_of(tmp_path, incidents=reports(*full)), 2024, END)
    assert "未发生群体性械斗事件（3月、7月没有零报告，不在其内）。" in text
    assert "未发生越级集体访事件（3月、7月没有零报告，不在其内）。" in text


def test_the_view_of_a_page_knows_what_is_silent(tmp_path):
    scope = scope_of(tmp_path, petitions=[petition(n, registered_on="2024-03-05") for n in range(4)])
    rows = View(scope, TOWNSHIP, 2024, END).figures()
    silent = rows[rows["unrecorded"] != ""]
    assert list(silent["code"]) == [
        "petitions_notified_on_time",
        "petitions_closed_on_time",
        "petitions_satisfied",
        "petitions_rated",
    ]
    assert set(silent["status"]) == {"无数据"}
    assert unrecorded.hint(rows) == (
        "另有 4 项指标没有数，因为台账的栏目从未登记：告知日期；受理日期、办结日期；办结日期、满意度评价。"
        "影响哪些指标，见“台账”页各本台账。"
    )
    assert unrecorded.hint(rows.head(3)) == ""
    assert of_places.figures(scope, TOWNSHIP, 2023, date(2023, 12, 31))["unrecorded"].eq("").all()


def test_the_page_of_a_ledger_names_each_column_that_was_never_filled_and_what_it_would_feed(tmp_path):
    scope = scope_of(tmp_path, petitions=[petition(1, registered_on="2024-03-05", closed_on="2024-03-06")])
    view = View(scope, EAST, 2024, END)
    told = unrecorded.of_ledger(view, questions.ledgers(scope)["petitions"])
    assert [(each.title, each.figures, each.limits) for each in told] == [
        ("提出异议日期", [], ["不属职权的提出异议"]),
        ("告知日期", ["信访及时受理告知率"], ["信访告知"]),
        ("受理日期", ["信访按期办结率"], ["信访办结"]),
        ("满意度评价", ["信访群众满意率", "信访参评率"], []),
    ]
    assert told[1].said == "“告知日期”从未登记：信访及时受理告知率没有数；信访告知不计时限。登记了第一格，就开始计算。"
    assert unrecorded.of_ledger(view, questions.ledgers(scope)["venues"]) == []
