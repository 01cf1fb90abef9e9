"""司法所: 普法宣传, 法治阵地 and 法律明白人; 人民调解组织."""

from make_demo_base import GRIDS, invented_name, numbered, place, table

# In 2025 nobody came to 丙村.
EVENTS = """
乡 集中宣传 2023-03-08 妇女权益保障法 乡文化广场 52 120
甲 集中宣传 2023-04-14 国家安全教育日 甲村村委会 45 100
乙 集中宣传 2023-05-19 民法典宣传月 乙村村委会 48 110
丙 集中宣传 2023-06-26 禁毒宣传 丙村村委会 40 90
甲 进校园 2023-09-07 未成年人保护法 乡中心学校 30 30
丁 集中宣传 2023-09-14 反有组织犯罪法 丁村村委会 38 80
乙 集中宣传 2023-10-26 草原法 乙村草场管护站 42 90
乡 集中宣传 2023-12-04 宪法宣传周 乡文化广场 66 160
甲 集中宣传 2023-12-07 宪法宣传周 甲村村委会 50 120
乡 集中宣传 2024-03-08 妇女权益保障法 乡文化广场 55 130
甲 集中宣传 2024-03-22 综治宣传月 甲村村委会 48 110
乙 集中宣传 2024-04-15 国家安全教育日 乙村村委会 46 100
甲 集中宣传 2024-05-16 民法典宣传月 甲村法治文化毡房 50 120
丙 集中宣传 2024-05-23 民法典宣传月 丙村村委会 49 110
乡 线上宣传 2024-05-28 以案说法视频 微信公众号 - -
丁 集中宣传 2024-06-26 禁毒宣传 丁村村委会 44 100
乡 进校园 2024-09-05 未成年人保护法 乡中心学校 28 28
乙 集中宣传 2024-09-19 信访工作条例 乙村村委会 47 100
丙 集中宣传 2024-11-07 草原法 丙村村委会 45 90
丁 法治讲座 2024-11-21 人民调解法 丁村调解室 24 24
乡 集中宣传 2024-12-04 宪法宣传周 民族团结法治文化广场 72 180
甲 集中宣传 2024-12-06 宪法宣传周 甲村法治文化毡房 56 130
乡 集中宣传 2025-03-07 妇女权益保障法 乡文化广场 50 120
甲 集中宣传 2025-04-15 国家安全教育日 甲村法治文化毡房 44 100
乙 集中宣传 2025-05-15 民法典宣传月 乙村村委会 48 110
甲 集中宣传 2025-05-22 民法典宣传月 甲村村委会 46 100
乡 线上宣传 2025-05-27 以案说法视频 微信公众号 - -
丁 集中宣传 2025-06-26 禁毒宣传 丁村村委会 42 90
乡 进校园 2025-09-04 未成年人保护法 乡中心学校 31 31
乡 集中宣传 2025-09-17 信访工作条例 民族团结法治文化广场 52 120
"""

VENUES = """
甲 法治文化阵地 甲村法治文化毡房 2022-09-01 -
乡 法治文化阵地 民族团结法治文化广场 2024-08-20 -
乡 法治宣传栏 乡便民服务大厅宣传栏 2021-05-10 -
乙 法治宣传栏 乙村宣传栏 2024-05-24 -
丙 法治宣传栏 丙村旧宣传栏 2020-06-01 2023-10-31
丁 法治宣传栏 丁村宣传栏 2025-06-12 -
乡 法律图书角 乡文化站法律图书角 2023-04-18 -
甲 调解室 个人调解工作室 2024-03-15 -
丁 调解室 丁村调解室 2022-06-10 -
乡 法律便民咨询台 法律便民咨询台 2024-03-15 -
乡 其他 心理咨询驿站 2024-04-10 -
"""

COMMITTEES = """
甲 甲村人民调解委员会 2021-06-01 7
乙 乙村人民调解委员会 2021-06-01 5
丙 丙村人民调解委员会 2021-06-01 5
丁 丁村人民调解委员会 2021-06-01 5
"""

# how many of the grids' residents were appointed when; three of the first left again
APPOINTED = (("2022-04-20", 2), ("2024-06-19", 1))
LEFT = {3: "2023-11-30", 17: "2024-09-30", 29: "2025-05-31"}


def publicity_events(year):
    """2024: ten campaigns, with peaks in March, May and December; at most 600 people in all."""
    rows = table("place kind held_on theme venue audience materials", EVENTS)
    return numbered("PF", [row for row in rows if row["held_on"].startswith(str(year))], "held_on")


def venues():
    """At the end of 2024: two cultural venues, two boards, one book corner."""
    return numbered("FZ", table("place kind name opened_on closed_on", VENUES), "opened_on")


def mediation_committees():
    """One in every village."""
    return numbered("TW", table("place name established_on members", COMMITTEES), "established_on")


def law_savvy_residents():
    """Two residents of each grid since 2022, a third since 2024; each row is placed at its grid."""
    rows = []
    for since, each in APPOINTED:
        for village, count in GRIDS.items():
            for grid in range(1, count + 1):
                rows += [_resident(f"{village}{grid}", since, len(rows) + n) for n in range(each)]
    return numbered("MB", rows, "since")


def _resident(grid, since, number):
    return {
        "place": place(grid),
        "name": invented_name(100 + number),
        "grid": place(grid),
        "since": since,
        "until": LEFT.get(number),
    }
