"""社会治理和应急管理办: 群众诉求, what herders ask for and what they ask about."""

from datetime import timedelta

from make_demo_base import SEAT, VILLAGES, dice, invented_name, known, later, numbered, spread

CONCERNS = (
    "饮水点水管冻裂",
    "牧道积雪难以通行",
    "老人就医用车困难",
    "手机信号时断时续",
    "冬季用煤供应不及时",
    "接羔期兽药短缺",
    "公共照明损坏",
    "班车停靠点过远",
    "医保缴费不会操作",
    "饲草料价格上涨",
    "垃圾清运不及时",
    "孤寡老人无人照料",
)
QUESTIONS = (
    "草场流转合同怎样签订",
    "羊群承包到期如何结算",
    "拖欠工资向谁投诉",
    "遗嘱如何订立",
    "离婚后草场权益归属",
    "交通事故赔偿标准",
    "民间借贷利息上限",
    "邻里通行权如何主张",
    "未成年人监护问题",
    "劳动合同解除补偿",
    "申请法律援助的条件",
    "司法确认如何申请",
)

# kind: what about, days to answer, how many in each year
KINDS = {
    "急难愁盼": (CONCERNS, 15, {2023: 18, 2024: 24, 2025: 17}),
    "法律咨询": (QUESTIONS, 7, {2023: 26, 2024: 34, 2025: 19}),
}
MONTHS = (2, 2, 3, 3, 3, 2, 2, 2, 3, 3, 3, 3)
LATE = {2023: 2, 2024: 1, 2025: 0}
UNANSWERED = {2023: 0, 2024: 0, 2025: 1}
PLACES = (SEAT, *VILLAGES.values())


def requests(year):
    """One year's requests; 2024 has one answered late, 2025 one not answered at all."""
    chance = dice("requests", year)
    rows = []
    for kind, (contents, days, counts) in KINDS.items():
        received = spread(chance, year, MONTHS, counts[year])
        rows += [_request(chance, kind, chance.choice(contents), day, days) for day in received]
    settled = [row for row in rows if row["kind"] == "急难愁盼" and row["received_on"].month < 9]
    for row in chance.sample(settled, LATE[year]):
        row["answered_on"] = later(row["due_on"], chance.randint(1, 4))
    for row in chance.sample(settled, UNANSWERED[year]):
        row.update(answered_on=None, rating=None, note="已转县级部门，尚未答复")
    return numbered("SQ", rows, "received_on")


def _request(chance, kind, content, day, days):
    due = day + timedelta(days)
    answered = known(min(due, later(day, chance.randint(0, days // 2))))
    rated = answered and chance.random() < 0.7
    return {
        "place": chance.choices(PLACES, [1, 3, 3, 2, 2])[0],
        "received_on": day,
        "kind": kind,
        "content": content,
        "due_on": due,
        "answered_on": answered,
        "rating": chance.choices(["满意", "基本满意", "不满意"], [75, 20, 5])[0] if rated else None,
        "person": invented_name(chance.randrange(320)),
        "note": None,
    }
