"""Personal data: how each kind is hidden from a reader who has no right to it.

Kinds are the contract's `personal`: name, phone, id, address and text. Free text is scrubbed of
anything shaped like an identity number or a mobile number, wherever it was typed.
"""

import re

_LONG_NUMBER = re.compile(r"[0-9０-９](?:[\s-]?[0-9０-９]){9,}[\s-]?[0-9０-９XxＸｘ]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])(?:86)?1[3-9][0-9]{9}(?![0-9])")


def mask(kind: str, value: str) -> str:
    """The value as a reader without the right to it may see it. Empty stays empty."""
    if not value:
        return value
    if kind == "name":
        return scrub(value[0] + "*" * (len(value) - 1)) if len(value) <= 4 else scrub(value[:2] + "**")
    if kind == "phone":
        return value[:3] + "****" + value[-2:] if len(value) >= 11 else "****"
    if kind == "id":
        return value[:3] + "*" * (len(value) - 5) + value[-2:] if len(value) >= 15 else "*" * len(value)
    if kind == "address":
        return value[:6] + "***"
    return scrub(value)


def scrub(text: str) -> str:
    """The text with every identity number and mobile number in it hidden, also spaced, hyphenated or full-width ones."""
    return _LONG_NUMBER.sub(_hide, text)


def _hide(match: re.Match[str]) -> str:
    digits = re.sub(r"[\s-]", "", match[0].translate(_FULL_WIDTH))
    if _IDENTITY.search(digits):
        return "（身份证号已隐去）"
    return "（手机号已隐去）" if _MOBILE.search(digits) else match[0]
