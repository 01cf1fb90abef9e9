"""A reader without a browser: speaks Streamlit's websocket protocol and waits until the script has finished."""

import json
import time
from types import TracebackType

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
        """What a select box offers."""
        return list(self._boxes[label].options)

    async def choose(self, label: str, option: str) -> float:
        """Change a select box; the seconds until the script had finished."""
        box = self._boxes[label]
        if option not in box.options:
            raise ValueError(f"{label} does not offer {option}")
        self._chosen[box.id] = option
        return await self._run()

    async def _run(self) -> float:
        message = BackMsg()
        message.rerun_script.page_name = self.page
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
        elif kind == "bidi_component" and element.bidi_component.component_name == "chart":
            charts[tuple(came.metadata.delta_path)] = json.loads(element.bidi_component.json)
        elif kind == "exception":
            raise RuntimeError(f"the page shows an error: {element.exception.type} {element.exception.message}")


def drawn(reader: Reader) -> list[dict]:
    """The figures of the last run as plain data: spec, config, alt."""
    return [
        {"spec": json.loads(c["chart"]), "config": c["config"], "alt": c["said"], "clickable": c["clickable"]}
        for c in reader.charts
    ]
