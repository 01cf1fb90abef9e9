"""A line of so many megabits a second between a browser and a server: all connections share it, sockets included."""

import asyncio
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from servers import Server

PIECE = 8192  # bytes at a time: 7 ms of a line of 10 Mbit/s


@contextmanager
def slow_line(server: Server, megabits: float) -> Iterator[Server]:
    """The same server at another port, behind such a line."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        line = _Line(server, megabits * 1e6 / 8)
        port = asyncio.run_coroutine_threadsafe(line.open(), loop).result(10)
        yield replace(server, host=f"localhost:{port}")
    finally:
        asyncio.run_coroutine_threadsafe(_hang_up(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


class _Line:
    def __init__(self, server: Server, speed: float) -> None:
        self._server, self._speed = server, speed  # bytes a second, each way
        self._free = {"up": 0.0, "down": 0.0}  # when the last piece that was sent will have arrived

    async def open(self) -> int:
        """Begin to listen; the port."""
        listening = await asyncio.start_server(self._connect, "localhost", 0)
        return listening.sockets[0].getsockname()[1]

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        host, _, port = self._server.host.partition(":")
        there, back = await asyncio.open_connection(host, int(port))
        with suppress(OSError, asyncio.CancelledError):  # a reader who has gone, or the end
            await asyncio.gather(self._carry("up", reader, back), self._carry("down", there, writer))

    async def _carry(self, way: str, source: StreamReader, target: StreamWriter) -> None:
        clock = asyncio.get_running_loop().time
        while piece := await source.read(PIECE):
            self._free[way] = max(clock(), self._free[way]) + len(piece) / self._speed
            await asyncio.sleep(self._free[way] - clock())
            target.write(piece)
            await target.drain()
        target.close()


async def _hang_up() -> None:
    """End what is still listening or under way: a browser keeps its connections."""
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.sleep(0)
