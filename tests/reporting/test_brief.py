"""The brief for a leaders' meeting."""

from datetime import date

import pytest

from engine.ledgers.home import Home
from engine.reporting import brief
from engine.snapshot import questions
from tests.homes import EMPTY, tiny
from tests.reporting.documents import opened

JUNE = date(2024, 6, 30)


def cells(document, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[number].rows]


def test_a_month_and_a_quarter_are_named_and_counted_apart():
    month, quarter = (opened(brief.write(tiny(), 2024, JUNE, kind=kind)) for kind in brief.KINDS)
    assert [d.paragraphs[0].text for d in (month, quarter)] == [
        "法治政府建设月报（2024年6月）",
        "法治政府建设季报（2024年第二季度）",
    ]
    rows = [{row[0]: row[1:] for row in cells(d, 1)} for d in (month, quarter)]
    assert rows[0]["乡级河长巡河"] == ["1 次", "2 次", "2 次（目标 4 次）"]  # 5 March and 30 June
    assert rows[1]["村级河长巡河"] == ["2 次", "5 次", "未设目标"]  # 30 April and 15 May


def test_it_has_tiles_bullets_and_warnings():
    found = opened(brief.write(tiny(), 2024, JUNE))
    tiles = cells(found, 0)[0]
    assert [tile.split("\n")[0] for tile in tiles] == ["达标或正常", "群众满意率", "按期办结率", "超期", "临期"]
    assert found.tables[2].rows[2].cells[1].tables  # a bullet; a thing that must not happen has none
    assert any(text.startswith("三、需要督办：超期") for text in (p.text for p in found.paragraphs))


def test_january_has_no_month_before_it():
    found = opened(brief.write(tiny(), 2024, date(2024, 1, 31)))
    assert all(row[1] == row[2] for row in cells(found, 1)[1:])


@pytest.mark.parametrize("kind", brief.KINDS)
def test_a_home_without_rows_has_a_brief(kind):
    text = [p.text for p in opened(brief.write(questions.open_scope(EMPTY), 2024, JUNE, kind=kind)).paragraphs]
    assert "台账没有这一时段的记录。" in text


def test_the_same_ledgers_give_the_same_brief(demo_home):
    scope = questions.open_scope(Home(demo_home))
    assert brief.write(scope, 2025) == brief.write(scope, 2025)
