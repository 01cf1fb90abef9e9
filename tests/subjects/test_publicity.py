"""普法宣传: whom the events reached, which village had none for long, themes, kinds and venues."""

import csv
import json
import math
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects.publicity import THEMES, publicity
from tests.homes import EAST, EMPTY, NORTH, ONE_VILLAGE, OWN, PLACES, TINY, TOWNSHIP, WEST, make_home

PHONE = "13912345678"
SOUTH = TOWNSHIP + "203"
ALL_PLACES = [
    *PLACES,
    {"code": SOUTH, "name": "南坪村", "level": "村", "parent": TOWNSHIP},
    {"code": OWN, "name": "乡本级", "level": "乡本级", "parent": TOWNSHIP},
    {"code": EAST + "001", "name": "东湾一网格", "level": "网格", "parent": EAST},
]
BASIS = {"basis": "依据", "basis_status": "本级自定"}
DAYS = [date(2024, 12, 31), date(2025, 9, 30), date(2025, 6, 15), date(2024, 4, 30)]


def view(home, place=None, as_of=date(2024, 12, 31)):
    scope = questions.open_scope(home)
    return View(scope, place or scope.place, as_of.year, as_of)


def events(*rows):
    columns = ("place", "held_on", "kind", "theme", "audience")
    return [{"row_id": f"PF-{n}", **dict(zip(columns, row, strict=True))} for n, row in enumerate(rows)]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """东湾 was reached on the 90th day before the day, 西沟 on the 89th, 南坪 never; asked about on 30 June."""
    ledgers = {
        "publicity_events": events(
            (EAST, "2024-04-01", "集中宣传", "宪法", "100"),
            (WEST, "2024-04-02", "入户宣传", "宪法", "20"),
            (WEST, "2023-12-04", "集中宣传", "民法典", "500"),
            (OWN, "2024-02-29", "进校园", f"未成年人保护法 {PHONE}", "50"),
            (OWN, "2024-02-01", "线上宣传", "", ""),
            (SOUTH, "2024-07-01", "集中宣传", "宪法", "7"),
        ),
        "venues": [
            {"row_id": "V1", "place": EAST, "kind": "调解室", "opened_on": "2020-01-01"},
            {"row_id": "V2", "place": EAST, "kind": "法治宣传栏", "opened_on": "2020-01-01", "closed_on": "2024-06-30"},
            {"row_id": "V3", "place": OWN, "kind": "调解室", "opened_on": "2024-06-30"},
            {"row_id": "V4", "place": WEST, "kind": "调解室", "opened_on": "2020-01-01", "closed_on": "2024-06-29"},
            {"row_id": "V5", "place": WEST, "kind": "调解室", "opened_on": "2024-07-01"},
        ],
    }
    targets = [
        {"indicator": "publicity_reach", "year": 2024, "place": TOWNSHIP, "kind": "reach", "value": 400, **BASIS}
    ]
    return make_home(tmp_path_factory.mktemp("publicity"), ledgers, places=ALL_PLACES, targets=targets)


JUNE = date(2024, 6, 30)


def test_the_title_counts_the_villages_not_reached_for_ninety_days_and_how_far_behind_the_reach_is(home):
    # day 182 of 366: 198 of 400 expected, 170 reached
    assert publicity(view(home, as_of=JUNE)).title == (
        "3 个村中 2 个村 90 天以上没有普法活动，普法受教育人次落后序时进度 28 人次"
    )


def test_the_village_never_reached_stands_first_then_the_longest_without_an_event_and_the_townships_own_last(home):
    found = publicity(view(home, as_of=JUNE)).places
    assert found.title == "南坪村、东湾村 90 天以上没有普法活动"
    assert found.said == (
        "南坪村 从来没有活动；东湾村 100 人次，已 90 天没有活动（2024年4月1日）；"
        "西沟村 20 人次，最近 89 天前（2024年4月2日）；乡本级 50 人次，已 122 天没有活动（2024年2月29日）"
    )


def test_only_a_village_without_an_event_for_ninety_days_is_called_late(home):
    drawn = json.loads(publicity(view(home, as_of=JUNE)).places.chart)
    words = [re.sub("<[^>]+>", "", text) for trace in drawn["data"] for text in trace.get("text", [])]
    assert [text.strip("　") for text in words if "活动" in text or "最近" in text] == [
        "从来没有活动  ◆ 滞后",
        "100 人次，已 90 天没有活动  ◆ 滞后",
        "20 人次，最近 89 天前  ○ 无目标",
        "50 人次，已 122 天没有活动  ○ 无目标",
    ]


def test_an_event_after_the_day_has_not_been_held_on_it(home):
    assert "南坪村 7 人次，最近是今天（2024年7月1日）" in publicity(view(home, as_of=date(2024, 7, 1))).places.said


def test_the_tiles_divide_all_people_by_all_events_whose_audience_is_known(home):
    assert [tile[:3] for tile in publicity(view(home, as_of=JUNE)).tiles] == [
        ("集中法治宣传活动", "1 场", "未设目标，上年同期 无数据"),
        ("普法受教育人次", "170 人次", "目标 400 人次，滞后，序时目标 198 人次，进度 86%，上年同期 无数据"),
        ("平均每场", "56.7 人次", "170 人次 ÷ 3 场（各类活动），另有 1 场没有填人次"),
        ("法治阵地", "3 处", "调解室 2，法治宣传栏 1"),
        ("法律明白人", "无数据", "未设目标，上年同期 无数据"),
    ]


def test_months_are_counted_by_kind_and_the_idle_ones_named(home):
    found = publicity(view(home, as_of=JUNE)).months
    assert found.title == "今年 4 场，集中 1 场、入户 1 场、其他 2 场；1月、3月、5月、6月没有活动"
    assert found.said == "2月 2 场 50 人次，4月 2 场 120 人次"
    # the running month may yet bring something
    assert publicity(view(home, as_of=date(2024, 6, 29))).months.title.endswith("；1月、3月、5月没有活动")
    assert publicity(view(home, as_of=date(2024, 2, 29))).months.title == "今年 2 场，其他 2 场；1月没有活动"


def test_themes_are_ranked_by_people_and_shown_as_any_reader_may_see_them(home):
    found = publicity(view(home, as_of=JUNE)).themes
    assert found.title == "按主题看，宪法受教育人次最多，120 人次"
    assert found.said == (
        "宪法 120 人次，2 场；未成年人保护法 （手机号已隐去） 50 人次，1 场；（没有填主题） 人次没有填，1 场"
    )
    assert PHONE not in found.chart


def test_more_themes_than_are_drawn_are_counted(tmp_path):
    rows = events(*((EAST, "2024-03-01", "集中宣传", f"主题{n}", str(100 - n)) for n in range(THEMES + 2)))
    found = publicity(view(make_home(tmp_path, {"publicity_events": rows}))).themes
    assert found.title == "按主题看，主题0受教育人次最多，100 人次（显示前 8 条，共 10 条，其余见文字版）"
    assert found.said.count("场") == THEMES + 2
    assert found.rest == ("主题8　92 人次，1 场", "主题9　91 人次，1 场")


def test_kinds_are_ranked_by_people(home):
    found = publicity(view(home, as_of=JUNE)).kinds
    assert found.title == "按对象和方式看，集中宣传受教育人次最多，100 人次"
    assert (
        found.said == "集中宣传 100 人次，1 场；进校园 50 人次，1 场；入户宣传 20 人次，1 场；线上宣传 人次没有填，1 场"
    )


def test_a_venue_counts_from_its_first_to_its_last_day(home):
    found = publicity(view(home, as_of=JUNE))
    assert found.venues_title == "法治阵地 3 处：分区划、分种类"
    assert found.venues.to_dict("records") == [
        {"区划": "东湾村", "合计": 2, "法治宣传栏": 1, "调解室": 1},
        {"区划": "西沟村", "合计": 0, "法治宣传栏": 0, "调解室": 0},
        {"区划": "南坪村", "合计": 0, "法治宣传栏": 0, "调解室": 0},
        {"区划": "乡本级", "合计": 1, "法治宣传栏": 0, "调解室": 1},
    ]


def test_events_whose_audience_nobody_wrote_down_have_no_largest(tmp_path):
    rows = events((EAST, "2024-03-01", "集中宣传", "宪法", ""))
    found = publicity(view(make_home(tmp_path, {"publicity_events": rows})))
    assert found.themes.title == found.kinds.title == "今年的活动都没有填受教育人次"
    assert found.tiles[2][:3] == ("平均每场", "不适用", "0 人次 ÷ 0 场（各类活动），另有 1 场没有填人次")


def test_all_villages_reached_or_none_is_said_as_one(tmp_path):
    rows = events((EAST, "2024-03-01", "集中宣传", "宪法", "1"), (WEST, "2024-03-31", "集中宣传", "宪法", "1"))
    home = make_home(tmp_path, {"publicity_events": rows})
    reached = publicity(view(home, as_of=date(2024, 5, 29)))
    assert (reached.title, reached.places.title) == (
        "各村 90 天内都有普法活动，普法受教育人次 2 人次",
        "各村 90 天内都有普法活动",
    )
    assert publicity(view(home)).title == "2 个村都有 90 天以上没有普法活动，普法受教育人次 2 人次"


@pytest.mark.parametrize(
    ("place", "title", "said"),
    [
        (
            EAST,
            "东湾村 90 天以上没有普法活动，普法受教育人次 100 人次",
            "东湾村 100 人次，已 90 天没有活动（2024年4月1日）",
        ),
        (WEST, "西沟村 90 天内有普法活动，普法受教育人次 20 人次", "西沟村 20 人次，最近 89 天前（2024年4月2日）"),
        (SOUTH, "南坪村 90 天以上没有普法活动，普法受教育人次 0 人次", "南坪村 从来没有活动"),
        (OWN, "普法受教育人次 50 人次", "乡本级 50 人次，已 122 天没有活动（2024年2月29日）"),
        (EAST + "001", "普法受教育人次 0 人次", "东湾一网格 没有登记到网格的活动"),
    ],
)
def test_a_part_of_the_township_has_its_own_words(home, place, title, said):
    found = publicity(view(home, place, as_of=JUNE))
    assert (found.title, found.places.said) == (title, said)


def test_above_a_township_the_townships_are_compared(tmp_path):
    other = "620999102"
    more = [{"code": other, "name": "柳林乡", "level": "乡", "parent": "620999"}]
    rows = events((EAST, "2024-12-01", "集中宣传", "宪法", "9"))
    found = publicity(view(make_home(tmp_path, {"publicity_events": rows}, places=[*PLACES, *more])))
    assert found.title == "白杨乡 90 天内有普法活动，普法受教育人次 9 人次"
    assert found.places.said == "白杨乡 9 人次，最近 30 天前（2024年12月1日）；柳林乡 无数据"


@pytest.mark.parametrize("where", [(EMPTY, None), (ONE_VILLAGE, None), (TINY, None), (TINY, NORTH)])
def test_there_are_words_where_there_is_nothing(where):
    found = publicity(view(*where))
    pictures = (found.places, found.months, found.themes, found.kinds)
    assert all(picture.title and picture.said for picture in pictures) and found.title


def test_an_empty_home_says_that_there_is_nothing():
    found = publicity(view(EMPTY))
    assert (found.title, found.places.title) == ("普法宣传无数据", "普法宣传无数据")
    assert (found.months.title, found.themes.title, found.kinds.title) == (
        "普法宣传无数据",
        "普法宣传无数据",
        "普法宣传无数据",
    )
    assert [tile[:3] for tile in found.tiles[2:4]] == [
        ("平均每场", "无数据", "普法宣传无数据"),
        ("法治阵地", "无数据", "没有登记过阵地"),
    ]
    assert found.venues_title == "" and found.venues.to_dict("records") == [{"区划": "乡本级", "合计": 0}]


# The demonstration, worked out a second time from its files.


def rows_of(home: Path, ledger: str, as_of: date) -> list[dict]:
    """The rows up to a day, by the ledger's main date."""
    files = sorted((home / "ledgers" / ledger).glob("*.csv"))
    rows = [row for file in files for row in csv.DictReader(file.open(encoding="utf-8-sig"))]
    main = {"publicity_events": "日期", "venues": "启用日期"}[ledger]
    return [row for row in rows if date.fromisoformat(row[main]) <= as_of]


def this_year(home: Path, as_of: date) -> list[dict]:
    return [row for row in rows_of(home, "publicity_events", as_of) if row["日期"][:4] == str(as_of.year)]


def villages(home: Path) -> dict[str, str]:
    table = pd.read_csv(home / "places.csv", dtype=str)
    return dict(table[table["level"] == "村"][["code", "name"]].itertuples(index=False))


def silent(home: Path, as_of: date) -> list[str]:
    """Villages 90 days without an event, the longest first."""
    last = dict.fromkeys(villages(home), date(1900, 1, 1))
    for row in rows_of(home, "publicity_events", as_of):
        if row["区划代码"][:12] in last:
            last[row["区划代码"][:12]] = max(last[row["区划代码"][:12]], date.fromisoformat(row["日期"]))
    order = sorted(last, key=lambda code: (last[code], code))
    return [villages(home)[code] for code in order if (as_of - last[code]).days >= 90]


@pytest.mark.parametrize("as_of", DAYS)
def test_the_title_on_the_demonstration_is_what_its_files_say(demo_home, as_of):
    people = sum(int(row["受教育人次"] or 0) for row in this_year(demo_home, as_of))
    start = date(as_of.year, 1, 1)
    days = (date(as_of.year, 12, 31) - start).days + 1
    expected = math.floor(500 * ((as_of - start).days + 1) / days)
    if people >= 500:
        reach = f"普法受教育人次达标：{people} 人次（目标 500 人次）"
    elif people < 0.95 * expected:
        reach = f"普法受教育人次落后序时进度 {expected - people} 人次"
    else:
        reach = f"普法受教育人次正常：{people} 人次（目标 500 人次）"
    n, m = len(silent(demo_home, as_of)), len(villages(demo_home))
    part = f"{m} 个村中 {n} 个村 90 天以上没有普法活动" if n < m else f"{m} 个村都有 90 天以上没有普法活动"
    assert (
        publicity(view(Home(demo_home), as_of=as_of)).title == f"{part if n else '各村 90 天内都有普法活动'}，{reach}"
    )


@pytest.mark.parametrize("as_of", DAYS)
def test_the_titles_of_the_charts_on_the_demonstration_are_what_its_files_say(demo_home, as_of):
    found, rows = publicity(view(Home(demo_home), as_of=as_of)), this_year(demo_home, as_of)
    names = silent(demo_home, as_of)
    who = f"{len(names)} 个村" if len(names) > 3 else "、".join(names)
    said = f"{who} 90 天以上没有普法活动" if names else "各村 90 天内都有普法活动"
    assert found.places.title == said
    kinds = Counter({"集中宣传": "集中", "入户宣传": "入户"}.get(row["种类"], "其他") for row in rows)
    counts = "、".join(f"{part} {kinds[part]} 场" for part in ("集中", "入户", "其他") if kinds[part])
    assert found.months.title.split("；")[0] == f"今年 {len(rows)} 场，{counts}"
    for column, picture in (("主题", found.themes), ("种类", found.kinds)):
        sums = defaultdict(int)
        for row in rows:
            sums[row[column]] += int(row["受教育人次"] or 0)
        most = max(sums.values())
        best = [name for name in sums if sums[name] == most]
        only = sum(number > 0 for number in sums.values()) == 1
        said = f"受教育人次都在“{best[0]}”" if only else f"{best[0]}受教育人次最多，{most} 人次"
        assert said in picture.title and len(best) == 1
        assert ("显示前" in picture.title) == (column == "主题" and len(sums) > THEMES)


@pytest.mark.parametrize("as_of", DAYS)
def test_the_idle_months_on_the_demonstration_are_what_its_files_say(demo_home, as_of):
    over = [m for m in range(1, 13) if (pd.Timestamp(as_of.year, m, 1) + pd.offsets.MonthEnd(0)).date() <= as_of]
    held = {int(row["日期"][5:7]) for row in this_year(demo_home, as_of)}
    idle = [f"{month}月" for month in over if month not in held]
    named = "、".join(idle) if len(idle) < 5 else f"已过的 {len(over)} 个月中 {len(idle)} 个月"
    title = publicity(view(Home(demo_home), as_of=as_of)).months.title
    assert title.partition("；")[2] == (f"{named}没有活动" if idle else "")


@pytest.mark.parametrize("as_of", DAYS)
def test_the_venues_on_the_demonstration_are_what_its_files_say(demo_home, as_of):
    rows = rows_of(demo_home, "venues", as_of)
    is_open = [r for r in rows if not r["停用日期"] or date.fromisoformat(r["停用日期"]) >= as_of]
    found = publicity(view(Home(demo_home), as_of=as_of))
    assert found.venues_title == f"法治阵地 {len(is_open)} 处：分区划、分种类"
    assert found.venues.drop(columns=["区划", "合计"]).sum().to_dict() == Counter(r["种类"] for r in is_open)
