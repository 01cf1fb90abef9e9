"""One box for everything: indicators, pages, places, words of the trade and ledger rows, by name, pinyin or initials."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import pandas as pd
from pypinyin import lazy_pinyin

from engine.figures import wording
from engine.figures.view import View
from engine.ledgers import record_file
from engine.ledgers.contract import Resource
from engine.ledgers.places import VILLAGE, Place
from engine.ledgers.reading import SEPARATOR
from engine.snapshot import questions
from engine.subjects import terms
from engine.subjects.terms import Term
from engine.words import excerpts

INDICATOR, PAGE, PLACE, WORD, ROW = "指标", "页面", "地名", "名词", "台账行"
EXACT, BEGINS, INITIALS, WITHIN = range(4)  # how close a name is; the answer rows_found counts alike
MOST = 6  # of each kind
_LEAST = 2  # signs by which a row is looked for: one stands in every other row
_SAID = 40  # characters of a row that are quoted


class Found(NamedTuple):
    """One thing: what it is, and where it leads: the file of a page without its ending, and the query parameters there."""

    kind: str
    title: str
    detail: str
    page: str
    query: tuple[tuple[str, str], ...] = ()


class Results(NamedTuple):
    """The closest first; `cut`: of which kinds there are more than are listed, and how many (empty: of none)."""

    found: list[Found]
    cut: str


class _Kind(NamedTuple):
    """What was found of one kind, (closeness, what makes it), and how many there are in all."""

    name: str
    closest: Sequence[tuple[int, Callable[[], Found]]]
    whole: int


Offer = tuple[tuple[str, ...], Callable[[], Found]]  # the names it goes by; what is shown once it is found


def search(view: View, text: str, pages: Iterable[tuple[str, str]], most: int = MOST) -> Results:
    """What this text may mean, at most so many of each kind; `pages`: file and title of each.

    Closest is the very name, then what begins so, then what begins so in pinyin or by its initials, then what has it
    within; of those alike the kinds in their order, ledger rows last.
    """
    typed = record_file.one_line(text)
    folded = _folded(typed)
    if not folded:
        return Results([], "")
    offered = ((INDICATOR, _indicators(view)), (PAGE, _pages(pages)), (PLACE, _places(view)), (WORD, _words(view)))
    kinds = [*(_closest(name, offers, folded, most) for name, offers in offered), _rows(view, typed, most)]
    ranked = sorted((each for kind in kinds for each in kind.closest), key=lambda each: each[0])
    cut = [f"{kind.name}{told}" for kind in kinds if (told := excerpts.said(len(kind.closest), kind.whole))]
    return Results([make() for _, make in ranked], "；".join(cut))


def _closest(name: str, offers: Iterable[Offer], text: str, most: int) -> _Kind:
    judged = (([c for n in names if (c := _closeness(text, n)) is not None], make) for names, make in offers)
    found = sorted(((min(close), make) for close, make in judged if close), key=lambda each: each[0])
    return _Kind(name, found[:most], len(found))


def _closeness(text: str, name: str) -> int | None:
    """How close a name is to the text; None where it has nothing of it. A single letter says too little to be within."""
    name = _folded(name)
    if text == name:
        return EXACT
    if name.startswith(text):
        return BEGINS
    initials, spelt = _pinyin(name)
    if initials.startswith(text) or spelt[0].startswith(text):
        return INITIALS
    if len(text) == 1 and text.isascii():
        return None
    return WITHIN if text in name or text in initials or any(part.startswith(text) for part in spelt) else None


def _folded(text: str) -> str:
    """As it is compared: full-width letters as plain ones, no capitals; pinyin typed with gaps without them."""
    text = unicodedata.normalize("NFKC", text).lower().strip()
    return "".join(sign for sign in text if sign.isalnum()) if text.isascii() else text


@lru_cache(maxsize=32_768)
def _pinyin(name: str) -> tuple[str, tuple[str, ...]]:
    """The initials of a name, and its pinyin from each of its syllables on."""
    syllables = [each for each in lazy_pinyin(name) if each] or [name]
    return "".join(each[0] for each in syllables), tuple("".join(syllables[n:]) for n in range(len(syllables)))


def _indicators(view: View) -> Iterator[Offer]:
    catalogue = questions.catalogue(view.scope)
    for code, name in zip(catalogue["code"], catalogue["name"], strict=True):
        yield (name,), partial(_indicator, view, code)


def _indicator(view: View, code: str) -> Found:
    row = view.figure(code)
    detail = f"{row.section} · {wording.against(row)} · {wording.badge(row.status)}"
    return Found(INDICATOR, row.name, detail, "indicator", (("indicator", code),))


def _pages(pages: Iterable[tuple[str, str]]) -> Iterator[Offer]:
    for page, title in pages:
        yield (title,), partial(Found, PAGE, title, "", page)


def _places(view: View) -> Iterator[Offer]:
    """By the name each is chosen by, its own name, or its code."""
    known = questions.known_places(view.scope)
    for code, label in view.names.items():
        page = "overview" if Place(code).level < VILLAGE else "villages"
        above = next((known[code[:n]] for n in range(len(code) - 1, 0, -1) if code[:n] in known), "")
        yield (label, known[code], code), partial(Found, PLACE, label, above, page, (("place", code),))


def _words(view: View) -> Iterator[Offer]:
    for term in terms.terms(view.scope.home).items:
        yield (term.term,), partial(_word, term)


def _word(term: Term) -> Found:
    return Found(WORD, term.term, f"{term.meaning}（{term.basis}）" if term.basis else term.meaning, "manual")


def _rows(view: View, typed: str, most: int) -> _Kind:
    """Ledger rows wherever the reader may look, by their number or by what the reader sees in them."""
    if len(typed) < _LEAST:
        return _Kind(ROW, [], 0)
    known = questions.ledgers(view.scope)
    answer = questions.ask("rows_found", view.scope, ledgers=tuple(known), search=typed, most=most)
    found = [(row.closeness, partial(_row, view, known[row.ledger], row, typed)) for row in answer.itertuples()]
    return _Kind(ROW, found, excerpts.counted(answer))


def _row(view: View, resource: Resource, row: Any, typed: str) -> Found:
    place = questions.known_places(view.scope).get(row.place, "")
    day = "" if pd.isna(row.day) else f"{row.day:%Y-%m-%d}"
    detail = " · ".join(part for part in (_said(resource, row.cells, typed), place, day) if part)
    query = (("ledger", resource.title), ("row", row.row_id))
    elsewhere = () if row.place.startswith(view.place) else (("place", row.place),)
    return Found(ROW, f"{resource.title} {row.row_id}", detail, "ledgers", (*query, *elsewhere))


def _said(resource: Resource, cells: str, typed: str) -> str:
    """The cell in which the text stands, or the first in which officials write what it is about."""
    pairs = list(zip(resource.fields, cells.split(SEPARATOR), strict=True))[2:]  # behind its number and place
    having = [cell for _, cell in pairs if typed in cell]
    told = next(iter([*having, *(cell for field, cell in pairs if field.personal == "text" and cell)]), "")
    return told if len(told) <= _SAID else f"{told[: _SAID - 1]}…"
