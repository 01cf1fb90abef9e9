"""The lint of queries/: every rule fires on what it refuses, and is quiet on what is meant instead."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import sql_rules  # noqa: E402 the tools are scripts, not a package

REFUSED = {
    "an average": ("select avg(rating) from t", "numerator and denominator"),
    "an average by another name": ("select mean(rating) from t", "numerator and denominator"),
    "a rounding": ("select round(a, 1) from t", "half up"),
    "a division": ("select a / nullif(b, 0) from t", "numerator and denominator"),
    "a bare sum": ("select sum(a) from t", "CAST(SUM(...) AS BIGINT)"),
    "a sum over a window": ("select sum(a) over (partition by b) from t", "CAST(SUM(...) AS BIGINT)"),
    "a sum cast to a small number": ("select cast(sum(a) as integer) from t", "CAST(SUM(...) AS BIGINT)"),
    "a fraction cast to a whole number": ("select cast(1.5 * a as bigint) from t", "rounds where Spark cuts off"),
    "a decimal cast to a whole number": (
        "select cast(cast(a as decimal(9, 2)) as integer) from t",
        "rounds where Spark cuts off",
    ),
    "a difference in months": ("select date_diff('month', a_on, b_on) from t", "`calendar`"),
    "the start of a year": ("select cast(date_trunc('year', a_on) as date) from t", "`calendar`"),
    "the start of a month left a timestamp": (
        "select date_trunc('month', a_on) from t",
        "CAST(DATE_TRUNC('month', d) AS DATE)",
    ),
    "a day later left a timestamp": ("select a_on + interval 1 day from t", "CAST(d + INTERVAL 1 DAY AS DATE)"),
    "a month later": ("select cast(a_on + interval 1 month as date) from t", "`calendar`"),
    "days from a table": ("select cast(a_on + interval (n) day as date) from t", "`calendar`"),
    "days from a table in another way": ("select cast(a_on + to_days(n) as date) from t", "`calendar`"),
    "a day plus one": ("select a_on + 1 from t", "CAST(d + INTERVAL 1 DAY AS DATE)"),
    "a day less a day": ("select a_on - b_on from t", "DATE_DIFF('day', a, b)"),
    "the year of a day": ("select year(a_on) from t", "`calendar`"),
    "a part of a day": ("select extract(month from a_on) from t", "`calendar`"),
    "a weekday": ("select weekday(a_on) from t", "`calendar`"),
    "a formatted day": ("select strftime(a_on, '%Y') from t", "`calendar`"),
    "today": ("select current_date", "`calendar`"),
    "an integer division by what may be nothing": ("select a // b from t", "NULLIF(divisor, 0)"),
    "a remainder by what may be nothing": ("select a % b from t", "NULLIF(divisor, 0)"),
    "an order silent about nulls": ("select row_id from t order by row_id", "NULLS FIRST or NULLS LAST"),
    "a falling order silent about nulls": ("select row_id from t order by row_id desc", "NULLS FIRST or NULLS LAST"),
    "a window's order silent about nulls": ("select lag(a) over (order by row_id) from t", "NULLS FIRST or NULLS LAST"),
    "an order with ties": ("select row_id, a from t order by a nulls last", "rows that tie"),
    "a window's order with ties": ("select row_number() over (order by a nulls last) from t", "rows that tie"),
    "an order by one of two groups": (
        "select a, b, count(*) from t group by a, b order by a nulls last",
        "rows that tie",
    ),
    "an order of a step with ties": (
        "with s as (select a, b from t group by a, b) select a, b from s order by b nulls last",
        "rows that tie",
    ),
    "an order by all": ("select a from t order by all", "ORDER BY ALL"),
    "an ASOF join": ("select t.a from t asof join u on t.b >= u.b", "ASOF"),
    "a pivot": ("pivot t on a using count(*)", "PIVOT"),
    "an unpivot": ("unpivot t on a, b into name n value v", "PIVOT"),
    "a group by all": ("select a, count(*) from t group by all", "GROUP BY ALL"),
    "a recursion": (
        "with recursive r as (select 1 as n union all select n + 1 from r where n < 9) select n from r",
        "RECURSIVE",
    ),
    "a frame of days": (
        "select count(*) over (order by row_id nulls last range between interval 7 day preceding and current row) from t",
        "RANGE frames",
    ),
    "a series": ("select g from generate_series(1, 9) as s(g)", "GENERATE_SERIES"),
    "a range": ("select unnest(range(9))", "GENERATE_SERIES"),
    "a share of rows": ("select a from t limit 10%", "LIMIT $limit"),
    "a parameter without a name": ("select a from t where b = ?", "by name"),
    "a numbered parameter": ("select a from t where b = $1", "by name"),
    "a day bound as it comes": ("select a from t where a_on <= $as_of", "CAST($as_of AS DATE)"),
    "a first day bound as it comes": ("select a from t where a_on >= $from_day", "CAST($from_day AS DATE)"),
    "a place compared as a whole": ("select a from t where place = $place", "place LIKE $place"),
}

ACCEPTED = {
    "a sum of whole numbers": "select cast(sum(a) as bigint) as a from t",
    "a sum of hours": "select cast(sum(hours) as decimal(18, 4)) as hours from t",
    "a sum of what may be nothing": "select cast(coalesce(sum(a), 0) as bigint) as a from t",
    "a sum that is only compared": "select a from t group by a having sum(b) > 0",
    "a running sum": """select cast(sum(a) over (partition by b order by day nulls last, row_id nulls last
        rows between unbounded preceding and current row) as bigint) as a from t""",
    "a count, a smallest and a largest": "select count(*) as n, min(a) as low, max(a) as high from t",
    "a truth": "select a, b > 0 as open from t where c and not d",
    "days between": "select date_diff('day', a_on, b_on) as days from t",
    "a day later": "select cast(a_on + interval 1 day as date) as day from t",
    "a week earlier, in brackets": "select cast((a_on - interval 7 day) as date) as day from t",
    "the month of a day": "select cast(date_trunc('month', a_on) as date) as month from t",
    "the year of a day by the calendar": "select calendar.year from t inner join calendar on t.a_on = calendar.day",
    "the day of a time": "select cast(patrolled_at as date) as day from t",
    "numbers added": "select a + 1 as a, b - c as d from t",
    "a remainder by a number": "select month_no % 12 + 1 as month from calendar",
    "a division that may be by nothing": "select a // nullif(b, 0) as a from t",
    "a text cast to a number": "select cast(value as bigint) as days from parameters",
    "an order by a key": "select row_id, a from t order by a desc nulls last, row_id nulls first",
    "an order by every group": "select a as x, b, count(*) as n from t group by a, b order by x nulls last, b nulls last",
    "an order by what a cast group is called": """select cast(a as varchar) as a, count(*) as n from t
        group by cast(a as varchar) order by a nulls last""",
    "an order by the groups of a step": """with s as (select a, count(*) as n from t group by a)
        select a, n from s order by n desc nulls last, a nulls last""",
    "an order by months of the calendar": """select calendar.year, calendar.month_no, count(*) as n from calendar
        group by calendar.year, calendar.month_no order by calendar.month_no nulls last""",
    "an order of what the WHERE leaves open": """select day, numerator from facts
        where indicator = $indicator and ledger = $ledger and row_id = $row_id order by day nulls last, numerator nulls last""",
    "an order of distinct rows": "select distinct a, b from t order by a nulls last, b nulls last",
    "an order of two queries joined": """select a, count(*) as n from t group by a
        union all select a, count(*) as n from u group by a order by a nulls last""",
    "a rank, which ties share": "select row_id, rank() over (order by a desc nulls last) as place_no from t",
    "a bound number of rows": "select row_id from t order by row_id nulls last limit $limit",
    "bound days and places": """select a from t where place like $place and a_on <= cast($as_of as date)
        and a_on >= cast($from_day as date) and indicator = $indicator""",
    "what lies above a place": "select a from t where $place like place || '%'",
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_lint_refuses(name):
    sql, reason = REFUSED[name]
    assert any(reason in problem for problem in sql_rules.problems(sql)), sql_rules.problems(sql)


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_lint_accepts(name):
    assert sql_rules.problems(ACCEPTED[name]) == []


def test_a_message_shows_the_words_it_refuses():
    assert sql_rules.problems("select row_id, avg(a) from t group by row_id") == [
        "`AVG(a)`: return numerator and denominator; the one rounding, half up, is Python's"
    ]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "queries").rglob("*.sql")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_query_of_the_product_could_run_elsewhere(path):
    assert sql_rules.problems(path.read_text(encoding="utf-8")) == []


def test_the_command_names_the_file_and_fails(tmp_path, monkeypatch, capsys):
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "wrong.sql").write_text("select avg(a) from t")
    monkeypatch.setattr(sql_rules, "QUERIES", tmp_path / "queries")
    assert sql_rules.main() == 1
    assert capsys.readouterr().out.startswith("queries/wrong.sql: `AVG(a)`")
    (tmp_path / "queries" / "wrong.sql").write_text("select a from t")
    assert sql_rules.main() == 0
