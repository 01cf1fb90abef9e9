"""The many ways of naming a place of the home, and the code each of them means."""

import csv
import io
from collections.abc import Mapping

from engine.importing.reading.header import folded
from engine.ledgers.contract import Field
from engine.ledgers.home import Home
from engine.ledgers.places import OWN, TOWNSHIP, VILLAGE, Place
from engine.ledgers.reading import UnreadableFile, decode

_VILLAGE_ENDS = ("村", "社区", "嘎查", "居委会")
_OFFICES = ("委会", "民委员会", "村委会", "村民委员会", "委", "两委")
_TOWNSHIP_OFFICES = ("", "本级", "乡本级", "镇本级", "政府", "人民政府", "机关")


def is_place(field: Field) -> bool:
    """Whether the cells of this column are codes of places."""
    return field.column == "place" or str(field.constraints.get("pattern", "")).startswith(("[0-9]{12}", "[0-9]{15}"))


class PlaceNames:
    """Folded names and codes of the home's places → the codes they may mean."""

    def __init__(self, rows: list[dict[str, str]], learnt: Mapping[str, str]) -> None:
        """`rows` of places.csv; `learnt`: folded name → code, which decides where names are shared."""
        self._names = {row["code"]: row["name"] for row in rows}
        self._meant: dict[str, set[str]] = {}
        self._learnt = dict(learnt)
        for row in rows:
            self._add(row["code"], row["name"], row["level"])

    def codes(self, text: str) -> list[str]:
        """The codes that a name or code may mean, in order; none if it is not known."""
        key = folded(text)
        if key in self._learnt:
            return [self._learnt[key]]
        return sorted(self._meant.get(key, ()))

    def said(self, code: str) -> str:
        """A place as it is named to tell it from others: township, village, name and code."""
        above = "".join(self._names.get(code[:digits], "") for digits in (TOWNSHIP, VILLAGE) if digits < len(code))
        name = "本级" if Place(code).is_own else self._names.get(code, "")
        return f"{above}{name}（{code}）"

    def _add(self, code: str, name: str, level: str) -> None:
        if level in ("乡", "乡本级"):
            self._add_township(Place(code).township)
            return
        if len(code) < VILLAGE:
            return
        names = {name, code}
        if level == "村":
            stem = next((name.removesuffix(end) for end in _VILLAGE_ENDS if name.endswith(end)), name)
            names |= {stem, stem + "行政村", *(f"{name.removesuffix('村')}村{office}" for office in _OFFICES)}
            names |= {f"{name}{office}" for office in ("居委会", "居民委员会", "村委会", "村民委员会")}
        elif code[:VILLAGE] in self._names:
            names |= {self._names[code[:VILLAGE]] + name}
        township = self._names.get(code[:TOWNSHIP], "")
        for each in names:
            self._mean(each, code)
            if each != code and township:
                self._mean(township + each, code)

    def _add_township(self, code: str) -> None:
        """A row of the township itself belongs to its own matters."""
        own, name = code + OWN, self._names.get(code, "")
        for each in (
            code,
            own,
            "乡本级",
            "镇本级",
            "本级",
            "乡政府",
            "镇政府",
            *(name + o for o in _TOWNSHIP_OFFICES if name),
        ):
            self._mean(each, own)

    def _mean(self, name: str, code: str) -> None:
        if len(folded(name)) > 1:
            self._meant.setdefault(folded(name), set()).add(code)


def of_home(home: Home, learnt: Mapping[str, str]) -> PlaceNames:
    """The places of a home. A places.csv that cannot be read knows none: the checks will say so."""
    try:
        rows = list(csv.DictReader(io.StringIO(decode(home.file("places.csv")), newline="")))
    except (OSError, UnreadableFile, csv.Error):
        rows = []
    whole = [{key: (row.get(key) or "").strip() for key in ("code", "name", "level")} for row in rows]
    return PlaceNames([row for row in whole if row["code"] and row["name"]], learnt)
