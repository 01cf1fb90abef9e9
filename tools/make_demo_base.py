"""What the demonstration's ledgers share: its days, its places, its dice, its invented names.

Nothing here asks the clock: the demonstration's today is a date of its own, so that the same
warnings are there to see whenever it is opened.
"""

import random
from datetime import date, timedelta

import chinese_calendar

TODAY = date(2025, 9, 30)
YEARS = (2023, 2024, 2025)

TOWNSHIP = "620924203"
SEAT = TOWNSHIP + "000"
VILLAGES = {"甲": TOWNSHIP + "901", "乙": TOWNSHIP + "902", "丙": TOWNSHIP + "903", "丁": TOWNSHIP + "904"}
GRIDS = {"甲": 5, "乙": 5, "丙": 4, "丁": 4}

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹"
STEMS = "甲乙丙丁戊己庚辛壬癸"


def dice(ledger, year):
    """A generator of its own for each ledger and year: changing one leaves the others as they are."""
    return random.Random(f"{ledger} {year}")


def place(short):
    """The code of 乡 (the township's own matters), 甲 (a village) or 甲3 (its third grid)."""
    if short == "乡":
        return SEAT
    return VILLAGES[short[0]] + (short[1:] and f"{int(short[1:]):03d}")


def places():
    """The rows of places.csv: the township, its own matters, four fictional villages, 18 grids."""
    rows = [
        {"code": TOWNSHIP, "name": "阿勒腾乡", "level": "乡", "parent": None, "opened_on": "2019-01-01"},
        {"code": SEAT, "name": "乡本级", "level": "乡本级", "parent": TOWNSHIP, "opened_on": "2019-01-01"},
    ]
    for short, code in VILLAGES.items():
        rows.append({"code": code, "name": f"{short}村", "level": "村", "parent": TOWNSHIP, "opened_on": "2019-01-01"})
    for short, count in GRIDS.items():
        for number in range(1, count + 1):
            rows.append(
                {
                    "code": place(f"{short}{number}"),
                    "name": f"{short}村第{number}网格",
                    "level": "网格",
                    "parent": VILLAGES[short],
                    "opened_on": "2021-07-01",
                }
            )
    return rows


def invented_name(number):
    """张某甲 and the like: plainly nobody. Different for the first 320 numbers."""
    surname = SURNAMES[number * 7 % len(SURNAMES)]
    return f"{surname}某{STEMS[number // len(SURNAMES) % len(STEMS)]}"


def working_days(year, month):
    """The working days of a month, up to the demonstration's today."""
    first = date(year, month, 1)
    days = (first + timedelta(n) for n in range(31))
    return [day for day in days if day.month == month and day <= TODAY and chinese_calendar.is_workday(day)]


def later(day, working):
    """The day that many working days after the given one."""
    while working > 0:
        day += timedelta(1)
        working -= chinese_calendar.is_workday(day)
    return day


def spread(chance, year, weights, count):
    """That many working days of the year, months drawn by their twelve weights, in order.

    A year still running has only the days up to today.
    """
    months = [month for month in range(1, 13) if weights[month - 1] and working_days(year, month)]
    drawn = chance.choices(months, [weights[month - 1] for month in months], k=count)
    return sorted(chance.choice(working_days(year, month)) for month in drawn)


def known(day):
    """The day if it has come, else nothing: no ledger knows tomorrow."""
    return day if day and day <= TODAY else None


def table(columns, text):
    """Rows written by hand: one line each, cells parted by blanks, - for empty, places by short name."""
    names = columns.split()
    rows = []
    for line in text.strip().splitlines():
        cells = [None if cell == "-" else cell for cell in line.split()]
        row = dict(zip(names, cells, strict=True))
        row["place"] = place(row["place"]) if "place" in row else SEAT
        rows.append(row)
    return rows


def numbered(prefix, rows, by):
    """The rows in the order of a date column, each with its key, such as XF-2024-0012."""
    serial = {}
    done = []
    for row in sorted(rows, key=lambda row: str(row[by])):
        year = str(row[by])[:4]
        serial[year] = serial.get(year, 0) + 1
        done.append({"row_id": f"{prefix}-{year}-{serial[year]:04d}", **row})
    return done
