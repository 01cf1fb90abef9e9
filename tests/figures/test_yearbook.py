"""The tables of the 行政执法统计年报: every counting rule on a home small enough to count by hand."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from engine.figures.exporting import form
from engine.figures.view import View
from engine.figures.yearbook import NOTES, PENALTIES, RULES, UNKNOWN, fined, yearbook
from engine.ledgers.home import Home
from engine.snapshot import questions
from tests.conftest import DEMONSTRATION
from tests.homes import EAST, EMPTY, NORTH, OWN, TINY, TOWNSHIP, WEST, make_home

LAST = date(2024, 12, 31)


def view(home, place=TOWNSHIP, as_of=LAST):
    scope = questions.open_scope(home)
    return View(scope, place if place in questions.known_places(scope) else scope.place, as_of.year, as_of)


def case(row_id, kind, decided_on="", **more):
    at = {"place": EAST, "subject": "某某厂", "filed_on": decided_on or "2024-03-01", "extended": "否"}
    return {"row_id": row_id, "kind": kind, "decided_on": decided_on, "needs_legal_review": "否", **at, **more}


def penalty(row_id, decided_on, penalty_class="罚款", amount="", **more):
    more = {"outcome": "作出处罚", **more}
    return case(row_id, "处罚", decided_on, penalty_class=penalty_class, amount_fen=amount, **more)


def table(found, number):
    return found.tables[number].rows


def rows(frame):
    return {row[0]: tuple(row[1:]) for row in frame.itertuples(index=False)}


def only(frame):
    assert len(frame) == 1
    return frame.iloc[0].to_dict()


def cases(tmp_path, *found, **more):
    return make_home(tmp_path, {"enforcement_cases": list(found)}, **more)


def test_penalties_stand_under_their_class_in_the_order_of_the_law(tmp_path):
    home = cases(
        tmp_path,
        penalty("1", "2024-03-01", "警告"),
        penalty("2", "2024-03-02", "罚款", "1000.05"),
        penalty("3", "2024-03-03", "罚款", "0.10"),
        penalty("4", "2024-03-04", "吊销许可证件", "200"),
    )
    frame = table(yearbook(view(home)), 0)
    assert list(frame["处罚种类"]) == [
        *("警告", "通报批评", "罚款", "没收违法所得", "没收非法财物", "暂扣许可证件", "吊销许可证件"),
        *("限制开展生产经营活动", "责令停产停业", "责令关闭", "限制从业", "行政拘留", "其他", "合计"),
        *("另：不予处罚", "另：移送及其他"),
    ]
    found = rows(frame)
    assert found["警告"] == (1, Decimal("0.00"))
    assert found["罚款"] == (2, Decimal("1000.15"))
    assert found["吊销许可证件"] == (1, Decimal("200.00"))
    assert found["行政拘留"] == (0, Decimal("0.00"))
    assert found["合计"] == (4, Decimal("1200.15"))


def test_the_day_of_the_decision_decides_the_year(tmp_path):
    home = cases(
        tmp_path,
        penalty("1", "2024-12-31", "罚款", "1", filed_on="2024-11-01"),
        penalty("2", "2025-01-01", "罚款", "2", filed_on="2024-11-01"),
        penalty("3", "2023-12-31", "罚款", "4", filed_on="2023-11-01"),
        penalty("4", "2024-01-01", "罚款", "8", filed_on="2023-11-01"),
    )
    sums = {
        day.year: rows(table(yearbook(view(home, as_of=day)), 0))["合计"]
        for day in (date(2023, 12, 31), LAST, date(2025, 12, 31))
    }
    assert sums == {2023: (1, Decimal("4.00")), 2024: (2, Decimal("9.00")), 2025: (1, Decimal("2.00"))}


def test_a_case_is_not_counted_before_its_decision(tmp_path):
    home = cases(tmp_path, penalty("1", "2024-06-10", "罚款", "5", filed_on="2024-05-01"))
    found = [rows(table(yearbook(view(home, as_of=date(2024, 6, day))), 0))["合计"] for day in (9, 10)]
    assert found == [(0, Decimal("0.00")), (1, Decimal("5.00"))]


def test_a_decision_not_to_punish_stands_apart_and_a_class_that_is_missing_is_named(tmp_path):
    home = cases(
        tmp_path, penalty("1", "2024-03-01", "", outcome="不予处罚"), penalty("2", "2024-03-02", "", outcome="")
    )
    found = rows(table(yearbook(view(home)), 0))
    assert (found["合计"][0], found["另：不予处罚"][0], found["未填处罚种类"][0]) == (1, 1, 1)


def test_a_fine_without_an_amount_is_unknown_and_said_beside_the_sum(tmp_path):
    home = cases(tmp_path, penalty("1", "2024-03-01"), penalty("2", "2024-03-02", "没收违法所得", "7"))
    found = yearbook(view(home))
    assert rows(table(found, 0))["罚款"] == (1, UNKNOWN)
    assert rows(table(found, 0))["合计"] == (2, Decimal("7.00"))
    assert found.tables[0].note == NOTES[PENALTIES] + "1 宗罚款或没收没有填金额，金额合计不含这些案件。"
    assert fined(view(home)) == "7 元（1 宗未填金额）"


def test_licences_are_accepted_on_filing_and_settled_on_the_decision(tmp_path):
    home = cases(
        tmp_path,
        case("1", "许可", "2024-01-05", filed_on="2023-12-28", outcome="准予许可"),
        case("2", "许可", "2024-03-05", filed_on="2024-03-01", outcome="不予许可"),
        case("3", "许可", "2025-01-05", filed_on="2024-12-28", outcome="准予许可"),
        case("4", "许可", "2024-05-05", outcome="撤销许可"),
        case("5", "许可", "2024-05-06", outcome="其他"),
    )
    assert only(table(yearbook(view(home)), 1)) == {
        "申请": UNKNOWN,
        "受理": 3,
        "准予": 1,
        "不予": 1,
        "撤销": 1,
        "其他或未填结果": 1,
        "截至日在办": 1,
    }


def test_coercion_is_counted_whole_since_the_ledger_does_not_tell_its_two_kinds_apart(tmp_path):
    home = cases(
        tmp_path,
        case("1", "强制", "2024-03-05", outcome="实施强制"),
        case("2", "强制", "2024-03-06", outcome=""),
        case("3", "强制", "", outcome=""),
    )
    assert only(table(yearbook(view(home)), 2)) == {
        "实施强制": 1,
        "其中：强制措施": UNKNOWN,
        "其中：强制执行": UNKNOWN,
        "其他或未填结果": 1,
    }


def inspected(counted, penalised, without):
    names = ("行政检查", "另：已作处罚不重复计", "另：没有检查对象不计", "台账检查行数")
    return dict(zip(names, (counted, penalised, without, counted + penalised + without), strict=True))


def test_inspections_that_led_to_a_penalty_or_had_no_object_are_shown_but_not_counted(tmp_path):
    home = cases(
        tmp_path,
        case("J1", "检查", "2024-03-05", outcome="完成检查"),
        case("J2", "检查", "2024-03-06", outcome="完成检查"),
        case("J3", "检查", "2024-03-07", outcome="完成检查", subject=""),
        case("J4", "检查", "2024-03-08", outcome="完成检查"),
        case("J5", "检查", "2024-03-09", outcome="完成检查"),
        case("J6", "检查", "", filed_on="2024-03-10"),
        penalty("C2", "2024-04-06", from_inspection="J2"),
        penalty("C3", "2024-04-06", from_inspection="J3"),
        penalty("C4", "2024-04-08", "", outcome="不予处罚", from_inspection="J4"),
        penalty("C5", "", from_inspection="J5", filed_on="2024-04-01"),
    )
    assert only(table(yearbook(view(home)), 3)) == inspected(4, 1, 1)


def test_an_inspection_counts_until_the_penalty_is_decided(tmp_path):
    home = cases(
        tmp_path,
        case("J1", "检查", "2024-03-05", outcome="完成检查"),
        penalty("C1", "2024-04-06", from_inspection="J1", filed_on="2024-03-20"),
        penalty("C2", "2024-04-06", from_inspection="J1", filed_on="2024-03-20"),
    )
    found = [only(table(yearbook(view(home, as_of=day)), 3)) for day in (date(2024, 4, 5), date(2024, 4, 6))]
    assert found == [inspected(1, 0, 0), inspected(0, 1, 0)]


def officer(row_id, name, certified_on, expires_on="", revoked_on=""):
    return {
        "row_id": row_id,
        "name": name,
        "unit": "执法队",
        "place": OWN,
        "certified_on": certified_on,
        "expires_on": expires_on,
        "revoked_on": revoked_on,
    }


def test_officers_in_service_certified_and_the_certificates_that_came_and_went(tmp_path):
    home = make_home(
        tmp_path,
        {
            "officers": [
                officer("1", "甲", "2020-01-01", "2024-12-31"),  # its last valid day is today
                officer("2", "乙", "2019-01-01", "2023-12-31"),  # over since 1 January, and not renewed
                officer("3", "丙", "2019-05-01", "2024-04-30"),
                officer("4", "丙", "2024-05-10", "2029-05-09"),  # the same person's new one
                officer("5", "丁", "2022-01-01", "2026-12-31", "2024-06-30"),
                officer("6", "戊", "2025-01-01"),
                officer("7", "己", "2024-02-01", "2024-10-31", "2024-11-30"),  # expired before it was revoked
            ]
        },
        places=[{"code": TOWNSHIP, "name": "白杨乡", "level": "乡", "parent": "620999"}, own()],
    )
    assert only(table(yearbook(view(home)), 4)) == {
        "在岗人数": 3,
        "持证人数": 2,
        "持证率": "2 / 3 = 66.7%",
        "当年新取证": 2,
        "当年到期": 3,
        "当年注销": 1,
    }


def own():
    return {"code": OWN, "name": "乡本级", "level": "乡", "parent": TOWNSHIP}


def test_the_certified_are_those_of_the_indicator():
    at = view(TINY)
    assert only(table(yearbook(at), 4))["持证人数"] == at.figure("officers_certified").value == 2


def test_what_no_ledger_tells_is_not_a_zero():
    for found in yearbook(view(EMPTY)).tables:
        assert set(found.rows.iloc[:, 1:].to_numpy().ravel()) == {UNKNOWN}


def test_a_village_without_a_case_has_zeros_where_its_township_keeps_the_ledger():
    found = yearbook(view(TINY, NORTH))
    assert rows(table(found, 0))["合计"] == (0, Decimal("0.00"))
    assert only(table(found, 3)) == inspected(0, 0, 0)
    assert only(table(found, 4))["持证率"] == UNKNOWN


def test_a_village_counts_its_own_cases_only_and_a_township_both(tmp_path):
    home = cases(tmp_path, penalty("1", "2024-03-01"), penalty("2", "2024-03-01", place=WEST))
    found = {place: rows(table(yearbook(view(home, place)), 0))["合计"][0] for place in (TOWNSHIP, EAST, WEST)}
    assert found == {TOWNSHIP: 2, EAST: 1, WEST: 1}


def test_the_workbook_is_the_form_as_it_is_printed(tmp_path):
    home = cases(tmp_path, penalty("1", "2024-03-01", "罚款", "1000.05"))
    found = yearbook(view(home))
    sheet = openpyxl.load_workbook(io.BytesIO(found.file())).active
    assert sheet["A1"].value == found.title == "白杨乡 2024 年行政执法统计年报（截至2024年12月31日）"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    written = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    for part in found.tables:
        at = written.index([part.title])
        told = [[float(c) if isinstance(c, Decimal) else c for c in row] for row in part.rows.to_numpy()]
        assert written[at + 1 : at + 2 + len(told)] == [list(part.rows.columns), *told]
    told = ["填表说明：", *RULES, *(f"{title}：{note}" for title, note in NOTES.items())]
    assert [row[0] for row in written[-len(told) :]] == told
    fine = next(row for row in sheet.iter_rows() if row[0].value == "罚款")
    assert [cell.data_type for cell in fine[:3]] == ["s", "n", "n"] and fine[2].number_format == "#,##0.00"
    assert fine[0].border.left.style == "thin"
    assert found.file() == found.file()


def test_the_screen_shows_the_same_cells_as_text(tmp_path):
    found = yearbook(view(cases(tmp_path, penalty("1", "2024-03-01", "罚款", "1000.05"))))
    assert rows(found.tables[0].shown)["罚款"] == ("1", "1,000.05")


def csv_rows(ledger):
    found = []
    for path in sorted((DEMONSTRATION / "ledgers" / ledger).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += csv.DictReader(file)
    return found


@pytest.mark.parametrize("year, until", [(2023, "12-31"), (2024, "12-31"), (2025, "09-30")])
def test_the_demonstration_home_agrees_with_its_csv_files(demo_home, year, until):
    first, last = f"{year}-01-01", f"{year}-{until}"
    ledger = csv_rows("enforcement_cases")
    decided = [row for row in ledger if first <= row["决定日期"] <= last]
    imposed = [row for row in decided if row["种类"] == "处罚" and row["决定结果"] != "不予处罚"]
    led = {row["来源检查编号"] for row in ledger if row["种类"] == "处罚" and "" < row["决定日期"] <= last} - {""}
    checks = [row for row in decided if row["种类"] == "检查"]
    at = View(scope := questions.open_scope(Home(demo_home)), scope.place, year, date.fromisoformat(last))
    found = yearbook(at)
    penalties = rows(table(found, 0))
    for name in {row["处罚种类"] for row in imposed}:
        mine = [row for row in imposed if row["处罚种类"] == name]
        assert penalties[name] == (len(mine), sum(Decimal(row["罚没金额"] or 0) for row in mine))
    assert penalties["合计"][0] == len(imposed)
    licences = only(table(found, 1))
    assert [licences[name] for name in ("受理", "准予", "不予")] == [
        sum(row["种类"] == "许可" and first <= row["立案日期"] <= last for row in ledger),
        sum(row["决定结果"] == "准予许可" for row in decided),
        sum(row["决定结果"] == "不予许可" for row in decided),
    ]
    penalised = sum(row["编号"] in led for row in checks)
    assert only(table(found, 3)) == inspected(len(checks) - penalised, penalised, 0)
    held = [row for row in csv_rows("officers") if row["发证日期"] <= last]
    service = [row for row in held if not row["注销日期"] or row["注销日期"] >= last]
    valid = [row for row in service if not row["有效期至"] or row["有效期至"] >= last]
    officers = only(table(found, 4))
    assert (officers["在岗人数"], officers["持证人数"]) == (len(service), len(valid))
    assert officers["当年新取证"] == sum(row["发证日期"] >= first for row in held)
    assert pd.isna(found.tables[0].rows).sum().sum() == 0


def test_a_form_runs_nothing_and_keeps_text_as_text():
    frame = pd.DataFrame([["=1+1", 0, Decimal("0.10")], ["007", UNKNOWN, Decimal("12")]], columns=["=A1", "宗数", "元"])
    sheet = openpyxl.load_workbook(io.BytesIO(form([("@表", frame)], "+题", ["-注"]))).active
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert cells == dict.fromkeys(
        ["+题", "@表", "=A1", "宗数", "元", "=1+1", "007", UNKNOWN, "填表说明：", "-注"], "s"
    ) | {
        0: "n",
        0.1: "n",
        12: "n",
    }
