"""Places by their codes: which level a code is of, whose township it lies in, and what the places of a level are called."""

from collections.abc import Iterable

CITY, COUNTY, TOWNSHIP, VILLAGE, GRID = LEVELS = (4, 6, 9, 12, 15)  # digits of a code
OWN = "000"  # behind a township's code: its own matters, 乡本级
UNGRIDDED = "未登记到网格"  # what lies in a village and in none of its grids
_WORDS = {CITY: "市", COUNTY: "县", TOWNSHIP: "乡镇", VILLAGE: "村", GRID: "网格"}
_UNLIKE = ("社区", "居委会", "街道", "区", "旗", "州")  # names that the word of their level would not fit


class Place(str):
    """The code of a place. Codes are prefixes: a place lies in every place whose code begins its own."""

    @property
    def level(self) -> int:
        """The digits of its code: one of LEVELS; others stand for what several places have in common."""
        return len(self)

    @property
    def township(self) -> "Place":
        """The township it lies in; above a township the place itself."""
        return Place(self[:TOWNSHIP])

    @property
    def is_own(self) -> bool:
        """Whether it is 乡本级: what belongs to a township and to none of its villages."""
        return self.level == VILLAGE and self.endswith(OWN)

    @property
    def applied_to(self) -> str:
        """乡 or 村, as `applies_to` in the catalogue says it: 乡本级 counts with its township, a grid with its village."""
        return "村" if self.level > TOWNSHIP and not self.is_own else "乡"

    def stands_apart(self, width: int) -> bool:
        """Whether it is no place among those of `width` digits: 乡本级 among villages, a village's remainder among grids."""
        return self.level < width or self.is_own


def word(codes: Iterable[str], names: dict[str, str]) -> str:
    """村, 网格, 乡镇 …; 处 where they are not all of one kind."""
    codes = list(codes)
    if len({len(code) for code in codes}) != 1 or any(str(names[code]).endswith(_UNLIKE) for code in codes):
        return "处"
    return _WORDS.get(len(codes[0]), "处")


def counted(number: int, what: str) -> str:
    """`4 个村`, `4 处`."""
    return f"{number} {'' if what == '处' else '个'}{what}"
