"""Numbers as Chinese reports write them: 1,200 · 1.5万 · 3千 · 十二 · 两百三十 · 百余."""

import re
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

HANZI = "零〇○一二两三四五六七八九十百千万亿"
# A run of digits is taken from its beginning or not at all, so a long one costs one attempt and not one per digit.
ARABIC = r"(?<![\d.])(?<!\d,)(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,12})(?:\.\d{1,6})?(?![\d.])"
CHINESE = rf"(?<![{HANZI}\d.])[{HANZI}]{{1,12}}(?![{HANZI}])"
SCALE = r"(?:\s?(?:[十百千]?万亿?|[百千]?亿|[百千](?![米克瓦])))?"

# Full-width forms to half-width ones, character for character, so that every offset stays true.
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFE6A: 0x25}
_HALF |= dict.fromkeys([0x3000, 0xA0, 0x202F, 0xFEFF, *range(0x2000, 0x200C)], 0x20)
_NEAR = {"﹪": "%", "—": "—", "–": "—", "―": "—", "~": "—", "～": "—", "﹣": "-", "○": "〇", "\t": " ", "\r": " "}


def half_width(text: str) -> str:
    """The text in half-width characters; the same length, so positions in it are positions in the original."""
    return text.translate(_HALF | {ord(char): like for char, like in _NEAR.items()})


def value(number: str) -> Decimal:
    """The number written as `number` (Arabic with an optional 百千万亿 behind it, or Chinese)."""
    compact = re.sub(r"[\s,]", "", number)
    head = re.split(r"[^\d.]", compact, maxsplit=1)[0]
    if not head:
        return Decimal(_chinese(compact))
    result = Decimal(head)
    for char in compact[len(head) :]:
        result *= _TENS.get(char) or _MYRIADS[char]
    return result


def _chinese(text: str) -> int:
    """十二 → 12; 两百三十 → 230; 百 (of 百余) → 100; 二〇二四 → 2024."""
    if not set(text) & (set(_TENS) | set(_MYRIADS)):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = part = digit = 0
    pending = False  # a digit waits for its unit
    for char in text:
        if char in _DIGITS:
            digit, pending = _DIGITS[char], True
        elif char in _TENS:
            part += (digit if pending and digit else 1) * _TENS[char]
            digit, pending = 0, False
        else:
            section = part + digit
            total = (total + section or 1) * _MYRIADS[char] if char == "亿" else total + (section or 1) * _MYRIADS[char]
            part = digit = 0
            pending = False
    return total + part + digit
