"""The 督办 summary says what a person would count on the day and in the seven days that end with it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects.supervision import DAY, WEEK, Part, Summary, summary
from tests.homes import EAST, EMPTY, TOWNSHIP, WEST, make_home

TODAY = date(2024, 6, 30)
TYPED = "张三丰反映李四占了草场，电话13912345678"  # what a person's petition is about, in an official's words
SECRET = ("张三丰", "李四", "13912345678", "11010519491231002X", "占了草场")


def problem(row_id: str, due_on: str, place: str = EAST, **cells: str) -> dict:
    found = {"found_on": "2024-02-01", "source": "巡视巡察", "description": TYPED, "responsible": "李四"}
    return {"row_id": row_id, "place": place, "due_on": due_on, "rectified_on": "", **found, **cells}


def petition(row_id: str, **cells: str) -> dict:
    """Accepted on 28 April, so that its sixty days end on 27 June."""
    return {
        "row_id": row_id,
        "place": WEST,
        "kind": "来访",
        "class": "申诉求决",
        "registered_on": "2024-04-20",
        "notified_on": "2024-04-28",
        "accepted_on": "2024-04-28",
        "extended": "否",
        "closed_on": "",
        "petitioner": "张三丰",
        "phone": "13912345678",
        "id_no": "11010519491231002X",
        "content": TYPED,
        **cells,
    }


def office_home(folder: Path) -> Home:
    """On 30 June P-1 is one day over, T-1 three and P-2 five; P-3 ends that day, P-4 in seven; a brawl that day, the first."""
    return make_home(
        folder,
        {
            "problems": [
                problem("P-1", "2024-06-29"),
                problem("P-2", "2024-06-25", WEST),
                problem("P-3", "2024-06-30"),
                problem("P-4", "2024-07-07"),
                problem("P-5", "2024-04-01", rectified_on="2024-03-01"),
            ],
            "petitions": [petition("T-1"), petition("T-2", closed_on="2024-05-05")],
            "incidents": [
                {"row_id": "L-1", "reported_on": "2024-05-31", "kind": "零报告"},
                {"row_id": "L-2", "reported_on": "2024-06-30", "kind": "群体性械斗"},
            ],
        },
        targets=[
            {
                "indicator": "brawls",
                "year": 2024,
                "place": TOWNSHIP,
                "kind": "zero",
                "value": 0,
                "basis": "责任书",
                "basis_status": "本级自定",
            }
        ],
        parameters=[{"parameter": "today", "value": TODAY.isoformat()}],
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return office_home(tmp_path_factory.mktemp("office"))


def told(home: Home, period: str, place: str = TOWNSHIP, office: str | None = None) -> Summary:
    scope = questions.open_scope(home)
    return summary(View(scope, place, TODAY.year, TODAY, office), period)


def named(part: Part) -> list[str]:
    """The numbers of the matters in a part, or the names of the indicators, in their order."""
    return [next(word for word in line.split() if word[1:2] == "-" or "械斗" in word) for line in part.lines]


def test_the_day_has_what_is_one_day_over_and_what_ends_within_five(home: Home) -> None:
    title, (general, gravest, new, worse, soon) = told(home, DAY)
    assert title == "白杨乡督办日报（2024年6月30日）"
    assert general.heading == "总体情况（指标统计时点 2024年6月30日）"
    assert general.lines[1] == "超期 3 件（最长 5 天），临期 1 件"
    assert (gravest.heading, set(named(gravest))) == ("需要督办 5 项", {"P-1", "P-2", "P-3", "T-1", "群体性械斗事件"})
    assert (new.heading, named(new)) == ("今日新增超期 1 件", ["P-1"])
    assert (worse.heading, named(worse)) == ("今日新增落后的指标 1 项", ["群体性械斗事件"])
    assert soon == Part(
        "5日内到期 1 件", ["◆ 问题整改 P-3 今天到期（问题整改，2024-06-30 到期 · 东湾村 · 社会治理和应急管理办）"]
    )


def test_the_week_has_what_came_to_be_over_in_seven_days_and_what_ends_in_the_next(home: Home) -> None:
    title, (_, _, new, worse, soon) = told(home, WEEK)
    assert title == "白杨乡督办周报（2024年6月24日至2024年6月30日）"
    assert (new.heading, named(new)) == ("近7日新增超期 3 件", ["P-2", "T-1", "P-1"])
    assert (worse.heading, named(worse)) == ("近7日新增落后的指标 1 项", ["群体性械斗事件"])
    assert (soon.heading, named(soon)) == ("7日内到期 2 件", ["P-3", "P-4"])


def test_a_village_and_an_office_have_their_own(home: Home) -> None:
    assert [named(part) for part in told(home, WEEK, WEST).parts[2:]] == [["P-2", "T-1"], [], []]
    title, (_, _, *others) = told(home, WEEK, WEST, "司法所")
    assert title == "西沟村司法所督办周报（2024年6月24日至2024年6月30日）"
    assert [named(part) for part in others] == [[], [], []]


def test_no_petitioner_and_nothing_that_was_typed_of_one_is_in_it(home: Home) -> None:
    """Neither for a reader who might see it: a message is read on any phone."""
    scope = questions.open_scope(home)
    for reader in (scope, replace(scope, unmasked=True)):
        for period in (DAY, WEEK):
            text = summary(View(reader, TOWNSHIP, TODAY.year, TODAY), period).text
            assert "T-1" in text and [each for each in SECRET if each in text] == []


def test_a_list_that_is_cut_says_of_how_many(tmp_path: Path) -> None:
    late = [problem(f"P-{n}", "2024-06-29") for n in range(1, 8)] + [problem("P-8", "", rectified_on="2024-03-01")]
    today = [{"parameter": "today", "value": TODAY.isoformat()}]
    new = told(make_home(tmp_path, {"problems": late}, parameters=today), DAY).parts[2]
    assert new.heading == "今日新增超期 7 件（显示前 5 条，共 7 条）"
    assert named(new) == ["P-1", "P-2", "P-3", "P-4", "P-5"]


def test_an_empty_home_has_a_summary_that_promises_no_calm() -> None:
    scope = questions.open_scope(EMPTY)
    _, (general, *rest) = summary(View(scope, scope.place, TODAY.year, TODAY), DAY)
    assert general.lines[1] == "没有限时办结的事项"
    assert [part.lines for part in rest] == [[], [], [], []]


def test_a_number_that_is_somebodys_telephone_is_hidden(tmp_path: Path) -> None:
    late = [problem("13912345678", "2024-06-29"), problem("P-8", "", rectified_on="2024-03-01")]
    today = [{"parameter": "today", "value": TODAY.isoformat()}]
    text = told(make_home(tmp_path, {"problems": late}, parameters=today), DAY).text
    assert "问题整改 （手机号已隐去） 超期 1 天" in text and "139" not in text
