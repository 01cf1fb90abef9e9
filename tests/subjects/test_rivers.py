"""河长巡河: who owes which patrol, who left it out, what patrols found, and what somebody should check."""

import csv
import math
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from engine.charts.part_charts import AHEAD, DONE, MISSING, NONE
from engine.figures.status import Target
from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.snapshot.questions import ask
from engine.subjects.river_duties import Duty, duty_of, judged
from engine.subjects.river_gaps import Line, _named
from engine.subjects.rivers import rivers
from engine.words.excerpts import ALL
from tests.homes import EAST, EMPTY, ONE_VILLAGE, OWN, PLACES, TINY, TOWNSHIP, WEST, make_home, records

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
ALL_PLACES = [*PLACES, {"code": OWN, "name": "乡本级", "level": "乡本级", "parent": TOWNSHIP}]
GRID = {"code": EAST + "001", "name": "东湾一网格", "level": "网格", "parent": EAST}
BASIS = {"basis": "依据", "basis_status": "本级自定"}


def view(home, place=None, as_of=date(2024, 12, 31)):
    scope = questions.open_scope(home)
    return View(scope, place or scope.place, as_of.year, as_of)


def promise(place, kind="each_period", value=1, indicator="patrols_village", **more):
    season = {"period": "month", "people": 1, "from_on": "2024-03-01", "due_on": "2024-12-31"}
    own = season if kind == "each_period" else {}
    return {"indicator": indicator, "year": 2024, "place": place, "kind": kind, "value": value, **own, **BASIS, **more}


def chief(row_id, name, place=EAST, level="村级", since="2023-01-01", until=""):
    return {"row_id": row_id, "name": name, "place": place, "level": level, "since": since, "until": until}


def patrols(chief_id, *times, place=EAST, level="村级", **more):
    return [
        {"row_id": f"{chief_id}-{n}", "chief": chief_id, "place": place, "level": level, "patrolled_at": time, **more}
        for n, time in enumerate(times)
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """东湾 has one chief all year, 西沟 two in turn, the township one; asked about in mid-June."""
    ledgers = {
        "river_chiefs": [
            chief("A", "王小明"),
            chief("B", "李大山", WEST, until="2024-04-20"),
            chief("C", "赵河", WEST, since="2024-04-21"),
            chief("T", "钱江水", OWN, "乡级"),
        ],
        "river_patrols": [
            *patrols("A", "2024-03-05 09:00", "2024-05-25 09:00", minutes="60", metres="2000"),
            *patrols("B", "2024-03-31 09:00", place=WEST, minutes="60", metres="2000"),
            *patrols("T", "2024-01-10 09:00", "2024-03-01 09:00", "2024-03-01 15:00", place=OWN, level="乡级"),
        ],
        "problems": [
            {"row_id": "P1", "source": "巡河自查", "found_on": "2024-03-05", "due_on": "2024-03-20"},
            {
                "row_id": "P2",
                "source": "巡河自查",
                "found_on": "2024-05-25",
                "due_on": "2024-06-20",
                "rectified_on": "2024-06-01",
            },
            {"row_id": "P3", "source": "巡河自查", "found_on": "2023-05-25", "due_on": "2023-06-20", "place": WEST},
        ],
    }
    targets = [
        promise(EAST),
        promise(WEST),
        promise(TOWNSHIP, "reach", 12, "patrols_township"),
    ]
    return make_home(tmp_path_factory.mktemp("rivers"), ledgers, places=[*ALL_PLACES, GRID], targets=targets)


MID_JUNE = date(2024, 6, 15)


def test_a_promise_by_month_is_a_duty_in_its_season():
    season = (date(2024, 3, 1), date(2024, 12, 31))
    assert duty_of([Target("each_period", 1, *season, period="month")]) == Duty("month", *season)


@pytest.mark.parametrize(("value", "period"), [(36, "ten_days"), (35, "month"), (12, "month"), (11, None)])
def test_a_number_for_the_year_is_a_duty_in_each_period_only_if_it_is_large_enough(value, period):
    assert duty_of([Target("reach", value, *YEAR)]) == (Duty(period, *YEAR) if period else None)


def test_the_last_milestone_says_how_often_a_patrol_is_owed():
    half = Target("reach", 18, date(2024, 1, 1), date(2024, 6, 30))
    whole = Target("reach", 36, date(2024, 7, 1), date(2024, 12, 31))
    assert duty_of([half, whole]) == Duty("ten_days", *YEAR)


@pytest.mark.parametrize("targets", [[], [Target("floor", 36, *YEAR)]])
def test_no_promise_is_no_duty(targets):
    assert duty_of(targets) is None


def states(days, duty, since=date(2020, 1, 1), until=None, as_of=date(2024, 12, 31)):
    cells, _, missing = judged(Counter(days), duty, since, until, as_of)
    return [state for state, _ in cells], missing


def test_an_empty_month_is_missing_in_all_its_cells_and_a_patrol_settles_the_month():
    found, missing = states([date(2024, 1, 31)], Duty("month", date(2024, 1, 1), date(2024, 3, 31)))
    assert found == [NONE, NONE, DONE, *[MISSING] * 6, *[NONE] * 27]
    assert missing == 2


def test_ten_days_are_missing_one_by_one_and_the_running_ones_are_not_due():
    days = [date(2024, 1, 10), date(2024, 1, 11)]
    found, missing = states(days, Duty("ten_days", *YEAR), as_of=date(2024, 2, 19))
    assert found == [DONE, DONE, MISSING, MISSING, *[AHEAD] * 32]
    assert missing == 2


def test_a_period_is_over_on_its_last_day():
    assert states([], Duty("ten_days", *YEAR), as_of=date(2024, 1, 10))[1] == 1
    assert states([], Duty("ten_days", *YEAR), as_of=date(2024, 1, 9))[1] == 0


def test_missing_weeks_show_in_the_ten_days_they_lie_in():
    # ISO weeks: Monday 8 January to Sunday 14, Monday 15 to Sunday 21
    found, missing = states([date(2024, 1, 8)], Duty("week", date(2024, 1, 8), date(2024, 1, 21)))
    assert found[:4] == [DONE, MISSING, MISSING, NONE]
    assert missing == 1


def test_a_chief_owes_only_what_lies_wholly_in_their_time():
    duty = Duty("month", *YEAR)
    found, missing = states([], duty, since=date(2024, 2, 2), until=date(2024, 4, 29))
    assert (found[3:12], missing) == ([NONE] * 3 + [MISSING] * 3 + [NONE] * 3, 1)


def test_a_cell_says_how_many_patrols_there_were():
    cells, *_ = judged(Counter({date(2024, 1, 1): 2, date(2024, 1, 10): 1}), None, *YEAR, YEAR[1])
    assert cells == [(DONE, "3"), *[(NONE, "")] * 35]


def test_the_title_counts_the_chiefs_who_left_a_month_out(home):
    found = rivers(view(home, as_of=MID_JUNE))
    # 12 a year, day 167 of 366: 5 expected, 3 made. 王 left out April, 赵 May; 李 left in the middle of April.
    assert found.title == "乡级河长巡河落后序时进度 2 次，2 名村级河长有漏巡月份"
    assert found.gaps.picture.title == (
        "3 名村级河长中 2 名有漏巡月份：王小明（东湾村）、赵河（西沟村）；乡级河长缺 3 个月"
    )
    assert found.gaps.picture.said == (
        "乡级河长合计：缺 3 个月，最近3月1日；王小明　东湾村：缺 1 个月，最近5月25日；"
        "赵河　西沟村：缺 1 个月，今年没有巡河；李大山　西沟村（4月20日离任）：不缺，1 次，最近3月31日"
    )


def test_the_tiles_give_pace_problems_per_patrol_and_what_is_put_right(home):
    assert [tile[:3] for tile in rivers(view(home, as_of=MID_JUNE)).tiles] == [
        ("乡级河长巡河", "3 次", "目标 12 次，滞后，序时目标 5 次，进度 60%，上年同期 无数据"),
        ("村级河长巡河", "3 次", "未设目标，上年同期 无数据"),
        ("每百次巡河发现问题", "每百次 33.3 起", "2 起 ÷ 6 次，上年同期 无数据"),
        ("巡河问题整改", "1 起", "今年发现 2 起；未整改 2 起，超期 2 起，其中上年结转 1 起"),
    ]


def test_the_rates_of_the_places_stand_with_their_numbers_and_what_is_the_townships_own_stands_last(home):
    found = rivers(view(home, as_of=MID_JUNE)).found
    assert found.title == "今年 6 次巡河发现的问题都在东湾村；西沟村巡河未发现问题"
    assert found.said == (
        "东湾村巡河 2 次，发现问题 2 起，每百次 100 起；西沟村巡河 1 次，发现问题 0 起，每百次 0 起；"
        "乡本级巡河 3 次，发现问题 0 起，每百次 0 起"
    )


def test_a_problem_put_right_after_the_day_is_open_on_it(home):
    found = ask("patrol_fixes", view(home).scope, from_day=date(2024, 1, 1), as_of=date(2024, 5, 31))
    assert records(found) == [{"found": 2, "fixed": 0, "still_open": 3, "overdue": 2, "carried": 1}]


def test_a_chief_who_leaves_after_the_day_is_in_office_on_it(home):
    found = ask("chief_records", view(home).scope, from_day=date(2024, 1, 1), as_of=date(2024, 4, 20))
    assert [(r["row_id"], r["until"]) for r in records(found)] == [("T", None), ("A", None), ("B", "2024-04-20")]
    found = ask("chief_records", view(home).scope, from_day=date(2024, 1, 1), as_of=date(2024, 4, 19))
    assert [(r["row_id"], r["until"]) for r in records(found)] == [("T", None), ("A", None), ("B", None)]


@pytest.mark.parametrize(
    ("place", "title", "cells"),
    [
        (
            EAST,
            "村级河长巡河滞后：2 个月（目标 10 个月），1 名村级河长有漏巡月份",
            "1 名村级河长中 1 名有漏巡月份：王小明（东湾村）",
        ),
        (OWN, "今年乡级河长巡河 3 次", "名录里没有在任的村级河长"),
        (EAST + "001", "今年村级河长巡河 0 次", "没有在任的河长，也没有巡河记录"),
    ],
)
def test_a_part_of_the_township_has_its_own_words(home, place, title, cells):
    # by mid-June three months of ten are over; March and May are met: 2 of 3
    found = rivers(view(home, place, as_of=MID_JUNE))
    assert found.title == title
    assert found.gaps.picture.title == cells


def test_nobody_left_anything_out_is_said_too(tmp_path):
    times = [f"2024-{month:02}-28 09:00" for month in range(3, 13)]
    home = make_home(
        tmp_path,
        {"river_chiefs": [chief("A", "王小明")], "river_patrols": patrols("A", *times)},
        places=ALL_PLACES,
        targets=[promise(EAST), promise(TOWNSHIP, "reach", 10)],
    )
    found = rivers(view(home))
    assert found.title == "村级河长巡河已达标，没有村级河长缺巡"
    assert found.gaps.picture.title == "1 名村级河长到期的巡河都没有缺"


def test_before_a_period_is_over_nobody_is_said_to_have_left_nothing_out(tmp_path):
    ledgers = {"river_chiefs": [chief("A", "王小明")], "river_patrols": patrols("A", "2024-03-05 09:00")}
    home = make_home(tmp_path, ledgers, places=ALL_PLACES, targets=[promise(EAST)])
    found = rivers(view(home, as_of=date(2024, 3, 30)))
    assert found.gaps.picture.title == "村级河长的巡河还没有到期的"
    assert "缺巡" not in found.title
    assert rivers(view(home, as_of=date(2024, 3, 31))).gaps.picture.title == "1 名村级河长到期的巡河都没有缺"


def test_of_patrols_that_nobody_entered_no_gap_is_known(tmp_path):
    home = make_home(tmp_path, {"river_chiefs": [chief("A", "王小明")]}, places=ALL_PLACES, targets=[promise(EAST)])
    found = rivers(view(home))
    assert (found.title, found.gaps.picture.title) == ("河长巡河无数据", "村级河长巡河无数据")
    assert found.gaps.picture.said == "王小明　东湾村：无数据"


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ((2, 1), "：甲、乙"),
        ((3, 3, 2, 1), "；甲、乙缺得最多，各 3 个月"),
        ((3, 3, 3, 3, 1), ""),  # more than three share the place: no names, and no 等
        ((2, 2, 2, 2), ""),
    ],
)
def test_of_many_chiefs_only_all_who_left_out_the_most_are_named(missing, said):
    month = Duty("month", *YEAR)
    lines = [Line(name, name, True, [], month, 9, n, 0, None) for name, n in zip("甲乙丙丁戊", missing, strict=False)]
    assert _named(lines, lines) == said


def test_without_a_promise_nothing_is_missing(tmp_path):
    ledgers = {"river_chiefs": [chief("A", "王小明")], "river_patrols": patrols("A", "2024-05-05 09:00")}
    found = rivers(view(make_home(tmp_path, ledgers, places=ALL_PLACES)))
    assert found.title == "今年村级河长巡河 1 次"
    assert found.gaps.picture.title == "村级河长没有按期巡河的任务，只列实际巡河"
    assert found.gaps.picture.said == "王小明　东湾村：1 次，最近5月5日"
    assert found.doubts_title == ""


def test_patrols_of_nobody_in_the_register_and_villages_without_a_chief_are_named(tmp_path):
    ledgers = {"river_patrols": patrols("X", "2024-05-05 09:00"), "river_chiefs": [chief("A", "王小明")]}
    home = make_home(tmp_path, ledgers, places=ALL_PLACES, targets=[promise(EAST), promise(WEST)])
    note = rivers(view(home)).gaps.note
    assert "另有 1 次村级巡河，名录里查不到在任的河长。" in note
    assert "有巡河目标而名录里没有村级河长：西沟村。" in note


def test_what_should_be_checked_is_listed_with_its_reasons(tmp_path):
    """Two stretches in one minute, nine minutes, 199 metres; ten minutes and 200 metres are fine; six patrols, no find."""
    fine = {"minutes": "10", "metres": "200"}
    rows = [
        *patrols("A", "2024-03-01 09:00", reach="上段", **fine),
        *[{**row, "row_id": "A-x"} for row in patrols("A", "2024-03-01 09:00", reach="下段", **fine)],
        *[{**row, "row_id": "A-9"} for row in patrols("A", "2024-04-01 09:00", minutes="9", metres="199")],
        *[{**row, "row_id": f"A-{n}f"} for n in range(3) for row in patrols("A", f"2024-05-0{n + 1} 09:00", **fine)],
        *patrols("B", *(f"2024-05-0{n} 09:00" for n in range(1, 7)), place=WEST, **fine),
        # the same row written twice is for the ledger's own checks
        *[
            {**row, "row_id": f"C-{n}"}
            for n in range(2)
            for row in patrols("C", "2024-06-01 09:00", reach="同段", **fine)
        ],
    ]
    ledgers = {
        "river_patrols": rows,
        "river_chiefs": [chief("A", "王小明"), chief("B", "李大山", WEST)],
        "problems": [
            {"row_id": "P", "source": "巡河自查", "found_on": "2024-12-31", "place": WEST},
            {"row_id": "O", "source": "巡河自查", "found_on": "2024-01-02", "place": OWN},
        ],
    }
    home = make_home(tmp_path, ledgers, places=ALL_PLACES)
    found = rivers(view(home))
    assert found.doubts_title == "待核实记录 4 条"
    (first, seen), (second, chiefs) = found.doubts
    seen, chiefs = seen(ALL).rows, chiefs(ALL).rows
    assert (first, second) == ("巡河记录 3 次", "巡河没有发现问题的河长 1 名")
    assert list(zip(seen["编号"], seen["请核实"], strict=True)) == [
        ("A-9", "时长不到 10 分钟，里程不到 200 米"),
        ("A-0", "同一分钟在两处"),
        ("A-x", "同一分钟在两处"),
    ]
    assert list(zip(chiefs["姓名"], chiefs["请核实"], strict=True)) == [("王小明", "今年巡河 6 次，没有发现问题")]
    before = rivers(view(home, as_of=date(2024, 12, 30)))
    assert list(before.doubts[1][1](ALL).rows["姓名"]) == ["王小明", "李大山"]


def test_above_a_township_chiefs_are_not_listed_one_by_one(tmp_path):
    other = "620999102"
    places = [*ALL_PLACES, {"code": other, "name": "柳林乡", "level": "乡", "parent": "620999"}]
    ledgers = {"river_chiefs": [chief("A", "王小明")], "river_patrols": patrols("A", "2024-05-05 09:00", minutes="1")}
    found = rivers(view(make_home(tmp_path, ledgers, places=places)))
    assert found.gaps is None
    assert [title for title, _ in found.doubts] == ["巡河记录 1 次"]


@pytest.mark.parametrize("where", [(EMPTY, None), (ONE_VILLAGE, None), (TINY, None), (TINY, TOWNSHIP + "204")])
def test_there_are_words_where_there_is_nothing(where):
    found = rivers(view(*where))
    assert found.title and found.found.title and found.found.said
    assert found.gaps.picture.title and found.gaps.picture.said


def test_an_empty_home_says_that_there_is_nothing():
    found = rivers(view(EMPTY))
    assert found.title == "河长巡河无数据"
    assert found.doubts_none == "河长巡河无数据。"
    assert found.tiles[-1][:3] == ("巡河问题整改", "无数据", "没有登记过巡河自查的问题")
    assert found.gaps.picture.title == "没有在任的河长，也没有巡河记录"
    assert found.found.title == "巡河发现的问题无数据，算不出每百次发现多少"


# The demonstration, worked out a second time from its files.


def rows_of(home: Path, ledger: str) -> list[dict]:
    files = sorted((home / "ledgers" / ledger).glob("*.csv"))
    return [row for file in files for row in csv.DictReader(file.open(encoding="utf-8-sig"))]


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def months_over(as_of: date) -> list[tuple[date, date]]:
    """March to December as far as they are over."""
    firsts = [date(as_of.year, month, 1) for month in range(3, 13)]
    ends = [(first + timedelta(days=31)).replace(day=1) - timedelta(days=1) for first in firsts]
    return [(first, last) for first, last in zip(firsts, ends, strict=True) if last <= as_of]


def left_out(home: Path, as_of: date) -> dict[str, int]:
    """Chief → months of their time without a patrol, for the village chiefs of the year."""
    made = [(row["河长编号"], day(row["巡河时间"])) for row in rows_of(home, "river_patrols")]
    found = {}
    for row in rows_of(home, "river_chiefs"):
        since, until = day(row["任职日期"]), day(row["离任日期"]) if row["离任日期"] else date(2100, 1, 1)
        if row["河长级别"] == "村级" and since <= as_of and until >= date(as_of.year, 1, 1):
            theirs = [d for who, d in made if who == row["编号"]]
            found[row["编号"]] = sum(
                since <= first and last <= until and not any(first <= d <= last for d in theirs)
                for first, last in months_over(as_of)
            )
    return found


def behind(home: Path, level: str, goal: int, as_of: date) -> int:
    """How far a level is behind its straight line, by 5 % or more; else 0."""
    start = date(as_of.year, 3 if level == "村级" else 1, 1)  # village chiefs owe patrols from March on
    first = date(as_of.year, 1, 1)
    made = sum(
        row["河长级别"] == level and first <= day(row["巡河时间"]) <= as_of for row in rows_of(home, "river_patrols")
    )
    whole = (date(as_of.year, 12, 31) - start).days + 1
    expected = math.floor(goal * ((as_of - start).days + 1) / whole)
    return expected - made if made < 0.95 * expected else 0


@pytest.mark.parametrize("as_of", [date(2024, 12, 31), date(2025, 9, 30), date(2025, 6, 15), date(2024, 4, 30)])
def test_the_title_on_the_demonstration_is_what_its_files_say(demo_home, as_of):
    found = rivers(view(Home(demo_home), as_of=as_of))
    late = [(level, behind(demo_home, level, goal, as_of)) for level, goal in (("乡级", 36), ("村级", 40))]
    late = [(level, number) for level, number in late if number]
    short = sum(number > 0 for number in left_out(demo_home, as_of).values())
    pace = "，".join(f"{level}河长巡河落后序时进度 {number} 次" for level, number in late)
    ok = "已达标" if as_of == date(2024, 12, 31) else "未落后序时进度"
    people = f"{short} 名村级河长有漏巡月份" if short else "没有村级河长缺巡"
    assert found.title == f"{pace or f'乡级、村级河长巡河都{ok}'}，{people}"


@pytest.mark.parametrize("as_of", [date(2024, 12, 31), date(2025, 9, 30), date(2025, 6, 15), date(2024, 4, 30)])
def test_the_gaps_on_the_demonstration_are_what_its_files_say(demo_home, as_of):
    found = rivers(view(Home(demo_home), as_of=as_of)).gaps
    missing = left_out(demo_home, as_of)
    assert (found.owing, found.short) == (len(missing), sum(number > 0 for number in missing.values()))
    told = [line for line in found.picture.said.split("；") if not line.startswith("乡级")]
    assert Counter(int(line.split("缺 ")[1].split(" ")[0]) for line in told if "：缺" in line) == Counter(
        number for number in missing.values() if number
    )
    made = {
        (d.month, min((d.day - 1) // 10, 2))
        for d, level in ((day(row["巡河时间"]), row["河长级别"]) for row in rows_of(demo_home, "river_patrols"))
        if level == "乡级" and d.year == as_of.year and d <= as_of
    }
    over = {(month, n) for month in range(1, 13) for n in range(3) if period_end(as_of.year, month, n) <= as_of}
    assert f"乡级河长缺 {len(over - made)} 旬" in found.picture.title


def period_end(year: int, month: int, n: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1) if n == 2 else date(year, month, (n + 1) * 10)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_the_place_that_finds_most_on_the_demonstration_is_what_its_files_say(demo_home, year):
    as_of = min(date(year, 12, 31), date(2025, 9, 30))
    start = date(year, 1, 1)
    made = Counter(
        r["区划代码"][:12] for r in rows_of(demo_home, "river_patrols") if start <= day(r["巡河时间"]) <= as_of
    )
    problems = [row for row in rows_of(demo_home, "problems") if row["问题来源"] == "巡河自查"]
    had = Counter(row["区划代码"][:12] for row in problems if start <= day(row["发现日期"]) <= as_of)
    names = pd.read_csv(demo_home / "places.csv", dtype=str).set_index("code")["name"]
    rates = {place: had[place] / number for place, number in made.items()}
    most = max(rates.values())
    best = [place for place in sorted(rates) if rates[place] == most]
    idle = [names[place] for place in sorted(rates) if not rates[place] and not place.endswith("000")]
    title = rivers(view(Home(demo_home), as_of=as_of)).found.title
    assert title.startswith(f"{'、'.join(names[place] for place in best)}每百次巡河发现问题最多，")
    assert f"（{'；'.join(f'{had[place]} 起 / {made[place]} 次' for place in best)}）" in title
    assert title.endswith(f"；{'、'.join(idle)}巡河未发现问题") == bool(idle)


@pytest.mark.parametrize("as_of", [date(2024, 12, 31), date(2025, 9, 30)])
def test_the_doubts_on_the_demonstration_are_what_its_files_say(demo_home, as_of):
    start = date(as_of.year, 1, 1)
    rows = [row for row in rows_of(demo_home, "river_patrols") if start <= day(row["巡河时间"]) <= as_of]
    places = {}
    for row in rows:
        places.setdefault((row["河长编号"], row["巡河时间"]), set()).add((row["区划代码"], row["河段"]))
    odd = [
        row["编号"]
        for row in rows
        if len(places[row["河长编号"], row["巡河时间"]]) > 1
        or (row["时长(分钟)"] and int(row["时长(分钟)"]) < 10)
        or (row["里程(米)"] and int(row["里程(米)"]) < 200)
    ]
    problems = [row for row in rows_of(demo_home, "problems") if row["问题来源"] == "巡河自查"]
    had = {row["区划代码"][:12] for row in problems if start <= day(row["发现日期"]) <= as_of}
    made = Counter(row["河长编号"] for row in rows)
    silent = [
        row["编号"]
        for row in rows_of(demo_home, "river_chiefs")
        if row["河长级别"] == "村级" and made[row["编号"]] >= 6 and row["区划代码"] not in had
    ]
    found = rivers(view(Home(demo_home), as_of=as_of))
    listed = sorted(number for _, listed in found.doubts for number in listed(ALL).rows["编号"])
    assert listed == sorted(odd + silent)
    assert found.doubts_title == (f"待核实记录 {len(listed)} 条" if listed else "")


def test_a_chief_appointed_anew_by_a_further_row_is_one_person_who_owes_each_period_once(tmp_path):
    """The term was renewed in the middle of May, and the patrols name now the one row and now the other."""
    ledgers = {
        "river_chiefs": [chief("A", "王小明", until="2024-05-14"), chief("A2", "王小明", since="2024-05-15")],
        "river_patrols": [*patrols("A", "2024-03-05 09:00", "2024-06-05 09:00"), *patrols("A2", "2024-04-05 09:00")],
    }
    home = make_home(tmp_path, ledgers, places=ALL_PLACES, targets=[promise(EAST)])
    found = rivers(view(home, as_of=date(2024, 7, 31))).gaps
    assert found.picture.title == "1 名村级河长中 1 名有漏巡月份：王小明（东湾村）"
    assert found.picture.said == "王小明　东湾村：缺 2 个月，最近6月5日"  # May and July
    assert "对不上" not in found.note and "查不到" not in found.note


def test_a_chief_who_came_back_is_one_person_and_owes_nothing_for_the_time_between(tmp_path):
    ledgers = {
        "river_chiefs": [chief("A", "王小明", until="2024-03-31"), chief("A2", "王小明", since="2024-06-01")],
        "river_patrols": patrols("A2", "2024-06-05 09:00"),
    }
    home = make_home(tmp_path, ledgers, places=ALL_PLACES, targets=[promise(EAST)])
    found = rivers(view(home, as_of=date(2024, 7, 31))).gaps
    assert found.picture.title == "1 名村级河长中 1 名有漏巡月份：王小明（东湾村）"
    assert found.picture.said == "王小明　东湾村：缺 2 个月，最近6月5日"  # March and July
