"""The search finds what a person means by a name, its pinyin or its initials, and nothing that the reader may not see."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects.search import INDICATOR, PAGE, PLACE, ROW, WORD, Found, Results, search
from tests.homes import EAST, PLACES, TOWNSHIP, WEST, make_home

DAY = date(2024, 6, 30)
GRID = WEST + "001"
PAGES = (("overview", "总览"), ("petitions", "信访与调解"), ("ledgers", "台账"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    petition = {"kind": "来访", "class": "申诉求决", "registered_on": "2024-03-01", "place": WEST}
    person = {"petitioner": "张三丰", "phone": "13912345678", "id_no": "11010519491231002X"}
    return make_home(
        tmp_path_factory.mktemp("search"),
        {
            "petitions": [
                petition | person | {"row_id": "XF-2024-001", "content": "草场界线重新核定，电话13912345678"},
                petition | {"row_id": "XF-2024-0010", "content": "低保申请"},
            ],
            "disclosures": [
                {"row_id": f"GK-{n}", "place": EAST, "formed_on": f"2024-02-0{n}", "title": f"草场补贴第{n}批"}
                for n in range(1, 9)
            ],
        },
        places=[*PLACES, {"code": GRID, "name": "西沟第一网格", "level": "网格", "parent": WEST}],
    )


def view_of(home: Home, place: str = TOWNSHIP) -> View:
    return View(questions.open_scope(home), place, DAY.year, DAY)


def titles(home: Home, text: str, kind: str, **more: int) -> list[str]:
    return [each.title for each in search(view_of(home), text, PAGES, **more).found if each.kind == kind]


@pytest.mark.parametrize("text", ["参评率", "CPL", "canping", "can ping lv", "cｐl", " 参评率 "])
def test_an_indicator_and_a_word_are_found_by_name_pinyin_and_initials(home: Home, text: str) -> None:
    found = search(view_of(home), text, PAGES).found
    assert found[:2] == [
        Found(INDICATOR, "参评率", "政务服务 · 无数据 · – 无数据", "indicator", (("indicator", "services_rated"),)),
        Found(WORD, "参评率", "有评价的÷已办结的；满意率须与它一并看", "manual"),
    ]
    assert [each.title for each in found[2:4]] == ["代表建议参评率", "信访参评率"]


def test_the_very_name_comes_first_then_its_beginning_then_initials_then_what_has_it_within(home: Home) -> None:
    assert titles(home, "办结率", INDICATOR)[0] == "办结率"
    assert titles(home, "信访", INDICATOR)[0].startswith("信访")
    assert titles(home, "xfcp", INDICATOR) == ["信访参评率"]
    assert titles(home, "满意", INDICATOR) == ["群众满意率", "代表建议办理满意率", "信访群众满意率"]
    assert titles(home, "yi", INDICATOR) and "代表建议办理满意率" in titles(home, "jianyi", INDICATOR)


def test_pages_and_places_lead_where_they_are_shown(home: Home) -> None:
    assert search(view_of(home), "xfytj", PAGES).found == [Found(PAGE, "信访与调解", "", "petitions")]
    assert search(view_of(home), "西沟", PAGES).found[:2] == [
        Found(PLACE, "西沟村", "白杨乡", "villages", (("place", WEST),)),
        Found(PLACE, "西沟第一网格", "西沟村", "villages", (("place", GRID),)),
    ]
    township = Found(PLACE, "全乡", "", "overview", (("place", TOWNSHIP),))
    assert search(view_of(home), "白杨", PAGES).found == search(view_of(home), "quanx", PAGES).found == [township]


def test_a_row_is_found_by_its_number_by_the_beginning_of_it_and_by_what_it_says(home: Home) -> None:
    row = "信访 XF-2024-001"
    assert titles(home, "xf-2024-001", ROW) == [row, "信访 XF-2024-0010"]
    assert search(view_of(home), "界线", PAGES).found == [
        Found(
            *(ROW, row, "草场界线重新核定，电话（手机号已隐去） · 西沟村 · 2024-03-01", "ledgers"),
            (("ledger", "信访"), ("row", "XF-2024-001")),
        )
    ]
    assert titles(home, "草", ROW) == []


def test_a_row_beside_the_chosen_place_is_shown_at_its_own(home: Home) -> None:
    [found] = search(view_of(home, EAST), "界线", PAGES).found
    assert found.query == (("ledger", "信访"), ("row", "XF-2024-001"), ("place", WEST))


def test_of_each_kind_there_are_so_many_the_latest_rows_first(home: Home) -> None:
    assert titles(home, "草场补贴", ROW, most=3) == [f"党务村务政务公开 GK-{n}" for n in (8, 7, 6)]
    assert len(titles(home, "率", INDICATOR)) == 6
    assert search(view_of(home), "草场补贴", PAGES, most=3).cut == "台账行显示前 3 条，共 8 条"
    assert search(view_of(home), "群体性械斗", PAGES).cut == ""


def test_what_is_masked_cannot_be_guessed_at(home: Home) -> None:
    for secret in ("张三丰", "三丰", "13912345678", "3912345", "11010519491231002X", "194912"):
        assert titles(home, secret, ROW) == []
    unmasked = View(replace(questions.open_scope(home), unmasked=True), TOWNSHIP, DAY.year, DAY)
    assert [each.kind for each in search(unmasked, "张三丰", PAGES).found] == [ROW]


def test_a_reader_finds_only_what_lies_in_their_places_and_ledgers(home: Home) -> None:
    scope = questions.open_scope(home)
    east = View(scope.narrowed(EAST), EAST, DAY.year, DAY)
    assert search(east, "界线", PAGES).found == search(east, "西沟", PAGES).found == []
    closed = View(replace(scope, ledgers=frozenset({"disclosures"})), TOWNSHIP, DAY.year, DAY)
    assert search(closed, "XF-2024", PAGES).found == []
    assert len(search(closed, "草场", PAGES).found) == 6


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "没有这回事", "' or 1=1 --", "%", "__", "\x1f"])
def test_what_means_nothing_finds_nothing(home: Home, text: str) -> None:
    assert search(view_of(home), text, PAGES) == Results([], "")


def test_on_the_demonstration_a_text_is_looked_up_within_thirty_milliseconds(demo_home: Path) -> None:
    scope = questions.open_scope(Home(demo_home))
    view = View(scope, scope.place, 2025, date(2025, 9, 30))
    search(view, "参评率", PAGES)  # the figures of the view, which the page has worked out already
    taken = []
    for text in ("草场", "信访", "xf-2025", "xunhe", "按期", "巡河", "界线", "低保"):
        start = time.perf_counter()
        search(view, text, PAGES)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.03
