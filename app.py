"""The dashboard as one ASGI application: `python tools/serve.py` and `streamlit run app.py` find it here."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import cli_util
from streamlit.starlette import App
from streamlit.web.server import server_util

from engine.screen.application import FrontDoor


@asynccontextmanager
async def _on_a_desk(_: App) -> AsyncIterator[None]:
    """The browser opens by itself, as for `streamlit run dashboard.py`: Streamlit does not do it for an application."""
    if sys.argv[0] == __file__ and not st.get_option("server.headless"):  # not under somebody else's ASGI server
        address = server_util.get_display_address(st.get_option("server.address") or "localhost")
        cli_util.open_browser(server_util.get_url(address))
    yield


app = App(Path(__file__).with_name("dashboard.py"), middleware=[Middleware(FrontDoor)], lifespan=_on_a_desk)
