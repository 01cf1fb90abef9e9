"""Opening a Word document or a PDF, in a process of its own: see engine/uploads/child_process.py."""

import io
import logging
import re
import time

from engine.reconciling.documents import ReportLimits, Unreadable

_FEW = 15  # letters a page: fewer, and it is a picture of a page
_FOLIO = re.compile(r"^[\s—\-－–·]*(?:第\s*)?[0-9]{1,3}(?:\s*页)?(?:\s*[/共]\s*[0-9]{1,3}\s*页?)?[\s—\-－–·]*$")
_BROKEN = "文件不完整或已损坏，打不开。请用 Word 或 WPS 打开，另存后再传，或直接粘贴文字。"


def opened(data: bytes, kind: str, limits: ReportLimits) -> tuple[str, list[str], str]:
    """(text, notices, fault) of a `docx` or `pdf`: a fault is a sentence and comes with no text. Raises MemoryError.

    Only plain values: what reads a stranger's file is trusted with no more than those.
    """
    try:
        return *{"docx": _docx, "pdf": _pdf}[kind](data, limits), ""
    except Unreadable as fault:
        return "", [], str(fault)
    except (MemoryError, ImportError):
        raise
    except Exception:  # whatever a broken file makes a library raise
        return "", [], _BROKEN


def _docx(data: bytes, limits: ReportLimits) -> tuple[str, list[str]]:
    from engine.reconciling import word_text

    return word_text.read(data)


def _pdf(data: bytes, limits: ReportLimits) -> tuple[str, list[str]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.disable(logging.CRITICAL)
    until = time.monotonic() + limits.seconds * 0.7
    reader = PdfReader(io.BytesIO(data))
    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except (DependencyError, NotImplementedError):
        locked = True
    if locked:
        raise Unreadable("这份 PDF 设了密码，读不了。请取消密码，或用 Word 文档核对。")
    pages, notices, whole = [], [], len(reader.pages)
    for number in range(min(whole, limits.pages)):
        if time.monotonic() > until:
            notices.append(f"这份 PDF 共 {whole} 页，时间所限只读了前 {number} 页，只核对这些页。")
            break
        pages.append(reader.pages[number].extract_text() or "")
    if whole > limits.pages:
        notices.append(f"这份 PDF 共 {whole} 页，只读了前 {limits.pages} 页，只核对这些页。")
    if sum(len("".join(page.split())) for page in pages) < _FEW * len(pages):
        raise Unreadable("这份 PDF 是扫描件，里面是图片，没有可读的文字。请传 Word 文档，或先做文字识别（OCR）。")
    return "\n".join(_without_folios(page) for page in pages), notices


def _without_folios(page: str) -> str:
    lines = page.split("\n")
    return "\n".join(line.rstrip() for line in lines if not _FOLIO.match(line))
