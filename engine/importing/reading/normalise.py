"""How a cell is written, made what the contract writes: dates, numbers, codes, choices. Never a guess.

What has one meaning is rewritten; what has several is a LetterFault with its remedy; what has none is left as it
stands, for the checks to refuse. Free text keeps every letter but the invisible ones that change how it reads.

(docs/decisions.md, "Never guessed")
"""

import re
from collections.abc import Callable

from engine.importing.reading import written_days
from engine.importing.reading.header import unit_of
from engine.importing.reading.letters import INVISIBLE, LetterFault, Normal, half_width, visible
from engine.importing.reading.place_names import PlaceNames, is_place
from engine.ledgers.contract import Field

FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")  # as engine/figures/exporting.py guards them
LONGEST = 32_000  # letters: a cell of a workbook ends a little above
_HALF = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# For RE2: what no free text may hold, and a letter it may begin or end with (no blank, no ' as before a formula).
_ODD = r"\x{00}-\x{08}\x{0b}\x{0c}\x{0e}-\x{1f}\x{7f}\x{ad}\x{61c}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}"
_BLANK = r"\s\x{0b}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_EDGE = rf"[^{_ODD}{_BLANK}']"
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}|[0-9]\.[0-9]+[Ee][0-9]{1,3}")
_WRAPPED = re.compile(r'=\s*"([^"]*)"|[\'’‘`]([0-9][^\'’‘`]*)')
_FLOAT = re.compile(r"([0-9]+)\.0+")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_NUMBER = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)([^0-9.,\s%‰]{1,4})")
_NOTHING = {"/", "\\", "-", "--", "---", "—", "——", "无", "n/a", "na", "null", "none", "空"}
_YES = {"是", "√", "✓", "✔", "☑", "对", "y", "yes", "true"}
_NO = {"否", "×", "✗", "✘", "☒", "不是", "n", "no", "false"}
AS_TEXT = "被表格软件改成了科学计数，后面的数字已经丢失。请把这一列设为“文本”格式，重新录入后再传"


def unguarded(text: str) -> str:
    """The text without the one ' that our CSV exports put before what a spreadsheet would run as a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text


def plain(field: Field) -> str:
    """A pattern (RE2) of cells of this field that are as they should be already: most cells are, and cost nothing more."""
    if "enum" in field.constraints:
        return "^$"
    if field.type == "string" and not is_code(field):
        return rf"^({_EDGE}+)?$" if field.personal == "name" else rf"^({_EDGE}([^{_ODD}]*{_EDGE})?)?$"
    if is_code(field):
        return r"^[A-Za-z0-9\-_\x{4e00}-\x{9fff}]*$" if not is_place(field) else r"^([0-9]{12}([0-9]{3})?)?$"
    shapes = {
        "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "datetime": r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}",
        "integer": r"-?[0-9]{1,15}",
        "number": r"-?[0-9]{1,14}(\.[0-9]{1,4})?",
    }
    return f"^({shapes[field.type]})?$"


def is_code(field: Field) -> bool:
    """Whether the cells are codes or numbers of things and persons: spaces and widths mean nothing in them."""
    limits = field.constraints
    coded = (
        field.personal in ("id", "phone") or limits.get("unique") or "pattern" in limits or field.name.endswith("编号")
    )
    return field.type == "string" and bool(coded) and "enum" not in limits


def rewriter(field: Field, places: PlaceNames, from_csv: bool, shift: int = 0) -> Callable[[str], Normal]:
    """The function that rewrites one cell of this field. `shift`: days to add to serial numbers (1904 workbooks)."""
    if is_place(field):
        inner: Callable[[str], Normal] = lambda text: _place(text, places)  # noqa: E731
    elif "enum" in field.constraints:
        choices = {half_width(value).lower(): value for value in field.constraints["enum"]}
        inner = lambda text: _choice(text, choices, field)  # noqa: E731
    elif field.type in ("date", "datetime"):
        inner = lambda text: _day(text, field, shift)  # noqa: E731
    elif field.type in ("integer", "number"):
        inner = lambda text: _amount(text, field)  # noqa: E731
    elif is_code(field):
        inner = _code
    else:
        inner = _name if field.personal == "name" else visible

    is_text = field.type == "string" and "enum" not in field.constraints and not is_code(field)

    def rewrite(cell: str) -> Normal:
        text = unguarded(cell) if from_csv else cell
        text = text if is_text else _unwrapped(text)
        if _CONTROL.search(text):
            return LetterFault("control", "含有看不见的控制字符，请重新录入这一格")
        if len(text) > LONGEST:
            return LetterFault("maximum", f"有 {len(text):,} 字，一格最多 {LONGEST:,} 字，请缩短")
        return inner(text) or None

    return rewrite


def _unwrapped(text: str) -> str:
    """The value that somebody has wrapped up so that a spreadsheet keeps it as text: ="0012", '0012."""
    found = _WRAPPED.fullmatch(text.strip())
    return text if found is None else found[1] if found[1] is not None else found[2]


def _name(text: str) -> str:
    """Names of two characters are often spaced out to the width of three."""
    text = visible(text)
    found = re.fullmatch(r"([\u4e00-\u9fff])\s+([\u4e00-\u9fff])", text)
    return found[1] + found[2] if found else text


def _code(text: str) -> Normal:
    text = "".join(text.translate(_HALF).translate(INVISIBLE).split())
    if _SCIENTIFIC.fullmatch(text):
        return LetterFault("type", AS_TEXT)
    found = _FLOAT.fullmatch(text)
    return found[1] if found else text


def _place(text: str, places: PlaceNames) -> Normal:
    code = _code(text)
    if isinstance(code, LetterFault) or not code:
        return code
    found = places.codes(code)
    if len(found) == 1:
        return found[0]
    if found:
        return LetterFault("place", f"有几处同名：{'、'.join(places.said(c) for c in found)}。请写全称，或填代码")
    return code if code.isdecimal() else visible(text)


def _choice(text: str, choices: dict[str, str], field: Field) -> Normal:
    key = half_width(text).lower()
    if key in choices:
        return choices[key]
    if {"是", "否"} <= set(choices.values()):
        if key in _YES or visible(text) in _YES:
            return "是"
        if key in _NO or visible(text) in _NO:
            return "否"
    return None if _is_nothing(key, field) else visible(text)


def _is_nothing(key: str, field: Field) -> bool:
    """A stroke or 无 where nothing need be said."""
    return key.lower() in _NOTHING and not field.constraints.get("required")


def _amount(text: str, field: Field) -> Normal:
    number = half_width(text)
    if _is_nothing(number, field):
        return None
    if field.factor:
        number = number.removeprefix("人民币").lstrip("¥￥").removesuffix("元整").removesuffix("元")
    number = number.replace("−", "-").removeprefix("+") if number[:1] in "−+" else number
    if _THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    if field.type == "integer" and (whole := re.fullmatch(r"(-?[0-9]+)\.0+", number)):
        return whole[1]
    if found := _NUMBER.fullmatch(number):
        digits, unit = found[1].replace(",", ""), found[2]
        if unit == unit_of(field) or (unit_of(field) is None and unit in field.name):
            return digits
        return LetterFault("type", f"数字后面带了“{unit}”，请只填数字{_wanted(field)}")
    if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]+", number):
        return _expanded(number, field)
    return number if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", number) else visible(text)


def _expanded(number: str, field: Field) -> Normal:
    """1.2E3 is 1200; beyond fifteen digits a spreadsheet no longer knows what the number was."""
    value = float(number)
    if abs(value) >= 1e15:
        return LetterFault("type", AS_TEXT)
    text = f"{value:.15g}"
    return text if "e" not in text else number


def _day(text: str, field: Field, shift: int) -> Normal:
    return None if _is_nothing(half_width(text), field) else written_days.read(text, field.type == "datetime", shift)


def _wanted(field: Field) -> str:
    unit = unit_of(field)
    return f"（单位：{unit}）" if unit else ""
