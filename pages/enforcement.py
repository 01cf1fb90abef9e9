"""Is enforcement lawful and on time, and are officers certified and trained?"""

import streamlit as st

from engine import officers, show, show_cards, show_filters, show_work
from engine.enforcement import enforcement, gap_links, gaps
from engine.show_chart import draw
from engine.show_rows import downloads, table
from engine.yearbook import RULES, yearbook

view = show_filters.choose()
found = enforcement(view)
show.heading(view, found.title)
show_cards.tiles(found.tiles)

# The charts are sent first; tables come when they are asked for.
drawn, tables = st.container(), st.container()
show_work.indicators(view, "enforcement")

with drawn:
    cases, people = st.columns(2, gap="large")
    with cases:
        draw(found.months, "cases-by-month")
        draw(found.legality, "legality")
    with people:
        draw(found.hours, "training-hours")
        st.caption(show.escaped(found.hours_about))

with tables:
    fold = st.expander(f"缺失或逾期的程序：{found.gaps} 件次", key="gaps-fold", on_change="rerun")
    if fold.open and not found.gaps:
        fold.text("没有缺失或逾期的程序。")
    elif fold.open:
        with fold:
            listed = gaps(view)
            opens = show.open_row("gaps", show.LEDGERS, gap_links(view, listed))
            table(listed, alt="缺失或逾期的程序", on_select=opens, selection_mode="single-row", key="gaps")
            st.caption("点一行，看这一行台账。没有审核记录、没有公示日期的，也可能只是台账漏填，请先核实。")
            downloads(listed, f"执法程序缺口-{view.place_name}-{view.as_of}", [found.title], "gaps")

    words = f"执法证到期：{officers.RENEWAL_DAYS} 日内到期或过期未换证 {found.certificates} 人"
    fold = st.expander(words, key="certificates-fold", on_change="rerun")
    if fold.open and not found.certificates:
        fold.text("没有快到期的执法证，也没有过期未换证的。")
    elif fold.open:
        with fold:
            listed = officers.certificates(view)
            table(listed, alt="到期和过期的执法证", key="certificates")
            st.caption("同一单位、同一姓名又有新发证行的，算已换证，不在其内。")
            downloads(listed, f"执法证到期-{view.place_name}-{view.as_of}", [words], "certificates")

    fold = st.expander(f"培训学时：{found.holding} 名持证人员", key="trained-fold", on_change="rerun")
    if fold.open and not found.holding:
        fold.text("没有持证有效的执法人员。")
    elif fold.open:
        with fold:
            listed = officers.trained(view)
            table(listed, alt="持证人员当年法律知识培训学时", key="trained")
            downloads(listed, f"培训学时-{view.place_name}-{view.as_of}", [found.hours.title], "trained")

    fold = st.expander("行政执法统计年报各表", key="yearbook-fold", on_change="rerun")
    if fold.open:
        with fold:
            form = yearbook(view)
            st.caption(show.escaped("".join(RULES)))
            for part in form.tables:
                st.subheader(part.title, anchor=False)
                table(part.shown, alt=part.title, height="content")
                st.caption(show.escaped(part.note))
            st.download_button(
                "下载年报表（Excel，可直接打印）",
                form.file,
                f"行政执法统计年报-{view.place_name}-{view.as_of}.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                key="yearbook-xlsx",
                on_click="ignore",
            )

show_work.in_depth(view, "enforcement")
