"""The words of the trade with their meaning, for the search and for whoever wonders at a word: words.csv of the home, or ours."""

from typing import NamedTuple

from engine.ledgers import record_file
from engine.ledgers.home import Home
from engine.ledgers.record_file import Content, Record, RecordFile

FILE = RecordFile(
    "words.csv", ("term", "meaning", "basis"), lock="", writing="", until=""
)  # nobody writes it but by hand


class Term(NamedTuple):
    """A word, what it means here, and the law it comes from where one says so."""

    term: str
    meaning: str
    basis: str


def terms(home: Home) -> Content[Term]:
    """Every word in the order of the file; a line that cannot be read is among the faults."""
    return record_file.read(FILE, home.file(FILE.name).parent, _term)


def _term(record: Record) -> Term | str:
    if len(record.cells) != len(FILE.header) or not all(record.cells[:2]):
        return "应有名词、含义、依据三格，名词和含义不能为空，请改正。"
    return Term(*record.cells)
