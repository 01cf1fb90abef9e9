"""The page 政务服务: every sentence on it is what a person would count in the ledger, also when it is bad or there is nothing."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects import tiles
from engine.subjects.services import services
from engine.words.excerpts import ALL
from tests.homes import EAST, EMPTY, NORTH, ONE_VILLAGE, PLACES, TINY, TOWNSHIP, WEST, make_home

DAY = date(2024, 12, 31)
OWN = TOWNSHIP + "000"
GRID = EAST + "001"
BAD = ("不满意", "非常不满意")
NOTHING = "今年还没有政务服务办件记录"


def page(home=TINY, place=None, as_of=DAY):
    scope = questions.open_scope(home)
    return services(View(scope, place or scope.place, as_of.year, as_of))


def home(folder, cases, **more):
    rows = [{"accepted_on": "2024-03-01", "promised_by": "2024-03-10", "channel": "窗口", **case} for case in cases]
    numbered = [{"row_id": f"BJ-{n}", **row} for n, row in enumerate(rows, start=1)]
    places = [*PLACES, {"code": GRID, "name": "东湾第一网格", "level": "网格", "parent": EAST}]
    return make_home(folder, {"service_cases": numbered}, places=places, **more)


FLOOR = {
    "indicator": "services_satisfied",
    "year": 2024,
    "place": TOWNSHIP,
    "kind": "floor",
    "value": 95,
    "basis": "考核办法",
    "basis_status": "本级自定",
}
DONE = {"completed_on": "2024-03-08", "outcome": "办结"}
GOOD, FAIR = {**DONE, "rating": "非常满意"}, {**DONE, "rating": "基本满意"}
ANGRY = {**DONE, "rating": "非常不满意"}
CALLED = {**DONE, "rating": "不满意", "revisited_on": "2024-03-12"}


@pytest.fixture(scope="module")
def bad_year(tmp_path_factory):
    """Four of six content; one angry in 西沟, one called back in 东湾; a case open since April, one slow."""
    slow = {"accepted_on": "2024-05-01", "promised_by": "2024-05-11", "completed_on": "2024-05-21", "channel": "网上"}
    still_open = {"accepted_on": "2024-04-01", "promised_by": "2024-04-10", "place": WEST, "channel": "上门"}
    west = [{**GOOD, "place": WEST}, {**ANGRY, "place": WEST}, {**FAIR, "place": WEST}]
    return home(tmp_path_factory.mktemp("bad"), [GOOD, GOOD, CALLED, *west, slow, still_open], targets=[FLOOR])


@pytest.mark.parametrize(
    "rated, said",
    [
        (0, "暂无评价，参评率 0%（0 / 6）"),
        (1, "1 件有评价，参评率 16.7%（1 / 6），代表性不足"),
        (5, "5 件有评价，参评率 83.3%（5 / 6）"),
    ],
)
def test_a_sample_is_small_only_where_somebody_rated(tmp_path, rated, said):
    """The last of 2023 rated, so that ratings are kept."""
    before = {**GOOD, "accepted_on": "2023-12-01", "promised_by": "2023-12-10", "completed_on": "2023-12-05"}
    cases = [before, *[GOOD] * rated, *[DONE] * (6 - rated)]
    scope = questions.open_scope(home(tmp_path, cases))
    view = View(scope, scope.place, DAY.year, DAY)
    [about] = [about for label, _, about, *_ in tiles.leading(view) if label == "群众满意率"]
    assert about == said
    assert tiles.satisfaction(view, "群众满意率", "services")[2].startswith(said)


def test_the_title_says_how_many_were_not_content_and_who_was_not_called_back(bad_year):
    assert page(bad_year).title == "满意率 66.7%，低于 95%：6 件评价中 2 件不满意，1 件差评没有回访"


def test_the_tiles_say_what_makes_the_numbers_honest(bad_year):
    assert [tile[:3] for tile in page(bad_year).tiles] == [
        ("群众满意率", "66.7%", "6 件有评价，参评率 85.7%（6 / 7）；上年同期 无数据"),
        ("按期办结率", "75%", "6 / 8；在办超期 1 件，其中上年结转 0 件"),
        ("办件量", "8 件", "窗口 6，网上 1，上门 1；上年同期 无数据"),
        ("差评回访", "1 件", "差评 2 件；1 件没有回访"),
    ]


def test_ratings_stand_place_by_place_the_least_content_first_and_the_office_itself_last(bad_year):
    found = page(bad_year).ratings
    assert found.title == "差评 2 件，东湾村、西沟村最多，各 1 件"
    assert found.said == (
        "合计满意率 66.7%（6 件有评价，4 件满意），参评率 85.7%（办结 7 件）；"
        "东湾村满意率 66.7%（3 件有评价，2 件满意），参评率 75%（办结 4 件），代表性不足；"
        "西沟村满意率 66.7%（3 件有评价，2 件满意），参评率 100%（办结 3 件），代表性不足；乡本级没有评价"
    )


def test_channels_stand_month_by_month(bad_year):
    found = page(bad_year).channels
    assert found.title == "今年受理 8 件，窗口最多，6 件，占 75%"
    assert found.said.startswith("1月受理 窗口 0 件，网上 0 件，上门 0 件；2月")
    assert "4月受理 窗口 0 件，网上 0 件，上门 1 件；5月受理 窗口 0 件，网上 1 件，上门 0 件" in found.said


def test_the_slowest_case_is_the_one_still_open(bad_year):
    found = page(bad_year).slowest(ALL).rows.head(3)
    assert found[["编号", "用时（天）", "超出承诺（天）", "状态", "区划"]].values.tolist() == [
        ["BJ-8", 274, 265, "在办", "西沟村"],  # 1 April → 31 December
        ["BJ-7", 20, 10, "已办结", "东湾村"],
        ["BJ-1", 7, 0, "已办结", "东湾村"],
    ]
    assert list(found["行号"]) == [9, 8, 2]


def test_a_case_completed_after_the_day_is_open_on_it(bad_year):
    found = page(bad_year, as_of=date(2024, 5, 15)).slowest(ALL).rows.head(2)
    assert found[["编号", "用时（天）", "超出承诺（天）", "状态"]].values.tolist() == [
        ["BJ-8", 44, 35, "在办"],
        ["BJ-7", 14, 4, "在办"],
    ]


def test_bad_ratings_not_called_back_come_first(bad_year):
    assert page(bad_year).bad_title == "差评及回访（2 件）"
    found = page(bad_year).bad_ratings(ALL).rows
    assert found[["回访", "距办结（天）", "编号", "评价"]].values.tolist() == [
        ["没有回访", 298, "BJ-5", "非常不满意"],  # 8 March → 31 December
        ["已回访", 4, "BJ-3", "不满意"],
    ]


def test_a_call_after_the_day_has_not_been_made_on_it(tmp_path):
    found = page(home(tmp_path, [CALLED, {**CALLED, "revisited_on": "2024-03-09"}]), as_of=date(2024, 3, 10))
    assert found.title.endswith("1 件差评没有回访")
    assert list(found.bad_ratings(ALL).rows["回访"]) == ["没有回访", "已回访"]


def test_where_no_call_was_ever_entered_nobody_is_said_to_have_been_called_or_not(bad_year):
    found = page(bad_year, as_of=date(2024, 3, 10))  # the first call is of 12 March
    assert found.title.endswith("2 件不满意，差评回访无数据")
    assert found.tiles[3][:3] == ("差评回访", "无数据", "2 件差评，没有登记过回访")
    assert list(found.bad_ratings(ALL).rows["回访"]) == ["无数据", "无数据"]


@pytest.mark.parametrize(
    ("cases", "target", "title"),
    [
        ([GOOD] * 5, [FLOOR], "满意率 100%，达到 95% 的目标：5 件评价中没有不满意的"),
        ([GOOD] * 2, [], "满意率 100%：2 件评价中没有不满意的，代表性不足"),
        ([GOOD, CALLED], [FLOOR], "满意率 50%，低于 95%：2 件评价中 1 件不满意，代表性不足，差评都已回访"),
        (
            [GOOD] * 1898 + [ANGRY] * 100,
            [FLOOR],
            "满意率 94.99%，低于 95%：1,998 件评价中 100 件不满意，差评回访无数据",
        ),
        ([DONE, {}], [FLOOR], "今年受理 2 件，暂无评价"),
    ],
)
def test_the_title_is_true_whatever_the_year_was_like(tmp_path, cases, target, title):
    assert page(home(tmp_path, cases, targets=target)).title == title


def test_a_year_without_complaints_says_so(tmp_path):
    found = page(home(tmp_path, [GOOD] * 5))
    assert (found.ratings.title, found.tiles[3][:3]) == (
        "5 件有评价，没有差评",
        ("差评回访", "不适用", "5 件有评价，没有差评"),
    )
    assert found.bad_ratings(ALL).rows.empty


def test_bad_ratings_of_one_place_are_said_to_be_all_there(tmp_path):
    assert page(home(tmp_path, [GOOD, ANGRY, {**GOOD, "place": WEST}])).ratings.title == "差评都在东湾村，1 件"


def test_a_village_with_grids_shows_them_beside_what_names_no_grid(tmp_path):
    cases = [GOOD, GOOD, {**ANGRY, "place": GRID}]
    found = page(home(tmp_path, cases), EAST).ratings
    assert found.title == "3 件有评价，“非常满意”最多，2 件"
    assert found.said == (
        "合计满意率 66.7%（3 件有评价，2 件满意），参评率 100%（办结 3 件），代表性不足；"
        "东湾第一网格满意率 0%（1 件有评价，0 件满意），参评率 100%（办结 1 件），代表性不足；"
        "未登记到网格满意率 100%（2 件有评价，2 件满意），参评率 100%（办结 2 件），代表性不足"
    )


def test_a_grid_has_a_page_of_its_own(tmp_path):
    found = page(home(tmp_path, [GOOD, {**ANGRY, "place": GRID}]), GRID)
    assert found.title == "满意率 0%：1 件评价中 1 件不满意，代表性不足，差评回访无数据"
    assert found.ratings.said == "合计满意率 0%（1 件有评价，0 件满意），参评率 100%（办结 1 件），代表性不足"


@pytest.mark.parametrize(("where", "place"), [(EMPTY, None), (ONE_VILLAGE, None), (TINY, NORTH)])
def test_where_there_is_nothing_the_page_says_so(where, place):
    found = page(where, place)
    silent = found.channels.title != "今年没有受理办件"
    assert (found.title, found.channels.title) == (
        ("政务服务办件无数据",) * 2 if silent else (NOTHING, "今年没有受理办件")
    )
    assert silent == (where != TINY)
    assert found.ratings.title == ("政务服务办件无数据" if silent else "暂无评价")
    assert found.slowest(ALL).rows.empty and found.bad_ratings(ALL).rows.empty


def test_the_office_itself_is_a_place_like_others():
    """乡本级 of the tiny home: BJ-2024-001, -002 and -005."""
    found = page(TINY, OWN)
    assert found.title == "满意率 50%：2 件评价中 1 件不满意，代表性不足，差评都已回访"
    assert list(found.slowest(ALL).rows["编号"]) == ["BJ-2024-002", "BJ-2024-001", "BJ-2024-005"]


def test_applicants_are_masked(tmp_path):
    found = page(home(tmp_path, [{**ANGRY, "applicant": "欧阳小二", "note": "电话 13912345678"}]))
    text = found.bad_ratings(ALL).rows.to_csv() + found.slowest(ALL).rows.to_csv()
    assert "欧阳小二" not in text and "13912345678" not in text


def ledger(folder: Path, name: str) -> list[dict]:
    """The rows of a ledger as plain text."""
    return [
        row
        for path in sorted((folder / "ledgers" / name).glob("*.csv"))
        for row in csv.DictReader(path.open(encoding="utf-8-sig"))
    ]


@pytest.mark.parametrize("as_of", [date(2025, 9, 30), date(2024, 12, 31), date(2025, 4, 5)])
def test_the_sentences_about_the_demonstration_home_are_what_its_rows_say(demo_home, as_of):
    first, last = f"{as_of.year}-01-01", as_of.isoformat()
    cases = ledger(demo_home, "service_cases")
    rated = [row for row in cases if first <= row["办结日期"] <= last and row["满意度评价"]]
    bad = [row for row in rated if row["满意度评价"] in BAD]
    waiting = [row for row in bad if not "" < row["差评回访日期"] <= last]
    share = (len(rated) - len(bad)) / len(rated) * 100
    found = page(Home(demo_home), as_of=as_of)
    assert f"满意率 {share:.1f}".removesuffix(".0") in found.title
    assert ("低于 95%" in found.title) == (share < 95)
    assert f"{len(rated)} 件评价中" in found.title
    assert (f"{len(bad)} 件不满意" if bad else "没有不满意的") in found.title
    assert (f"{len(waiting)} 件差评没有回访" in found.title) == bool(waiting)

    received = Counter(row["办理渠道"] for row in cases if first <= row["受理日期"] <= last)
    (most, n), total = received.most_common(1)[0], sum(received.values())
    assert found.channels.title.startswith(f"今年受理 {total} 件，{most}最多，{n} 件，占 ")

    by_place = Counter(row["区划代码"][:12] for row in bad)
    worst = [code for code, n in by_place.items() if n == max(by_place.values())]
    names = questions.known_places(questions.open_scope(Home(demo_home)))
    if not bad:
        assert found.ratings.title == f"{len(rated)} 件有评价，没有差评"
    elif len(by_place) == 1:
        assert found.ratings.title == f"差评都在{names[worst[0]]}，{len(bad)} 件"
    else:
        assert found.ratings.title.startswith(
            f"差评 {len(bad)} 件，{'、'.join(names[code] for code in sorted(worst))}最多"
        )
        assert found.ratings.title.endswith(f"{max(by_place.values())} 件")
