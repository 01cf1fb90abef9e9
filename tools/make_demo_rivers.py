"""综合行政执法队: 河长名录 and 河长巡河, and what the patrols found."""

from datetime import date, datetime, time, timedelta

from make_demo_base import SEAT, TODAY, VILLAGES, dice, numbered, spread, table, working_days

CHIEFS = """
乡 钱某甲 乡级 主河道上游段 2022-01-10 -
乡 冯某甲 乡级 主河道中游段 2022-01-10 -
乡 陈某乙 乡级 主河道下游段 2022-01-10 -
甲 卫某乙 村级 主河道甲村段 2022-01-10 -
乙 蒋某丙 村级 主河道乙村段 2022-01-10 2025-03-10
丙 沈某丁 村级 主河道丙村段 2022-01-10 -
丁 韩某戊 村级 主河道丁村段 2022-01-10 -
乙 朱某己 村级 主河道乙村段 2025-03-11 -
"""

# What a patrol found: the patrols below include one of that place on that day. 丁村 never finds anything.
FINDINGS = """
甲 2023-04-13 河岸散落生活垃圾 2023-04-27 2023-04-18
乙 2023-05-18 河道内弃置旧轮胎 2023-06-01 2023-05-25
乡 2023-06-29 河道标志牌倒伏 2023-07-20 2023-07-13
甲 2023-07-13 岸边堆放牲畜粪便 2023-07-27 2023-07-24
丙 2023-08-17 护岸石块松动 2023-09-15 2023-09-20
乙 2023-09-21 饮畜点周边垃圾未清运 2023-10-10 2023-09-28
甲 2023-10-19 临时便道占压河滩 2023-11-10 2023-11-02
甲 2024-03-14 河岸散落塑料包装 2024-03-28 2024-03-20
乙 2024-04-18 河道内弃置建筑垃圾 2024-05-10 2024-05-06
乡 2024-04-25 河长公示牌信息未更新 2024-05-15 2024-05-09
丙 2024-05-16 护栏网破损 2024-06-06 2024-05-30
甲 2024-05-23 岸边堆放牲畜粪便 2024-06-06 2024-06-03
乙 2024-06-20 临时排水口未封堵 2024-07-10 2024-07-04
甲 2024-07-11 汛后漂浮物堆积 2024-07-25 2024-07-18
乡 2024-07-25 下游段警示标志缺失 2024-08-15 2024-08-08
丙 2024-08-08 河滩私设简易围栏 2024-09-06 2024-08-29
乙 2024-08-22 饮畜点周边垃圾未清运 2024-09-05 2024-09-02
甲 2024-09-19 车辆在河道内清洗 2024-10-10 2024-09-26
丙 2024-10-17 护岸石块松动 2024-11-15 2024-11-07
甲 2025-04-17 河岸散落塑料包装 2025-05-08 2025-04-24
乙 2025-05-22 河道内弃置旧轮胎 2025-06-12 2025-06-05
丙 2025-06-19 护栏网破损 2025-07-10 2025-07-03
乡 2025-07-10 汛期漂浮物堆积 2025-07-24 2025-07-22
甲 2025-09-18 岸边堆放牲畜粪便 2025-10-09 -
"""

# Patrols by month, January first, and how many patrols of the year also cleaned up.
MONTHS = {
    2023: {
        "甲": (0, 0, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1),
        "乙": (0, 0, 1, 1, 2, 1, 2, 1, 1, 1, 1, 1),
        "丙": (0, 0, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1),
        "丁": (0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0),
    },
    2024: {
        "甲": (1, 0, 1, 2, 2, 2, 2, 2, 2, 2, 1, 1),
        "乙": (0, 1, 1, 2, 1, 2, 2, 2, 2, 1, 1, 1),
        "丙": (0, 0, 1, 1, 2, 1, 2, 2, 2, 1, 1, 1),
        "丁": (0, 0, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1),
    },
    2025: {
        "甲": (0, 0, 1, 1, 1, 2, 1, 1, 1, 0, 0, 0),
        "乙": (0, 0, 1, 1, 2, 1, 1, 1, 1, 0, 0, 0),
        "丙": (0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0),
        "丁": (0, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0),
    },
}
CLEANED = {2023: 11, 2024: 15, 2025: 8}

# Ten-day periods (from 0) without a township patrol, and patrols beyond one per period, in summer.
EMPTY = {2023: (0, 2, 4, 5, 34), 2024: (2, 4, 35), 2025: (1, 22)}
EXTRA = {2023: 3, 2024: 7, 2025: 1}
SUMMER = (0, 0, 0, 1, 2, 3, 3, 3, 2, 0, 0, 0)


def river_chiefs():
    """Three township chiefs; one chief in each village, 乙村's replaced in March 2025."""
    return numbered("HZ", table("place name level reach since until", CHIEFS), "since")


def findings():
    """The problems river patrols found, for the ledger of problems."""
    rows = table("place found_on description due_on rectified_on", FINDINGS)
    return [{**row, "source": "巡河自查"} for row in rows]


def river_patrols(year):
    """2024: 40 by township chiefs, 60 by village chiefs, 15 of them with a clean-up."""
    chance = dice("river_patrols", year)
    found = {
        (row["place"], date.fromisoformat(row["found_on"]))
        for row in findings()
        if row["found_on"].startswith(str(year))
    }
    days = [(SEAT, day) for day in _township_days(chance, year, {day for place, day in found if place == SEAT})]
    for short, months in MONTHS[year].items():
        known = {day for place, day in found if place == VILLAGES[short]}
        days += [(VILLAGES[short], day) for day in _village_days(chance, year, months, known)]
    rows = [_row(chance, *day) for day in sorted(days)]
    for row in chance.sample(rows, CLEANED[year]):
        row["cleaned"] = "是"
    if year == TODAY.year:
        _make_doubtful(rows)
    return numbered("XH", rows, "patrolled_at")


def ten_days(year, period):
    """The working days of one of the year's 36 ten-day periods."""
    month, third = divmod(period, 3)
    return [day for day in working_days(year, month + 1) if min((day.day - 1) // 10, 2) == third]


def _township_days(chance, year, must):
    days = set(must)
    for period in range(36):
        choice = ten_days(year, period)
        if choice and period not in EMPTY[year] and not days & set(choice):
            days.add(chance.choice(choice))
    wanted = len(days) + EXTRA[year]
    empty = {day for period in EMPTY[year] for day in ten_days(year, period)}
    while len(days) < wanted:
        days |= set(spread(chance, year, SUMMER, 1)) - empty
    return sorted(days)


def _village_days(chance, year, months, must):
    """So many patrols a month, the days with findings first."""
    days = []
    for month, count in enumerate(months, start=1):
        chosen = [day for day in sorted(must) if day.month == month]
        free = [day for day in working_days(year, month) if day not in chosen]
        days += chosen + chance.sample(free, count - len(chosen))
    return sorted(days)


def _chief(chance, place, day):
    """Whoever answers for the place on that day; one of the three for the township."""
    serving = [
        chief
        for chief in river_chiefs()
        if chief["place"] == place and chief["since"] <= day.isoformat() <= (chief["until"] or "9999")
    ]
    return chance.choice(serving)


def _row(chance, place, day):
    chief = _chief(chance, place, day)
    means = chance.choices(["徒步", "车辆", "无人机"], [5, 3, 2])[0]
    start = datetime.combine(day, time(9)) + timedelta(minutes=5 * chance.randrange(96))
    return {
        "place": place,
        "patrolled_at": start,
        "chief": chief["row_id"],
        "level": chief["level"],
        "reach": chief["reach"],
        "minutes": chance.randint(35, 150),
        "metres": 100 * chance.randint(*{"徒步": (15, 60), "车辆": (60, 180), "无人机": (40, 120)}[means]),
        "means": means,
        "cleaned": "否",
    }


def _make_doubtful(rows):
    """Entries somebody should look at: two places in one minute, nine minutes, 120 metres."""
    pairs = [row for row in rows if row["place"] == VILLAGES["甲"] and row["patrolled_at"].month == 6]
    pairs[1].update(patrolled_at=pairs[0]["patrolled_at"], reach="支沟甲村段")
    of = {place: [row for row in rows if row["place"] == place] for place in VILLAGES.values()}
    of[VILLAGES["丙"]][1].update(minutes=8, metres=600)
    of[VILLAGES["丁"]][-1].update(minutes=40, metres=120, means="徒步")
