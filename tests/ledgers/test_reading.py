"""A file that cannot be read stays out and says why; a row that cannot be read takes only itself out."""

from pathlib import Path

import pytest

from engine.ledgers.reading import Problem, read
from tests.homes import CONTRACT, filled, write

LEDGER = CONTRACT["risk_reviews"]  # 编号,区划代码,日期,主要风险,应对措施,备注
HEADER = "编号,区划代码,日期,主要风险,应对措施,备注\r\n"
ROW = "FX-1,620999101000,2024-03-05,火灾,巡查,\r\n"
OTHER = "FX-2,620999101000,2024-04-05,洪水,清淤,\r\n"
SAVE_AS = "请在 Excel 或 WPS 里另存为“CSV UTF-8”后再放入"


@pytest.fixture
def given(tmp_path: Path):
    """Write bytes or text to a file of the ledger and read it: (rows as (line, key), problems as (line, reason))."""

    def read_it(content: bytes | str) -> tuple[list, list]:
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reading = read(path, "file.csv", LEDGER)
        rows = [(r["line"], r["row_id"]) for table in reading.tables for r in table.to_pylist()]
        assert all(
            (p.ledger, p.file, p.column, p.value) == ("risk_reviews", "file.csv", None, None) for p in reading.problems
        )
        return rows, [(p.line, p.reason) for p in reading.problems]

    return read_it


def test_a_file_is_read_with_and_without_a_byte_order_mark(given):
    assert given(HEADER + ROW) == ([(2, "FX-1")], [])
    assert given("\ufeff" + HEADER + ROW) == ([(2, "FX-1")], [])


def test_cells_come_as_text_with_their_line_and_file(tmp_path):
    path = write(tmp_path / "a.csv", "risk_reviews", [filled("risk_reviews", row_id="FX-1", risks=" 火灾 ", note="")])
    (table,) = read(path, "ledgers/risk_reviews/a.csv", LEDGER).tables
    cells = ["FX-1", "620999101201", "2024-03-05", "火灾", "", ""]
    assert table.to_pylist() == [
        dict(zip(("row_id", "place", "held_on", "risks", "measures", "note"), cells, strict=True))
        | {"source_file": "ledgers/risk_reviews/a.csv", "line": 2, "cells": "\x1f".join(cells), "original": None}
    ]


def test_personal_data_is_masked_beside_the_original_row(tmp_path):
    path = write(tmp_path / "a.csv", "risk_reviews", [filled("risk_reviews", row_id="FX-1", risks="电 13912345678")])
    (row,) = read(path, "a.csv", LEDGER).tables[0].to_pylist()
    assert row["cells"] == "FX-1\x1f620999101201\x1f2024-03-05\x1f电 （手机号已隐去）\x1f\x1f"
    assert row["original"] == "FX-1\x1f620999101201\x1f2024-03-05\x1f电 13912345678\x1f\x1f"


def test_a_file_saved_by_an_old_excel_is_left_out(given):
    assert given((HEADER + ROW).encode("gbk")) == ([], [(None, f"第 1 行：无法识别文件编码。{SAVE_AS}")])


def test_one_wrong_byte_is_found_on_its_line(given):
    assert given((HEADER + ROW).encode() + OTHER.encode("gbk")) == (
        [],
        [(None, f"第 3 行：无法识别文件编码。{SAVE_AS}")],
    )


@pytest.mark.parametrize("content", [(HEADER + ROW).encode("utf-16"), (HEADER + ROW).encode() + b"\x00"])
def test_a_file_with_null_bytes_is_left_out(given, content):
    assert given(content) == ([], [(None, f"文件不是 CSV 文本（含空字节）。{SAVE_AS}")])


def test_an_unterminated_quote_leaves_the_file_out_and_names_the_line_it_begins_on(given):
    rows, [(line, reason)] = given(HEADER + ROW + 'FX-2,620999101000,2024-04-05,"洪水,清淤,\r\n' + OTHER)
    assert (rows, line) == ([], None)
    assert reason.startswith("第 3 行：从这一行起读不下去（引号没有配对")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("编号,日期,主要风险,应对措施,备注", "缺少“区划代码”"),
        ("编号,区划代码,日期,主要风险,应对措施,备注,电话", "多出“电话”"),
        ("序号,区划代码,日期,主要风险,备注,联系13912345678", "缺少“编号”“应对措施”；多出“序号”“联系（手机号已隐去）”"),
        ("编号,日期,区划代码,主要风险,应对措施,备注", "第 2 列应为“区划代码”，实为“日期”"),
        ("编号,区划代码,日期,主要风险,应对措施,备注,备注", "有重复的列"),
    ],
)
def test_a_header_that_differs_names_the_difference(given, header, said):
    assert given(f"{header}\r\n{ROW}") == ([], [(None, f"第 1 行：表头与要求不符：{said}。请按模板改好表头后再放入")])


def test_a_column_that_the_office_does_not_keep_may_be_missing(given):
    rows, problems = given("编号,区划代码,日期,应对措施\r\nFX-1,620999101000,2024-03-05,清淤\r\n")
    assert (rows, problems) == ([(2, "FX-1")], [])


@pytest.mark.parametrize("content", ["", "\ufeff", "\r\n", ",,,\r\n"])
def test_an_empty_file_is_told_what_its_header_should_be(given, content):
    assert given(content) == (
        [],
        [(None, "第 1 行：文件是空的，第一行应为表头：编号、区划代码、日期、主要风险、应对措施、备注")],
    )


def test_a_file_with_only_its_header_is_no_problem(given):
    assert given(HEADER) == ([], [])


def test_a_short_and_a_long_row_stay_out_and_the_others_come_in(given):
    ask = "，请检查是否漏填、多填或单元格里有逗号"
    content = HEADER + "FX-0,620999101000\r\n" + ROW + "FX-3,620999101000,2024-04-05,洪水,清淤,甲,乙\r\n" + OTHER
    assert given(content) == (
        [(3, "FX-1"), (5, "FX-2")],
        [(2, f"应有 6 列，实有 2 列{ask}"), (4, f"应有 6 列，实有 7 列{ask}")],
    )


def test_blank_lines_are_no_problem_and_are_counted_as_lines(given):
    assert given(HEADER + "\r\n,,,,,\r\n" + ROW + "\r\n\r\n,,,,,\r\n") == ([(4, "FX-1")], [])


def test_line_numbers_stay_right_after_a_line_break_inside_a_cell(given):
    broken = 'FX-1,620999101000,2024-03-05,"火灾\r\n和\n洪水",巡查,\r\n'
    assert given(HEADER + broken + OTHER + "FX-3\r\n")[0] == [(2, "FX-1"), (5, "FX-2")]
    assert given(HEADER + broken + OTHER + "FX-3\r\n")[1][0][0] == 6


def test_an_invisible_control_character_takes_the_row_out(given):
    assert given(HEADER + ROW.replace("火灾", "火\x1f灾") + OTHER) == (
        [(3, "FX-2")],
        [(2, "含有看不见的控制字符，请重新录入这一行")],
    )


def test_a_fault_of_the_file_gives_one_problem_for_the_whole_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x\r\n" + ROW, encoding="utf-8")
    (problem,) = read(path, "a.csv", LEDGER).problems
    assert isinstance(problem, Problem)
    assert problem.line is None
