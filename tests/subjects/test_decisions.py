"""决策与监督: its sentences say what the ledgers hold, counted here a second time."""

import csv
import json
from datetime import date, timedelta

import chinese_calendar
import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.snapshot.questions import ask
from engine.subjects.decisions import decisions
from engine.words import excerpts
from tests.homes import EAST, EMPTY, NORTH, ONE_VILLAGE, OWN, PLACES, TINY, TOWNSHIP, make_home, records

DAY = date(2024, 6, 30)
ALL = dict.fromkeys(("participation", "expert", "risk", "legal_review", "collective"), "是")
GRID = {"code": EAST + "001", "name": "东湾一网格", "level": "网格", "parent": EAST}


def view(home: Home, place: str | None = None, as_of: date = DAY) -> View:
    scope = questions.open_scope(home)
    return View(scope, place or scope.place, as_of.year, as_of)


def decision(row_id: str, decided: str = "", **steps: str) -> dict:
    own = {"row_id": row_id, "place": OWN, "title": f"事项{row_id}", "proposed_on": "2024-01-10", "decided_on": decided}
    return own | ALL | steps


@pytest.fixture(scope="module")
def bad_home(tmp_path_factory) -> Home:
    """Everything that can go wrong went wrong once, counted as of 2024-06-30."""
    at = {"place": OWN}
    rule = at | {"kind": "规范性文件", "action": "制定"}
    info = {"place": EAST, "kind": "政府信息", "formed_on": "2024-01-02"}
    lawsuit = at | {"kind": "行政诉讼", "filed_on": "2024-02-01"}
    return make_home(
        tmp_path_factory.mktemp("bad"),
        {
            "decisions": [
                decision("D1", "2024-02-01"),
                decision("D2", "2024-03-01", risk="否", expert="不适用"),
                decision("D3", risk="否", collective="否"),
                decision("D4", "2024-07-20"),  # after the day: not taken yet, and nobody knows which steps were
                decision("D5", "2023-12-01") | {"proposed_on": "2023-11-01"},  # last year's
            ],
            "rules": [
                rule | {"row_id": "R1", "issued_on": "2024-03-01", "reviewed_on": "2024-02-20", "filed_on": "2024-03-10"},
                rule | {"row_id": "R2", "issued_on": "2024-04-01", "reviewed_on": "2024-04-05", "filed_on": "2024-05-01"},
                rule | {"row_id": "R3", "issued_on": "2024-06-20", "reviewed_on": "2024-06-19"},
                at | {"row_id": "R4", "kind": "内部制度", "action": "修订", "issued_on": "2024-05-01"},
            ],
            "disclosures": [
                info | {"row_id": "G1", "published_on": "2024-01-10", "category": "财政资金"},
                info | {"row_id": "G2", "published_on": "2024-03-10", "category": "财政资金"},
                info | {"row_id": "G3", "category": "社会救助"},  # never published
                info | {"row_id": "G4", "kind": "村务公开", "published_on": "2024-01-09"},  # no category
            ],
            "proposals": [
                at | {"row_id": "P1", "assigned_on": "2024-01-05", "complex": "否", "replied_on": "2024-02-01",
                      "closed_on": "2024-02-10", "rating": "不满意"},
                at | {"row_id": "P2", "assigned_on": "2024-01-05", "complex": "否", "title": "修路"},
            ],
            "litigation": [
                lawsuit | {"row_id": "L1", "heard_on": "2024-03-01", "head_appeared": "否", "result": "纠错", "closed_on": "2024-04-01"},
                lawsuit | {"row_id": "L2", "heard_on": "2024-07-01", "head_appeared": "是", "result": "维持", "closed_on": "2024-08-01"},
                lawsuit | {"row_id": "L3", "filed_on": "2023-02-01", "closed_on": "2023-05-01", "result": "维持"},
            ],
        },
        places=[*PLACES, GRID],
    )  # fmt: skip


def test_the_title_says_what_went_wrong_and_counts_the_rest(bad_home):
    found = decisions(view(bad_home))
    assert (
        found.title
        == "2 项重大决策中 1 项程序不全；规范性文件 1 件没有先审核再印发；规范性文件 1 件没有按期备案；另有 4 方面需督办"
    )


def test_the_tiles_say_both_numbers_of_every_rate(bad_home):
    assert [tile[:3] for tile in decisions(view(bad_home)).tiles] == [
        ("重大决策五程序齐全率", "50%", "已决定的中齐全 1 / 2 项"),
        ("规范性文件按期备案率", "50%", "1 / 2 件，合法性审核 2 / 3 件"),
        ("政府信息主动公开及时率", "33.3%", "1 / 3 条，待公开 1 条，其中超期 1 条"),
        ("代表建议办结", "1 件", "满意率 0%（0 / 1 件），参评率 100%（1 / 1 件），代表性不足"),
        ("行政复议和诉讼", "2 件", "本年立案，在审 1 件，纠错 1 件，负责人出庭 0 / 1 次"),
    ]


def test_a_step_is_missing_only_once_the_decision_is_taken(bad_home):
    found = decisions(view(bad_home)).steps
    assert found.title == "4 项重大决策的五步程序：1 项缺步骤，1 项齐全，2 项未决定"
    assert found.said == "事项D3 未决定；事项D4 未决定；事项D2 缺 1 步（风险评估）；事项D1 齐全"
    rows = ask("decision_steps", questions.open_scope(bad_home), from_day=date(2024, 1, 1), as_of=DAY, most=12)
    later = records(rows[rows["row_id"] == "D4"])[0]
    assert (later["decided_on"], later["risk"], later["row_count"]) == (None, "否", 4)


def test_the_steps_agree_with_the_indicator_row_by_row(bad_home, demo_home):
    """On the demonstration home too."""
    for home, as_of in ((bad_home, DAY), (Home(demo_home), date(2024, 12, 31)), (Home(demo_home), date(2025, 9, 30))):
        here = view(home, as_of=as_of)
        rows = here.ask("decision_steps", from_day=here.start, as_of=as_of, most=1000)
        taken = rows[rows["decided_on"].notna()]
        figure = here.figure("decisions_five_steps")
        assert (taken[list(ALL)] != "否").all(axis=1).sum() == figure.numerator
        assert len(taken) == figure.denominator


def test_more_decisions_than_are_drawn_are_counted(tmp_path):
    rows = [decision(f"D{n:02}", f"2024-02-{n:02}", risk="否" if n == 1 else "是") for n in range(1, 15)]
    found = decisions(view(make_home(tmp_path, {"decisions": rows}))).steps
    assert found.title == "14 项重大决策的五步程序：1 项缺步骤，13 项齐全（显示前 12 条，共 14 条，其余见文字版）"
    assert found.said.count("；") == 13 and found.said.startswith("事项D14 齐全")
    assert found.rest == ("事项D02 齐全", "事项D01 缺 1 步（风险评估）")


def test_categories_have_what_was_in_time_beside_those_with_a_limit(bad_home):
    found = decisions(view(bad_home)).categories
    assert found.title == "公开 3 条，政府信息 2 条没有按期公开"
    assert found.said == (
        "财政资金公开 2 条，有公开期限的 2 条，其中按期 1 条；未分类公开 1 条；"
        "社会救助公开 0 条，有公开期限的 1 条，其中按期 0 条"
    )


def test_fourteen_categories_are_all_drawn_and_of_more_the_words_list_the_rest(tmp_path):
    def categories(many):
        info = {"kind": "村务公开", "published_on": "2024-03-05"}
        rows = [info | {"row_id": f"G{n:02}", "category": f"类{n:02}"} for n in range(many)]
        return decisions(view(make_home(tmp_path / str(many), {"disclosures": rows}))).categories

    fourteen = categories(14)
    drawn = json.loads(fourteen.chart)
    assert next(t for t in drawn["data"] if t["name"] == "hits")["customdata"] == [f"类{n:02}" for n in range(14)]
    assert fourteen.rest == ()
    many = categories(22)
    assert many.title.endswith("（显示前 20 条，共 22 条，其余见文字版）")
    assert many.rest == ("类20公开 1 条", "类21公开 1 条")


def test_a_category_shows_no_number_that_was_typed_into_it(tmp_path):
    row = {"row_id": "G1", "kind": "村务公开", "published_on": "2024-03-05", "category": "致电 13912345678"}
    found = decisions(view(make_home(tmp_path, {"disclosures": [row]})))
    assert "13912345678" not in found.categories.said + found.categories.title + found.categories.chart
    assert found.categories.title == "公开 1 条，都是“致电 （手机号已隐去）”"


def test_the_tables_say_review_filing_and_days_left(bad_home):
    rules, cases, proposals = (fold.rows(excerpts.ALL).rows for fold in decisions(view(bad_home)).tables)
    assert records(rules[["编号", "审核", "备案", "备案期限"]]) == [
        {"编号": "R3", "审核": "2024年6月19日", "备案": "未备案，剩余 5 天", "备案期限": "2024-07-05"},
        {"编号": "R4", "审核": "不适用", "备案": "不适用", "备案期限": None},
        {"编号": "R2", "审核": "2024年4月5日（印发后才审核）", "备案": "2024年5月1日，用 30 天，超期 15 天", "备案期限": "2024-04-16"},
        {"编号": "R1", "审核": "2024年2月20日", "备案": "2024年3月10日，用 9 天", "备案期限": "2024-03-16"},
    ]  # fmt: skip
    assert records(cases[["编号", "开庭", "负责人出庭", "结果", "结案"]]) == [
        {"编号": "L2", "开庭": None, "负责人出庭": None, "结果": "在审", "结案": None},
        {"编号": "L1", "开庭": "2024-03-01", "负责人出庭": "否", "结果": "纠错", "结案": "2024-04-01"},
    ]
    assert records(proposals) == [
        {
            "编号": "P2",
            "标题": "修路",
            "交办": "2024-01-05",
            "答复期限": "2024-04-05",
            "进展": "✕ 超期 86 天",
            "区划": "乡本级",
        }
    ]


def test_a_year_in_order_says_so(tmp_path):
    rule = {"row_id": "R1", "kind": "规范性文件", "action": "制定", "place": OWN, "issued_on": "2024-03-01"}
    home = make_home(
        tmp_path,
        {
            "decisions": [decision("D1", "2024-02-01"), decision("D2", "2024-02-02", expert="不适用")],
            "rules": [rule | {"reviewed_on": "2024-03-01", "filed_on": "2024-03-16"}],
        },
    )
    found = decisions(view(home))
    assert found.title == "2 项重大决策程序齐全；备案都按期"
    assert found.steps.title == "2 项重大决策的五步程序：2 项齐全"


@pytest.mark.parametrize("office", [None, "综合行政执法队"])
def test_the_office_in_the_sidebar_changes_nothing_in_what_the_page_finds(bad_home, office):
    here = view(bad_home)
    assert decisions(View(here.scope, here.place, 2024, DAY, office)).tiles == decisions(here).tiles


@pytest.mark.parametrize(
    ("home", "place"), [(EMPTY, None), (ONE_VILLAGE, None), (TINY, NORTH), (TINY, OWN), (TINY, TOWNSHIP), (TINY, EAST)]
)
def test_nothing_is_said_in_words(home, place):
    found = decisions(view(home, place))
    assert found.title == found.steps.said == "重大决策无数据"
    assert found.categories.said == "公开信息无数据"
    assert {value for _, value, *_ in found.tiles} <= {"无数据", "不适用"}
    assert {about for _, _, about, *_ in found.tiles} == {"没有可计的台账记录"}
    assert all(fold.rows(excerpts.ALL).rows.empty for fold in found.tables)


def test_a_village_and_its_grid_see_their_own_disclosures_only(bad_home):
    village, grid, own = (decisions(view(bad_home, place)) for place in (EAST, GRID["code"], OWN))
    assert village.title == "本年没有重大决策的记录；政府信息 2 条没有按期公开"
    assert grid.title == "本年没有重大决策的记录" and grid.categories.said == "本年没有公开信息的记录"
    assert own.steps.said == decisions(view(bad_home)).steps.said and own.categories.said == "本年没有公开信息的记录"


def ledger(home, name: str) -> list[dict]:
    rows = []
    for path in sorted((home / "ledgers" / name).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += csv.DictReader(file)
    return rows


def working_day(day: date, number: int) -> date:
    """The working day with this number after a day."""
    while number:
        day += timedelta(days=1)
        number -= chinese_calendar.is_workday(day)
    return day


@pytest.mark.parametrize("as_of", [date(2023, 12, 31), date(2024, 12, 31), date(2025, 9, 30)])
def test_the_sentences_are_true_of_the_rows_of_the_demonstration_home(demo_home, as_of):
    day, start = as_of.isoformat(), f"{as_of.year}-01-01"
    found = decisions(view(Home(demo_home), as_of=as_of))
    heads = ("公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论")
    rows = ledger(demo_home, "decisions")
    taken = [r for r in rows if start <= r["决定日期"] <= day]
    gaps = [r for r in taken if "否" in [r[head] for head in heads]]
    waiting = [r for r in rows if r["提出日期"] <= day and not (r["决定日期"] and r["决定日期"] <= day)]
    said = f"{len(taken)} 项重大决策中 {len(gaps)} 项程序不全" if gaps else f"{len(taken)} 项重大决策程序齐全"
    late = 0
    for r in ledger(demo_home, "rules"):
        if r["种类"] == "规范性文件" and r["动作"] in ("制定", "修订"):
            after = (date.fromisoformat(r["印发日期"]) + timedelta(days=16)).isoformat()
            late += start <= after <= day and not (r["备案日期"] and r["备案日期"] < after)
    unpublished = 0
    for r in ledger(demo_home, "disclosures"):
        if r["种类"] == "政府信息":
            after = (working_day(date.fromisoformat(r["信息形成日期"]), 20) + timedelta(days=1)).isoformat()
            unpublished += start <= after <= day and not (r["公开日期"] and r["公开日期"] < after)
    said += f"；规范性文件 {late} 件没有按期备案" if late else ""
    said += f"；政府信息 {unpublished} 条没有按期公开" if unpublished else ""
    assert found.title == said + ("" if late or unpublished else "；备案、公开都按期")
    counted = [("缺步骤", len(gaps)), ("齐全", len(taken) - len(gaps)), ("未决定", len(waiting))]
    whole = "，".join(f"{n} 项{word}" for word, n in counted if n)
    assert found.steps.title == f"{len(taken) + len(waiting)} 项重大决策的五步程序：{whole}"
    public = [r for r in ledger(demo_home, "disclosures") if start <= r["公开日期"] <= day]
    assert found.categories.title.startswith(f"公开 {len(public)} 条")
    by_name = {name: sum(r["类别"] == name for r in public) for name in {r["类别"] for r in public}}
    for part in found.categories.said.split("；"):
        name, count, *_ = part.split("，")[0].split(" ")
        assert by_name[name.removesuffix("公开")] == int(count)
