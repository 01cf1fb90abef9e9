"""What is refused before a file is read, and what ends the reading of one that eats the machine."""

import io
import zipfile

import pytest

from engine.importing.reading import read_file
from engine.uploads import child_process, gate
from engine.uploads.parsed_file import Refused
from tests.homes import TINY
from tests.importing.files import HEADER, PATROLS, ROWS, changed, csv_bytes, small, workbook

BOOK = workbook({"巡河": [HEADER, *ROWS]})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (BOOK, "xlsx"),
        ("编号,日期\n".encode("gbk"), "text"),
        ("编号,日期\n".encode("utf-16"), "text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf <!DOCTYPE html>\n<html>", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml"),
        (b"<1,2\n3,4\n", "text"),
    ],
)
def test_the_first_bytes_say_what_a_file_is_and_its_name_nothing(data, kind):
    assert gate.kind_of(data) == kind


def test_the_command_line_may_bring_more_than_an_upload():
    assert gate.COMMAND_LINE.size > 100 * gate.MB and gate.COMMAND_LINE.rows >= 1_000_000
    assert (gate.UPLOAD.size, gate.UPLOAD.rows, gate.UPLOAD.columns) == (20 * gate.MB, 200_000, 100)
    assert (gate.UPLOAD.unpacked, gate.UPLOAD.ratio, gate.UPLOAD.entries) == (200 * gate.MB, 100, 200)


def test_a_workbook_never_brings_more_than_an_upload():
    assert gate.rows_of("text", gate.COMMAND_LINE) == gate.COMMAND_LINE.rows
    assert gate.rows_of("xlsx", gate.COMMAND_LINE) == gate.UPLOAD.rows
    big = BOOK + b"\0" * gate.UPLOAD.size
    with pytest.raises(Refused, match="最多 20 MB"):
        gate.kind_of(big, gate.COMMAND_LINE)
    assert gate.kind_of(b"a,b\n" * 6_000_000, gate.COMMAND_LINE) == "text"


def test_a_locked_archive_is_refused():
    out = io.BytesIO(BOOK)
    with zipfile.ZipFile(out, "a") as archive:
        archive.getinfo("xl/workbook.xml").flag_bits |= 1
        archive.writestr("x", b"")  # so that the directory is written anew
    with pytest.raises(Refused, match="密码"):
        gate.kind_of(out.getvalue())


def test_a_cell_at_the_far_corner_of_a_sheet_costs_the_reading_process_its_life_and_us_nothing():
    """The reader of workbooks then asks for half a terabyte and aborts."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with pytest.raises(Refused, match="内存超过了上限"):
        read_file.parse(changed(BOOK, "xl/worksheets/sheet1.xml", b"</sheetData>", far), "a.xlsx", PATROLS, TINY)


def test_reading_that_takes_too_long_is_ended():
    with pytest.raises(Refused, match="超过 0 秒，已停止"):
        read_file.parse(csv_bytes(HEADER, *ROWS), "a.csv", PATROLS, TINY, limits=small(seconds=0))


def test_a_fault_of_the_program_is_no_silence():
    with pytest.raises(Refused, match="程序出错，没有导入任何内容"):
        child_process.run("engine.importing.reading.read_file", "no_such_function", b"", {}, gate.UPLOAD)
