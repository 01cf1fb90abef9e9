"""What is written can be read back: every figure of the report agrees with the ledgers it was written from."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.ledgers.home import Home
from engine.reconciling import documents
from engine.reconciling.reconcile import reconcile
from engine.reporting import report
from engine.reporting.word_body import LINKS, MARKS, PLAIN
from engine.snapshot import questions
from tests.homes import EMPTY, ONE_VILLAGE, TINY, TOWNSHIP, copy_of, tiny
from tests.reporting.documents import drafted

pytestmark = pytest.mark.slow

AGREES = {"一致", "约数相符"}


def disagreements(home: Home, year: int, as_of: date | None = None) -> tuple[int, list[tuple]]:
    """How many figures were read back, and those that do not agree."""
    scope = questions.open_scope(home)
    found = reconcile(scope, report.text(scope, year, as_of), year, as_of)
    return len(found.figures), [(f.phrase, f.written, f.verdict) for f in found.figures if f.verdict not in AGREES]


@pytest.mark.parametrize("as_of", [date(2024, 12, 31), date(2024, 6, 30), date(2025, 9, 30)])
def test_the_report_of_the_demonstration_home_reconciles_whole(demo_home, as_of):
    count, wrong = disagreements(Home(demo_home), as_of.year, as_of)
    assert count >= 70 and wrong == []


@pytest.mark.parametrize(("home", "least"), [(TINY, 44), (ONE_VILLAGE, 4), (EMPTY, 0)])
def test_the_report_of_a_small_home_reconciles_whole(home, least):
    count, wrong = disagreements(home, 2024)
    assert count >= least and wrong == []


@pytest.fixture(scope="module")
def shaken(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the tiny home whose ledgers the next test changes again and again."""
    return copy_of(TINY, tmp_path_factory.mktemp("shaken"))


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_the_ledgers_say_the_report_agrees_with_them(shaken, data):
    """Rows are taken away and doubled at random; the report follows, word and number."""
    for original in sorted((TINY.path / "ledgers").rglob("*.csv")):
        _shake(original, shaken.path / original.relative_to(TINY.path), data)
    _, wrong = disagreements(shaken, 2024)
    assert wrong == []


def _shake(original: Path, changed: Path, data: st.DataObject) -> None:
    text = original.read_bytes()
    try:
        rows = list(csv.reader(text.decode("utf-8-sig").splitlines()))
    except UnicodeDecodeError:  # the file that nobody can read stays one
        return
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(rows) - 1, max_size=len(rows) - 1))
    kept = [[f"{row[0]}{'-' * n}", *row[1:]] for row, many in zip(rows[1:], times, strict=True) for n in range(many)]
    with changed.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([rows[0], *kept])


def test_a_row_that_moves_under_a_finished_report_shows_in_exactly_its_figures(moved):
    found = reconcile(questions.open_scope(moved), report.text(tiny(), 2024), 2024, place=TOWNSHIP)
    wrong = {f.code for f in found.figures if f.verdict not in AGREES}
    assert wrong == {"patrols_township", "patrol_problems_per_100"}


@pytest.mark.parametrize("ids", [LINKS, MARKS, PLAIN])
def test_the_word_file_itself_reads_back_as_the_report(ids):
    """With links, with IDs beside the numbers and without: the same figures, and all of them agree."""
    read = documents.read("report.docx", report.write(tiny(), 2024, ids=ids))
    found = reconcile(tiny(), read.text, 2024)
    assert [f.written for f in found.figures if f.verdict not in AGREES] == []
    assert len(found.figures) == len(reconcile(tiny(), report.text(tiny(), 2024), 2024).figures)


def test_no_required_part_and_no_figure_with_a_number_goes_unmentioned(demo_home):
    scope = questions.open_scope(Home(demo_home))
    found = reconcile(scope, report.text(scope, 2024), 2024)
    written = {figure.code for figure, _ in drafted(Home(demo_home), scope.place).figures.values()}
    assert written - {f.code for f in found.figures} == set()
