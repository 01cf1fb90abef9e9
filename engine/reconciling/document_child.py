"""The process that opens a Word document or a PDF: `python -m engine.reconciling.document_child KIND LIMITS < FILE`.

It has its own memory and time and says what it found as JSON: {"text", "notices"} or {"fault"}.
"""

import io
import json
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from engine.reconciling.documents import Limits, Unreadable

_FEW = 15  # letters a page: fewer, and it is a picture of a page
_FOLIO = re.compile(r"^[\s—\-－–·]*(?:第\s*)?[0-9]{1,3}(?:\s*页)?(?:\s*[/共]\s*[0-9]{1,3}\s*页?)?[\s—\-－–·]*$")


def main(arguments: list[str]) -> None:
    """Read standard input as `arguments` say and print what came of it."""
    kind, limits = arguments[0], Limits(*map(int, arguments[1:]))
    _confine(limits)
    try:
        text, notices = READERS[kind](sys.stdin.buffer.read(), limits)
        said = {"text": text, "notices": notices}
    except Unreadable as fault:
        said = {"fault": str(fault)}
    except MemoryError:
        said = {"fault": "文件打开后大得不正常，没有读下去。请只传正文，或直接粘贴文字。"}
    except Exception:  # whatever a broken file makes a library raise
        said = {"fault": "文件不完整或已损坏，打不开。请用 Word 或 WPS 打开，另存后再传，或直接粘贴文字。"}
    json.dump(said, sys.stdout)


def _confine(limits: Limits) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds + 10, limits.seconds + 10))


def _docx(data: bytes, limits: Limits) -> tuple[str, list[str]]:
    from engine.reconciling import word_text

    return word_text.read(data)


def _pdf(data: bytes, limits: Limits) -> tuple[str, list[str]]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.disable(logging.CRITICAL)
    until = time.monotonic() + limits.seconds
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
            notices.append(f"这份 PDF 共 {whole} 页，{limits.seconds} 秒内只读了前 {number} 页，只核对这些页。")
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


READERS: dict[str, Callable[[bytes, Limits], tuple[str, list[str]]]] = {"docx": _docx, "pdf": _pdf}

if __name__ == "__main__":
    main(sys.argv[1:])
