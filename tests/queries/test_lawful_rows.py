"""Rows that an office may well have, and that no check finds anything in: each cried wolf once, or nearly."""

from typing import NamedTuple

import pytest

from engine.checks import ledger_checks
from engine.checks.check import ERROR
from tests.queries import checking
from tests.queries.check_rows import Case
from tests.queries.checking import found, rows
from tests.queries.conftest import Bench

CHECKS = ledger_checks.known()
DAY = "2024-03-05"
CHIEFS = {
    "river_chiefs": [
        {"row_id": "H1", "name": "甲", "level": "村级", "since": "2020-01-01", "until": "2023-12-31"},
        {"row_id": "H2", "name": "甲", "level": "乡级", "since": "2024-01-01"},
        {"row_id": "H3", "name": "乙", "level": "乡级", "since": "2020-01-01"},
    ]
}
OFFICERS = {
    "officers": [
        {"row_id": "O1", "name": "甲", "certified_on": "2018-01-01", "expires_on": "2022-12-31"},
        {"row_id": "O2", "name": "甲", "certified_on": "2023-01-01", "expires_on": "2027-12-31"},
        {"row_id": "O3", "name": "乙", "certified_on": "2024-01-01"},
    ],
    "superseded": [{"ledger": "officers", "row_id": "O3", "day": "2019-01-01"}],
}
GRID = {"places": [{"row_id": "P", "code": "999000001201", "opened_on": "2021-01-01"}]}


class Lawful(NamedTuple):
    """Why it may be so, and the rows."""

    why: str
    ledger: str
    rows: list[dict]
    beside: dict[str, list[dict]] = {}  # noqa: RUF012  never changed


def general(ledger: str, key: str, day: str) -> list[dict]:
    return [{"ledger": ledger, "row_id": key, "day": day}]


LAWFUL = [
    Lawful("a village's chief before his promotion", "river_patrols", [
        {"chief": "H3", "level": "村级", "patrolled_at": "2022-05-05 09:30"},
        {"row_id": "R2", "chief": "H3", "level": "乡级", "patrolled_at": "2023-05-05 09:30"},
    ], CHIEFS),
    Lawful("a chief just promoted, who has not been on patrol since", "river_patrols", [
        {"chief": "H3", "level": "村级", "patrolled_at": "2022-05-05 09:30"},
    ], CHIEFS),
    Lawful("a promoted chief with a newer row, by either key", "river_patrols", [
        {"chief": "H1", "level": "乡级", "patrolled_at": "2024-05-05 09:30"},
        {"row_id": "R2", "chief": "H2", "level": "村级", "patrolled_at": "2023-05-05 09:30"},
    ], CHIEFS),
    Lawful("a term entered by correcting the row", "river_patrols", [
        {"chief": "H3", "level": "乡级", "patrolled_at": "2018-05-05 09:30"},
    ], {**CHIEFS, "superseded": [{"ledger": "river_chiefs", "row_id": "H3", "day": "2018-01-01"}]}),
    Lawful("a spreadsheet's day without a time", "river_patrols", [
        {"chief": "H3", "level": "乡级", "patrolled_at": "2023-05-05 00:00", "reach": "上"},
        {"row_id": "R2", "chief": "H3", "level": "乡级", "patrolled_at": "2023-05-05 00:00", "reach": "下"},
    ], CHIEFS),
    Lawful("a drone walks no metres", "river_patrols", [
        {"chief": "H3", "level": "乡级", "patrolled_at": "2023-05-05 10:00", "minutes": 20, "metres": 0, "means": "无人机"},
    ], CHIEFS),
    Lawful("a revisit while the case is still open", "service_cases", [
        {"accepted_on": DAY, "rating": "不满意", "revisited_on": "2024-03-06", "completed_on": "2024-03-08", "outcome": "办结"},
    ]),
    Lawful("two trainings of four hours on one day", "trainings", [
        {"officer": "O2", "held_on": DAY, "kind": "法律知识培训", "hours": 4},
        {"row_id": "R2", "officer": "O2", "held_on": DAY, "kind": "法律知识培训", "hours": 4},
    ], OFFICERS),
    Lawful("a training of two days in one row", "trainings", [
        {"officer": "O2", "held_on": DAY, "kind": "法律知识培训", "hours": 16},
    ], OFFICERS),
    Lawful("many without a certificate on one day", "trainings", [
        {"person": "丙", "held_on": DAY, "kind": "法律知识培训", "hours": 8},
        {"row_id": "R2", "person": "丁", "held_on": DAY, "kind": "法律知识培训", "hours": 8},
        {"row_id": "R3", "person": "丙", "held_on": "2024-03-06", "kind": "法律知识培训", "hours": 8},
    ]),
    Lawful("a renewal in a row of its own", "enforcement_cases", [
        {"kind": "许可", "officer": "O1", "filed_on": DAY},
    ], OFFICERS),
    Lawful("a renewal entered by correcting the row", "enforcement_cases", [
        {"kind": "许可", "officer": "O3", "filed_on": "2022-03-05"},
    ], OFFICERS),
    Lawful("the findings of an inspection are disclosed", "enforcement_cases", [
        {"kind": "检查", "filed_on": DAY, "disclosed_on": "2024-03-10"},
    ]),
    Lawful("a surcharge by force", "enforcement_cases", [
        {"kind": "强制", "filed_on": DAY, "amount_fen": 20000},
    ]),
    Lawful("session numbers begin anew each year", "study_sessions", [
        {"session_no": "1", "theme": "习近平法治思想", "held_on": "2023-03-05"},
        {"row_id": "R2", "session_no": "1", "theme": "党内法规和条例", "held_on": DAY},
    ]),
    Lawful("publicity on the net, whose readers nobody counts", "publicity_events", [
        {"kind": "线上宣传", "held_on": DAY},
    ]),
    Lawful("a petition closed shortly after its extension", "petitions", [
        {"class": "申诉求决", "extended": "是", "out_of_scope": "否", "registered_on": "2024-03-01", "accepted_on": DAY,
         "closed_on": "2024-04-10"},
    ]),
    Lawful("an objection that was turned down", "petitions", [
        {"class": "申诉求决", "out_of_scope": "否", "registered_on": DAY, "objected_on": "2024-03-06",
         "accepted_on": "2024-03-08"},
    ]),
    Lawful("a petition that is not accepted ends with the notice", "petitions", [
        {"class": "申诉求决", "out_of_scope": "否", "registered_on": DAY, "notified_on": "2024-03-12", "closed_on": "2024-03-12"},
    ]),
    Lawful("no risk found, so no measures", "risk_reviews", [{"held_on": DAY, "risks": "无重大风险"}]),
    Lawful("a licence extended and decided soon after", "enforcement_cases", [
        {"kind": "许可", "extended": "是", "filed_on": DAY, "decided_on": "2024-03-22", "outcome": "准予许可"},
    ]),
    Lawful("committees of several trades in the township's own matters", "mediation_committees", [
        {"place": "999000001000", "name": "甲", "established_on": "1985-06-01", "members": 5},
        {"row_id": "R2", "place": "999000001000", "name": "乙", "established_on": DAY, "members": 5},
    ]),
    Lawful("several officers without a certificate number", "officers", [
        {"name": "甲", "certified_on": DAY},
        {"row_id": "R2", "name": "乙", "certified_on": DAY},
    ]),
    Lawful("two batches of one day", "animal_health", [
        {"kind": "免疫", "species": "羊", "held_on": DAY, "due_heads": 200, "done_heads": 200},
        {"row_id": "R2", "kind": "免疫", "species": "羊", "held_on": DAY, "due_heads": 150, "done_heads": 150},
    ]),
    Lawful("party and village affairs of one title", "disclosures", [
        {"kind": "党务公开", "title": "第一季度公开", "formed_on": DAY},
        {"row_id": "R2", "kind": "村务公开", "title": "第一季度公开", "formed_on": DAY},
    ]),
    Lawful("registered in January, found in December", "ledger_rows", general("petitions", "XF-2024-0001", "2023-12-28")),
    Lawful("numbered in December, dated in January", "ledger_rows", general("litigation", "SS-2023-0099", "2024-01-04")),
    Lawful("the 2013th row", "ledger_rows", general("service_cases", "BJ2013", DAY)),
    Lawful("an officer listed years after certification", "ledger_rows", general("officers", "RY-2024-0001", "2019-05-01")),
    Lawful("a chief since before the grid", "ledger_rows", general("river_chiefs", "HZ-1", "2019-05-01"), GRID),
    Lawful("a certificate renewed by correcting the row", "ledger_rows", general("officers", "RY-1", "2024-05-01"), {
        "superseded": general("officers", "RY-1", "2019-05-01"),
    }),
    Lawful("a mistyped year put right", "ledger_rows", general("petitions", "XF-1", "2025-03-05"), {
        "superseded": general("petitions", "XF-1", "2052-03-05"),
    }),
]  # fmt: skip


@pytest.fixture(scope="module")
def bench() -> Bench:
    return checking.checking_bench()


@pytest.mark.parametrize("lawful", LAWFUL, ids=lambda lawful: lawful.why)
def test_nothing_is_said_of_a_lawful_row(bench, lawful):
    general = lawful.ledger == "ledger_rows"
    mine = [check for check in CHECKS.values() if check.ledger == ("*" if general else lawful.ledger)]
    with rows(bench, Case(lawful.ledger, lawful.rows, {}, lawful.beside), {}):
        said = {check.name: check.severity for check in mine if found(bench, check)}
    # that a corrected register differs from what it was is told when it is imported, and is no error
    told_on_import = {"any_key_reused"} if lawful.why.startswith("a certificate renewed") else set()
    assert set(said) == told_on_import and ERROR not in said.values()


UNLAWFUL = [
    ("patrols_level_of_another", "river_patrols", [
        {"chief": "H3", "level": "乡级", "patrolled_at": "2022-05-05 09:30"},
        {"row_id": "R2", "chief": "H3", "level": "村级", "patrolled_at": "2023-05-05 09:30"},
    ], CHIEFS, ["R2"]),
    ("patrols_outside_term", "river_patrols", [{"chief": "H1", "patrolled_at": "2019-12-31 09:30"}], CHIEFS, ["R1"]),
    ("trainings_more_than_a_day", "trainings", [
        {"person": "丙", "held_on": DAY, "hours": 5}, {"row_id": "R2", "person": "丙", "held_on": DAY, "hours": 4},
    ], {}, ["R1", "R2"]),
    ("enforcement_officer_without_certificate", "enforcement_cases", [
        {"officer": "O1", "filed_on": "2028-01-01"},
    ], OFFICERS, ["R1"]),
    ("any_key_year", "ledger_rows", general("petitions", "XF-2024-0001", "2023-10-31"), {}, ["XF-2024-0001"]),
    ("any_key_year", "ledger_rows", general("petitions", "XF-2023-0001", "2024-02-01"), {}, ["XF-2023-0001"]),
    ("any_place_not_yet_or_no_longer", "ledger_rows", general("petitions", "XF-1", "2019-05-01"), GRID, ["XF-1"]),
    ("any_key_reused_in_another_year", "ledger_rows", general("petitions", "XF-1", "2024-05-01"), {
        "superseded": general("petitions", "XF-1", "2019-05-01"),
    }, ["XF-1"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "ledger", "given", "beside", "wrong"), UNLAWFUL, ids=lambda part: str(part)[:30])
def test_what_such_a_row_is_told_from_is_still_found(bench, name, ledger, given, beside, wrong):
    with rows(bench, Case(ledger, given, {}, beside), {}):
        assert sorted(found(bench, CHECKS[name])) == wrong
