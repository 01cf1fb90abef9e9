"""A whole file: read in a process of its own, every line accounted for, in the contract's own way of writing."""

import hashlib
import io
import pickle

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.figures import exporting
from engine.figures.exporting import csv_file
from engine.importing.reading import read_file, workbook_sheets
from engine.importing.reading.letters import visible
from engine.uploads import child_process, gate
from engine.uploads.parsed_file import CellProblem, Refused, SeveralSheets
from tests.homes import CONTRACT, EAST, TINY
from tests.importing.files import (
    FIRST,
    HEADER,
    PATROLS,
    ROWS,
    SECOND,
    cells,
    csv_bytes,
    lines,
    patrols,
    read,
    said,
    workbook,
)


@pytest.fixture(scope="module")
def both_ways():
    """The same file read by another process, with what it said of its progress, and by this one."""
    progress = []
    data = patrols(FIRST, ["", "", "说,明"], [*SECOND[:2], "24.3.5", *SECOND[3:]], ["合计", *[""] * 10])
    apart = read_file.parse(
        data, "a.csv", PATROLS, TINY, on_progress=lambda done, expected: progress.append((done, expected))
    )
    return data, apart, read(data, "a.csv"), progress


def test_another_process_reads_the_same(both_ways):
    _, apart, here, _ = both_ways
    assert apart == here
    assert apart.rows.equals(here.rows)


def test_a_file_becomes_rows_of_text_with_line_and_raw(both_ways):
    data, parsed, _, _ = both_ways
    assert parsed.rows.to_pylist() == [
        dict(zip([f.column for f in PATROLS.fields], [*FIRST[:10], None], strict=True))
        | {"line": 2, "raw": "\x1f".join(FIRST)}
    ]
    assert (parsed.file, parsed.sha256, parsed.header_line) == ("a.csv", hashlib.sha256(data).hexdigest(), 1)


def test_every_line_is_accounted_for(both_ways):
    _, parsed, _, _ = both_ways
    assert [(p.line, p.rule) for p in parsed.problems] == [(3, "width"), (4, "type")]
    assert parsed.skipped == ((5, "合计行，用来核对"),)
    assert (parsed.rows_in, parsed.unread.keys()) == (4, {3, 4})


def test_a_refusal_comes_back_with_what_it_knows():
    book = workbook({"1月": [HEADER, FIRST], "2月": [HEADER, SECOND]})
    with pytest.raises(SeveralSheets) as asked:
        read_file.parse(book, "a.xlsx", PATROLS, TINY)
    assert asked.value.sheets == ("1月", "2月")
    assert str(asked.value).startswith("工作簿里有 2 张工作表")


def test_what_the_other_process_sends_can_run_nothing_here():
    with pytest.raises(pickle.UnpicklingError, match="is no answer"):
        child_process._AnswerReader(io.BytesIO(pickle.dumps(("returned", print)))).load()


def test_progress_is_told_in_rows(both_ways):
    assert both_ways[3] == [(4, 5)]


def test_a_problem_names_line_column_value_and_remedy():
    problem = CellProblem(179, "日期", "2024-13-40", "type", "不是有效日期，应如 2024-03-05")
    assert problem.said == "第 179 行“日期”：“2024-13-40”不是有效日期，应如 2024-03-05"
    assert CellProblem(3, None, None, "width", "应有 2 列").said == "第 3 行：应有 2 列"
    assert CellProblem(3, "备注", "长" * 99, "control", "改").said == f"第 3 行“备注”：“{'长' * 40}…”改"


def test_the_fast_and_the_strict_reader_read_the_same():
    """A quotation mark anywhere sends the whole file to the strict reader."""
    rows = [[f"XH-{n}", *FIRST[1:10], " 空 "] for n in range(20)]
    plain = patrols(*rows, [""] * 11, encoding="utf-8")
    fast, strict = read(plain), read(plain.replace(b"XH-0,", b'"XH-0",'))
    assert cells(fast) == cells(strict)
    assert (lines(fast), fast.skipped) == (lines(strict), strict.skipped)


def test_what_was_taken_for_an_empty_cell_is_said():
    found = read(patrols([*FIRST[:8], "/", "是", ""], [*SECOND[:8], "/", "否", ""]))
    assert ([row[8] for row in cells(found)], found.notices) == (
        ["", ""],
        ("“巡查方式”里有 2 格填的是“/”，按没有填处理",),
    )


def test_the_ledger_of_a_file_is_guessed_from_its_header():
    assert read_file.ledger_of(patrols(), "a.csv", CONTRACT, TINY) == "river_patrols"
    for ledger in ("petitions", "safety_activities", "publicity_events", "study_sessions"):
        headers = CONTRACT[ledger].headers
        assert read_file.ledger_of_here(csv_bytes(headers), "a.csv", CONTRACT, TINY) == ledger
        assert (
            read_file.ledger_of_here(workbook({"说明": [["x"]], "表": [headers]}), "a.xlsx", CONTRACT, TINY) == ledger
        )
    assert read_file.ledger_of_here("姓名,年龄\n张三,3\n".encode(), "a.csv", CONTRACT, TINY) is None
    with pytest.raises(Refused):
        read_file.ledger_of_here(b"%PDF", "a.csv", CONTRACT, TINY)


def test_a_million_blank_rows_are_counted_and_not_listed(monkeypatch):
    monkeypatch.setattr(read_file.contract_rows, "_MANY_BLANK", 3)
    found = read(patrols(FIRST, *[[""] * 11] * 4, SECOND))
    assert (cells(found), found.skipped, found.notices) == (ROWS, (), ("表里夹着 4 行空行，没有算作行",))


def test_the_same_mistake_in_many_rows_is_told_for_each():
    found = read(patrols(*([f"XH-{n}", *FIRST[1:6], "3小时", *FIRST[7:]] for n in range(5))))
    assert said(found)[4] == "第 6 行“时长(分钟)”：“3小时”数字后面带了“小时”，请只填数字（单位：分钟）"
    assert len(found.problems) == found.rows_in == 5


def test_a_large_upload_is_read_within_its_limits():
    rows = "".join(f"XH-{n},{EAST},2024-03-05 09:30,HZ-1,村级,,,,,是,\n" for n in range(20_000))
    found = read_file.parse((",".join(HEADER) + "\n" + rows).encode(), "a.csv", PATROLS, TINY, limits=gate.UPLOAD)
    assert len(found.rows) == 20_000


def test_cells_merged_over_the_end_of_a_piece_are_filled_all_the_way(monkeypatch):
    monkeypatch.setattr(workbook_sheets, "CHUNK", 2)
    rows = [HEADER, *([f"XH-{n}", None if n else EAST, *FIRST[2:]] for n in range(5))]
    found = read(workbook({"巡河": rows}, lambda book: book.worksheets()[0].merge_range(1, 1, 5, 1, EAST)))
    assert [row[1] for row in cells(found)] == [EAST] * 5


STORED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    [
        "=1+1",
        "'=1",
        "''=",
        "+86",
        "-",
        "@x",
        "＝1",
        "'",
        '="x"',
        "_x0041_",
        "a\nb",
        "1e5",
        "007",
        "TRUE",
        "2024-03-05",
        "#N/A",
        "，",
    ]
)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(STORED, STORED), min_size=1, max_size=5))
def test_what_the_ledger_page_exports_comes_back_letter_for_letter(texts):
    """Text as a ledger can hold it; the files carry the page's two columns of their own, and a workbook its notes."""
    rows = [
        [
            f"XF-{n}",
            EAST,
            "来信",
            "建议意见",
            "2024-03-05",
            "",
            "",
            "",
            visible(a),
            "",
            "否",
            "",
            "",
            "",
            "否",
            "",
            "",
            visible(b),
        ]
        for n, (a, b) in enumerate(texts)
    ]
    frame = pd.DataFrame(rows, columns=CONTRACT["petitions"].headers).assign(来源文件="petitions/2024.csv", 行号=2)
    for data, form in [
        (csv_file(frame), "CSV（UTF-8）"),
        (exporting.workbook(frame, "信访", ["说明"]), "Excel 工作表“明细”"),
    ]:
        found = read(data, ledger="petitions")
        assert (cells(found), found.form, said(found), found.skipped) == (rows, form, [], ())


def test_what_stands_far_beside_a_table_is_said_and_not_read():
    found = read(workbook({"巡河": [HEADER, [*FIRST, *[None] * 120, "远处"], SECOND]}))
    assert (cells(found), found.notices) == (
        ROWS,
        ("工作表有 132 列，第 100 列以后的内容没有读，请核对有没有要导入的",),
    )
