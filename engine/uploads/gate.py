"""What is looked at before an uploaded file is read: its name, its size, what kind of file it really is.

The name is only a text to show. What a file is, its first bytes say: an export that calls itself .xls is
often a web page, and a locked workbook is no workbook at all.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from typing import NamedTuple

from engine.uploads.parsed_file import Refused

MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再传"
FOREIGN = [  # (first bytes, what it is); 核对 refuses by them too
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "写字板（RTF）文档"),
    (b"SQLite format 3", "数据库文件"),
    (b"PAR1", "Parquet 文件"),
    (b"MZ", "程序文件"),
]


class Limits(NamedTuple):
    """How much one file may bring. An upload shares the server with its readers; a command has it for itself.

    `size` and `rows` are a CSV's; a workbook never brings more than an upload may.
    """

    size: int = 20 * MB
    rows: int = 200_000
    columns: int = 100
    seconds: int = 120
    memory: int = 3 * 1024 * MB  # address space of the reading process
    unpacked: int = 200 * MB
    ratio: int = 100
    entries: int = 200


UPLOAD = Limits()
COMMAND_LINE = Limits(size=1024 * MB, rows=5_000_000, seconds=900, memory=8 * 1024 * MB)


def shown_name(name: str) -> str:
    """The file's name to show: without folders, control characters and marks of direction, at most 100 letters."""
    plain = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    plain = re.split(r"[/\\]", plain)[-1].strip()
    return (plain if plain.strip(".") else "")[:100] or "未命名文件"


def kind_of(data: bytes, limits: Limits = UPLOAD) -> str:
    """`xlsx`, `xls`, `xml` (Excel 2003), `html` or `text`. Raises Refused for what is too big, locked or no table."""
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xfe\xff"):
        raise Refused("文件是空的，请核对是否选错了文件")
    _refuse_size(data, limits.size)
    if data.startswith((b"PK", OLE)):
        _refuse_size(data, UPLOAD.size)
    if data.startswith(b"PK"):
        return _packed(data, limits)
    if data.startswith(OLE):
        return _compound(data)
    for start, what in FOREIGN:
        if data.startswith(start):
            raise Refused(f"这是{what}，不是表格。请传 Excel（.xlsx、.xls）或 CSV 文件")
    return _marked_up(data)


def rows_of(kind: str, limits: Limits) -> int:
    """How many rows a file of this kind may have: only a CSV may have more than an upload."""
    return limits.rows if kind == "text" else min(limits.rows, UPLOAD.rows)


def _refuse_size(data: bytes, most: int) -> None:
    if len(data) > most:
        raise Refused(f"文件有 {len(data) / MB:.1f} MB，最多 {most // MB} MB。请分成几个文件，分别导入")


def _packed(data: bytes, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError) as fault:
        raise Refused(f"文件不完整或已损坏，打不开。{_SAVE_AS}；如果是从聊天软件收到的，请重新接收一次") from fault
    names = {entry.filename.replace("\\", "/").lower().lstrip("/") for entry in entries}
    if not any(name.startswith("xl/") and name.endswith("workbook.xml") for name in names):
        raise Refused(_not_a_workbook(names))
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries:
        raise Refused(f"工作簿里有 {len(entries)} 个部件，最多 {limits.entries} 个。请把要导入的表复制到新工作簿再传")
    if unpacked > limits.unpacked or unpacked > limits.ratio * max(len(data), 1):
        raise Refused("工作簿解开后大得不正常，为安全起见没有打开。请把要导入的表复制到新工作簿再传")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(f"文件设了密码，打不开。请去掉密码：{_SAVE_AS}")
    return "xlsx"


def _not_a_workbook(names: set[str]) -> str:
    marks = [
        ("word/", "这是 Word 文档，不是表格。请把表格复制到 Excel 或 WPS 表格里，存为 .xlsx 后再传"),
        ("ppt/", "这是演示文稿，不是表格。请传 Excel（.xlsx、.xls）或 CSV 文件"),
        ("xl/workbook.bin", f"这是二进制工作簿（.xlsb）。{_SAVE_AS}"),
        ("content.xml", f"这是 OpenDocument 文件（.ods）。{_SAVE_AS}"),
    ]
    found = (said for mark, said in marks if any(name.startswith(mark) for name in names))
    return next(found, "这是压缩包，不是工作簿。请解压后传里面的 Excel（.xlsx、.xls）或 CSV 文件")


def _compound(data: bytes) -> str:
    """An OLE file: an old workbook, a locked new one, or an old document of another program."""
    parts = {
        name: name.encode("utf-16-le") in data for name in ("EncryptedPackage", "Workbook", "Book", "WordDocument")
    }
    if parts["EncryptedPackage"]:
        raise Refused("工作簿设了打开密码，读不了。请在 Excel 或 WPS 里取消密码（文件→信息→保护工作簿）后再传")
    if parts["Workbook"] or parts["Book"]:
        return "xls"
    if parts["WordDocument"]:
        raise Refused("这是 Word 文档，不是表格。请把表格复制到 Excel 或 WPS 表格里，存为 .xlsx 后再传")
    raise Refused(f"不是能读的工作簿。{_SAVE_AS}")


def _marked_up(data: bytes) -> str:
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"<?xml") and (b"urn:schemas-microsoft-com:office:spreadsheet" in head):
        return "xml"
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body", b"<div", b"<style")) or (
        head.startswith((b"<?xml", b"<!--")) and b"<html" in head
    ):
        return "html"
    if head.startswith(b"mime-version:"):
        raise Refused(f"这是单个文件网页（MHT），不是工作簿。{_SAVE_AS}")
    if head.startswith((b"<?xml", b"<")) and b">" in head and b"," not in head.split(b">")[0]:
        raise Refused(f"这是 XML 文件，不是表格。{_SAVE_AS}")
    if head.startswith((b"{", b"[")):
        raise Refused("这是 JSON 文件，不是表格。请传 Excel（.xlsx、.xls）或 CSV 文件")
    return "text"
