"""Make the demonstration home: python tools/make_demo.py [HOME]

Writes places.csv and every ledger under the home (by default data/). It is seeded and asks no
clock, so the same program writes the same bytes. Targets and parameters are written by hand.
"""

import csv
import json
import sys
from datetime import datetime
from pathlib import Path

from make_demo_base import YEARS, places
from make_demo_decisions import decisions, litigation, oversight_events, proposals, rules
from make_demo_disclosures import disclosures
from make_demo_enforcement import animal_health, enforcement_cases
from make_demo_mediation import disputes, petitions
from make_demo_officers import officers, trainings
from make_demo_problems import problems
from make_demo_publicity import law_savvy_residents, mediation_committees, publicity_events, venues
from make_demo_requests import requests
from make_demo_rivers import river_chiefs, river_patrols
from make_demo_safety import incidents, risk_reviews, safety_activities
from make_demo_services import service_cases, service_matters
from make_demo_study import study_sessions

DATA = Path(__file__).resolve().parent.parent / "data"

# One file for all years: a register, or a handful of rows a year.
WHOLE = (
    service_matters,
    rules,
    oversight_events,
    proposals,
    decisions,
    litigation,
    officers,
    river_chiefs,
    mediation_committees,
    law_savvy_residents,
    venues,
)
BY_YEAR = (
    study_sessions,
    service_cases,
    disclosures,
    problems,
    trainings,
    enforcement_cases,
    river_patrols,
    animal_health,
    safety_activities,
    risk_reviews,
    disputes,
    petitions,
    requests,
    incidents,
    publicity_events,
)


def make(home):
    """Write the demonstration's places and ledgers into a home."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    fields = {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}
    write(home / "places.csv", fields["places"], places())
    for ledger in WHOLE:
        name = ledger.__name__
        write(home / "ledgers" / name / f"{name}.csv", fields[name], ledger())
    for ledger in BY_YEAR:
        name = ledger.__name__
        for year in YEARS:
            write(home / "ledgers" / name / f"{year}.csv", fields[name], ledger(year))


def write(path, fields, rows):
    """One CSV with the contract's columns in the contract's order; a cell of no column is a mistake."""
    columns = [field["column"] for field in fields]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(field["name"] for field in fields)
        for row in rows:
            unknown = set(row) - set(columns)
            if unknown:
                raise KeyError(f"{path.name}: {unknown} not in the contract")
            out.writerow(cell(row.get(column)) for column in columns)


def cell(value):
    """A value as the ledgers write it: 2024-03-05, 2024-03-05 09:30, or empty."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
