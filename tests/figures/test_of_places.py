"""Every number of the tiny home, counted by hand in tests/data/tiny; see homes.py for its places."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.figures import matters, of_places, time_frame, wording
from engine.figures.view import View
from engine.ledgers.home import QUERIES, Home
from engine.snapshot import questions
from engine.snapshot.questions import ask
from engine.subjects import indicator, places_compared, through_the_year
from tests.homes import (
    EAST,
    EMPTY,
    NORTH,
    ONE_VILLAGE,
    OWN,
    PLACES,
    SOUTH,
    TINY,
    TOWNSHIP,
    WEST,
    figure,
    make_home,
    plain,
    tiny,
)

VILLAGES = (EAST, WEST, SOUTH, NORTH)
SUMS = ["numerator", "denominator", "row_count"]


def at(text: str) -> date:
    return date.fromisoformat(text)


def values(code: str, *days: str, place: str = TOWNSHIP) -> list:
    return [plain(figure(tiny(), code, place, at(day))["value"]) for day in days]


def said(code: str, place: str, *days: str) -> list[str]:
    """The status words on some days of 2024."""
    return [figure(tiny(), code, place, at(f"2024-{day}"))["status"] for day in days]


# Adding up


@pytest.mark.parametrize("as_of", ["2023-12-31", "2024-02-29", "2024-06-30", "2024-12-31"])
def test_villages_and_the_townships_own_matters_add_up_to_the_township(as_of):
    whole = of_places.figures(tiny(), TOWNSHIP, at(as_of).year, at(as_of)).set_index("code")
    parts = of_places.figures_by_place(tiny(), TOWNSHIP, 12, at(as_of).year, at(as_of))
    assert list(dict.fromkeys(parts["place"])) == [OWN, *VILLAGES]
    summed = parts.assign(**parts[SUMS].fillna(0)).groupby("code", sort=False)[SUMS].sum()
    assert summed.astype(int).to_dict() == whole[SUMS].fillna(0).astype(int).to_dict()


def test_a_villages_grids_are_part_of_it_and_the_rest_is_its_own():
    by_grid = of_places.figures_by_place(tiny(), EAST, 15, 2024, at("2024-12-31")).set_index(["place", "code"])[
        "numerator"
    ]
    assert [by_grid[f"{EAST}{grid}", "patrols_village"] for grid in ("001", "002")] == [1, 0]
    assert values("patrols_village", "2024-12-31", place=EAST) == [4]


def test_the_township_is_not_its_own_matters():
    found = [figure(tiny(), "publicity_reach", place) for place in (TOWNSHIP, OWN, EAST, WEST, SOUTH, NORTH)]
    assert [(f["value"], f["row_count"]) for f in found] == [(230, 3), (30, 1), (120, 1), (80, 1), (0, 0), (0, 0)]


# Nothing, none and not known


def test_a_village_without_a_single_patrol_shows_0_and_stands_last():
    rows = of_places.figures_by_place(tiny(), TOWNSHIP, 12, 2024, at("2024-12-31"))
    drawn = places_compared.by_place(rows, "patrols_village", questions.known_places(tiny()))
    assert [(bar.name, bar.value) for bar in drawn.bars if bar.key != OWN] == [
        ("东湾村", 4),
        ("西沟村", 2),
        ("南坪村", 0),
        ("北坡村", 0),
    ]
    # 北坡 was never asked to patrol: nobody is ranked, it is said what they add up to
    assert drawn.title == "4 个村共 6 次"
    assert said("patrols_village", NORTH, "12-31") == ["无目标"]


def test_a_village_with_nothing_at_all_has_zeros_where_the_township_kept_the_ledger():
    north = of_places.figures(tiny(), NORTH, 2024, at("2024-12-31")).set_index("code")
    assert {
        code: plain(north.loc[code, "value"])
        for code in ("patrols_village", "publicity_events", "services_satisfied", "disputes_found")
    } == {
        "patrols_village": 0,
        "publicity_events": 0,
        "services_satisfied": None,
        "disputes_found": None,
    }
    assert north.loc[["services_satisfied", "disputes_found", "patrols_township"], "status"].tolist() == [
        "不适用",
        "无数据",
        "不适用",
    ]
    assert wording.shown(north.loc["disputes_found"]) == "无数据"


def test_a_ledger_that_was_not_kept_is_no_data_and_an_empty_file_does_not_keep_it():
    assert [
        figure(tiny(), code)["status"] for code in ("public_concerns", "requests_answered", "study_xi_thought")
    ] == ["无数据"] * 3
    assert (values("brawls", "2023-12-31"), figure(tiny(), "brawls", as_of=at("2023-12-31"))["status"]) == (
        [None],
        "无数据",
    )


def test_a_rate_without_a_denominator_does_not_apply():
    assert [figure(tiny(), code)["status"] for code in ("heads_in_court", "services_revisited")] == ["无数据", "无目标"]
    assert said("services_revisited", EAST, "12-31") == ["不适用"]


def test_months_without_a_zero_report_are_missing_once_they_are_over():
    """Reports of 31 January, 29 February, 29 March and 31 May 2024; April is missing, then June to December."""
    days = ("01-30", "01-31", "04-29", "04-30", "05-30", "05-31", "06-30", "12-31")
    missing = [figure(tiny(), "brawls", as_of=at(f"2024-{day}"))["months_missing"] for day in days]
    assert missing == [(), (), (), (4,), (4,), (4,), (4, 6), (4, *range(6, 13))]
    assert wording.caveats(figure(tiny(), "petition_escalations", as_of=at("2024-06-30"))) == ["缺报4月、6月"]


def test_only_the_zero_report_ledger_must_report_every_month():
    found = of_places.figures(tiny(), TOWNSHIP, 2024, at("2024-12-31")).set_index("code")["months_missing"]
    assert dict(found[found != ()]) == dict.fromkeys(("brawls", "petition_escalations"), (4, *range(6, 13)))


# Rows that are not counted


def test_what_was_left_out_stands_beside_exactly_the_figures_it_belongs_to():
    """Those whose query reads the ledger, as its text says."""
    found = of_places.figures(tiny(), TOWNSHIP, 2024, at("2024-12-31")).set_index("code")
    queries = {path.stem: path.read_text(encoding="utf-8") for path in (QUERIES / "indicators").glob("*.sql")}
    fed = {code for code, sql in queries.items() if "from river_patrols" in sql}
    assert fed >= {"patrols_township", "patrols_village", "patrol_problems_per_100", "river_cleanups"}
    assert set(found.index[(found["rows_out"] > 0) | (found["files_out"] > 0)]) == fed
    assert {wording.caveats(row)[0] + "，" + wording.caveats(row)[1] for _, row in found.loc[list(fed)].iterrows()} == {
        "另有 1 个文件未计入，另有 3 行未计入"
    }


def test_each_village_is_told_of_its_own_rows_and_of_those_of_nobody():
    """东湾 a duplicate, 南坪 a wrong date, and one row of a village that does not exist."""
    expected = {OWN: 1, EAST: 2, WEST: 1, SOUTH: 2, NORTH: 1}
    rows = of_places.figures_by_place(tiny(), TOWNSHIP, 12, 2024, at("2024-12-31"))
    assert dict(zip(*rows[rows["code"] == "patrols_village"][["place", "rows_out"]].T.values, strict=True)) == expected
    assert {place: figure(tiny(), "patrols_village", place)["rows_out"] for place in expected} == expected


def test_a_row_left_out_is_told_beside_a_figure_it_feeds_through_a_time_limit(tmp_path):
    home = make_home(
        tmp_path, {"petitions": [{"row_id": "A"}, {"row_id": "B", "accepted_on": "昨天"}], "venues": [{"row_id": "C"}]}
    )
    found = of_places.figures(questions.open_scope(home), TOWNSHIP, 2024, at("2024-12-31")).set_index("code")[
        "rows_out"
    ]
    told = {code for code, n in found.items() if n}
    assert {"petitions_closed_on_time", "petitions_notified_on_time", "petitions_received"} <= told
    assert {code for code in told if not code.startswith("petitions_")} == set()


# As of a day


def test_a_stock_counts_on_its_last_valid_day_and_not_on_the_day_after():
    assert values("officers_certified", "2024-02-28", "2024-02-29", "2024-06-30", "2024-07-01") == [2, 3, 3, 2]
    assert values("venues_boards", "2024-02-29", "2024-03-01") == [2, 1]
    assert values("grids", "2024-02-29", "2024-03-01", "2024-06-30", "2024-07-01") == [2, 3, 3, 2]
    assert values("committees_cover", "2024-04-30", "2024-05-01") == [25, 50]


def test_an_open_matter_is_neither_good_nor_bad_until_its_limit_has_passed():
    """XF-2024-001 closed on its last day, 10 March; XF-2024-002 ran over on 10 April and was closed on the 15th."""
    days = ("2024-03-09", "2024-03-10", "2024-04-10", "2024-04-11", "2024-04-15", "2024-12-31")
    found = [figure(tiny(), "petitions_closed_on_time", as_of=at(day)) for day in days]
    assert [(plain(f["value"]), plain(f["numerator"]), plain(f["denominator"])) for f in found] == [
        (None, None, None),
        (100, 1, 1),
        (100, 1, 1),
        (50, 1, 2),
        (50, 1, 2),
        (50, 1, 2),
    ]


def test_a_case_finished_late_but_in_its_year_is_completed_after_all():
    """BJ-2024-003: promised for 11 March, open on the 12th, finished on the 20th."""
    assert [values("services_completed", day, place=EAST) for day in ("2024-03-11", "2024-03-12", "2024-03-20")] == [
        [None],
        [0],
        [100],
    ]


def test_a_matter_overdue_since_2023_is_visible_in_2024_and_not_in_its_rate():
    counted = matters.counts(tiny(), TOWNSHIP, 2024, at("2024-12-31"))
    petitions = matters.totals(counted[counted["rule"] == "petition_close"])
    assert petitions.said == "超期 1 件（其中上年结转 1 件，最长 388 天），临期 0 件"
    assert (petitions.ended, petitions.on_time, petitions.still_open) == (2, 1, 2)
    listed = matters.matters(tiny(), TOWNSHIP, 2024, at("2024-12-31"))
    assert listed[["row_id", "state", "said"]].iloc[0].tolist() == ["XF-2023-001", "超期", "超期 388 天"]
    assert values("petitions_closed_on_time", "2024-03-09", "2024-12-31") == [
        None,
        50,
    ]  # nothing was ever closed before 10 March


def test_a_day_after_the_year_is_its_last_day():
    late, last = (of_places.figures(tiny(), TOWNSHIP, 2024, at(day)) for day in ("2025-05-01", "2024-12-31"))
    pd.testing.assert_frame_equal(late, last)


def aged(tmp_path, today: str) -> questions.Scope:
    """Rows of 5 May 2023, 10 March and 1 September 2024, seen on some day."""
    rows = [{"row_id": day, "held_on": day} for day in ("2023-05-05", "2024-03-10", "2024-09-01")]
    return questions.open_scope(
        make_home(tmp_path, {"risk_reviews": rows}, parameters=[{"parameter": "today", "value": today}])
    )


@pytest.mark.parametrize(
    ("today", "year", "expected"),
    [
        ("2024-07-01", 2024, "2024-03-10"),  # running: the last entry that is not in the future
        ("2024-09-01", 2024, "2024-09-01"),
        ("2024-12-31", 2024, "2024-09-01"),
        ("2025-01-01", 2024, "2024-12-31"),  # over: a later year has begun
        ("2024-07-01", 2023, "2023-12-31"),
        ("2023-06-01", 2023, "2023-05-05"),
        ("2025-02-01", 2025, "2025-01-01"),  # begun, nothing entered yet
    ],
)
def test_a_page_stands_on_the_last_entry_of_a_running_year_or_the_last_day_of_one_that_is_over(
    tmp_path, today, year, expected
):
    assert time_frame.default_day(aged(tmp_path, today), year) == at(expected)


def test_a_year_can_be_chosen_as_soon_as_it_has_begun_or_has_targets(tmp_path):
    assert time_frame.years(aged(tmp_path / "a", "2024-07-01")) == [2024, 2023]
    assert time_frame.years(aged(tmp_path / "b", "2023-12-31")) == [2023]
    assert time_frame.years(aged(tmp_path / "c", "2026-01-02")) == [2026, 2025, 2024, 2023]
    assert set(time_frame.years(tiny())) >= {2024, 2023, date.today().year}
    promised = {"indicator": "safety_drills", "year": 2027, "place": TOWNSHIP, "kind": "reach", "value": 2}
    basis = {"basis": "年度计划", "basis_status": "本级自定"}
    planned = make_home(tmp_path / "d", {}, targets=[promised | basis], parameters=TODAY_2026)
    assert time_frame.years(questions.open_scope(planned)) == [2027, 2026]
    empty = questions.open_scope(EMPTY)
    assert (time_frame.years(empty), time_frame.default_day(empty, date.today().year)) == (
        [date.today().year],
        date.today(),
    )


TODAY_2026 = [{"parameter": "today", "value": "2026-11-29"}]


@pytest.mark.parametrize(
    ("rows", "today", "expected"),
    [
        (["2026-12-20", "2027-01-04"], "2027-01-04", 2026),  # the year's report is due
        (["2026-12-20", "2027-01-04"], "2027-01-31", 2026),
        (["2026-12-20", "2027-01-04"], "2027-02-01", 2027),
        (["2026-12-20"], "2027-03-01", 2026),  # nothing of the new year yet
        (["2027-01-04"], "2027-01-04", 2027),  # a home that began this year
        ([], "2027-01-04", 2027),
    ],
)
def test_a_page_opens_with_the_closed_year_in_january(tmp_path, rows, today, expected):
    home = make_home(
        tmp_path,
        {"risk_reviews": [{"row_id": day, "held_on": day} for day in rows]},
        parameters=[{"parameter": "today", "value": today}],
    )
    scope = questions.open_scope(home)
    assert time_frame.default_year(scope) == expected
    assert 2027 in time_frame.years(scope)


def test_open_matters_are_measured_today_unless_an_earlier_day_was_chosen(tmp_path):
    """Registered on 1 March, limit 16 March; the last row of any ledger is of 10 March, today is the 20th."""
    rows = [{"row_id": "A", "registered_on": "2024-03-01", "out_of_scope": "否", "extended": "否"}]
    rows.append(rows[0] | {"row_id": "B", "registered_on": "2024-03-10", "notified_on": "2024-03-10"})
    home = make_home(tmp_path, {"petitions": rows}, parameters=[{"parameter": "today", "value": "2024-03-20"}])
    scope = questions.open_scope(home)
    default = View(scope, TOWNSHIP, 2024, time_frame.default_day(scope, 2024))
    assert (default.as_of, default.measured_on) == (at("2024-03-10"), at("2024-03-20"))
    assert matters.totals(default.matter_counts()).said == "超期 1 件（最长 4 天），临期 0 件"
    assert list(default.matters()["said"]) == ["超期 4 天", "2024年3月10日办结"]
    earlier = replace(default, as_of=at("2024-03-09"))
    assert (earlier.measured_on, matters.totals(earlier.matter_counts()).overdue) == (at("2024-03-09"), 0)
    assert replace(default, as_written=True).measured_on == default.as_of  # the same ledgers write the same document
    later = replace(default, as_of=at("2024-03-15"))
    assert later.measured_on == at("2024-03-15")


def test_last_years_same_day_of_29_february_is_the_28th(tmp_path):
    days = ["2024-02-28", "2024-02-29", "2025-02-28"]
    scope = questions.open_scope(make_home(tmp_path, {"risk_reviews": [{"row_id": d, "held_on": d} for d in days]}))
    now = View(scope, TOWNSHIP, 2025, at("2025-02-28"))
    assert now.year_before.as_of == at("2024-02-28")
    assert (now.figure("risk_reviews").value, now.year_before.figure("risk_reviews").value) == (1, 1)
    row = now.figure("risk_reviews")
    line = through_the_year.through_the_year(scope, TOWNSHIP, 2025, at("2025-02-28"), row)
    assert line.title == "累计 1 次，与上年同期持平"
    assert "上年同期 1 次" in through_the_year.beside(scope, TOWNSHIP, 2025, at("2025-02-28"), row)


# Promises


def test_each_promise_is_judged_on_its_day():
    """patrols 4 a year: 30 June expects 4 × 182 / 366 = 1 and has 2; 30 December expects 3 and has 2; then 3 of 4."""
    assert said("patrols_township", TOWNSHIP, "01-15", "06-30", "12-30", "12-31") == [
        "无数据",
        "正常",
        "滞后",
        "未达标",
    ]
    assert said("safety_drills", TOWNSHIP, "01-15", "05-12", "11-08", "11-09") == ["无数据", "正常", "正常", "达标"]
    assert said("brawls", TOWNSHIP, "03-28", "03-29") == ["达标", "未达标"]
    assert said("petition_escalations", TOWNSHIP, "12-31") == ["达标"]
    assert said("hazards_found", TOWNSHIP, "03-31", "06-10", "12-31") == ["正常", "达标", "达标"]


def test_the_seasons_edges_decide_a_chiefs_months():
    """东湾: 1 March, April, May, and 31 December in a grid: 4 of 10. 西沟: 29 February is before the season, 31 March in it."""
    assert said("patrols_village", EAST, "02-29", "03-31", "05-31", "06-30", "12-30", "12-31") == [
        "正常",
        "正常",
        "正常",
        "滞后",
        "严重滞后",
        "未达标",
    ]
    assert said("patrols_village", WEST, "03-30", "03-31", "04-30") == ["正常", "正常", "严重滞后"]
    found = figure(tiny(), "patrols_village", EAST)
    assert [plain(found[name]) for name in ("value", "target", "periods_met", "periods_due", "periods_all")] == [
        4,
        10,
        4,
        10,
        10,
    ]


def test_a_stock_is_expected_to_grow_from_last_years_closing_value():
    found = [figure(tiny(), "officers_certified", as_of=at(day)) for day in ("2024-06-30", "2024-07-01")]
    assert [[plain(f[name]) for name in ("opening", "value", "expected", "status")] for f in found] == [
        [2, 3, 2, "正常"],
        [2, 2, 3, "滞后"],
    ]


def test_a_rates_floor_is_inherited_and_a_counts_target_is_not():
    by_place = {
        place: figure(tiny(), "services_on_time", place) for place in (TOWNSHIP, OWN, EAST, WEST, SOUTH, f"{EAST}001")
    }
    assert {place: plain(f["target"]) for place, f in by_place.items()} == {
        TOWNSHIP: 90,
        OWN: 90,
        EAST: 50,
        WEST: 90,
        SOUTH: 90,
        f"{EAST}001": 50,
    }
    assert {place: f["status"] for place, f in by_place.items()} == {
        TOWNSHIP: "未达标",  # 2 of 4
        OWN: "达标",  # 2 of 2
        EAST: "未达标",  # 0 of 1
        WEST: "未达标",  # 0 of 1
        SOUTH: "不适用",
        f"{EAST}001": "不适用",
    }
    events = [figure(tiny(), "publicity_events", place) for place in (TOWNSHIP, EAST, WEST)]
    assert [(plain(f["target"]), f["status"]) for f in events] == [(4, "未达标"), (1, "达标"), (None, "无目标")]


def test_a_promise_of_another_year_is_another_promise():
    found = figure(tiny(), "patrols_township", as_of=at("2023-12-31"))
    assert (found["value"], found["target"], found["status"]) == (1, 1, "达标")


def test_an_indicator_is_judged_only_where_it_means_something():
    assert said("patrols_township", EAST, "12-31") == ["不适用"]
    assert plain(figure(tiny(), "patrols_township", EAST)["target"]) is None
    assert said("patrols_township", OWN, "12-31") == ["无目标"]


# Behind the numbers


def test_a_row_counts_once_behind_a_value_however_often_it_moved():
    """officers_trained: of three officers on the list in 2024 ZF-001 reached the hours; ZF-002 left and is behind nothing."""
    found = figure(tiny(), "officers_trained")
    assert [plain(found[name]) for name in ("value", "numerator", "denominator", "row_count")] == [50, 1, 2, 2]
    assert figure(tiny(), "grids")["row_count"] == 2  # the closed grid is no longer behind the stock


@pytest.mark.parametrize("home", [EMPTY, ONE_VILLAGE], ids=["empty", "one village"])
def test_a_home_with_almost_nothing_has_all_its_figures(home: Home):
    scope = questions.open_scope(home)
    found = of_places.figures(scope, scope.place, 2024, at("2024-12-31"))
    assert list(found["code"]) == list(questions.catalogue(scope)["code"])
    assert set(found[found["value"].isna()]["status"]) <= {"无数据", "不适用"}


CODES = list(pd.read_csv(TINY.file("indicators.csv"))["code"])
EVERYWHERE = [TOWNSHIP, OWN, *VILLAGES, f"{EAST}001", f"{EAST}002", f"{WEST}001"]


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(some.sampled_from(CODES), some.sampled_from(EVERYWHERE), some.dates(at("2023-01-01"), at("2024-12-31")))
def test_the_value_is_what_its_rows_add_up_to(code, place, day):
    scope = tiny()
    found = figure(scope, code, place, day)
    rows = ask("rows", scope, place=place, indicator=code, from_day=date(day.year, 1, 1), as_of=day, most=10_000)
    assert found["row_count"] == len(rows) == len(set(zip(rows["ledger"], rows["row_id"], strict=True)))
    numerator, denominator = int(rows["numerator"].sum()), int(rows["denominator"].fillna(0).sum())
    if found["kind"] in ("rate", "stock_rate"):
        expected = numerator * found["scale"] / denominator if denominator else None
    else:
        expected = numerator * found["scale"]
    if plain(found["value"]) is None:
        assert not denominator and not numerator and found["status"] in ("无数据", "不适用")
    else:
        assert found["value"] == expected


def test_two_townships_in_one_home_are_judged_each_by_its_own_ledgers(tmp_path):
    """Whether a ledger was kept is a question to each township; the county sees both."""
    other = [{"code": "620999102", "name": "柳林乡", "level": "乡", "parent": "620999"}]
    county = [{"code": "620999", "name": "某县", "level": "县"}]
    home = make_home(
        tmp_path, {"river_patrols": [{"row_id": "A", "place": OWN, "level": "乡级"}]}, places=[*county, *PLACES, *other]
    )
    rows = of_places.figures_by_place(questions.open_scope(home), "620999", 9, 2024, at("2024-12-31")).set_index(
        ["place", "code"]
    )
    assert [plain(rows.loc[(place, "patrols_township"), "value"]) for place in (TOWNSHIP, "620999102")] == [1, None]
    assert figure(questions.open_scope(home), "patrols_township", "620999")["value"] == 1


def test_a_figure_says_how_far_its_ledgers_are_entered_where_that_is_not_up_to_the_day(tmp_path):
    rows = {
        "risk_reviews": [{"row_id": "A", "held_on": "2024-03-05"}],
        "venues": [{"row_id": "B", "opened_on": "2024-05-01"}],
    }
    scope = questions.open_scope(make_home(tmp_path, rows))
    seen = View(scope, TOWNSHIP, 2024, at("2024-05-01"))
    assert indicator.indicator(seen, "risk_reviews").beside.endswith("风险研判台账更新至2024年3月5日")
    assert "更新至" not in indicator.indicator(seen, "venues_boards").beside
