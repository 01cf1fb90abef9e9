"""A home of the size of a province: what building its snapshot costs, and every answer over it and over one township in it."""

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import make_home
from table import Table, median

from engine.checks import ledger_checks
from engine.figures import matters, status
from engine.ledgers.home import QUERIES, Home
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from engine.words import excerpts

ANSWER, RATIO = 100.0, 1.5  # limits: milliseconds, times the township's own home
YEAR = date(2025, 1, 1)
AS_OF = date(2025, 9, 30)


class Question(NamedTuple):
    """An answer with the parameters a page gives it."""

    label: str
    name: str
    given: dict


def measure(scratch: Path, townships: int, rows: int, times: int) -> None:
    """Make the province and one township's own home in `scratch`, and print what they cost."""
    whole, own = Home(scratch / "province"), Home(scratch / "township")
    table = Table("province, snapshot", f"{townships:,} townships, {rows:,} rows asked for")
    began = time.perf_counter()
    make_home.make(whole.path, townships, rows)
    table.line("making the CSV files (not part of the product)", time.perf_counter() - began, "s")
    code = _township(whole)
    make_home.make(own.path, townships, rows, code)
    os.environ["LEDGER_CACHE"] = str(scratch / "cache")
    shutil.rmtree(scratch / "cache", ignore_errors=True)
    table.line("rows in the ledgers", sum(_lines(p) for p in (whole.path / "ledgers").rglob("*.csv")), "rows")
    for name, home in (("province", whole), ("township's own home", own)):
        built = _build(home)
        table.line(f"building the snapshot: {name}", built["seconds"], "s")
        table.line(f"peak memory while building: {name}", built["bytes"] / 2**20, "MB")
    size = sum(p.stat().st_size for p in (scratch / "cache").rglob("*.duckdb"))
    table.line("both snapshots on disk", size / 2**20, "MB")
    _answers(whole, own, code, times)
    _checks(whole, code)


def _township(home: Home) -> str:
    with (home.path / "places.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file) if len(row["code"]) == 9]
    return codes[len(codes) // 2]


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file) - 1


def _build(home: Home) -> dict:
    program = str(Path(__file__).parent / "build_snapshot.py")
    ran = subprocess.run([sys.executable, program, str(home.path)], check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def _answers(whole: Home, own: Home, code: str, times: int) -> None:
    province, township = questions.open_scope(whole), questions.open_scope(own)
    asked = _questions(province, province.place)
    table = Table("province, answers", f"median of {times}, warm, the answers' own cache emptied before each")
    for question in asked:
        (took,), rows = _times([partial(_ask, province, province.place, question)], times)
        limit = None if "for a file" in question.label else ANSWER  # no page asks for that many
        table.line(question.label, median(took), "ms", limit, f"best {min(took):.1f} ms, {rows:,} rows")
    table = Table("township, answers", "inside the province against its own home, in turn; ratio of the medians")
    sums = [0.0, 0.0]
    for question in _questions(province, code):
        both = [partial(_ask, scope, code, question) for scope in (province, township)]
        both_took, rows = _times(both, 4 * times)
        inside, alone = map(median, both_took)
        sums = [sums[0] + inside, sums[1] + alone]
        table.line(question.label, inside / alone, "x", RATIO, f"{inside:.1f} / {alone:.1f} ms, {rows:,} rows")
    table.line("all of them: ratio of the sums", sums[0] / sums[1], "x", RATIO, f"{sums[0]:.1f} / {sums[1]:.1f} ms")
    missing = {path.stem for path in (QUERIES / "answers").glob("*.sql")} - {question.name for question in asked}
    if missing:
        raise RuntimeError(f"not measured: no parameters in benchmarks/province.py for {', '.join(sorted(missing))}")


def _checks(whole: Home, code: str) -> None:
    """Every file of queries/checks, as the page 台账 runs them when somebody asks for the findings of all ledgers."""
    scope = questions.open_scope(whole)
    table = Table(
        "province, checks", "every check over every ledger, once; the rows are dice, so many contradict themselves"
    )
    for label, place, limit in (("the whole province", scope.place, None), ("one township in it", code, 1.0)):
        questions._answer.cache_clear()
        began = time.perf_counter()
        found = ledger_checks.counts(scope, place)["row_count"].sum()
        table.line(label, time.perf_counter() - began, "s", limit, f"{found:,} findings")


def _ask(scope: Scope, place: str, question: Question) -> int:
    return len(questions.ask(question.name, scope, place=place, **question.given))


def _times(calls: list[partial], times: int) -> tuple[list[list[float]], int]:
    """The milliseconds of each call, taken in turn after a first one that is not counted, and the rows it gave."""
    found: list[list[float]] = [[] for _ in calls]
    rows = [call() for call in calls]
    if len(set(rows)) > 1:
        raise RuntimeError(f"the same question gave {' and '.join(map(str, rows))} rows")
    for _ in range(times):
        for call, seconds in zip(calls, found, strict=True):
            questions._answer.cache_clear()  # the answers alone: places and settings stay known, as on a running server
            began = time.perf_counter()
            call()
            seconds.append((time.perf_counter() - began) * 1000)
    return found, rows[0]


def _questions(scope: Scope, place: str) -> list[Question]:
    """Every answer, asked as the pages ask it at this place: those by place both here and one level down."""
    below = {2: 4, 4: 6, 6: 9, 9: 12}[len(place)]
    here = min(len(place), 9)
    year, day = {"year": YEAR.year}, {"as_of": AS_OF}
    indicator = {"indicator": "services_window", "as_of": AS_OF}
    ledger = {"ledger": "service_cases", "from_day": YEAR, "to_day": AS_OF, "search": ""}
    first = questions.ask("ledger_rows", scope, place=place, **ledger, most=500, skip=0)["row_id"]
    row, keys = {"ledger": "service_cases", "row_id": first.iloc[0]}, {"ledger": "service_cases", "keys": tuple(first)}
    counts = {"from_day": YEAR, "as_of": AS_OF, "open_on": AS_OF, "near_days": 5}
    found = [
        ("dates", {"today": AS_OF}),
        ("places", {}),
        *(("left_out", {}), ("left_out_counts", {})),
        ("left_out_files", {"most": 5}),
        ("left_out_by_place", {"width": below}),
        ("superseded", {}),
        ("targets", year),
        ("periods", year | day),
        ("kept", {"width": here, **year, **day}),
        ("kept, one level down", {"width": min(below, 9), **year, **day}),
        ("levels", {"width": len(place), "from_day": YEAR, **day}),
        ("levels, one level down", {"width": below, "from_day": YEAR, **day}),
        ("matter_counts", {"width": len(place), **counts}),
        ("matter_counts, one level down", {"width": below, **counts}),
        *(("matters", _matters(scope, matters.URGENT)), ("matters, of every state", _matters(scope, status.MATTERS))),
        ("months", {"from_day": date(2024, 1, 1), **indicator}),
        ("days", {"from_day": YEAR, **indicator}),
        ("rows", {"from_day": YEAR, **indicator, "most": excerpts.SHOWN}),
        ("rows, 20,000", {"from_day": YEAR, **indicator, "most": 20_000}),
        ("row_sums", {"from_day": YEAR, **indicator}),
        ("figure_sources", {"from_day": YEAR, **indicator}),
        ("ledger_size", ledger),
        ("ledger_size, searched", ledger | {"search": "997"}),
        ("ledger_rows", ledger | {"most": 500, "skip": 0}),
        ("ledger_rows, searched", ledger | {"search": "997", "most": 500, "skip": 0}),
        *(("ledger_row", row), ("row_figures", row), ("rows_by_key", keys), ("row_prints", keys)),
        *_of_the_pages_of_work(below),
    ]
    return [Question(label, label.split(",")[0], given) for label, given in found]


def _matters(scope: Scope, states: Iterable[str]) -> dict:
    """What 预警 asks for its list."""
    rules, ledgers = tuple(questions.limits(scope)["rule"].unique()), tuple(questions.ledgers(scope))
    asked = {
        "from_day": YEAR,
        "as_of": AS_OF,
        "open_on": AS_OF,
        "near_days": 5,
        "reminding": ("mediation_confirm",),
        "at": "",
        "width": 15,
    }
    return {**asked, "rules": rules, "ledgers": ledgers, "states": tuple(states), "most": 500}


def _of_the_pages_of_work(below: int) -> list[tuple[str, dict]]:
    """What the page of each line of work asks, by the parameters."""
    day = {"as_of": AS_OF}
    span = {"from_day": YEAR, **day}
    by_place, listed = {"width": below}, {"most": 500}
    asked: list[tuple[str, dict]] = [
        ("counted", day | {"year": YEAR.year, "width": min(below, 9)}),
        ("kept_months", day | {"year": YEAR.year, "width": min(below, 9), "ledger": "service_cases"}),
        ("problem_sources", day),
        ("chief_days chief_records patrol_fixes publicity_months", span),
        ("litigation_counts safety_months dispute_kinds", span),
        ("enforcement_months officer_short service_channels petition_people", span),
        ("yearbook_penalties yearbook_licences yearbook_coercions yearbook_inspections", span),
        ("publicity_places service_ratings", span | by_place),
        ("venue_stock", day | by_place),
        ("animal_heads", span | by_place | listed),
        ("decision_steps rule_files disclosure_categories litigation_cases", span | listed),
        ("service_bad_ratings service_slowest publicity_themes", span | listed),
        ("decision_proposals hazard_open", day | listed),
        ("officer_hours petition_repeats", span | listed),
        ("enforcement_gaps", span | listed | {"rules": ("legal_review", "penalty_decide", "enforcement_disclose_20")}),
        ("petition_ages hazard_ages", day | {"near_days": 5}),
        ("officer_counts", span | {"near_days": 90}),
        ("officer_expiring", day | listed | {"near_days": 90}),
        ("patrol_doubts", span | listed | {"least_minutes": 10, "least_metres": 200}),
    ]
    return [(name, given) for names, given in asked for name in names.split()]
