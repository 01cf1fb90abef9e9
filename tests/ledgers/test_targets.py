"""A contradiction in targets.csv is refused with its line and its remedy; the other targets hold."""

import pytest

from engine.ledgers.targets import contradictions
from engine.snapshot import questions
from engine.snapshot.questions import ask
from tests.homes import EAST, TOWNSHIP, figure, make_home, problems, records

KINDS = {
    "drills": ("count", "higher"),
    "brawls": ("count", "lower"),
    "hazards": ("count", "neutral"),
    "on_time": ("rate", "higher"),
    "officers": ("stock", "higher"),
}
BLANK = dict.fromkeys(("upper", "period", "people", "from_on", "due_on"))


def row(indicator: str, kind: str, value: float, **more: object) -> dict:
    return {
        "indicator": indicator,
        "year": 2024,
        "place": TOWNSHIP,
        "kind": kind,
        "value": value,
        "source_file": "targets.csv",
        **BLANK,
        **more,
    }


def faults(*rows: dict) -> list[tuple]:
    numbered = [{**given, "line": n} for n, given in enumerate(rows, start=2)]
    found = contradictions(numbered, KINDS, {TOWNSHIP, EAST})
    assert all((p.ledger, p.file) == ("targets", "targets.csv") for p in found)
    return [(p.line, p.column, p.value, p.reason) for p in found]


@pytest.mark.parametrize(
    "good",
    [
        row("drills", "reach", 2),
        row("drills", "reach", 2, from_on="2024-03-01", due_on="2024-03-01"),
        row("drills", "each_period", 1, period="month", people=2),
        row("drills", "range", 2, upper=2),
        row("brawls", "zero", 0),
        row("brawls", "ceiling", 3),
        row("hazards", "reach", 20),
        row("hazards", "ceiling", 20),
        row("on_time", "floor", 95),
        row("on_time", "reach", 100),
        row("officers", "floor", 18),
        row("drills", "reach", 2, place=EAST),
    ],
)
def test_what_can_be_meant_is_taken(good):
    assert faults(good) == []


@pytest.mark.parametrize(
    ("bad", "column", "value", "reason"),
    [
        (row("moon", "reach", 1), "indicator", "moon", "指标目录里没有这个代码，请核对"),
        (row("drills", "reach", 1, place="620999999"), "place", "620999999", "区划表里没有这个代码，请核对"),
        (row("brawls", "floor", 1), "kind", "floor", "该指标越低越好，不能设“floor”（不低于），请改为 ceiling 或 zero"),
        (row("brawls", "reach", 1), "kind", "reach", "该指标越低越好，不能设“reach”（达到），请改为 ceiling 或 zero"),
        (
            row("drills", "ceiling", 1),
            "kind",
            "ceiling",
            "该指标越高越好，不能设“ceiling”（不高于），请改为 reach 或 floor",
        ),
        (row("drills", "zero", 0), "kind", "zero", "该指标越高越好，不能设“zero”（不发生），请改为 reach 或 floor"),
        (
            row("drills", "floor", 2),
            "kind",
            "floor",
            "floor（不低于）不用于计数指标（年初必然为 0），请改为 reach 或 each_period",
        ),
        (
            row("on_time", "each_period", 1, period="month", people=1),
            "kind",
            "each_period",
            "each_period（每期不少于）只用于计数指标，请改为 floor 或 reach",
        ),
        (row("brawls", "zero", 1), "value", "1", "zero（不发生）目标的值应为 0"),
        (row("drills", "range", 2), "upper", None, "range（在区间内）要填上限，且不小于下限"),
        (row("drills", "range", 2, upper=1), "upper", "1", "range（在区间内）要填上限，且不小于下限"),
        (row("drills", "each_period", 1, people=1), "period", None, "each_period（每期不少于）要填周期和责任人数"),
        (
            row("drills", "each_period", 1, period="month"),
            "people",
            None,
            "each_period（每期不少于）要填周期和责任人数",
        ),
        (row("drills", "reach", 1, due_on="2025-01-01"), "due_on", "2025-01-01", "期限不在 2024 年内，请改正"),
        (
            row("drills", "reach", 1, from_on="2023-12-31"),
            "from_on",
            "2023-12-31",
            "起始日期应在 2024 年内，且不晚于期限",
        ),
        (
            row("drills", "reach", 1, from_on="2024-05-02", due_on="2024-05-01"),
            "from_on",
            "2024-05-02",
            "起始日期应在 2024 年内，且不晚于期限",
        ),
    ],
)
def test_a_contradiction_is_refused_with_its_remedy_and_the_next_line_holds(bad, column, value, reason):
    assert faults(bad, row("hazards", "reach", 20)) == [(2, column, value, reason)]


def test_one_promise_has_one_kind():
    reason = "同一指标、年度、区划已有“reach”目标，只能保留一种"
    assert faults(row("drills", "reach", 2), row("drills", "range", 2, upper=3)) == [(3, "kind", "range", reason)]
    assert (
        faults(
            row("drills", "reach", 2),
            row("drills", "range", 2, upper=3, place=EAST),
            row("drills", "range", 2, upper=3, year=2023),
        )
        == []
    )


def test_a_refused_line_does_not_settle_the_kind():
    assert [line for line, *_ in faults(row("brawls", "floor", 1), row("brawls", "ceiling", 1))] == [2]


def test_milestones_have_days_of_their_own():
    reason = "同一指标、年度、区划只能有一行（reach 可按不同期限设几个节点），请删去一行"
    june, december = (row("drills", "reach", n, due_on=due) for n, due in ((1, "2024-06-30"), (2, "2024-12-31")))
    assert faults(june, december) == []
    assert faults(june, june) == [(3, "due_on", "2024-06-30", reason)]
    assert faults(december, row("drills", "reach", 3)) == [(3, "due_on", None, reason)]  # no day means 31 December


def test_only_reach_has_milestones():
    spring, autumn = (
        row("drills", "each_period", 1, period="month", people=1, from_on=start, due_on=due)
        for start, due in (("2024-03-01", "2024-05-31"), ("2024-09-01", "2024-11-30"))
    )
    assert [line for line, *_ in faults(spring, autumn)] == [3]
    assert [
        line for line, *_ in faults(row("on_time", "floor", 90, due_on="2024-06-30"), row("on_time", "floor", 95))
    ] == [3]


def test_a_home_with_a_contradiction_names_it_and_keeps_its_other_targets(tmp_path):
    basis = {"basis": "计划", "basis_status": "本级自定"}
    targets = [
        {"indicator": "brawls", "year": 2024, "place": TOWNSHIP, "kind": "floor", "value": 1, **basis},
        {"indicator": "risk_reviews", "year": 2024, "place": TOWNSHIP, "kind": "reach", "value": 12, **basis},
        {"indicator": "risk_reviews", "year": 2024, "place": EAST, "kind": "atleast", "value": 1, **basis},
        {"indicator": "risk_reviews", "year": 2024, "place": EAST, "kind": "reach", "value": "很多", **basis},
    ]
    home = make_home(tmp_path, {"risk_reviews": [{"row_id": "A", "place": EAST}]}, targets=targets)
    assert problems(home) == [
        ("targets.csv", 2, "kind", "floor", "该指标越低越好，不能设“floor”（不低于），请改为 ceiling 或 zero"),
        ("targets.csv", 4, "kind", "atleast", "只能填：reach、floor、ceiling、zero、each_period、range"),
        ("targets.csv", 5, "value", "很多", "不是数字，请填如 12 或 12.5"),
    ]
    scope = questions.open_scope(home)
    held = [
        (r["indicator"], r["kind"], r["value"], r["from_on"], r["due_on"])
        for r in records(ask("targets", scope, year=2024))
    ]
    assert held == [("risk_reviews", "reach", 12, "2024-01-01", "2024-12-31")]
    assert figure(scope, "risk_reviews")["status"] == "未达标"
