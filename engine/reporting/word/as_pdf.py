"""A Word file as PDF, through LibreOffice where this computer has it."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from engine.ledgers.faults import SaidError

MIME = "application/pdf"
BY_HAND = "请下载 Word 文件，用 Word 或 WPS 打开，选“另存为”，类型选 PDF。"
MISSING = f"这台电脑没有装 LibreOffice，不能直接生成 PDF。{BY_HAND}"
_SECONDS = 90  # a cold start on a busy computer takes twenty
_NAMES = ("soffice", "libreoffice")


class NoPdf(SaidError):
    """There is no PDF; the reader can make one of the Word file by hand."""


def available() -> bool:
    """Whether this computer can."""
    return _office() is not None


def _office() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def converted(document: bytes) -> bytes:
    """The same pages as PDF. Raises NoPdf."""
    office = _office()
    if office is None:
        raise NoPdf(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(document)
        _run(office, source)
        try:
            return source.with_suffix(".pdf").read_bytes()
        except FileNotFoundError as fault:
            raise NoPdf(f"LibreOffice 没有生成 PDF。{BY_HAND}") from fault


def _run(office: str, source: Path) -> None:
    """In a profile of its own, or an office that is open already would answer and do nothing."""
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    asked = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(asked, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as fault:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # the office is a child of what was started
            raise NoPdf(f"生成 PDF 用了 {_SECONDS} 秒还没有完成，已停止。{BY_HAND}") from fault
