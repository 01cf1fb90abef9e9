"""docs/ten-questions.md, clicked through; the answers are worked out from the ledgers' files, not by the dashboard."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import Wait, click_text, opened, turn
from tests.browser.conftest import ROOT

TODAY, YEAR = date(2025, 9, 30), "2025"
VILLAGES = {"620924203901": "甲村", "620924203902": "乙村", "620924203903": "丙村", "620924203904": "丁村"}
TABLE = re.findall(r"^\| (.+？) \| (.+?) \|", (ROOT / "docs" / "ten-questions.md").read_text(encoding="utf-8"), re.M)


def rows(ledger: str) -> Iterator[dict[str, str]]:
    """Every row of a ledger of the demonstration."""
    for path in sorted((ROOT / "data" / "ledgers" / ledger).glob("*.csv")):
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def this_year(ledger: str, column: str) -> list[dict[str, str]]:
    return [row for row in rows(ledger) if row[column].startswith(YEAR) and row[column][:10] <= TODAY.isoformat()]


def patrols() -> str:
    """The village whose chief kept fewest of the months due, March to September (October to December are to come)."""
    months = {code: set() for code in VILLAGES}
    for row in this_year("river_patrols", "巡河时间"):
        if row["河长级别"] == "村级":
            months[row["区划代码"][:12]].add(row["巡河时间"][5:7])
    code = min(months, key=lambda code: len(months[code]))
    met, name = len(months[code]), VILLAGES[code]
    return rf"{name}[\s\S]*缺 {7 - met} 个月[\s\S]*{name}[\s\S]*（做到 {met} 个月，目标 10 个月）"


def raters() -> str:
    closed = [row for row in rows("service_cases") if row["办理结果"] != "撤回" and row["办结日期"].startswith(YEAR)]
    rated = [row for row in closed if row["满意度评价"] and row["办结日期"] <= TODAY.isoformat()]
    return rf"{len(rated)} 件有评价"


def nearly_due() -> str:
    """Petitions that ask for a decision have 60 days from acceptance, 90 if extended."""
    left = {}
    for row in rows("petitions"):
        if row["信访类别"] == "申诉求决" and row["受理日期"] and not row["办结日期"]:
            days = 90 if row["是否延期"] == "是" else 60
            left[row["编号"]] = days - (TODAY - date.fromisoformat(row["受理日期"])).days
    key, days = min(((key, days) for key, days in left.items() if days >= 0), key=lambda pair: pair[1])
    return rf"剩余 {days} 天信访办结[\s\S]*{key}"


def penalties() -> str:
    found = [r for r in this_year("enforcement_cases", "决定日期") if r["决定结果"] == "作出处罚"]
    money = sum(float(row["罚没金额"] or 0) for row in found)
    written = f"{money:,.2f}".removesuffix(".00")
    return rf"{len(found)} 宗[\s\S]*罚没款 {written} 元"


def longest_without() -> str:
    last = dict.fromkeys(VILLAGES, "")
    for row in rows("publicity_events"):
        if (code := row["区划代码"][:12]) in last and row["日期"] <= TODAY.isoformat():
            last[code] = max(last[code], row["日期"])
    code = min(last, key=last.get)
    return rf"{VILLAGES[code]}[\s\S]*已 {(TODAY - date.fromisoformat(last[code])).days} 天没有"


def complete_decisions() -> str:
    steps = ("公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论")
    decided = this_year("decisions", "决定日期")
    assert all(row[step] != "否" for row in decided for step in steps)
    return rf"{len(decided)} 项重大决策程序齐全"


def open_hazards() -> str:
    found = [
        row
        for row in rows("problems")
        if row["问题来源"] == "安全隐患"
        and row["发现日期"] <= TODAY.isoformat()
        and not ("" < row["整改完成日期"] <= TODAY.isoformat())
    ]
    return rf"{len(found)} 条隐患未整改"


def reach_against_last_year() -> str:
    def until(day: date) -> int:
        span = (f"{day.year}-01-01", day.isoformat())
        return sum(int(row["受教育人次"] or 0) for row in rows("publicity_events") if span[0] <= row["日期"] <= span[1])

    change = until(TODAY) - until(TODAY.replace(year=2024))
    return rf"比上年同期{'多' if change > 0 else '少'} {abs(change)} 人次"


def patrol_rows() -> str:
    count = sum(row["河长级别"] == "村级" for row in this_year("river_patrols", "巡河时间"))
    return rf"河长巡河台账 {count} 行，计数合计 {count}"


def of_the_village() -> str:
    return r"丁村 · 2025年"


ANSWERS: dict[str, Callable[[], str]] = dict(
    zip(
        (question for question, _ in TABLE),
        (
            *(patrols, raters, nearly_due, penalties, longest_without),
            *(complete_decisions, open_hazards, reach_against_last_year, patrol_rows, of_the_village),
        ),
        strict=True,
    )
)


@pytest.mark.parametrize(("question", "way"), TABLE)
def test_each_of_the_ten_questions_is_answered_in_at_most_two_clicks(
    question: str, way: str, page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, demo_server)
    clicks = sum(follow(page, step) for step in way.split(" → ") if step != "不用点")
    settled(page)
    assert clicks <= 2
    expect(page.get_by_test_id("stMain")).to_contain_text(re.compile(ANSWERS[question]()), timeout=15_000)


def follow(page: Page, step: str) -> int:
    """Do one step of the table; returns the clicks it took."""
    kind, _, target = step.partition("：")
    if kind == "导航":
        turn(page, target)
    elif kind == "展开":
        page.get_by_test_id("stExpander").filter(has_text=target).locator("summary").click()
    elif kind == "图":
        click_text(page, target)
        expect(page).to_have_title(re.compile("指标"), timeout=15_000)
    else:
        box, option = target.split(" ")
        page.get_by_label(box, exact=True).select_option(label=option)
        return 2
    return 1
