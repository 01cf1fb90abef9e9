"""The sentences over the charts of one indicator, each counted again from the ledgers' own files."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects import places_compared, through_the_year
from tests.homes import EAST, TOWNSHIP, WEST, make_home

DAY = date(2025, 9, 30)


def patrols(folder: Path) -> list[tuple[str, str]]:
    """(day, place) of every patrol of a village's chief."""
    found = []
    for path in (folder / "ledgers" / "river_patrols").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += [(r["巡河时间"][:10], r["区划代码"]) for r in csv.DictReader(file) if r["河长级别"] == "村级"]
    return found


def view_of(home: Home, place: str | None = None, day: date = DAY) -> View:
    scope = questions.open_scope(home)
    return View(scope, place or scope.place, day.year, day)


def month_sentence(view: View) -> str:
    row = view.figure("patrols_village")
    return through_the_year.by_month(view.scope, view.place, view.year, view.as_of, row).title


def recounted(folder: Path, day: date, place: str = "") -> str:
    """The sentence about the months, from the files: most, none, and the last two months that are over."""
    span = (f"{day.year}-01-01", day.isoformat())
    counts = Counter(int(d[5:7]) for d, p in patrols(folder) if span[0] <= d <= span[1] and p.startswith(place))
    months = range(1, day.month + 1)
    most = max(counts.values())
    best = [f"{m}月" for m in months if counts[m] == most]
    idle = [f"{m}月" for m in months if not counts[m]]
    said = [f"{'、'.join(best)}最多，{'各 ' if len(best) > 1 else ''}{most} 次"] if len(best) < 4 else []
    if len(best) + len(idle) == len(months) and not idle:
        said = [f"各月都是 {most} 次"]
    said += [f"{'、'.join(idle) if len(idle) < 4 else f'{len(idle)} 个月'}没有"] if idle else []
    over = day.month if date.fromordinal(day.toordinal() + 1).month != day.month else day.month - 1
    change = counts[over] - counts[over - 1]
    if change:
        said.append(f"{over}月比上月{'多' if change > 0 else '少'} {abs(change)} 次")
    elif counts[over]:
        said.append(f"{over}月与上月持平")
    return "；".join(said)


@pytest.mark.parametrize("day", [DAY, date(2025, 8, 15), date(2024, 12, 31), date(2023, 7, 31)])
def test_the_months_of_the_demonstration_home_are_told_as_its_files_have_them(demo_home: Path, day: date) -> None:
    view = view_of(Home(demo_home), day=day)
    assert month_sentence(view) == recounted(demo_home, day)
    for place in (code for code in questions.known_places(view.scope) if len(code) == 12 and code[-3:] != "000"):
        at = view_of(Home(demo_home), place, day)
        if at.figure("patrols_village").value:
            assert month_sentence(at) == recounted(demo_home, day, place)


@pytest.mark.parametrize("day", [DAY, date(2024, 12, 31)])
def test_the_villages_of_the_demonstration_home_are_ranked_as_its_files_have_them(demo_home: Path, day: date) -> None:
    view = view_of(Home(demo_home), day=day)
    drawn = places_compared.by_place(view.figures_below(), "patrols_village", view.parts)
    span = (f"{day.year}-01-01", day.isoformat())
    counts = Counter(view.names[p[:12]] for d, p in patrols(demo_home) if span[0] <= d <= span[1])
    least = min(counts.values())
    names, amount = drawn.title.split("最少，")
    assert sorted(names.split("、")) == sorted(name for name, count in counts.items() if count == least)
    assert amount == f"{least} 次"
    assert {name: value for _, name, value, *_ in drawn.bars if value} == counts


@pytest.mark.parametrize("day", [DAY, date(2024, 6, 30)])
def test_the_year_of_the_demonstration_home_is_compared_with_the_same_days_of_the_last(
    demo_home: Path, day: date
) -> None:
    view = view_of(Home(demo_home), day=day)
    row = view.figure("patrols_village")

    def until(end: date) -> int:
        return sum(f"{end.year}-01-01" <= d <= end.isoformat() for d, _ in patrols(demo_home))

    now, before = until(day), until(day.replace(year=day.year - 1))
    change = f"{'多' if now > before else '少'} {abs(now - before)} 次" if now != before else ""
    words = f"比上年同期{change}" if change else "与上年同期持平"
    line = through_the_year.through_the_year(view.scope, view.place, view.year, view.as_of, row)
    assert line.title == f"累计 {now} 次，{words}"


def home_with(folder: Path, days: dict[str, str]) -> Home:
    """A home whose village chiefs went out on these days: key → place."""
    rows = [
        {"row_id": f"XH-{n}", "patrolled_at": f"{day} 09:00", "level": "村级", "place": place}
        for n, (day, place) in enumerate(days.items())
    ]
    return make_home(folder, {"river_patrols": rows})


def test_a_month_without_anything_is_named_and_two_equal_months_are_said_to_be_equal(tmp_path: Path) -> None:
    home = home_with(tmp_path, {"2024-01-05": EAST, "2024-03-05": EAST, "2024-03-06": WEST, "2024-04-01": EAST})
    assert month_sentence(view_of(home, TOWNSHIP, date(2024, 4, 30))) == "3月最多，2 次；2月没有；4月比上月少 1 次"
    assert month_sentence(view_of(home, TOWNSHIP, date(2024, 4, 29))) == "3月最多，2 次；2月没有；3月比上月多 2 次"
    assert (
        month_sentence(view_of(home, EAST, date(2024, 4, 30))) == "1月、3月、4月最多，各 1 次；2月没有；4月与上月持平"
    )
    assert month_sentence(view_of(home, WEST, date(2024, 4, 30))) == "只有3月有，1 次；4月比上月少 1 次"


def test_a_village_with_nothing_in_a_kept_year_has_a_sentence(tmp_path: Path) -> None:
    home = home_with(tmp_path, {"2024-01-05": EAST})
    assert month_sentence(view_of(home, WEST, date(2024, 4, 30))) == "各月都是 0 次"


def test_a_year_without_the_ledger_has_a_sentence(tmp_path: Path) -> None:
    home = home_with(tmp_path, {"2023-01-05": EAST})
    assert month_sentence(view_of(home, TOWNSHIP, date(2024, 4, 30))) == "今年还没有记录"


def test_one_village_alone_is_not_ranked(tmp_path: Path) -> None:
    home = make_home(
        tmp_path,
        {"river_patrols": [{"row_id": "XH-1", "patrolled_at": "2024-03-05 09:00", "level": "村级"}]},
        places=[
            {"code": TOWNSHIP, "name": "白杨乡", "level": "乡", "parent": "620999"},
            {"code": EAST, "name": "东湾村", "level": "村", "parent": TOWNSHIP},
        ],
    )
    view = view_of(home, TOWNSHIP, date(2024, 4, 30))
    assert places_compared.by_place(view.figures_below(), "patrols_village", view.parts).title == "各村情况"


def test_a_count_and_a_duty_of_every_period_are_stairs_and_a_rate_is_a_line(tmp_path: Path) -> None:
    view = view_of(home_with(tmp_path, {"2024-01-05": EAST}), TOWNSHIP, date(2024, 4, 30))

    def steps(code: str, **promise: str) -> tuple[str, ...]:
        row = replace(view.figure(code), **promise)
        return through_the_year.through_the_year(view.scope, view.place, view.year, view.as_of, row).steps

    assert steps("patrols_village", target_kind="reach") == ("今年", "上年")
    assert steps("patrols_village", target_kind="each_period") == ("今年", "上年", "序时")
    assert steps("problems_rectified", target_kind="floor") == ()
