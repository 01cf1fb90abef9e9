"""How a number is written in a sentence."""

import pytest

from engine.reporting.number_forms import FORMS, ROUNDINGS, written


@pytest.mark.parametrize(
    ("value", "said"),
    [(625, "600余"), (24, "20余"), (14, "10余"), (564, "500余"), (1650, "1600余"), (12345, "12000余")],
)
def test_a_number_rounded_down_says_so(value, said):
    assert written(value, "条", "余") == said
    assert written(value, "条", "多") == said.replace("余", "多")


@pytest.mark.parametrize("value", [0, 7, 10, 600, 2000])
@pytest.mark.parametrize("form", ["余", "多", "以上", "约"])
def test_a_small_or_round_number_is_written_as_it_is(value, form):
    """`600余` of exactly 600 would not be true."""
    assert written(value, "条", form) == str(value)


@pytest.mark.parametrize(
    ("value", "said"), [(598, "近600"), (625, "近630"), (1990, "近2000"), (29, "近30"), (21, "21"), (600, "600")]
)
def test_nearly_goes_up_to_what_is_near(value, said):
    assert written(value, "条", "近") == said


@pytest.mark.parametrize(("value", "said"), [(625, "约630"), (1249, "约1200"), (43, "43")])
def test_about_keeps_two_figures(value, said):
    assert written(value, "条", "约").removeprefix("约") == said.removeprefix("约")


@pytest.mark.parametrize(
    ("value", "said"), [(15600, "1.56万"), (15000, "1.5万"), (20000, "2万"), (15678, "约1.57万"), (9999, "9999")]
)
def test_ten_thousands_are_exact_or_say_about(value, said):
    assert written(value, "元", "万") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (100, "100%"),
        (83.3333, "83.3%"),
        (0, "0%"),
        (99.96, "99.96%"),
        (99.9999, "99.9999%"),
        (0.004, "0.004%"),
        (100.01, "100.01%"),
    ],
)
def test_a_rate_is_rounded_once_and_never_to_a_false_hundred_or_zero(value, said):
    assert written(value, "%") == said


def test_no_thousands_separator_stands_in_a_sentence():
    assert written(2000, "人次") == "2000"


def test_every_form_is_explained():
    assert set(ROUNDINGS) < set(FORMS) and all(FORMS.values())
