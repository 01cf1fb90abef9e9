"""What a browser is sent before any page runs, and what it need not be sent again."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, Request

from engine.charts.drawing import LIBRARY_VERSION
from tests.browser.acting import Wait, opened
from tests.conftest import HOMES

ADDRESS = f"/plotly/{LIBRARY_VERSION}/plotly.min.js"


def test_the_page_is_chinese_and_named_after_its_township_before_it_runs(page: Page, tiny_server: str) -> None:
    page.route("**/*.js", lambda route: route.abort())
    page.goto(tiny_server, wait_until="domcontentloaded")
    assert page.title() == "白杨乡法治政府建设看板"
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_language_is_said_while_the_page_runs_too(page: Page, settled: Wait, tiny_server: str) -> None:
    opened(page, settled, tiny_server)
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_plotly_is_fetched_once_in_two_loads(browser: Browser, settled: Wait, tiny_server: str) -> None:
    asked: list[Request] = []
    page = browser.new_page()  # of a browser that has been nowhere
    page.on("request", lambda request: asked.append(request) if "plotly" in request.url else None)
    opened(page, settled, tiny_server)
    page.reload()
    settled(page)
    assert page.locator(".chart .main-svg").count()
    assert {request.url for request in asked} == {tiny_server + ADDRESS}
    answer = asked[0].response()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    over_the_line = [size for request in asked if (size := request.sizes()["responseBodySize"]) > 0]
    assert over_the_line == [int(answer.headers["content-length"])]
    page.context.close()


def test_charts_are_drawn_where_streamlit_runs_the_dashboard_alone(
    page: Page, settled: Wait, serve: Callable[..., str]
) -> None:
    opened(page, settled, serve(HOMES / "tiny", "-m", "streamlit", "run", "dashboard.py"))
    assert page.locator(".chart .main-svg").count()


def test_the_dashboard_can_stand_under_a_path(page: Page, settled: Wait, serve: Callable[..., str]) -> None:
    server = serve(HOMES / "tiny", "tools/serve.py", "--server.baseUrlPath", "kanban")
    opened(page, settled, f"{server}/kanban")
    assert page.locator(".chart .main-svg").count()
    assert page.locator("html").get_attribute("lang") == "zh-CN"
