"""A process of its own for reading one file: a file that eats memory or never ends takes only that process with it.

(docs/decisions.md, "A file is read in a process of its own")
"""

from __future__ import annotations

import gc
import importlib
import json
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Protocol

from engine.ledgers.home import ROOT
from engine.uploads.parsed_file import Refused

_TOO_BIG = "读这个文件用的内存超过了上限。请把要导入的表复制到新工作簿，或分成几个文件再传"


class Allowance(Protocol):
    """What a file may take of the process that reads it."""

    @property
    def seconds(self) -> int: ...

    @property
    def memory(self) -> int:
        """Bytes of address space."""


def run(
    module: str,
    function: str,
    data: bytes,
    arguments: dict[str, Any],
    limits: Allowance,
    on_progress: Callable[[int, int], None] | None = None,
) -> Any:
    """What `function(data, **arguments)` returns or raises (Refused), computed by another process.

    Files without a name carry what goes in and comes out: nothing of an upload stays behind in a folder.
    """
    with tempfile.TemporaryFile() as job, tempfile.TemporaryFile() as result:
        pickle.dump((module, function, arguments, limits, on_progress is not None), job)
        job.write(data)
        job.flush()
        job.seek(0)
        with _started(job, result) as process:
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(limits.seconds, stop)
            timer.start()
            try:
                said = _listen(process, on_progress)
            except BaseException:
                process.kill()
                raise
            finally:
                timer.cancel()
        if late.is_set():
            raise Refused(
                f"读这个文件超过 {limits.seconds} 秒，已停止。请把要导入的表复制到新工作簿，或分成几个文件再传"
            )
        return _answer(result, process.returncode, said)


def _started(job: IO[bytes], result: IO[bytes]) -> subprocess.Popen[str]:
    program = [sys.executable, "-c", f"from {__name__} import main; main()"]
    return subprocess.Popen(
        program, stdin=job, stdout=result, stderr=subprocess.PIPE, cwd=ROOT, encoding="utf-8", errors="replace"
    )


def _listen(process: subprocess.Popen[str], on_progress: Callable[[int, int], None] | None) -> list[str]:
    """Pass progress on until the process ends; what else it says is kept for whoever must find out why it failed."""
    said: list[str] = []
    for line in process.stderr or ():
        if on_progress and line.startswith("progress "):
            on_progress(*json.loads(line.removeprefix("progress ")))
        else:
            said = [*said, line][-20:]
    process.wait()
    return said


class _AnswerReader(pickle.Unpickler):
    """Takes rows and sentences from the other process, and nothing that would run here: it has read a stranger's file."""

    def find_class(self, module: str, name: str) -> Any:
        if module in ("engine.uploads.parsed_file", "pyarrow.lib"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no answer")


def _answer(result: Any, code: int | None, said: list[str]) -> Any:
    result.seek(0)
    try:
        kind, value = _AnswerReader(result).load()
    except (EOFError, pickle.UnpicklingError) as fault:
        fault.add_note("".join(said))
        if "MemoryError" in "".join(said) or code in (-9, -6, 134, 137):
            raise Refused(_TOO_BIG) from fault
        raise Refused(
            "读这个文件时程序出错，没有导入任何内容。请把要导入的表复制到新工作簿，另存为 .xlsx 再传"
        ) from fault
    if kind == "raised":
        raise value
    return value


class _NoPandas:
    """pyarrow loads pandas wherever it can be had; nothing here needs it, and it takes as long as all the rest."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main() -> None:
    """The other process: read the job from standard input, write its result to standard output."""
    sys.meta_path.insert(0, _NoPandas())
    gc.disable()  # millions of cells and no circles among them
    module, function, arguments, limits, reports = pickle.load(sys.stdin.buffer)
    _limit(limits)
    data = sys.stdin.buffer.read()
    options = {"on_progress": _report} if reports else {}
    try:
        answer = ("returned", getattr(importlib.import_module(module), function)(data, **arguments, **options))
    except Refused as refused:
        answer = ("raised", refused)
    except MemoryError:
        answer = ("raised", Refused(_TOO_BIG))
    pickle.dump(answer, sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()


def _limit(limits: Allowance) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits; the gate still has its own
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _report(done: int, expected: int) -> None:
    print("progress", json.dumps([done, expected]), file=sys.stderr, flush=True)
