"""党政综合办: 党务、村务、政务公开, each item of a month put on its platform some days later."""

from make_demo_base import SEAT, TODAY, VILLAGES, dice, known, later, numbered, working_days

PARTY = "党务公开"
VILLAGE = "村务公开"
GOVERNMENT = "政府信息"

# kind, category, what is published each month
OF_TOWNSHIP = (
    (PARTY, "党费收缴", "党费收缴情况"),
    (PARTY, "组织建设", "党员发展情况"),
    (PARTY, "组织建设", "党组织活动安排"),
    (PARTY, "党风廉政", "党风廉政建设情况"),
    (PARTY, "党风廉政", "小微权力监督事项"),
    (PARTY, "组织建设", "三会一课开展情况"),
    (PARTY, "干部工作", "干部考核情况"),
    (PARTY, "组织建设", "主题党日活动情况"),
    (GOVERNMENT, "惠民惠农资金", "草原补奖资金发放名册"),
    (GOVERNMENT, "惠民惠农资金", "农业保险理赔公示"),
    (GOVERNMENT, "社会救助", "最低生活保障对象公示"),
    (GOVERNMENT, "社会救助", "临时救助对象公示"),
    (GOVERNMENT, "社会救助", "高龄津贴发放公示"),
    (GOVERNMENT, "财政资金", "三公经费支出情况"),
    (GOVERNMENT, "财政资金", "财政预算执行情况"),
    (GOVERNMENT, "政府采购", "采购项目结果公示"),
    (GOVERNMENT, "项目建设", "项目建设进展情况"),
    (GOVERNMENT, "行政执法", "行政执法信息公示"),
    (GOVERNMENT, "应急管理", "安全生产检查情况"),
    (GOVERNMENT, "便民服务", "便民服务办件情况"),
)
OF_VILLAGE = (
    (PARTY, "党费收缴", "党费收缴情况"),
    (PARTY, "组织建设", "党支部活动情况"),
    (PARTY, "组织建设", "入党积极分子培养情况"),
    (VILLAGE, "三资管理", "集体资金收支明细"),
    (VILLAGE, "三资管理", "集体资产台账"),
    (VILLAGE, "三资管理", "集体资源发包情况"),
    (VILLAGE, "惠民惠农资金", "草原补奖资金补助情况"),
    (VILLAGE, "惠民惠农资金", "农机购置补贴情况"),
    (VILLAGE, "社会救助", "低保和临时救助评议结果"),
    (VILLAGE, "村务管理", "村民代表会议决议"),
    (VILLAGE, "村务管理", "公益性岗位人员考勤"),
    (VILLAGE, "村务管理", "村级工程建设情况"),
)

COUNT = {2023: 541, 2024: 632, 2025: 452}
# How many pieces of government information missed their 20 working days.
LATE = {2023: 3, 2024: 1, 2025: 0}
PLATFORMS = {
    PARTY: ("小微权力监督平台", "党务公开栏"),
    VILLAGE: ("小微权力监督平台", "村务公开栏"),
    GOVERNMENT: ("县政府网站政务公开专栏", "小微权力监督平台"),
}


def disclosures(year):
    """So many of the items that could have been published this year, township and villages."""
    chance = dice("disclosures", year)
    months = range(1, 13 if year < TODAY.year else TODAY.month + 1)
    possible = [(SEAT, "乡本级", item, month) for item in OF_TOWNSHIP for month in months]
    for short, code in VILLAGES.items():
        possible += [(code, f"{short}村", item, month) for item in OF_VILLAGE for month in months]
    rows = [_row(chance, year, *item) for item in chance.sample(possible, COUNT[year])]
    settled = [row for row in rows if row["kind"] == GOVERNMENT and row["formed_on"].month in (3, 4, 5, 6)]
    for row in chance.sample(settled, LATE[year]):
        row["published_on"] = later(row["formed_on"], chance.randint(22, 27))
    return numbered("GK", rows, "formed_on")


def _row(chance, year, place, name, item, month):
    kind, category, title = item
    formed = chance.choice(working_days(year, month))
    return {
        "place": place,
        "kind": kind,
        "formed_on": formed,
        "published_on": known(later(formed, chance.randint(1, 8))),
        "category": category,
        "platform": chance.choice(PLATFORMS[kind]),
        "title": f"{name}{year}年{month}月{title}",
        "note": None,
    }
