"""docs/ten-questions.md, clicked through; the answers are worked out from the ledgers' files, not by the dashboard."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
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


def petitions_late() -> list[int]:
    """How long past their limit petitions are that ask for a decision, the longest first."""
    late = []
    for row in rows("petitions"):
        if row["信访类别"] == "申诉求决" and row["受理日期"] and not row["办结日期"]:
            days = 90 if row["是否延期"] == "是" else 60
            late.append((TODAY - date.fromisoformat(row["受理日期"])).days - days)
    return sorted((days for days in late if days > 0), reverse=True)


def gravest() -> str:
    one, two, three = petitions_late()[:3]
    return rf"第三十四条超期 {one} 天[\s\S]*第三十四条超期 {two} 天[\s\S]*第三十四条超期 {three} 天"


def disclosed() -> str:
    """Every category, and the count of the last of them."""
    counted = Counter(row["类别"] for row in this_year("disclosures", "公开日期"))
    return "".join(rf"(?=[\s\S]*{name}{count} 条)" for name, count in counted.items())


def next_week() -> str:
    """The petition that falls due in the next days, the day its time began, and the article."""
    due = {}
    for row in rows("petitions"):
        if row["信访类别"] == "申诉求决" and row["受理日期"] and not row["办结日期"]:
            on = date.fromisoformat(row["受理日期"]) + timedelta(days=90 if row["是否延期"] == "是" else 60)
            if on >= TODAY:
                due[on] = row
    on, row = min(due.items())
    return rf"{row['反映事项']}[\s\S]*{on.isoformat()}[\s\S]*{row['受理日期']}[\s\S]*《信访工作条例》第三十四条"


def mended() -> str:
    found = [row for row in this_year("problems", "发现日期") if row["问题来源"] == "巡河自查"]
    late = [row for row in found if row["整改完成日期"] > row["整改期限"]]
    done = sum("" < row["整改完成日期"] <= TODAY.isoformat() for row in found)
    assert not late
    return rf"巡河发现的问题 {len(found)} 起：[\s\S]*按期办结 {done} 起"


def untrained() -> str:
    """Two of those with the fewest hours this year, by name."""
    hours: Counter[str] = Counter()
    for row in this_year("trainings", "日期"):
        if row["种类"] == "法律知识培训":
            hours[row["参加人"]] += int(float(row["学时"]))
    valid = {row["姓名"] for row in rows("officers") if not row["注销日期"] and row["有效期至"] >= TODAY.isoformat()}
    few = [name for name, total in sorted(hours.items(), key=lambda pair: pair[1]) if total < 30 and name in valid][:2]
    return "".join(rf"(?=[\s\S]*{name})" for name in few)


def certificates() -> str:
    held = [row for row in rows("officers") if not row["注销日期"]]
    until = (TODAY + timedelta(days=90)).isoformat()
    renewed = {row["姓名"] for row in held if row["有效期至"] > until}
    ending = [row for row in held if row["有效期至"] <= until and row["姓名"] not in renewed]
    return "".join(rf"(?=[\s\S]*{row['姓名']})(?=[\s\S]*{row['有效期至']})" for row in ending)


def unfinished() -> str:
    found = [
        row
        for row in rows("service_cases")
        if row["受理日期"] <= TODAY.isoformat()
        and not ("" < row["办结日期"] <= TODAY.isoformat())
        and row["办理结果"] != "撤回"
    ]
    oldest = min(found, key=lambda row: row["受理日期"])
    return rf"已受理未办结：{len(found)} 件[\s\S]*{oldest['事项']}"


def of_a_petition() -> str:
    return next(rf"台账行[\s\S]*{row['反映事项']}" for row in rows("petitions") if row["编号"] == "XF-2024-0013")


def missed() -> str:
    return r"信访按期办结率[\s\S]*未达标"


ANSWERS: dict[str, Callable[[], str]] = dict(
    zip(
        (question for question, _ in TABLE),
        (
            *(patrols, raters, nearly_due, penalties, longest_without),
            *(complete_decisions, open_hazards, reach_against_last_year, patrol_rows, of_the_village),
            *(gravest, disclosed, next_week, mended, untrained, certificates),
            lambda: r"需督办的指标[\s\S]*责任单位[\s\S]*应急演练",
            lambda: r"尚差 2 场次，最迟12月31日前完成",
            unfinished,
            lambda: r"登记情况[\s\S]*为零即没有发生",
            lambda: r"按期办结率\s*[\d.]+%\s*[↑↓] [\d.]+ 个百分点",
            lambda: r"按责任单位[\s\S]*社会治理和应急管理办[\s\S]*其中超期",
            lambda: r"名词参评率",
            of_a_petition,
            lambda: r"指标信访按期办结率",
            lambda: r"丁村：[\s\S]*化解矛盾与安全[\s\S]*信访按期办结率",
            lambda: r"村级河长巡河：2025年9月[\s\S]*2025年8月",
            lambda: r"更新至[\s\S]*人民调解组织[\s\S]*法律明白人",
            lambda: r"待补写\s*\d+ 处",
            missed,
        ),
        strict=True,
    )
)


@pytest.mark.parametrize(("question", "way"), TABLE)
@pytest.mark.parametrize(("width", "most"), [(1366, 2), (390, 3)])
def test_a_leaders_question_is_answered_in_two_clicks_on_a_desk_and_three_taps_on_a_phone(
    question: str, way: str, width: int, most: int, page: Page, settled: Wait, demo_server: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, settled, demo_server)
    clicks = sum(follow(page, settled, step, width < 768) for step in way.split(" → ") if step != "不用点")
    settled(page)
    assert clicks <= most
    expect(page.get_by_test_id("stMain")).to_contain_text(re.compile(ANSWERS[question]()), timeout=15_000)


def follow(page: Page, settled: Wait, step: str, phone: bool) -> int:
    """Do one step of the table; returns the clicks it took. The menu of a phone is one more."""
    kind, _, target = step.partition("：")
    menu = phone and kind in ("导航", "选择", "查")
    if menu:
        page.get_by_role("button", name="菜单").click()
    STEPS[kind](page, target)
    settled(page)
    return 1 + menu


def unfold(page: Page, label: str) -> None:
    page.get_by_test_id("stExpander").filter(has_text=label).first.locator("summary").click()


def pick(page: Page, target: str) -> None:
    click_text(page, target)
    expect(page).to_have_title(re.compile("指标"), timeout=15_000)


def choose_in(page: Page, target: str) -> None:
    box, option = target.split(" ")
    page.get_by_label(box, exact=True).select_option(label=option)


def cell(page: Page, target: str) -> None:
    """The cell of a place and a section in the table of 总览."""
    place, section = target.split(" ")
    table = page.get_by_role("table").first
    head = table.locator("thead").get_by_role("columnheader").all_inner_texts()
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=place))
    row.get_by_role("cell").nth(head.index(section)).get_by_role("link").click()


STEPS: dict[str, Callable[[Page, str], None]] = {
    "导航": turn,
    "展开": unfold,
    "图": pick,
    "选择": choose_in,
    "链接": lambda page, target: page.get_by_role("link", name=re.compile(target)).click(),
    "事项": lambda page, target: page.locator(".matters").get_by_role("link", name=re.compile(target)).first.click(),
    "查": lambda page, target: page.get_by_label("查找").first.fill(target),
    "格": cell,
    "对比": lambda page, target: page.get_by_label("两个时段对比").select_option(label=target) and None,
    "段": lambda page, target: page.locator(".strip").get_by_role("link", name=re.compile(target)).click(),
}
