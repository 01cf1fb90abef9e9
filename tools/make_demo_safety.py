"""社会治理和应急管理办: 安全生产活动, 风险研判 and the monthly 零报告."""

from make_demo_base import SEAT, dice, numbered, table, working_days

ACTIVITIES = """
乡 集中宣传 2023-05-12 防灾减灾日宣传 60
乡 集中宣传 2023-06-16 安全生产月咨询日 75
乡 集中宣传 2023-11-09 消防宣传日活动 50
甲 入户宣传 2023-03-15 草原防火 210
乙 入户宣传 2023-04-19 草原防火 190
丙 入户宣传 2023-05-17 用火用电安全 170
丁 入户宣传 2023-06-14 防汛避险 160
甲 入户宣传 2023-09-20 道路交通安全 200
乙 入户宣传 2023-10-18 草原防火 210
丙 入户宣传 2023-11-15 取暖安全 190
丁 入户宣传 2023-12-13 取暖安全 170
乡 专题培训 2023-06-20 消防安全知识 45
乡 应急演练 2023-09-22 草原火灾扑救演练 52
乡 专项检查 2023-01-12 节前安全检查 6
甲 专项检查 2023-03-28 草原防火检查 6
乙 专项检查 2023-06-08 道路交通安全检查 5
丙 专项检查 2023-08-10 防汛检查 5
丁 专项检查 2023-10-26 居家安全检查 6
乡 专项检查 2023-12-07 取暖安全检查 6
乡 集中宣传 2024-03-20 草原防火宣传 68
乡 集中宣传 2024-05-11 防灾减灾日宣传 72
甲 集中宣传 2024-06-14 安全生产月咨询日 80
乙 集中宣传 2024-11-08 消防宣传日活动 64
甲 入户宣传 2024-02-28 取暖安全 120
乙 入户宣传 2024-03-06 取暖安全 110
丙 入户宣传 2024-03-13 草原防火 115
丁 入户宣传 2024-03-27 草原防火 105
甲 入户宣传 2024-04-17 草原防火 170
乙 入户宣传 2024-04-24 草原防火 160
丙 入户宣传 2024-05-15 用火用电安全 130
丁 入户宣传 2024-05-29 用火用电安全 120
甲 入户宣传 2024-07-10 防汛避险 140
乙 入户宣传 2024-07-17 防汛避险 130
丙 入户宣传 2024-08-14 道路交通安全 125
丁 入户宣传 2024-08-21 道路交通安全 115
甲 入户宣传 2024-10-16 草原防火 140
乙 入户宣传 2024-10-23 草原防火 120
丙 入户宣传 2024-11-13 取暖安全 105
丁 入户宣传 2024-12-11 取暖安全 95
乡 专题培训 2024-06-18 消防安全知识 48
乡 专题培训 2024-10-30 应急救援技能 42
乡 应急演练 2024-05-10 地震避险演练 70
甲 应急演练 2024-09-27 草原火灾扑救演练 66
乡 专项检查 2024-01-30 节前安全检查 6
甲 专项检查 2024-03-26 草原防火检查 6
乙 专项检查 2024-05-21 道路交通安全检查 5
丙 专项检查 2024-07-09 防汛检查 6
丁 专项检查 2024-08-27 居家安全检查 5
甲 专项检查 2024-09-24 草原防火检查 6
乙 专项检查 2024-10-29 取暖安全检查 6
乡 专项检查 2024-12-10 道路交通安全检查 6
乡 集中宣传 2025-03-19 草原防火宣传 61
乡 集中宣传 2025-06-16 安全生产月咨询日 70
甲 入户宣传 2025-03-12 取暖安全 150
乙 入户宣传 2025-04-16 草原防火 160
丙 入户宣传 2025-04-23 草原防火 140
甲 入户宣传 2025-06-18 防汛避险 170
乙 入户宣传 2025-07-16 防汛避险 150
丙 入户宣传 2025-08-13 道路交通安全 130
丁 入户宣传 2025-09-10 草原防火 80
乡 专题培训 2025-06-24 消防安全知识 44
乡 专项检查 2025-01-21 节前安全检查 6
甲 专项检查 2025-03-25 草原防火检查 6
乙 专项检查 2025-05-20 道路交通安全检查 5
丙 专项检查 2025-07-08 防汛检查 6
丁 专项检查 2025-08-26 居家安全检查 6
乡 专项检查 2025-09-23 节前安全检查 7
"""

# What worries a pastoral township in each month of the year, and what is done about it.
RISKS = (
    ("取暖用火用电风险", "逐户检查烟囱和线路"),
    ("春节期间返乡人员纠纷风险", "网格员入户走访"),
    ("春季大风和草原火灾风险", "增设防火检查点"),
    ("草场划界纠纷风险", "组织现场核界"),
    ("转场牧道交通风险", "设置警示标志并错峰转场"),
    ("汛期山洪风险", "清理防洪沟并值守"),
    ("旅游旺季道路安全风险", "增加路面巡查"),
    ("草原补奖资金分配纠纷风险", "公示名册并接受咨询"),
    ("羊群承包结算纠纷风险", "提前核对合同"),
    ("秋冬草原火灾风险", "加密巡护"),
    ("务工人员欠薪风险", "排查用工单位台账"),
    ("冬季取暖和冰雪道路风险", "储备防滑物资"),
)
# Months without a review, and without the monthly report.
NO_REVIEW = {2023: {2}, 2024: set(), 2025: {7}}
NO_REPORT = {2023: set(), 2024: set(), 2025: {8}}
OTHER = {(2023, 4): "大风致乡道临时中断，当日抢通", (2025, 5): "沙尘天气致牧道临时封闭，无人员伤亡"}


def safety_activities(year):
    """2024: four campaigns, 2000 people reached at home, two trainings, two drills, eight inspections."""
    rows = table("place kind held_on theme people", ACTIVITIES)
    return numbered("AQ", [row for row in rows if row["held_on"].startswith(str(year))], "held_on")


def risk_reviews(year):
    """One a month, in the middle of the month."""
    chance = dice("risk_reviews", year)
    rows = []
    for month, (risks, measures) in enumerate(RISKS, start=1):
        days = [day for day in working_days(year, month) if 10 <= day.day <= 25]
        if days and month not in NO_REVIEW[year]:
            day = chance.choice(days)
            rows.append({"place": SEAT, "held_on": day, "risks": risks, "measures": measures})
    return numbered("FX", rows, "held_on")


def incidents(year):
    """A report on the last working day of each month: nothing happened, or something that did no harm."""
    rows = []
    for month in range(1, 13):
        days = working_days(year, month)
        if days and month not in NO_REPORT[year]:
            rows.append(_report(days[-1], "零报告", "本月未发生群体性事件"))
        if (year, month) in OTHER:
            rows.append(_report(days[10], "其他", OTHER[year, month]))
    return numbered("LB", rows, "reported_on")


def _report(day, kind, description):
    return {"place": SEAT, "reported_on": day, "kind": kind, "description": description}
