"""A reader without a browser: speaks Streamlit's websocket protocol and waits until the script has finished.

On a page of ours a choice is another address, as static/sidebar.js writes it; on a bare one a select box.
"""

import json
import time
from collections.abc import Iterator
from types import TracebackType
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60  # seconds


class Reader:
    """One browser session. `charts` holds what the last run drew, in the order of the page."""

    def __init__(self, host: str, page: str = "") -> None:
        self.host = host
        self.page = page  # its path in the address; the first page if empty
        self.charts: list[dict] = []
        self.config: dict = {}
        self._fields: dict[str, dict] = {}  # of the sidebar, by label: name, options, drops
        self._address: dict[str, str] = {}
        self._boxes: dict[str, Selectbox] = {}
        self._chosen: dict[str, str] = {}
        self._wire: ClientConnection

    async def __aenter__(self) -> "Reader":
        self._wire = await connect(
            f"ws://{self.host}/_stcore/stream", subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE
        )
        return self

    async def __aexit__(self, *_: type | BaseException | TracebackType | None) -> None:
        await self._wire.close()

    async def load(self) -> float:
        """Open the first page; the seconds until its script had finished."""
        return await self._run()

    def options(self, label: str) -> list[str]:
        """What a filter offers, in words."""
        if field := self._fields.get(label):
            return [words for _, words in field["options"]]
        return list(self._boxes[label].options)

    async def choose(self, label: str, option: str) -> float:
        """Change a filter; the seconds until the script had finished."""
        if option not in self.options(label):
            raise ValueError(f"{label} does not offer {option}")
        if field := self._fields.get(label):
            value = next(value for value, words in field["options"] if words == option)
            changed = {name: kept for name, kept in self._address.items() if name not in field["drops"]}
            self._address = {name: kept for name, kept in {**changed, field["name"]: value}.items() if kept}
        else:
            self._chosen[self._boxes[label].id] = option
        return await self._run()

    async def _run(self) -> float:
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = urlencode(self._address)
        message.rerun_script.context_info.timezone = "Asia/Shanghai"
        message.rerun_script.context_info.color_scheme = "light"
        for widget, value in self._chosen.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = widget, value
        charts: dict[tuple[int, ...], dict] = {}
        began = time.perf_counter()
        await self._wire.send(message.SerializeToString())
        while True:
            came = ForwardMsg.FromString(await self._wire.recv())
            kind = came.WhichOneof("type")
            if kind == "delta":
                self._keep(came, charts)
            elif kind == "script_finished" and came.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
            elif kind == "script_finished" and came.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise RuntimeError("the page does not compile")
        took = time.perf_counter() - began
        self.charts = [charts[path] for path in sorted(charts)]
        return took

    def _keep(self, came: ForwardMsg, charts: dict[tuple[int, ...], dict]) -> None:
        element = came.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            self._boxes[element.selectbox.label] = element.selectbox
        elif kind == "bidi_component":
            told = json.loads(element.bidi_component.json)
            if element.bidi_component.component_name == "sidebar":
                self._fields = {field["label"]: field for field in told["filters"]}
            elif element.bidi_component.component_name == "board":
                self.config = told["config"]
                path = tuple(came.metadata.delta_path)
                charts |= {(*path, number): chart for number, chart in enumerate(_charts(told["blocks"]))}
        elif kind == "exception":
            raise RuntimeError(f"the page shows an error: {element.exception.type} {element.exception.message}")


def _charts(blocks: list[dict]) -> Iterator[dict]:
    """The charts among the blocks of a page, in its order; not those in a fold that is closed."""
    for block in blocks:
        if block["kind"] == "chart":
            yield block
        for column in block.get("columns", []) if block["kind"] == "columns" else []:
            yield from _charts(column)


def drawn(reader: Reader) -> list[dict]:
    """The figures of the last run as plain data: spec, config, alt."""
    return [
        {
            "spec": json.loads(chart["chart"]),
            "config": reader.config,
            "alt": chart["said"],
            "clickable": chart["lead"] is not None,
        }
        for chart in reader.charts
    ]
