"""People are counted, not rows: a renewal by a new row and one by a corrected row are the same person for the same time."""

import random
from datetime import date, timedelta

import pytest

from engine.snapshot import query_files
from tests.queries.conftest import VILLAGE, Bench, sql_of

GRID = VILLAGE + "001"
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
NEVER = date(2100, 1, 1)


def officer(bench, row_id, certified_on, expires_on=None, revoked_on=None, name="赵一", unit="执法队", **cells):
    days = {"certified_on": certified_on, "expires_on": expires_on, "revoked_on": revoked_on}
    bench.add("officers", row_id=row_id, name=name, unit=unit, **days, **cells)


def training(bench, row_id, who, held_on, hours):
    cells = {"officer": who, "held_on": held_on, "hours": hours}
    bench.add("trainings", row_id=row_id, kind="法律知识培训", **cells)


def answer(bench, name, **given):
    """The rows of an answer about officers, without the ledger cells that a bench does not have."""
    con = bench.prepare()
    con.execute("""CREATE TABLE IF NOT EXISTS ledger_rows AS SELECT 'officers' AS ledger, row_id, 0 AS row_no, place,
        certified_on AS day, '' AS source_file, 0 AS line, '' AS cells, '' AS original FROM officers""")
    sql, wanted = query_files.answer(name)
    common = {"place": "%", "from_day": "2024-01-01", "near_days": 90, "most": 99, "unmasked": False}
    bound = {key: value for key, value in {**common, **given}.items() if key in wanted}
    found = con.execute(sql, bound)
    heads = [column[0] for column in found.description]
    return [dict(zip(heads, row, strict=True)) for row in found.fetchall()]


def counts(bench, as_of):
    return answer(bench, "officer_counts", as_of=as_of)[0]


@pytest.mark.parametrize("unit", ["执法队", None])
def test_a_renewal_by_a_new_row_is_one_officer_also_where_the_unit_is_empty(bench, unit):
    officer(bench, "old", "2019-07-01", "2024-06-30", unit=unit)
    officer(bench, "new", "2024-06-01", "2029-05-31", unit=unit)
    training(bench, "T1", "old", "2024-03-01", 16)
    training(bench, "T2", "new", "2024-08-01", 14)
    for day in ("2024-05-31", "2024-06-01", "2024-06-30", "2024-07-01"):
        assert bench.reached("officers_certified", day) == (1, 0)
    assert bench.reached("officers_trained", "2024-07-31", since="2024-01-01") == (0, 1)
    assert bench.reached("officers_trained", "2024-08-01", since="2024-01-01") == (1, 1)
    assert counts(bench, "2024-06-20") == {
        "in_service": 1, "holding": 1, "expiring": 0, "expired": 0, "issued": 0, "ran_out": 0, "revoked": 0,
    }  # fmt: skip
    assert counts(bench, "2024-12-31")["ran_out"] == 0
    assert answer(bench, "officer_expiring", as_of="2024-06-20") == []
    listed = answer(bench, "officer_hours", as_of="2024-08-01")
    assert [(row["row_id"], row["hours"]) for row in listed] == [("new", 30)]
    assert answer(bench, "officer_short", as_of="2024-08-01") == [{"holding": 1, "short": 0}]


def test_people_of_one_name_in_two_units_or_two_townships_are_two(bench):
    officer(bench, "A", "2023-01-01")
    officer(bench, "B", "2023-01-01", unit="司法所")
    officer(bench, "C", "2023-01-01", unit=None)
    officer(bench, "D", "2023-01-01", place="999000002201")
    assert bench.reached("officers_certified", "2024-01-01") == (4, 0)
    assert counts(bench, "2024-01-01")["holding"] == 4


def test_a_gap_between_two_certificates_is_left_and_entered_again(bench):
    officer(bench, "old", "2020-01-01", "2024-03-31")
    officer(bench, "new", "2024-06-01", "2024-09-30")
    officer(bench, "third", "2024-11-01")
    training(bench, "T1", "third", "2024-11-15", 30)
    held = {"2024-03-31": 1, "2024-04-01": 0, "2024-06-01": 1, "2024-10-01": 0, "2024-11-01": 1}
    for day, number in held.items():
        assert bench.reached("officers_certified", day) == (number, 0)
        assert bench.reached("officers_trained", day, since="2024-01-01") == (0, number)
    assert [fact for fact in bench.facts("officers_trained") if "2024" <= fact[1] < "2025"] == [
        ("old", "2024-01-01", 0, 1),
        ("old", "2024-04-01", 0, -1),
        ("old", "2024-06-01", 0, 1),
        ("old", "2024-10-01", 0, -1),
        ("old", "2024-11-01", 0, 1),
        ("old", "2024-11-15", 1, 0),
    ]
    told = counts(bench, "2024-12-31")
    assert (told["issued"], told["ran_out"], told["in_service"]) == (2, 2, 1)


def test_who_has_done_the_years_training_stays_counted_once_through_a_gap(bench):
    officer(bench, "old", "2020-01-01", "2024-03-31")
    officer(bench, "new", "2024-06-01")
    training(bench, "T1", "old", "2024-02-01", 30)
    assert [fact for fact in bench.facts("officers_trained") if "2024" <= fact[1] < "2025"] == [
        ("old", "2024-01-01", 0, 1),
        ("old", "2024-02-01", 1, 0),
    ]


def test_hours_reached_in_a_gap_count_from_the_day_the_person_holds_a_certificate_again(bench):
    officer(bench, "old", "2020-01-01", "2024-03-31")
    officer(bench, "new", "2024-06-01")
    training(bench, "T1", "old", "2024-04-15", 30)
    assert bench.reached("officers_trained", "2024-05-31", since="2024-01-01") == (0, 0)
    assert bench.reached("officers_trained", "2024-06-01", since="2024-01-01") == (1, 1)


def test_nothing_is_added_after_a_certificate_without_an_end(bench):
    officer(bench, "for good", "2020-01-01")
    officer(bench, "more", "2022-01-01", "2024-06-30")
    assert bench.facts("officers_certified") == [("for good", "2020-01-01", 1, None)]


def test_a_row_that_ends_before_it_begins_neither_counts_nor_cuts_the_time_of_others(bench):
    officer(bench, "A", "2020-01-01", "2023-12-31")
    officer(bench, "typing error", "2023-06-01", "2021-06-01")
    officer(bench, "B", "2024-01-01", "2024-12-31")
    assert counts(bench, "2024-06-01")["issued"] == 0
    assert bench.reached("officers_certified", "2024-06-01") == (1, 0)


def test_a_certificate_revoked_when_a_new_one_came_is_no_loss(bench):
    officer(bench, "old", "2020-01-01", "2025-12-31", "2024-05-31")
    officer(bench, "new", "2024-06-01")
    told = counts(bench, "2024-12-31")
    assert (told["in_service"], told["holding"], told["issued"], told["revoked"]) == (1, 1, 0, 0)


def days_of(terms, day):
    return any(begin <= day <= end for begin, end in terms)


def lives(rng: random.Random) -> dict[str, list[tuple[date, date]]]:
    """Per person the unbroken times of holding a certificate."""
    people = {}
    for n in range(6):
        day, terms = FIRST - timedelta(rng.randrange(900)), []
        for _ in range(rng.randrange(1, 4)):
            end = NEVER if rng.random() < 0.15 else day + timedelta(rng.randrange(500))
            terms.append((day, end))
            if end == NEVER:
                break
            day = end + timedelta(rng.randrange(2, 200))
        people[f"人{n}"] = terms
    return people


def enter(bench: Bench, rng: random.Random, people: dict, trainings: list, renewed: bool) -> None:
    """The same lives in rows: each renewal a row of its own (which may overlap the one before), or one row corrected."""
    keys: dict[str, list[str]] = {}
    for name, terms in people.items():
        unit = "执法队" if name < "人3" else None
        for n, (begin, end) in enumerate(terms):
            cuts = sorted({begin + timedelta(rng.randrange(1, 400)) for _ in range(2)}) if renewed else []
            starts = [begin, *(cut for cut in cuts if cut <= end)]
            for k, start in enumerate(starts):
                # an earlier row may have run on for a while, and may have been revoked where the next one starts
                over = min(end, starts[k + 1] + timedelta(rng.randrange(-1, 60))) if k + 1 < len(starts) else end
                ends = {"expires_on": None if over == NEVER else over}
                if over < end and rng.random() < 0.3:
                    ends = {"expires_on": over + timedelta(rng.randrange(30)), "revoked_on": over}
                keys.setdefault(name, []).append(f"{name}-{n}-{k}")
                officer(bench, keys[name][-1], start, name=name, unit=unit, **ends)
    for n, (name, day, hours) in enumerate(trainings):
        training(bench, f"T{n}", rng.choice(keys[name]), day, hours)


def expected(people: dict, trainings: list, day: date) -> tuple[int, tuple[int, int]]:
    """Counted day by day, without facts: who holds a certificate, and (trained, to be trained) of the year."""
    holding = sum(days_of(terms, day) for terms in people.values())
    done = counted = 0
    for name, terms in people.items():
        first = date(day.year, 1, 1)
        days = [first + timedelta(n) for n in range((day - first).days + 1)]
        mine = sorted((when, hours) for who, when, hours in trainings if who == name and first <= when <= day)
        reached = any(days_of(terms, d) and sum(h for when, h in mine if when <= d) >= 30 for d in days)
        done, counted = done + reached, counted + (reached or days_of(terms, day))
    return holding, (done, counted)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_either_way_of_entering_a_renewal_gives_the_numbers_of_a_count_by_hand(bench, seed):
    rng = random.Random(seed)
    people = lives(rng)
    spread = [(FIRST + timedelta(rng.randrange(1400)), rng.choice([8, 15, 16, 30])) for _ in range(30)]
    trainings = [(rng.choice(list(people)), day, hours) for day, hours in spread]
    checked = [FIRST + timedelta(rng.randrange(1400)) for _ in range(40)]
    by_hand = {day: expected(people, trainings, day) for day in checked}
    told = []
    for renewed in (True, False):
        enter(bench, random.Random(seed), people, trainings, renewed)
        for day, (number, trained) in by_hand.items():
            assert bench.reached("officers_certified", day.isoformat()) == (number, 0)
            assert bench.reached("officers_trained", day.isoformat(), since=f"{day.year}-01-01") == trained
        told.append([(counts(bench, day), *answer(bench, "officer_short", as_of=day)) for day in checked])
        bench.con.execute("DELETE FROM officers; DELETE FROM trainings")
        bench.con.execute("DROP TABLE terms; DROP TABLE study_themes; DROP TABLE deadlines; DROP TABLE ledger_rows")
        bench.ready = False
    assert told[0] == told[1]


def doubted(bench, name):
    bench.con.execute("CREATE TABLE superseded (ledger VARCHAR, row_id VARCHAR, place VARCHAR, day DATE)")
    return [row[0] for row in bench.prepare().execute(sql_of("checks", name), {"place": "%"}).fetchall()]


def test_a_case_may_name_either_row_of_an_officer_whose_certificate_was_renewed(bench):
    officer(bench, "old", "2019-07-01", "2024-06-30", unit=None)
    officer(bench, "new", "2024-07-01", unit=None)
    for row_id, filed_on in (("before any", "2019-06-30"), ("later, by the old row", "2024-08-01")):
        bench.add("enforcement_cases", row_id=row_id, kind="检查", officer="old", filed_on=filed_on)
    bench.add("enforcement_cases", row_id="earlier, by the new row", kind="检查", officer="new", filed_on="2024-03-01")
    assert doubted(bench, "enforcement_officer_without_certificate") == ["before any"]


def test_a_patrol_may_name_either_row_of_a_chief_who_was_appointed_anew(bench):
    common = {"name": "钱二", "level": "村级"}
    bench.add("river_chiefs", row_id="old", since="2023-01-01", until="2024-05-14", **common)
    bench.add("river_chiefs", row_id="new", since="2024-05-15", **common)
    for row_id, day in (("before any", "2022-12-31"), ("later, by the old row", "2024-08-01")):
        bench.add("river_patrols", row_id=row_id, chief="old", level="村级", patrolled_at=f"{day} 09:00")
    assert doubted(bench, "patrols_outside_term") == ["before any"]
