"""An empty home for an office: its places, its folders, a workbook to fill in for every ledger, and a page that explains them.

The contract is not copied: a home falls back to the program's own, so a new version brings its new columns along.

(docs/decisions.md, "A home does not copy the contract")
"""

import csv
import io
import os
import re
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from engine.importing import blank_workbooks
from engine.importing.shelves.refusals import NotDone
from engine.ledgers import contract
from engine.ledgers.home import DEFAULTS, Home

_TOWNSHIP = re.compile(r"[0-9]{9}")
_README = "使用说明.txt"


class NewHomeError(NotDone):
    """A home that was not made; the person who asked for it must act."""


def new(path: Path, code: str | None = None, name: str | None = None, villages: Sequence[str] = ()) -> None:
    """Make the home of one township, whole or not at all. `villages`: “201=东湾村” or with all 12 digits before the =.

    Without code and name the places are left to be filled in; until then the home says so and shows nothing.
    Raises NewHomeError, with the remedy, if the folder is in use, cannot be written or a place cannot be meant.
    """
    named = code or name or villages
    places = _places((code or "").strip(), (name or "").strip(), villages) if named else []
    path = path.absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NewHomeError(f"“{path.name}”已经存在，而且不是空文件夹。请换一个名字，原有内容没有改动。")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        _fill(beside, (name or "本乡镇").strip(), places)
        if path.exists():
            path.rmdir()  # Windows renames onto nothing that exists
        os.replace(beside, path)
    except OSError as fault:
        shutil.rmtree(beside, ignore_errors=True)
        raise NewHomeError(f"没能建立“{path.name}”（{fault.strerror}）。请检查磁盘空间和文件夹权限后重试。") from fault


def _places(code: str, name: str, villages: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """(code, name, level, code above) of the township, its own matters and its villages."""
    if not _TOWNSHIP.fullmatch(code):
        raise NewHomeError(f"乡镇代码“{code}”不对：应为 9 位数字，即统计用区划代码的前 9 位。")
    if not name:
        raise NewHomeError("请写明乡镇名称。")
    found = [(code, name, "乡", ""), (f"{code}000", "乡本级", "乡本级", code)]
    for written in villages:
        number, _, village = (part.strip() for part in written.replace("＝", "=").partition("="))
        number = code + number if len(number) == 3 else number
        if not re.fullmatch(rf"{code}[0-9]{{3}}", number) or not village:
            raise NewHomeError(f"“{written}”不对：村要写成“201=东湾村”或“{code}201=东湾村”。")
        found.append((number, village, "村", code))
    codes = [place[0] for place in found]
    if twice := sorted({each for each in codes if codes.count(each) > 1}):
        raise NewHomeError(f"代码“{'、'.join(twice)}”写了两次，每个村一个代码（000 是乡本级）。")
    return found


def _fill(folder: Path, name: str, places: list[tuple[str, str, str, str]]) -> None:
    resources = contract.load(DEFAULTS / "datapackage.json")
    ledgers = [resource for resource in resources.values() if resource.is_ledger]
    _table(folder / "places.csv", resources["places"].headers, [[*place, "", ""] for place in places])
    _table(folder / "targets.csv", resources["targets"].headers, [])
    (folder / "templates").mkdir()
    for resource in ledgers:
        (folder / "ledgers" / resource.name).mkdir(parents=True)
        _write(folder / "templates" / f"{resource.title}.xlsx", blank_workbooks.workbook(resource, Home(folder)))
    _write(folder / "templates" / "填报说明.xlsx", blank_workbooks.guide(ledgers, Home(folder)))
    folders = "\r\n".join(f"    {r.name}　{r.title}（{r.owner}）" for r in ledgers)
    _write(folder / _README, _TEXT.format(name=name, folders=folders).replace("\n", "\r\n").encode("utf-8-sig"))


def _table(path: Path, header: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    _write(path, text.getvalue().encode("utf-8-sig"))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


_TEXT = """{name}台账数据目录

这个文件夹就是本乡镇的全部数据。备份它，就是备份全部数据；换电脑时整个拷过去即可。

一、怎么开始
（places.csv 里还没有本乡镇的，先照下面第 3 条填上乡镇和各村，看板才能打开。）
1. 打开 templates 文件夹，每本台账一个 Excel 模板，交给相应的办公室填写。怎么填，看模板里的“填报说明”；全部台账的说明在 templates/填报说明.xlsx。
2. 填好后，打开看板的“导入”页，选文件。页面先列出新增、有变化和不能收的行，点“导入”才算数。导错了可以撤销。
3. 各村、各网格的名单在 places.csv，用 Excel 或 WPS 打开修改，存成“CSV UTF-8（逗号分隔）”。一行一个地方：code 填区划代码（乡镇 9 位，村 12 位，网格 15 位），name 填名称，level 填 乡、村 或 网格，parent 填上一级的代码（乡镇的空着）。有增减后，到“导入”页重新下载模板，下拉单就是新的。
4. 全年目标写在 targets.csv，一行一个目标，写法见使用手册。空着也可以用，看板显示“无目标”。

二、这里有什么
places.csv　　区划名单
targets.csv　 目标值
templates　　 填报模板
ledgers　　　 各台账的正式数据，由“导入”页写入。也可以直接放入 CSV 文件，表头要与模板一致：
{folders}
originals　　 交来的原文件，原样保存（导入后出现）
rejected　　　退回的行，每批一个文件（有退回时出现）
undone　　　　撤销的批次，不删除（撤销后出现）
journal.jsonl　每次导入、撤销的记录，谁、什么时候、收了几行（导入后出现，请勿修改）
aliases.csv　 记住的表头和地名写法（用到后出现）

三、请注意
这里有姓名、电话、身份证号等个人信息。文件夹只给经办人和管理员权限，备份盘要妥善保管，不要通过社交软件传送。
"""
