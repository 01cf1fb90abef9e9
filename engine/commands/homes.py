"""The verbs about a home as a whole: new, backup and restore."""

import argparse
import sys
from pathlib import Path

from engine.importing import new_home
from engine.importing.shelves import backup, recovery
from engine.ledgers.home import Home


def report(home: Home) -> list[str]:
    """Say what is not as the journal says; nothing is mended in silence."""
    found = recovery.found_at_start(home)
    for said in found:
        print(f"核对：{said}", file=sys.stderr)
    return found


def refuse(said: str) -> int:
    """Say why not; the exit code of it."""
    print(said, file=sys.stderr)
    return 1


def add_verbs(verbs: argparse._SubParsersAction) -> None:
    """See engine/__main__.py."""
    verb = verbs.add_parser("new", help="新建一个空的数据目录")
    verb.add_argument("home", type=Path)
    verb.add_argument("--code", help="乡镇的 9 位区划代码；不写的，建好后填入 places.csv")
    verb.add_argument("--name", help="乡镇名称")
    verb.add_argument("--villages", nargs="*", default=[], help="各村，如 201=东湾村 202=西沟村")
    verb.set_defaults(run=_new)
    verb = verbs.add_parser("backup", help="把整个数据目录备份成一个 zip 文件")
    verb.add_argument("file", type=Path)
    verb.set_defaults(run=_backup)
    verb = verbs.add_parser("restore", help="从备份恢复到一个新的目录，逐个文件核对")
    verb.add_argument("file", type=Path)
    verb.add_argument("home", type=Path)
    verb.set_defaults(run=_restore)


def _new(home: Home, options: argparse.Namespace) -> int:
    new_home.new(options.home, options.code, options.name, options.villages)
    first = "" if options.code else "先在其中的 places.csv 里填上乡镇和各村（写法见“使用说明.txt”）；"
    print(f"已建立数据目录“{options.home.name}”。{first}把环境变量 LEDGER_HOME 设为它，就可以导入。")
    return 0


def _backup(home: Home, options: argparse.Namespace) -> int:
    home.require()
    report(home)
    count = backup.backup(home, options.file)
    print(f"已备份 {count} 个文件到“{options.file.name}”。请把它存到另一台机器或移动硬盘。")
    return 0


def _restore(home: Home, options: argparse.Namespace) -> int:
    count = backup.restore(options.file, options.home)
    print(f"已恢复 {count} 个文件到“{options.home.name}”，逐个核对无误。把环境变量 LEDGER_HOME 设为它即可使用。")
    return 1 if report(Home(options.home.resolve())) else 0
