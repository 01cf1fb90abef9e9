"""Figures recomputed row by row, by other code than the product's, over generated homes of a township nobody knows.

The homes have what real ones have at their edges: ledgers and columns that nobody keeps, leap days, certificates
renewed by a new row, zero reports sent a month late, villages with nothing.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.figures import of_places
from engine.snapshot import questions
from tests.homes import EAST, OWN, PLACES, TOWNSHIP, WEST, make_home, plain

pytestmark = pytest.mark.slow

YEARS = (2023, 2024, 2025)
DAYS = ("01-05", "02-28", "02-29", "06-30", "12-31")
WHERE = (OWN, EAST, WEST)
Row = dict[str, object]
Event = tuple[date, int, int]  # day, numerator, denominator


class Spec(NamedTuple):
    """One indicator in other words: which rows, what they add on which day, and what must have been entered at all.

    `rests`: (column, column of the day from which it is known); `source`: the kind of problems it is about.
    """

    ledger: str
    kind: str
    events: Callable[[Row], list[Event]]
    rests: tuple[tuple[str, str], ...] = ()
    source: str = ""


MAIN = {
    "petitions": "registered_on",
    "disclosures": "formed_on",
    "problems": "found_on",
    "publicity_events": "held_on",
    "disputes": "found_on",
    "animal_health": "held_on",
    "rules": "issued_on",
    "litigation": "filed_on",
    "venues": "opened_on",
    "incidents": "reported_on",
}
RESTS = {"notified": (("notified_on", "notified_on"),), "rated": (("closed_on", "closed_on"), ("rating", "closed_on"))}


def one(day: object, numerator: int = 1, denominator: int = 0) -> list[Event]:
    return [(day, numerator, denominator)] if isinstance(day, date) else []


def notified(row: Row) -> list[Event]:
    """Within 15 days, the first not counted; what is late counts from the day after."""
    due, told = row["registered_on"] + timedelta(days=15), row["notified_on"]
    in_time = told is not None and told <= due
    return one(told if in_time else due + timedelta(days=1), int(in_time), 1)


def stock(row: Row) -> list[Event]:
    ends = one(row["closed_on"] and row["closed_on"] + timedelta(days=1), -1)
    return one(row["opened_on"]) + ends if row["kind"] == "法治宣传栏" else []


def of_source(source: str, day: str) -> Callable[[Row], list[Event]]:
    return lambda row: one(row[day]) if row["source"] == source else []


SPECS = {
    "petitions_received": Spec(
        "petitions", "count", lambda r: one(r["registered_on"]) if r["kind"] in ("来信", "来访") else []
    ),
    "petitions_notified_on_time": Spec("petitions", "rate", notified, RESTS["notified"]),
    "petitions_rated": Spec(
        "petitions", "rate", lambda r: one(r["closed_on"], int(r["rating"] is not None), 1), RESTS["rated"]
    ),
    "petitions_satisfied": Spec(
        "petitions",
        "rate",
        lambda r: one(r["closed_on"], int(r["rating"] != "不满意"), 1) if r["rating"] else [],
        RESTS["rated"],
    ),
    "disclosures": Spec("disclosures", "count", lambda r: one(r["published_on"]), (("published_on", "published_on"),)),
    "assets_problems": Spec(
        "problems", "count", of_source("三资管理", "rectified_on"), (("rectified_on", "rectified_on"),), "三资管理"
    ),
    "patrol_problems": Spec("problems", "count", of_source("巡河自查", "found_on"), (), "巡河自查"),
    "hazards_found": Spec("problems", "count", of_source("安全隐患", "found_on"), (), "安全隐患"),
    "hazards_rectified": Spec(
        "problems", "count", of_source("安全隐患", "rectified_on"), (("rectified_on", "rectified_on"),), "安全隐患"
    ),
    "publicity_events": Spec(
        "publicity_events", "count", lambda r: one(r["held_on"]) if r["kind"] == "集中宣传" else []
    ),
    "publicity_reach": Spec(
        "publicity_events", "count", lambda r: one(r["held_on"], r["audience"] or 0), (("audience", "held_on"),)
    ),
    "disputes_found": Spec("disputes", "count", lambda r: one(r["found_on"])),
    "disputes_resolved": Spec(
        "disputes",
        "count",
        lambda r: one(r["ended_on"]) if r["result"] == "调解成功" else [],
        (("ended_on", "ended_on"),),
    ),
    "animal_qualified": Spec(
        "animal_health",
        "rate",
        lambda r: (
            one(r["held_on"], r["qualified_heads"], r["done_heads"])
            if r["kind"] == "检测" and r["qualified_heads"] is not None
            else []
        ),
        (("qualified_heads", "held_on"),),
    ),
    "rules_reviewed": Spec(
        "rules",
        "rate",
        lambda r: (
            one(r["issued_on"], int(r["reviewed_on"] is not None and r["reviewed_on"] <= r["issued_on"]), 1)
            if (r["kind"], r["action"]) in (("规范性文件", "制定"), ("规范性文件", "修订"))
            else []
        ),
        (("reviewed_on", "reviewed_on"),),
    ),
    "heads_in_court": Spec(
        "litigation",
        "rate",
        lambda r: (
            one(r["heard_on"], int(r["head_appeared"] == "是"), 1)
            if r["kind"] == "行政诉讼" and r["head_appeared"] != "不适用"
            else []
        ),
        (("heard_on", "heard_on"),),
    ),
    "venues_boards": Spec("venues", "stock", stock),
    "brawls": Spec("incidents", "count", lambda r: one(r["reported_on"]) if r["kind"] == "群体性械斗" else []),
}
TOWNSHIP_ONLY = {"rules_reviewed", "heads_in_court", "brawls"}


class Dice:
    """Random homes: the same seed gives the same home."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        kept = [ledger for ledger in (*MAIN, "officers", "mediation_committees") if self.random.random() < 0.85]
        self.ledgers = {ledger: [self.row(ledger, n) for n in range(self.random.randint(1, 14))] for ledger in kept}
        self._leave_columns_empty()

    def day(self) -> date:
        edges = [date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), date(2023, 12, 20), date(2025, 2, 28)]
        some = date(2023, 1, 1) + timedelta(days=self.random.randint(0, 1095))
        return self.random.choice([*edges, *[some] * 12])

    def after(self, day: date, most: int = 60) -> date | None:
        return day + timedelta(days=self.random.randint(0, most)) if self.random.random() < 0.7 else None

    def row(self, ledger: str, n: int) -> Row:
        choice, day = self.random.choice, self.day()
        cells: dict[str, Row] = {
            "petitions": {
                "registered_on": day,
                "kind": choice(["来信", "来访", "网上"]),
                "class": "建议意见",
                "out_of_scope": "否",
                "extended": "否",
                "notified_on": self.after(day, 30),
                "closed_on": self.after(day),
                "rating": choice([None, "满意", "基本满意", "不满意"]),
            },
            "disclosures": {"formed_on": day, "kind": "村务公开", "published_on": self.after(day)},
            "problems": {
                "found_on": day,
                "source": choice(["三资管理", "巡河自查", "安全隐患"]),
                "rectified_on": self.after(day),
            },
            "publicity_events": {
                "held_on": day,
                "kind": choice(["集中宣传", "进校园"]),
                "audience": choice([None, 0, 20, 35]),
            },
            "disputes": {
                "found_on": day,
                "kind": "邻里",
                "result": choice(["调解成功", "调解不成"]),
                "ended_on": self.after(day),
            },
            "animal_health": {
                "held_on": day,
                "kind": choice(["检测", "免疫"]),
                "due_heads": 80,
                "done_heads": 80,
                "qualified_heads": choice([None, 23, 41, 80]),
            },
            "rules": {
                "issued_on": day,
                "kind": choice(["规范性文件", "内部制度"]),
                "action": choice(["制定", "修订", "废止"]),
                "reviewed_on": choice([None, day, day + timedelta(days=1), day - timedelta(days=3)]),
            },
            "litigation": {
                "filed_on": day,
                "kind": choice(["行政复议", "行政诉讼"]),
                "head_appeared": choice(["是", "否", "不适用"]),
                "result": "在审",
                "heard_on": self.after(day),
            },
            "venues": {"opened_on": day, "kind": choice(["法治宣传栏", "调解室"]), "closed_on": self.after(day, 400)},
            "incidents": {"reported_on": day, "kind": choice(["零报告", "零报告", "群体性械斗"]), "about_month": None},
            "officers": {
                "certified_on": day,
                "name": choice("甲乙丙"),
                "unit": choice([None, "执法队"]),
                "expires_on": self.after(day, 500),
            },
            "mediation_committees": {"established_on": day, "dissolved_on": self.after(day, 400)},
        }
        place = OWN if ledger in ("rules", "litigation", "incidents", "officers") else choice(WHERE[:2])
        place = EAST if ledger == "mediation_committees" else place
        found = {"row_id": f"{ledger[:3]}-{n}", "place": place, **cells[ledger]}
        if ledger == "incidents" and found["kind"] == "零报告" and self.random.random() < 0.5:
            found["about_month"] = f"{(day.replace(day=1) - timedelta(days=1)):%Y-%m}"
        return found

    def _leave_columns_empty(self) -> None:
        """Some columns nobody ever fills in, and some sources of problems nobody keeps."""
        for code, spec in SPECS.items():
            if spec.rests and spec.ledger in self.ledgers and self.random.random() < 0.15:
                column = spec.rests[-1][0]
                self.ledgers[spec.ledger] = [row | {column: None} for row in self.ledgers[spec.ledger]]
            if code == "patrol_problems" and "problems" in self.ledgers and self.random.random() < 0.3:
                self.ledgers["problems"] = [r for r in self.ledgers["problems"] if r["source"] != "巡河自查"]

    def home(self, folder: Path) -> questions.Scope:
        written = {name: [_written(row) for row in rows] for name, rows in self.ledgers.items() if rows}
        return questions.open_scope(make_home(folder, written, places=PLACES))


def _written(row: Row) -> dict[str, str]:
    return {name: "" if cell is None else str(cell) for name, cell in row.items()}


def main_day(ledger: str, row: Row) -> date:
    """The day a row stands for: a report on an earlier month for the last day of that month."""
    day = row[MAIN[ledger]]
    if about := row.get("about_month"):
        year, month = map(int, str(about).split("-"))
        return min(day, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    return day


def expected(rows: list[Row], spec: Spec, place: str, day: date) -> tuple[float | None, str]:
    """(value, 无数据, 不适用 or nothing) of one figure on one day."""
    start = date(1900, 1, 1) if spec.kind == "stock" else date(day.year, 1, 1)
    for column, known in spec.rests:
        if not any(r[column] is not None and r[known] is not None and r[known] <= day for r in rows):
            return None, "无数据"
    if spec.source and not any(r["source"] == spec.source and r["found_on"] <= day for r in rows):
        return None, "无数据"
    signs = [main_day(spec.ledger, r) for r in rows]
    signs += [r[known] for r in rows for column, known in spec.rests if r[column] is not None and r[known] is not None]
    signs += [when for r in rows for when, _, _ in spec.events(r)]
    if not any(start <= sign <= day for sign in signs) or min(main_day(spec.ledger, r) for r in rows) > day:
        return None, "无数据"
    told = [e for r in rows if str(r["place"]).startswith(place) for e in spec.events(r) if start <= e[0] <= day]
    top, low = sum(n for _, n, _ in told), sum(d for _, _, d in told)
    if spec.kind != "rate":
        return top, ""
    return (top * 100 / low, "") if low else (None, "不适用")


def asked() -> Iterator[tuple[int, date]]:
    for year in YEARS:
        for end in DAYS:
            if end != "02-29" or year == 2024:
                yield year, date.fromisoformat(f"{year}-{end}")


@pytest.fixture(scope="module", params=range(4))
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, list[Row]], questions.Scope]:
    """The rows of a random home, and the home that was made of them."""
    dice = Dice(request.param)
    return dice.ledgers, dice.home(tmp_path_factory.mktemp("made"))


def test_every_figure_is_what_its_rows_say_when_counted_by_hand(made):
    ledgers, scope = made
    wrong = []
    for year, day in asked():
        for place in (TOWNSHIP, EAST, WEST):
            found = of_places.figures(scope, place, year, day).set_index("code")
            for code, spec in SPECS.items():
                if place != TOWNSHIP and code in TOWNSHIP_ONLY:
                    continue
                rows = ledgers.get(spec.ledger, [])
                value, word = expected(rows, spec, place, day) if rows else (None, "无数据")
                row = found.loc[code]
                got = (plain(row["value"]), row["status"] if row["status"] != "无目标" else "")
                if got != (plain(value) if value is not None else None, word):
                    wrong.append((code, place, str(day), got, (value, word)))
    assert wrong == []


def test_officers_are_people_and_villages_are_covered_once(made):
    ledgers, scope = made
    officers, committees = ledgers.get("officers", []), ledgers.get("mediation_committees", [])
    for year, day in asked():
        found = of_places.figures(scope, TOWNSHIP, year, day).set_index("code")
        holding = {
            (r["name"], r["unit"])
            for r in officers
            if r["certified_on"] <= day and (r["expires_on"] is None or day <= r["expires_on"])
        }
        if any(r["certified_on"] <= day for r in officers):
            assert (found.loc["officers_certified", "value"], found.loc["officers_certified", "row_count"]) == (
                len(holding),
                len(holding),
            )
        if any(r["established_on"] <= day for r in committees):
            covered = any(
                r["established_on"] <= day and (r["dissolved_on"] is None or day <= r["dissolved_on"])
                for r in committees
            )
            assert found.loc["committees_cover", "value"] == 50 * covered


def test_the_months_without_a_zero_report_are_those_no_row_is_about(made):
    ledgers, scope = made
    rows = ledgers.get("incidents", [])
    for year, day in asked():
        about = {main_day("incidents", r).month for r in rows if main_day("incidents", r).year == year and main_day("incidents", r) <= day}  # fmt: skip
        over = [m for m in range(1, 13) if date(year + m // 12, m % 12 + 1, 1) - timedelta(days=1) <= day]
        missing = tuple(m for m in over if m not in about) if about else ()
        assert (
            of_places.figures(scope, TOWNSHIP, year, day).set_index("code").loc["brawls", "months_missing"] == missing
        )
