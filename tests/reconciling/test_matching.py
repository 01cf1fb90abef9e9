"""Sentences as offices write them, each with the indicator it means: `paraphrases.csv` marks the figure with 【】."""

import csv
from pathlib import Path

import pytest

from engine.reconciling import matching
from engine.reconciling.extracting import measure_words
from engine.reconciling.extracting.extraction import extract
from engine.reconciling.reconcile import Checked, reconcile
from engine.reconciling.surroundings import around
from engine.snapshot.questions import Scope
from tests import homes

SENTENCES = list(csv.DictReader((Path(__file__).parent / "paraphrases.csv").open(encoding="utf-8")))


@pytest.fixture(scope="module")
def scope() -> Scope:
    return homes.tiny()


def figures(scope: Scope, sentence: str) -> list[Checked]:
    """What is found at the marked figure."""
    start, end = sentence.index("【"), sentence.index("】") - 1
    found = reconcile(scope, sentence.replace("【", "").replace("】", ""), 2024)
    return [each for each in found.figures if each.found.start < end and each.found.end > start]


def test_no_sentence_is_taken_for_another_indicator(scope: Scope) -> None:
    wrong = [
        (line["sentence"], each.code)
        for line in SENTENCES
        if len(found := figures(scope, line["sentence"])) == 1
        and (each := found[0]).code not in ("", line["indicator"])
    ]
    assert wrong == []


def test_nearly_every_sentence_is_matched_without_asking(scope: Scope) -> None:
    meant = [line for line in SENTENCES if line["indicator"] != "-"]
    found = [line for line in meant if line["indicator"] in {e.code for e in figures(scope, line["sentence"])}]
    assert len(meant) > 90 and len(found) / len(meant) >= 0.95


def test_what_no_indicator_counts_is_left_alone(scope: Scope) -> None:
    strange = [line["sentence"] for line in SENTENCES if line["indicator"] == "-"]
    assert {s: e.code for s in strange for e in figures(scope, s) if e.code} == {}


def test_where_two_indicators_are_as_likely_the_reader_chooses_of_at_most_three(scope: Scope) -> None:
    (found,) = figures(scope, "排查整治安全隐患【34条】。")
    assert found.unsure and {"hazards_found", "hazards_rectified"} <= {c.code for c in found.candidates}
    assert len(found.candidates) <= 3


def test_the_same_said_of_two_rates_is_checked_for_both(scope: Scope) -> None:
    (found,) = figures(scope, "开展布病疫情检测，检测率和合格率【均达标】。")
    assert found.code == "animal_qualified"
    text = "开展布病疫情检测，检测率和合格率均达标。"
    (one,) = extract(text)
    match = matching.match(one, around(text, [(one.start, one.end)])[0], matching.known(scope))
    assert (match.code, match.beside) == ("animal_qualified", ("animal_tested",))


def test_a_percentage_is_no_count_and_a_count_no_percentage(scope: Scope) -> None:
    assert [e.code for e in figures(scope, "信访按期办结【50件】。")] != ["petitions_closed_on_time"]
    assert all(e.code != "petitions_received" for e in figures(scope, "接待来信来访【100%】。"))


def test_an_indicator_of_the_homes_own_is_found_by_its_name(scope: Scope) -> None:
    own = matching.Known("walks", "骑马巡河", "次", "count", ((("骑马巡河",),),))
    text = "全年骑马巡河8次。"
    (found,) = extract(text)
    match = matching.match(found, around(text, [(found.start, found.end)])[0], (own, *matching.known(scope)))
    assert match.code == "walks"


def test_the_noun_after_the_measure_word_is_what_is_counted() -> None:
    text = "设置2个法治宣传栏和1个法律图书角，覆盖6个村"
    first, second, third = around(text, [(2, 4), (10, 12), (20, 22)])
    assert (first.before, first.after) == ("设置", "法治宣传栏")
    assert (second.before, second.after) == ("", "法律图书角")
    assert (third.before, third.after) == ("覆盖", "村")


def test_earlier_words_know_what_lies_between() -> None:
    text = "接待来访12件，办结10件。满意率98%"
    words = around(text, [(4, 7), (10, 13), (17, 20)])[2]
    assert [(e.words, e.clauses, e.figures, e.sentences) for e in words.earlier] == [
        ("10件", 0, 1, 1),
        ("办结", 0, 1, 1),
        ("12件", 1, 2, 1),
        ("接待来访", 1, 2, 1),
    ]


@pytest.mark.parametrize(
    ("written", "catalogued", "expected"),
    [
        ("次", "次", (1.0, 1.0)),
        ("次/月", "次", (1.0, 1.0)),
        ("场", "场次", (0.95, 0.5)),
        ("人次", "人", (0.5, 0.0)),
        ("份", "件", (0.3, 0.0)),
        ("%", "%", (1.0, 0.0)),
        ("起", "起/百次", (1.0, 1.0)),
    ],
)
def test_measure_words_agree_by_what_they_count(written: str, catalogued: str, expected: tuple[float, float]) -> None:
    assert measure_words.agreement(written, catalogued) == expected
