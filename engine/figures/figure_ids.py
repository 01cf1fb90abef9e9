"""The ID by which a report's annex, a ledger row and a reconciliation name the same figure."""

from functools import lru_cache

from engine.snapshot import questions
from engine.snapshot.questions import Scope


@lru_cache(maxsize=16)
def ids(scope: Scope) -> dict[str, str]:
    """Indicator code → ID: number of its section and place within it, both in catalogue order ("2-03").

    The same for every year and place, so that two years' reports name a figure alike.
    """
    catalogue = questions.catalogue(scope)
    sections = list(dict.fromkeys(catalogue["section"]))
    within = catalogue.groupby("section", sort=False).cumcount() + 1
    numbers = zip(catalogue["code"], catalogue["section"], within, strict=True)
    return {code: f"{sections.index(section) + 1}-{number:02d}" for code, section, number in numbers}
