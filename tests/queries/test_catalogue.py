"""Every catalogue line has its query, every query its line, and all of them keep one contract."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "queries"
CODES = sorted(path.stem for path in (QUERIES / "indicators").glob("*.sql"))
RULES = sorted(path.stem for path in (QUERIES / "deadlines").glob("*.sql"))
FACT = ["row_id", "place", "day", "numerator", "denominator"]
STOCK = ["row_id", "place", "from_day", "last_day", "numerator", "denominator"]
TWO_LEDGERS = ["committees_cover", "patrol_problems_per_100"]


def test_every_catalogue_line_has_a_query_and_every_query_a_line(catalogue):
    assert sorted(line["code"] for line in catalogue) == CODES


def test_every_rule_has_a_query_and_every_query_a_rule():
    with (ROOT / "data" / "deadlines.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted({row["rule"] for row in csv.DictReader(file)}) == RULES


def test_a_query_opens_with_the_name_the_catalogue_gives_it(catalogue):
    opening = {code: (QUERIES / "indicators" / f"{code}.sql").read_text().split("\n")[0] for code in CODES}
    wrong = [line["code"] for line in catalogue if not opening[line["code"]].startswith(f"-- {line['name']}: ")]
    assert wrong == []


def test_no_query_is_longer_than_sixty_lines():
    sizes = {str(path.relative_to(QUERIES)): path.read_text().count("\n") for path in QUERIES.rglob("*.sql")}
    assert {name: lines for name, lines in sizes.items() if lines > 60} == {}


def test_definitions_are_written_with_full_width_punctuation(catalogue):
    assert [line["code"] for line in catalogue if re.search(r"[,;:()\"!?]", line["name"] + line["definition"])] == []


@pytest.mark.parametrize("code", CODES)
def test_an_indicator_over_empty_ledgers_has_no_facts_and_exactly_the_promised_columns(bench, catalogue, code):
    """So it need not be run where nobody keeps them."""
    result = bench.prepare().execute((QUERIES / "indicators" / f"{code}.sql").read_text())
    kinds = {line["code"]: line["kind"] for line in catalogue}
    promised = STOCK if kinds[code].startswith("stock") else FACT
    assert [name for name, *_ in result.description] == (["ledger", *promised] if code in TWO_LEDGERS else promised)
    assert result.fetchall() == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_over_empty_ledgers_has_no_matters_and_exactly_the_promised_columns(bench, rule):
    result = bench.prepare().execute((QUERIES / "deadlines" / f"{rule}.sql").read_text())
    assert [name for name, *_ in result.description] == [
        "ledger",
        "row_id",
        "place",
        "started_on",
        "due_on",
        "finished_on",
    ]
    assert result.fetchall() == []


def test_the_kind_in_the_catalogue_says_whether_facts_have_a_denominator(catalogue):
    said = {line["code"]: line["kind"] in ("rate", "stock_rate") for line in catalogue}
    written = {
        code: "null as denominator" not in (QUERIES / "indicators" / f"{code}.sql").read_text() for code in CODES
    }
    assert said == written
