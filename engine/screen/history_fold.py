"""Where a ledger row comes from: which file or batch set which of its cells, told when somebody asks."""

import pandas as pd
import streamlit as st

from engine.figures.view import View
from engine.importing.history import HistoryStep, history
from engine.importing.shelves.batches import batches
from engine.importing.shelves.locking import said_time
from engine.ledgers.contract import Resource
from engine.ledgers.masking import scrub
from engine.screen.elements import escaped
from engine.screen.rows_behind import table


def of_row(view: View, resource: Resource, row_id: str) -> None:
    """A fold with everything that files have said of a row, the first of them first."""
    fold = st.expander("这一行的来历", key=f"history-{resource.name}-{row_id}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        try:
            steps = history(view.scope.home, resource.name, row_id)
        except OSError as fault:
            st.error(escaped(f"来历读不了（{fault.strerror}），请系统管理员检查文件和权限。"))
            return
        lines = [line for step in steps for line in _lines(step)]
        table(pd.DataFrame(lines), f"{resource.title} {row_id} 的来历")


def last_imports(view: View) -> dict[str, str]:
    """Ledger → its last import that stands, in words. What cannot be read is the import page's to say."""
    try:
        standing = [batch for batch in batches(view.scope.home) if not batch.undone_on]
    except OSError:
        return {}
    return {b.ledger: scrub(f"{said_time(b.when)} {b.who}（{b.said}，{b.counts['accepted']:,} 行）") for b in standing}


def _lines(step: HistoryStep) -> list[dict[str, str]]:
    """A line for each changed cell; a row that begins, or is sent again as it was, takes one."""
    batch = step.batch
    told = {
        "时间": said_time(batch.when) if batch else "",
        "经办人": scrub(batch.who) if batch else "",
        "来自": f"{step.said}：{scrub(batch.file)}" if batch else step.said,
    }
    state = {"状态": "已撤销" if step.undone else ""}
    if step.new or not step.cells:
        return [told | {"栏目": "新增这一行" if step.new else "没有变化", "原来": "", "改为": ""} | state]
    return [told | {"栏目": cell.header, "原来": cell.old, "改为": cell.new} | state for cell in step.cells]
