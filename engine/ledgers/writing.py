"""Writing that survives a power cut: a file is there whole or not at all, and what was said to be there stays there.

Every write, fsync, rename and removal goes through `DISK`, so that a test can let any one of them fail.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PART = ".part"  # the ending of a file that is still being written; its name begins with a dot
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}  # Windows, some network drives


class Disk:
    """The operations by which a home changes."""

    def write(self, descriptor: int, content: memoryview) -> int:
        return os.write(descriptor, content)

    def fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        os.replace(old, new)

    def remove(self, path: Path) -> None:
        os.unlink(path)


DISK = Disk()


def put(path: Path, content: Iterable[bytes]) -> None:
    """The file with this content, or none of it. Raises OSError; then the caller asks whether `path` exists.

    It may exist after an error: the last thing that can fail is making sure of the folder.
    """
    _folder(path.parent)
    part = path.with_name(f".{path.name}{PART}")
    try:
        with part.open("wb", buffering=0) as file:
            for piece in content:
                _write(file.fileno(), piece)
            DISK.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        DISK.rename(part, path)
        sync(path.parent)
    except OSError:
        with suppress(OSError):
            DISK.remove(part)
        raise


def append(path: Path, line: bytes) -> None:
    """One more line at the end of the file, or the file as it was. Raises OSError."""
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        size = os.fstat(descriptor).st_size
        if new:  # before the line: nothing may fail once it is written
            sync(path.parent)
        try:
            _write(descriptor, b"" if _ends_a_line(descriptor, size) else b"\n")
            _write(descriptor, line.rstrip(b"\n") + b"\n")
            DISK.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)


def move(old: Path, new: Path) -> None:
    """The file under its new name. Raises OSError; then the caller asks where it is."""
    _folder(new.parent)
    DISK.rename(old, new)
    sync(new.parent)
    sync(old.parent)


def remove(path: Path) -> None:
    """The file is gone. Raises OSError."""
    DISK.remove(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Names in this folder last, where the system can promise that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows cannot open a folder
        return
    try:
        DISK.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _folder(path: Path) -> None:
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        sync(path.parent)


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[DISK.write(descriptor, rest) :]


def _ends_a_line(descriptor: int, size: int) -> bool:
    """Whether a new line can begin: a line that a crash cut short must not swallow the next."""
    if not size:
        return True
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) == b"\n"
