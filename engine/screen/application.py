"""What stands before Streamlit's server and sees every request first: the page in Chinese, and files that travel once, compressed.

Streamlit sends its own files uncompressed, a page in English called Streamlit, and Plotly anew with every visit.

(docs/decisions.md, "One ASGI application")
"""

import asyncio
import gzip
import logging
import re
from functools import lru_cache
from html import escape
from typing import ClassVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.charts.drawing import LIBRARY, LIBRARY_VERSION
from engine.ledgers.home import from_environment
from engine.screen.elements import served
from engine.screen.sidebar import SYSTEM
from engine.snapshot import questions

PLOTLY = LIBRARY / "plotly.min.js"
_FOR_EVER = "public, max-age=31536000, immutable"
_TEXT = ("text/", "application/javascript", "application/json", "image/svg")
# Of a request for a page: it would come back compressed, or not at all, and is another one as soon as the home has another name.
_NOT_FOR_PAGES = (b"accept-encoding", b"if-none-match", b"if-modified-since")
_NO_SCRIPT = "看板要靠浏览器的 JavaScript 才能显示。请在浏览器设置里允许本站运行 JavaScript，再刷新页面。"


class FrontDoor:
    """ASGI middleware around Streamlit: answers for Plotly's file, rewrites the page, compresses what never changes."""

    stands: ClassVar[bool] = False  # in this process: else only Streamlit's own routes answer

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        FrontDoor.stands = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass on what is no download: sockets, uploads, the server's own start and end."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, zipped="gzip" in Headers(scope=scope).get("accept-encoding", ""))
        if scope["path"] == library_address():
            await FileResponse(PLOTLY, headers={"cache-control": _FOR_EVER})(scope, receive, answer.take)
            return
        if "." not in scope["path"].rpartition("/")[2]:
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _NOT_FOR_PAGES]}
        await self._app(scope, receive, answer.take)


class _Answer:
    """Sends an answer on as it comes, or, if it is a page or a text that never changes, as a whole and made over."""

    def __init__(self, send: Send, zipped: bool) -> None:
        self._send, self._zipped = send, zipped
        self._start: Message | None = None  # of an answer that is being gathered
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_made_over(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_whole(self._start, bytes(self._body))

    async def _send_whole(self, start: Message, body: bytes) -> None:
        headers = MutableHeaders(raw=start["headers"])
        if _is_page(headers):
            body = (await asyncio.to_thread(rewritten, body.decode())).encode()
            del headers["etag"], headers["last-modified"]
        if self._zipped:
            body = await asyncio.to_thread(compressed, body)
            headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers.setdefault("vary", "Accept-Encoding")
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def library_address() -> str:
    """Where the front door serves Plotly: another version is another address, so a browser asks for each once."""
    return served(f"plotly/{LIBRARY_VERSION}/{PLOTLY.name}")


@lru_cache(maxsize=400)
def compressed(body: bytes) -> bytes:
    """A file as it travels, worked out for its first reader; Streamlit has some three hundred."""
    return gzip.compress(body, mtime=0)


def title() -> str:
    """The system's name behind that of the township, once its ledgers are read: a browser need not wait for that."""
    home = from_environment()
    try:
        scope = questions.open_scope(home) if questions.is_ready(home) else None
        name = questions.known_places(scope).get(scope.place, "") if scope else ""
    except Exception:  # the page says what is wrong with the home, so it has to open
        logging.getLogger(__name__).debug("no name for %s", home.path, exc_info=True)
        name = ""
    return f"{name}{SYSTEM}"


def rewritten(page: str) -> str:
    """Streamlit's page in Chinese, with its own title, asking for Plotly first and not for the font Streamlit drops once it knows our theme."""
    head = f'<title>{escape(title())}</title>\n<link rel="preload" as="script" href="{escape(library_address())}" />'
    changes = {
        r'<html lang="en">': '<html lang="zh-CN">',
        r"<title>.*?</title>": head,
        r'<link\s+rel="preload"[^>]*as="font"[^>]*>\s*': "",
        r"<noscript>.*?</noscript>": f"<noscript><p>{_NO_SCRIPT}</p></noscript>",
    }
    for old, new in changes.items():
        page = re.sub(old, new.replace("\\", r"\\"), page, count=1, flags=re.DOTALL)
    return page


def _is_page(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("text/html")


def _is_made_over(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    for_ever = "immutable" in headers.get("cache-control", "") and headers.get("content-type", "").startswith(_TEXT)
    return start["status"] == 200 and "content-encoding" not in headers and (_is_page(headers) or for_ever)
