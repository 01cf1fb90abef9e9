"""What the ledgers say, looked up by indicator: of the report's place and year, and of those that a clause names instead."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pandas as pd

from engine.figures import matters, of_places
from engine.ledgers import calendar_days
from engine.reconciling.conclusions import Standing
from engine.reconciling.extracting import measure_words
from engine.reconciling.extracting.extraction import Found
from engine.reconciling.surroundings import Around
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask

_LAST_YEAR = r"上年|去年|上一年|上年度|上一年度"
_NAMED = 400  # places whose names are looked for: those of a township


class Ledgers:
    """The figures of one place on one day. `about` says which place or year, "" for the report's own."""

    def __init__(self, scope: Scope, place: str, year: int, as_of: date, about: str = "") -> None:
        self.scope, self.place, self.year, self.about = scope, place, year, about
        self.as_of = min(as_of, date(year, 12, 31))
        self.figures = of_places.figures(scope, place, year, as_of)
        self.rows = of_places.by_code(scope, place, year, as_of)
        self.norm = Decimal(questions.parameters(scope)["training_hours"])  # what everyone shall reach in a year

    def standing(self, code: str, found: Found) -> Standing:
        """What the ledgers say of an indicator, with what a frequency needs where the figure is one."""
        by_month = self._by_month(code) if measure_words.period(found.unit) else Counter()
        return Standing(self.rows[code], by_month, calendar_days.months_over(self.as_of), self.norm)

    def overdue(self, rule: str) -> int:
        """How many matters of a time limit are over it and not done."""
        counted = matters.counts(self.scope, self.place, self.year, self.as_of)
        return int(counted.loc[counted["rule"] == rule, "overdue"].sum())

    def _by_month(self, code: str) -> Counter[int]:
        first = date(self.year, 1, 1)
        days = ask("days", self.scope, place=self.place, indicator=code, from_day=first, as_of=self.as_of)
        found: Counter[int] = Counter()
        for day, count in zip(days["day"], days["numerator"], strict=True):
            found[pd.Timestamp(day).month] += int(count)
        return found


class Shelf:
    """The ledgers of the report's place and year, and of what its clauses name: 上年55次, 其中东湾村15次."""

    def __init__(self, scope: Scope, place: str, year: int, as_of: date) -> None:
        self.own = Ledgers(scope, place, year, as_of)
        self._opened: dict[tuple[str, int], Ledgers] = {(place, year): self.own}
        within = {code: name for code, name in questions.known_places(scope).items() if code.startswith(place)}
        names = Counter(within.values())
        self._places = {
            name: code for code, name in within.items() if names[name] == 1 and code != place and len(name) > 1
        }
        if len(within) > _NAMED:
            self._places = {}
        self._before = re.compile(rf"{_LAST_YEAR}|{year - 1}年")

    def meant(self, words: Around) -> Ledgers:
        """Those that the figure's own clause speaks of."""
        own, known = self.own, words.before
        year = own.year - 1 if self._before.search(known) else own.year
        name = max((n for n in self._places if n in known), key=known.rfind, default=None)
        place = self._places[name] if name else own.place
        if (place, year) not in self._opened:
            as_of = own.as_of if year == own.year else date(year, 12, 31)
            about = "".join([name or "", f"{year} 年" if year != own.year else ""])
            self._opened[place, year] = Ledgers(own.scope, place, year, as_of, about)
        return self._opened[place, year]
