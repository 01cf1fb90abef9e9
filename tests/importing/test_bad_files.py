"""Files that go wrong: each gives a clear sentence or correct rows, never a crash and never a silent loss."""

import datetime
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.uploads.gate import UPLOAD
from engine.uploads.parsed_file import Refused, SeveralSheets, WrongHeader
from tests.homes import DATA, EAST
from tests.importing.files import (
    FIRST,
    HEADER,
    ROWS,
    SECOND,
    cells,
    changed,
    csv_bytes,
    lines,
    patrols,
    read,
    refusal,
    said,
    small,
    workbook,
    zipped,
)  # fmt: skip

BOTH = [FIRST, SECOND]


# --- what is no table at all


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"   \r\n", b"\x00\x00\x00"])
def test_an_empty_file_is_called_empty(data):
    assert "空的" in refusal(data)


def test_a_header_alone_is_a_file_without_rows():
    found = read(csv_bytes(HEADER))
    assert (cells(found), found.problems, found.skipped, found.rows_in, found.header_line) == ([], (), (), 0, 1)
    assert cells(read(workbook({"表": [HEADER]}))) == []


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (b"{\\rtf1 ...}", "RTF"),
        (b'{"a": 1}', "JSON"),
        (b"<?xml version='1.0'?><a><b/></a>", "XML"),
        (b"Rar!\x1a\x07", "压缩包"),
        (zipped(a_dot_txt=b"x"), "压缩包"),
        (zipped(word__document_dot_xml=b"<w/>"), "Word"),
        (zipped(ppt__presentation_dot_xml=b"<p/>"), "演示文稿"),
        (zipped(xl__workbook_dot_bin=b"\x00"), "xlsb"),
        (zipped(mimetype=b"x", content_dot_xml=b"<x/>"), "ods"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不是能读的工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "损坏"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHT"),
        (b"PK\x03\x04 not really", "损坏"),
        (b"\x1f\x8b\x08\x00", "压缩包"),
        ("随便写的一些话，没有表头。\n第二行。\n".encode(), "找不到“河长巡河”的表头"),
        (b"id,name\n1,x\n", "找不到“河长巡河”的表头"),
        (bytes(range(1, 256)) * 3, "无法识别文件编码"),
        ("日本語のファイル,テスト\r\n値,値\r\n".encode("shift_jis"), "无法识别文件编码"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named_for_what_it_is(data, word):
    assert word in refusal(data)


# --- size


def test_a_byte_too_many_is_refused_before_anything_is_read():
    assert "最多 20 MB" in refusal(b"x" * (UPLOAD.size + 1))


def test_a_workbook_that_unpacks_beyond_reason_is_not_unpacked():
    assert "大得不正常" in refusal(zipped(xl__workbook_dot_xml=b"<x/>", xl__bomb=b"0" * 30_000_000))
    assert "个部件" in refusal(zipped(xl__workbook_dot_xml=b"<x/>", **{f"p{n}": b"" for n in range(201)}))


def test_rows_and_columns_have_a_limit_that_blank_ones_do_not_count_towards():
    assert "超过 2 行" in refusal(patrols(FIRST, SECOND, FIRST), limits=small(rows=2))
    assert "超过 2 行" in refusal(patrols(FIRST, [*SECOND[:10], "引,号"], FIRST), limits=small(rows=2))
    assert cells(read(patrols(FIRST, *[[""] * 11] * 5, SECOND, *[[""] * 11] * 5), limits=small(rows=2))) == BOTH
    assert "最多 100 列" in refusal(csv_bytes([*HEADER, *(f"列{n}" for n in range(100))]))


# --- encodings


@pytest.mark.parametrize(
    ("encoding", "form"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gbk", "GB18030"), ("gb18030", "GB18030"), ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"),
    ],
)  # fmt: skip
def test_a_file_is_read_in_every_encoding_that_excel_and_wps_write(encoding, form):
    found = read(patrols(encoding=encoding))
    assert (cells(found), found.form) == (BOTH, f"CSV（{form}）")


def test_rare_characters_of_names_survive_gb18030():
    row = [*FIRST[:10], "㛃䶮𠮷"]
    assert cells(read(patrols(row, encoding="gb18030"))) == [row]


def test_traditional_big5_is_not_taken_for_gb18030():
    assert "无法识别文件编码" in refusal(
        csv_bytes(["編號", "區劃代碼", "巡河時間"], ["一", "二", "三"], encoding="big5")
    )


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_two_encodings_in_one_file_are_refused_with_the_line(first):
    second = {"utf-8": "gb18030", "gb18030": "utf-8"}[first]
    mixed = patrols(FIRST, encoding=first) + csv_bytes([*SECOND[:10], "清理了两处垃圾并且拍照留存"], encoding=second)
    assert refusal(mixed).startswith("第 3 行的编码与前面的")


def test_a_file_cut_off_within_a_character_is_refused_with_the_line():
    assert "第 3 行" in refusal(patrols(FIRST, [*SECOND[:10], "尾"], end="\n")[:-3])


def test_a_mark_in_the_middle_of_joined_files_and_their_second_header_are_passed_over():
    found = read(patrols(FIRST) + patrols(SECOND))
    assert (cells(found), found.skipped, found.rows_in) == (BOTH, ((3, "重复的表头"),), 3)


# --- CSV


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_may_end_in_any_way(end):
    found = read(patrols(end=end))
    assert (cells(found), lines(found)) == (BOTH, [2, 3])


def test_line_ends_may_be_mixed_and_the_last_missing():
    header, first, second = patrols(end="\n").decode("utf-8-sig").split("\n")[:3]
    found = read(f"{header}\r\n{first}\r{second}".encode())
    assert (cells(found), lines(found)) == (BOTH, [2, 3])


@pytest.mark.parametrize(("delimiter", "form"), [("\t", "制表符分隔"), (";", "分号分隔"), ("|", "竖线分隔")])
def test_other_delimiters_are_found(delimiter, form):
    found = read(patrols(delimiter=delimiter))
    assert (cells(found), form in found.form) == (BOTH, True)


def test_the_line_that_names_the_delimiter_for_excel_is_no_row():
    found = read(b"sep=;\r\n" + patrols(delimiter=";", encoding="utf-8"))
    assert (cells(found), lines(found), found.skipped) == (BOTH, [3, 4], ((1, "标题行"),))


def test_a_cell_over_several_lines_keeps_the_line_numbers_right():
    long = [*FIRST[:10], "一\n二\r\n三\r四"]
    found = read(patrols(long, SECOND))
    assert (cells(found), lines(found)) == ([long, SECOND], [2, 6])


def test_a_quotation_mark_without_its_pair_is_refused_with_the_line_it_stands_on():
    text = patrols(FIRST, SECOND, encoding="utf-8").decode().replace("两处", '"两处')
    assert refusal((text + ",".join(FIRST)).encode()).startswith("第 3 行读不下去：有一个引号")
    assert refusal(text.replace('"两处', '"两"处').encode()).startswith("第 3 行读不下去：引号")


def test_rows_of_another_width_are_told_apart():
    """Spreadsheets leave empty cells at the end of a row away; what must be filled cannot be missing."""
    found = read(csv_bytes(HEADER, FIRST[:10], SECOND[:5], [*SECOND, "多", ""], [*SECOND, "", ""]))
    assert cells(found) == [FIRST, SECOND]
    assert said(found) == [
        "第 3 行：应有 11 列，实有 5 列，请检查是否漏填、多填，或单元格里有逗号而没有加引号",
        "第 4 行：应有 11 列，实有 13 列，请检查是否漏填、多填，或单元格里有逗号而没有加引号",
    ]
    assert found.notices == ("第 2 行末尾少了几格，按没有填处理，请核对有没有串列",)
    assert found.unread[4].split("\x1f") == [*SECOND, "多", ""]


def test_nul_bytes_and_other_control_characters_keep_their_row_out():
    found = read(patrols(FIRST, [*SECOND[:10], "a\x00b"], [*SECOND[:10], "a\x1fb"]))
    assert (cells(found), [(p.line, p.column, p.rule) for p in found.problems]) == (
        [FIRST],
        [(3, "备注", "control"), (4, "备注", "control")],
    )


def test_dangerous_text_stays_text():
    notes = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "![x](http://evil/x.png)",
        "长" * 10_000,
        "../../x.csv",
        "'=1",
    ]
    found = read(patrols(*([f"XH-{n}", *FIRST[1:10], note] for n, note in enumerate(notes))))
    assert [row[10] for row in cells(found)] == [*notes[:5], "=1"]


def test_a_cell_longer_than_a_workbook_can_hold_keeps_its_row_out():
    assert said(read(patrols([*FIRST[:10], "长" * 40_000])))[0].endswith("有 40,000 字，一格最多 32,000 字，请缩短")
    assert "13 万字" in refusal(patrols([*FIRST[:10], '"' + "长" * 140_000]))


def test_marks_of_direction_and_of_no_width_do_not_get_in():
    found = read(patrols(["\u202eXH-1\u202c", f"\u200b{EAST}", *FIRST[2:10], "\u2066反转\u2069"]))
    assert cells(found) == [[*FIRST[:10], "反转"]]


def test_names_of_files_are_only_texts():
    assert read(patrols(), name="../../x.csv").file == "x.csv"
    assert read(patrols(), name="C:\\表\\巡\u202e河\n.csv").file == "巡河.csv"
    assert read(patrols(), name="..").file == "未命名文件"
    assert len(read(patrols(), name="长" * 300).file) == 100


# --- headers


def test_a_title_above_and_notes_below_are_passed_over_with_their_reason():
    found = read(
        csv_bytes(
            ["白杨乡河长巡河登记表", *[""] * 10],
            ["填报单位：白杨乡"],
            HEADER,
            FIRST,
            [""] * 11,
            SECOND,
            ["注：以上为上半年数据"],
            ["填表人：张三", "", "审核人：李四"],
            ["（以下空白）"],
            ["共2条记录"],
        )
    )
    assert (cells(found), found.header_line, found.matched) == (BOTH, 3, {})
    assert found.skipped == (
        (1, "标题行"),
        (2, "标题行"),
        (5, "空行"),
        (7, "表下说明"),
        (8, "表下说明"),
        (9, "表下说明"),
        (10, "表下说明"),
    )
    assert found.rows_in == 9


def test_headers_may_be_written_otherwise():
    header = [
        "编 号",
        "村名",
        "巡河\n时间",
        "＊河长编号",
        "河长级别（必填）",
        "河段",
        "时长（分钟）",
        "里程（米）",
        "巡查方式",
        "清理垃圾",
        "备注：",
    ]
    found = read(patrols(["XH-1", "东湾", *FIRST[2:]], header=header))
    assert cells(found) == [FIRST]
    assert found.matched["村名"] == "区划代码" and found.matched["编 号"] == "编号"


def test_another_unit_in_the_header_is_refused_and_never_converted():
    header = [name.replace("里程(米)", "里程(公里)") for name in HEADER]
    assert "“里程(公里)”的单位是“公里”，台账要的是“米”" in refusal(patrols(header=header))


def test_a_header_over_two_rows_is_joined():
    upper = ["编号", "区划代码", "巡河时间", "河长", "", "河段", "巡河情况", "", "", "清理垃圾", "备注"]
    lower = ["", "", "", "编号", "级别", "", "时长(分钟)", "里程(米)", "巡查方式", "", ""]
    found = read(csv_bytes(["巡河登记表"], upper, lower, FIRST, SECOND))
    assert (cells(found), found.header_line, lines(found)) == (BOTH, 2, [4, 5])
    assert found.matched["河长/编号"] == "河长编号" and found.matched["巡河情况/里程(米)"] == "里程(米)"


def test_merged_cells_of_a_header_and_of_rows_are_filled():
    upper = ["编号", "区划代码", "巡河时间", "河长", None, "河段", "巡河情况", None, None, "清理垃圾", "备注"]
    lower = [None, None, None, "编号", "级别", None, "时长(分钟)", "里程(米)", "巡查方式", None, None]

    def merge(book):
        sheet = book.worksheets()[0]
        sheet.merge_range(0, 3, 0, 4, "河长")
        sheet.merge_range(0, 6, 0, 8, "巡河情况")
        for column in (0, 1, 2, 5, 9, 10):
            sheet.merge_range(0, column, 1, column, upper[column])
        sheet.merge_range(2, 1, 3, 1, "东湾村")

    second = [SECOND[0], None, *SECOND[2:]]
    found = read(workbook({"巡河": [upper, lower, FIRST, second]}, merge))
    assert cells(found) == [FIRST, [SECOND[0], EAST, *SECOND[2:]]]
    assert "第 3—4 行的“区划代码”是合并单元格，各行都按同一内容填入" in found.notices


def test_columns_may_stand_in_any_order_and_unknown_ones_are_named():
    found = read(csv_bytes(["序号", *HEADER[::-1], "天气", ""], ["1", *FIRST[::-1], "晴", "随手记"]))
    assert cells(found) == [FIRST]
    assert found.notices == (
        "“序号”列没有导入：行号由系统自己编",
        "台账里没有这些列，没有导入：“天气”。如果是别的叫法，请改表头后再传",
        "第 14 列没有表头，里面有 1 格内容没有导入，请补上表头或删去",
    )


def test_columns_that_may_be_empty_may_be_missing_and_the_others_not():
    found = read(csv_bytes(HEADER[:5] + HEADER[9:10], FIRST[:5] + FIRST[9:10]))
    assert (cells(found), found.absent) == (
        [[*FIRST[:5], "", "", "", "", "是", ""]],
        ("河段", "时长(分钟)", "里程(米)", "巡查方式", "备注"),
    )
    with pytest.raises(WrongHeader) as refused:
        read(csv_bytes([*HEADER[:2], *HEADER[3:], "几点"], FIRST))
    assert "缺少“巡河时间”" in str(refused.value)
    assert (refused.value.missing, refused.value.unknown) == (("巡河时间",), ("几点",))


def test_the_file_of_another_ledger_is_named():
    header = ["编号", "区划代码", "日期", "种类", "主题", "地点", "受教育人次", "发放资料份数", "备注"]
    row = ["PF-1", EAST, "2024-03-05", "进校园", "宪法", "学校", "50", "100", ""]
    assert "像是“普法宣传”" in refusal(csv_bytes(header, row))
    assert "像是“普法宣传”" in refusal(csv_bytes(header, row), ledger="safety_activities")
    assert cells(read(csv_bytes(header, row), ledger="publicity_events")) == [row]


def test_a_column_that_is_there_twice_is_refused():
    assert "第 3 列“巡河时间”、第 12 列“巡河时间”都像是“巡河时间”" in refusal(
        csv_bytes([*HEADER, "巡河时间"], [*FIRST, ""])
    )


EXTRA = "台账里没有这些列，没有导入：“{}”。如果是别的叫法，请改表头后再传"


def test_a_header_of_any_length_does_no_harm():
    found = read(csv_bytes([f"编号（{'长' * 60_000}）", *HEADER[1:], "13900000014 张三"], [*FIRST, ""]))
    assert (cells(found), found.notices[0]) == ([FIRST], EXTRA.format("（手机号已隐去） 张三"))


def test_running_numbers_are_no_keys():
    header = ["序号", *HEADER[1:]]
    assert "“序号”每个文件都从 1 起" in refusal(csv_bytes(header, ["1", *FIRST[1:]], ["2", *SECOND[1:]]))
    assert cells(read(csv_bytes(header, FIRST, SECOND))) == BOTH


# --- totals


def test_totals_are_checked_against_the_sum_and_not_imported():
    total = ["合计", *[""] * 5, "75", "3,200", "", "", ""]
    found = read(patrols(*ROWS, total))
    assert (cells(found), found.skipped, found.notices) == (BOTH, ((4, "合计行，用来核对"),), ())
    wrong = read(patrols(*ROWS, ["", "合　计：", *[""] * 4, "80", "3200", "", "", ""]))
    assert wrong.notices == (
        "第 4 行“合计”：“时长(分钟)”写的是 80，上面各行相加是 75，相差 5。请核对是否少了行或填错了数",
    )


def test_subtotals_count_what_is_above_them():
    third = ["XH-3", *SECOND[1:]]
    sub = lambda n: ["小计", *[""] * 5, n, *[""] * 4]  # noqa: E731
    assert (
        read(patrols(FIRST, sub("30"), SECOND, third, sub("90"), ["总计", *[""] * 5, "120", *[""] * 4])).notices == ()
    )
    assert (
        len(read(patrols(FIRST, sub("31"), SECOND, third, sub("90"), ["总计", *[""] * 5, "121", *[""] * 4])).notices)
        == 2
    )


def test_a_row_whose_text_begins_like_a_total_or_a_note_is_a_row():
    found = read(patrols([*FIRST[:5], "合计", *FIRST[6:]], ["注1", *SECOND[1:]]))
    assert (len(cells(found)), found.skipped) == (2, ())


def test_the_line_of_column_numbers_under_a_form_is_no_row():
    found = read(patrols([str(n) for n in range(1, 12)], FIRST))
    assert (cells(found), found.skipped) == ([FIRST], ((2, "栏次行"),))


# --- workbooks


def test_days_times_and_numbers_of_a_workbook_are_read_as_meant():
    def more(book):
        sheet = book.worksheets()[0]
        sheet.write_datetime(
            1, 2, datetime.datetime(2024, 3, 5, 9, 30), book.add_format({"num_format": "yyyy/m/d h:mm"})
        )
        sheet.write_number(2, 2, 45357.4166666667)  # never formatted as a time
        sheet.write_number(1, 1, float(EAST))

    found = read(workbook({"巡河": [HEADER, [*FIRST[:6], 30, 1200.0, "徒步", True, None], SECOND]}, more))
    assert (cells(found), found.form) == (BOTH, "Excel 工作表“巡河”")


def test_a_workbook_that_counts_days_from_1904_is_read_as_meant():
    day = ["FX-1", EAST, 43894, "风险", "", ""]
    header = ["编号", "区划代码", "日期", "主要风险", "应对措施", "备注"]
    book = changed(workbook({"表": [header, day]}), "xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert cells(read(book, ledger="risk_reviews")) == [["FX-1", EAST, "2024-03-05", "风险", "", ""]]


def test_numbers_that_lost_their_digits_are_refused_also_in_workbooks():
    header = [
        "编号",
        "区划代码",
        "信访形式",
        "信访类别",
        "登记日期",
        "不属本级职权",
        "是否延期",
        "身份证号",
        "联系电话",
    ]
    row = ["XF-1", EAST, "来信", "建议意见", "2024-03-05", "否", "否"]
    book = workbook({"信访": [header, [*row, 620924199001011234, 13900000001], [*row, "620924199001011234", None]]})
    found = read(book, ledger="petitions")
    assert [(p.line, p.column, p.value) for p in found.problems] == [(2, "身份证号", "6.20924E+17")]
    assert lines(found) == [3]


def test_errors_and_formulas_without_a_result_are_problems_and_not_empty_cells():
    def more(book):
        sheet = book.worksheets()[0]
        sheet.write_formula(1, 6, "=#REF!+1", None, "#REF!")
        sheet.write_formula(2, 7, "=1+1", None, "")
        sheet.write_formula(3, 6, "=10+20", None, 30)
        sheet.write_formula(1, 20, "=1/0", None, "#DIV/0!")  # beside the table: nobody reads it

    book = workbook({"巡河": [HEADER, FIRST, SECOND, ["XH-3", *FIRST[1:]]]}, more)
    found = read(changed(book, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v/>"))
    assert [(p.line, p.column, p.value, p.rule) for p in found.problems] == [
        (2, "时长(分钟)", "#REF!", "formula"),
        (3, "里程(米)", None, "formula"),
    ]
    assert cells(found) == [["XH-3", *FIRST[1:]]]


def test_of_several_sheets_the_one_that_fits_is_read_and_the_others_named():
    found = read(workbook({"说明": [["填表说明"], ["一、每月一报"]], "巡河": [HEADER, *ROWS], "空": []}))
    assert (cells(found), found.notices) == (BOTH, ("读的是工作表“巡河”，没有读：“说明”",))


def test_of_several_sheets_that_fit_one_must_be_chosen():
    book = workbook({"1月": [HEADER, FIRST], "2月": [HEADER, SECOND]})
    with pytest.raises(SeveralSheets) as asked:
        read(book)
    assert asked.value.sheets == ("1月", "2月")
    assert cells(read(book, sheet="2月")) == [SECOND]
    assert "没有叫“3月”的工作表" in refusal(book, sheet="3月")


def test_hidden_sheets_rows_and_columns_are_read_and_said():
    def hide(book):
        first, second = book.worksheets()
        second.hide()
        first.set_row(1, None, None, {"hidden": True})
        first.set_column(5, 5, 8, None, {"hidden": True})

    found = read(workbook({"巡河": [HEADER, *ROWS], "旧": [HEADER, FIRST]}, hide))
    assert cells(found) == BOTH
    assert "有 1 行在 Excel 里被隐藏或筛选掉，也一并读了" in found.notices
    assert "有的列在 Excel 里是隐藏的，也一并读了" in found.notices


def test_a_table_may_stand_anywhere_on_a_sheet():
    rows = [[], [None, None, "登记表"], [], [None, None, *HEADER], [None, None, *FIRST], [None, None, *SECOND]]
    found = read(workbook({"表": rows}))
    assert (cells(found), lines(found), found.header_line) == (BOTH, [5, 6], 4)


def test_a_sheet_of_formats_and_no_text_is_called_without_header():
    def paint(book):
        look = book.add_format({"bg_color": "red"})
        for row in range(4, 50):
            book.worksheets()[0].write_blank(row, 3, None, look)

    assert "找不到“河长巡河”的表头" in refusal(workbook({"表": []}, paint))
    found = read(workbook({"表": [HEADER, FIRST]}, paint))
    assert (cells(found), found.skipped) == ([FIRST], ())


@pytest.mark.parametrize("kept", [100, 2000, -200, -30])
def test_a_workbook_cut_off_while_copying_is_called_damaged(kept):
    assert "损坏" in refusal(workbook({"巡河": [HEADER, *ROWS]})[:kept])


def test_a_workbook_with_broken_parts_is_called_damaged():
    book = workbook({"巡河": [HEADER, *ROWS]})
    assert "损坏" in refusal(changed(book, "xl/worksheets/sheet1.xml", b"</sheetData>", b"</broken>"))
    assert "损坏" in refusal(changed(book, "xl/workbook.xml", b"</workbook>", b""))


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 4000), st.integers(0, 255))
def test_one_wrong_byte_in_a_workbook_never_crashes(at, byte):
    data = bytearray(BOOK)
    data[at % len(data)] = byte
    try:
        found = read(bytes(data))
    except Refused:
        return
    assert found.rows_in == len(found.rows) + len({p.line for p in found.problems}) + len(found.skipped)


BOOK = workbook({"巡河": [HEADER, *ROWS]})

CELL = st.sampled_from(
    [
        "",
        "合计",
        "注：",
        "XH-1",
        EAST,
        "东湾村",
        "2024-03-05 09:30",
        "1",
        "2",
        "=1",
        "两\n行",
        "\x00",
        "１２",
        "#REF!",
        "6.2E+17",
        *HEADER,
    ]
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(CELL, max_size=13), max_size=12), st.lists(st.lists(CELL, max_size=3), max_size=2))
def test_every_line_is_a_row_or_a_problem_or_skipped(rows, above):
    """Counted independently: the records below the title, without the blank ones at the very end."""
    found = read(csv_bytes(*above, HEADER, *rows))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows = rows[:-1]
    accounted = [*lines(found), *{p.line for p in found.problems}, *(line for line, _ in found.skipped)]
    assert len(accounted) == len(set(accounted)) == found.rows_in
    if not above:
        assert len(accounted) == len(rows)


def test_zip_files_with_odd_names_or_a_password_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../xl/workbook.xml", b"<x/>")
    assert refusal(out.getvalue())


def test_an_old_workbook_hides_its_errors_no_better():
    found = read((DATA / "workbooks" / "patrols.xls").read_bytes())
    assert said(found) == [
        "第 2 行“时长(分钟)”：“#DIV/0!”是公式出错的结果，请在 Excel 或 WPS 里改好公式或直接填写",
        "第 3 行“里程(米)”：“#N/A”是公式出错的结果，请在 Excel 或 WPS 里改好公式或直接填写",
    ]
    assert [row[0:3] + row[5:7] for row in cells(found)] == [
        ["XH-3", EAST, "2024-03-05 09:30", "上段", "30"],
        ["XH-4", EAST, "2024-03-05 09:30", "合并段", "30"],
        ["XH-5", EAST, "2024-03-05 09:30", "合并段", "30"],
    ]
    assert "有 1 行在 Excel 里被隐藏或筛选掉，也一并读了" in found.notices


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 7679), st.integers(0, 255))
def test_one_wrong_byte_in_an_old_workbook_never_crashes(at, byte):
    data = bytearray((DATA / "workbooks" / "patrols.xls").read_bytes())
    data[at] = byte
    with suppress(Refused):
        read(bytes(data))


def test_a_formula_without_a_result_below_the_last_row_is_not_lost():
    book = workbook({"巡河": [HEADER, FIRST]}, lambda b: b.worksheets()[0].write_formula(4, 0, "=A2", None, ""))
    found = read(book)
    assert (cells(found), found.skipped) == ([FIRST], ((3, "空行"), (4, "空行")))
    assert [(p.line, p.column, p.rule) for p in found.problems] == [(5, "编号", "formula")]


# --- what calls itself .xls and is none


def page(
    rows, encoding="utf-8", before="<html><head><meta charset=utf-8><style>td{color:red}</style></head><body>"
) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"{before}<table border=1>{body}</table></body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "form"),
    [("utf-8", "网页表格（UTF-8）"), ("gbk", "网页表格（GB18030）"), ("utf-8-sig", "网页表格（UTF-8）")],
)
def test_a_web_page_that_calls_itself_a_workbook_is_read(encoding, form):
    found = read(page([HEADER, *ROWS], encoding), "导出.xls")
    assert (cells(found), found.form, lines(found)) == (BOTH, form, [2, 3])


def test_spans_breaks_and_errors_of_a_web_page_are_understood():
    title = "<tr><td colspan=11>登记表</td></tr>"
    rows = [HEADER, [*FIRST[:10], "a&lt;b<br>c"], SECOND, ["XH-3", *FIRST[1:6], "#N/A", *FIRST[7:]]]
    text = (
        page(rows)
        .decode()
        .replace("border=1>", f"border=1>{title}")
        .replace("<td>上段", "<td rowspan=2>上段")
        .replace("<td>下段</td>", "")
    )
    found = read(text.encode())
    assert cells(found) == [[*FIRST[:10], "a<b\nc"], [*SECOND[:5], "上段", *SECOND[6:]]]
    assert [(p.line, p.value, p.rule) for p in found.problems] == [(5, "#N/A", "formula")]
    assert found.skipped == ((1, "标题行"),)


def test_a_web_page_without_a_table_or_without_an_end_is_refused():
    assert "找不到“河长巡河”的表头" in refusal(b"<html><body>please log in</body></html>")
    assert "文件不完整" in refusal(page([HEADER, *ROWS])[:-40])


SHEET_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="巡河"><Table>{}</Table></Worksheet></Workbook>"""


def row_2003(row, **types: str) -> str:
    told = (
        f'<Cell ss:Index="{n}"><Data ss:Type="{types.get(cell, "String")}">{cell}</Data></Cell>'
        for n, cell in enumerate(row, 1)
        if cell
    )
    return f"<Row>{''.join(told)}</Row>"


def test_a_workbook_in_the_xml_of_2003_is_read():
    rows = [
        HEADER,
        [*FIRST[:2], "2024-03-05T09:30:00.000", *FIRST[3:]],
        SECOND,
        ["XH-3", *FIRST[1:6], "#REF!", *FIRST[7:]],
    ]
    types = {"2024-03-05T09:30:00.000": "DateTime", "30": "Number", "#REF!": "Error"}
    found = read(SHEET_2003.format("".join(row_2003(row, **types) for row in rows)).encode(), "a.xls")
    assert (cells(found), found.form) == (BOTH, "Excel 2003 工作表“巡河”")
    assert [(p.line, p.column, p.value) for p in found.problems] == [(4, "时长(分钟)", "#REF!")]


@pytest.mark.parametrize(
    "broken", [SHEET_2003.format("<Row>"), SHEET_2003.format('<Row ss:Index="99999999"/>'), SHEET_2003[:-20]]
)
def test_broken_xml_of_2003_is_called_damaged(broken):
    assert "损坏" in refusal(broken.encode())
