"""Words of a file that nobody knows yet: the reader says once what they mean, and the file is looked at again."""

from collections.abc import Callable

import streamlit as st

from engine.figures.view import View
from engine.importing import filling, looking
from engine.importing.preview import Preview
from engine.importing.reading import aliases, place_names
from engine.importing.shelves import shelves
from engine.screen.show import escaped
from engine.screen.show_import import SAID, At
from engine.uploads.problems import Refused
from engine.words import excerpts

_MOST = 8  # names asked for at once; the next ones after these are learnt


def headers(view: View, at: At) -> None:
    """Headers that match no column: which column does each mean?"""
    if not at.looked.unknown or not at.looked.missing or shelves.is_demonstration(view.scope.home):
        return
    resource = looking.ledgers(view.scope.home)[at.looked.ledger]
    known = {name: name for name in at.looked.missing}
    learn = _learner(view, lambda written, meant: aliases.learn_header(view.scope.home, resource.name, written, meant))
    st.header("这些表头各是哪一栏？说一次就记住", anchor=False)
    _ask(list(at.looked.unknown), known, "不是本台账的栏目", "import-header", learn)


def places(view: View, found: Preview) -> None:
    """Names of places that the home does not have: which place does each mean?"""
    home = view.scope.home
    unknown = _unknown_places(found)
    if not unknown or shelves.is_demonstration(home):
        return
    known = {place.code: place.written for place in filling.places(home)}
    learn = _learner(view, lambda written, meant: aliases.learn_place(home, written, meant))
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
        except Refused as refused:
            st.session_state[SAID] = refused.said
        except OSError as fault:
            st.session_state[SAID] = f"没有记住（{fault.strerror}），请检查磁盘空间和权限后重试。"

    return learn_all


def _ask(written: list[str], known: dict[str, str], nothing: str, key: str, learn: Callable) -> None:
    boxes = {text: f"{key}-{n}-{text}" for n, text in enumerate(written)}
    with st.form(key, border=True):
        for text, box in boxes.items():
            st.selectbox(
                f"“{escaped(text)}”", list(known), None, known.get, key=box, placeholder=nothing, width="stretch"
            )
        st.form_submit_button("记住，并重新核对", on_click=learn, args=(boxes,))
