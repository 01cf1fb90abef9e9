"""The streams of an OLE compound file, the container in which old workbooks (.xls, .et) are kept."""

import struct
from collections.abc import Iterator

_END = 0xFFFFFFFA  # from here on, a sector number is a mark
_ENTRY = 128
_MINI = 64


class NotCompound(Exception):
    """The container is damaged."""


def stream(data: bytes, *names: str) -> bytes:
    """The content of the first stream with one of these names. Raises NotCompound if it cannot be had."""
    try:
        return _stream(data, {name.lower() for name in names})
    except (struct.error, IndexError, UnicodeDecodeError) as fault:
        raise NotCompound from fault


def _stream(data: bytes, names: set[str]) -> bytes:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise NotCompound
    count, first_directory, _, cutoff, first_mini = struct.unpack_from("<5I", data, 44)
    table = _allocation(data, size, count)
    directory = _chain(data, table, first_directory, size)
    root = struct.unpack_from("<I", directory, 116)[0]
    for start, length in _entries(directory, names):
        if length >= cutoff:
            return _chain(data, table, start, size)[:length]
        small = _chain(data, table, root, size)
        mini = _chain(data, table, first_mini, size)
        links = struct.unpack(f"<{len(mini) // 4}I", mini)
        return b"".join(small[n * _MINI : (n + 1) * _MINI] for n in _numbers(links, start))[:length]
    raise NotCompound


def _allocation(data: bytes, size: int, count: int) -> tuple[int, ...]:
    """Which sector follows which, for the whole file."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    further, per = struct.unpack_from("<I", data, 68)[0], size // 4
    while further < _END and len(sectors) < count + per:
        block = struct.unpack_from(f"<{per}I", data, (further + 1) * size)
        sectors += block[:-1]
        further = block[-1]
    content = b"".join(data[(n + 1) * size : (n + 2) * size] for n in sectors[:count] if n < _END)
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int) -> bytes:
    return b"".join(data[(n + 1) * size : (n + 2) * size] for n in _numbers(table, start))


def _numbers(table: tuple[int, ...], start: int) -> Iterator[int]:
    seen = 0
    while start < _END:
        seen += 1
        if seen > len(table):  # a ring
            raise NotCompound
        yield start
        start = table[start]


def _entries(directory: bytes, names: set[str]) -> Iterator[tuple[int, int]]:
    """(first sector, length) of the streams with these names."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
        if kind == 2 and name.lower() in names:
            yield struct.unpack_from("<II", directory, at + 116)
