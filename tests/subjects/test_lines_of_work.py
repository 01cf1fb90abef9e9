"""The pages of the lines of work: together they are about everything the office does, and none of it twice."""

from datetime import date

import pytest

from engine.figures import promises
from engine.figures.view import View
from engine.snapshot import questions
from engine.subjects import lines_of_work
from tests.homes import EMPTY, NORTH, ONE_VILLAGE, TINY, TOWNSHIP

DAY = date(2024, 12, 31)
# Study is the leaders' own work and stands on 总览; the table of places is no ledger.
ELSEWHERE = {"study_sessions", "places"}


def view(home=TINY, place=None):
    scope = questions.open_scope(home)
    return View(scope, place or scope.place, 2024, DAY)


def test_every_indicator_stands_on_exactly_one_page_but_for_study():
    rows = view().figures()
    found = [code for page in lines_of_work.LEDGERS for code in lines_of_work.of_page(rows, page)["code"]]
    assert sorted(found) == sorted(rows[~rows["ledger"].isin(ELSEWHERE)]["code"])


@pytest.mark.parametrize("page", lines_of_work.LEDGERS)
def test_a_page_counts_the_promises_of_its_own_indicators(page):
    found = lines_of_work.work(view(), page)
    assert found.counted == promises.promises(lines_of_work.of_page(view().figures(), page))
    assert len(found.codes) == len(set(found.codes))


@pytest.mark.parametrize("page", lines_of_work.LEDGERS)
@pytest.mark.parametrize("where", [(TINY, NORTH), (EMPTY, None), (ONE_VILLAGE, None), (TINY, TOWNSHIP + "000")])
def test_a_page_has_words_where_there_is_nothing(page, where):
    found = lines_of_work.work(view(*where), page)
    assert found.indicators.counts is not None and found.urgent is not None


def test_every_matter_with_a_limit_is_on_exactly_one_page():
    everything = view().matters()
    found = [
        key
        for page in lines_of_work.LEDGERS
        for key in lines_of_work.matters_of(view(), page)[["rule", "row_id"]].itertuples()
    ]
    told = sorted((key.rule, key.row_id) for key in found)
    assert told == sorted(zip(everything["rule"], everything["row_id"], strict=True)) and told
