"""The demonstration home: made again to the byte, valid to a stranger, and true to the published report.

The 51 figures are counted here straight from the CSV rows, by other code than the product's.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import chinese_calendar
import pytest
from frictionless import Package, system

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
CONTRACT = {
    resource["name"]: resource for resource in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]
}
LEDGERS = [name for name, resource in CONTRACT.items() if "dateColumn" in resource]
TODAY = "2025-09-30"
STOCK_DAY = "2024-12-31"


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ledger(name):
    """The merged rows of a ledger under the contract's English names; a later file wins on the same key."""
    english = {field["name"]: field["column"] for field in CONTRACT[name]["schema"]["fields"]}
    rows = {}
    for path in sorted((DATA / "ledgers" / name).glob("*.csv")):
        for row in read(path):
            rows[row["编号"]] = {english[header]: value for header, value in row.items()}
    return list(rows.values())


def rows(name, day, **values):
    """The rows of 2024 by a date column, with these values."""
    return [
        row
        for row in ledger(name)
        if row[day].startswith("2024") and all(row[column] == value for column, value in values.items())
    ]


def count(name, day, **values):
    return len(rows(name, day, **values))


def total(name, day, column, **values):
    return sum(int(row[column] or 0) for row in rows(name, day, **values))


def share(found, good):
    """Per cent of the found rows that are good; no rows would be no share at all."""
    return 100 * sum(map(good, found)) / len(found)


def standing(name, begin, end, **values):
    """The rows that are in force on the last day of 2024."""
    return [
        row
        for row in ledger(name)
        if row[begin] <= STOCK_DAY
        and (not row[end] or row[end] > STOCK_DAY)
        and all(row[column] == value for column, value in values.items())
    ]


def studied(theme):
    return count("study_sessions", "held_on", theme=theme)


def cases_closed():
    return rows("service_cases", "completed_on")


def certified_all_year():
    return [
        row
        for row in ledger("officers")
        if row["certified_on"] < "2024-01-01" and min(row["expires_on"], row["revoked_on"] or "9999") > STOCK_DAY
    ]


def certified_at_the_end():
    return [
        row
        for row in ledger("officers")
        if row["certified_on"] <= STOCK_DAY <= min(row["expires_on"], row["revoked_on"] or "9999")
    ]


def hours(officer):
    return sum(
        float(row["hours"]) for row in rows("trainings", "held_on", kind="法律知识培训", officer=officer["row_id"])
    )


def three_months_later(day):
    """Months of unequal length do not matter here: no proposal was answered that close to its limit."""
    year, month, rest = day.split("-")
    return f"{int(year) + (int(month) + 3 > 12)}-{(int(month) + 2) % 12 + 1:02d}-{rest}"


def answered_in_time(row):
    limit = three_months_later(row["assigned_on"])
    return row["replied_on"] <= (three_months_later(limit) if row["complex"] == "是" else limit)


def every_village_has_a_committee():
    villages = {row["code"] for row in read(DATA / "places.csv") if row["level"] == "村"}
    with_one = {row["place"] for row in standing("mediation_committees", "established_on", "dissolved_on")}
    return 100 * len(villages & with_one) / len(villages)


def animals(column, of):
    return (
        100
        * total("animal_health", "held_on", column, kind="检测")
        / total("animal_health", "held_on", of, kind="检测")
    )


def in_the_hall():
    matters = standing("service_matters", "listed_on", "removed_on")
    return share(matters, lambda row: row["in_hall_since"] and row["in_hall_since"] <= STOCK_DAY)


def problems_fixed(source):
    return count("problems", "rectified_on", source=source)


def activities(kind):
    return count("safety_activities", "held_on", kind=kind)


def services(channel):
    return count("service_cases", "accepted_on", channel=channel)


FIGURES = {
    "study_xi_thought": lambda: studied("习近平法治思想"),
    "study_gansu_speech": lambda: studied("视察甘肃重要讲话精神"),
    "study_third_plenum": lambda: studied("二十届三中全会精神"),
    "study_party_rules": lambda: studied("党内法规和条例"),
    "services_home": lambda: services("上门"),
    "services_window": lambda: services("窗口"),
    "services_online": lambda: services("网上"),
    "services_satisfied": lambda: share([r for r in cases_closed() if r["rating"]], lambda r: "不" not in r["rating"]),
    "services_completed": lambda: share(
        rows("service_cases", "accepted_on"), lambda r: r["completed_on"][:4] == "2024"
    ),
    "services_online_rated": lambda: share(
        [r for r in cases_closed() if r["channel"] == "网上"], lambda r: r["rating"] != ""
    ),
    "services_on_time": lambda: share(
        rows("service_cases", "accepted_on"), lambda r: "" < r["completed_on"] <= r["promised_by"]
    ),
    "matters_in_hall": in_the_hall,
    "disclosures": lambda: count("disclosures", "published_on"),
    "assets_problems": lambda: problems_fixed("三资管理"),
    "rules_revised": lambda: count("rules", "issued_on", kind="内部制度", action="修订"),
    "deputies_visits": lambda: count("oversight_events", "held_on", kind="代表走访选民日"),
    "cppcc_consultations": lambda: count("oversight_events", "held_on", kind="政协协商议事"),
    "proposals_closed": lambda: count("proposals", "closed_on"),
    "proposals_satisfied": lambda: share(
        [r for r in rows("proposals", "closed_on") if r["rating"]], lambda r: r["rating"] == "满意"
    ),
    "proposals_on_time": lambda: share(rows("proposals", "closed_on"), answered_in_time),
    "decisions_collective": lambda: share(rows("decisions", "decided_on"), lambda r: r["collective"] == "是"),
    "exam_candidates": lambda: count("trainings", "held_on", kind="行政执法资格考试"),
    "officers_certified": lambda: len(certified_at_the_end()),
    "officers_trained": lambda: share(certified_all_year(), lambda r: hours(r) >= 30),
    "patrols_township": lambda: count("river_patrols", "patrolled_at", level="乡级"),
    "patrols_village": lambda: count("river_patrols", "patrolled_at", level="村级"),
    "patrol_problems_fixed": lambda: problems_fixed("巡河自查"),
    "river_cleanups": lambda: count("river_patrols", "patrolled_at", cleaned="是"),
    "animal_qualified": lambda: animals("qualified_heads", of="done_heads"),
    "safety_campaigns": lambda: activities("集中宣传"),
    "safety_household_reach": lambda: total("safety_activities", "held_on", "people", kind="入户宣传"),
    "safety_trainings": lambda: activities("专题培训"),
    "safety_drills": lambda: activities("应急演练"),
    "safety_inspections": lambda: activities("专项检查"),
    "hazards_rectified": lambda: problems_fixed("安全隐患"),
    "risk_reviews": lambda: count("risk_reviews", "held_on"),
    "public_concerns": lambda: count("requests", "received_on", kind="急难愁盼"),
    "legal_consultations": lambda: count("requests", "received_on", kind="法律咨询"),
    "disputes_found": lambda: count("disputes", "found_on"),
    "disputes_resolved": lambda: count("disputes", "ended_on", result="调解成功"),
    "disputes_confirmed": lambda: count("disputes", "confirmed_on", result="调解成功"),
    "petitions_received": lambda: sum(count("petitions", "registered_on", kind=kind) for kind in ("来信", "来访")),
    "brawls": lambda: count("incidents", "reported_on", kind="群体性械斗"),
    "petition_escalations": lambda: count("incidents", "reported_on", kind="越级集体访"),
    "committees_cover": every_village_has_a_committee,
    "grids": lambda: sum(row["level"] == "网格" and row["opened_on"] <= STOCK_DAY for row in read(DATA / "places.csv")),
    "venues_culture": lambda: len(standing("venues", "opened_on", "closed_on", kind="法治文化阵地")),
    "venues_boards": lambda: len(standing("venues", "opened_on", "closed_on", kind="法治宣传栏")),
    "venues_bookcorners": lambda: len(standing("venues", "opened_on", "closed_on", kind="法律图书角")),
    "publicity_events": lambda: count("publicity_events", "held_on", kind="集中宣传"),
    "publicity_reach": lambda: total("publicity_events", "held_on", "audience"),
}

PUBLISHED = read(ROOT / "tests" / "data" / "figures-2024.csv")


def township_target(indicator):
    return next(
        float(row["value"])
        for row in read(DATA / "targets.csv")
        if (row["indicator"], row["year"], len(row["place"])) == (indicator, "2024", 9)
    )


def test_the_51_published_figures_each_have_a_count_of_their_own():
    assert len(PUBLISHED) == 51
    assert sorted(FIGURES) == sorted(figure["indicator"] for figure in PUBLISHED)


@pytest.mark.parametrize("figure", PUBLISHED, ids=lambda figure: figure["indicator"])
def test_a_published_figure_of_2024_can_be_counted_from_the_demo_rows(figure):
    value = FIGURES[figure["indicator"]]()
    match figure["compare"]:
        case "value":
            assert value == float(figure["value"])
        case "range":
            low, high = map(int, re.fullmatch(r"(\d+) < value < (\d+)", figure["ledger_must_hold"]).groups())
            assert low < value < high
        case "each_month":
            months = Counter(row["held_on"][:7] for row in rows("risk_reviews", "held_on"))
            assert months == {f"2024-{month:02d}": 1 for month in range(1, 13)}
        case "every_person":
            assert value == 100
        case "meets_target":
            assert value >= township_target("animal_qualified")
            assert animals("done_heads", of="due_heads") >= township_target("animal_tested")


def test_published_ranges_of_the_demo_hold_under_every_reading_of_the_definition():
    assert 600 < count("disclosures", "formed_on") < 700
    assert 500 < total("publicity_events", "held_on", "audience", kind="集中宣传") < 600
    everyone = certified_at_the_end()
    assert share(everyone, lambda row: hours(row) >= 30) == 100


@pytest.mark.slow
def test_the_same_seed_gives_the_demo_home_the_same_bytes(tmp_path):
    subprocess.run([sys.executable, str(ROOT / "tools" / "make_demo.py"), str(tmp_path)], check=True)
    made = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    kept = {str(path.relative_to(DATA)): path.read_bytes() for path in (DATA / "ledgers").rglob("*.csv")}
    kept["places.csv"] = (DATA / "places.csv").read_bytes()
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name] != kept[name]] == []


def test_every_demo_ledger_is_valid_to_frictionless(tmp_path):
    resources = []
    for name in ("places", *LEDGERS):
        schema = CONTRACT[name]["schema"]
        merged = {}
        for path in sorted((DATA / "ledgers" / name).glob("*.csv")) or [DATA / f"{name}.csv"]:
            merged |= {row[schema["primaryKey"][0]]: row for row in read(path)}
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, [field["name"] for field in schema["fields"]])
            out.writeheader()
            out.writerows(merged.values())
        resources.append({"name": name, "path": f"{name}.csv", "encoding": "utf-8", "schema": schema})
    package = tmp_path / "datapackage.json"
    package.write_text(json.dumps({"name": "demo", "resources": resources}, ensure_ascii=False), encoding="utf-8")
    with system.use_context(trusted=True):
        report = Package(str(package)).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert {task.name: task.stats["rows"] for task in report.tasks if task.name != "places"} == {
        name: len(ledger(name)) for name in LEDGERS
    }


def test_nothing_in_the_demo_has_happened_after_its_today():
    limits = {"promised_by", "due_on", "expires_on"}
    late = [
        (name, row["row_id"], field["column"])
        for name in LEDGERS
        for row in ledger(name)
        for field in CONTRACT[name]["schema"]["fields"]
        if field["type"] in ("date", "datetime") and field["column"] not in limits and row[field["column"]][:10] > TODAY
    ]
    assert late == []
    assert {row["parameter"]: row["value"] for row in read(DATA / "parameters.csv")}["today"] == TODAY


@pytest.mark.parametrize("column", ["accepted_on", "completed_on"])
def test_no_demo_case_is_taken_or_closed_on_a_day_off(column):
    days = {row[column] for row in ledger("service_cases")} - {""}
    assert [day for day in days if not chinese_calendar.is_workday(date.fromisoformat(day))] == []


def test_every_demo_reference_names_a_row_that_exists():
    keys = {name: {row["row_id"] for row in ledger(name)} for name in ("officers", "river_chiefs", "enforcement_cases")}
    pointers = [
        ("trainings", "officer", "officers"),
        ("enforcement_cases", "officer", "officers"),
        ("enforcement_cases", "from_inspection", "enforcement_cases"),
        ("river_patrols", "chief", "river_chiefs"),
    ]
    lost = {
        (name, row["row_id"])
        for name, column, target in pointers
        for row in ledger(name)
        if row[column] not in keys[target] | {""}
    }
    assert lost == set()


def test_demo_village_chiefs_patrol_every_month_from_march_to_december_2024():
    patrols = {(row["place"], row["patrolled_at"][:7]) for row in rows("river_patrols", "patrolled_at", level="村级")}
    villages = {row["code"] for row in read(DATA / "places.csv") if row["level"] == "村"}
    assert {(village, f"2024-{month:02d}") for village in villages for month in range(3, 13)} <= patrols


def test_demo_trouble_of_2025_is_there_to_see():
    petitions = [r for r in ledger("petitions") if r["class"] == "申诉求决" and r["accepted_on"] and not r["closed_on"]]
    left = {
        r["row_id"]: 60
        + 30 * (r["extended"] == "是")
        - (date.fromisoformat(TODAY) - date.fromisoformat(r["accepted_on"])).days
        for r in petitions
    }
    assert left == {
        "XF-2024-0013": -290,
        "XF-2025-0008": -42,
        "XF-2025-0010": -15,
        "XF-2025-0009": 1,
        "XF-2025-0011": 3,
        "XF-2025-0012": 5,
        "XF-2025-0014": 40,
    }
    bad = [row for row in ledger("service_cases") if row["completed_on"] > "2025" and "不满意" in row["rating"]]
    assert (len(bad), sum(not row["revisited_on"] for row in bad)) == (10, 1)
    told = {row["place"] for row in ledger("publicity_events") if row["held_on"] > "2025"}
    assert "620924203903" not in told
    last = max(row["patrolled_at"] for row in ledger("river_patrols") if row["place"] == "620924203904")
    assert last < "2025-07-31"
    assert [r["row_id"] for r in ledger("rules") if r["row_id"] == "ZD-2025-0004" and r["filed_on"] > "2025-07-25"]
