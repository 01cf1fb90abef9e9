"""问题整改: hazards, the 三资 problems, and what patrols, inspections and file reviews found."""

from datetime import date, timedelta

from make_demo_base import GRIDS, SEAT, dice, invented_name, known, later, numbered, place, spread, table
from make_demo_rivers import findings

HAZARDS = (
    "取暖炉烟囱接口松动",
    "液化气软管老化",
    "棚圈电线私拉乱接",
    "灭火器压力不足",
    "疏散通道堆放饲草",
    "牧道临崖段缺少护栏",
    "草垛距离居民点过近",
    "配电箱未加锁",
    "桥面护栏松动",
    "应急照明损坏",
    "储煤间通风不良",
    "一氧化碳报警器失效",
    "农机安全防护罩缺失",
    "便利店电动车室内充电",
    "防火隔离带杂草未清",
    "水塔爬梯锈蚀",
    "加油点警示标志不清",
    "路口视线被遮挡",
)

# Per year: hazards put right in the year they were found, and those found in December put right in January.
COUNT = {2023: (26, 2), 2024: (32, 3), 2025: (24, 0)}
MONTHS = (3, 2, 3, 3, 3, 5, 3, 3, 4, 3, 3, 0)
DECEMBER = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
LATE = {2023: 2, 2024: 1, 2025: 0}

BY_HAND = """
甲 三资管理 2023-03-21 集体草场租金未及时入账 2023-04-21 2023-04-13
乙 三资管理 2023-05-16 资产台账与实物不符 2023-06-16 2023-06-08
丙 三资管理 2023-06-20 报账票据不规范 2023-07-20 2023-07-11
丁 三资管理 2023-08-22 发包合同未公示 2023-09-22 2023-09-14
甲 三资管理 2023-09-19 备用金超限额 2023-10-19 2023-10-12
乙 三资管理 2023-10-24 支出审批手续不全 2023-11-24 2023-11-21
甲 三资管理 2024-03-19 集体草场租金未及时入账 2024-04-19 2024-04-11
甲 三资管理 2024-03-19 支出审批手续不全 2024-04-19 2024-04-15
乙 三资管理 2024-03-20 资产台账与实物不符 2024-04-20 2024-04-17
乙 三资管理 2024-04-23 发包合同条款缺失 2024-05-31 2024-05-23
丙 三资管理 2024-04-24 报账票据不规范 2024-05-24 2024-05-16
丙 三资管理 2024-05-21 应收款项长期挂账 2024-06-28 2024-06-20
丁 三资管理 2024-05-22 发包合同未公示 2024-06-21 2024-06-13
丁 三资管理 2024-06-18 备用金超限额 2024-07-18 2024-07-11
甲 三资管理 2024-07-16 资产处置未评估 2024-08-30 2024-08-22
乙 三资管理 2024-08-20 工程款支付凭证不全 2024-09-20 2024-09-12
丙 三资管理 2024-09-24 印章使用未登记 2024-10-24 2024-10-10
乡 三资管理 2024-10-22 村级账目公开不及时 2024-11-22 2024-11-14
甲 三资管理 2025-03-18 支出审批手续不全 2025-04-18 2025-04-10
乙 三资管理 2025-04-22 发包合同到期未续签 2025-05-22 2025-05-15
丙 三资管理 2025-05-20 资产台账与实物不符 2025-06-20 2025-06-12
丁 三资管理 2025-06-17 报账票据不规范 2025-07-17 2025-07-10
甲 三资管理 2025-07-22 应收款项长期挂账 2025-08-29 2025-08-21
乙 三资管理 2025-09-09 备用金超限额 2025-10-09 -
乡 案卷评查 2023-11-28 处罚文书送达回证缺失 2023-12-28 2023-12-14
乡 巡视巡察 2024-04-09 公务接待台账不完整 2024-06-09 2024-05-30
乡 案卷评查 2024-06-25 检查记录要素不全 2024-07-25 2024-07-16
乡 案卷评查 2024-11-26 案卷装订顺序不规范 2024-12-26 2024-12-12
乡 案卷评查 2025-06-24 法制审核意见未归档 2025-07-24 2025-07-15
丁 安全隐患 2025-07-29 旅游接待点消防水源不足 2025-08-28 -
丙 安全隐患 2025-09-03 防洪沟清淤未完成 2025-10-03 -
"""


def problems(year):
    """One year's problems by the day they were found; 2024 puts right 34 hazards, 12 of each other kind."""
    rows = _hazards(year)
    by_hand = table("place source found_on description due_on rectified_on", BY_HAND) + findings()
    rows += [row for row in by_hand if row["found_on"].startswith(str(year))]
    for number, row in enumerate(rows):
        row["responsible"] = invented_name(40 + number % 12)
    return numbered("WT", rows, "found_on")


def _hazards(year):
    chance = dice("problems", year)
    within, december = COUNT[year]
    rows = [_hazard(chance, day) for day in spread(chance, year, MONTHS, within)]
    if december:
        rows += [_in_january(chance, day) for day in spread(chance, year, DECEMBER, december)]
    early = [row for row in rows if row["found_on"].month < 7]
    for row in chance.sample(early, LATE[year]):
        row["rectified_on"] = later(row["due_on"], chance.randint(2, 8))
        row["note"] = "配件到货后整改完成"
    return rows


def _hazard(chance, day):
    """Found, and put right within its 15 to 30 days: before the year ends if found by November."""
    village = chance.choices("甲乙丙丁", [4, 4, 3, 3])[0]
    grid = chance.randint(1, GRIDS[village])
    due = day + timedelta(chance.choice([15, 20, 30]))
    return {
        "place": chance.choice([SEAT, place(village), place(village), place(f"{village}{grid}")]),
        "found_on": day,
        "source": "安全隐患",
        "description": chance.choice(HAZARDS),
        "due_on": due,
        "rectified_on": known(min(due, later(day, chance.randint(0, 8)))),
        "note": None,
    }


def _in_january(chance, day):
    first = date(day.year + 1, 1, 1)
    due = date(day.year + 1, 1, 24)
    return {**_hazard(chance, day), "due_on": due, "rectified_on": later(first, chance.randint(2, 10))}
