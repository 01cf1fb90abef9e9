"""What importing a file would do: the counts, the figures that would move, every row, and the button that does it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from engine.figures.view import View
from engine.importing import column_guide, import_jobs, preview_tables, rejected
from engine.importing.effects import Effect
from engine.importing.import_jobs import Looked
from engine.importing.preview import Preview
from engine.importing.reading import learnt_aliases, place_names
from engine.importing.shelves import layout
from engine.ledgers.contract import Resource
from engine.ledgers.faults import SaidError
from engine.ledgers.masking import scrub
from engine.screen import board
from engine.screen.elements import escaped
from engine.screen.import_page import SAID, WORKBOOK, Ready, answered, ask_who, progress, say, stored
from engine.screen.rows_behind import excerpt, table
from engine.subjects.tiles import Tile
from engine.words import excerpts
from engine.words.excerpts import Excerpt

_MOVED = 6  # figures as tiles, the others in a table
_WHO = "import-who"
_TILES = (
    ("新增", "new", "台账里没有的编号"),
    ("有变化", "changed", "编号已有，以这次为准"),
    ("无变化", "unchanged", "和台账一样"),
    ("退回", "rejected", "有错不收，原因见下"),
    ("跳过", "skipped", "标题、空行和合计行"),
)
_TABLES = (
    ("rejected", "退回的行"),
    ("changed", "有变化的行：原来和改为"),
    ("doubts", "疑点：照收，请核对"),
    ("new", "新增的行"),
    ("skipped", "跳过的行"),
)
_MOST = 8  # names asked for at once; the next ones after these are learnt


def counts(view: View, found: Preview) -> None:
    """How many rows are what; they add up to the rows of the file."""
    told = found.counts
    counted = [Tile(label, f"{told[name]:,} 行", about) for label, name, about in _TILES]
    board.show(view, [board.tiles(view, counted)], "import-tiles")
    parts = " + ".join(f"{label} {told[name]:,}" for label, name, _ in _TILES)
    st.text(f"文件里共 {told['rows_in']:,} 行 = {parts}")
    if found.notices:
        st.text("\n".join(found.notices))


def reading(found: Preview) -> None:
    """How the file was read, for whoever doubts it."""
    parsed = found.parsed
    st.header("文件是怎么读的", anchor=False)
    st.text(f"{scrub(parsed.file)}：{parsed.form}，表头在第 {parsed.header_line} 行。")
    if parsed.matched:
        pairs = pd.DataFrame(parsed.matched.items(), columns=["文件里的表头", "对应的栏目"])
        table(pairs, alt="表头对应")


def moved(view: View, ready: Ready) -> None:
    """The figures that would move, once they are worked out."""
    if not ready.found.counts["accepted"]:
        return
    job = import_jobs.moved(view.scope.home, ready.given, ready.found, view.place)
    st.header("导入后，这些数字会变", anchor=False)
    if not job.ended.wait(1.0):
        progress(job)
    elif job.fault:
        st.text(job.fault)
    elif not job.result:
        st.text(f"{view.place_name}的指标数字都不变。")
    else:
        shown = [Tile(e.name, _change(e), _about(view, e)) for e in job.result]
        board.show(view, [board.tiles(view, shown[:_MOVED])], "import-moved")
        if len(shown) > _MOVED:
            st.text("还有：" + "；".join(f"{tile.label} {tile.value}" for tile in shown[_MOVED:]))


def _change(effect: Effect) -> str:
    """60 → 63 次, with the unit once where both have it."""
    old, _, unit = effect.old.partition(" ")
    return f"{old} → {effect.new}" if unit and effect.new.endswith(f" {unit}") else f"{effect.old} → {effect.new}"


def _about(view: View, effect: Effect) -> str:
    turned = f"，{effect.old_status} → {effect.new_status}" if effect.old_status != effect.new_status else ""
    return f"{view.place_name} {effect.year} 年{turned}"


def decide(view: View, ready: Ready) -> None:
    """Who imports, all or nothing, and the button."""
    home, found = view.scope.home, ready.found
    whole, switch = found.resource.whole_file_only, f"import-whole-{ready.given.sha256[:8]}-{found.ledger}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ask_who(_WHO)
        st.button(
            f"导入 {found.counts['accepted']:,} 行",
            type="primary",
            disabled=found.why_not is not None or layout.is_demonstration(home),
            on_click=_store,
            args=(view, ready),
            key="import-store",
        )
        st.toggle(
            "有一行退回就整份不收",
            found.all_or_nothing,
            key=switch,
            disabled=whole,
            on_change=_switch,
            args=(switch,),
        )
    if whole:
        st.text(f"{found.resource.title}台账一份文件要么全收、要么全退：漏掉一件，办理期限就没有人提醒。")
    if layout.is_demonstration(home):
        st.info(escaped(import_jobs.DEMONSTRATION))
    elif found.why_not:
        st.warning(escaped(found.why_not))


def _switch(key: str) -> None:
    say(partial(replace, all_or_nothing=st.session_state[key]))


def _store(view: View, ready: Ready) -> None:
    """A callback: the key is that of the preview on the screen, so a second click or tab finds the first one's job."""
    if who := answered(_WHO):
        stored(import_jobs.store(view.scope.home, ready.key, ready.found, who))


def rows(view: View, found: Preview) -> None:
    """Every row by what becomes of it, what needs somebody first."""
    for name, title in _TABLES:
        count = len(found.doubts) if name == "doubts" else found.counts[name]
        if not count:
            continue
        st.header(f"{title}：{count:,} {'处' if name == 'doubts' else '行'}", anchor=False)
        excerpt(
            partial(_listed, view, found, name, count),
            f"{title}-{found.resource.title}",
            [],
            f"import-{name}",
            alt=title,
        )
        if name == "rejected":
            st.download_button(
                "下载退回的行，改好再交",
                lambda: rejected.workbook(rejected.of(found), found.resource),
                f"退回-{found.resource.title}.xlsx",
                WORKBOOK,
                on_click="ignore",
                key="import-rejected",
            )
            st.caption("下载的表里，错的单元格标成红色，原因写在旁边。改好后存盘，直接交这个文件。")


def _listed(view: View, found: Preview, name: str, count: int, most: int) -> Excerpt:
    return Excerpt(
        _named(view, pd.DataFrame(preview_tables.listed(found, name, most)), found.resource),
        count,
        stand_for=min(most, count),
    )


def _named(view: View, frame: pd.DataFrame, resource: Resource) -> pd.DataFrame:
    """Places by name, as readers know them."""
    header = resource.field("place").name
    if header in frame:
        return frame.assign(**{header: frame[header].map(lambda code: view.names.get(code, code))})
    return frame


def headers(view: View, looked: Looked) -> None:
    """Headers that match no column: which column does each mean?"""
    ledger = looked.ledger
    if not ledger or not looked.unknown or not looked.missing or layout.is_demonstration(view.scope.home):
        return
    known = {name: name for name in looked.missing}
    learn = _learner(view, lambda written, meant: learnt_aliases.learn_header(view.scope.home, ledger, written, meant))
    st.header("这些表头各是哪一栏？说一次就记住", anchor=False)
    _ask(list(looked.unknown), known, "不是本台账的栏目", "import-header", learn)


def places(view: View, found: Preview) -> None:
    """Names of places that the home does not have: which place does each mean?"""
    home = view.scope.home
    unknown = _unknown_places(found)
    if not unknown or layout.is_demonstration(home):
        return
    known = {place.code: place.written for place in column_guide.places(home)}
    learn = _learner(view, lambda written, meant: learnt_aliases.learn_place(home, written, meant))
    st.header("不认识的地名：各是哪里？说一次就记住", anchor=False)
    _ask(unknown[:_MOST], known, "不选就仍然退回", "import-place", learn)
    if cut := excerpts.said(_MOST, len(unknown)):
        st.text(f"{cut}：记住这几个以后再问后面的。")


def _unknown_places(found: Preview) -> list[str]:
    """Names, not codes: a code that is not in places.csv is a mistake to be mended in the file."""
    columns = {field.name for field in found.resource.fields if place_names.is_place(field)}
    named = (p.value for row in found.rejected for p in row.problems if p.column in columns and p.value)
    return [text for text in dict.fromkeys(named) if not text.strip().isdigit()]


def _learner(view: View, learn: Callable[[str, str], None]) -> Callable[[dict[str, str]], None]:
    def learn_all(written: dict[str, str]) -> None:
        """A callback: what was left open stays unknown."""
        chosen = {text: st.session_state[key] for text, key in written.items() if st.session_state[key]}
        try:
            for text, meant in chosen.items():
                learn(text, meant)
        except SaidError as fault:
            st.session_state[SAID] = str(fault)

    return learn_all


def _ask(written: list[str], known: dict[str, str], nothing: str, key: str, learn: Callable) -> None:
    boxes = {text: f"{key}-{n}-{text}" for n, text in enumerate(written)}
    with st.form(key, border=True):
        for text, box in boxes.items():
            st.selectbox(
                f"“{escaped(text)}”",
                list(known),
                None,
                known.__getitem__,
                key=box,
                placeholder=nothing,
                width="stretch",
            )
        st.form_submit_button("记住，并重新核对", on_click=learn, args=(boxes,))
