"""What a page is asked about: one reader, one place, one day, one office, and the answers to that."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from engine.figures import matters, of_places, status, time_frame
from engine.figures.figure import Figure
from engine.ledgers import calendar_days, places
from engine.ledgers.places import VILLAGE, Place
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from engine.words.excerpts import ALL


@dataclass(frozen=True)
class View:
    """What the sidebar says. `office` None means all of them; `as_written` is for what is kept as a document: nothing in it depends on the day it is opened.

    It can be hashed: what a page works out from nothing but a view is kept for the next reader of the same view.
    """

    scope: Scope
    place: Place
    year: int
    as_of: date
    office: str | None = None
    as_written: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", Place(self.place))

    @property
    def names(self) -> dict[str, str]:
        """Code → name of every place the reader may choose."""
        return questions.place_labels(self.scope)

    @property
    def parts(self) -> dict[str, str]:
        """The same for the places one level down; there a village's own code is what lies in none of its grids."""
        ungridded = self.place in questions.places_below(self.scope, self.place, self.below)
        return self.names | ({self.place: places.UNGRIDDED} if ungridded else {})

    @property
    def part_word(self) -> str:
        """村, 网格, 乡镇: what the places one level down are called."""
        below = questions.places_below(self.scope, self.place, self.below)
        return places.word([code for code in below if not Place(code).stands_apart(self.below)], self.names)

    @property
    def parts_beside(self) -> dict[str, str]:
        """The names of what `figures_beside` compares."""
        return self.parts if self._compares_parts else self.names

    @property
    def start(self) -> date:
        return date(self.year, 1, 1)

    @property
    def place_name(self) -> str:
        return self.names[self.place]

    @property
    def below(self) -> int:
        """Digits of the places one level down: townships of a county, villages of a township, grids of a village."""
        return questions.digits_below(self.scope, self.place)

    @property
    def year_before(self) -> "View":
        """The same view one year earlier, for comparison with the same period."""
        return replace(self, year=self.year - 1, as_of=calendar_days.year_before(self.as_of))

    # (docs/decisions.md, "Matters have two days")
    @property
    def measured_on(self) -> date:
        """The day on which open matters are measured: today, unless an earlier day was chosen.

        A list of what is late must not stand still because nobody entered anything, not even in the new year while the
        pages still open with the closed one. Who looks at an older year has chosen an earlier day.
        """
        today = questions.today(self.scope)
        closing = self.year == today.year - 1 == time_frame.default_year(self.scope)
        current = self.year == today.year or closing
        unchosen = current and not self.as_written and self.as_of == time_frame.default_day(self.scope, self.year)
        return max(today, self.as_of) if unchosen else self.as_of

    def figures(self) -> pd.DataFrame:
        """Every indicator here, the chosen office's only."""
        return self.of_office(of_places.figures(self.scope, self.place, self.year, self.as_of))

    def figure(self, code: str) -> Figure:
        """One indicator here, whichever office it belongs to."""
        return of_places.by_code(self.scope, self.place, self.year, self.as_of)[code]

    # (docs/decisions.md, "Calm is said only of what was judged")
    def kept(self, *codes: str) -> bool:
        """Whether the ledgers say anything of these indicators; where none was kept, a page may not say that all is well."""
        return any(self._level_of(code).figure(code).status != status.NO_DATA for code in codes)

    def _level_of(self, code: str) -> "View":
        """This place, or its township for what is a township's only: there it shows whether the ledger was kept."""
        above = replace(self, place=self.place.township)
        inside = above.place.startswith(self.scope.place)
        return above if inside and self.figure(code).status == status.NOT_APPLICABLE else self

    def figures_below(self) -> pd.DataFrame:
        """Every indicator at each place one level down, the chosen office's only."""
        return self.of_office(of_places.figures_by_place(self.scope, self.place, self.below, self.year, self.as_of))

    def figures_beside(self) -> pd.DataFrame:
        """Every indicator at each place to compare this one with: those below, or a village among its township's."""
        if self._compares_parts:
            return self.figures_below()
        return self.of_office(
            of_places.figures_by_place(self.scope, self.place.township, VILLAGE, self.year, self.as_of)
        )

    @property
    def _compares_parts(self) -> bool:
        return self.place.level < VILLAGE or not self.place.township.startswith(self.scope.place)

    def of(self, sentence: str) -> str:
        """A sentence with the office it is about, where one is chosen."""
        return f"{self.office}：{sentence}" if self.office else sentence

    def of_office(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows if self.office is None else rows[rows["office"] == self.office]

    def matters(
        self,
        most: int = ALL,
        *,
        states: Iterable[str] | None = None,
        rules: Iterable[str] | None = None,
        ledgers: Iterable[str] | None = None,
        at: str = "",
    ) -> pd.DataFrame:
        """The first matters with a time limit, the chosen office's only, the most urgent first; see `matters.matters`.

        `at`: only those of one place of those one level down.
        """
        mine = [r.name for r in questions.ledgers(self.scope).values() if self.office in (None, r.owner)]
        ledgers = mine if ledgers is None else [name for name in ledgers if name in mine]
        return matters.matters(
            *(self.scope, self.place, self.year, self.as_of, most),
            open_on=self.measured_on,
            states=states,
            rules=rules,
            ledgers=ledgers,
            at=at,
            width=self.below,
        )

    def matter_counts(self) -> pd.DataFrame:
        """Counts of matters by rule and place one level down, the chosen office's only."""
        return self.of_office(
            matters.counts(self.scope, self.place, self.year, self.as_of, self.below, self.measured_on)
        )

    def every_matter_count(self) -> pd.DataFrame:
        """`matter_counts` with the rules that only remind."""
        return self.of_office(
            matters.every_count(self.scope, self.place, self.year, self.as_of, self.below, self.measured_on)
        )

    def ask(self, name: str, **parameters: object) -> pd.DataFrame:
        """`questions.ask` at the chosen place."""
        return ask(name, self.scope, **{"place": self.place, **parameters})
