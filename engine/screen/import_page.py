"""The page 导入 up to the preview: the file box, which ledger and sheet, work in progress, a file that is refused."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import streamlit as st

from engine.figures.view import View
from engine.importing import import_jobs, rejected
from engine.importing.import_jobs import Given, Looked
from engine.importing.jobs import Job
from engine.importing.preview import Preview
from engine.importing.shelves.refusals import StorageFault
from engine.ledgers.masking import scrub
from engine.screen.elements import element, escaped
from engine.snapshot import questions
from engine.uploads import gate

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAID = "import-said"  # words of a callback for the run that follows it
_FILE, _DONE, _BOX, _WHO = "import-file", "import-done", "import-box", "import-by"
_PATIENCE = 1.0  # seconds that a reader waits without being told how far it is


class Ready(NamedTuple):
    """A file that was looked at and can be imported."""

    given: Given
    found: Preview
    key: Hashable  # the name of the look


class At(NamedTuple):
    """How far the reader is: nothing given, a job at work, a file looked at, an import done."""

    given: Given | None = None
    job: Job | None = None
    looked: Looked | None = None
    done: Job | None = None
    key: Hashable = None  # the name of the look
    others: Job | None = None  # what somebody else, or this reader before a reload, is importing

    @property
    def ready(self) -> Ready | None:
        """What can be imported, if that is how far the reader is."""
        found = self.looked.preview if self.looked else None
        return Ready(self.given, found, self.key) if self.given and found else None

    @property
    def title(self) -> str:
        """What the page says on top: the finding, or what can be done here."""
        if self.done:
            if self.done.result:
                return self.done.result.title
            half = isinstance(self.done.exception, StorageFault) and self.done.exception.stored
            return "已经写入，但没有全部做完" if half else "没有写入"
        if self.job:
            return f"{self.job.stage}……"
        if self.looked:
            return self.looked.said
        return "导入台账"


def where(view: View) -> At:
    """Where the reader stands; what was given is looked at in the background, and awaited for a moment."""
    if done := st.session_state.get(_DONE):
        return At(done=done) if _awaited(done) else At(job=done)
    given = st.session_state.get(_FILE)
    if given is None:
        return At(others=import_jobs.storing(view.scope.home))
    job = import_jobs.look(view.scope.home, given)
    if not _awaited(job):
        return At(given, job)
    looked = job.result or Looked(given.ledger, fault=job.fault)
    return At(given, looked=looked, key=given.key(view.scope.home))


def _awaited(job: Job) -> bool:
    return job.ended.wait(_PATIENCE)


@st.fragment(run_every=0.5)
def progress(job: Job) -> None:
    """How far a job is, until it is done; then the whole page is drawn again."""
    if job.finished:
        st.rerun()
    st.progress(job.share or 0.0, text=escaped(job.said))


def said() -> None:
    """What a callback had to say to the reader."""
    if words := st.session_state.pop(SAID, None):
        st.error(escaped(words))


def told(view: View, done: Job) -> None:
    """What an import or an undo came to, and what is left to do."""
    if done.fault:
        st.error(escaped(done.fault))
        st.button("重新核对" if _FILE in st.session_state else "返回", on_click=back, key="import-back")
        return
    st.success(escaped(done.result.said))
    with st.container(horizontal=True):
        batch = done.result.batch
        if batch and batch.rejected:
            resource = import_jobs.ledgers(view.scope.home)[batch.ledger]
            path = view.scope.home.path / batch.rejected
            st.download_button(
                "下载退回的行，改好再交",
                lambda: rejected.workbook(rejected.kept(path, resource), resource),
                f"退回-{resource.title}-{batch.number:04d}.xlsx",
                WORKBOOK,
                on_click="ignore",
                key="import-kept",
            )
        st.button("导入另一个文件", on_click=leave, key="import-next")


def at_work(job: Job) -> None:
    """A file is being read or written, and goes on without its reader."""
    progress(job)
    st.caption("可以离开或关掉这个页面，处理不会中断，也不会重复。")


def file_box(view: View, at: At) -> None:
    """The box to drop a file in; once one is given, its name, its ledger and a way to another."""
    element("chinese")(key="chinese", data={})
    if at.done or (at.job and at.given is None):
        return
    if at.given is None:
        if at.others:
            st.text("正在导入另一个文件，写完后显示在下面的导入记录里。")
            progress(at.others)
        box = f"{_BOX}-{st.session_state.get(_BOX, 0)}"
        st.file_uploader(
            "选 Excel、WPS 或 CSV 文件：先列出会有什么变化，确认后才写入台账", key=box, on_change=_take, args=(box,)
        )
        st.text("可直接使用本单位原有表格，无需套用模板：标题行、合计行、村名、各种写法的日期都认得。导错了可以撤销。")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if at.looked:
            _choose_ledger(view, at.given, at.looked)
            _choose_sheet(at.given, at.looked)
        st.button("换一个文件", on_click=leave, key="import-other")
        st.text(f"{scrub(gate.shown_name(at.given.name))}（{_size(len(at.given.data))}）")


def refused(view: View, looked: Looked) -> None:
    """Why a file cannot be read as it is, and the other ledger that it may belong to."""
    st.error(escaped(looked.fault or ""))
    if looked.looks_like:
        title = import_jobs.ledgers(view.scope.home)[looked.looks_like].title
        take = partial(replace, ledger=looked.looks_like, sheet=None)
        st.button(f"改为导入到“{title}”", on_click=say, args=(take,), key="import-looks-like")


def _take(box: str) -> None:
    """A callback: keep the bytes with the session, so that another page may be looked at in between."""
    if (file := st.session_state[box]) is not None:
        st.session_state[_FILE] = Given.of(file.name, file.getvalue())
        st.session_state.pop(_DONE, None)


def leave() -> None:
    """A callback: forget the file; an empty box is a new one."""
    st.session_state.pop(_FILE, None)
    st.session_state.pop(_DONE, None)
    st.session_state[_BOX] = st.session_state.get(_BOX, 0) + 1


def say(more: Callable[[Given], Given]) -> None:
    """A callback: say more about the file that is looked at."""
    st.session_state[_FILE] = more(st.session_state[_FILE])


def back() -> None:
    """A callback: to the file that could not be imported, which is looked at anew."""
    st.session_state.pop(_DONE, None)


def stored(job: Job) -> None:
    """The file is on its way into the ledger: from now on that is what the page tells of."""
    st.session_state[_DONE] = job


def ask_who(key: str) -> None:
    """Who answers for the import; asked once a session."""
    known = st.session_state.get(_WHO, "")
    # Another name is another box: one that is folded away would go on sending what it held.
    st.text_input("经办人", known, key=f"{key}-{known}", placeholder="姓名，记入导入记录", max_chars=20, width=220)


def answered(key: str) -> str | None:
    """The name that was given under `key`; without one, what the reader is told."""
    known = st.session_state.get(_WHO, "")
    # After a second click the box of the name just given is not drawn yet.
    if who := st.session_state.get(f"{key}-{known}", known).strip():
        st.session_state[_WHO] = who
        return who
    st.session_state[SAID] = "请先填写经办人：姓名记入导入记录，以便日后查问。"
    return None


def _choose_ledger(view: View, given: Given, looked: Looked) -> None:
    ledgers = questions.ledgers(view.scope)
    key = f"import-ledger-{given.sha256[:8]}"

    def take() -> None:
        say(partial(replace, ledger=st.session_state[key], sheet=None, sheets=()))

    at = list(ledgers).index(looked.ledger) if looked.ledger in ledgers else None
    titles = {name: resource.title for name, resource in ledgers.items()}
    st.selectbox(
        "导入到哪本台账",
        list(ledgers),
        at,
        titles.__getitem__,
        key=key,
        on_change=take,
        placeholder="请选台账",
        width=260,
    )


def _choose_sheet(given: Given, looked: Looked) -> None:
    sheets = looked.sheets or given.sheets
    if len(sheets) < 2:
        return
    key = f"import-sheet-{given.sha256[:8]}"

    def take() -> None:
        say(partial(replace, sheet=st.session_state[key], sheets=sheets))

    at = sheets.index(given.sheet) if given.sheet in sheets else None
    st.selectbox("读哪张表", sheets, at, key=key, on_change=take, placeholder="请选工作表", width=260)


def _size(length: int) -> str:
    return f"{max(1, round(length / 1024)):,} KB" if length < 1024 * 1024 else f"{length / 1024 / 1024:.1f} MB"
