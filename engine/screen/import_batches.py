"""What was imported before: the list of batches, how to undo one, templates to take away, and what the start found."""

from functools import partial

import pandas as pd
import streamlit as st

from engine.figures.view import View
from engine.importing import blank_workbooks, import_jobs
from engine.importing.shelves import layout
from engine.importing.shelves.batches import Batch, batches
from engine.screen.elements import escaped
from engine.screen.import_page import WORKBOOK, At, answered, ask_who, stored
from engine.screen.rows_behind import excerpt
from engine.words.excerpts import Excerpt

_WHO = "import-undo-who"


def found_at_start(view: View) -> None:
    """What is not as the journal says. In a large home it is not known at once, and nobody waits for it."""
    if import_jobs.storing(view.scope.home):  # between a batch and its line in the journal nothing is wrong
        return
    job = import_jobs.found_at_start(view.scope.home)
    if job.ended.wait(0.5) and job.result:
        st.warning(escaped("核对导入记录和文件时发现：" + "".join(job.result)))


def listed(view: View) -> None:
    """Every batch, the latest first, and the way to undo one that still counts."""
    home = view.scope.home
    st.header("导入记录", anchor=False)
    try:
        found = batches(home)[::-1]
    except OSError as fault:
        st.error(escaped(f"导入记录打不开（{fault.strerror}），请系统管理员检查文件和权限。"))
        return
    if not found:
        st.text("暂无导入记录。")
        return
    titles = {name: resource.title for name, resource in import_jobs.ledgers(home).items()}
    excerpt(partial(_lines, found, titles), "导入记录", [], "import-batches", alt="导入记录")
    standing = [batch for batch in found if not batch.undone_on]
    if standing and not layout.is_demonstration(home):
        _undo(view, standing, titles)


def _lines(found: list[Batch], titles: dict[str, str], most: int) -> Excerpt:
    return Excerpt(pd.DataFrame([_line(batch, titles) for batch in found[:most]]), len(found))


def _line(batch: Batch, titles: dict[str, str]) -> dict[str, object]:
    counts = batch.counts
    return {
        "批次": f"{batch.number:04d}",
        "状态": "已撤销" if batch.undone_on else "有效",
        "台账": titles.get(batch.ledger, batch.ledger),
        "时间": batch.when[:16].replace("T", " "),
        "经办人": batch.who,
        "文件": batch.file,
        "新增": counts.get("new"),
        "更新": counts.get("changed"),
        "无变化": counts.get("unchanged"),
        "退回": counts.get("rejected"),
        "跳过": counts.get("skipped"),
        "撤销": f"{batch.undone_on[:10]} {batch.undone_by}" if batch.undone_on else "",
    }


def _undo(view: View, standing: list[Batch], titles: dict[str, str]) -> None:
    """Asks once more: the figures of every page change."""
    said = {b.number: f"{b.number:04d}　{titles.get(b.ledger, b.ledger)}　{b.when[:10]}　{b.file}" for b in standing}
    # After an undo it is another one, and closed: a second click must not take the next batch too.
    latest = f"{standing[0].number}-{len(standing)}"
    with st.popover("撤销一批", key=f"import-undo-{latest}"):
        number = st.selectbox("撤销哪一批", list(said), 0, said.__getitem__, key=f"import-undo-number-{latest}")
        batch = next(b for b in standing if b.number == number)
        st.text(_consequence(batch))
        ask_who(_WHO)
        st.button(f"确定撤销 {number:04d}", on_click=_take_back, args=(view, number), key=f"import-undo-sure-{number}")


def _consequence(batch: Batch) -> str:
    new, changed = batch.counts.get("new", 0), batch.counts.get("changed", 0)
    told = [f"新增的 {new:,} 行不再计入"] if new else []
    told += [f"更新的 {changed:,} 行恢复成以前的内容"] if changed else []
    return f"撤销后{'，'.join(told)}。这批数据移到 undone 文件夹，不会删除；撤销本身也记入导入记录。"


def _take_back(view: View, number: int) -> None:
    if who := answered(_WHO):
        stored(import_jobs.take_back(view.scope.home, number, who))


def template_files(view: View, at: At) -> None:
    """For each ledger a workbook to fill in, and one that explains all of them."""
    home = view.scope.home
    ledgers = import_jobs.ledgers(home)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        titles = {name: resource.title for name, resource in ledgers.items()}
        first = list(ledgers).index(at.looked.ledger) if at.looked and at.looked.ledger else 0
        name = st.selectbox(
            "填报模板", list(ledgers), first, titles.__getitem__, key=f"import-template-{first}", width=260
        )
        st.download_button(
            "下载模板",
            lambda: blank_workbooks.workbook(ledgers[name], home),
            f"{titles[name]}.xlsx",
            WORKBOOK,
            on_click="ignore",
            key="import-template-file",
        )
        st.download_button(
            "下载全部台账的填报说明",
            lambda: blank_workbooks.guide(list(ledgers.values()), home),
            "填报说明.xlsx",
            WORKBOOK,
            on_click="ignore",
            key="import-guide-file",
        )
