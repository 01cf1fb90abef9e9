"""Which of the things that need somebody is named first, and in which words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.figures import gravity, matters, urgent
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.places import Place
from engine.reporting import brief
from engine.snapshot import questions
from engine.subjects import lines_of_work, overview, warnings
from tests.homes import OWN, TOWNSHIP, WEST, make_home

DAY = date(2024, 6, 30)
LATE = {"registered_on": "2024-01-02", "accepted_on": "2024-01-02", "class": "申诉求决", "notified_on": "2024-01-02"}
DONE = {"row_id": "X0", **LATE, "closed_on": "2024-01-05", "content": "路灯不亮"}
PROBLEM = {"source": "安全隐患", "found_on": "2024-01-02"}
FIXED = {"row_id": "W0", **PROBLEM, "due_on": "2024-02-01", "rectified_on": "2024-01-03"}


def target(indicator: str, kind: str, value: float) -> dict:
    basis = {"basis": "年度任务", "basis_status": "本级自定"}
    return {"indicator": indicator, "year": 2024, "place": TOWNSHIP, "kind": kind, "value": value, **basis}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A petition 120 days over, a hazard 151, another petition nearly due, nothing done of four drills, 9 of 10 animals."""
    ledgers = {
        "petitions": [
            DONE,
            {"row_id": "X1", **LATE, "content": "草场界线重新核定", "petitioner": "王小明", "place": WEST},
            {**LATE, "row_id": "X2", "accepted_on": "2024-05-03", "content": "补贴没有到账，电话13912345678"},
        ],
        "problems": [FIXED, {"row_id": "W1", **PROBLEM, "due_on": "2024-01-31", "description": "桥面护栏松动"}],
        "safety_activities": [{"row_id": "A1", "held_on": "2024-03-05", "kind": "集中宣传", "place": OWN}],
        "animal_health": [{"row_id": "D1", "held_on": "2024-03-05", "kind": "检测", "due_heads": 10, "done_heads": 9}],
    }
    targets = [target("safety_drills", "reach", 4), target("animal_tested", "floor", 95)]
    home = make_home(tmp_path_factory.mktemp("home"), ledgers, targets=targets)
    return View(questions.open_scope(home), Place(TOWNSHIP), 2024, DAY)


def test_the_gravest_is_named_first_whatever_it_is(view: View) -> None:
    found = overview.overview(view).urgent
    assert [(each.shape, each.what, each.where, each.how_bad) for each in found] == [
        ("✕", "草场界线重新核定", "西沟村", "超期 120 天"),  # the law's 60 days, over on 2 March
        ("■", "应急演练", "", "差 4 场次"),
        ("✕", "桥面护栏松动", "东湾村", "超期 151 天"),  # a limit that was set for it
        ("✕", "动物疫病检测率", "", "低 5 个百分点"),
        ("◆", "补贴没有到账，电话（手机号已隐去）", "东湾村", "剩余 2 天"),
    ]
    assert [each.detail for each in found[:2]] == [
        "信访办结 · 2024年3月2日到期 · 《信访工作条例》第三十四条",
        "0 场次（目标 4 场次）",
    ]
    assert found[0].said == "草场界线重新核定 · 西沟村 · 超期 120 天 · 社会治理和应急管理办"


def test_every_page_and_the_brief_have_the_same_order(view: View) -> None:
    first = [each.said for each in overview.overview(view).urgent]
    page = [each.said for each in lines_of_work.work(view, "petitions").urgent]
    assert page == [said for said in first if said in page] and len(page) == 2
    listed = [each.what for each in warnings.warnings(view).first]
    assert listed == ["草场界线重新核定", "桥面护栏松动", "补贴没有到账，电话（手机号已隐去）"]
    told = list(warnings.listed(view, 9, matters.URGENT, {}).rows["事项"])
    assert told == listed
    assert brief._warnings(view)[1].count("草场界线重新核定") == 1


def test_the_handler_is_named_to_who_may_see_names(view: View) -> None:
    ledgers = {"problems": [FIXED, {"row_id": "W1", **PROBLEM, "due_on": "2024-01-31", "responsible": "严小乙"}]}
    home = view.scope.home.path.parent / "named"
    scope = questions.open_scope(make_home(home, ledgers))
    seen = [View(each, Place(TOWNSHIP), 2024, DAY) for each in (scope, replace(scope, unmasked=True))]
    told = [urgent.urgent(v, v.figures(), v.matters(5, states=matters.URGENT))[0].whose for v in seen]
    assert told == ["社会治理和应急管理办", "社会治理和应急管理办 严小乙"]


def test_a_row_that_does_not_say_what_it_is_about_is_named_by_ledger_and_number(tmp_path: Path) -> None:
    quarrel = {"found_on": "2024-01-02", "accepted_on": "2024-01-02", "kind": "邻里"}
    ledgers = {
        "disputes": [{"row_id": "J0", **quarrel, "ended_on": "2024-01-05"}, {"row_id": "J1", **quarrel}],
        "petitions": [DONE, {"row_id": "X1", **LATE, "content": ""}],
    }
    view = View(questions.open_scope(make_home(tmp_path, ledgers)), Place(TOWNSHIP), 2024, DAY)
    assert [each.what for each in overview.overview(view).urgent] == ["矛盾纠纷（邻里）", "信访 X1"]


def figure(view: View, **cells: object) -> Figure:
    return replace(view.figure("safety_drills"), **cells)


def test_two_indicators_equally_far_behind_are_told_apart_by_how_much_that_is_and_never_by_chance(view: View) -> None:
    half = {"status": "未达标", "target_kind": "floor", "target": 100.0, "expected": float("nan"), "value": 50.0}
    many = figure(view, code="b", kind="rate", numerator=20.0, denominator=40.0, **half)
    few = figure(view, code="a", kind="rate", numerator=1.0, denominator=2.0, **half)
    twin = replace(few, code="c")
    order = sorted([gravity.of_figure(each) for each in (twin, few, many)])
    assert [grade.key for grade in order] == [("b",), ("a",), ("c",)]
    assert len(set(order)) == 3


@pytest.mark.parametrize(
    ("cells", "kind", "much"),
    [
        ({"target_kind": "zero", "target": 0.0, "value": 2.0}, gravity.BELOW_TARGET, -2),
        ({"target_kind": "ceiling", "target": 4.0, "value": 5.0}, gravity.BELOW_TARGET, -0.25),
        ({"target_kind": "range", "target": 5.0, "upper": 20.0, "value": 25.0}, gravity.BELOW_TARGET, -0.25),
        ({"target_kind": "range", "target": 5.0, "upper": 20.0, "value": 0.0}, gravity.BELOW_TARGET, -1),
        ({"target_kind": "each_period", "periods_due": 8.0, "periods_met": 6.0}, gravity.BELOW_TARGET, -0.25),
        ({"target_kind": "each_period", "periods_due": 8.0, "periods_met": 0.0}, gravity.NOTHING_DONE, -1),
        ({"target_kind": "reach", "target": 9.0, "expected": 4.0, "value": 3.0}, gravity.BELOW_TARGET, -0.25),
    ],
)
def test_how_far_a_figure_is_from_what_is_due_is_a_share_of_it(view, cells, kind, much):
    grade = gravity.of_figure(figure(view, status="未达标", **({"expected": float("nan")} | cells)))
    assert (grade.kind, float(grade.much)) == (kind, much)


def test_the_rule_is_said_in_one_sentence() -> None:
    assert gravity.RULE.startswith("排序：") and "法定期限" in gravity.RULE
