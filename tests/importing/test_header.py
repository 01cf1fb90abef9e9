"""A header is recognised in its many spellings, and nothing else is taken for it."""

import pytest

from engine.importing.reading import header, learnt_aliases
from engine.ledgers.record_file import NotWritten
from engine.uploads.parsed_file import Refused
from tests.homes import CONTRACT, EAST, TINY, copy_of
from tests.importing.files import FIRST, HEADER, cells, csv_bytes, read, refusal

NAMES = header.names_of(CONTRACT["river_patrols"])


def found(*rows):
    return header.find([list(row) for row in rows], NAMES)


@pytest.mark.parametrize(
    "text",
    ["时长(分钟)", "时长（分钟）", "时 长\n(分钟)", "时长", "*时长（分钟）", "时长：", " 时长(必填) ", "\ufeff时长"],
)
def test_one_header_has_many_spellings(text):
    assert header.find([["编号", text]], NAMES).fields[1].name == "时长(分钟)"


def test_whether_and_what_and_when_say_the_same():
    some = header.find([["编号", "延期", "登记时间", "是否不属本级职权"]], header.names_of(CONTRACT["petitions"]))
    assert [f.name for f in some.fields.values()] == ["编号", "是否延期", "登记日期", "不属本级职权"]


@pytest.mark.parametrize("text", ["时刻", "长", "时长2", ""])
def test_what_says_something_else_is_not_taken_for_it(text):
    assert found(["编号", "区划代码", text]).fields.keys() == {0, 1}


def test_of_two_columns_the_one_with_the_very_name_is_meant():
    names = header.names_of(CONTRACT["study_sessions"])
    both = header.find([["编号", "日期", "学习日期"]], names)
    assert {at: f.name for at, f in both.fields.items()} == {0: "编号", 2: "学习日期"}
    assert both.twice == {}


def test_a_row_of_data_is_no_second_level_of_the_header():
    one = found(HEADER, FIRST)
    assert (one.first, one.last) == (0, 0)
    assert found(HEADER, [""] * 11, FIRST).last == 0


def test_a_title_over_the_table_is_no_first_level():
    assert found(["某某乡巡河登记表", *[""] * 10], HEADER).first == 1


def test_three_levels_are_joined_by_strokes():
    three = found(["编号", "河长", ""], ["", "基本情况", ""], ["", "河长编号", "河长级别"])
    assert three.labels == ["编号", "河长/基本情况/河长编号", "河长/基本情况/河长级别"]
    assert [f.name for f in three.fields.values()] == ["编号", "河长编号", "河长级别"]


@pytest.mark.parametrize(
    ("ledger", "name", "unit"),
    [
        ("river_patrols", "里程(米)", "米"),
        ("enforcement_cases", "罚没金额", "元"),
        ("publicity_events", "受教育人次", None),
    ],
)
def test_the_contract_says_in_which_unit_a_number_is(ledger, name, unit):
    assert header.unit_of(next(f for f in CONTRACT[ledger].fields if f.name == name)) == unit


@pytest.mark.parametrize("label", ["罚没金额(万元)", "罚没金额（单位：万元）"])
def test_ten_thousands_in_a_header_are_refused(label):
    one = header.find([["编号", label]], header.names_of(CONTRACT["enforcement_cases"]))
    with pytest.raises(Refused, match="单位是“万元”，台账要的是“元”"):
        header.refuse_faults(one)


def test_the_same_unit_or_a_remark_in_brackets_is_fine():
    for label in ("罚没金额(元)", "罚没金额（没有的不填）"):
        header.refuse_faults(header.find([["编号", label]], header.names_of(CONTRACT["enforcement_cases"])))


def test_headers_and_places_once_explained_are_known_the_next_time(tmp_path):
    home = copy_of(TINY, tmp_path)
    data = csv_bytes([*HEADER[:3], "河长代号", *HEADER[4:]], [FIRST[0], "小东湾", *FIRST[2:]])
    assert "缺少“河长编号”" in refusal(data)
    learnt_aliases.learn_header(home, "river_patrols", "河长代号", "河长编号")
    learnt_aliases.learn_place(home, "小东湾", "620999101202")
    learnt_aliases.learn_place(home, " 小东湾 ", EAST)  # explained anew: the later explanation counts
    from engine.importing.reading import read_file

    parsed = read_file.parse_here(data, "a.csv", CONTRACT["river_patrols"], home)
    assert (cells(parsed), parsed.matched) == ([FIRST], {"河长代号": "河长编号"})
    assert learnt_aliases.read(home).places == {"小东湾": EAST}
    assert not (home.path / ".aliases.csv.part").exists()


def test_an_alias_of_one_ledger_is_none_of_another(tmp_path):
    home = copy_of(TINY, tmp_path)
    learnt_aliases.learn_header(home, "petitions", "河长代号", "编号")
    assert learnt_aliases.read(home).headers == {"petitions": {"河长代号": "编号"}}


def test_aliases_that_cannot_be_read_are_not_overwritten(tmp_path):
    home = copy_of(TINY, tmp_path)
    (home.path / "aliases.csv").write_bytes("种类,台账,写法\n".encode("gbk"))
    assert learnt_aliases.read(home) == ({}, {})
    with pytest.raises(NotWritten, match=r"aliases\.csv 读不出来"):
        learnt_aliases.learn_place(home, "小东湾", EAST)
    assert (home.path / "aliases.csv").read_bytes() == "种类,台账,写法\n".encode("gbk")


def test_the_demonstration_learns_nothing():
    from engine.ledgers.home import DEFAULTS, Home

    with pytest.raises(NotWritten, match="演示数据"):
        learnt_aliases.learn_place(Home(DEFAULTS), "小东湾", EAST)
    assert not (DEFAULTS / "aliases.csv").exists()


def test_what_was_learnt_is_no_formula_when_a_spreadsheet_opens_it(tmp_path):
    home = copy_of(TINY, tmp_path)
    learnt_aliases.learn_place(home, "=cmd", EAST)
    assert b",'=cmd," in (home.path / "aliases.csv").read_bytes()
    assert learnt_aliases.read(home).places == {"=cmd": EAST}


def test_an_unknown_file_reads_as_no_ledger():
    assert read(csv_bytes(HEADER)).rows_in == 0
