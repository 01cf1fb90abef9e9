"""The sentences that lead a page: true of exactly the numbers beside them, also where there is little or nothing to judge."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from engine.commands import figures_and_checks
from engine.figures import promises, wording
from engine.figures.figure import Figure
from engine.figures.view import View
from engine.ledgers.home import DEFAULTS, Home
from engine.reconciling.conclusion_words import difference, ledger
from engine.reconciling.reconcile import reconcile
from engine.reporting.report_numbers import Amounts
from engine.reporting.template_words import Period
from engine.snapshot import questions
from engine.subjects import lines_of_work, overview, places_compared, sections, through_the_year, villages, warnings
from tests.homes import EAST, PLACES, SOUTH, TINY, TOWNSHIP, WEST, make_home

DAY = date(2024, 6, 30)
GRIDS = [
    {"code": f"{EAST}00{n}", "name": f"东湾{n}网格", "level": "网格", "parent": EAST, "opened_on": "2023-01-01"}
    for n in (1, 2)
]
THREE = [*PLACES, {"code": SOUTH, "name": "南坪村", "level": "村", "parent": TOWNSHIP}]


def target(indicator: str, kind: str, value: float, place: str = TOWNSHIP, **more: object) -> dict:
    basis = {"basis": "计划", "basis_status": "本级自定"}
    return {"indicator": indicator, "year": 2024, "place": place, "kind": kind, "value": value, **basis, **more}


def view_of(home: Home, place: str = TOWNSHIP, day: date = DAY, office: str | None = None) -> View:
    return View(questions.open_scope(home), place, day.year, day, office)


def animals(*found: tuple[str, str, int, int]) -> dict[str, list[dict]]:
    """Animals tested: (day, place, done, due)."""
    rows = [
        {"row_id": f"D{n}", "held_on": day, "place": at, "kind": "检测", "done_heads": done, "due_heads": due}
        for n, (day, at, done, due) in enumerate(found)
    ]
    return {"animal_health": rows}


def drills(*found: tuple[str, str]) -> dict[str, list[dict]]:
    """Emergency drills: (day, place)."""
    rows = [{"row_id": f"Y{n}", "held_on": day, "place": at, "kind": "应急演练"} for n, (day, at) in enumerate(found)]
    return {"safety_activities": rows}


def months(view: View, code: str) -> str:
    return through_the_year.by_month(view.scope, view.place, view.year, view.as_of, view.figure(code)).title


def course(view: View, code: str) -> str:
    return through_the_year.through_the_year(view.scope, view.place, view.year, view.as_of, view.figure(code)).title


def ranked(view: View, code: str) -> str:
    return places_compared.by_place(view.figures_below(), code, view.parts).title


# One number, one spelling


def test_an_exact_half_reads_the_same_in_every_sentence_of_a_screen(tmp_path: Path) -> None:
    home = make_home(tmp_path, animals(("2024-03-05", EAST, 23, 80), ("2024-03-05", WEST, 1, 2)))
    view = view_of(home, EAST)
    row = view.figure("animal_tested")
    assert wording.formula(row) == "23 ÷ 80 × 100 = 28.8%"
    assert (through_the_year.headline(row), course(view, "animal_tested")) == ("动物疫病检测率 28.8%", "至今 28.8%")
    assert months(view, "animal_tested") == "3月 28.8%"
    assert ranked(view_of(home), "animal_tested") == "东湾村最低，28.8%"


def test_a_value_is_told_apart_from_the_target_it_has_not_reached(tmp_path: Path) -> None:
    """11870 of 12500 is 94.96 %: rounded to one decimal it would stand as 95% beside 未达标."""
    ledgers = animals(("2024-03-05", EAST, 11_870, 12_500), ("2024-03-05", WEST, 1, 2))
    home = make_home(tmp_path, ledgers, targets=[target("animal_tested", "floor", 95, EAST)])
    view = view_of(home, EAST)
    row = view.figure("animal_tested")
    assert through_the_year.headline(row) == "动物疫病检测率未达标：94.96%（目标 95%）"
    assert wording.arithmetic(row, DAY) == "截至6月30日 94.96%；应不低于 95%"
    assert wording.formula(row).endswith(" = 94.96%") and course(view, "animal_tested") == "至今 94.96%"
    below = places_compared.by_place(view_of(home).figures_below(), "animal_tested", view.parts)
    assert "东湾村 94.96%（11,870 / 12,500，目标 95%）" in below.said
    drawn = through_the_year.through_the_year(view.scope, EAST, 2024, DAY, row).rows
    assert drawn[drawn["series"] == "今年"]["value"].iloc[-1] == 94.96


def test_a_target_is_written_as_it_was_set(tmp_path: Path) -> None:
    home = make_home(tmp_path, animals(("2024-03-05", EAST, 1, 1)), targets=[target("animal_tested", "floor", 99.95)])
    assert wording.against(view_of(home).figure("animal_tested")) == "100%（目标 99.95%）"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"target_kind": "reach", "target": 48.0, "value": 31.0, "unit": "次"}, "31 次（目标 48 次）"),
        ({"target_kind": "ceiling", "target": 1.0, "value": 0.0, "unit": "件"}, "0 件（不超过 1 件）"),
        ({"target_kind": "zero", "target": 0.0, "value": 0.0, "unit": "起"}, "0 起（目标 0 起）"),
        (
            {"target_kind": "range", "target": 5.0, "upper": 20.0, "value": 9.4, "unit": "起/百次"},
            "每百次 9.4 起（合理 5—20 起）",
        ),
        (
            {"target_kind": "each_period", "value": 9.0, "periods_met": 7.0, "periods_all": 10.0, "period": "month"},
            "7 个月（目标 10 个月）",
        ),
        ({"target_kind": None, "value": 9.0, "unit": "件"}, "9 件"),
    ],
)
def test_value_and_target_are_written_out(cells: dict, said: str) -> None:
    row = dataclasses.replace(view_of(TINY).figure("safety_drills"), **cells)
    assert wording.against(row) == said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"target_kind": "reach", "value": 0.0, "target": 2.0, "expected": 1.0}, "差 2 场次"),
        ({"target_kind": "reach", "value": 3.0, "target": 12.0, "expected": 5.0, "status": "滞后"}, "落后序时 2 场次"),
        ({"target_kind": "reach", "value": 3.0, "target": 12.0, "expected": 12.0, "status": "未达标"}, "差 9 场次"),
        ({"target_kind": "floor", "value": 77.8, "target": 100.0, "unit": "%", "kind": "rate"}, "低 22.2 个百分点"),
        ({"target_kind": "ceiling", "value": 3.0, "target": 1.0}, "多 2 场次"),
        (
            {"target_kind": "range", "value": 25.0, "target": 5.0, "upper": 20.0, "unit": "起/百次", "kind": "rate"},
            "高 5 起",
        ),
        ({"target_kind": "each_period", "periods_due": 9.0, "periods_met": 8.0, "period": "month"}, "差 1 个月"),
    ],
)
def test_how_far_it_is_from_there_is_said_in_few_words(cells: dict, said: str) -> None:
    row = dataclasses.replace(view_of(TINY).figure("safety_drills"), **({"expected": float("nan")} | cells))
    assert wording.short_of(row) == said


def test_a_pace_does_not_contradict_its_status(tmp_path: Path) -> None:
    """35 of the 37 due by now are 94.59 %, and 95 % would be on time."""
    events = drills(*[(f"2024-{n % 6 + 1:02}-05", EAST) for n in range(35)])
    home = make_home(tmp_path, events, targets=[target("safety_drills", "reach", 75)])
    row = view_of(home).figure("safety_drills")
    assert (row.expected, row.status) == (37, "滞后")
    assert wording.arithmetic(row, DAY).count("进度 94.6%") == 1


def test_a_change_is_that_of_the_two_numbers_shown(tmp_path: Path) -> None:
    """28.65 and 28.749 are both shown as 28.7: a change of 0.1 would contradict them."""
    found = [("2023-05-05", EAST, 28_749, 100_000), ("2024-05-05", EAST, 2_865, 10_000)]
    view = view_of(make_home(tmp_path, animals(*found)))
    assert course(view, "animal_tested") == "至今 28.7%，与上年同期持平"
    # 23/80 = 28.75 is shown as 28.8, 28.65 as 28.7
    found = [("2024-04-05", EAST, 2_865, 10_000), ("2024-05-05", EAST, 23, 80)]
    view = view_of(make_home(tmp_path / "b", animals(*found)), day=date(2024, 5, 31))
    assert months(view, "animal_tested") == "4月最低，28.7%；5月比上月高 0.1 个百分点"


def test_nearly_all_is_less_than_all_in_the_change_too(tmp_path: Path) -> None:
    found = [("2023-05-05", EAST, 1, 1), ("2024-05-05", EAST, 9_996, 10_000)]
    view = view_of(make_home(tmp_path, animals(*found)))
    assert course(view, "animal_tested") == "至今 99.96%，比上年同期低 0.04 个百分点"


def test_a_percentage_behind_its_pace_is_behind_by_percentage_points(tmp_path: Path) -> None:
    home = make_home(tmp_path, animals(("2024-03-05", EAST, 1, 4)), targets=[target("animal_tested", "reach", 100)])
    assert (
        through_the_year.headline(view_of(home).figure("animal_tested")) == "动物疫病检测率严重滞后：25%（目标 100%）"
    )


def test_29_february_is_compared_with_one_day_last_year(tmp_path: Path) -> None:
    home = make_home(tmp_path, drills(("2023-02-28", EAST), ("2023-03-01", EAST), ("2024-02-29", EAST)))
    view = view_of(home, day=date(2024, 2, 29))
    row = view.figure("safety_drills")
    assert course(view, "safety_drills") == "累计 1 场次，与上年同期持平"
    assert through_the_year.beside(view.scope, view.place, 2024, view.as_of, row) == ["上年同期 1 场次"]


def test_files_and_the_report_write_a_value_as_the_pages_do(tmp_path: Path) -> None:
    ledgers = animals(("2023-05-05", EAST, 1, 1), ("2024-03-05", EAST, 11_870, 12_500))
    events = drills(*[(f"2024-{n % 6 + 1:02}-05", EAST) for n in range(35)])
    targets = [target("animal_tested", "floor", 95), target("safety_drills", "reach", 75)]
    home = make_home(tmp_path, ledgers | events, targets=targets)
    period = Period.of(questions.open_scope(home), TOWNSHIP, 2024, DAY)
    written = Amounts(period)
    assert [written.figure("animal_tested", form).text for form in ((), ("增减",))] == [
        "94.96%",
        "比上年降低5.04个百分点",
    ]
    lines = {row.code: figures_and_checks.line(row) for row in view_of(home).figures().itertuples()}
    assert lines["animal_tested"][5:12] == ["94.96", "11870", "12500", "95", "", "", "未达标"]
    assert lines["safety_drills"][5:12] == ["35", "35", "", "75", "37", "94.6", "滞后"]


def test_a_report_differs_by_the_numbers_that_are_shown(tmp_path: Path) -> None:
    """The ledger's 99.96 % is not 100 %, and 98.75 % is shown as 98.8 %: 0.9 and not 0.85 less is written."""
    home = make_home(tmp_path, animals(("2024-03-05", EAST, 9_996, 10_000)))
    scope = questions.open_scope(home)
    (found,) = reconcile(scope, "动物疫病检测率100%。", 2024).figures
    assert (ledger(found), difference(found)) == ("99.96%", "报告比台账多 0.04 个百分点")
    scope = questions.open_scope(make_home(tmp_path / "b", animals(("2024-03-05", EAST, 79, 80))))
    (found,) = reconcile(scope, "动物疫病检测率97.9%。", 2024).figures
    assert (ledger(found), difference(found)) == ("98.8%", "报告比台账少 0.9 个百分点")


# Months


def test_months_that_share_the_first_place_are_all_named(tmp_path: Path) -> None:
    days = ("2024-03-05", "2024-03-06", "2024-05-05", "2024-05-06", "2024-06-05")
    view = view_of(make_home(tmp_path, drills(*[(day, EAST) for day in days])))
    assert months(view, "safety_drills") == "3月、5月最多，各 2 场次；1月、2月、4月没有；6月比上月少 1 场次"
    found = [("2024-03-05", EAST, 1, 2), ("2024-04-05", EAST, 1, 2), ("2024-05-05", EAST, 1, 1)]
    view = view_of(make_home(tmp_path / "b", animals(*found)), day=date(2024, 5, 30))
    assert months(view, "animal_tested") == "3月、4月最低，各50%；4月与上月持平"


def test_a_share_of_the_years_people_is_told_at_each_months_end(tmp_path: Path) -> None:
    """Two officers from January, one trained in May: no month has a rate of its own, and 0% would contradict 50%."""
    own = {"place": TOWNSHIP + "000"}
    officers = [{"row_id": f"ZF{n}", "name": f"{n}某", "certified_on": "2023-01-01", **own} for n in (1, 2)]
    training = {"row_id": "P1", "officer": "ZF1", "kind": "法律知识培训", "hours": 40, "held_on": "2024-05-05", **own}
    view = view_of(make_home(tmp_path, {"officers": officers, "trainings": [training]}))
    assert (course(view, "officers_trained"), months(view, "officers_trained")) == (
        "至今 50%",  # last year nobody entered a training: there is nothing to compare with
        "每月月末；6月与上月持平",
    )


def test_one_busy_month_is_not_ranked_and_equal_months_are_equal(tmp_path: Path) -> None:
    view = view_of(make_home(tmp_path, drills(("2024-03-05", EAST))))
    assert months(view, "safety_drills") == "只有3月有，1 场次"
    view = view_of(make_home(tmp_path / "b", drills(*[(f"2024-0{n}-05", EAST) for n in range(1, 7)])))
    assert months(view, "safety_drills") == "各月都是 1 场次；6月与上月持平"
    view = view_of(make_home(tmp_path / "c", drills(("2024-01-05", EAST))), day=date(2024, 1, 9))
    assert months(view, "safety_drills") == "1月 1 场次"


def test_a_stock_of_none_and_a_count_of_none_are_known_and_a_ledger_not_kept_is_not(tmp_path: Path) -> None:
    board = {"row_id": "F1", "kind": "法治宣传栏", "opened_on": "2022-01-01", "place": EAST}
    view = view_of(make_home(tmp_path, {"venues": [board], **drills(("2024-03-05", EAST))}), WEST)
    assert course(view, "venues_boards") == "至今 0 个，与上年同期持平"
    assert course(view, "safety_drills") == "累计 0 场次"  # last year's ledger was not kept: nothing to compare with
    assert course(view, "publicity_events") == months(view, "publicity_events") == "今年还没有记录"
    drawn = through_the_year.by_month(view.scope, WEST, 2024, DAY, view.figure("safety_drills")).rows
    assert list(drawn["value"][:6]) == [0] * 6 and drawn["last_year"].isna().all()


# Places


def test_a_task_of_the_township_is_not_ranked_by_village(tmp_path: Path) -> None:
    events = drills(("2024-03-05", EAST), ("2024-03-05", EAST), ("2024-04-05", TOWNSHIP + "000"))
    home = make_home(tmp_path, events, targets=[target("safety_drills", "reach", 2)])
    assert ranked(view_of(home), "safety_drills") == "2 个村共 2 场次，乡本级 1 场次"
    own = [target("safety_drills", "reach", 2, place) for place in (EAST, WEST)]
    assert (
        ranked(view_of(make_home(tmp_path / "b", events, targets=own)), "safety_drills")
        == "西沟村最少，0 场次，乡本级 1 场次"
    )


def test_demand_is_never_found_wanting(tmp_path: Path) -> None:
    asked = {"kind": "法律咨询", "received_on": "2024-03-01", "answered_on": "2024-03-05"}
    rows = [{"row_id": f"Z{n}", "place": place, **asked} for n, place in enumerate((EAST, EAST, WEST))]
    home = make_home(tmp_path, {"requests": rows}, places=THREE)
    assert ranked(view_of(home), "legal_consultations") == "东湾村最多，2 件"
    catalogue = questions.catalogue(questions.open_scope(home)).set_index("code")["better"]
    demand = ("petitions_received", "legal_consultations", "public_concerns", "disputes_found", "hazards_found")
    assert {code: catalogue[code] for code in demand} == dict.fromkeys(demand, "neutral")


def test_villages_that_share_the_last_place_are_all_named(tmp_path: Path) -> None:
    found = [("2024-03-05", EAST, 1, 2), ("2024-03-05", WEST, 2, 4), ("2024-03-05", SOUTH, 1, 1)]
    view = view_of(make_home(tmp_path, animals(*found), places=THREE))
    assert ranked(view, "animal_tested") == "东湾村、西沟村最低，各50%"


def test_grids_are_called_grids_and_what_is_in_none_of_them_is_told_apart(tmp_path: Path) -> None:
    events = drills(*[("2024-03-05", EAST)] * 3)
    for n, row in enumerate(events["safety_activities"]):
        row["row_id"] = f"Y{n}"
    home = make_home(tmp_path, events, places=[*PLACES, *GRIDS])
    view = view_of(home, EAST)
    assert ranked(view, "safety_drills") == "各网格相同，都是 0 场次，未登记到网格 3 场次"
    drawn = places_compared.by_place(view.figures_below(), "safety_drills", view.parts).bars
    assert [(bar.name, bar.value) for bar in drawn] == [
        ("东湾1网格", 0),
        ("东湾2网格", 0),
        ("未登记到网格", 3),
    ]


def test_townships_are_called_townships(tmp_path: Path) -> None:
    other = [{"code": "620999102", "name": "柳林乡", "level": "乡", "parent": "620999"}]
    county = [{"code": "620999", "name": "某县", "level": "县"}]
    events = drills(("2024-03-05", EAST), ("2024-03-05", "620999102000"))
    home = make_home(tmp_path, events, places=[*county, *PLACES, *other])
    assert ranked(view_of(home, "620999"), "safety_drills") == "各乡镇相同，都是 1 场次"


def test_what_is_in_no_grid_has_no_target_not_even_an_inherited_floor(tmp_path: Path) -> None:
    found = animals(("2024-03-05", EAST, 1, 2), ("2024-03-05", f"{EAST}001", 1, 2))
    targets = [target("animal_tested", "floor", 90), target("safety_drills", "reach", 3, EAST)]
    view = view_of(make_home(tmp_path, found, places=[*PLACES, *GRIDS], targets=targets), EAST)
    rows = view.figures_below()
    rest = rows[rows["place"] == EAST].set_index("code")
    assert rest["target_kind"].isna().all() and rest.loc["animal_tested", "status"] == "无目标"
    assert rows[rows["place"] == f"{EAST}001"].set_index("code").loc["animal_tested", "status"] == "未达标"
    assert view.figure("animal_tested").status == "未达标"


@pytest.mark.parametrize("home", [TINY, Home(DEFAULTS)], ids=["tiny", "demonstration"])
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2024, 12, 31)])
def test_the_parts_add_up_to_the_whole_at_every_level_of_a_home_and_of_the_demonstration(home: Home, day: date) -> None:
    scope = questions.open_scope(home)
    for place in (code for code in questions.known_places(scope) if len(code) < 15):
        view = View(scope, place, day.year, day)
        below = view.figures_below()
        if below.empty:
            continue
        parts = below.groupby("code")[["numerator", "denominator", "row_count"]].sum()
        whole = view.figures().set_index("code")[["numerator", "denominator", "row_count"]].fillna(0)
        assert parts.loc[whole.index].astype(int).to_dict() == whole.astype(int).to_dict()
        counts = view.figures().query("kind == 'count' and value.notna()").set_index("code")["value"]
        assert below.groupby("code")["value"].sum().loc[counts.index].to_dict() == counts.to_dict()


def test_the_rows_of_a_bar_are_those_of_the_bar_and_not_the_whole_villages(tmp_path: Path) -> None:
    events = drills(("2024-03-05", EAST), ("2024-03-06", f"{EAST}001"), ("2024-03-07", f"{EAST}001"))
    view = view_of(make_home(tmp_path, events, places=[*PLACES, *GRIDS]), EAST)
    asked = {"indicator": "safety_drills", "from_day": date(2024, 1, 1), "as_of": DAY}
    found = {
        at: list(view.ask("rows", **asked, place=at, own=at == EAST, most=10)["row_id"])
        for at in view.figures_below()["place"]
    }
    assert found == {f"{EAST}001": ["Y1", "Y2"], f"{EAST}002": [], EAST: ["Y0"]}
    assert list(view.ask("row_sums", **asked, own=True)["row_count"]) == [1]
    shown = villages.villages(view).grids
    assert shown[["所在网格", "应急演练"]].values.tolist() == [
        ["东湾1网格", "2 场次"],
        ["东湾2网格", "0 场次"],
        ["未登记到网格", "1 场次"],
    ]


# Calm


def all_calm(view: View) -> list[str]:
    """Every sentence of calm that the pages have for a view."""
    first = overview.overview(view)
    pages = [lines_of_work.work(view, page).calm for page in lines_of_work.LEDGERS]
    return [first.title, first.calm, first.places_title, warnings.warnings(view).title, *pages]


def test_a_year_without_ledgers_is_not_called_calm(tmp_path: Path) -> None:
    targets = [target("safety_drills", "reach", 2), target("animal_tested", "floor", 90)]
    home = make_home(tmp_path, {}, targets=targets)
    first = overview.overview(view_of(home))
    assert first.title == "2 项有目标的指标都无数据"
    assert first.calm == "没有限时办结的事项；2 项有目标的指标都无数据。"
    assert warnings.warnings(view_of(home)).title == "没有限时办结的事项" and first.places_title == ""
    said = "".join(all_calm(view_of(home)))
    assert "没有超期" not in said and "达标或正常" not in said and "没有未达标" not in said


def test_promises_without_data_are_not_among_the_kept_ones(tmp_path: Path) -> None:
    targets = [target("safety_drills", "reach", 2), target("animal_tested", "floor", 90)]
    home = make_home(tmp_path, animals(("2024-03-05", EAST, 1, 1)), targets=targets)
    assert overview.overview(view_of(home)).title == "1 项有目标、有数据的指标，全部达标或正常，另有 1 项无数据"
    home = make_home(tmp_path / "b", animals(("2024-03-05", EAST, 1, 2)), targets=targets)
    assert overview.overview(view_of(home)).title == "1 项有目标的指标中，1 项需督办，另有 1 项无数据"


def test_an_indicator_that_lags_but_little_is_listed_on_the_first_page_too(tmp_path: Path) -> None:
    """4 of 5 due at half the year is 滞后: the title counts it, so the list names it."""
    events = drills(*[(f"2024-0{n}-05", EAST) for n in range(1, 5)])
    home = make_home(tmp_path, events, targets=[target("safety_drills", "reach", 11)])
    found = overview.overview(view_of(home))
    assert [(each.shape, each.said, each.detail) for each in found.urgent] == [
        ("◆", "应急演练 · 落后序时 1 场次 · 社会治理和应急管理办", "4 场次（目标 11 场次）")
    ]


def test_matters_are_called_in_time_only_where_some_are_open(tmp_path: Path) -> None:
    asked = {"assigned_on": "2024-06-01", "complex": "否", "place": TOWNSHIP + "000"}
    replied = {"row_id": "J0", **asked, "assigned_on": "2023-06-01", "replied_on": "2023-06-03"}  # else no clock runs
    home = make_home(tmp_path, {"proposals": [replied, {"row_id": "J1", **asked}]})
    assert warnings.warnings(view_of(home)).title == "在办的 1 件都没有超期、临期"
    home = make_home(tmp_path / "b", {"proposals": [{"row_id": "J1", **asked, "replied_on": "2024-06-03"}]})
    assert warnings.warnings(view_of(home)).title == "限时办结的事项均已办结"


def test_an_office_is_told_of_its_own_work_only_and_by_name(tmp_path: Path) -> None:
    events = drills(("2024-03-05", EAST))
    late = {"row_id": "J1", "assigned_on": "2024-01-01", "complex": "否", "place": TOWNSHIP + "000"}
    replied = {**late, "row_id": "J0", "assigned_on": "2023-01-01", "replied_on": "2023-01-03"}  # else no clock runs
    home = make_home(tmp_path, {**events, "proposals": [replied, late]}, targets=[target("safety_drills", "reach", 20)])
    view = view_of(home, office="党政综合办")
    first = overview.overview(view)
    assert first.title == "党政综合办：当前范围未设定目标"
    assert first.tiles[0].value == "0 项" and [each.ledger for each in first.urgent] == ["代表建议办理"]
    assert lines_of_work.work(view, "safety").calm == "这项工作没有归党政综合办的指标和有时限的事项。"
    assert lines_of_work.work(view_of(home, office="司法所"), "decisions").calm == (
        "这项工作没有归司法所的指标和有时限的事项。"
    )
    other = overview.overview(view_of(home, office="社会治理和应急管理办"))
    assert other.title == "社会治理和应急管理办：1 项有目标的指标中，1 项需督办"


def test_the_places_below_are_judged_by_what_was_promised_of_them(tmp_path: Path) -> None:
    """A village with a broken promise whose grids were never asked for anything: nothing is said of the grids."""
    home = make_home(
        tmp_path,
        drills(("2024-03-05", EAST)),
        places=[*PLACES, *GRIDS],
        targets=[target("safety_drills", "reach", 20, EAST), target("safety_drills", "reach", 1, WEST)],
    )
    assert overview.overview(view_of(home, EAST)).places_title == ""
    assert overview.overview(view_of(home)).places_title == "只有东湾村有需督办的，1 项"


def test_villages_in_equal_need_are_not_ranked_and_calm_ones_are_counted(tmp_path: Path) -> None:
    both = [target("safety_drills", "reach", 20, place) for place in (EAST, WEST)]
    home = make_home(tmp_path, drills(("2024-03-05", EAST), ("2024-03-05", WEST)), targets=both)
    assert overview.overview(view_of(home)).places_title == "2 个村有需督办的，共 2 项"
    both = [target("safety_drills", "reach", 1, place) for place in (EAST, WEST)]
    home = make_home(tmp_path / "b", drills(("2024-03-05", EAST), ("2024-03-05", WEST)), targets=both)
    title = overview.overview(view_of(home)).places_title
    assert title == "有目标、有数据的 2 个村，共 2 项全部达标或正常"


def test_a_cell_says_why_nothing_was_judged(tmp_path: Path) -> None:
    home = make_home(tmp_path, drills(("2024-03-05", EAST)), targets=[target("animal_tested", "floor", 90, EAST)])
    cells = {cell.section: cell.said for cell in dict(sections.by_place(view_of(home).figures_below()))[EAST]}
    assert cells["化解矛盾与安全"] == "无目标"
    assert cells["行政执法"] == "无数据"


# Words for who cannot see the charts


def test_alternative_texts_say_which_number_is_which(tmp_path: Path) -> None:
    found = animals(("2024-03-05", EAST, 1, 2), ("2024-03-05", WEST, 1, 1))
    view = view_of(make_home(tmp_path, found, targets=[target("animal_tested", "floor", 90)]))
    drawn = places_compared.by_place(view.figures_below(), "animal_tested", view.parts)
    assert drawn.said == "（括号内为分子 / 分母）西沟村 100%（1 / 1，目标 90%）；东湾村 50%（1 / 2，目标 90%）"
    bullets = promises.bullets(Figure.each(promises.promised(view.figures())))
    assert promises.bullets_said(bullets) == "动物疫病检测率 66.7%（目标 90%） 未达标"
