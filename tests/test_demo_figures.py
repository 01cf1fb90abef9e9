"""The published report of 2024, through the product's public functions, on the demonstration home."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from engine.__main__ import main
from engine.figures import of_places, status, time_frame
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from tests.conftest import HOMES

REPORT = list(csv.DictReader((HOMES / "figures-2024.csv").open(encoding="utf-8-sig")))
YEAR_END = date(2024, 12, 31)


@pytest.fixture
def scope(demo_home: Path) -> Scope:
    return questions.open_scope(Home(demo_home))


@pytest.mark.parametrize("line", REPORT, ids=lambda line: f"{line['id']}-{line['indicator']}")
def test_the_demonstration_gives_every_figure_of_the_published_report(line: dict, scope: Scope) -> None:
    found = of_places.figures(scope, scope.place, 2024, YEAR_END).set_index("code")
    said, row = float(line["value"]), found.loc[line["indicator"]]
    if line["compare"] == "value":
        assert row["value"] == said
    elif line["compare"] == "range":
        assert said < row["value"] < said + (100 if said >= 500 else 10)
    elif line["compare"] == "each_month":
        days = ask("days", scope, indicator=line["indicator"], from_day=date(2024, 1, 1), as_of=YEAR_END)["day"]
        assert Counter(days.dt.month) == Counter(range(1, 13))
    elif line["compare"] == "every_person":
        assert row["value"] == 100
    else:
        assert line["compare"] == "meets_target"
        assert [found.loc[code, "status"] for code in ("animal_tested", "animal_qualified")] == [status.REACHED] * 2


def test_the_report_has_51_figures() -> None:
    assert len(REPORT) == 51


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_in_the_demonstration_villages_and_the_townships_own_matters_add_up_for_every_count(
    year: int, scope: Scope
) -> None:
    day = time_frame.default_day(scope, year)
    whole = of_places.figures(scope, scope.place, year, day).set_index("code")
    counts = whole[whole["kind"].isin(["count", "stock"]) & whole["value"].notna()]
    parts = of_places.figures_by_place(scope, scope.place, 12, year, day).groupby("code")["value"].sum()
    assert dict(parts[counts.index]) == dict(counts["value"])


def test_in_the_demonstration_the_number_of_rows_or_their_sum_is_the_number(scope: Scope) -> None:
    for year in (2024, 2025):
        day = time_frame.default_day(scope, year)
        for row in of_places.figures(scope, scope.place, year, day).itertuples():
            if pd.isna(row.value):
                continue
            rows = ask("rows", scope, indicator=row.code, from_day=date(year, 1, 1), as_of=day, most=10_000)
            assert rows["numerator"].sum() == row.numerator, row.code
            assert rows["denominator"].fillna(0).sum() == (0 if pd.isna(row.denominator) else row.denominator), row.code
            assert len(rows) == row.row_count, row.code


def test_in_the_demonstration_every_drill_row_resolves_to_its_file_and_line(scope: Scope) -> None:
    """Two-ledger indicators included: the line of the file holds the row's key."""
    for row in of_places.figures(scope, scope.place, 2025, date(2025, 9, 30)).itertuples():
        rows = ask("rows", scope, indicator=row.code, from_day=date(2025, 1, 1), as_of=date(2025, 9, 30), most=50)
        for found in rows.itertuples():
            lines = (scope.home.path / found.source_file).read_text(encoding="utf-8-sig").splitlines()
            assert lines[found.line - 1].split(",")[0] == found.row_id


def test_in_the_demonstration_half_a_year_gives_paces_and_no_year_end_verdicts(
    scope: Scope, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", "--year", "2024", "--as-of", "2024-06-30"]) == 0
    lines = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    reach = [line for line in lines if line["expected"]]
    assert len(reach) > 15 and all(line["status"] != status.MISSED for line in reach)
    assert all(line["pace"] for line in reach if line["expected"] != "0" and line["unit"] != "%")
    river = next(line for line in lines if line["indicator"] == "patrols_township")
    assert (river["target"], river["expected"]) == ("36", "17")


def test_in_the_demonstration_one_line_per_indicator_comes_in_catalogue_order(
    scope: Scope, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", "--year", "2024"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == (
        "indicator,name,section,unit,place,value,numerator,denominator,target,expected,pace,status,rows"
    )
    codes = [line["indicator"] for line in csv.DictReader(out.splitlines())]
    assert codes == list(questions.catalogue(scope)["code"])


def test_in_the_demonstration_a_petition_overdue_since_2024_is_still_seen_in_2025(scope: Scope) -> None:
    from engine.figures import matters

    found = matters.matters(scope, scope.place, 2025, date(2025, 9, 30)).set_index(["rule", "row_id"])
    assert found.loc[("petition_close", "XF-2024-0013"), "state"] == status.OVERDUE
    assert matters.totals(matters.counts(scope, scope.place, 2025, date(2025, 9, 30))).carried == 1


def test_the_demonstration_has_nothing_left_out_and_no_error(
    demo_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == "全部文件和行都已计入。"
    assert last.startswith("对不上的地方：疑点 2 处。")


def test_the_demonstration_shows_trouble_on_every_page(scope: Scope) -> None:
    from engine.figures import promises

    rows = of_places.figures(scope, scope.place, 2025, date(2025, 9, 30))
    assert set(status.ACTION) <= set(rows["status"])
    assert promises.promises(rows).in_need >= 10
