"""Every answer keeps its header's word, and stays within the place it is asked for."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import sqlglot

from engine.__main__ import main
from engine.ledgers.home import QUERIES
from engine.snapshot import query_files, questions
from engine.snapshot.questions import ask
from tests.homes import EAST, NORTH, PLACES, SOUTH, TOWNSHIP, WEST, make_home, records, tiny

ANSWERS = sorted(path.stem for path in (QUERIES / "answers").glob("*.sql"))
COMMON = {
    "today": date(2024, 12, 31),
    "as_of": date(2024, 12, 31),
    "from_day": date(2024, 1, 1),
    "to_day": date(2024, 12, 31),
    "year": 2024,
    "indicator": "patrols_village",
    "ledger": "river_patrols",
    "row_id": "XH-2024-009",
    "keys": ("XH-2024-009", "E1", "W1"),
    "search": "",
    "width": 12,
    "near_days": 5,
    "least_minutes": 10,
    "least_metres": 200,
    "reminding": ("mediation_confirm",),
    "by_law": ("petition_close", "petition_notify", "enforcement_disclose_20"),
    "rules": (*(path.stem for path in sorted((QUERIES / "deadlines").glob("*.sql"))), "legal_review"),
    "ledgers": ("petitions", "service_cases", "problems", "enforcement_cases", "disputes", "disclosures", "rules"),
    "states": ("超期", "临期", "在办", "逾期办结", "按期办结", "提醒"),
    "at": "",
    "most": 1000,
    "skip": 0,
}


def header(name: str) -> dict[str, str]:
    """The parts of an answer's header by their titles; a part goes on while its lines are indented."""
    parts: dict[str, str] = {}
    for line in (QUERIES / "answers" / f"{name}.sql").read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        title = re.match(r"-- (Question|Parameters|Reads|Columns|Grain): ", line)
        if title:
            last = title[1]
            parts[last] = line[title.end() :]
        else:
            parts[last] += " " + line.removeprefix("--").strip()
    return parts


def names(part: str) -> list[str]:
    """`place (code), name` → place, name."""
    return [name.strip() for name in re.sub(r"\([^)]*\)", "", part).split(",")]


def wanted(name: str) -> set[str]:
    """What whoever asks must or may say; what is masked is the reader's scope to say."""
    return set(query_files.answer(name)[1]) - {"unmasked"}


def tables(name: str) -> set[str]:
    tree = sqlglot.parse_one((QUERIES / "answers" / f"{name}.sql").read_text(encoding="utf-8"), dialect="duckdb")
    return {table.name for table in tree.find_all(sqlglot.exp.Table)}


def answer(name: str, scope, **given) -> pd.DataFrame:
    asked = COMMON | given
    asked |= {"open_on": asked["as_of"]} | given  # open matters are measured on the day itself
    return ask(name, scope, **{key: value for key, value in asked.items() if key in wanted(name)})


@pytest.mark.parametrize("name", ANSWERS)
def test_the_header_says_what_is_asked_given_and_returned(name):
    said = header(name)
    assert [title for title in said if title != "Reads"] == ["Question", "Parameters", "Columns", "Grain"]
    assert said["Question"].endswith("?")
    assert said["Grain"].startswith("one row") and said["Grain"].endswith(".")
    assert {parameter.removeprefix("$") for parameter in names(said["Parameters"])} == wanted(name)
    assert names(said["Columns"]) == list(answer(name, tiny()).columns)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_names_the_ledgers_it_reads_row_by_row(name):
    """A reader who may not see one of them is refused by that line."""
    assert set(query_files.reads("answers", name)) == tables(name) & set(questions.ledgers(tiny()))


def test_a_day_that_is_asked_for_has_one_name_in_every_answer():
    days = {parameter for name in ANSWERS for parameter in wanted(name) if isinstance(COMMON.get(parameter), date)}
    assert days | {"open_on"} == {"from_day", "to_day", "as_of", "open_on", "today"}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_limited_by_place(name):
    """By itself, unless all it reads is the view of the rows at the place."""
    assert "place" in query_files.query("answers", name)[1] or tables(name) == {"seen_rows"}


def test_what_a_reader_sees_of_a_row_is_decided_in_one_place():
    """The text as it was written stands in that view; row_prints only says whether it is still the same."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in QUERIES.rglob("*.sql")}
    assert {name for name, sql in texts.items() if re.search(r"(?m)^[^-]*(\boriginal\b|\$unmasked)", sql)} == {
        "seen_rows",
        "row_prints",
    }
    reading_past_it = [name for name in ANSWERS if "ledger_rows" in tables(name)]
    assert [name for name in reading_past_it if re.search(r"(?m)^[^-]*\bcells\b", texts[name])] == ["row_prints"]


@pytest.mark.parametrize("name", [name for name in ANSWERS if "seen_rows" in tables(name)])
def test_an_unmasked_reader_is_answered_with_the_same_rows(one_and_two_villages, name):
    scope = questions.open_scope(one_and_two_villages[1])
    masked, open_to = (answer(name, reader, row_id="E1") for reader in (scope, replace(scope, unmasked=True)))
    assert records(masked.drop(columns="cells", errors="ignore")) == records(
        open_to.drop(columns="cells", errors="ignore")
    )


def ledgers_of(place: str, tag: str) -> dict[str, list[dict]]:
    """A village's rows: a patrol, one a later file replaced, one that cannot be read, an open petition and one of the rest."""
    at = {"place": place}
    row = {**at, "row_id": f"{tag}1"}
    case = {**at, "filed_on": "2024-03-05", "decided_on": "2024-03-05"}
    outcomes = {"处罚": "作出处罚", "许可": "准予许可", "强制": "实施强制", "检查": "完成检查"}
    person = {"petitioner": "张三", "phone": "13900000001"}
    return {
        "river_patrols/1.csv": [
            {**row, "level": "村级", "minutes": "9"},
            {**at, "row_id": f"{tag}2", "level": "村级"},
        ],
        "river_patrols/2.csv": [
            {**at, "row_id": f"{tag}2", "level": "村级"},
            {**at, "row_id": f"{tag}3", "patrolled_at": "?"},
        ],
        "petitions": [
            {**row, "accepted_on": "2024-03-05", "class": "申诉求决", **person},
            {**at, "row_id": f"{tag}2", "class": "申诉求决", **person},
        ],
        "river_chiefs": [{**row, "level": "村级", "since": "2023-01-01"}],
        "problems": [
            {**row, "source": "巡河自查"},
            {**at, "row_id": f"{tag}2", "source": "安全隐患", "due_on": "2024-12-30"},
        ],
        "publicity_events": [{**row, "theme": tag}],
        "venues": [row],
        "enforcement_cases": [
            {
                **case,
                "row_id": f"{tag}{n}",
                "kind": kind,
                "outcome": outcome,
                "needs_legal_review": "是",
                "subject": "某店",
                "legal_reviewed_on": "2024-03-04" if kind == "检查" else "",
            }
            for n, (kind, outcome) in enumerate(outcomes.items())
        ],
        "officers": [{**row, "name": tag, "certified_on": "2022-01-01", "expires_on": "2025-01-03"}],
        "service_cases": [
            {**row, "promised_by": "2024-03-06", "completed_on": "2024-03-08", "outcome": "办结", "rating": "不满意"}
        ],
        "proposals": [row, {**at, "row_id": f"{tag}2", "replied_on": "2024-03-06"}],
        "disputes": [row],
        "requests": [row],
        "rules": [{**row, "kind": "规范性文件", "action": "制定"}],
        "disclosures": [{**row, "kind": "政府信息", "published_on": "2024-03-06"}],
        **{name: [row] for name in ("decisions", "litigation", "safety_activities", "risk_reviews")},
        "animal_health": [row],
    }


def each_month(place: str) -> dict:
    basis = {"basis": "依据", "basis_status": "本级自定", "period": "month", "people": 1}
    return {"indicator": "patrols_village", "year": 2024, "place": place, "kind": "each_period", "value": 1, **basis}


@pytest.fixture(scope="module")
def one_and_two_villages(tmp_path_factory):
    """Two homes that agree on 东湾 and its rows; only the second has 西沟, its rows and its promise."""
    east, west = ledgers_of(EAST, "E"), ledgers_of(WEST, "W")
    both = {name: east[name] + west[name] for name in east}
    one = make_home(tmp_path_factory.mktemp("one"), east, places=PLACES[:2], targets=[each_month(EAST)])
    two = make_home(tmp_path_factory.mktemp("two"), both, places=PLACES, targets=[each_month(EAST), each_month(WEST)])
    return one, two


# An answer of a part, and the one that counts the whole of it where counting would cost the part its speed.
COUNTED_BY = {"rows": "row_sums", "ledger_rows": "ledger_size"}


@pytest.mark.parametrize("name", [name for name in ANSWERS if "most" in wanted(name)])
def test_an_answer_that_may_be_cut_says_of_how_many(one_and_two_villages, name):
    """Nothing is cut in silence: whoever shows a part reads the whole beside it."""
    scope = questions.open_scope(one_and_two_villages[1])
    whole, part = (answer(name, scope, row_id="W1", most=most) for most in (1000, 1))
    assert len(part) <= len(whole)
    if name in COUNTED_BY:
        assert int(answer(COUNTED_BY[name], scope)["row_count"].sum()) == len(whole)
    else:
        assert "row_count" in names(header(name)["Columns"])
        assert part["row_count"].tolist() == whole["row_count"].tolist()[: len(part)]
        groups = whole["person"].nunique() if "person" in whole else len(whole)
        assert set(whole["row_count"]) <= {groups}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("row_id", ["E1", "W1"])
def test_what_other_villages_hold_changes_nothing_within_a_village(one_and_two_villages, name, row_id):
    if name in ("kept", "counted", "kept_months"):
        pytest.skip("whether a ledger was kept is judged for the township; see the next test")
    one, two = (
        records(answer(name, questions.open_scope(home).narrowed(EAST), row_id=row_id)) for home in one_and_two_villages
    )
    assert one == two


def test_a_village_asks_its_township_whether_a_ledger_was_kept(one_and_two_villages):
    _, two = one_and_two_villages
    found = records(answer("kept", questions.open_scope(two).narrowed(EAST), width=9))
    assert [row for row in found if row["ledger"] in ("petitions", "river_patrols")] == [
        {"place": TOWNSHIP, "ledger": "petitions", "part": "", "in_year": 1},
        {"place": TOWNSHIP, "ledger": "petitions", "part": "accepted_on", "in_year": 1},
        {"place": TOWNSHIP, "ledger": "river_patrols", "part": "", "in_year": 1},
    ]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_township_does_see_what_the_second_village_holds(one_and_two_villages, name):
    """Without this the test before could pass on answers that are always empty."""
    if name in ("kept", "counted", "kept_months"):
        pytest.skip("both villages keep the same; see the test before")
    if name == "left_out_files":
        pytest.skip("a file that cannot be read has no place: it is everybody's")
    one, two = (records(answer(name, questions.open_scope(home), row_id="W1")) for home in one_and_two_villages)
    assert one != two


# The numbers below are counted by hand in tests/data/tiny.


def test_the_matters_of_the_year_stand_with_their_limits():
    found = records(answer("matters", tiny())[["rule", "row_id", "due_on", "finished_on", "days_left", "state"]])
    assert [tuple(r.values()) for r in found] == [
        ("petition_close", "XF-2023-001", "2023-12-09", None, -388, "超期"),
        ("enforcement_disclose_20", "XZ-2024-002", "2024-08-07", None, -146, "超期"),  # a law's limit first
        ("problem_rectify", "WT-2024-003", "2024-06-30", None, -184, "超期"),
        ("service_promise", "BJ-2024-004", "2024-09-09", None, -113, "超期"),
        ("service_promise", "BJ-2024-005", "2025-01-08", None, 8, "在办"),
        ("problem_rectify", "WT-2024-005", "2025-01-10", None, 10, "在办"),
        ("petition_close", "XF-2024-004", "2025-02-23", None, 54, "在办"),
        ("penalty_decide", "XZ-2024-003", "2025-03-01", None, 60, "在办"),
        ("service_promise", "BJ-2024-003", "2024-03-11", "2024-03-20", -295, "逾期办结"),
        ("petition_close", "XF-2024-002", "2024-04-10", "2024-04-15", -265, "逾期办结"),
        ("problem_rectify", "WT-2024-002", "2024-04-30", "2024-05-05", -245, "逾期办结"),
        ("petition_notify", "XF-2024-003", "2024-05-21", "2024-05-22", -224, "逾期办结"),
        ("service_promise", "BJ-2024-001", "2024-01-15", "2024-01-10", -351, "按期办结"),
        ("petition_notify", "XF-2024-001", "2024-01-17", "2024-01-10", -349, "按期办结"),
        ("petition_notify", "XF-2024-002", "2024-02-16", "2024-02-16", -319, "按期办结"),
        ("service_promise", "BJ-2024-002", "2024-03-01", "2024-02-29", -305, "按期办结"),
        ("petition_close", "XF-2024-001", "2024-03-10", "2024-03-10", -296, "按期办结"),
        ("problem_rectify", "WT-2024-001", "2024-03-15", "2024-03-10", -291, "按期办结"),
        ("penalty_decide", "XZ-2024-001", "2024-05-30", "2024-05-30", -215, "按期办结"),
        ("enforcement_disclose_7", "XZ-2024-001", "2024-06-11", "2024-06-11", -203, "按期办结"),
        ("petition_notify", "XF-2024-004", "2024-12-05", "2024-11-25", -26, "按期办结"),
    ]


def test_a_matter_finished_after_the_day_asked_for_is_open_on_it():
    found = records(answer("matters", tiny(), as_of=date(2024, 3, 10)))
    assert [(r["row_id"], r["finished_on"], r["days_left"]) for r in found if r["rule"] == "petition_close"] == [
        ("XF-2023-001", None, -92),  # 2023-12-09 → 2024-03-10: 22 + 31 + 29 + 10
        ("XF-2024-002", None, 31),
        ("XF-2024-001", "2024-03-10", 0),
    ]


def test_a_clock_runs_from_the_day_on_which_its_end_was_first_entered_in_the_township():
    """10 March 2024 is the first 办结日期 of all; before it nobody can tell an open petition from one not written down."""
    found = records(answer("matters", tiny(), as_of=date(2024, 3, 9)))
    assert [r["row_id"] for r in found if r["rule"] == "petition_close"] == []


def test_matters_are_counted_for_each_rule():
    columns = ("rule", "ended", "ended_on_time", "still_open", "near", "overdue", "carried", "longest")
    found = records(answer("matter_counts", tiny().narrowed(EAST)))
    assert [tuple(r[c] for c in columns) for r in found] == [
        ("petition_close", 1, 1, 1, 0, 1, 1, 388),  # XF-2024-001 in time; XF-2023-001 open since last year
        ("petition_notify", 1, 1, 0, 0, 0, 0, 0),
        ("problem_rectify", 1, 1, 0, 0, 0, 0, 0),
        ("service_promise", 1, 0, 0, 0, 0, 0, 0),  # BJ-2024-003, nine days late
    ]
    near = records(answer("matter_counts", tiny(), as_of=date(2025, 1, 3)))
    assert [(r["rule"], r["near"]) for r in near if r["near"]] == [
        ("service_promise", 1)
    ]  # BJ-2024-005 has five days left


def test_each_period_with_a_target_has_its_sum():
    """months of 2024 are numbered 2024 × 12 + 0 … 11; the season begins in March, so 西沟's 29 February is not in it."""
    march = 2024 * 12 + 2
    found = [(r["place"], r["period_no"] - march, r["numerator"]) for r in records(answer("periods", tiny()))]
    assert found == [(EAST, 0, 1), (EAST, 1, 1), (EAST, 2, 1), (EAST, 9, 1), (WEST, 0, 1)]


def test_the_months_and_days_of_an_indicator():
    assert [tuple(r.values()) for r in records(answer("months", tiny()))] == [
        (2024, 2, 1, None),
        (2024, 3, 2, None),
        (2024, 4, 1, None),
        (2024, 5, 1, None),
        (2024, 12, 1, None),
    ]
    found = records(answer("days", tiny(), indicator="services_completed", from_day=date(2024, 3, 1)))
    assert [tuple(r.values()) for r in found] == [("2024-03-12", 0, 1), ("2024-03-20", 1, 0), ("2024-09-10", 0, 1)]


def test_which_ledgers_were_kept_and_in_how_many_months():
    found = records(answer("kept", tiny(), width=9, as_of=date(2024, 6, 30)))

    def months(ledger: str) -> int:
        return len(answer("kept_months", tiny(), width=9, ledger=ledger, as_of=date(2024, 6, 30)))

    assert [(r["ledger"], r["in_year"], months(r["ledger"])) for r in found if not r["part"]] == [
        ("enforcement_cases", 1, 1),
        ("incidents", 1, 4),
        ("mediation_committees", 1, 1),
        ("officers", 1, 1),
        ("petitions", 1, 3),
        ("problems", 1, 3),
        ("publicity_events", 1, 1),
        ("river_patrols", 1, 5),
        ("safety_activities", 1, 2),
        ("service_cases", 1, 3),
        ("trainings", 1, 2),
        ("venues", 1, 1),
    ]
    petitions = [r["part"] for r in found if r["ledger"] == "petitions"]
    assert petitions == ["", "accepted_on", "closed_on", "notified_on", "rating"]
    sources = [r["part"] for r in found if r["ledger"] == "problems" and "=" in r["part"]]
    assert sources == ["source=安全隐患", "source=巡河自查"]


def test_a_village_sees_its_own_promises_and_those_above_it():
    found = {(r["indicator"], r["place"]) for r in records(answer("targets", tiny().narrowed(SOUTH)))}
    assert {place for _, place in found} == {TOWNSHIP, SOUTH}
    assert ("patrols_village", SOUTH) in found and ("services_on_time", TOWNSHIP) in found


def test_a_row_says_which_figures_it_feeds():
    found = records(answer("row_figures", tiny(), ledger="service_cases", row_id="BJ-2024-003"))
    assert [(r["indicator"], r["day"], r["numerator"], r["denominator"]) for r in found] == [
        ("services_completed", "2024-03-12", 0, 1),
        ("services_completed", "2024-03-20", 1, 0),
        ("services_home", "2024-03-04", 1, None),
        ("services_on_time", "2024-03-12", 0, 1),
        ("services_rated", "2024-03-20", 0, 1),
    ]


def test_every_row_behind_a_number_resolves_to_its_file_and_line():
    """Also where an indicator draws on two ledgers, and where a place is what counts."""
    for code in ("patrol_problems_per_100", "committees_cover", "grids"):
        for row in records(answer("rows", tiny(), indicator=code)):
            path = tiny().home.path / row["source_file"]
            line = path.read_bytes().decode("utf-8-sig").splitlines()[row["line"] - 1]
            assert line.startswith(f"{row['row_id']},"), (code, row)


def test_the_rows_behind_a_number_of_two_ledgers_come_from_both():
    found = answer("rows", tiny(), indicator="patrol_problems_per_100")
    assert dict(found["ledger"].value_counts()) == {"river_patrols": 9, "problems": 1}
    assert (found["numerator"].sum(), found["denominator"].sum()) == (1, 9)


@pytest.mark.slow
@pytest.mark.parametrize("place", [TOWNSHIP, EAST, NORTH])
def test_the_sums_of_the_rows_are_those_of_the_rows_listed(place):
    for code in questions.catalogue(tiny())["code"]:
        listed = answer("rows", tiny(), indicator=code, place=place).groupby("ledger")
        sums = answer("row_sums", tiny(), indicator=code, place=place)
        assert dict(zip(sums["ledger"], sums["row_count"], strict=True)) == dict(listed.size()), code
        for column in ("numerator", "denominator"):
            assert list(sums[column].fillna(0)) == list(listed[column].sum()), (code, column)


PLANTED = [
    "13912345678",
    "139 1234 5678",
    "139-1234-5678",
    "１３９１２３４５６７８",
    "11010519491231002X",
    "110105 19491231 002X",
    "１１０１０５１９４９１２３１００２Ｘ",
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Path:
    """Telephone and identity numbers wherever somebody might type them."""
    texts = [
        {"row_id": f"XF-{n}", "content": f"请回电{typed}。", "note": typed, "received_from": f"2024-03-05 {typed}"}
        for n, typed in enumerate(PLANTED)
    ]
    fields = [{"row_id": "XF-A", "phone": PLANTED[0], "id_no": PLANTED[4], "petitioner": PLANTED[0]}]
    bad = [{"row_id": "XF-B", "registered_on": PLANTED[0]}, {"row_id": "XF-C", "kind": PLANTED[5], "phone": PLANTED[0]}]
    folder = tmp_path_factory.mktemp("planted")
    home = make_home(
        folder,
        {
            "petitions": texts + fields + bad,
            "river_patrols": [
                {"row_id": "XH-1", "level": "村级", "chief": "HZ-1", "note": PLANTED[4]},
                {"row_id": "XH-2", "minutes": f"{PLANTED[0]}分"},
            ],
            "problems": [{"row_id": "WT-1", "description": PLANTED[1], "responsible": PLANTED[3]}],
            "safety_activities": [{"row_id": "AQ-1", "people": PLANTED[4]}, {"row_id": "AQ-2", "people": PLANTED[0]}],
        },
    )
    (folder / "ledgers/requests").mkdir()
    (folder / "ledgers/requests/requests.csv").write_text(f"编号,{PLANTED[0]},证{PLANTED[4]}\r\n", encoding="utf-8")
    return home.path


def leaks(text: str) -> list[str]:
    plain = re.sub(r"[\s-]", "", text.translate(str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")))
    return [number for number in ("13912345678", "11010519491231002X") if number in plain]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_planted_telephone_or_identity_number_is_in_no_answer(planted, name):
    scope = questions.open_scope(questions.Home(planted))
    for ledger in ("petitions", "river_patrols", "problems", "safety_activities"):
        for indicator in ("petitions_received", "patrols_village", "petitions_notified_on_time"):
            for row_id in ("XF-A", "XF-B", "XF-0", "XH-1", "WT-1"):
                assert leaks(answer(name, scope, ledger=ledger, indicator=indicator, row_id=row_id).to_csv()) == []


def test_a_planted_number_is_not_printed_by_check(planted, monkeypatch, capsys):
    monkeypatch.setenv("LEDGER_HOME", str(planted))
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert leaks(printed) == []
    assert "（手机号已隐去）" in printed and "（身份证号已隐去）" in printed
