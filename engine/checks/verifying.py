"""A doubt that somebody has looked at is marked 已核实, and counts as open no longer until its row changes.

The marks lie in the home's own verified.csv, beside the snapshot and not in it, as notes do: they change no number.

(docs/decisions.md, "Errors refuse, doubts tell")
"""

from collections.abc import Callable
from datetime import datetime

from engine.checks import ledger_checks, verified_marks
from engine.checks.check import DOUBT
from engine.checks.verified_marks import FILE
from engine.ledgers import record_file
from engine.ledgers.home import Home
from engine.ledgers.record_file import NotWritten, Record
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask

LONGEST_NAME, LONGEST = 20, 200  # letters of who looked, and of what was found


def closed(home: Home) -> str | None:
    """Why nothing can be marked in this home, or None where it can."""
    return record_file.closed(home, "标为已核实")


def faults(scope: Scope) -> tuple[str, ...]:
    """What stands in verified.csv and cannot be read, each with line and remedy."""
    return verified_marks.read(scope.home.path).faults


def add(scope: Scope, ledger: str, row_id: str, check: str, who: str, why: str) -> None:
    """Mark what one check doubts about one row. Raises NotWritten, and then nothing has changed."""
    who, why = record_file.one_line(who), record_file.one_line(why)
    _refuse(who, why)
    rule = ledger_checks.known(scope.home).get(check)
    if rule is None or rule.severity != DOUBT:
        raise NotWritten("只有疑点可以标为已核实；错误请改正原文件或重新导入。")
    if ledger not in questions.ledgers(scope):
        raise NotWritten("没有这本台账，或者无权查看。")
    if row_id not in ledger_checks.doubted(scope, ledger, check):
        raise NotWritten("这一处疑点已经不在了：可能已改好，或别人已标为已核实。")
    stands = ask("row_prints", scope, ledger=ledger, keys=(row_id,))["fingerprint"].iloc[0]
    now = f"{datetime.now():%Y-%m-%d %H:%M:%S}"
    cells = [record_file.guarded(cell) for cell in (ledger, row_id, check, stands, who, why, now)]

    def change(old: bytes, records: list[Record]) -> bytes:
        if any(record.cells[:4] == cells[:4] for record in records):
            raise NotWritten("这一处疑点别人已标为已核实。")
        return record_file.appended(cells, old)

    _rewrite(scope.home, change)


def take_back(scope: Scope, key: str) -> None:
    """The doubt is open again. Raises NotWritten, and then nothing has changed."""
    gone = NotWritten("这条核实已经不在了。")
    marks = {mark.key: mark for mark in verified_marks.read(scope.home.path).items}
    if key not in marks or marks[key].ledger not in questions.ledgers(scope):
        raise gone
    mark = marks[key]
    if ask("row_prints", scope, ledger=mark.ledger, keys=(mark.row_id,)).empty:
        raise gone  # not the reader's to see

    def change(old: bytes, records: list[Record]) -> bytes:
        found = next((record for record in records if record.key == key), None)
        if found is None:
            raise gone
        return record_file.without(found, old)

    _rewrite(scope.home, change)


def _refuse(who: str, why: str) -> None:
    for said, name, longest in ((who, "核实人", LONGEST_NAME), (why, "说明", LONGEST)):
        if not said:
            raise NotWritten(f"请填写{name}。")
        if len(said) > longest:
            raise NotWritten(f"{name}最多 {longest} 字，现有 {len(said)} 字，请缩短。")


def _rewrite(home: Home, change: Callable[[bytes, list[Record]], bytes]) -> None:
    if why := closed(home):
        raise NotWritten(why)
    record_file.rewrite(FILE, home.path, change)
