"""The report's sentence templates on the screen: whose they are, what they say, and a box to change them."""

import pandas as pd
import streamlit as st

from engine.figures import of_places
from engine.figures.view import View
from engine.ledgers.faults import SaidError
from engine.reporting import number_forms, template_changes, template_words, templates
from engine.reporting.templates import FILES, FOLDER, Template
from engine.screen.elements import escaped
from engine.screen.rows_behind import table
from engine.snapshot import questions


def editor(view: View) -> None:
    """The templates, folded away: looking is for everybody, changing for a home that can be written."""
    fold = st.expander("修改报告的句子（模板）", key="templates-fold", on_change="rerun")
    _said()
    if not fold.open:
        return
    with fold:
        try:
            found = {template.file: template for template in templates.read(view.scope.home)}
        except SaidError as fault:
            st.error(escaped(str(fault)))
            return
        file = st.selectbox(
            "哪一部分", list(FILES), 1, format_func=lambda name: _label(found[name]), key="template-file"
        )
        if other := templates.strangers(view.scope.home):
            st.warning(escaped(f"{'、'.join(other)} 没有用到：文件名应为 {'、'.join(FILES)}。"))
        _box(view, found[file])
        _help(view)


def _label(template: Template) -> str:
    whose = "本单位的模板" if template.own else "默认模板"
    return f"{FILES[template.file]}（{whose}）"


def _box(view: View, template: Template) -> None:
    shut = template_changes.closed(view.scope.home)
    whose = f"本单位的 {FOLDER}/{template.file}" if template.own else "默认模板；保存后成为本单位自己的模板"
    st.caption(escaped(f"文字来自：{whose}。一行一句，花括号里是指标代码，其余照写。"))
    key = f"template-{template.file}-{hash(template.text)}"  # another text in the file is another box
    st.text_area("模板文字", template.text, height=420, key=key)
    if shut:
        st.info(escaped(shut))
    with st.container(horizontal=True):
        st.button("保存", on_click=_save, args=(view, template, key), disabled=bool(shut))
        if template.own and not shut:
            with st.popover("恢复默认模板"):
                st.text("本单位改过的文字会删去，不能恢复。")
                st.button("确定恢复", on_click=_restore, args=(view, template))


def _save(view: View, template: Template, key: str) -> None:
    """A callback: before the page is drawn again, so that it shows the new sentences."""
    try:
        template_changes.save(view.scope, template.file, st.session_state[key], template.text)
        st.session_state["template-said"] = (True, "已保存，上面的正文已按新模板写出。")
    except SaidError as fault:
        st.session_state["template-said"] = (False, str(fault))


def _restore(view: View, template: Template) -> None:
    try:
        template_changes.restore(view.scope, template.file, template.text)
        st.session_state["template-said"] = (True, "已恢复默认模板。")
    except SaidError as fault:
        st.session_state["template-said"] = (False, str(fault))


def _said() -> None:
    if said := st.session_state.pop("template-said", None):
        good, words = said
        (st.success if good else st.error)(escaped("没有保存。" * (not good) + words))


def _help(view: View) -> None:
    """What may stand in braces."""
    catalogue, ids = questions.catalogue(view.scope), of_places.ids(view.scope)
    st.text("可以写的指标：花括号里写代码，如 {patrols_village}")
    codes = {
        "编号": catalogue["code"].map(ids),
        "代码": catalogue["code"],
        "指标": catalogue["name"],
        "单位": catalogue["unit"],
    }
    table(pd.DataFrame(codes), alt="指标代码")
    st.text("可以加的写法：如 {disclosures:余}、{patrols_village:上年}")
    table(pd.DataFrame({"写法": list(number_forms.FORMS), "意思": list(number_forms.FORMS.values())}), alt="写法")
    st.text("可以写的词：如 {年}、{单位}")
    said = template_words.ALWAYS | template_words.LISTS
    table(pd.DataFrame({"词": list(said), "意思": list(said.values())}), alt="词")
