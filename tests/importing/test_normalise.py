"""A cell is rewritten when it can mean one thing only; else it is left, or refused with what to do."""

import csv
import io
import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.figures.exporting import csv_file
from engine.importing.reading.letters import LetterFault, half_width, visible
from engine.importing.reading.normalise import FORMULA_STARTS, plain, rewriter, unguarded
from engine.importing.reading.place_names import PlaceNames
from tests.homes import CONTRACT, EAST, OWN, TOWNSHIP, WEST

PLACES = [
    {"code": TOWNSHIP, "name": "白杨乡", "level": "乡"},
    {"code": EAST, "name": "东湾村", "level": "村"},
    {"code": WEST, "name": "西沟村", "level": "村"},
    {"code": EAST + "001", "name": "东湾一网格", "level": "网格"},
    {"code": "620999102", "name": "红柳镇", "level": "乡"},
    {"code": "620999102201", "name": "西沟村", "level": "村"},
    {"code": "620999102202", "name": "团结社区", "level": "村"},
]
NAMES = PlaceNames(PLACES, {"老东湾": EAST})
ONE_TOWNSHIP = PlaceNames(PLACES[:4], {})
SAMPLES = ["东湾村", "√", "1,200", " 是", "2024-03-05", "2024-03-05 9:30", "XF-1", "6.2E+17", "'=1", "张 三"]
FIELDS = [
    CONTRACT["petitions"].field(c) for c in ("row_id", "place", "registered_on", "petitioner", "content", "extended")
]
FIELDS += [CONTRACT["river_patrols"].field(c) for c in ("patrolled_at", "minutes")] + [
    CONTRACT["enforcement_cases"].field("amount_fen")
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def field(ledger: str, column: str):
    return CONTRACT[ledger].field(column)


def rewritten(ledger: str, column: str, cell: str, from_csv: bool = True, names: PlaceNames = NAMES):
    return rewriter(field(ledger, column), names, from_csv)(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-05", "2024年3月5日", "2024.3.5", "2024/3/5", "2024/03/05", "20240305", "45356", "45356.0", " ２０２４－０３－０５ ",
        "2024 年 3 月 5 日", "2024-3-5 00:00:00", "2024-03-05T08:00", "2024-03-05 9:30", "2024年3月5日（星期二）", "2024.03.05.",
        "二〇二四年3月5日", "2024\\3\\5", "\u200e2024-03-05\u202c", "2024年3月5号",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_way_in_which_it_is_written(cell):
    assert rewritten("petitions", "registered_on", cell) == "2024-03-05"


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("24.3.5", "年份要写四位"),
        ("3/5/2024", "年份要写四位"),
        ("05/03/24", "年份要写四位"),
        ("3月5日", "没有写年份"),
        ("2024年3月", "没有写到日"),
        ("2024.3", "没有写到日"),
        ("2024年3月上旬", "没有写到日"),
    ],
)
def test_a_day_that_could_be_several_is_refused_with_what_to_do(cell, remedy):
    found = rewritten("petitions", "registered_on", cell)
    assert isinstance(found, LetterFault) and remedy in found.remedy and "2024-03-05" in found.remedy


@pytest.mark.parametrize(
    "cell", ["2024-13-40", "2024-02-30", "昨天", "1234567", "2024年13月5日", "99999", "2024-03-05 25:00"]
)
def test_what_is_no_day_is_left_for_the_checks_to_refuse(cell):
    assert rewritten("petitions", "registered_on", cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-05 15:20", "2024/3/5 15:20", "2024年3月5日15时20分", "2024-03-05T15:20:00", "2024.3.5 15：20", "45356.6388888889",
        "2024-03-05 下午3:20", "2024年3月5日 下午3点20分", "2024-03-05 15:20:07", "20240305 15:20", "2024/3/5 3:20 PM", "2024-03-05 15:20:00.000",
    ],
)  # fmt: skip
def test_a_time_is_read_in_every_way_in_which_it_is_written(cell):
    assert rewritten("river_patrols", "patrolled_at", cell) == "2024-03-05 15:20"


def test_a_time_without_its_clock_time_is_not_taken_for_midnight():
    assert rewritten("river_patrols", "patrolled_at", "2024-03-05") == "2024-03-05"
    assert rewritten("river_patrols", "patrolled_at", "45356") == "45356"


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1,200", "1200"), ("１２", "12"), ("12.0", "12"), ("12分钟", "12"), ("1.2E3", "1200"), ("−5", "-5"), ("/", None), ("12.5", "12.5"), ("1,2", "1,2"), (" 7 ", "7")],
)  # fmt: skip
def test_a_whole_number_is_read_in_its_own_unit(cell, number):
    assert rewritten("river_patrols", "minutes", cell) == number


@pytest.mark.parametrize("cell", ["12次", "3小时", "约12", "12km"])
def test_a_number_in_another_unit_is_never_converted(cell):
    found = rewritten("river_patrols", "minutes", cell)
    assert found == cell if cell == "约12" else isinstance(found, LetterFault) and "分钟" in found.remedy


def test_a_number_may_carry_the_unit_that_its_header_names():
    assert rewritten("publicity_events", "audience", "50人次") == "50"
    assert rewritten("publicity_events", "materials", "1,300份") == "1300"
    assert isinstance(rewritten("publicity_events", "materials", "3箱"), LetterFault)


@pytest.mark.parametrize(
    ("cell", "money"), [("¥1,200.50", "1200.50"), ("￥200", "200"), ("200元", "200"), ("200.5", "200.5"), ("无", None)]
)
def test_money_is_read_in_yuan(cell, money):
    assert rewritten("enforcement_cases", "amount_fen", cell) == money


def test_ten_thousands_of_yuan_are_refused():
    assert isinstance(rewritten("enforcement_cases", "amount_fen", "1.2万元"), LetterFault)


@pytest.mark.parametrize(
    ("cell", "choice"),
    [
        ("√", "是"),
        ("✓", "是"),
        ("Y", "是"),
        ("TRUE", "是"),
        ("×", "否"),
        ("否 ", "否"),
        ("ＮＯ", "否"),
        ("1", "1"),
        ("有", "有"),
    ],
)
def test_yes_and_no_have_their_signs(cell, choice):
    assert rewritten("petitions", "extended", cell) == choice


def test_a_choice_is_known_whatever_its_width_and_spaces():
    assert rewritten("river_patrols", "means", "无 人 机") == "无人机"
    assert rewritten("river_patrols", "means", "飞机") == "飞机"
    assert rewritten("river_patrols", "means", "/") is None
    assert rewritten("river_patrols", "cleaned", "/") == "/"  # required: an answer must be given


@pytest.mark.parametrize(
    "cell",
    [
        EAST,
        "东湾村",
        "东湾",
        "东湾村委会",
        "东湾村村民委员会",
        "东湾村民委员会",
        "白杨乡东湾村",
        " 白杨乡 东湾 ",
        EAST + ".0",
        "６２０９９９１０１２０１",
        "老东湾",
    ],
)
def test_a_village_has_many_names_and_one_code(cell):
    assert rewritten("petitions", "place", cell) == EAST


@pytest.mark.parametrize("cell", ["白杨乡", "乡本级", "白杨乡人民政府", TOWNSHIP, OWN, "乡政府"])
def test_the_township_itself_means_its_own_matters(cell):
    assert rewritten("petitions", "place", cell, names=ONE_TOWNSHIP) == OWN


def test_grids_and_communities_are_places_too():
    assert rewritten("petitions", "place", "东湾一网格") == EAST + "001"
    assert rewritten("petitions", "place", "东湾村东湾一网格") == EAST + "001"
    assert rewritten("petitions", "place", "团结社区居委会") == "620999102202"


def test_a_name_that_two_villages_share_is_refused_with_both_named():
    found = rewritten("petitions", "place", "西沟村")
    assert found == LetterFault(
        "place", f"有几处同名：白杨乡西沟村（{WEST}）、红柳镇西沟村（620999102201）。请写全称，或填代码"
    )
    assert rewritten("petitions", "place", "红柳镇西沟村") == "620999102201"


def test_grids_of_one_name_are_told_apart_by_their_villages():
    grids = [{"code": code + "001", "name": "一网格", "level": "网格"} for code in (EAST, WEST)]
    names = PlaceNames([*PLACES[:3], *grids], {})
    found = rewritten("petitions", "place", "一网格", names=names)
    assert f"白杨乡东湾村一网格（{EAST}001）、白杨乡西沟村一网格（{WEST}001）" in found.remedy
    assert rewritten("petitions", "place", "西沟村一网格", names=names) == WEST + "001"


def test_an_unknown_place_is_left_for_the_checks():
    assert rewritten("petitions", "place", " 桃花村 ") == "桃花村"


@pytest.mark.parametrize("column", ["row_id", "place", "phone", "id_no"])
@pytest.mark.parametrize("cell", ["6.20924E+17", "1.39E+10", "6.20924e17"])
def test_a_number_that_a_spreadsheet_has_cut_short_is_refused(column, cell):
    found = rewritten("petitions", column, cell)
    assert isinstance(found, LetterFault) and "设为“文本”格式" in found.remedy


@pytest.mark.parametrize(
    ("cell", "code"),
    [("１３９００００００１４", "13900000014"), ("139 0000 0014", "13900000014"), ("13900000014.0", "13900000014")],
)
def test_numbers_of_persons_lose_width_and_blanks_only(cell, code):
    assert rewritten("petitions", "phone", cell) == code


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  备注　", "备注"),
        ("全角，标点。保留１２３", "全角，标点。保留１２３"),
        ("反\u202e转\u200b", "反转"),
        ("两\n行", "两\n行"),
        ("<b>粗</b> **md** ![x](http://x)", "<b>粗</b> **md** ![x](http://x)"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'引号开头", "'引号开头"),
        ("  ", None),
        ("无", "无"),
        ("长" * 10_000, "长" * 10_000),
    ],
)  # fmt: skip
def test_free_text_stays_what_it_is_but_for_what_cannot_be_seen(cell, text):
    assert rewritten("petitions", "content", cell) == text


def test_a_cell_of_a_workbook_keeps_its_apostrophe():
    assert rewritten("petitions", "content", "'=1+1", from_csv=False) == "'=1+1"


def test_a_name_spaced_out_to_three_is_one_name_and_two_names_stay_two():
    assert rewritten("petitions", "petitioner", "张　三") == "张三"
    assert rewritten("disputes", "parties", "周某丁 郑某丁") == "周某丁 郑某丁"


@pytest.mark.parametrize("cell", ["a\x00b", "a\x1fb", "\x07"])
@pytest.mark.parametrize("column", ["content", "row_id", "registered_on", "extended"])
def test_control_characters_are_refused_in_every_column(cell, column):
    assert rewritten("petitions", column, cell).rule == "control"


@settings(deadline=None)
@given(TEXT)
@example("=1")
@example("'=1")
@example("''＝1")
@example("\t=")
@example("'")
@example("\r\n")
def test_what_our_csv_guards_the_import_gives_back_letter_for_letter(text):
    rows = list(
        csv.reader(io.StringIO(csv_file(pd.DataFrame({"a": [text]})).decode("utf-8-sig"), newline=""), strict=True)
    )
    assert rows[0] == ["a"]
    assert unguarded(rows[1][0] if rows[1] else "") == text
    assert not rows[1] or not rows[1][0].startswith(FORMULA_STARTS)


@given(st.lists(TEXT | st.from_regex(r"\A[0-9年月日./: -]{1,12}\Z") | st.sampled_from(SAMPLES), max_size=20))
@settings(max_examples=25, deadline=None)
def test_cells_that_are_passed_by_unread_would_not_have_been_changed(cells):
    """Most cells are as they should be and are only held against a pattern: it must agree with the rewriting."""
    for f in FIELDS:
        ready = pc.match_substring_regex(pa.array(cells, pa.string()), plain(f)).to_pylist()
        passed = [cell for cell, is_ready in zip(cells, ready, strict=True) if is_ready]
        assert [rewriter(f, NAMES, from_csv=True)(cell) for cell in passed] == [cell or None for cell in passed]


@given(TEXT)
@settings(max_examples=50, deadline=None)
def test_rewriting_twice_changes_nothing_more(cell):
    for f in FIELDS:
        once = rewriter(f, NAMES, from_csv=False)(cell)
        if isinstance(once, str):
            assert rewriter(f, NAMES, from_csv=False)(once) == once, f.column


def test_the_guard_and_the_import_know_the_same_formulas():
    from engine.figures import exporting

    assert exporting._FORMULA_STARTS == FORMULA_STARTS


def test_what_is_visible_has_no_marks_of_direction():
    assert visible("\u202eabc\u2066 \ufeff") == "abc"
    assert half_width("（Ａ　１）") == "(A1)"
    assert re.fullmatch(r"\S+", half_width(" a b "))


@pytest.mark.parametrize(
    ("cell", "code"),
    [('="13900000014"', "13900000014"), ("'13900000014", "13900000014"), ("\t13900000014\t", "13900000014")],
)
def test_numbers_wrapped_up_to_stay_text_are_unwrapped(cell, code):
    assert rewritten("petitions", "phone", cell) == code
    assert rewritten("petitions", "phone", cell, from_csv=False) == code


def test_free_text_is_never_unwrapped():
    assert rewritten("petitions", "content", '="abc"') == '="abc"'
    assert rewritten("petitions", "content", "'12日来访") == "'12日来访"
