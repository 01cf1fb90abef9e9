"""Files as offices really send them, and as they should not: made in memory, one call each."""

import csv
import io
import zipfile
from collections.abc import Sequence

import xlsxwriter

from engine.importing.reading import read_file
from engine.uploads import gate
from engine.uploads.parsed_file import Parsed, Refused
from tests.homes import CONTRACT, EAST, TINY, WEST

PATROLS = CONTRACT["river_patrols"]
HEADER = PATROLS.headers  # 编号 区划代码 巡河时间 河长编号 河长级别 河段 时长(分钟) 里程(米) 巡查方式 清理垃圾 备注
FIRST = ["XH-1", EAST, "2024-03-05 09:30", "HZ-1", "村级", "上段", "30", "1200", "徒步", "是", ""]
SECOND = ["XH-2", WEST, "2024-03-06 10:00", "HZ-2", "村级", "下段", "45", "2000", "车辆", "否", "两处"]
ROWS = [FIRST, SECOND]


def csv_bytes(*rows: Sequence[object], encoding: str = "utf-8-sig", end: str = "\r\n", delimiter: str = ",") -> bytes:
    """A CSV file of these rows."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=end, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def patrols(*rows: Sequence[object], header: Sequence[str] = HEADER, **options: str) -> bytes:
    """A CSV file of the ledger of river patrols."""
    return csv_bytes(header, *(rows or ROWS), **options)


def workbook(sheets: dict[str, Sequence[Sequence[object]]], finish=None) -> bytes:
    """An .xlsx of these sheets; None leaves a cell empty. `finish(book)` may do more to it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, column, cell)
        if finish:
            finish(book)
    return buffer.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with one of its parts edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == part:
                assert old in content, content[:2000]
                content = content.replace(old, new)
            after.writestr(entry.filename, content)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    """A zip archive; `__` in a name stands for / and `_dot_` for a point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def read(data: bytes, name: str = "巡河.csv", ledger: str = "river_patrols", **options: object) -> Parsed:
    """A file read in this process, into the tiny home."""
    return read_file.parse_here(data, name, CONTRACT[ledger], TINY, **options)


def cells(parsed: Parsed) -> list[list[str]]:
    """The rows as lists, empty cells as empty texts."""
    rows = parsed.rows.drop_columns(["line", "raw"]).to_pylist()
    return [[cell or "" for cell in row.values()] for row in rows]


def lines(parsed: Parsed) -> list[int]:
    return parsed.rows["line"].to_pylist()


def said(parsed: Parsed) -> list[str]:
    return [problem.said for problem in parsed.problems]


def refusal(data: bytes, name: str = "巡河.csv", ledger: str = "river_patrols", **options: object) -> str:
    """Why a file is refused."""
    try:
        found = read(data, name, ledger, **options)
    except Refused as refused:
        return str(refused)
    raise AssertionError(f"not refused: {cells(found)}, {said(found)}, {found.skipped}, {found.notices}")


def small(**limits: int) -> gate.Limits:
    """Limits that a small file exceeds."""
    return gate.UPLOAD._replace(**limits)
