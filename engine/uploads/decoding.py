"""From the bytes of a text file to its encoding, strictly: an encoding is only believed if the header then makes sense.

No guessing library: they take GBK for Japanese. GB18030 holds all of GBK and is the one that is national standard.
"""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from engine.uploads.parsed_file import Refused

_SAVE_AS = "请在 Excel 或 WPS 里另存为“CSV UTF-8”后再传"
UNKNOWN = f"无法识别文件编码，{_SAVE_AS}"
_BOMS = [
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
]
_PIECE = 1 << 20
# Twelve bytes and more between plain letters that are whole UTF-8 ideographs: in real GB18030 text once in 10^11 words.
_UTF8_INSIDE = re.compile(rb"(?<![\x80-\xff])(?:[\xe4-\xe9][\x80-\xbf]{2}){4,}(?![\x80-\xff])")


class Encoding(NamedTuple):
    """A codec, what officials call it, and how many bytes of mark stand before the text."""

    codec: str
    name: str
    skip: int = 0


def lines(data: bytes, encoding: Encoding, errors: str = "strict") -> Iterator[str]:
    """The physical lines with their ends, whichever the file uses. Raises UnicodeDecodeError where `errors` is strict."""
    stream = io.BytesIO(data)
    stream.seek(encoding.skip)
    return iter(io.TextIOWrapper(stream, encoding=encoding.codec, errors=errors, newline=""))


def choose(data: bytes, fits: Callable[[Encoding], bool]) -> Encoding:
    """The encoding of the whole file. `fits` says whether the header makes sense when read so. Raises Refused."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            encoding = Encoding(codec, name, len(mark))
            _whole(data, encoding)
            return encoding
    candidates = [*_wide(data), Encoding("utf-8", "UTF-8"), Encoding("gb18030", "GB18030")]
    faults = []
    for encoding in candidates:
        try:
            _whole(data, encoding)
        except Refused as refused:
            faults.append((encoding, refused))
            continue
        # What is valid UTF-8 is nothing else: if its header is wrong, the header is what must be mended.
        if encoding.codec == "utf-8" or fits(encoding):
            return encoding
    for encoding, fault in faults:
        if fits(encoding):
            raise fault
    raise Refused(UNKNOWN)


def _wide(data: bytes) -> list[Encoding]:
    """UTF-16 without its mark: plain letters then have an empty byte, always on the same side."""
    head = data[:8192]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 2 * 0.1 or min(even, odd) > max(even, odd) * 0.05:
        return []
    return [Encoding("utf-16-le" if odd > even else "utf-16-be", "UTF-16")]


def _whole(data: bytes, encoding: Encoding) -> None:
    """Raise Refused, with the line, unless every byte is of this encoding."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    for start in range(encoding.skip, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=start + _PIECE >= len(data))
        except UnicodeDecodeError as fault:
            _refuse(data, start - held + fault.start, encoding)
    if encoding.codec == "gb18030" and (found := _UTF8_INSIDE.search(data)):
        _refuse(data, found.start(), encoding)


def _refuse(data: bytes, at: int, encoding: Encoding) -> None:
    before = data[:at]
    line = max(before.count(b"\n"), before.count(b"\r")) + 1
    raise Refused(f"第 {line} 行的编码与前面的（{encoding.name}）不同，文件里混有两种编码。{_SAVE_AS}")
