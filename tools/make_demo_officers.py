"""综合行政执法队: 执法人员 and their 培训考试."""

from make_demo_base import SEAT, YEARS, dice, invented_name, numbered

UNITS = ("综合行政执法队", "社会治理和应急管理办", "便民服务中心", "农业农村综合服务中心", "司法所")

# how many, certified on, valid to, revoked on. 25 officers at the end of 2023, 27 at the end of 2024.
GROUPS = (
    (11, "2021-06-15", "2026-06-14", None),
    (8, "2022-09-20", "2027-09-19", None),
    (1, "2021-06-15", "2026-06-14", "2025-03-14"),  # moved to another office
    (1, "2020-07-01", "2025-06-30", None),  # not renewed
    (2, "2020-10-21", "2025-10-20", None),  # to be renewed within 90 days of the demonstration's today
    (1, "2020-11-16", "2025-11-15", None),
    (1, "2020-12-21", "2025-12-20", None),
    (1, "2019-05-10", "2024-05-09", "2023-08-31"),
    (2, "2024-04-10", "2029-04-09", None),
    (3, "2025-05-20", "2030-05-19", None),  # three of the five who sat the examination in 2024
)

LECTURE = "法律知识培训"
EXAM = "行政执法资格考试"

# day, hours, subject
LECTURES = {
    2023: (
        ("2023-03-23", 8, "行政处罚法"),
        ("2023-05-25", 6, "行政执法三项制度"),
        ("2023-07-13", 6, "草原法"),
        ("2023-09-21", 8, "行政执法文书制作"),
        ("2023-11-23", 8, "案卷评查"),
    ),
    2024: (
        ("2024-03-21", 8, "行政处罚法"),
        ("2024-04-25", 6, "行政执法三项制度"),
        ("2024-06-13", 8, "动物防疫法"),
        ("2024-08-15", 6, "行政执法文书制作"),
        ("2024-10-17", 6, "河道管理条例"),
        ("2024-11-21", 8, "案卷评查和案例分析"),
    ),
    2025: (
        ("2025-03-20", 8, "行政处罚法"),
        ("2025-05-15", 6, "行政执法监督条例"),
        ("2025-06-19", 6, "草原法"),
        ("2025-08-14", 8, "行政执法文书制作"),
        ("2025-09-11", 6, "信访工作条例"),
    ),
}

# The share of officers who miss one lecture, and which one: in 2024 nobody falls below 30 hours by it.
MISSED = {2023: (0.15, 0), 2024: (0.3, 1), 2025: (0.45, 2)}
EXAMS = {2023: ("2023-11-18", 3, "合格"), 2024: ("2024-11-16", 5, "待公布"), 2025: ("2025-09-20", 2, "待公布")}


def officers():
    """Everyone who holds or held a certificate."""
    rows = []
    for count, certified, expires, revoked in GROUPS:
        for _ in range(count):
            rows.append(
                {
                    "place": SEAT,
                    "name": invented_name(len(rows)),
                    "unit": UNITS[len(rows) % len(UNITS)],
                    "certificate_no": f"2803{len(rows) + 1:08d}",
                    "certified_on": certified,
                    "expires_on": expires,
                    "revoked_on": revoked,
                    "note": "调离执法岗位" if revoked else None,
                }
            )
    return numbered("RY", rows, "certified_on")


def trainings(year):
    """One row per person and lecture, and those who sat the examination."""
    chance = dice("trainings", year)
    share, missed = MISSED[year]
    everyone = [row for row in officers() if row["certified_on"] <= f"{year}-12-31"]
    veterans = [row["row_id"] for row in everyone if row["certified_on"] < f"{year}-01-01"]
    absent = set(chance.sample(veterans, round(share * len(veterans))))
    rows = []
    for number, (day, hours, subject) in enumerate(LECTURES[year]):
        for officer in everyone:
            if _holds(officer, day) and not (number == missed and officer["row_id"] in absent):
                rows.append(_row(day, LECTURE, officer["row_id"], officer["name"], hours, "合格", subject))
    day, count, result = EXAMS[year]
    for number in range(count):
        name = invented_name(200 + 10 * (year - YEARS[0]) + number)
        rows.append(_row(day, EXAM, None, name, None, result, "甘肃省行政执法资格考试"))
    return numbered("PX", rows, "held_on")


def _holds(officer, day):
    return officer["certified_on"] <= day <= min(officer["expires_on"], officer["revoked_on"] or "9999")


def _row(day, kind, officer, person, hours, result, note):
    return {
        "place": SEAT,
        "held_on": day,
        "kind": kind,
        "officer": officer,
        "person": person,
        "hours": hours,
        "result": result,
        "note": note,
    }
