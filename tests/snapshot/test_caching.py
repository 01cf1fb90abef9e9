"""What is worked out is cached for the next reader, and never so much that a server runs out of memory."""

from datetime import date

import pandas as pd

from engine.snapshot import questions
from engine.snapshot.caching import cached, weighed
from tests.homes import make_home


def rows(n: int) -> pd.DataFrame:
    return pd.DataFrame({"text": ["字" * 100] * n, "number": range(n)})


def test_a_result_is_worked_out_once():
    asked = []
    twice = cached(2)(lambda n: asked.append(n) or 2 * n)
    assert [twice(1), twice(1), twice(2), twice(1)] == [2, 2, 4, 2] and asked == [1, 2]


def test_the_longest_unused_result_goes_first():
    asked = []
    own = cached(2)(lambda n: asked.append(n) or n)
    for n in (1, 2, 1, 3, 1, 2):
        own(n)
    assert asked == [1, 2, 3, 2] and own.cached().results == 2


def test_a_large_frame_is_given_and_not_kept():
    answer = cached(10, one=weighed(rows(100)))(rows)
    assert [len(answer(n)) for n in (10, 100, 1000, 1000)] == [10, 100, 1000, 1000]
    assert answer.cached() == (2, weighed(rows(10)) + weighed(rows(100)))


def test_all_results_together_stay_below_their_bound():
    bound = 3 * weighed(rows(100))
    answer = cached(1000, together=bound)(lambda n: rows(100))
    for n in range(20):
        answer(n)
        assert answer.cached().size <= bound
    assert answer.cached().results == 3


def test_the_frames_within_a_result_count():
    assert weighed((rows(100), {"a": [rows(100)]})) > 2 * weighed(rows(100))


def test_the_answers_that_files_are_made_of_are_not_kept(tmp_path, monkeypatch):
    """Twelve downloads of a large ledger leave nothing behind; what pages show stays."""
    many = [{"row_id": f"X{n}", "held_on": "2024-03-05", "note": "备注" * 400} for n in range(4000)]
    scope = questions.open_scope(make_home(tmp_path, {"publicity_events": many}))
    asked = {"ledger": "publicity_events", "from_day": date(2024, 1, 1), "to_day": date(2024, 12, 31), "skip": 0}
    questions._answer.cache_clear()
    for n in range(12):
        assert len(questions.ask("ledger_rows", scope, **asked, search="", most=4000 + n)) == 4000
    assert questions._answer.cached().results <= 1  # the places
    questions.ask("ledger_rows", scope, **asked, search="", most=500)
    assert questions._answer.cached().results <= 2
