"""The page 行政执法: what its sentences, tiles and tables say, against counts by hand and against the CSV files."""

import csv
import json
from datetime import date, timedelta

import chinese_calendar
import pytest

from engine.charts.palette import LIGHT
from engine.figures import matters
from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects import legal_steps, officers
from engine.subjects.enforcement import NO_CASES, enforcement
from engine.subjects.legal_steps import DECIDE, DISCLOSE, REVIEWED, STEPS, Step, gaps
from engine.words import excerpts
from tests.conftest import DEMONSTRATION
from tests.homes import EAST, EMPTY, NORTH, ONE_VILLAGE, OWN, PLACES, TINY, TOWNSHIP, WEST, make_home
from tests.screen.test_pages import charts, opened, tables

LAST = date(2024, 12, 31)
ALL = [*PLACES, {"code": OWN, "name": "乡本级", "level": "乡", "parent": TOWNSHIP}]
GRID = EAST + "001"


def view(home, place=TOWNSHIP, as_of=LAST, office=None):
    scope = questions.open_scope(home)
    return View(scope, place if place in questions.known_places(scope) else scope.place, as_of.year, as_of, office)


def case(row_id, kind, filed_on, decided_on="", disclosed_on="", place=EAST, **more):
    days = {"filed_on": filed_on, "decided_on": decided_on, "disclosed_on": disclosed_on}
    fixed = {"subject": "某某厂", "extended": "否", "needs_legal_review": "否"}
    return {"row_id": row_id, "kind": kind, "place": place, **fixed, **days, **more}


def officer(row_id, name, certified_on="2022-01-01", expires_on="", revoked_on=""):
    days = {"certified_on": certified_on, "expires_on": expires_on, "revoked_on": revoked_on}
    return {"row_id": row_id, "name": name, "unit": "执法队", "place": OWN, **days}


def training(row_id, who, held_on, hours, kind="法律知识培训"):
    return {"row_id": row_id, "officer": who, "held_on": held_on, "hours": hours, "kind": kind, "place": OWN}


BAD = {
    "enforcement_cases": [
        # decided 2024-03-01, due in 7 working days: 03-12
        case("C1", "处罚", "2024-02-01", "2024-03-01", "2024-03-12", penalty_class="罚款", amount_fen="500.5"),
        case("C2", "处罚", "2024-02-01", "2024-03-01", "2024-03-13", penalty_class="罚款", amount_fen="500"),
        # decided after 90 days (2024-05-01), never disclosed
        case("C3", "处罚", "2024-02-01", "2024-05-06", "", penalty_class="警告"),
        # open for more than 90 days
        case("C4", "处罚", "2024-06-03"),
        case("J1", "检查", "2024-03-04", "2024-03-04", "2024-03-05", needs_legal_review="是"),
        case(
            "J2",
            "检查",
            "2024-04-01",
            "2024-04-01",
            "2024-04-02",
            needs_legal_review="是",
            legal_reviewed_on="2024-04-02",
        ),
        case(
            "X1",
            "许可",
            "2024-04-01",
            "2024-04-03",
            "2024-04-03",
            needs_legal_review="是",
            legal_reviewed_on="2024-04-03",
        ),
    ],
    "officers": [
        officer("1", "赵一", expires_on="2025-03-31"),  # 90 days after the last of the year
        officer("2", "钱二", expires_on="2025-04-01"),  # 91
        officer("3", "孙三", expires_on="2024-12-30"),  # over since yesterday's end
        officer("4", "李四", expires_on="2024-12-31"),
        officer("5", "周五", certified_on="2019-01-01", expires_on="2023-12-31"),
        officer("6", "周五", certified_on="2023-12-01"),  # renewed
        officer("7", "吴六", revoked_on="2024-05-31"),
    ],
    "trainings": [
        training("T1", "1", "2024-03-01", 30),
        training("T2", "2", "2024-03-01", 29.5),
        training("T3", "4", "2023-12-31", 40),
        training("T4", "4", "2024-12-31", 10),
        training("T5", "6", "2024-05-01", 50, "其他培训"),
    ],
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    today = [{"parameter": "today", "value": "2024-12-31"}]  # what is open is measured on it, not on the clock's day
    return make_home(tmp_path_factory.mktemp("bad"), BAD, places=ALL, parameters=today)


def test_the_title_names_every_gap(bad):
    assert enforcement(view(bad)).title == (
        "2 件决定缺法制审核，2 件逾期作出或超期未决，2 件结果迟公示或未公示，"
        "1 人执法证已过期，2 人执法证 90 日内到期，3 人培训未满 30 学时"
    )


def test_the_tiles_say_numbers_with_what_makes_them_honest(bad):
    assert [tile[:3] for tile in enforcement(view(bad)).tiles] == [
        ("行政处罚", "3 宗", "罚没款 1,000.50 元；上年同期 无数据"),
        ("处罚按期作出率", "50%", "2 / 4 件，超期未办 2 件"),
        ("结果公示及时率", "66.7%", "4 / 6 件"),
        ("持证人员", "4 人", "90 日内到期 2 人，过期未换证 1 人"),
        ("培训达标率", "25%", "1 / 4 人，每人每年 30 学时"),
    ]


def test_the_months_and_the_steps_say_what_they_show(bad):
    found = enforcement(view(bad))
    assert found.months.title == "办结 6 件：检查 2，处罚案件 3，许可及其他 1；3月最多，3 件"
    assert found.months.said == (
        "3月办结 检查 1 件，处罚案件 2 件；4月办结 检查 1 件，许可及其他 1 件；5月办结 处罚案件 1 件"
    )
    assert found.legality.title == "“重大决定先经法制审核”、“处罚、许可按期作出”、“结果按期公示”各 2 件没有或晚了"
    assert found.legality.said == (
        "重大决定先经法制审核：应完成 3 件，缺失或逾期 2 件；处罚、许可按期作出：应完成 5 件，缺失或逾期 2 件；"
        "结果按期公示：应完成 6 件，缺失或逾期 2 件"
    )


def drawn_bars(picture):
    """(length, colour) of what is drawn, from the first bar to the last."""
    achieved = next(t for t in json.loads(picture.chart)["data"] if t["name"] == "achieved")
    return list(zip(achieved["x"], achieved["marker"]["color"], strict=True))


def test_a_step_that_nobody_left_out_is_a_full_bar_and_of_the_others_only_what_is_missing_is_red():
    drawn = legal_steps.picture([Step(REVIEWED, 19, 0, 0), Step(DECIDE, 6, 1, 1), Step(DISCLOSE, 0, 0, 0)])
    assert drawn_bars(drawn) == [(1, LIGHT.ink), (1 / 6, LIGHT.red), (5 / 6, LIGHT.ink)]
    assert drawn.said == (
        "重大决定先经法制审核：应完成 19 件，均按期；处罚、许可按期作出：应完成 6 件，缺失或逾期 1 件；结果按期公示：不适用"
    )


@pytest.mark.parametrize(
    ("missing", "title"),
    [
        ((0, 2, 1), "“处罚、许可按期作出”缺得最多，2 件没有或晚了"),
        ((2, 2, 1), "“重大决定先经法制审核”、“处罚、许可按期作出”缺得最多，各 2 件没有或晚了"),
        ((0, 0, 1), "“结果按期公示”应完成 9 件，1 件没有或晚了"),
        ((0, 0, 0), "27 项法定程序均按期履行"),
    ],
)
def test_steps_that_are_missing_as_often_as_others_are_named_together(missing, title):
    assert legal_steps.title([Step(name, 9, n, 0) for name, n in zip(STEPS, missing, strict=True)]) == title


def test_a_step_that_was_never_entered_is_not_called_done():
    steps = [Step(REVIEWED, 3, 0, 0), Step(DECIDE, 2, 0, 0), Step(DISCLOSE, 0, 0, 0, known=False)]
    assert legal_steps.title(steps) == "5 项法定程序均按期履行；“结果按期公示”无数据"
    assert legal_steps.title(steps[2:]) == "“结果按期公示”无数据"


def test_the_hours_are_of_this_year_of_legal_training_and_of_those_with_a_valid_certificate(bad):
    found = enforcement(view(bad))
    assert found.hours.title == "4 名持证人员中，3 名培训未满 30 学时"
    assert found.hours.said == (
        "6 周五 学了 0 学时；4 李四 学了 10 学时；2 钱二 学了 29.5 学时；1 赵一 学了 30 学时；每人应学 30 学时"
    )
    assert "标“滞后”的未完成全年要求的" in found.hours_about and "图中" not in found.hours_about


def test_the_cases_behind_the_gaps_are_listed_the_undone_first(bad):
    at = view(bad)
    listed = gaps(at, excerpts.ALL).rows
    assert [tuple(row) for row in listed[["编号", "环节", "情况"]].itertuples(index=False)] == [
        ("J1", "重大决定先经法制审核", "没有审核记录"),
        # due on 14 May: the Saturday after the holidays was a working day
        ("C3", "结果按期公示", "超期 231 天未完成"),
        ("C4", "处罚、许可按期作出", "超期 121 天未完成"),
        ("C2", "结果按期公示", "晚了 1 天"),
        ("J2", "重大决定先经法制审核", "审核晚于决定"),
        ("C3", "处罚、许可按期作出", "晚了 5 天"),
    ]
    assert len(listed) == enforcement(at).gaps
    assert set(listed["区划"]) == {"东湾村"}


def test_what_was_done_after_the_day_was_not_done_yet(tmp_path):
    reviewed = {"needs_legal_review": "是", "legal_reviewed_on": "2023-12-04"}
    before = case("J0", "检查", "2023-12-01", "2023-12-05", "2023-12-06", **reviewed)
    bad = make_home(tmp_path, BAD | {"enforcement_cases": [before, *BAD["enforcement_cases"]]}, places=ALL)
    at = view(bad, as_of=date(2024, 3, 12))
    assert [tuple(row) for row in gaps(at, excerpts.ALL).rows[["编号", "环节"]].itertuples(index=False)] == [
        ("J1", "重大决定先经法制审核")
    ]
    assert enforcement(at).title == "1 件决定缺法制审核，5 人培训未满 30 学时"
    day_after = view(bad, as_of=date(2024, 3, 13))
    assert list(gaps(day_after, excerpts.ALL).rows["情况"]) == ["没有审核记录", "晚了 1 天"]


def test_certificates_are_listed_the_earliest_end_first_with_their_names(bad):
    listed = officers.certificates(view(bad), excerpts.ALL).rows
    assert listed[["编号", "姓名", "情况"]].values.tolist() == [
        ["3", "孙三", "已过期 1 天"],
        ["4", "李四", "今天到期"],
        ["1", "赵一", "剩余 90 天"],
    ]
    assert len(listed) == enforcement(view(bad)).certificates


def test_a_target_not_reached_is_behind_and_one_reached_is_fine(bad):
    words = json.loads(enforcement(view(bad)).hours.chart)
    shown = " ".join(text for trace in words["data"] if trace["name"] == "words" for text in trace["text"])
    assert (shown.count("滞后"), shown.count("达标")) == (3, 1)


def test_an_office_that_is_chosen_does_not_empty_the_page(bad):
    assert enforcement(view(bad, office="便民服务中心")).title == enforcement(view(bad)).title


def test_when_all_is_well_the_page_says_so(tmp_path):
    review = {"needs_legal_review": "是", "legal_reviewed_on": "2024-02-20"}
    home = make_home(
        tmp_path,
        {
            "enforcement_cases": [
                case("C1", "处罚", "2024-02-01", "2024-03-01", "2024-03-05", penalty_class="警告", **review)
            ],
            "officers": [officer("1", "赵一")],
            "trainings": [training("T1", "1", "2024-03-01", 30)],
        },
        places=ALL,
    )
    found = enforcement(view(home))
    assert found.title == ("3 项法定程序均按期履行，1 名持证人员的证件 90 日内都不到期，均完成 30 学时")
    assert found.legality.title == "3 项法定程序均按期履行"
    assert found.hours.title == "1 名持证人员均完成 30 学时"
    assert (found.gaps, found.certificates, found.holding) == (0, 0, 1)


@pytest.mark.parametrize("home, place", [(EMPTY, TOWNSHIP), (TINY, NORTH), (ONE_VILLAGE, TOWNSHIP), (TINY, GRID)])
def test_a_place_without_enforcement_says_so(home, place):
    found = enforcement(view(home, place))
    kept = home == TINY
    assert found.title == ("没有行政执法案件和执法人员的记录" if kept else "行政执法案件和执法人员无数据")
    assert found.months.title == found.months.said == ("今年还没有办结的执法案件" if kept else NO_CASES)
    assert found.legality.title == (
        "“重大决定先经法制审核”无数据" if kept else "“重大决定先经法制审核”、“处罚、许可按期作出”、“结果按期公示”无数据"
    )
    assert found.hours.title == ("没有持证有效的执法人员" if kept else "执法人员无数据")
    assert (
        gaps(view(home, place), excerpts.ALL).rows.empty
        and officers.certificates(view(home, place), excerpts.ALL).rows.empty
    )


def test_the_township_itself_has_the_officers_and_a_village_its_cases(bad):
    assert enforcement(view(bad, OWN)).holding == 4 and enforcement(view(bad, OWN)).gaps == 0
    east = enforcement(view(bad, EAST))
    assert (east.holding, east.gaps) == (0, 6)
    assert enforcement(view(bad, WEST)).title == "没有行政执法案件和执法人员的记录"


def test_what_another_village_holds_changes_nothing(bad, tmp_path):
    more = [case(f"W{n}", "处罚", "2024-02-01", place=WEST) for n in range(3)]
    two = make_home(tmp_path, BAD | {"enforcement_cases": [*BAD["enforcement_cases"], *more]}, places=ALL)
    east, west = (enforcement(view(two, place)) for place in (EAST, WEST))
    assert east == enforcement(view(bad, EAST))
    assert west.title == "3 件逾期作出或超期未决"
    assert enforcement(view(two)).gaps == 9


def csv_rows(ledger):
    found = []
    for path in sorted((DEMONSTRATION / "ledgers" / ledger).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += csv.DictReader(file)
    return found


def working_days_after(day, n):
    while n:
        day += timedelta(days=1)
        n -= chinese_calendar.is_workday(day)
    return day


def gaps_in_csv(first, last):
    """The three steps counted from the files: (missing reviews, late or open decisions, late or missing disclosures)."""
    reviews = decisions = disclosures = 0
    for row in csv_rows("enforcement_cases"):
        filed, decided, shown, reviewed = (row[name] for name in ("立案日期", "决定日期", "公示日期", "法制审核日期"))
        if row["需法制审核"] == "是" and first <= decided <= last:
            reviews += not reviewed or reviewed > decided
        limits = []
        if row["种类"] in ("处罚", "许可") and row["是否延期"] == "否":
            start = date.fromisoformat(filed)
            due = start + timedelta(days=90) if row["种类"] == "处罚" else working_days_after(start, 20)
            limits.append(("decision", due.isoformat(), decided))
        if decided:
            days = 7 if row["种类"] in ("处罚", "许可") else 20
            limits.append(("disclosure", working_days_after(date.fromisoformat(decided), days).isoformat(), shown))
        for step, due, done in limits:
            late = due < last and (not done or done > last or (done > due and done >= first))
            decisions, disclosures = (
                decisions + (late and step == "decision"),
                disclosures + (late and step != "decision"),
            )
    return reviews, decisions, disclosures


@pytest.mark.parametrize(
    "first, last", [("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-09-30")]
)
def test_the_sentences_on_the_demonstration_home_agree_with_its_csv_files(demo_home, first, last):
    reviews, decisions, disclosures = gaps_in_csv(first, last)
    held = [row for row in csv_rows("officers") if row["发证日期"] <= last and not "" < row["注销日期"] < last]
    valid = [row for row in held if not "" < row["有效期至"] < last]
    soon = (date.fromisoformat(last) + timedelta(days=90)).isoformat()
    expiring = sum("" < row["有效期至"] <= soon for row in valid)
    hours = dict.fromkeys([row["编号"] for row in valid], 0.0)
    for row in csv_rows("trainings"):
        if row["种类"] == "法律知识培训" and first <= row["日期"] <= last and row["执法人员编号"] in hours:
            hours[row["执法人员编号"]] += float(row["学时"])
    short = sum(had < 30 for had in hours.values())
    lacking = "培训未满 30 学时"
    counted = [
        (reviews, "件决定缺法制审核"),
        (decisions, "件逾期作出或超期未决"),
        (disclosures, "件结果迟公示或未公示"),
        (len(held) - len(valid), "人执法证已过期"),
        (expiring, "人执法证 90 日内到期"),
        (short, f"人{lacking}"),
    ]
    at = view(Home(demo_home), "", date.fromisoformat(last))
    found = enforcement(at)
    assert found.title == ("，".join(f"{n} {what}" for n, what in counted if n) or found.title)
    assert ("法定程序均按期履行" in found.title) == (not any(n for n, _ in counted))
    every = f"{len(valid)} 名持证人员"
    assert found.hours.title == (f"{every}中，{short} 名{lacking}" if short else f"{every}均完成 30 学时")
    decided = [row for row in csv_rows("enforcement_cases") if first <= row["决定日期"] <= last]
    kinds = [sum(row["种类"] == kind for row in decided) for kind in ("检查", "处罚")]
    months = [row["决定日期"][5:7] for row in decided]
    most = max(map(months.count, months))
    busiest = [f"{int(m)}月" for m in sorted(set(months)) if months.count(m) == most]
    rest = len(decided) - sum(kinds)
    assert found.months.title == (
        f"办结 {len(decided)} 件：检查 {kinds[0]}，处罚案件 {kinds[1]}，许可及其他 {rest}；"
        f"{'、'.join(busiest)}最多，{'各 ' if len(busiest) > 1 else ''}{most} 件"
    )
    assert len(gaps(at, excerpts.ALL).rows) == reviews + decisions + disclosures == found.gaps


def test_the_open_overdue_of_the_tile_are_those_of_the_warnings_page(bad):
    counted = matters.counts(questions.open_scope(bad), TOWNSHIP, 2024, LAST)
    assert f"超期未办 {counted['overdue'].sum()} 件" in enforcement(view(bad)).tiles[1][2]


def test_the_folds_of_the_page_open_on_request(bad, monkeypatch):
    monkeypatch.setenv("LEDGER_HOME", str(bad.path))
    app = opened("enforcement", as_of="2024-12-31")
    assert not app.exception
    assert enforcement(view(bad)).legality.title in [chart["title"] for chart in charts(app)]
    before = len(tables(app))
    for key in ("gaps-fold", "certificates-fold", "trained-fold", "yearbook-fold"):
        app.session_state[key] = True
    app.run()
    assert not app.exception
    assert len(tables(app)) == before + 3 + 5
