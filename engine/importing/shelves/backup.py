"""A whole home in one file, and back: every file with its hash, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import re
import secrets
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path, PurePosixPath
from typing import IO

from engine.importing.shelves import layout
from engine.importing.shelves.locking import alone, now
from engine.importing.shelves.refusals import BadBackup, why
from engine.ledgers import writing
from engine.ledgers.home import Home

MANIFEST = "manifest.json"
_FORM = 1
_PIECE = 1 << 20
_PASSING = (layout.LOCK, layout.HOLDER, ".notes.lock", ".verified.lock")  # say who is at it now, nothing that lasts
# What unpacking a file raises that is no zip file, or has been changed by chance or on purpose.
_SPOILT = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_DRIVE = re.compile(r"[A-Za-z]:")


def backup(home: Home, file: Path) -> int:
    """Write the home to a new .zip file with a manifest of hashes; returns how many files are in it.

    Nobody imports meanwhile. Raises BadBackup, Busy, StorageFault: then there is no file.
    """
    if file.exists():
        raise BadBackup(f"“{file.name}”已经存在，没有覆盖。请换一个文件名。")
    if file.resolve().is_relative_to(home.path.resolve()):
        raise BadBackup("备份不能放在数据目录里面，请放到别处，最好是另一块磁盘。")
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}{writing.PART}")
    reading_only = layout.is_demonstration(home) or not os.access(home.path, os.W_OK)
    try:
        with nullcontext() if reading_only else alone(home, "系统管理员", "备份"):
            count = _pack(home, part)
        _settle(part)
        writing.move(part, file)
    except OSError as fault:
        with suppress(OSError):
            file.unlink(missing_ok=True)  # it had its name already
        raise BadBackup(f"备份没有写成（{why(fault)}），没有留下文件。请检查磁盘空间和权限后再试。") from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def restore(file: Path, path: Path) -> int:
    """Make a new home of a backup, every file checked by its hash; returns how many there are.

    Raises BadBackup if the folder is in use, the file is not as it was written, or a name would leave the folder.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise BadBackup(f"“{path.name}”已经存在，而且不是空文件夹。请恢复到一个新的目录，原有内容没有改动。")
    path = path.absolute()
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{writing.PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(file) as packed:
            count = _unpack(packed, beside)
        if not all((beside / name).exists() for name in ("places.csv", "targets.csv", "ledgers")):
            raise BadBackup(f"“{file.name}”里没有完整的数据目录，没有恢复。请换一份备份。")
        if path.exists():
            path.rmdir()
        writing.move(beside, path)
    except _SPOILT as fault:
        raise BadBackup(f"“{file.name}”不是完好的备份文件，没有恢复任何内容。请换一份备份。") from fault
    except OSError as fault:
        shutil.rmtree(path, ignore_errors=True)  # empty, or what was restored a moment ago
        raise BadBackup(f"没有恢复（{why(fault)}），没有留下目录。请检查备份文件、磁盘空间和权限后再试。") from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


def _pack(home: Home, part: Path) -> int:
    files: dict[str, dict[str, object]] = {}
    folders: list[str] = []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in _content(home.path):
            if path.is_dir():
                folders.append(name)
                continue
            digest, size = hashlib.sha256(), 0
            with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as target:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    size += target.write(piece)
            files[name] = {"sha256": digest.hexdigest(), "size": size}
        told = {"form": _FORM, "when": now(), "files": files, "folders": folders}
        packed.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))
    return len(files)


def _content(root: Path) -> Iterator[tuple[str, Path]]:
    """Every folder and file of a home by its name within; what a link leads to is taken as if it lay here."""
    for folder, folders, names in os.walk(root, followlinks=True):
        if len(Path(folder).relative_to(root).parts) > 20:
            raise OSError(0, "目录嵌套过深，可能有互相指向的链接")
        folders.sort()
        for name in [*folders, *sorted(names)]:
            path = Path(folder) / name
            within = path.relative_to(root).as_posix()
            if name not in _PASSING and not name.endswith(writing.PART) and within != MANIFEST:
                yield within, path


def _unpack(packed: zipfile.ZipFile, to: Path) -> int:
    told = _manifest(packed)
    to.mkdir()
    for name in told["folders"]:
        (to / _safe(name)).mkdir(parents=True, exist_ok=True)
    for name, said in told["files"].items():
        path = to / _safe(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(name) as source:
            writing.put(path, _checked(source, name, said))
    return len(told["files"])


def _checked(source: IO[bytes], name: str, said: dict) -> Iterator[bytes]:
    """The pieces of one file; raises BadBackup at the end, or as soon as it is too long."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > said["size"]:
            break
        digest.update(piece)
        yield piece
    if (size, digest.hexdigest()) != (said["size"], said["sha256"]):
        raise BadBackup(f"备份里的“{name}”与清单不符（内容被改动或损坏），没有恢复任何内容。请换一份备份。")


def _manifest(packed: zipfile.ZipFile) -> dict:
    """What the backup says is in it, which must be what is in it. Raises BadBackup, ValueError."""
    names = packed.namelist()
    try:
        told = json.loads(packed.read(MANIFEST))
        files, folders = dict(told["files"]), [str(name) for name in told["folders"]]
        sound = told["form"] == _FORM and all(
            isinstance(said["sha256"], str) and isinstance(said["size"], int) for said in files.values()
        )
    except (KeyError, TypeError) as fault:
        raise BadBackup("文件里没有备份清单，不是 python -m engine backup 做的备份，没有恢复任何内容。") from fault
    if not sound or sorted(names) != sorted([*files, MANIFEST]):
        raise BadBackup("备份里的文件与清单对不上（多了、少了或重复），没有恢复任何内容。请换一份备份。")
    if any(stat.S_ISLNK(info.external_attr >> 16) for info in packed.infolist()):
        raise BadBackup("备份里有链接，不是 python -m engine backup 做的备份，没有恢复任何内容。")
    for name in (*files, *folders):
        _safe(name)
    return {"files": files, "folders": folders}


def _safe(name: str) -> PurePosixPath:
    """The name as a path within the folder. Raises BadBackup if it would lead out of it."""
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in name or _DRIVE.match(name) or "\0" in name:
        raise BadBackup("备份里有指向目录之外的文件名，没有恢复任何内容。请换一份备份。")
    return path


def _settle(part: Path) -> None:
    """The bytes are on the disk before the file gets its name."""
    with part.open("rb+") as file:
        writing.DISK.fsync(file.fileno())
