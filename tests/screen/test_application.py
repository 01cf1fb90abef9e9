"""What the front door makes of requests, in front of Streamlit's own page and files. No browser, no server."""

import asyncio
import gzip
import json
import os
import re
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Message
from streamlit import config, file_util
from streamlit.web.server.app_discovery import discover_asgi_app
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

import app
from engine.charts.drawing import LIBRARY, LIBRARY_VERSION
from engine.ledgers.home import from_environment
from engine.screen.application import FrontDoor
from engine.snapshot import questions
from tests.screen.test_pages import opened

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = f"/plotly/{LIBRARY_VERSION}/plotly.min.js"
PLOTLY = (LIBRARY / "plotly.min.js").read_bytes()
SCRIPT = max((Path(file_util.get_static_dir()) / "static" / "js").glob("index.*.js"), key=os.path.getsize)
FOR_EVER = "public, max-age=31536000, immutable"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A front door that stood in a test stands no longer in the next, and the server is under no path."""
    monkeypatch.setattr(FrontDoor, "stands", False)
    yield
    config.set_option("server.baseUrlPath", "")


def run(work: Coroutine) -> None:
    """In a thread of its own: where browser tests ran before, Playwright's loop is still running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


def asked(path: str, base: str = "", **headers: str) -> Answer:
    """The answer to a browser's GET."""
    streamlit = create_streamlit_static_assets_routes(base)
    door = FrontDoor(Starlette(routes=[Route("/media/list.json", lambda _: JSONResponse({"rows": 1})), *streamlit]))
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    request = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": told, "root_path": ""}
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()  # a GET brings nothing, and its reader stays

    async def send(message: Message) -> None:
        sent.append(message)

    run(door(request, receive, send))
    start, *bodies = sent
    named = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], named, b"".join(body.get("body", b"") for body in bodies))


def page(path: str = "/") -> str:
    """The page of the home in LEDGER_HOME whose ledgers somebody has read already."""
    questions.open_scope(from_environment())
    return asked(path).body.decode()


def title_of(page: str) -> str:
    return re.search("<title>(.*)</title>", page)[1]


def test_the_page_is_chinese_names_the_township_and_asks_for_plotly_at_once() -> None:
    said = page()
    assert '<html lang="zh-CN">' in said
    assert title_of(said) == "白杨乡法治政府建设看板"
    assert f'<link rel="preload" as="script" href="{ADDRESS}" />' in said
    assert [
        words for words in ("<title>Streamlit", "You need to enable", 'as="font"', 'lang="en"') if words in said
    ] == []
    assert "请在浏览器设置里允许本站运行 JavaScript" in said
    assert said.count("<script") == 2 and said.count("</html>") == 1, "what Streamlit needs is still there"


def test_a_page_behind_an_address_of_its_own_is_rewritten_too() -> None:
    assert page("/villages") == page()


def test_another_home_has_another_title(monkeypatch: pytest.MonkeyPatch, own_copy: Callable[[str], Path]) -> None:
    home = own_copy("tiny")
    places = (home / "places.csv").read_text(encoding="utf-8-sig")
    (home / "places.csv").write_text(places.replace("白杨乡", "青<b>\\1山乡"), encoding="utf-8-sig")
    monkeypatch.setenv("LEDGER_HOME", str(home))
    assert title_of(page()) == "青&lt;b&gt;\\1山乡法治政府建设看板"


def test_a_page_does_not_wait_for_ledgers_that_nobody_has_read_yet(
    monkeypatch: pytest.MonkeyPatch, own_copy: Callable[[str], Path]
) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(own_copy("tiny")))
    assert title_of(asked("/").body.decode()) == "法治政府建设看板"
    assert not questions.is_ready(from_environment())


def test_a_page_opens_whatever_is_wrong_with_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "nowhere"))
    assert title_of(asked("/").body.decode()) == "法治政府建设看板"
    monkeypatch.setattr(questions, "is_ready", lambda home: 1 / 0)
    assert title_of(asked("/").body.decode()) == "法治政府建设看板"


def test_a_browser_never_takes_its_old_page_for_this_one() -> None:
    """The page changes with the home, its file does not: a stamp of the file would say that nothing is new."""
    first = asked("/")
    assert first.headers["cache-control"] == "no-cache"
    assert not {"etag", "last-modified"} & set(first.headers)
    tomorrow = "Thu, 31 Dec 2099 23:59:59 GMT"
    assert asked("/", if_modified_since=tomorrow).status == 200


def test_plotly_is_sent_compressed_and_kept_for_ever() -> None:
    answer = asked(ADDRESS, accept_encoding="gzip, deflate, br")
    assert gzip.decompress(answer.body) == PLOTLY
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["vary"] == "Accept-Encoding"


def test_who_cannot_unpack_gets_files_as_they_are() -> None:
    answer = asked(ADDRESS)
    assert answer.body == PLOTLY
    assert "content-encoding" not in answer.headers


def test_streamlits_own_scripts_are_sent_compressed() -> None:
    answer = asked(f"/static/js/{SCRIPT.name}", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()
    assert len(answer.body) < SCRIPT.stat().st_size / 2
    assert "immutable" in answer.headers["cache-control"]


def test_everything_works_under_a_path() -> None:
    config.set_option("server.baseUrlPath", "kanban")
    said = asked("/kanban/overview", "kanban").body.decode()
    assert '<html lang="zh-CN">' in said and f'href="/kanban{ADDRESS}"' in said
    assert asked(f"/kanban{ADDRESS}", "kanban").body == PLOTLY


def test_what_can_change_passes_as_it_is() -> None:
    answer = asked("/media/list.json", accept_encoding="gzip")
    assert answer == (200, {"content-length": "10", "content-type": "application/json"}, b'{"rows":1}')
    assert asked("/static/js/none.js").headers["content-type"].startswith("text/html"), (
        "Streamlit's answer to the unknown"
    )


def test_streamlit_run_finds_the_application() -> None:
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"
    assert not discover_asgi_app(ROOT / "dashboard.py").is_asgi_app


@pytest.mark.parametrize(
    ("program", "headless", "opens"),
    [
        ("app.py", False, ["http://localhost:8501"]),
        ("app.py", True, []),
        ("uvicorn", False, []),
    ],
)
def test_on_a_desk_the_browser_opens_by_itself(
    program: str, headless: bool, opens: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(app.cli_util, "open_browser", seen.append)
    monkeypatch.setattr(app.sys, "argv", [str(ROOT / program)])
    monkeypatch.setattr(app.st, "get_option", {"server.headless": headless, "server.address": "localhost"}.get)

    async def start() -> None:
        async with app._on_a_desk(app.app):
            pass

    run(start())
    assert seen == opens


def libraries() -> set[str]:
    """Where the page tells the browser to take Plotly from."""
    elements = [element.proto for element in opened("overview").get("bidi_component")]
    return {json.loads(proto.json)["library"] for proto in elements if proto.component_name == "board"}


def test_charts_take_plotly_from_the_front_door_or_else_from_a_component(monkeypatch: pytest.MonkeyPatch) -> None:
    assert libraries() == {f"/component/engine.screen.board.plotly/plotly.min.js?v={LIBRARY_VERSION}"}
    monkeypatch.setattr(FrontDoor, "stands", True)
    assert libraries() == {ADDRESS}
