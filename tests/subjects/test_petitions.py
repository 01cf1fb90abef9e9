"""The page 信访与调解: every sentence on it is what a person would count in the ledgers, also when it is bad or there is nothing."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from engine.figures.view import View
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects.petitions import petitions
from engine.words.excerpts import ALL
from tests.homes import EAST, EMPTY, NORTH, ONE_VILLAGE, PLACES, TINY, TOWNSHIP, WEST, make_home

DAY = date(2024, 12, 31)
TODAY = [{"parameter": "today", "value": DAY.isoformat()}]  # open matters are measured on it, not on the clock's day
OWN = TOWNSHIP + "000"
GRID = EAST + "001"
AGES = ("15 天内", "16–30 天", "31–60 天", "61–90 天", "91 天以上")


def page(home=TINY, place=None, as_of=DAY):
    scope = questions.open_scope(home)
    return petitions(View(scope, place or scope.place, as_of.year, as_of))


def petition(row_id, registered_on, **cells):
    """A visit that asks for a decision, accepted and notified on the day it was registered."""
    day = {"registered_on": registered_on, "notified_on": registered_on, "accepted_on": registered_on}
    return {
        "row_id": row_id,
        "kind": "来访",
        "class": "申诉求决",
        "out_of_scope": "否",
        "extended": "否",
        **day,
        **cells,
    }


def dispute(row_id, kind, found_on, result="在办", **cells):
    return {"row_id": row_id, "kind": kind, "found_on": found_on, "accepted_on": found_on, "result": result, **cells}


def home(folder, **ledgers):
    places = [*PLACES, {"code": GRID, "name": "东湾第一网格", "level": "网格", "parent": EAST}]
    return make_home(folder, ledgers, places=places, parameters=TODAY)


@pytest.fixture(scope="module")
def bad_year(tmp_path_factory):
    """On 31 December P-1 is 57 days over its sixty, D-1 21 days over its month, P-2 has three days left."""
    objected = {"out_of_scope": "是", "objected_on": "2024-05-06", "accepted_on": ""}
    return home(
        tmp_path_factory.mktemp("bad"),
        petitions=[
            petition("P-1", "2024-09-01", accepted_on="2024-09-05"),
            petition("P-2", "2024-11-04", place=WEST),
            petition("P-3", "2024-02-01", closed_on="2024-03-01", rating="满意"),
            petition("P-4", "2024-05-01", **objected),
            petition("P-5", "2024-12-20", **{"class": "建议意见", "accepted_on": ""}),
        ],
        disputes=[
            dispute("D-1", "家庭", "2024-11-01", accepted_on="2024-11-10"),
            dispute("D-2", "家庭", "2024-02-01", "调解成功", ended_on="2024-02-20", confirmed_on="2024-03-10"),
            dispute("D-3", "邻里", "2024-03-15", "调解不成", ended_on="2024-04-01", place=WEST),
            dispute("D-4", "邻里", "2023-12-20", "调解成功", ended_on="2024-01-05"),
            dispute("D-5", "欠薪", "2024-06-01", "移送", ended_on="2024-06-05"),
        ],
        requests=[
            {
                "row_id": "R-0",
                "received_on": "2024-01-05",
                "due_on": "2024-01-20",
                "kind": "急难愁盼",
                "answered_on": "2024-01-08",
            },
            {"row_id": "R-1", "received_on": "2024-12-28", "due_on": "2025-01-10", "kind": "急难愁盼"},
        ],
    )


def test_the_title_says_what_is_over_its_limit_and_what_soon_will_be(bad_year):
    assert page(bad_year).title == "1 件信访、1 起纠纷超期，最长 57 天；5 天内到期 1 件"


def test_the_tiles_say_what_makes_the_numbers_honest(bad_year):
    assert [tile[:3] for tile in page(bad_year).tiles] == [
        ("接待来信来访", "5 件", "上年同期 无数据"),
        ("信访按期办结率", "50%", "1 / 2；在办超期 1 件，其中上年结转 0 件"),
        ("信访群众满意率", "100%", "1 件有评价，参评率 100%（1 / 1），代表性不足；上年同期 无数据"),
        ("纠纷调处成功率", "66.7%", "2 / 3 起；排查 4 起，司法确认 1 起"),
    ]


def test_open_matters_stand_by_age_and_those_outside_our_powers_are_done_with(bad_year):
    found = page(bad_year).ages
    assert found.title == "5 件在办，1 件超过 60 天，最长 117 天"
    assert found.said == (
        "在办 15 天内的 2 件；在办 16–30 天的 0 件；在办 31–60 天的 2 件，其中超期 1 件、临期 1 件；在办 61–90 天的 0 件；"
        "在办 91 天以上的 1 件，其中超期 1 件"
    )


def test_disputes_found_this_year_stand_by_kind_with_what_became_of_them(bad_year):
    found = page(bad_year).kinds
    assert found.title == "今年排查的 4 起纠纷中，家庭最多，2 起"
    assert found.said == "家庭 2 起：调解成功 1 起，在办 1 起；欠薪 1 起：移送 1 起；邻里 1 起：调解未成 1 起"


def test_the_list_has_the_open_matters_with_a_limit_the_most_urgent_first(bad_year):
    assert page(bad_year).open_title == "在办 5 件中有时限的（4 项）"
    found = page(bad_year).open_matters(ALL).rows
    assert found[["状态", "剩余", "台账", "编号"]].values.tolist() == [
        ["✕ 超期", "超期 57 天", "信访", "P-1"],
        ["✕ 超期", "超期 21 天", "矛盾纠纷", "D-1"],
        ["◆ 临期", "剩余 3 天", "信访", "P-2"],
        ["▲ 在办", "剩余 10 天", "群众诉求", "R-1"],
    ]


def test_what_ended_after_the_day_was_open_on_it(bad_year):
    """On 15 February P-3 and D-2 run; D-4 had ended, found last year. No petition was ever closed: none has a clock."""
    found = page(bad_year, as_of=date(2024, 2, 15))
    assert found.title == "在办的 2 件信访和纠纷中，算得出时限的 1 件没有超期；没有 5 天内到期的"
    assert found.ages.title == "2 件在办，都没有超过 60 天，最长 14 天"
    assert found.kinds.title == "今年排查的 1 起纠纷都是“家庭”"
    assert found.tiles[3][:3] == ("纠纷调处成功率", "100%", "1 / 1 起；排查 1 起，司法确认 无数据")


def test_a_village_sees_its_own(bad_year):
    found = page(bad_year, WEST)
    assert found.title == "在办的 1 件信访没有超期；5 天内到期 1 件"
    assert found.kinds.said == "邻里 1 起：调解未成 1 起"


def test_a_petition_over_two_limits_is_one_matter_and_one_closed_without_its_notice_is_not_done_with(tmp_path):
    rows = [
        petition("P-0", "2024-01-02", closed_on="2024-01-10"),
        petition("P-1", "2024-09-01", notified_on=""),
        petition("P-2", "2024-11-01", notified_on="", closed_on="2024-11-20"),
    ]
    found = page(home(tmp_path, petitions=rows))
    assert found.title == "2 件信访超期，最长 106 天；没有 5 天内到期的"  # 16 September, notice of P-1 → 31 December
    assert list(found.open_matters(ALL).rows["编号"]) == ["P-1", "P-1", "P-2"]


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, 0), (15, 0), (16, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (400, 4)],
)
def test_ages_end_where_their_names_say(tmp_path, days, age):
    row = petition("P-1", str(DAY - timedelta(days=days)), **{"class": "建议意见"})
    said = page(home(tmp_path, petitions=[row])).ages.said.split("；")
    assert said == [f"在办 {name}的 {int(n == age)} 件" for n, name in enumerate(AGES)]


def test_where_many_kinds_are_even_none_is_named(tmp_path):
    kinds = ("家庭", "邻里", "欠薪", "婚姻")
    found = page(home(tmp_path, disputes=[dispute(f"D-{kind}", kind, "2024-12-20") for kind in kinds]))
    assert found.kinds.title == "今年排查的 4 起纠纷中，没有突出的种类，每类不超过 1 起"


def test_whoever_came_twice_within_a_year_is_listed_masked_with_the_keys_of_the_rows(tmp_path):
    li, wang = {"petitioner": "李小四", "id_no": "11010519491231002X"}, {"petitioner": "王五", "phone": "13912345678"}
    rows = [
        petition("P-1", "2024-03-01", **li, kind="来信"),
        petition("P-2", "2024-06-01", **li | {"id_no": "11010519491231002x"}, content="道路，电话 13912345678"),
        petition("P-3", "2024-12-31", **li),
        petition("P-4", "2024-01-01", **wang),
        petition("P-5", "2024-05-01", **wang),
        petition("P-6", "2024-05-01", petitioner="王五"),  # without a number nobody knows whether it is him
        petition("P-7", "2024-06-01", petitioner="王五"),
        petition("P-8", "2023-12-31", **wang),  # more than a year ago
    ]
    tmp_home = home(tmp_path, petitions=rows)
    found = page(tmp_home)
    assert found.repeats_title == "近一年重复信访：2 人"
    assert found.repeats(ALL).rows[["信访人", "次数", "形式", "编号", "行号"]].values.tolist() == [
        ["李**", 3, "来访 2、来信 1", "P-3、P-2、P-1", 4],
        ["王*", 2, "来访 2", "P-5、P-4", 6],
    ]
    assert found.repeats(ALL).keys == ["P-3", "P-5"]
    first = found.repeats(1)  # a person is listed whole or not at all
    assert (list(first.rows["编号"]), first.said) == (["P-3、P-2、P-1"], "显示前 1 条，共 2 条")
    text = found.repeats(ALL).rows.to_csv()
    assert not any(secret in text for secret in ("李小四", "王五", "13912345678", "1101051949"))


def test_a_village_does_not_learn_that_its_petitioner_also_came_elsewhere(tmp_path):
    who = {"petitioner": "王五", "phone": "13912345678"}
    rows = [petition("P-1", "2024-03-01", **who), petition("P-2", "2024-06-01", **who, place=WEST)]
    both = home(tmp_path, petitions=rows)
    assert page(both).repeats_title == "近一年重复信访：1 人"
    assert page(both, EAST).repeats_title == "近一年没有重复信访的人"


def test_a_grid_has_a_page_of_its_own(tmp_path):
    closed = petition("P-0", "2024-01-02", closed_on="2024-01-10")
    rows = [closed, petition("P-1", "2024-10-01", place=GRID), petition("P-2", "2024-10-01")]
    found = page(home(tmp_path, petitions=rows), GRID)
    assert found.title == "1 件信访超期，最长 31 天；没有 5 天内到期的"


@pytest.mark.parametrize(
    ("where", "place", "title", "kinds"),
    [
        (EMPTY, None, "信访、诉求和纠纷无数据", "矛盾纠纷无数据"),
        (TINY, NORTH, "没有在办的信访", "矛盾纠纷无数据"),
    ],
)
def test_where_there_is_nothing_the_page_says_so(where, place, title, kinds):
    found = page(where, place)
    assert found.title == found.ages.title == title
    assert (found.kinds.title, found.repeats_title) == (kinds, "近一年没有信访记录")
    assert found.open_matters(ALL).rows.empty and found.repeats(ALL).rows.empty


def test_a_home_with_one_village_has_a_title():
    """Its one petition was accepted on 5 March; whether any was ever closed nobody entered, so no clock runs."""
    assert page(ONE_VILLAGE).title == "在办的 1 件信访没有可算的时限"


def test_the_tiny_home_has_one_petition_over_its_limit_and_its_office_none():
    assert page(as_of=date(2024, 12, 30)).title == "1 件信访超期，最长 387 天；没有 5 天内到期的"
    assert page(place=OWN).title == "没有在办的信访"


def ledger(folder: Path, name: str) -> list[dict]:
    """The rows of a ledger as plain text."""
    return [
        row
        for path in sorted((folder / "ledgers" / name).glob("*.csv"))
        for row in csv.DictReader(path.open(encoding="utf-8-sig"))
    ]


def open_ones(folder: Path, as_of: date) -> list[tuple[str, int, list[date]]]:
    """(unit, age, running limits) of every row not done with, counted from the CSV files."""
    last = as_of.isoformat()

    def over(day):
        return "" < day <= last

    found = []
    for row in ledger(folder, "petitions"):
        limits = []
        if row["登记日期"] <= last and not over(row["告知日期"]):
            limits.append(date.fromisoformat(row["登记日期"]) + timedelta(days=15))
        if row["信访类别"] == "申诉求决" and over(row["受理日期"]) and not over(row["办结日期"]):
            limits.append(date.fromisoformat(row["受理日期"]) + timedelta(days=90 if row["是否延期"] == "是" else 60))
        done = over(row["办结日期"]) or (row["不属本级职权"] == "是" and over(row["提出异议日期"]))
        if row["登记日期"] <= last and (limits or not done):
            found.append(("件信访", row["受理日期"] if over(row["受理日期"]) else row["登记日期"], limits))
    for row in ledger(folder, "disputes"):
        if row["排查日期"] <= last and not over(row["调结日期"]):
            limits = [(pd.Timestamp(row["受理日期"]) + pd.DateOffset(months=1)).date()] if over(row["受理日期"]) else []
            found.append(("起纠纷", row["受理日期"] if limits else row["排查日期"], limits))
    for row in ledger(folder, "requests"):
        if row["收到日期"] <= last and not over(row["答复日期"]):
            found.append(("件诉求", row["收到日期"], [date.fromisoformat(row["答复期限"])] if row["答复期限"] else []))
    return [(unit, (as_of - date.fromisoformat(since)).days, limits) for unit, since, limits in found]


@pytest.mark.parametrize("as_of", [date(2025, 9, 30), date(2025, 4, 5), date(2024, 12, 31), date(2024, 7, 1)])
def test_the_sentences_about_the_demonstration_home_are_what_its_rows_say(demo_home, as_of):
    found = page(Home(demo_home), as_of=as_of)
    rows = open_ones(demo_home, as_of)
    late = [(unit, max((as_of - limit).days for limit in limits)) for unit, _, limits in rows if limits]
    late = [(unit, days) for unit, days in late if days > 0]
    near = [row for row in rows if row[2] and 0 <= (min(row[2]) - as_of).days <= 5]
    by_unit = Counter(unit for unit, _ in late)
    said = "、".join(f"{by_unit[unit]} {unit}" for unit in ("件信访", "件诉求", "起纠纷") if by_unit[unit])
    units = {"件信访": "信访", "件诉求": "诉求", "起纠纷": "纠纷"}
    names = [name for unit, name in units.items() if unit in {row[0] for row in rows}]
    names = "和".join(filter(None, ["、".join(names[:-1]), names[-1]]))
    limited = sum(bool(limits) for *_, limits in rows)
    first = f"在办的 {len(rows)} 件{names}"
    first += "没有超期" if limited == len(rows) else f"中，算得出时限的 {limited} 件没有超期"
    first = f"{said}超期，最长 {max(days for _, days in late)} 天" if late else first
    assert found.title == f"{first}；{f'5 天内到期 {len(near)} 件' if near else '没有 5 天内到期的'}"

    old = sum(age > 60 for _, age, _ in rows)
    aged = f"{old} 件超过 60 天" if old else "都没有超过 60 天"
    assert found.ages.title == f"{len(rows)} 件在办，{aged}，最长 {max(age for _, age, _ in rows)} 天"

    this_year = [row for row in ledger(demo_home, "disputes") if f"{as_of.year}" <= row["排查日期"] <= str(as_of)]
    kinds = Counter(row["种类"] for row in this_year)
    most = max(kinds.values())
    named = [kind for kind, n in kinds.items() if n == most]
    assert found.kinds.title.startswith(f"今年排查的 {len(this_year)} 起纠纷中，")
    assert found.kinds.title.endswith(f"{most} 起")
    assert len(named) > 3 or all(kind in found.kinds.title for kind in named)

    since = str(date(as_of.year - 1, as_of.month, as_of.day) + timedelta(days=1))
    people = Counter(
        row["身份证号"] or (row["信访人"], row["联系电话"])
        for row in ledger(demo_home, "petitions")
        if since <= row["登记日期"] <= str(as_of)
    )
    again = sum(n > 1 for n in people.values())
    assert found.repeats_title == (f"近一年重复信访：{again} 人" if again else "近一年没有重复信访的人")
