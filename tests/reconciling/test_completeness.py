"""Which required parts a report has, by its headings, and where its annexes begin."""

import pytest

from engine.reconciling.lacking import body, is_plan, parts

FIVE = [
    "一、2025年推进法治政府建设的主要举措和成效",
    "二、存在的不足和原因",
    "三、党政主要负责人履行推进法治建设第一责任人职责情况",
    "四、2026年主要工作安排",
    "五、其他需要报告的情况",
]


def test_a_report_with_five_headings_has_its_five_parts() -> None:
    assert all(part.present and not part.remark for part in parts("\n正文。\n".join(FIVE)))


@pytest.mark.parametrize("number", range(5))
def test_a_part_without_a_heading_is_missing(number: int) -> None:
    text = "\n正文，党政主要负责人履行第一责任人职责，存在不足。\n".join(FIVE[:number] + FIVE[number + 1 :])
    assert [part.present for part in parts(text)] == [n != number for n in range(5)]


def test_a_heading_may_be_followed_by_text_on_its_line() -> None:
    assert parts("一、主要举措和成效。问题、安排、其他都在正文里。")[1].present is False


def test_shortcomings_without_causes_are_remarked_upon() -> None:
    assert parts("二、存在的不足")[1].remark == "标题里没有写原因"


@pytest.mark.parametrize("line", ["附件1", "附件：", "  附件 2", "附表", "附件一："])
def test_the_report_ends_where_its_annexes_begin(line: str) -> None:
    assert body(f"正文3次\n{line}\n表") == "正文3次\n"


@pytest.mark.parametrize("line", ["附件：1.指标表", "详见附件1。", "附件1至4为指标明细"])
def test_a_mention_of_an_annex_is_not_its_beginning(line: str) -> None:
    assert body(f"{line}\n正文") == f"{line}\n正文"


def test_what_stands_under_next_years_heading_is_a_plan() -> None:
    assert is_plan("四、下一年度主要安排/(一)普法") and not is_plan("一、主要举措和成效/(二)工作安排部署")
    assert not is_plan("")
