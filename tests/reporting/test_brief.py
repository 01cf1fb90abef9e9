"""The brief for a leaders' meeting."""

from datetime import date

import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.reporting import brief, span_of_brief
from engine.reporting.span_of_brief import KINDS, Span
from engine.snapshot import questions
from tests.homes import EMPTY, TOWNSHIP, make_home, tiny
from tests.reporting.documents import opened

JUNE = date(2024, 6, 30)


def cells(document, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[number].rows]


def headings(document) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == "附件小标题"]


def test_a_month_and_a_quarter_are_named_and_counted_apart():
    month, quarter = (opened(brief.write(tiny(), 2024, JUNE, kind=kind)) for kind in KINDS)
    assert [d.paragraphs[0].text for d in (month, quarter)] == [
        "法治政府建设月报（2024年6月）",
        "法治政府建设季报（2024年第二季度）",
    ]
    rows = [{row[0]: row[1:] for row in cells(d, 1)} for d in (month, quarter)]
    assert [row["指标"] for row in rows] == [
        ["本月", "上月", "今年累计（目标）"],
        ["本季度", "上季度", "今年累计（目标）"],
    ]
    assert rows[0]["安全集中宣传"] == ["1 场次", "0 场次", "1 场次"]
    assert rows[0]["乡级河长巡河"][:2] == ["1 次", "0 次"]  # 30 June; the other lies in March
    assert [row["排查安全隐患"][:2] for row in rows] == [["1 条", "0 条"], ["2 条", "0 条"]]


def test_the_span_stands_first_and_the_year_to_date_says_that_it_is_one():
    month, quarter = (opened(brief.write(tiny(), 2024, JUNE, kind=kind)) for kind in KINDS)
    assert [headings(d)[:2] for d in (month, quarter)] == [
        ["一、本月情况（6月1日至30日）", "二、今年以来情况（1月1日至6月30日）"],
        ["一、本季度情况（4月1日至6月30日）", "二、今年以来情况（1月1日至6月30日）"],
    ]
    labels = [[tile.split("\n")[0] for tile in cells(month, table)[0]] for table in (0, 2)]
    assert labels == [
        ["本月有进展的工作", "本月办结", "本月群众满意率", "本月新落后的指标"],
        ["达标或正常", "群众满意率", "按期办结率", "超期", "临期"],
    ]


def patrol(n: int, day: str, level: str) -> dict:
    return {"row_id": str(n), "level": level, "patrolled_at": f"{day} 09:00"}


def test_what_moved_most_comes_first_whatever_its_place_in_the_catalogue(tmp_path):
    patrols = [patrol(n, f"2024-0{n}-05", "乡级") for n in range(1, 7)]  # one a month: 1 of 6 in June
    patrols += [patrol(10 + n, day, "村级") for n, day in enumerate(("2024-01-09", "2024-06-09"))]  # 1 of 2 in June
    works = span_of_brief.moved(view_of(make_home(tmp_path, {"river_patrols": patrols})), Span.of("月报", JUNE))
    assert [(w.figure.code, w.gained, w.earlier) for w in works] == [
        ("patrols_village", 1, 0),
        ("patrols_township", 1, 1),
    ]


def view_of(home: Home, day: date = JUNE) -> View:
    scope = questions.open_scope(home)
    return View(scope, scope.place, day.year, day, as_written=True)


def test_the_numbers_of_the_span_are_its_own(tmp_path):
    case = {"row_id": "1", "channel": "窗口", "accepted_on": "2024-02-01", "promised_by": "2024-02-20"}
    cases = [
        {**case, "completed_on": "2024-02-10", "rating": "满意"},
        {
            **case,
            "row_id": "2",
            "accepted_on": "2024-06-01",
            "promised_by": "2024-06-05",
            "completed_on": "2024-06-04",
            "rating": "满意",
        },
        {
            **case,
            "row_id": "3",
            "accepted_on": "2024-06-01",
            "promised_by": "2024-06-05",
            "completed_on": "2024-06-09",
            "rating": "不满意",
        },
    ]
    target = {"indicator": "services_on_time", "year": 2024, "place": TOWNSHIP, "kind": "floor", "value": 90}
    home = make_home(
        tmp_path, {"service_cases": cases}, targets=[{**target, "basis": "承诺", "basis_status": "本级自定"}]
    )
    found = span_of_brief.tiles(view_of(home), Span.of("月报", JUNE))
    assert [(tile.label, tile.value, tile.about) for tile in found] == [
        ("本月有进展的工作", "1 项", "计数的工作共 3 项"),
        ("本月办结", "2 件", "按期 1 件，按期办结率 50%"),
        ("本月群众满意率", "50%", "2 件有评价，代表性不足"),
        ("本月新落后的指标", "1 项", "政务服务按期办结率"),
    ]


def test_the_span_before_january_is_december_of_last_year():
    span = Span.of("月报", date(2024, 1, 31))
    assert (span.before.start, span.before.end) == (date(2023, 12, 1), date(2023, 12, 31))
    assert Span.of("季报", date(2024, 2, 3)).before.name == "2023年第四季度"


def test_it_has_bullets_and_warnings():
    found = opened(brief.write(tiny(), 2024, JUNE))
    rows = [row.cells for row in found.tables[3].rows[1:]]
    assert {row[0].text: len(row[1].tables) for row in rows} == {
        "群体性械斗事件": 0,  # where nothing may happen there is no way to a target
        "信访按期办结率": 1,
        "政务服务按期办结率": 1,
        "应急演练": 1,
        "集中法治宣传活动": 1,
        "持有行政执法证人员": 1,
    }
    assert any(text.startswith("三、需要督办：超期") for text in headings(found))


def test_january_has_no_month_before_it():
    found = opened(brief.write(tiny(), 2024, date(2024, 1, 31)))
    assert all(row[3].startswith(row[1].split()[0]) for row in cells(found, 1)[1:])


@pytest.mark.parametrize("kind", KINDS)
def test_a_home_without_rows_has_a_brief(kind):
    text = [p.text for p in opened(brief.write(questions.open_scope(EMPTY), 2024, JUNE, kind=kind)).paragraphs]
    assert "台账没有这一时段的记录。" in text


def test_the_same_ledgers_give_the_same_brief(demo_home):
    scope = questions.open_scope(Home(demo_home))
    assert brief.write(scope, 2025) == brief.write(scope, 2025)
