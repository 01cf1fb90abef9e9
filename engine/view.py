"""What a page is asked about: one reader, one place, one day, one office, and the answers to that."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from engine import figures, matters, questions
from engine.excerpts import ALL
from engine.questions import Scope, ask


@dataclass(frozen=True)
class View:
    """What the sidebar says. `office` None means all of them; `dark` is the theme the charts are drawn for.

    It can be hashed: what a page works out from nothing but a view is kept for the next reader of the same view.
    """

    scope: Scope
    place: str
    year: int
    as_of: date
    office: str | None = None
    dark: bool = False

    @property
    def names(self) -> dict[str, str]:
        """Code → name of every place the reader may choose."""
        return questions.place_labels(self.scope)

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
        return replace(self, year=self.year - 1, as_of=(pd.Timestamp(self.as_of) - pd.DateOffset(years=1)).date())

    def figures(self) -> pd.DataFrame:
        """Every indicator here, the chosen office's only."""
        return self.of_office(figures.figures(self.scope, self.place, self.year, self.as_of))

    def figure(self, code: str) -> pd.Series:
        """One indicator here, whichever office it belongs to."""
        rows = figures.figures(self.scope, self.place, self.year, self.as_of)
        return rows.set_index("code", drop=False).loc[code]

    def figures_below(self) -> pd.DataFrame:
        """Every indicator at each place one level down, the chosen office's only."""
        return self.of_office(figures.figures_by_place(self.scope, self.place, self.below, self.year, self.as_of))

    def figures_beside(self) -> pd.DataFrame:
        """Every indicator at each place to compare this one with: those below, or a village among its township's."""
        if len(self.place) < 12 or not self.place[:9].startswith(self.scope.place):
            return self.figures_below()
        return self.of_office(figures.figures_by_place(self.scope, self.place[:9], 12, self.year, self.as_of))

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
        narrowed = {"states": states, "rules": rules, "ledgers": ledgers, "at": at, "width": self.below}
        return matters.matters(self.scope, self.place, self.year, self.as_of, most, **narrowed)

    def matter_counts(self) -> pd.DataFrame:
        """Counts of matters by rule and place one level down, the chosen office's only."""
        return self.of_office(matters.counts(self.scope, self.place, self.year, self.as_of, self.below))

    def every_matter_count(self) -> pd.DataFrame:
        """`matter_counts` with the rules that only remind."""
        return self.of_office(matters.every_count(self.scope, self.place, self.year, self.as_of, self.below))

    def ask(self, name: str, **parameters: object) -> pd.DataFrame:
        """`questions.ask` at the chosen place."""
        return ask(name, self.scope, **{"place": self.place, **parameters})
