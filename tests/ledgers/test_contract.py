"""The contract decides what a column is called, which type it has and which cells cannot be right."""

import pytest

from engine.ledgers.contract import load
from engine.ledgers.home import DEFAULTS
from engine.snapshot import questions, warehouse
from tests.homes import CONTRACT, EAST, OWN, TINY, filled, make_home, problems

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(18,4)", "date": "DATE", "datetime": "TIMESTAMP"}


def stored(home, sql: str) -> list[tuple]:
    return warehouse.current(home).connection.cursor().execute(sql).fetchall()


def test_every_ledger_has_the_columns_and_types_of_the_contract():
    for resource in (r for r in CONTRACT.values() if r.is_ledger):
        expected = [(f.column, "BIGINT" if f.column == "amount_fen" else TYPES[f.type]) for f in resource.fields]
        found = [(name, kind) for name, kind, *_ in stored(TINY, f"DESCRIBE {resource.name}")]
        assert found == [*expected, ("source_file", "VARCHAR"), ("line", "BIGINT")], resource.name


def test_the_contract_tells_ledgers_from_the_tables_beside_them():
    beside = [r.name for r in CONTRACT.values() if not r.is_ledger]
    assert beside == ["places", "indicators", "targets", "deadlines", "parameters", "holidays", "themes"]
    assert len(CONTRACT) == 26 + len(beside)
    assert [r.name for r in CONTRACT.values() if r.zero_report] == ["incidents"]


def test_each_ledger_begins_with_its_key_and_place_and_has_its_main_date():
    for resource in (r for r in CONTRACT.values() if r.is_ledger):
        assert [f.column for f in resource.fields[:2]] == ["row_id", "place"]
        assert resource.key == "row_id"
        assert resource.field(resource.date_column).type in ("date", "datetime")


def test_every_ledger_says_which_columns_tell_what_a_row_is_about():
    assert [r.name for r in CONTRACT.values() if r.is_ledger and not r.subject] == []


def test_an_edited_contract_is_read_again(tmp_path):
    path = tmp_path / "datapackage.json"
    text = (DEFAULTS / "datapackage.json").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    before = load(path)["petitions"].title
    path.write_text(text.replace(f'"title": "{before}"', '"title": "信访台账"'), encoding="utf-8")
    assert (before, load(path)["petitions"].title) == ("信访", "信访台账")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """A home with one fault per row and, beside each, a row that is right."""
    good = {"row_id": "OK"}
    return make_home(
        tmp_path_factory.mktemp("faulty"),
        {
            "safety_activities": [
                good,
                {"row_id": "A1", "held_on": "2024-02-30"},
                {"row_id": "A2", "held_on": "2024/3/5"},
                {"row_id": "A3", "held_on": "2024-13-01"},
                {"row_id": "A4", "held_on": "20240305"},
                {"row_id": "A5", "held_on": "2124-03-05"},
                {"row_id": "A6", "kind": "演练"},
                {"row_id": "A7", "people": "-1"},
                {"row_id": "A8", "people": "十二"},
                {"row_id": "A9", "people": "12.5"},
                {"row_id": "A10", "held_on": ""},
                {"row_id": "", "people": "3"},
                {"row_id": "A11", "place": "620999101"},
                {"row_id": "A12", "held_on": "2023-02-29", "people": "-2"},
            ],
            "river_patrols": [
                good,
                {"row_id": "B1", "patrolled_at": "2024-03-05"},
                {"row_id": "B2", "patrolled_at": "2024-03-05 25:00"},
                {"row_id": "B3", "patrolled_at": "2024-03-05 24:00"},
            ],
            "trainings": [
                {**good, "hours": "10.25"},
                {"row_id": "C1", "hours": "1,000"},
                {"row_id": "C2", "hours": "1e1"},
            ],
            "enforcement_cases": [
                {"row_id": "OK1", "amount_fen": "200.50"},
                {"row_id": "OK2", "amount_fen": "0.29"},
                {"row_id": "OK3", "amount_fen": "1234567890123.45"},
                {"row_id": "OK4", "amount_fen": "0.1"},
                {"row_id": "OK5", "amount_fen": ""},
                {"row_id": "D1", "amount_fen": "200.505"},
                {"row_id": "D2", "amount_fen": "200元"},
                {"row_id": "D3", "amount_fen": "-0.01"},
            ],
        },
    )


def test_each_cell_that_cannot_be_right_takes_its_row_out_and_says_how_to_mend_it(faulty):
    date, file = "不是有效日期，应如 2024-03-05", "ledgers/safety_activities/safety_activities.csv"
    number = "不是整数，请只填数字，如 12"
    assert problems(faulty, "safety_activities") == [
        (file, 3, "日期", "2024-02-30", date),
        (file, 4, "日期", "2024/3/5", date),
        (file, 5, "日期", "2024-13-01", date),
        (file, 6, "日期", "20240305", date),
        (file, 7, "日期", "2124-03-05", "不能大于 2099-12-31，请核对"),
        (file, 8, "种类", "演练", "只能填：集中宣传、入户宣传、专题培训、应急演练、专项检查"),
        (file, 9, "人次", "-1", "不能小于 0，请核对"),
        (file, 10, "人次", "十二", number),
        (file, 11, "人次", "12.5", number),
        (file, 12, "日期", None, "不能为空，请补填"),
        (file, 13, "编号", None, "不能为空，请补填"),
        (file, 14, "区划代码", "620999101", "格式不对：乡本级填乡代码加000，村填12位代码，网格填15位代码"),
        (file, 15, "人次", "-2", "不能小于 0，请核对"),
        (file, 15, "日期", "2023-02-29", date),
    ]
    assert stored(faulty, "SELECT row_id, place, CAST(held_on AS VARCHAR), people FROM safety_activities") == [
        ("OK", EAST, "2024-03-05", None)
    ]


def test_a_time_needs_its_hour_and_minute(faulty):
    reason, file = "不是有效时间，应如 2024-03-05 09:30", "ledgers/river_patrols/river_patrols.csv"
    assert problems(faulty, "river_patrols") == [
        (file, 3, "巡河时间", "2024-03-05", reason),
        (file, 4, "巡河时间", "2024-03-05 25:00", reason),
        (file, 5, "巡河时间", "2024-03-05 24:00", reason),
    ]
    assert stored(faulty, "SELECT CAST(patrolled_at AS VARCHAR) FROM river_patrols") == [("2024-03-05 09:30:00",)]


def test_a_number_is_written_plainly(faulty):
    reason, file = "不是数字，请填如 12 或 12.5", "ledgers/trainings/trainings.csv"
    assert problems(faulty, "trainings") == [(file, 3, "学时", "1,000", reason), (file, 4, "学时", "1e1", reason)]
    assert [str(hours) for (hours,) in stored(faulty, "SELECT hours FROM trainings")] == ["10.2500"]


def test_money_becomes_whole_fen_exactly(faulty):
    amounts = stored(faulty, "SELECT row_id, amount_fen FROM enforcement_cases ORDER BY row_id")
    assert amounts == [("OK1", 20050), ("OK2", 29), ("OK3", 123456789012345), ("OK4", 10), ("OK5", None)]
    reason, file = "不是金额，请填如 200 或 200.50（元）", "ledgers/enforcement_cases/enforcement_cases.csv"
    assert problems(faulty, "enforcement_cases") == [
        (file, 7, "罚没金额", "200.505", reason),
        (file, 8, "罚没金额", "200元", reason),
        (file, 9, "罚没金额", "-0.01", "不能小于 0，请核对"),
    ]


def test_a_filled_row_of_every_ledger_fits_the_contract(tmp_path):
    home = make_home(
        tmp_path, {r.name: [filled(r.name, row_id="R1", place=OWN)] for r in CONTRACT.values() if r.is_ledger}
    )
    assert problems(home) == []
    assert list(questions.ledgers(questions.open_scope(home))) == [r.name for r in CONTRACT.values() if r.is_ledger]
