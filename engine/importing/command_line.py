"""Importing without a browser: the verbs import, new, batches, undo, history, backup and restore."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from engine import contract
from engine.home import Home
from engine.importing import (
    backup,
    commit,
    effects,
    gate,
    history,
    listing,
    new_home,
    preview,
    rejected,
    sweeping,
    undo,
)
from engine.importing.batches import Batch, batches
from engine.importing.faults import Demonstration, NotDone, why
from engine.importing.locking import said_time
from engine.importing.new_home import NewHomeError
from engine.importing.preview import Preview
from engine.importing.problems import Refused
from engine.importing.shelves import is_demonstration

ALL, SOME, NOTHING = 0, 2, 1  # exit codes of `import`
_MOST = 50  # problems printed; the workbook has them all


def add_verbs(verbs: argparse._SubParsersAction) -> None:
    """See engine/__main__.py."""
    verb = verbs.add_parser("import", help="导入一个文件；退出码 0 全部收下，2 有行未收，1 没有入账")
    verb.add_argument("ledger", help="台账，如 river_patrols 或 河长巡河")
    verb.add_argument("file", type=Path, help="Excel 或 CSV 文件")
    verb.add_argument("--dry-run", action="store_true", help="只核对，不入账，并列出会变动的指标")
    verb.add_argument("--all-or-nothing", action="store_true", help="有一行不合格就整份不收")
    verb.add_argument("--sheet", help="工作表名称，有几张表时用")
    verb.add_argument("--who", help="导入人，默认为登录名")
    verb.add_argument("--rejected", type=Path, help="把未收的行另存为这个 Excel 文件，标出错处，改好后可再导入")
    verb.set_defaults(run=_import)
    verb = verbs.add_parser("new", help="新建一个空的数据目录")
    verb.add_argument("home", type=Path)
    verb.add_argument("--code", help="乡镇的 9 位区划代码；不写的，建好后填入 places.csv")
    verb.add_argument("--name", help="乡镇名称")
    verb.add_argument("--villages", nargs="*", default=[], help="各村，如 201=东湾村 202=西沟村")
    verb.set_defaults(run=_new)
    verb = verbs.add_parser("batches", help="列出导入的批次，并核对日志与文件；有不符则退出码为 1")
    verb.set_defaults(run=_batches)
    verb = verbs.add_parser("undo", help="撤销一个批次，文件移到 undone，不删除")
    verb.add_argument("number", type=int, help="批次号")
    verb.add_argument("--who", help="撤销人，默认为登录名")
    verb.set_defaults(run=_undo)
    verb = verbs.add_parser("history", help="一行台账的来历：哪一批改了哪一项")
    verb.add_argument("ledger")
    verb.add_argument("row_id", help="编号")
    verb.set_defaults(run=_history)
    verb = verbs.add_parser("backup", help="把整个数据目录备份成一个 zip 文件")
    verb.add_argument("file", type=Path)
    verb.set_defaults(run=_backup)
    verb = verbs.add_parser("restore", help="从备份恢复到一个新的目录，逐个文件核对")
    verb.add_argument("file", type=Path)
    verb.add_argument("home", type=Path)
    verb.set_defaults(run=_restore)


def _import(home: Home, options: argparse.Namespace) -> int:
    if is_demonstration(home) and not options.dry_run:
        return _refuse(Demonstration().said)
    _report(home)
    try:
        data = options.file.read_bytes()
    except OSError as fault:
        return _refuse(f"“{options.file.name}”打不开（{why(fault)}），没有导入。")
    try:
        found = preview.prepare(
            home,
            _ledger(home, options.ledger),
            data,
            options.file.name,
            all_or_nothing=options.all_or_nothing,
            sheet=options.sheet,
            limits=gate.COMMAND_LINE,
        )
        _tell(found)
        if options.rejected and found.rejected:
            options.rejected.write_bytes(rejected.workbook(rejected.of(found), found.resource))
            print(f"未收的行已存为 {options.rejected.name}，改好标出的单元格后可再导入。")
        if options.dry_run:
            return _dry_run(found)
        batch = commit.commit(home, found, options.who or getpass.getuser())
    except commit.HomeChanged as fault:
        _tell(fault.preview)
        return _refuse(fault.said)
    except (Refused, NotDone) as fault:
        return _refuse(fault.said)
    except OSError as fault:
        return _refuse(f"写不了文件（{why(fault)}），没有导入。")
    print(f"已入账：{batch.said}，{found.counts['accepted']} 行。撤销用 python -m engine undo {batch.number}")
    return SOME if found.rejected else ALL


def _dry_run(found: Preview) -> int:
    for effect in effects.effects(found):
        said = f"{effect.year} 年 {effect.name}：{effect.old} → {effect.new}"
        print(
            said + (f"（{effect.old_status} → {effect.new_status}）" if effect.old_status != effect.new_status else "")
        )
    if found.why_not:
        return _refuse(found.why_not)
    print("只作核对，没有入账。")
    return SOME if found.rejected else ALL


def _tell(found: Preview) -> None:
    """What the file holds, each row with its fate."""
    counts = found.counts
    print(f"{found.file}（{found.parsed.form}）→ {found.title}")
    for notice in found.notices:
        print(notice)
    print(
        f"共 {counts['rows_in']} 行：新增 {counts['new']}，改动 {counts['changed']}，没有变化 {counts['unchanged']}，"
        f"未收 {counts['rejected']}，跳过 {counts['skipped']}"
    )
    problems = [p for row in found.rejected for p in row.problems]
    for problem in problems[:_MOST]:
        print(listing.said(found.resource, problem))
    if len(problems) > _MOST:
        print(f"另有 {len(problems) - _MOST} 处，用 --rejected 另存为 Excel 文件看全部。")
    for doubt in found.doubts[:_MOST]:
        print(f"疑点（已收）：{listing.said(found.resource, doubt)}")
    for row in found.shown("skipped", _MOST):
        print(f"第 {row['行号']} 行跳过：{row['原因']}")


def _ledger(home: Home, asked: str) -> str:
    """The ledger's name in the contract; officials know it by its title."""
    titles = {r.title: r.name for r in contract.load(home.file("datapackage.json")).values() if r.is_ledger}
    return titles.get(asked, asked)


def _new(home: Home, options: argparse.Namespace) -> int:
    try:
        new_home.new(options.home, options.code, options.name, options.villages)
    except NewHomeError as fault:
        return _refuse(str(fault))
    first = "" if options.code else "先在其中的 places.csv 里填上乡镇和各村（写法见“使用说明.txt”）；"
    print(f"已建立数据目录“{options.home.name}”。{first}把环境变量 LEDGER_HOME 设为它，就可以导入。")
    return 0


def _batches(home: Home, options: argparse.Namespace) -> int:
    try:
        found = batches(home)
    except OSError as fault:
        return _refuse(f"日志读不了（{why(fault)}）。请系统管理员检查目录权限和磁盘。")
    titles = {r.name: r.title for r in contract.load(home.file("datapackage.json")).values()}
    for batch in found:
        print(_line(batch, titles.get(batch.ledger, batch.ledger)))
    if not found:
        print("还没有导入过。")
    return 1 if _report(home) else 0


def _line(batch: Batch, title: str) -> str:
    counts = {"new": "新增", "changed": "改动", "unchanged": "没有变化", "rejected": "未收", "skipped": "跳过"}
    told = "，".join(f"{word} {batch.counts.get(name, 0)}" for name, word in counts.items())
    undone = f"；已于 {said_time(batch.undone_on)} 由“{batch.undone_by}”撤销" if batch.undone_on else ""
    return f"{batch.said}　{said_time(batch.when)}　{batch.who}　{title}　{batch.file}：{told}{undone}"


def _undo(home: Home, options: argparse.Namespace) -> int:
    _report(home)
    try:
        undo.undo(home, options.number, options.who or getpass.getuser())
    except NotDone as fault:
        return _refuse(fault.said)
    print(f"批次 {options.number:04d} 已撤销，文件移到 undone，原件仍在。")
    return 0


def _history(home: Home, options: argparse.Namespace) -> int:
    ledger = _ledger(home, options.ledger)
    if ledger not in contract.load(home.file("datapackage.json")):
        return _refuse(f"没有名为“{options.ledger}”的台账。")
    steps = history.history(home, ledger, options.row_id)
    for step in steps:
        by = f"　{said_time(step.batch.when)}　{step.batch.who}" if step.batch else ""
        print(f"{step.said}{by}{'（已撤销）' if step.undone else ''}：{'新增' if step.new else '改动'}")
        for cell in step.cells:
            print(
                f"  {cell.header}：{cell.new}"
                if step.new
                else f"  {cell.header}：{cell.old or '（空）'} → {cell.new or '（空）'}"
            )
    return 0 if steps else _refuse(f"台账里没有编号“{options.row_id}”。")


def _backup(home: Home, options: argparse.Namespace) -> int:
    home.require()
    _report(home)
    try:
        count = backup.backup(home, options.file)
    except NotDone as fault:
        return _refuse(fault.said)
    print(f"已备份 {count} 个文件到“{options.file.name}”。请把它存到另一台机器或移动硬盘。")
    return 0


def _restore(home: Home, options: argparse.Namespace) -> int:
    try:
        count = backup.restore(options.file, options.home)
    except NotDone as fault:
        return _refuse(fault.said)
    print(f"已恢复 {count} 个文件到“{options.home.name}”，逐个核对无误。把环境变量 LEDGER_HOME 设为它即可使用。")
    return 1 if _report(Home(options.home.resolve())) else 0


def _report(home: Home) -> list[str]:
    """Say what is not as the journal says; nothing is mended in silence."""
    found = sweeping.found_at_start(home)
    for said in found:
        print(f"核对：{said}", file=sys.stderr)
    return found


def _refuse(said: str) -> int:
    print(said, file=sys.stderr)
    return 1
