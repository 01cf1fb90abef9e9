"""Importing without a browser: the verbs import, batches, undo and history; those about a whole home stand in homes.py."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from engine.commands import homes
from engine.commands.homes import refuse, report
from engine.importing import commit, effects, history, preview, preview_tables, rejected
from engine.importing.preview import Preview
from engine.importing.shelves import undo
from engine.importing.shelves.batches import Batch, batches
from engine.importing.shelves.layout import is_demonstration
from engine.importing.shelves.locking import said_time
from engine.importing.shelves.refusals import Demonstration, StorageFault, why
from engine.ledgers import contract
from engine.ledgers.faults import SaidError
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.uploads import gate
from engine.words import excerpts

ALL, SOME, NOTHING = 0, 2, 1  # exit codes of `import`
_MOST = 50  # problems printed; the workbook has them all


def add_verbs(verbs: argparse._SubParsersAction) -> None:
    """See engine/__main__.py."""
    homes.add_verbs(verbs)
    verb = verbs.add_parser("import", help="导入一个文件；退出码 0 全部收下，2 有行未收，1 没有入账")
    verb.add_argument("ledger", help="台账，如 river_patrols 或 河长巡河")
    verb.add_argument("file", type=Path, help="Excel 或 CSV 文件")
    verb.add_argument("--dry-run", action="store_true", help="只核对，不入账，并列出会变动的指标")
    verb.add_argument("--all-or-nothing", action="store_true", help="有一行不合格就整份不收")
    verb.add_argument("--sheet", help="工作表名称，有几张表时用")
    verb.add_argument("--who", help="导入人，默认为登录名")
    verb.add_argument("--rejected", type=Path, help="把未收的行另存为这个 Excel 文件，标出错处，改好后可再导入")
    verb.set_defaults(run=_import)
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


def _import(home: Home, options: argparse.Namespace) -> int:
    if is_demonstration(home) and not options.dry_run:
        raise Demonstration
    report(home)
    try:
        data = options.file.read_bytes()
    except OSError as fault:
        return refuse(f"“{options.file.name}”打不开（{why(fault)}），没有导入。")
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
        batch = commit.commit(home, found, options.who or _me())
    except commit.HomeChanged as fault:
        _tell(fault.preview)
        return refuse(f"{fault}再运行一次这个命令，就按上面的结果入账。")
    except StorageFault as fault:
        refuse(str(fault))
        return (SOME if found.rejected else ALL) if fault.stored else NOTHING
    except OSError as fault:
        return refuse(f"写不了文件（{why(fault)}），没有导入。")
    said = f"已入账：{batch.said}，{found.counts['accepted']} 行。撤销用 python -m engine undo {batch.number}"
    print(said, flush=True)
    _show_anew(home)
    return SOME if found.rejected else ALL


def _show_anew(home: Home) -> None:
    """Build the snapshot now, so that no reader has to wait for it; what was stored stays stored without it too."""
    try:
        questions.open_scope(home)
    except SaidError as fault:
        print(f"数据已在账上，但{fault}", file=sys.stderr)
    except OSError as fault:
        print(f"数据已在账上，但各页的数字没有算成（{why(fault)}）。请检查缓存目录的权限和磁盘空间。", file=sys.stderr)


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return "命令行"


def _dry_run(found: Preview) -> int:
    for effect in effects.effects(found):
        said = f"{effect.year} 年 {effect.name}：{effect.old} → {effect.new}"
        print(
            said + (f"（{effect.old_status} → {effect.new_status}）" if effect.old_status != effect.new_status else "")
        )
    if found.why_not:
        return refuse(found.why_not)
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
    _print("未收", (preview_tables.said(found.resource, each) for each in problems), len(problems))
    doubts = (f"疑点（已收）：{preview_tables.said(found.resource, each)}" for each in found.doubts)
    _print("疑点", doubts, len(found.doubts))
    skipped = (f"第 {row['行号']} 行跳过：{row['原因']}" for row in preview_tables.listed(found, "skipped", _MOST))
    _print("跳过", skipped, counts["skipped"])


def _print(what: str, lines: Iterable[str], whole: int) -> None:
    for line in islice(lines, _MOST):
        print(line)
    if cut := excerpts.said(_MOST, whole):
        print(f"{what}：{cut}。{'用 --rejected 另存为 Excel 文件看全部。' if what == '未收' else ''}")


def _ledger(home: Home, asked: str) -> str:
    """The ledger's name in the contract; officials know it by its title."""
    titles = {r.title: r.name for r in contract.load(home.file("datapackage.json")).values() if r.is_ledger}
    return titles.get(asked, asked)


def _batches(home: Home, options: argparse.Namespace) -> int:
    try:
        found = batches(home)
    except OSError as fault:
        return refuse(f"日志读不了（{why(fault)}）。请系统管理员检查目录权限和磁盘。")
    titles = {r.name: r.title for r in contract.load(home.file("datapackage.json")).values()}
    for batch in found:
        print(_line(batch, titles.get(batch.ledger, batch.ledger)))
    if not found:
        print("还没有导入过。")
    return 1 if report(home) else 0


def _line(batch: Batch, title: str) -> str:
    counts = {"new": "新增", "changed": "改动", "unchanged": "没有变化", "rejected": "未收", "skipped": "跳过"}
    told = "，".join(f"{word} {batch.counts.get(name, 0)}" for name, word in counts.items())
    undone = f"；已于 {said_time(batch.undone_on)} 由“{batch.undone_by}”撤销" if batch.undone_on else ""
    return f"{batch.said}　{said_time(batch.when)}　{batch.who}　{title}　{batch.file}：{told}{undone}"


def _undo(home: Home, options: argparse.Namespace) -> int:
    report(home)
    undo.undo(home, options.number, options.who or _me())
    print(f"批次 {options.number:04d} 已撤销，文件移到 undone，原件仍在。", flush=True)
    _show_anew(home)
    return 0


def _history(home: Home, options: argparse.Namespace) -> int:
    ledger = _ledger(home, options.ledger)
    if ledger not in contract.load(home.file("datapackage.json")):
        return refuse(f"没有名为“{options.ledger}”的台账。")
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
    return 0 if steps else refuse(f"台账里没有编号“{options.row_id}”。")
