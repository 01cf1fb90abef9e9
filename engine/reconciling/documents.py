"""From an uploaded report to its text: plain text, Word or the text layer of a PDF. What a file is, its bytes say.

Word and PDF are opened in a process of their own, which has its time and memory: a file that was made to harm, or is
only broken, costs that process and no more. Nothing in a file is run, and no link is followed.
"""

import io
import logging
import re
import zipfile
import zlib
from typing import NamedTuple

from engine.ledgers.faults import SaidError
from engine.reconciling.extracting.clauses import unwrapped
from engine.reconciling.extracting.numerals import half_width
from engine.uploads import child_process, decoding
from engine.uploads.gate import FOREIGN, MB, OLE, shown_name
from engine.uploads.parsed_file import Refused

MOST_LETTERS = 600_000  # of one report: some 400 pages
_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再传"
_BROKEN = f"文件不完整或已损坏，打不开。{_AGAIN}；如果是从聊天软件收到的，请重新接收一次"
_MARK = re.compile(r"〔[0-9]+-[0-9]{2}[^〕]{0,12}〕")  # figure IDs that our own report may carry
HEAD, TAIL = "核对结果：", "（以下为核对附记）"  # what a marked report begins and ends its additions with
_TYPESET = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff0-9])|(?<=[0-9%]) +(?=[\u4e00-\u9fff])")
_VERDICT = re.compile("[✓≈≠∅÷?※●▲✕■◆○◇]+")  # conclusions.MARKS, and those of reports that were marked before
_USUAL = re.compile(
    r"[\t\n\r\x20-\x7e\u2010-\u2027\u2030-\u205e\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef·—×÷°]"
)
_EVERYDAY = set("的一是在不了有和人中大为上个国以要时来到作地于出分对成会可主发年动同工能下过政法民建全行治")


class Unreadable(SaidError):
    """A file that gives no text; the reader who handed it in must act."""


class Document(NamedTuple):
    """A report's text, the kind of file it came from, and what the reader should know about the reading."""

    name: str
    kind: str
    text: str
    notices: tuple[str, ...] = ()


class ReportLimits(NamedTuple):
    """How much one report may bring."""

    size: int = 20 * MB
    unpacked: int = 150 * MB
    ratio: int = 100
    entries: int = 2000
    pages: int = 300
    seconds: int = 30
    memory: int = 2048 * MB  # address space of the reading process


LIMITS = ReportLimits()


def read(name: str, data: bytes, limits: ReportLimits = LIMITS) -> Document:
    """The text of a .txt, .docx or .pdf. `name` is only a text to show. Raises Unreadable."""
    name = shown_name(name)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Unreadable("文件是空的，请核对是否选错了文件。")
    if len(data) > limits.size:
        raise Unreadable(f"文件有 {len(data) / MB:.1f} MB，最多 {limits.size // MB} MB。请去掉图片，或只传正文。")
    kind = _kind(data, limits)
    text, notices = (_plain(data), []) if kind == "txt" else _in_child(kind, data, limits)
    text = _rejoined(text) if kind == "pdf" else text
    notices = [*notices, *cut_said(text)]
    text = tidied(text)
    if not text.strip():
        raise Unreadable("文件里没有文字，请核对是否选错了文件。")
    return Document(name, kind, text, tuple(notices))


def cut_said(text: str) -> list[str]:
    """What is said of a text that is too long to be read whole."""
    if len(text) <= MOST_LETTERS:
        return []
    return [f"文字太长：只核对前 {MOST_LETTERS:,} 字，共 {len(text):,} 字。请分成几份核对。"]


def tidied(text: str) -> str:
    """Text as it is compared: one kind of line end, no control characters, no figure IDs; cut where it is no report any more."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    text = "".join(c for c in text if c in "\n\t" or c.isprintable())[:MOST_LETTERS]
    return _unmarked(_MARK.sub("", text))


def _unmarked(text: str) -> str:
    """A marked report that was corrected and comes back: without the marks and without what was written around it."""
    if not text.startswith(HEAD):
        return text
    lines = text.split(TAIL)[0].split("\n")[3:]
    return _VERDICT.sub("", "\n".join(lines))


def _rejoined(text: str) -> str:
    """The paragraphs of a PDF: its lines end where the paper did, and its blanks are the typesetter's."""
    whole = zip(text, unwrapped(half_width(text)), strict=True)
    return _TYPESET.sub("", "".join(c for c, made in whole if not (c == "\n" and made == " ")))


def _kind(data: bytes, limits: ReportLimits) -> str:
    if data.startswith(b"PK"):
        return _packed(data, limits)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("文档设了打开密码，读不了。请在 Word 或 WPS 里取消密码后再传。")
        raise Unreadable(f"这是旧版 Word（.doc、.wps）或其他旧格式的文件，读不了。{_AGAIN}。")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for start, what in FOREIGN:
        if data.startswith(start):
            raise Unreadable(f"这是{what}，不是报告。请传 .docx、.pdf 或 .txt 文件。")
    return "txt"


def _packed(data: bytes, limits: ReportLimits) -> str:
    """A Word document, looked at before it is opened: how many parts, how big unpacked, whether locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError) as fault:
        raise Unreadable(f"{_BROKEN}。") from fault
    names = {entry.filename.replace("\\", "/").lstrip("/") for entry in entries}
    if "word/document.xml" not in names and not any(re.fullmatch(r"word/document\d*\.xml", n) for n in names):
        what = "工作簿" if any(n.startswith("xl/") for n in names) else "压缩包或其他文件"
        raise Unreadable(f"这是{what}，不是 Word 文档。请传 .docx、.pdf 或 .txt 文件。")
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries or unpacked > limits.unpacked or unpacked > limits.ratio * len(data):
        raise Unreadable("文档解开后大得不正常，为安全起见没有打开。请把文字复制到新文档再传，或直接粘贴文字。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(f"文件设了密码，打不开。请去掉密码：{_AGAIN}。")
    return "docx"


def _plain(data: bytes) -> str:
    try:
        encoding = decoding.choose(data, lambda encoding: _reads_well(data, encoding))
    except Refused as fault:
        raise Unreadable("无法识别文字编码。请在记事本里另存为，编码选 UTF-8，再传；或直接粘贴文字。") from fault
    return "".join(decoding.lines(data, encoding))


def _reads_well(data: bytes, encoding: decoding.Encoding) -> bool:
    """Whether the bytes read so give everyday Chinese: another encoding gives rare letters and signs."""
    head = data[encoding.skip : encoding.skip + 20_000].decode(encoding.codec, errors="ignore")
    letters = [c for c in head if c >= "\u4e00"]
    everyday = len(letters) < 30 or sum(c in _EVERYDAY for c in letters) >= 0.1 * len(letters)
    return bool(head) and everyday and len(_USUAL.findall(head)) >= 0.97 * len(head)


def _in_child(kind: str, data: bytes, limits: ReportLimits) -> tuple[str, list[str]]:
    try:
        text, notices, fault = child_process.run(
            "engine.reconciling.word_and_pdf", "opened", data, {"kind": kind, "limits": limits}, limits
        )
    except Refused as failed:  # what the process itself came to: too much memory, too long, or the library crashed
        logging.getLogger(__name__).warning("a %s was not read", kind, exc_info=failed.__cause__)
        raise Unreadable(f"文件太大或已损坏，{limits.seconds} 秒内没有读完。请只传正文，或直接粘贴文字。") from failed
    if fault:
        raise Unreadable(fault)
    return text, notices
