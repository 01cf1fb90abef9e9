"""What the places one level down are called, by the digits of their codes, and which of them stands apart from the others."""

from collections.abc import Iterable

GRID = 15  # digits of a grid's code; a village's has three fewer
UNGRIDDED = "未登记到网格"  # what lies in a village and in none of its grids
_WORDS = {4: "市", 6: "县", 9: "乡镇", 12: "村", GRID: "网格"}
_UNLIKE = ("社区", "居委会", "街道", "区", "旗", "州")  # names that the word of their level would not fit


def word(codes: Iterable[str], names: dict[str, str]) -> str:
    """村, 网格, 乡镇 …; 处 where they are not all of one kind."""
    codes = list(codes)
    if len({len(code) for code in codes}) != 1 or any(str(names[code]).endswith(_UNLIKE) for code in codes):
        return "处"
    return _WORDS.get(len(codes[0]), "处")


def counted(number: int, what: str) -> str:
    """`4 个村`, `4 处`."""
    return f"{number} {'' if what == '处' else '个'}{what}"


def stands_apart(place: str, width: int) -> bool:
    """Whether a part of a whole is no place among the others: 乡本级 among villages, what is in no grid among grids."""
    return len(place) < width or (len(place) == 12 and place.endswith("000"))
