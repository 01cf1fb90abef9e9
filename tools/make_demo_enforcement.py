"""综合行政执法队: 行政执法 (checks, penalties, licences) and 动物防疫."""

from make_demo_base import SEAT, TODAY, VILLAGES, dice, known, later, numbered, spread, table
from make_demo_officers import officers

CHECK_SUBJECTS = (
    "甲村某养殖合作社",
    "乙村某养殖合作社",
    "丙村某砂石料场",
    "丁村某牧家乐",
    "甲村某便利店",
    "乙村某加油点",
    "丙村某农机维修点",
    "丁村某养殖合作社",
    "某公路养护工地",
    "某矿产品运输车队",
)
CHECK_LAWS = ("草原法", "动物防疫法", "消防法")
CHECKS = {2023: 20, 2024: 24, 2025: 15}
CHECK_MONTHS = (1, 1, 2, 3, 3, 3, 2, 2, 3, 2, 2, 1)

# nth: the penalty came out of the n-th check of its year.
# checked: whether the penalty came out of the check before it.
PENALTIES = """
是 丙村某砂石料场 2023-05-09 2023-06-14 作出处罚 罚款 2000 是 2023-06-08 2023-06-20 草原法
否 王某辛 2023-08-03 2023-08-15 作出处罚 警告 - 否 - 2023-08-21 草原法
否 某矿产品运输车队 2023-12-05 2024-01-18 作出处罚 罚款 1500 是 2024-01-11 2024-01-25 草原法
是 乙村某加油点 2024-05-07 2024-05-28 作出处罚 罚款 800 否 - 2024-06-04 消防法
是 丁村某养殖合作社 2024-07-11 2024-08-08 作出处罚 没收违法所得 1326.50 是 2024-08-01 2024-08-15 动物防疫法
否 赵某壬 2024-09-24 2024-10-10 作出处罚 警告 - 否 - 2024-10-16 草原法
是 丙村某农机维修点 2025-04-15 2025-05-08 作出处罚 罚款 500 否 - 2025-05-15 消防法
是 某公路养护工地 2025-06-03 2025-07-10 作出处罚 罚款 3000 是 2025-07-02 2025-07-17 草原法
否 孙某庚 2025-07-08 - - - - 否 - - 草原法
是 甲村某养殖合作社 2025-08-19 - - - - 是 - - 动物防疫法
"""
LICENCES = """
陈某己 2023-05-15 否 2023-05-31 准予许可 2023-06-07 否 -
卫某戊 2023-09-04 否 2023-09-20 准予许可 2023-09-26 否 -
蒋某丁 2024-04-15 否 2024-05-09 准予许可 2024-05-15 否 -
沈某丙 2024-06-03 否 2024-06-20 准予许可 2024-06-27 否 -
韩某乙 2024-08-12 是 2024-09-18 准予许可 2024-09-25 否 -
杨某己 2024-10-14 否 2024-11-05 不予许可 2024-11-12 是 2024-10-31
朱某戊 2025-04-14 否 2025-05-08 准予许可 2025-05-14 否 -
秦某丁 2025-07-07 否 2025-07-24 准予许可 2025-07-31 否 -
许某丙 2025-09-08 否 - - - 否 -
"""

# species, heads due in a village, in a spring or autumn round
HERDS = (("绵羊", 1600), ("山羊", 420), ("牛", 90), ("骆驼", 35))
ROUNDS = {
    2023: (("免疫", 4), ("检测", 5), ("免疫", 9), ("检测", 10)),
    2024: (("免疫", 4), ("检测", 5), ("免疫", 9), ("检测", 10)),
    2025: (("免疫", 4), ("检测", 5), ("免疫", 9)),
}
TESTED_SHARE = 0.12
# Per thousand: done of those due, good of those done.
ANIMALS = {2023: (955, 985), 2024: (985, 995), 2025: (965, 990)}


def enforcement_cases(year):
    """Checks drawn by dice; penalties and licences by hand, with their way through law review."""
    chance = dice("enforcement_cases", year)
    rows = [row for row in _penalties() + _licences() if row["filed_on"].startswith(str(year))]
    rows = numbered("ZF", _checks(chance, year) + rows, "filed_on")
    staff = [row for row in officers() if not row["revoked_on"] and row["expires_on"] > "2026"]
    check = None
    for row in rows:
        row["officer"] = chance.choice([o["row_id"] for o in staff if str(o["certified_on"]) <= str(row["filed_on"])])
        if row["kind"] == "检查":
            check = row
        elif row.pop("checked", "否") == "是":
            row["from_inspection"] = check["row_id"]
            check.update({column: row[column] for column in ("subject", "basis", "officer")})
    return rows


def _penalties():
    columns = (
        "checked subject filed_on decided_on outcome penalty_class amount_fen needs_legal_review "
        "legal_reviewed_on disclosed_on basis"
    )
    rows = table(columns, PENALTIES)
    return [{**row, "kind": "处罚", "extended": "否", "basis": _law(row["basis"])} for row in rows]


def _licences():
    columns = "subject filed_on extended decided_on outcome disclosed_on needs_legal_review legal_reviewed_on"
    return [{**row, "kind": "许可", "basis": _law("土地管理法")} for row in table(columns, LICENCES)]


def _checks(chance, year):
    return [
        {
            "place": SEAT,
            "kind": "检查",
            "subject": chance.choice(CHECK_SUBJECTS),
            "filed_on": day,
            "extended": "否",
            "decided_on": day,
            "outcome": "完成检查",
            "needs_legal_review": "否",
            "disclosed_on": known(later(day, chance.randint(3, 15))),
            "basis": _law(chance.choice(CHECK_LAWS)),
        }
        for day in spread(chance, year, CHECK_MONTHS, CHECKS[year])
    ]


def _law(name):
    """The law's full title."""
    return f"《中华人民共和国{name}》"


def animal_health(year):
    """Each round in each village, one row per species."""
    chance = dice("animal_health", year)
    rows = []
    for kind, month in ROUNDS[year]:
        for place in VILLAGES.values():
            day = spread(chance, year, [number == month for number in range(1, 13)], 1)[0]
            rows += [_round(chance, year, kind, place, day, *herd) for herd in HERDS]
    for day in spread(chance, year, (0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0), 4 if year < TODAY.year else 3):
        heads = chance.randint(3, 12)
        rows.append(
            {
                "place": chance.choice(list(VILLAGES.values())),
                "held_on": day,
                "kind": "无害化检查",
                "species": "绵羊",
                "due_heads": heads,
                "done_heads": heads,
                "qualified_heads": heads,
            }
        )
    return numbered("FY", rows, "held_on")


def _round(chance, year, kind, place, day, species, herd):
    done_share, good_share = ANIMALS[year]
    due = herd + chance.randint(-herd // 10, herd // 10)
    if kind == "检测":
        due = max(5, round(due * TESTED_SHARE))
    done = min(due, round(due * (done_share + chance.randint(-5, 10)) / 1000))
    good = None if kind == "免疫" else min(done, round(done * (good_share + chance.randint(0, 5)) / 1000))
    return {
        "place": place,
        "held_on": day,
        "kind": kind,
        "species": species,
        "due_heads": due,
        "done_heads": done,
        "qualified_heads": good,
        "note": "布病检测" if kind == "检测" else None,
    }
