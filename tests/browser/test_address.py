"""The address is the state of a view: from a link through every page, with reload, Back and Forward and a session that ended."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import PAGES, Wait, choose, opened, query, turn

CHOSEN = {"place": "甲村", "year": "2024", "as_of": "2024-06-30", "office": "司法所"}
LINK = "?" + "&".join(f"{name}={value}" for name, value in CHOSEN.items())


def shown(page: Page) -> dict[str, str]:
    """What the filters say."""
    return {
        "place": page.locator("select[name=place]").evaluate("field => field.selectedOptions[0].text"),
        "year": page.locator("select[name=year]").evaluate("field => field.selectedOptions[0].text").removesuffix("年"),
        "as_of": page.locator("input[name=as_of]").input_value(),
        "office": page.locator("select[name=office]").evaluate("field => field.selectedOptions[0].text"),
    }


def titles(page: Page) -> list[str]:
    return page.get_by_role("navigation", name="页面").get_by_role("link").all_inner_texts()


def entries(page: Page) -> int:
    return page.evaluate("history.length")


def test_a_link_stays_what_it_is_through_every_page_and_back(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/{LINK}")
    begun, found = entries(page), titles(page)
    assert len(found) == len(PAGES)
    for number, title in enumerate(found[1:], start=1):
        turn(page, title)
        settled(page)
        assert (shown(page), query(page)) == (CHOSEN, CHOSEN), title
        assert entries(page) == begun + number
    for title in reversed(found[:-1]):
        page.go_back()
        settled(page)
        expect(page.get_by_role("link", name=title, exact=True)).to_have_attribute("aria-current", "page")
        assert (shown(page), query(page)) == (CHOSEN, CHOSEN), title
    page.go_forward()
    settled(page)
    assert (shown(page), query(page)) == (CHOSEN, CHOSEN)


@pytest.mark.parametrize("path", sorted({*PAGES.values(), "overview"}))
def test_every_page_opens_by_a_link_and_keeps_it_when_loaded_again(
    page: Page, settled: Wait, demo_server: str, path: str
) -> None:
    opened(page, settled, f"{demo_server}/{path}{LINK}")
    for _ in range(2):
        assert (shown(page), query(page)) == (CHOSEN, CHOSEN)
        assert page.locator("[role=dialog]").count() == 0
        page.reload()
        settled(page)


def test_a_choice_is_one_entry_in_the_history_and_back_takes_it_back(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/rivers")
    begun = entries(page)
    choose(page, "place", "乙村")
    settled(page)
    page.locator("input[name=as_of]").fill("2024-03-31")
    settled(page)
    assert query(page) == {"place": "乙村", "year": "2024", "as_of": "2024-03-31"}
    choose(page, "year", "2023年")
    settled(page)
    assert query(page) == {"place": "乙村", "year": "2023"} and entries(page) == begun + 3
    page.go_back()
    settled(page)
    assert query(page) == {"place": "乙村", "year": "2024", "as_of": "2024-03-31"}
    assert shown(page)["as_of"] == "2024-03-31"


def test_a_session_that_ended_goes_on_where_it_was(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/petitions{LINK}")
    turn(page, "河长巡河")
    settled(page)
    page.evaluate("window.streamlitDebug.disconnectWebsocket()")
    page.wait_for_timeout(1500)
    choose(page, "place", "乙村")
    settled(page)
    assert shown(page) == CHOSEN | {"place": "乙村"} == query(page)
    expect(page.get_by_role("link", name="河长巡河", exact=True)).to_have_attribute("aria-current", "page")


def test_what_is_not_there_does_not_stay_in_the_address_and_is_said(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/rivers?place=戊村&office=城管局&year=2024&as_of=2023-05-01")
    alerts = page.locator(".alert")
    for words in ("“戊村”不在现在的区划中", "“城管局”没有登记", "2023-05-01不在2024年内"):
        expect(alerts.filter(has_text=words)).to_be_visible()
    assert query(page) == {"year": "2024"}


def test_a_page_that_does_not_exist_is_told_in_chinese(page: Page, settled: Wait, demo_server: str) -> None:
    opened(page, settled, f"{demo_server}/nowhere")
    expect(page.get_by_text("没有这一页")).to_be_visible()
    assert "not found" not in page.inner_text("body")


def test_the_tab_says_the_page_the_township_and_the_system_in_chinese(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/rivers")
    assert re.fullmatch(r"河长巡河 · .+乡法治政府建设看板", page.title())
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_menu_of_a_phone_closes_after_a_choice_and_a_link_opens_without_it(
    page: Page, settled: Wait, demo_server: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, settled, f"{demo_server}/rivers{LINK}")
    fields, menu = page.locator("select[name=place]"), page.get_by_role("button", name="菜单")
    expect(fields).to_be_hidden()
    menu.click()
    choose(page, "place", "乙村")
    settled(page)
    expect(fields).to_be_hidden()
    menu.click()
    turn(page, "预警")
    settled(page)
    expect(fields).to_be_hidden()
    assert query(page) == CHOSEN | {"place": "乙村"}


def test_charts_follow_a_system_that_turns_dark_while_the_page_is_open(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/petitions")
    colour = "document.querySelector('.chart').data.find(t => t.name === 'words').textfont.color"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{colour} !== '{light}'")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{colour} === '{light}'")
