"""便民服务中心: 民生事项清单 and 政务服务办件."""

from datetime import timedelta

from make_demo_base import (
    SEAT,
    TODAY,
    VILLAGES,
    dice,
    invented_name,
    known,
    later,
    numbered,
    spread,
    table,
    working_days,
)

# line of business, matter, working days promised, listed on, in the hall since, removed on
MATTERS = table(
    "service_line matter promised listed_on in_hall_since removed_on",
    """
社保 城乡居民养老保险参保登记 3 2022-03-01 2022-03-15 -
社保 养老保险待遇领取资格认证 1 2022-03-01 2022-03-15 -
社保 养老保险待遇申领 10 2022-03-01 2022-03-15 -
社保 社会保障卡申领 5 2022-03-01 2022-03-15 -
社保 社会保障卡信息变更 1 2022-03-01 2022-03-15 -
社保 被征地农牧民养老补贴申报 15 2022-03-01 2023-05-10 -
就业 就业失业登记 2 2022-03-01 2022-03-15 -
就业 就业困难人员认定 5 2022-03-01 2022-03-15 -
就业 灵活就业登记 2 2022-03-01 2022-03-15 -
就业 劳动力外出务工登记 1 2022-03-01 2022-03-15 -
就业 创业担保贷款初审 10 2022-03-01 2024-04-18 -
就业 公益性岗位申报 10 2022-03-01 2022-06-20 -
民政 最低生活保障申请 15 2022-03-01 2022-03-15 -
民政 特困人员救助供养申请 15 2022-03-01 2022-03-15 -
民政 临时救助申请 5 2022-03-01 2022-03-15 -
民政 高龄津贴申请 5 2022-03-01 2022-03-15 -
民政 孤儿基本生活保障申请 10 2022-03-01 2022-03-15 -
民政 经济困难老年人补贴申请 10 2022-03-01 2022-06-20 -
民政 纸质婚育状况证明 1 2022-03-01 2022-03-15 2024-06-30
卫健 生育登记 1 2022-03-01 2022-03-15 -
卫健 独生子女父母奖励申请 10 2022-03-01 2022-03-15 -
卫健 计划生育家庭奖励扶助申请 15 2022-03-01 2022-06-20 -
卫健 计划生育特殊家庭扶助申请 15 2022-03-01 2024-04-18 -
残联 残疾人证申办 10 2022-03-01 2022-06-20 -
残联 困难残疾人生活补贴申请 10 2022-03-01 2022-06-20 -
残联 重度残疾人护理补贴申请 10 2022-03-01 2022-06-20 -
残联 残疾人辅助器具申请 10 2022-03-01 2024-05-23 -
残联 残疾人机动轮椅车燃油补贴申请 10 2022-03-01 2023-05-10 -
退役军人 退役军人信息采集 2 2022-03-01 2022-06-20 -
退役军人 退役军人优待证申领 10 2022-03-01 2022-06-20 -
退役军人 优抚对象年度确认 3 2022-03-01 2023-05-10 -
退役军人 义务兵家庭优待金申领 10 2022-03-01 2024-05-23 -
医保 城乡居民医保参保登记 2 2022-03-01 2022-03-15 -
医保 城乡居民医保缴费 1 2022-03-01 2022-03-15 -
医保 异地就医备案 1 2022-03-01 2022-03-15 -
医保 门诊慢特病认定申请 15 2022-03-01 2022-06-20 -
医保 医疗费用手工报销 10 2022-03-01 2022-06-20 -
医保 医保关系转移 5 2022-03-01 2023-05-10 -
其他 草原补奖资金信息核对 3 2022-03-01 2022-06-20 -
其他 农牧机具购置补贴申请 10 2022-03-01 2022-06-20 -
其他 村民宅基地用地初审 15 2022-03-01 2022-06-20 -
社保 灵活就业人员社保补贴申请 10 2025-04-01 2025-04-28 -
残联 残疾儿童康复救助申请 10 2025-07-01 - -
""",
)
AT_HOME = {"养老保险待遇领取资格认证", "城乡居民医保缴费", "生育登记"}

# How busy the months are: certification in March, insurance fees from September on, a quiet February.
BUSY = (7, 4, 12, 9, 9, 8, 7, 7, 10, 11, 13, 8)

# Cases and rated share by channel; then how many were late, rated badly, never rung back, still overdue.
PLAN = {
    2023: ({"上门": (12, 0.6), "窗口": (140, 0.5), "网上": (171, 0.92)}, 6, 6, 0, 0),
    2024: ({"上门": (15, 0.7), "窗口": (162, 0.6), "网上": (212, 1.0)}, 0, 0, 0, 0),
    2025: ({"上门": (9, 0.7), "窗口": (118, 0.5), "网上": (141, 0.9)}, 4, 10, 1, 2),
}
WHERE = {SEAT: 10, VILLAGES["甲"]: 30, VILLAGES["乙"]: 25, VILLAGES["丙"]: 20, VILLAGES["丁"]: 15}


def service_matters():
    """The matters that ought to be in the hall; all of them are on the last day of 2024."""
    columns = ("place", "service_line", "matter", "listed_on", "in_hall_since", "removed_on")
    rows = [{column: matter[column] for column in columns} for matter in MATTERS]
    return numbered("SX", rows, "listed_on")


def service_cases(year):
    """One year's cases: 2024 as published, 2023 and 2025 with the usual trouble."""
    chance = dice("service_cases", year)
    channels, late, bad, unvisited, overdue = PLAN[year]
    rows = []
    for channel, (count, rated) in channels.items():
        cases = [_case(chance, channel, day) for day in spread(chance, year, BUSY, count)]
        _rate(chance, cases, rated)
        rows += cases
    rows.sort(key=lambda row: row["accepted_on"])
    _close_late(chance, rows, late)
    _leave_overdue(rows, overdue)
    _rate_badly(chance, rows, bad, unvisited)
    return numbered("BJ", rows, "accepted_on")


def _case(chance, channel, day):
    """A case closed within its promise, and within its year: nothing is carried into the next one."""
    matters = [
        matter
        for matter in MATTERS
        if (matter["matter"] in AT_HOME or channel != "上门")
        and (matter["in_hall_since"] or "9999") <= day.isoformat() < (matter["removed_on"] or "9999")
    ]
    matter = chance.choice(matters)
    promised = int(matter["promised"])
    closed = later(day, chance.choice([0, 0, 0, *range(promised + 1)]))
    if day.month == 12:
        closed = min(closed, working_days(day.year, 12)[-1])
    closed = known(closed)
    outcome = chance.choices(["办结", "不予办理", "撤回"], [96, 2, 0 if channel == "网上" else 1])[0]
    return {
        "place": chance.choices(list(WHERE), list(WHERE.values()))[0],
        "accepted_on": day,
        "matter": matter["matter"],
        "channel": channel,
        "promised_by": later(day, promised),
        "completed_on": closed,
        "outcome": outcome if closed else None,
        "rating": None,
        "revisited_on": None,
        "applicant": invented_name(chance.randrange(320)),
        "note": None,
    }


def _rate(chance, rows, share):
    """Rates that share of the closed cases, all of them well."""
    closed = [row for row in rows if row["completed_on"]]
    for row in chance.sample(closed, round(share * len(closed))):
        row["rating"] = chance.choices(["非常满意", "满意", "基本满意"], [60, 32, 8])[0]


def _settled(rows):
    """Cases whose promise is well past, within their own year."""
    return [
        row
        for row in rows
        if row["completed_on"] and row["promised_by"] < TODAY - timedelta(30) and row["promised_by"].month < 12
    ]


def _close_late(chance, rows, count):
    for row in chance.sample(_settled(rows), count):
        row["completed_on"] = later(row["promised_by"], chance.randint(1, 6))
        row["note"] = "补正材料后办结"


def _leave_overdue(rows, count):
    """The last unrated cases whose promise is past stay open, so no rating has to be taken back."""
    waiting = [row for row in _settled(rows) if not row["rating"] and row["matter"] not in AT_HOME]
    for row in waiting[len(waiting) - count :]:
        row.update(completed_on=None, outcome=None, note="等待上级部门复核")


def _rate_badly(chance, rows, count, unvisited):
    """Bad ratings, rung back within a week, except the last ones."""
    rated = [row for row in _settled(rows) if row["rating"]]
    chosen = sorted(chance.sample(rated, count), key=lambda row: row["completed_on"])
    for number, row in enumerate(chosen):
        row["rating"] = chance.choices(["不满意", "非常不满意"], [3, 1])[0]
        row["note"] = chance.choice(["反映等候时间长", "反映材料要求不清", "反映往返次数多", "反映系统操作不便"])
        if number < count - unvisited:
            row["revisited_on"] = later(row["completed_on"], chance.randint(1, 5))
