"""Stocks: what is there on a day is the sum of all that came, less what went on the day after its last."""

import re

from tests.queries.conftest import sql_of

TOWNSHIP, VILLAGE, OTHER_VILLAGE = "999000001000", "999000001201", "999000001202"


def test_a_certificate_counts_on_its_last_valid_day_and_not_on_the_day_after(bench):
    bench.add("officers", certified_on="2020-05-01", expires_on="2024-04-30")
    assert bench.facts("officers_certified") == [("R1", "2020-05-01", 1, None), ("R1", "2024-05-01", -1, None)]
    assert bench.reached("officers_certified", "2020-04-30") == (0, 0)
    assert bench.reached("officers_certified", "2020-05-01") == (1, 0)
    assert bench.reached("officers_certified", "2024-04-30") == (1, 0)
    assert bench.reached("officers_certified", "2024-05-01") == (0, 0)


def test_expiry_or_revocation_whichever_comes_first_ends_a_certificate(bench):
    bench.add(
        "officers",
        row_id="revoked",
        name="甲",
        certified_on="2020-05-01",
        expires_on="2026-04-30",
        revoked_on="2024-02-29",
    )
    bench.add("officers", row_id="revoked only", name="乙", certified_on="2020-05-01", revoked_on="2024-02-28")
    bench.add("officers", row_id="for good", name="丙", certified_on="2020-05-01")
    assert bench.facts("officers_certified")[3:] == [
        ("revoked only", "2024-02-29", -1, None),
        ("revoked", "2024-03-01", -1, None),
    ]


def test_venues_are_counted_by_kind_until_the_day_they_close(bench):
    bench.add("venues", row_id="A", kind="法治宣传栏", opened_on="2023-01-01", closed_on="2024-12-31")
    bench.add("venues", row_id="B", kind="法律图书角", opened_on="2023-01-01")
    assert bench.facts("venues_boards") == [("A", "2023-01-01", 1, None), ("A", "2025-01-01", -1, None)]
    assert bench.facts("venues_bookcorners") == [("B", "2023-01-01", 1, None)]
    assert bench.facts("venues_culture") == []


def test_residents_leave_the_count_the_day_after_they_leave_office(bench):
    bench.add("law_savvy_residents", since="2023-03-01", until="2024-03-01")
    assert bench.facts("law_savvy_residents") == [("R1", "2023-03-01", 1, None), ("R1", "2024-03-02", -1, None)]


def test_a_grid_without_a_day_of_its_own_was_there_from_the_first_day_of_the_calendar(bench):
    bench.add_place(VILLAGE, "村")
    bench.add_place(VILLAGE + "001", "网格")
    bench.add_place(VILLAGE + "002", "网格", opened_on="2024-02-01", closed_on="2024-06-30")
    assert bench.facts("grids") == [
        (VILLAGE + "001", "2023-01-01", 1, None),
        (VILLAGE + "002", "2024-02-01", 1, None),
        (VILLAGE + "002", "2024-07-01", -1, None),
    ]


def test_a_matter_is_in_the_hall_or_not_from_the_day_it_is_listed_until_it_is_struck_off(bench):
    bench.add(
        "service_matters", row_id="A", listed_on="2024-01-10", in_hall_since="2024-03-01", removed_on="2024-06-30"
    )
    bench.add("service_matters", row_id="B", listed_on="2024-01-10", removed_on="2024-08-31")
    bench.add("service_matters", row_id="C", listed_on="2024-01-10", in_hall_since="2023-06-01")
    assert bench.reached("matters_in_hall", "2024-01-09") == (0, 0)
    assert bench.reached("matters_in_hall", "2024-01-10") == (1, 3)
    assert bench.reached("matters_in_hall", "2024-03-01") == (2, 3)
    assert bench.reached("matters_in_hall", "2024-06-30") == (2, 3)
    assert bench.reached("matters_in_hall", "2024-07-01") == (1, 2)
    assert bench.reached("matters_in_hall", "2024-09-01") == (1, 1)


def test_what_a_row_has_added_in_two_parts_is_taken_away_in_one(bench):
    bench.add(
        "service_matters", row_id="A", listed_on="2024-01-10", in_hall_since="2024-03-01", removed_on="2024-06-30"
    )
    bench.add("service_matters", row_id="B", listed_on="2024-01-10", removed_on="2024-06-30")
    assert bench.facts("matters_in_hall") == [
        ("A", "2024-01-10", 0, 1),
        ("B", "2024-01-10", 0, 1),
        ("A", "2024-03-01", 1, 0),
        ("A", "2024-07-01", -1, -1),
        ("B", "2024-07-01", 0, -1),
    ]


def test_no_stock_takes_anything_away_by_itself(catalogue):
    """It says until when its rows count, and the builder what follows from that: one rule for all."""
    stocks = [line["code"] for line in catalogue if line["kind"].startswith("stock")]
    assert len(stocks) >= 8
    assert [code for code in stocks if re.search(r"interval|-\s*1\b|\bas day,", sql_of("indicators", code))] == []


def test_two_committees_in_one_village_cover_one_village(bench):
    bench.add_place(TOWNSHIP, "乡本级")
    bench.add_place(VILLAGE, "村", opened_on="2000-01-01")
    bench.add_place(OTHER_VILLAGE, "村")
    bench.add("mediation_committees", row_id="A", established_on="2024-01-10", dissolved_on="2024-06-30")
    bench.add("mediation_committees", row_id="B", established_on="2024-03-01", dissolved_on="2024-09-30")
    assert bench.facts("committees_cover") == [
        (VILLAGE, "2000-01-01", 0, 1),
        (OTHER_VILLAGE, "2023-01-01", 0, 1),
        ("A", "2024-01-10", 1, 0),
        ("A", "2024-07-01", -1, 0),
        ("B", "2024-07-01", 1, 0),
        ("B", "2024-10-01", -1, 0),
    ]
    assert bench.ledgers("committees_cover") == {
        VILLAGE: "places",
        OTHER_VILLAGE: "places",
        "A": "mediation_committees",
        "B": "mediation_committees",
    }


def test_a_committee_that_follows_another_at_once_leaves_no_day_uncovered(bench):
    bench.add_place(VILLAGE, "村")
    bench.add("mediation_committees", row_id="A", established_on="2024-01-10", dissolved_on="2024-06-30")
    bench.add("mediation_committees", row_id="B", established_on="2024-07-01")
    for day in ("2024-01-10", "2024-06-30", "2024-07-01", "2026-12-31"):
        assert bench.reached("committees_cover", day) == (1, 1)


def test_a_village_left_without_a_committee_is_uncovered_until_the_next(bench):
    bench.add_place(VILLAGE, "村")
    bench.add("mediation_committees", row_id="A", established_on="2024-01-10", dissolved_on="2024-06-30")
    bench.add("mediation_committees", row_id="B", established_on="2024-09-01")
    assert bench.reached("committees_cover", "2024-06-30") == (1, 1)
    assert bench.reached("committees_cover", "2024-07-01") == (0, 1)
    assert bench.reached("committees_cover", "2024-09-01") == (1, 1)


def test_a_committee_counts_only_while_its_village_exists_and_the_townships_own_never(bench):
    bench.add_place(TOWNSHIP, "乡本级")
    bench.add_place(VILLAGE, "村", opened_on="2024-02-01", closed_on="2024-05-31")
    bench.add("mediation_committees", row_id="A", established_on="2010-01-01")
    bench.add("mediation_committees", row_id="of the township", established_on="2010-01-01", place=TOWNSHIP)
    assert bench.facts("committees_cover") == [
        (VILLAGE, "2024-02-01", 0, 1),
        ("A", "2024-02-01", 1, 0),
        (VILLAGE, "2024-06-01", 0, -1),
        ("A", "2024-06-01", -1, 0),
    ]
