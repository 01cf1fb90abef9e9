"""安全与防疫: its sentences say what the ledgers hold, counted here a second time."""

import csv
from calendar import monthrange
from datetime import date

import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects import prevention
from engine.subjects.safety import safety
from engine.subjects.tables_on_request import time_left
from engine.words.excerpts import ALL
from tests.homes import EAST, EMPTY, NORTH, ONE_VILLAGE, OWN, PLACES, TINY, TOWNSHIP, WEST, make_home, records

DAY = date(2024, 6, 29)  # a day before the month is over
GRID = {"code": EAST + "001", "name": "东湾一网格", "level": "网格", "parent": EAST}
MONTHLY = {
    "indicator": "risk_reviews", "year": 2024, "place": TOWNSHIP, "kind": "each_period", "value": 1,
    "period": "month", "people": 1, "basis": "依据", "basis_status": "本级自定",
}  # fmt: skip


def view(home: Home, place: str | None = None, as_of: date = DAY) -> View:
    scope = questions.open_scope(home)
    return View(scope, place or scope.place, as_of.year, as_of)


def floor(indicator: str, value: int) -> dict:
    basis = {"basis": "依据", "basis_status": "本级自定"}
    return {"indicator": indicator, "year": 2024, "place": TOWNSHIP, "kind": "floor", "value": value, **basis}


@pytest.fixture(scope="module")
def bad_home(tmp_path_factory) -> Home:
    """Hazards of every age, months without a review of risks, animals left out; counted as of 2024-06-29."""
    hazard = {"source": "安全隐患", "place": EAST}
    batch = {"held_on": "2024-04-01", "place": EAST}
    reach = {"indicator": "safety_drills", "kind": "reach", "value": 2, "period": "", "people": ""}
    return make_home(
        tmp_path_factory.mktemp("bad"),
        {
            "problems": [
                hazard | {"row_id": "W1", "found_on": "2024-06-14", "due_on": "2024-07-14"},  # 15 days
                hazard | {"row_id": "W2", "found_on": "2024-06-13", "due_on": "2024-06-28"},  # 16, a day over
                hazard | {"row_id": "W3", "found_on": "2024-03-31", "due_on": "2024-04-30"},  # 90, 60 over
                hazard | {"row_id": "W4", "found_on": "2024-03-30"},  # 91, no limit
                hazard | {"row_id": "W5", "found_on": "2024-03-01", "due_on": "2024-03-31", "rectified_on": "2024-03-20"},
                hazard | {"row_id": "W6", "found_on": "2024-06-01", "due_on": "2024-07-20", "rectified_on": "2024-07-01"},
                hazard | {"row_id": "W7", "found_on": "2024-07-01"},  # found after the day
                {"row_id": "W8", "source": "三资管理", "found_on": "2024-05-01", "due_on": "2024-06-01", "place": WEST},
                {"row_id": "W9", "source": "巡河自查", "found_on": "2024-06-20", "due_on": "2024-06-29", "place": WEST},
            ],
            "risk_reviews": [{"row_id": f"F{m}", "place": OWN, "held_on": f"2024-{m:02}-05"} for m in (1, 2, 4)],
            "safety_activities": [
                {"row_id": "A1", "held_on": "2024-03-05", "kind": "专项检查", "people": "5"},
                {"row_id": "A2", "held_on": "2024-03-06", "kind": "集中宣传", "people": "50"},
                {"row_id": "A3", "held_on": "2024-03-07", "kind": "专题培训", "people": "30"},
                {"row_id": "A4", "held_on": "2024-03-08", "kind": "入户宣传", "people": "12"},
                {"row_id": "A5", "held_on": "2024-07-08", "kind": "应急演练", "people": "12"},
            ],
            "animal_health": [
                batch | {"row_id": "Y1", "kind": "免疫", "species": "牛", "due_heads": "10", "done_heads": "8"},
                batch | {"row_id": "Y2", "kind": "免疫", "species": "羊", "due_heads": "100", "done_heads": "100"},
                batch | {"row_id": "Y3", "kind": "检测", "species": "羊", "due_heads": "20", "done_heads": "18", "qualified_heads": "17"},
                batch | {"row_id": "Y4", "kind": "检测", "species": "羊", "due_heads": "10", "done_heads": "9", "place": WEST},
                batch | {"row_id": "Y5", "kind": "检测", "due_heads": "4", "done_heads": "4", "qualified_heads": "4"},
                batch | {"row_id": "Y6", "kind": "免疫", "due_heads": "50", "done_heads": "0", "held_on": "2024-08-01"},
            ],
        },
        places=[*PLACES, GRID],
        targets=[MONTHLY, MONTHLY | reach, floor("animal_tested", 95), floor("animal_qualified", 95)],
    )  # fmt: skip


def test_the_title_counts_open_hazards_those_overdue_and_the_months_without_a_review(bad_home):
    assert safety(view(bad_home)).title == "5 条隐患未整改，其中 2 条超期，最长 60 天；3月、5月缺风险研判"


def test_the_tiles_say_what_is_behind_each_number(bad_home):
    assert [tile[:3] for tile in safety(view(bad_home)).tiles] == [
        ("未整改的隐患", "5 条", "本年排查 6 条，整治 1 条，其中 2 条超期，最长 60 天"),
        ("问题按期整改率", "25%", "1 / 4 件，各来源的问题都计"),
        ("应急演练", "0 场次", "目标 2 场次，▲ 正常"),
        ("安全入户宣传", "12 人次", "○ 无目标"),
    ]


def test_hazards_are_sorted_by_age_the_oldest_first(bad_home):
    found = safety(view(bad_home))
    assert found.ages.title == "未整改的 5 条隐患中，2 条发现已超过 30 天，1 条没有定整改期限"
    assert found.ages.said == (
        "发现 91 天以上的 1 条；发现 61–90 天的 1 条，其中超期 1 条；发现 16–30 天的 2 条，其中超期 1 条；"
        "发现 15 天内的 1 条"
    )
    assert found.others == "其他来源未整改的问题 2 件（三资管理 1 件，巡河自查 1 件），其中 1 件超期 28 天。"


@pytest.mark.parametrize(
    ("found_on", "name", "title"),
    [
        ("2024-05-30", "16–30 天", "，都是 30 天内发现的"),
        ("2024-05-29", "31–60 天", "中，1 条发现已超过 30 天"),
        ("2024-04-30", "31–60 天", "中，1 条发现已超过 30 天"),
        ("2024-04-29", "61–90 天", "中，1 条发现已超过 30 天"),
    ],
)
def test_an_age_counts_from_the_day_of_finding(tmp_path, found_on, name, title):
    hazard = {"row_id": "W1", "source": "安全隐患", "found_on": found_on, "due_on": "2024-12-31"}
    settled = hazard | {"row_id": "W0", "found_on": "2024-01-02", "rectified_on": "2024-01-03"}
    found = safety(view(make_home(tmp_path, {"problems": [hazard, settled]}))).ages
    assert (found.title, found.said) == (f"未整改的 1 条隐患{title}", f"发现 {name}的 1 条")


def test_a_limit_that_ends_today_is_not_over(bad_home):
    rows = safety(view(bad_home)).tables[0].rows(ALL).rows.set_index("编号")
    assert dict(rows["进展"]) == {
        "W3": "✕ 超期 60 天",
        "W8": "✕ 超期 28 天",
        "W2": "✕ 超期 1 天",
        "W9": "◆ 临期，今天到期",
        "W1": "▲ 在办，剩 15 天",
        "W6": "▲ 在办，剩 21 天",
        "W4": "没有期限",
    }
    assert list(rows.columns) == ["来源", "区划", "问题", "发现", "整改期限", "进展"]


def test_the_running_month_is_not_missing_yet_and_the_last_day_ends_it(bad_home):
    states = {day: row_of(bad_home, day) for day in (DAY, date(2024, 6, 30))}
    assert states[DAY] == "有 有 缺 有 缺 未到 未到 未到 未到 未到 未到 未到"
    assert states[date(2024, 6, 30)] == "有 有 缺 有 缺 缺 未到 未到 未到 未到 未到 未到"


def row_of(home: Home, day: date, work: str = "风险研判") -> str:
    return " ".join(m.state for m in prevention.months(view(home, as_of=day)) if m.work == work)


def test_other_works_are_never_missing_in_a_month(bad_home):
    assert row_of(bad_home, DAY, "安全检查") == " ".join(["不适用"] * 2 + ["有"] + ["不适用"] * 3 + ["未到"] * 6)
    found = safety(view(bad_home)).months
    assert found.title == "3月、5月没有做风险研判（应每月 1 次）"
    assert found.said == (
        "风险研判 做了 3 次，12 个月中 3 个月做到（1月 1 次，2月 1 次，4月 1 次）；安全检查 做了 1 场次（3月 1 场次）；"
        "宣传培训 做了 3 场次（3月 3 场次）；应急演练 做了 0 场次，目标 2 场次；动物防疫 做了 5 批（4月 5 批）"
    )


@pytest.mark.parametrize(
    ("target", "states"),
    [
        ({"kind": "reach", "value": 12, "period": "", "people": ""}, "有 有 缺 有 缺 未到"),
        ({"kind": "reach", "value": 6, "period": "", "people": ""}, "有 有 不适用 有 不适用 不适用"),
        ({"value": 2}, "缺 缺 缺 缺 缺 未到"),
        ({"from_on": "2024-04-01", "due_on": "2024-10-31"}, "有 有 不适用 有 缺 未到"),
    ],
)
def test_whether_a_month_owes_a_review_is_the_promise_s_to_say(tmp_path, target, states):
    reviews = [{"row_id": f"F{m}", "place": OWN, "held_on": f"2024-{m:02}-05"} for m in (1, 2, 4)]
    home = make_home(tmp_path, {"risk_reviews": reviews}, targets=[MONTHLY | target])
    assert row_of(home, DAY).split(" ")[:6] == states.split(" ")


def test_many_gaps_are_counted_and_of_a_ledger_not_kept_none_is_known(tmp_path):
    review = {"row_id": "F1", "place": OWN, "held_on": "2024-06-05"}
    found = safety(view(make_home(tmp_path / "kept", {"risk_reviews": [review]}, targets=[MONTHLY])))
    assert found.title == "排查隐患无数据；5 个月缺风险研判"
    assert found.months.title == "5 个月没有做风险研判（应每月 1 次）"
    found = safety(view(make_home(tmp_path / "none", {"problems": []}, targets=[MONTHLY])))
    assert found.title == "排查隐患无数据；风险研判无数据"
    assert found.months.title == "安全检查、宣传、演练和防疫无数据"
    assert found.months.said.startswith("风险研判 无数据；")
    assert found.tiles[0][:3] == ("未整改的隐患", "无数据", "没有可计的台账记录")


def test_what_was_promised_and_not_begun_is_said_where_no_month_is_missing(tmp_path):
    reviews = [{"row_id": f"F{m}", "place": OWN, "held_on": f"2024-{m:02}-05"} for m in range(1, 7)]
    drills = MONTHLY | {"indicator": "safety_drills", "kind": "reach", "value": 2, "period": "", "people": ""}
    visits = {"row_id": "A1", "held_on": "2024-03-08", "kind": "入户宣传", "people": "120"}
    promised = [MONTHLY, drills, drills | {"indicator": "safety_household_reach", "value": 100}]
    ledgers = {"risk_reviews": reviews, "safety_activities": [visits]}
    home = make_home(tmp_path / "a", ledgers, targets=promised)
    assert safety(view(home)).months.title == "应急演练本年还没有做"  # and not 宣传培训: visiting households is that
    home = make_home(tmp_path / "b", {"risk_reviews": reviews}, targets=promised)
    assert safety(view(home)).months.title == "到期的月份都做了风险研判"  # nobody knows about the drills


def test_before_a_month_is_over_no_month_is_said_to_be_in_order(tmp_path):
    home = make_home(
        tmp_path, {"risk_reviews": [{"row_id": "F1", "place": OWN, "held_on": "2024-01-05"}]}, targets=[MONTHLY]
    )
    assert safety(view(home, as_of=date(2024, 1, 30))).months.title == "本年做了风险研判"
    assert safety(view(home, as_of=date(2024, 1, 31))).months.title == "到期的月份都做了风险研判"


def test_animals_are_counted_by_kind_and_species_with_both_numbers(bad_home):
    found = safety(view(bad_home)).animals
    assert found.title == "免疫尚差 2 头（只），检测尚差 3 头（只），检测不合格 1 头（只）"
    assert found.said == (
        "羊免疫已做 100 头（只），应做 100 头（只），无目标；牛免疫已做 8 头（只），应做 10 头（只），无目标；"
        "羊检测已做 27 头（只），应做 30 头（只），未达标；畜种未填检测已做 4 头（只），应做 4 头（只），达标；"
        "羊检测合格 17 头（只），已出结果 18 头（只），未达标；畜种未填检测合格 4 头（只），已出结果 4 头（只），达标"
    )
    rows = safety(view(bad_home)).tables[1].rows(ALL).rows
    assert [tuple(r.values()) for r in records(rows[rows["种类"] == "检测"])] == [
        ("检测", "羊", "东湾村", 20, 18, 18, 17),
        ("检测", "羊", "西沟村", 10, 9, None, None),
        ("检测", "畜种未填", "东湾村", 4, 4, 4, 4),
    ]


@pytest.mark.parametrize(
    ("kind", "qualified", "title"),
    [
        ("检测", "5", "应做的检测都已做完，检测没有不合格"),
        ("检测", "", "应做的检测都已做完"),
        ("无害化检查", "5", "应做的无害化检查都已做完"),
    ],
)
def test_all_animals_done_is_said_of_the_kinds_there_are(tmp_path, kind, qualified, title):
    batch = {"row_id": "Y1", "kind": kind, "species": "牛", "due_heads": "5", "done_heads": "5"}
    found = safety(view(make_home(tmp_path, {"animal_health": [batch | {"qualified_heads": qualified}]})))
    assert found.animals.title == title


def test_a_species_shows_no_number_that_was_typed_into_it(tmp_path):
    batch = {"row_id": "Y1", "kind": "免疫", "species": "牛 13912345678", "due_heads": "5", "done_heads": "5"}
    found = safety(view(make_home(tmp_path, {"animal_health": [batch]})))
    shown = found.animals.said + found.animals.chart + found.tables[1].rows(ALL).rows.to_csv()
    assert "13912345678" not in shown and "（手机号已隐去）" in shown


def test_a_village_a_grid_and_what_belongs_to_no_village(bad_home):
    west, grid, own = (safety(view(bad_home, place)) for place in (WEST, GRID["code"], OWN))
    assert west.title == "本年没有排查隐患的记录"
    assert west.others == "其他来源未整改的问题 2 件（三资管理 1 件，巡河自查 1 件），其中 1 件超期 28 天。"
    assert grid.title == "本年没有排查隐患的记录" and grid.months.title == "没有安全检查、宣传、演练和防疫的记录"
    assert own.months.title == "本年做了风险研判"


@pytest.mark.parametrize("office", [None, "综合行政执法队"])
def test_the_office_in_the_sidebar_changes_nothing_in_what_the_page_finds(bad_home, office):
    here = view(bad_home)
    assert safety(View(here.scope, here.place, 2024, DAY, office)).tiles == safety(here).tiles


@pytest.mark.parametrize(("home", "place"), [(EMPTY, None), (ONE_VILLAGE, None), (TINY, NORTH)])
def test_nothing_is_said_in_words(home, place):
    found = safety(view(home, place))
    kept = home == TINY
    assert found.title == found.ages.said == ("本年没有排查隐患的记录" if kept else "排查隐患无数据")
    assert found.animals.said == "动物防疫无数据"
    assert all(about for _, _, about, *_ in found.tiles)
    assert all(fold.rows(ALL).rows.empty for fold in found.tables)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "✕ 超期 1 天"),
        (0, "◆ 临期，今天到期"),
        (5, "◆ 临期，剩 5 天"),
        (6, "▲ 在办，剩 6 天"),
        (float("nan"), "没有期限"),
    ],
)
def test_how_urgent_something_is_has_a_shape_and_a_word(days, said):
    assert time_left(days, 5) == said


def ledger(home, name: str) -> list[dict]:
    rows = []
    for path in sorted((home / "ledgers" / name).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += csv.DictReader(file)
    return rows


@pytest.mark.parametrize("as_of", [date(2024, 6, 15), date(2024, 12, 31), date(2025, 9, 30)])
def test_the_sentences_are_true_of_the_rows_of_the_demonstration_home(demo_home, as_of):
    day, found = as_of.isoformat(), safety(view(Home(demo_home), as_of=as_of))
    problems = [r for r in ledger(demo_home, "problems") if r["问题来源"] == "安全隐患" and r["发现日期"] <= day]
    waiting = [r for r in problems if not r["整改完成日期"] or r["整改完成日期"] > day]
    late = [(as_of - date.fromisoformat(r["整改期限"])).days for r in waiting if r["整改期限"] < day]
    reviewed = {
        int(r["日期"][5:7]) for r in ledger(demo_home, "risk_reviews") if r["日期"][:4] == day[:4] and r["日期"] <= day
    }
    over = [m for m in range(1, 13) if date(as_of.year, m, monthrange(as_of.year, m)[1]) <= as_of]
    gaps = [m for m in over if m not in reviewed]
    said = f"{len(waiting)} 条隐患未整改，" if waiting else "没有未整改的隐患"
    if waiting:
        days = f"超期 {max(late)} 天" if len(late) == 1 else f"超期，最长 {max(late, default=0)} 天"
        said += f"其中 {len(late)} 条{days}" if late else "没有超期"
    assert found.title == said + (f"；{'、'.join(f'{month}月' for month in gaps)}缺风险研判" if gaps else "")
    old = sum((as_of - date.fromisoformat(r["发现日期"])).days > 30 for r in waiting)
    assert found.ages.title == (
        f"未整改的 {len(waiting)} 条隐患" + (f"中，{old} 条发现已超过 30 天" if old else "，都是 30 天内发现的")
        if waiting
        else "没有未整改的隐患"
    )
    start = f"{as_of.year}-01-01"
    animals = [r for r in ledger(demo_home, "animal_health") if start <= r["日期"] <= day]
    left = {
        kind: sum(int(r["应做头只数"]) - int(r["已做头只数"]) for r in animals if r["种类"] == kind)
        for kind in ("免疫", "检测")
    }
    failed = sum(int(r["已做头只数"]) - int(r["合格头只数"]) for r in animals if r["种类"] == "检测")
    assert found.animals.title == (
        f"免疫尚差 {left['免疫']} 头（只），检测尚差 {left['检测']} 头（只），检测不合格 {failed} 头（只）"
    )
    months = found.months.title
    assert months.startswith(f"{'、'.join(f'{month}月' for month in gaps)}没有做风险研判" if gaps else "")


@pytest.mark.parametrize("as_of", [date(2024, 12, 31), date(2025, 9, 30)])
def test_the_gaps_are_those_of_the_indicator_on_the_demonstration_home(demo_home, as_of):
    here = view(Home(demo_home), as_of=as_of)
    figure = here.figure("risk_reviews")
    assert len(prevention.gaps(prevention.months(here))) == figure.periods_due - figure.periods_met
