"""Two periods of one indicator side by side, as a person would count them in these few rows."""

from datetime import date
from math import isnan
from pathlib import Path

import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects import periods
from engine.subjects.periods import Compared, Span
from tests.homes import EAST, TOWNSHIP, WEST, make_home

OWN = TOWNSHIP + "000"
ENDS = date(2024, 6, 30)


def patrol(number: int, day: str) -> dict:
    return {"row_id": f"X{number}", "patrolled_at": f"{day} 09:30", "level": "村级", "place": EAST}


def case(number: int, day: str, rating: str) -> dict:
    return {"row_id": f"B{number}", "accepted_on": day, "promised_by": day, "completed_on": day, "rating": rating}


def officer(number: int, **cells: str) -> dict:
    return {"row_id": f"ZF{number}", "name": f"{number}某", "certified_on": "2023-01-01", "place": OWN, **cells}


def training(number: int, officer: int, day: str) -> dict:
    cells = {"officer": f"ZF{officer}", "kind": "法律知识培训", "hours": 40, "held_on": day, "place": OWN}
    return {"row_id": f"P{number}", **cells}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Patrols: one on 29 June 2023, one in February 2024, two in May, four in June (one of them on the 29th).

    Of three cases rated in June two were content, of two in May one, on one and the same day. Two officers, the second until 31 May.
    """
    days = (
        "2023-06-29",
        "2024-02-05",
        "2024-05-05",
        "2024-05-31",
        "2024-06-01",
        "2024-06-02",
        "2024-06-03",
        "2024-06-29",
    )
    ratings = [
        ("2024-05-05", "满意"),
        ("2024-05-05", "不满意"),
        ("2024-06-01", "不满意"),
        *[("2024-06-30", "满意")] * 2,
    ]
    return make_home(
        tmp_path_factory.mktemp("periods"),
        {
            "river_patrols": [patrol(n, day) for n, day in enumerate(days)],
            "service_cases": [case(n, *each) for n, each in enumerate(ratings)],
            "officers": [officer(1), officer(2, expires_on="2024-05-31")],
            "trainings": [training(1, 1, "2023-04-05"), training(2, 1, "2024-06-05")],
        },
        parameters=[{"parameter": "today", "value": "2024-07-10"}],
    )


def view_of(home: Home, day: date = ENDS, place: str = TOWNSHIP) -> View:
    return View(questions.open_scope(home), place, day.year, day)


def told(found: Compared) -> tuple[str, str, str, bool | None]:
    return found.now_said, found.before_said, found.change, found.better


def test_a_whole_month_and_quarter_are_held_against_the_whole_one_before(home: Home) -> None:
    view = view_of(home)
    june, may = periods.months(view)
    assert (june.name, june.first, june.last) == ("2024年6月", date(2024, 6, 1), ENDS)
    assert may == Span("2024年5月", "上月", date(2024, 5, 1), date(2024, 5, 31), ENDS)
    found = periods.compared(view, "patrols_village", (june, may))
    assert (found.now, found.before, told(found)) == (4, 2, ("4 次", "2 次", "+2 次", True))
    assert found.picture.title == "村级河长巡河：2024年6月 4 次，比上月多 2 次"
    assert found.picture.said == "2024年6月 4 次；2024年5月 2 次"
    found = periods.compared(view, "patrols_village", periods.quarters(view))
    assert found.picture.title == "村级河长巡河：2024年第二季度 6 次，比上季多 5 次"


def test_a_month_that_is_not_over_is_held_against_as_many_days(home: Home) -> None:
    view = view_of(home, date(2024, 6, 29))
    spans = periods.months(view)
    assert [(span.name, span.than) for span in spans] == [
        ("2024年6月1日至29日", ""),
        ("2024年5月1日至29日", "上月同期"),
    ]
    assert told(periods.compared(view, "patrols_village", spans)) == ("4 次", "1 次", "+3 次", True)
    now, before = periods.quarters(
        view_of(home, date(2024, 5, 31))
    )  # a quarter that is not over, at the end of a month
    assert (now.name, before.name, before.than) == ("2024年4—5月", "2024年1—2月", "上季同期")
    assert [span.last for span in periods.months(view_of(home, date(2024, 3, 30)))] == [
        date(2024, 3, 30),
        date(2024, 2, 29),
    ]


def test_two_years_are_held_against_each_other_up_to_the_same_day(home: Home) -> None:
    view = view_of(home, date(2024, 6, 28))
    spans = periods.years(view, 2024, 2023)
    assert [span.name for span in spans] == ["2024年1月1日至6月28日", "2023年1月1日至6月28日"]
    found = periods.compared(view_of(home), "patrols_village", periods.years(view_of(home), 2024, 2023))
    assert found.picture.title == "村级河长巡河：2024年1—6月 7 次，比2023年同期多 6 次"
    closed = view_of(home, date(2023, 12, 31))  # of 2024 there is only what was entered by 30 June
    assert [span.last for span in periods.years(closed, 2023, 2024)] == [date(2023, 6, 30), ENDS]
    leap = view_of(home, date(2024, 2, 29))
    assert [span.last for span in periods.years(leap, 2024, 2023)] == [date(2024, 2, 29), date(2023, 2, 28)]


def test_a_rate_is_the_sum_above_by_the_sum_below(home: Home) -> None:
    """June: 2 of 3, and not the mean of its days, 0 % and 100 %; the second quarter: 3 of 5."""
    view = view_of(home)
    found = periods.compared(view, "services_satisfied", periods.months(view))
    assert told(found) == ("66.7%", "50%", "+16.7 个百分点", True)
    found = periods.compared(view, "services_satisfied", periods.quarters(view))
    assert told(found) == ("60%", "没有应计的", "", None) and isnan(found.before)
    assert found.picture.title == "群众满意率：2024年第二季度 60%，2024年第一季度 没有应计的"


def test_a_stock_stands_where_it_stood_at_the_end_of_each_period(home: Home) -> None:
    view = view_of(home)
    assert told(periods.compared(view, "officers_certified", periods.months(view))) == ("1 人", "2 人", "−1 人", False)


def test_a_share_of_the_years_people_stands_at_the_end_and_begins_anew_each_year(home: Home) -> None:
    """By the end of June one of one who still may act was trained, of May none of two; January is not held against December."""
    view = view_of(home)
    assert told(periods.compared(view, "officers_trained", periods.months(view))) == (
        "100%",
        "0%",
        "+100 个百分点",
        True,
    )
    january = view_of(home, date(2024, 1, 31))
    found = periods.compared(january, "officers_trained", periods.months(january))
    assert told(found) == ("0%", "50%", "", None)
    spans = periods.years(january, 2024, 2023)
    assert told(periods.compared(january, "officers_trained", spans))[2:] == ("", None)


def test_what_is_not_known_is_no_zero_and_nothing_is_held_against_it(home: Home) -> None:
    view = view_of(home)
    found = periods.compared(view, "services_satisfied", periods.years(view, 2024, 2023))
    assert told(found) == ("60%", "无数据", "", None)
    assert found.picture.title == "群众满意率：2024年1—6月 60%，2023年1—6月 无数据"
    found = periods.compared(view, "publicity_events", periods.months(view))
    assert told(found) == ("无数据", "无数据", "", None) and isnan(found.now) and isnan(found.before)
    village = view_of(home, place=WEST)  # where its township keeps the ledger, nothing is nothing
    assert told(periods.compared(village, "patrols_village", periods.months(village))) == ("0 次", "0 次", "持平", None)


def test_where_less_is_better_fewer_is_better_and_where_neither_is_nothing_is_said(tmp_path: Path) -> None:
    brawls = [
        {"row_id": f"L{n}", "reported_on": day, "kind": "群体性械斗"}
        for n, day in enumerate(("2024-05-03", "2024-05-04", "2024-06-30"))
    ]
    asked = [
        {"row_id": "S1", "received_on": "2024-06-03", "answered_on": "2024-06-03", "kind": "法律咨询", "place": EAST}
    ]
    view = view_of(make_home(tmp_path, {"incidents": brawls, "requests": asked}))
    assert told(periods.compared(view, "brawls", periods.months(view))) == ("1 起", "2 起", "−1 起", True)
    found = periods.compared(view, "legal_consultations", periods.months(view))
    assert told(found) == ("1 件", "0 件", "+1 件", None)
