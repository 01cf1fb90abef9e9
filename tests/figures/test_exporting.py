"""Files people take away hold the same rows, open in spreadsheet programs, and run nothing."""

import csv
import io
from datetime import date

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from engine.figures import ledger_rows, matters
from engine.figures.exporting import calendar_file, csv_file, workbook
from engine.snapshot.questions import ask
from tests.homes import TOWNSHIP, tiny

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    '=HYPERLINK("http://x","y")',
    "http://example.org",
    "007",
    "1e5",
]
FRAME = pd.DataFrame(
    {
        "编号": DANGEROUS,
        "计数": [*range(len(DANGEROUS))],
        "比率": [0.5, float("nan"), *[-1.25] * (len(DANGEROUS) - 2)],
        "日期": pd.to_datetime([None, "2024-02-29", *["2024-12-31"] * (len(DANGEROUS) - 2)]),
        "备注": [None, "两\n行", *['逗号,引号"'] * (len(DANGEROUS) - 2)],
    }
)
ROWS = [
    [key, n, rate, day, note]
    for n, (key, rate, day, note) in enumerate(
        zip(
            DANGEROUS,
            [0.5, None, *[-1.25] * 9],
            [None, "2024-02-29", *["2024-12-31"] * 9],
            [None, "两\n行", *['逗号,引号"'] * 9],
            strict=True,
        )
    )
]


def test_a_workbook_has_the_same_rows_in_openpyxl():
    book = openpyxl.load_workbook(io.BytesIO(workbook(FRAME, "信访明细", ["截至 2024-12-31"])))
    assert book.sheetnames == ["明细", "说明"]
    cells = [[cell.value for cell in row] for row in book["明细"].iter_rows()]
    cells[6][0] = cells[6][0].replace("_x000D_", "\r")  # the format's way of writing it, which openpyxl leaves as it is
    assert cells == [list(FRAME.columns), *ROWS]
    assert [row[0].value for row in book["说明"].iter_rows()] == ["信访明细", "截至 2024-12-31"]


def test_a_workbook_has_the_same_rows_in_calamine():
    found = (
        CalamineWorkbook.from_filelike(io.BytesIO(workbook(FRAME, "信访明细", [])))
        .get_sheet_by_name("明细")
        .to_python()
    )
    assert found == [list(FRAME.columns), *[["" if cell is None else cell for cell in row] for row in ROWS]]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(FRAME, "明细", [])))["明细"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert [cell.hyperlink for cell in sheet["A"]] == [None] * (1 + len(DANGEROUS))


def test_the_same_rows_give_the_same_workbook():
    assert workbook(FRAME, "明细", ["注"]) == workbook(FRAME.copy(), "明细", ["注"])


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_says_so():
    frame = pd.DataFrame({"备注": ["长" * 40_000]})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame, "明细", [])))["明细"]
    assert sheet["A2"].value == "长" * 32_700 + "（显示前 32,700 字，共 40,000 字）"


@pytest.mark.parametrize("columns", [[], ["编号"]])
def test_an_empty_frame_still_makes_files_that_open(columns):
    frame = pd.DataFrame(columns=columns)
    assert openpyxl.load_workbook(io.BytesIO(workbook(frame, "明细", [])))["明细"].max_row == 1
    assert csv_file(frame).decode("utf-8-sig").strip() == ",".join(columns)


def test_a_csv_opens_in_a_spreadsheet_and_runs_nothing():
    data = csv_file(FRAME)
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == list(FRAME.columns)
    guarded = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x","y")'}
    assert [row[0] for row in rows] == [f"'{text}" if text in guarded else text for text in DANGEROUS]
    assert [row[1:] for row in rows[:3]] == [
        ["0", "0.5", "", ""],
        ["1", "", "2024-02-29", "两\n行"],
        ["2", "-1.25", "2024-12-31", '逗号,引号"'],  # a number below zero is no formula
    ]


def test_the_rows_behind_a_figure_leave_as_they_stand_on_screen():
    year = {"from_day": date(2024, 1, 1), "as_of": date(2024, 12, 31), "most": 100}
    found = ask("rows", tiny(), place=TOWNSHIP, indicator="petitions_satisfied", **year)
    ((resource, frame),) = ledger_rows.by_ledger(tiny(), found)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame, resource.title, [])))["明细"]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert header == ["计入日期", "计数", "应计", *resource.headers, "来源文件", "行号"]
    assert [row[:6] for row in rows] == [
        ["2024-03-10", 1, 1, "XF-2024-001", "620999101201", "来信"],
        ["2024-04-15", 1, 1, "XF-2024-002", "620999101202", "来访"],
        ["2024-05-30", 0, 1, "XF-2024-003", "620999101000", "电话"],
    ]
    assert [row[-2:] for row in rows] == [["ledgers/petitions/petitions.csv", n] for n in (3, 4, 5)]


def unfolded(data: bytes) -> list[str]:
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_the_calendar_holds_one_whole_day_for_each_matter():
    found = matters.matters(tiny(), TOWNSHIP, 2024, date(2024, 12, 31))
    mine = found[found["row_id"] == "XF-2024-004"]
    assert len(mine) == 2  # the notice, given in time, and the close
    assert unfolded(calendar_file(mine[mine["rule"] == "petition_close"], "白杨乡")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//township rule of law//ZH",
        "X-WR-CALNAME:白杨乡",
        "BEGIN:VEVENT",
        "UID:petition_close-XF-2024-004@ledger",
        "DTSTAMP:20000101T000000Z",
        "DTSTART;VALUE=DATE:20250223",
        "SUMMARY:信访办结到期：XF-2024-004",
        "DESCRIPTION:西沟村，社会治理和应急管理办，依据：《信访工作条例》第三十四条",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_no_line_of_the_calendar_is_longer_than_75_bytes_and_no_letter_is_cut():
    found = matters.matters(tiny(), TOWNSHIP, 2024, date(2024, 12, 31)).assign(
        basis="很长的依据，" * 40, place_name="a;b,c\\d"
    )
    lines = calendar_file(found, "名" * 60).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    whole = unfolded(calendar_file(found, "名" * 60))
    assert f"X-WR-CALNAME:{'名' * 60}" in whole
    assert any(line.startswith("DESCRIPTION:a\\;b\\,c\\\\d，") for line in whole)


def test_the_calendar_has_no_personal_data_and_no_entry_twice():
    found = matters.matters(tiny(), TOWNSHIP, 2024, date(2024, 12, 31))
    text = calendar_file(found, "白杨乡").decode("utf-8")
    assert not any(name in text for name in ("张", "李四", "139", "110105", "草场边界"))
    identities = [line for line in unfolded(text.encode()) if line.startswith("UID:")]
    assert len(identities) == len(set(identities)) == len(found)
