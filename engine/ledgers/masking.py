"""Personal data: how each kind is hidden from a reader who has no right to it.

Kinds are the contract's `personal`: name, phone, id, address and text. Free text is scrubbed of
anything shaped like an identity number or a mobile number, wherever it was typed.
"""

import re

_GAP = r"[\s.．·_\-－–—]{0,2}"  # what people type inside a number
_LONG_NUMBER = re.compile(rf"[0-9０-９](?:{_GAP}[0-9０-９]){{10}}")
_TO_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
# A date with more digits after it is no identity number: with gaps in it, one must hold a birthday.
_BIRTHDAY = rf"(?:1{_GAP}9|2{_GAP}0)(?:{_GAP}[0-9]){{2}}{_GAP}[01]{_GAP}[0-9]{_GAP}[0-3]{_GAP}[0-9]"
_IDENTITY = rf"[1-9][0-9]{{16}}[0-9Xx]|[1-9](?:{_GAP}[0-9]){{5}}{_GAP}{_BIRTHDAY}(?:{_GAP}[0-9]){{3}}{_GAP}[0-9Xx]"
_MOBILE = rf"(?:86{_GAP})?1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}"
# Numbers often stand beside other numbers (a date, a second telephone): each is looked for by itself.
_NUMBER = re.compile(rf"(?<![0-9])(?:(?P<identity>{_IDENTITY})|{_MOBILE})(?![0-9])")


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
    if not _LONG_NUMBER.search(text):
        return text
    parts, at = [], 0
    for found in _NUMBER.finditer(text.translate(_TO_PLAIN)):  # letter for letter, so positions agree
        parts += [text[at : found.start()], "（身份证号已隐去）" if found["identity"] else "（手机号已隐去）"]
        at = found.end()
    return "".join([*parts, text[at:]])
