"""Changing a home's own sentence templates: judged first, written whole, never over somebody else's change."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from engine.ledgers import writing
from engine.ledgers.home import DEFAULTS, Home
from engine.reporting.templates import FILES, FOLDER, LONGEST, Template, TemplateError, faults, read
from engine.snapshot.questions import Scope

_PATIENCE = 10  # seconds to wait for another writer


def closed(home: Home) -> str | None:
    """Why nothing can be written into this home, or None where it can."""
    if home.path.resolve() == DEFAULTS.resolve():
        return "这里是演示数据，模板只能看，不能改。要改，请用环境变量 LEDGER_HOME 指向本单位的数据目录；make run 会自动建好一份。"
    folder = home.path / FOLDER
    if not os.access(folder if folder.is_dir() else home.path, os.W_OK):
        return f"数据目录“{home.path.name}”是只读的，不能改模板。需要时请系统管理员开放写入权限。"
    return None


def save(scope: Scope, file: str, text: str, began: str) -> None:
    """Write the home's own template `file`. `began` is the text that the writer started from.

    Raises TemplateError where the text has faults, somebody else changed the file meanwhile or it cannot be
    written; then nothing has changed.
    """
    if file not in FILES:
        raise TemplateError([f"没有“{file}”这个模板。"])
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n"
    if len(text) > LONGEST:
        raise TemplateError([f"模板最长 {LONGEST:,} 字，现有 {len(text):,} 字，请删减。"])
    if wrong := faults(scope, Template(file, text, True)):
        raise TemplateError(wrong)
    with _alone(scope.home):
        _refuse_if_changed(scope.home, file, began)
        writing.put(scope.home.path / FOLDER / file, [text.encode("utf-8")])


def restore(scope: Scope, file: str, began: str) -> None:
    """Take the home's own template away, so that the default one counts again. Raises TemplateError."""
    with _alone(scope.home):
        _refuse_if_changed(scope.home, file, began)
        (scope.home.path / FOLDER / file).unlink(missing_ok=True)


def _refuse_if_changed(home: Home, file: str, began: str) -> None:
    now = next(found.text for found in read(home) if found.file == file)
    if now != began:
        raise TemplateError(["别人刚改过这个模板，没有写入。请复制下自己的改动，重新打开页面再改。"])


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    if why := closed(home):
        raise TemplateError([why])
    try:
        (home.path / FOLDER).mkdir(exist_ok=True)
        with FileLock(home.path / FOLDER / ".lock", timeout=_PATIENCE):
            yield
    except Timeout as fault:
        raise TemplateError(["别人正在写模板，请过一会儿再试。"]) from fault
    except OSError as fault:
        raise TemplateError(
            [f"没有写成（{fault.strerror}），模板没有变动。请系统管理员检查数据目录的权限和磁盘空间。"]
        ) from fault
