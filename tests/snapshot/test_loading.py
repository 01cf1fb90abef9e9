"""What becomes of several files together: duplicates, later batches, unknown places, stray files, small tables."""

import pytest

from engine.ledgers.home import Home, HomeError
from engine.snapshot import questions
from engine.snapshot.questions import ask
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
    append,
    copy_of,
    figure,
    make_home,
    problems,
    records,
)

BAD_PATROLS = [  # all that is wrong in the tiny home, on purpose
    ("ledgers/river_patrols/2024.csv", 11, "巡河时间", "2024-13-01 08:00", "不是有效时间，应如 2024-03-05 09:30"),
    (
        "ledgers/river_patrols/2024.csv",
        12,
        "编号",
        "XH-2024-004",
        "与本文件第 5 行重复，只计第一行；请改编号或删去一行",
    ),
    (
        "ledgers/river_patrols/2024.csv",
        13,
        "区划代码",
        "620999101299",
        "不在本单位区划表（places.csv）里，请改正代码或先补区划",
    ),
    (
        "ledgers/river_patrols/北坡补报.csv",
        None,
        None,
        None,
        "第 1 行：无法识别文件编码。请在 Excel 或 WPS 里另存为“CSV UTF-8”后再放入",
    ),
]


def rows_of(home: Home, ledger: str) -> list[tuple]:
    """(row_id, place, file, line) of every row that counts."""
    scope = questions.open_scope(home)
    wide = {"from_day": "1900-01-01", "to_day": "2100-01-01", "search": "", "most": 1000, "skip": 0}
    found = records(ask("ledger_rows", scope, ledger=ledger, **wide))
    return sorted((r["row_id"], r["place"], r["source_file"].split("/")[-1], r["line"]) for r in found)


def superseded(home: Home) -> list[tuple]:
    return [tuple(r.values()) for r in records(ask("superseded", questions.open_scope(home)))]


def test_the_tiny_home_names_its_bad_file_and_rows_and_loads_the_rest():
    assert problems(TINY) == BAD_PATROLS
    assert len(rows_of(TINY, "river_patrols")) == 3 + 9


def test_of_two_rows_with_one_key_in_one_file_the_first_stays():
    assert [row for row in rows_of(TINY, "river_patrols") if row[0] == "XH-2024-004"] == [
        ("XH-2024-004", EAST, "2024.csv", 5)
    ]


def test_a_later_file_replaces_the_row_and_the_older_one_is_kept_as_history(tmp_path):
    first, second = [{"row_id": "A", "people": 1}, {"row_id": "B"}], [{"row_id": "A", "people": 5, "kind": "入户宣传"}]
    home = make_home(tmp_path, {"safety_activities/1.csv": first, "safety_activities/2.csv": second})
    assert problems(home) == []
    assert rows_of(home, "safety_activities") == [("A", EAST, "2.csv", 2), ("B", EAST, "1.csv", 3)]
    assert superseded(home) == [("safety_activities", "A", "ledgers/safety_activities/1.csv", 2)]
    assert figure(questions.open_scope(home), "safety_household_reach")["value"] == 5


def test_imported_batches_count_after_delivered_files_and_in_their_order(tmp_path):
    files = ("zzz.csv", "0002-0123abcd.csv", "0010-0123abcd.csv")
    home = make_home(tmp_path, {f"risk_reviews/{name}": [{"row_id": "A"}] for name in files})
    assert rows_of(home, "risk_reviews") == [("A", EAST, "0010-0123abcd.csv", 2)]
    assert [row[2].split("/")[-1] for row in superseded(home)] == ["0002-0123abcd.csv", "zzz.csv"]


def test_a_row_that_cannot_be_read_replaces_nothing(tmp_path):
    home = make_home(
        tmp_path, {"risk_reviews/1.csv": [{"row_id": "A"}], "risk_reviews/2.csv": [{"row_id": "A", "held_on": "明天"}]}
    )
    assert rows_of(home, "risk_reviews") == [("A", EAST, "1.csv", 2)]
    assert [problem[:4] for problem in problems(home)] == [("ledgers/risk_reviews/2.csv", 2, "日期", "明天")]


def test_a_row_moved_to_another_village_counts_there_only(tmp_path):
    home = make_home(
        tmp_path,
        {
            "petitions/1.csv": [{"row_id": "A", "kind": "来信"}],
            "petitions/2.csv": [{"row_id": "A", "kind": "来信", "place": WEST}],
        },
    )
    scope = questions.open_scope(home)
    assert [figure(scope, "petitions_received", place)["value"] for place in (TOWNSHIP, EAST, WEST)] == [1, 0, 1]


def test_a_bad_row_is_seen_by_its_village_and_one_of_an_unknown_place_by_everybody():
    def lines(place: str) -> list:
        return [r["line"] for r in records(ask("left_out", questions.open_scope(TINY).narrowed(place)))]

    assert {place: lines(place) for place in (EAST, WEST, SOUTH, NORTH, OWN)} == {
        EAST: [12, 13, None],
        WEST: [13, None],
        SOUTH: [11, 13, None],
        NORTH: [13, None],
        OWN: [13, None],
    }


def test_files_that_no_ledger_reads_are_named(tmp_path):
    home = make_home(tmp_path, {"petitions": [{"row_id": "A"}]})
    for name in ("petitions/台账.xlsx", "petitions/旧/2022.csv", "上访/a.csv", "读我.txt"):
        path = tmp_path / "ledgers" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    for name in ("petitions/~$台账.xlsx", "petitions/.gitkeep", "petitions/a.csv.tmp"):  # what programs leave about
        (tmp_path / "ledgers" / name).write_text("x")
    unread, unknown = (
        "不是台账目录下的 CSV 文件，没有读取；请另存为“CSV UTF-8”放在台账目录里",
        "没有这本台账，文件没有读取；请核对文件夹名称",
    )
    assert sorted(problems(home)) == [
        ("ledgers/petitions/台账.xlsx", None, None, None, unread),
        ("ledgers/petitions/旧/2022.csv", None, None, None, unread),
        ("ledgers/上访/a.csv", None, None, None, unknown),
        ("ledgers/读我.txt", None, None, None, unknown),
    ]
    assert rows_of(home, "petitions") == [("A", EAST, "petitions.csv", 2)]


def test_a_csv_ending_in_capitals_is_read_like_the_others(tmp_path):
    home = make_home(tmp_path, {"petitions/OLD.CSV": [{"row_id": "B"}]})
    assert (problems(home), rows_of(home, "petitions")) == ([], [("B", EAST, "OLD.CSV", 2)])


def test_a_home_whose_places_cannot_be_read_says_which_line_and_what_to_do(tmp_path):
    """Without places nothing could be shown but zeros."""
    home = make_home(tmp_path, {"petitions": [{"row_id": "A"}]})
    (tmp_path / "places.csv").write_bytes((tmp_path / "places.csv").read_bytes().decode("utf-8-sig").encode("gbk"))
    with pytest.raises(HomeError, match=r"places\.csv.*第 2 行：无法识别文件编码。.*另存为“CSV UTF-8”"):
        questions.open_scope(home)


def test_the_townships_own_matters_are_a_place_even_if_nobody_lists_them():
    found = {
        r["code"]: (r["name"], r["level"], r["parent"]) for r in records(ask("places", questions.open_scope(TINY)))
    }
    assert found[OWN] == ("乡本级", "乡本级", TOWNSHIP)
    assert list(found) == sorted(found)
    assert len(found) == 8 + 1


def test_the_townships_own_matters_keep_the_name_the_home_gives_them(tmp_path):
    home = make_home(
        tmp_path, {}, places=[*PLACES, {"code": OWN, "name": "白杨乡机关", "level": "乡本级", "parent": TOWNSHIP}]
    )
    assert {r["code"]: r["name"] for r in records(ask("places", questions.open_scope(home)))}[OWN] == "白杨乡机关"


def test_faults_in_places_and_parameters_are_named_and_their_other_lines_hold(tmp_path):
    places = [*PLACES, {"code": "12", "name": "短", "level": "乡村"}, {"code": WEST, "name": "又一个", "level": "村"}]
    home = make_home(
        tmp_path,
        {},
        places=places,
        parameters=[{"parameter": "near_days", "value": "7"}, {"parameter": "training_hours"}],
    )
    assert problems(home) == [
        ("parameters.csv", 3, "value", None, "不能为空，请补填"),
        ("places.csv", 5, "level", "乡村", "只能填：省、市、县、乡、乡本级、村、网格"),
        ("places.csv", 6, "code", WEST, "与本文件第 4 行重复，只计第一行；请改编号或删去一行"),
    ]
    assert questions.parameters(questions.open_scope(home))["near_days"] == "7"


def test_an_indicator_without_a_query_is_named_and_the_others_hold(tmp_path):
    base = {
        "section": "乡情",
        "unit": "次",
        "kind": "count",
        "scale": 1,
        "better": "higher",
        "applies_to": "乡;村",
        "office": "办",
        "definition": "数",
    }
    rows = [
        {**base, "code": code, "name": name, "ledger": "risk_reviews"}
        for code, name in (("risk_reviews", "研判"), ("moon_walks", "登月"))
    ]
    home = make_home(tmp_path, {}, indicators=rows)
    assert problems(home) == [("indicators.csv", 3, "code", "moon_walks", "没有对应的查询文件，这个指标算不出来")]
    assert list(questions.catalogue(questions.open_scope(home))["code"]) == ["risk_reviews"]


@pytest.mark.parametrize("home", [EMPTY, ONE_VILLAGE], ids=["empty", "one village"])
def test_a_home_with_almost_nothing_has_no_problems(home):
    assert problems(home) == []


def test_a_ledger_row_gains_its_place_when_the_place_is_added(tmp_path):
    home = copy_of(TINY, tmp_path)
    append(home.path / "places.csv", "620999101299,新村,村,620999101,,")
    assert [problem[1] for problem in problems(home)] == [11, 12, None]
