"""What do the ledgers say, row by row, and what is not counted?"""

from functools import partial

import streamlit as st

from engine.figures import ledger_rows, listings
from engine.screen import address, board, checks_found, choices, elements, history_fold, links, sidebar
from engine.screen.rows_behind import excerpt, readable, table, to_ledger
from engine.snapshot import questions
from engine.subjects import matters_on_request, unrecorded
from engine.words.excerpts import Excerpt

view = sidebar.choose()
titles = {resource.title: resource for resource in questions.ledgers(view.scope).values()}
ledger = choices.one_of("ledger", "台账", {each: each for each in titles}, next(iter(titles)), ["row"])
search = choices.search("search", "查找", "编号、事项、地点……")
this_year = choices.tick("this_year", "只看本年度", usual=True)
title = ledger.value
resource = titles[title]
board.show(
    view,
    [
        board.top(view, "台账"),
        board.fields(ledger, search, this_year),
        board.note(f"{resource.description}。责任单位：{resource.owner}"),
        *(board.alert(each.said) for each in unrecorded.of_ledger(view, resource)),
    ],
)

row = links.linked_row(view, resource)
if row is not None:
    if len(due := matters_on_request.of_row(view, resource.name, str(row.name))):
        board.show(view, [board.frame(due, "due", f"{due['事项'].iloc[0]}：时限和依据", alt="这一行的时限")], "due")
    st.header(f"编号 {elements.escaped(row.name)}", anchor=False)
    told = readable(view, resource, row.astype(str).to_frame().T).iloc[0]
    table(told.to_frame("内容").rename_axis("栏目").reset_index(), "这一行台账")
    st.text(ledger_rows.feeds_said(view.scope, view.place, resource, str(row.name)))
    checks_found.of_row(view, resource, str(row.name))
    history_fold.of_row(view, resource, str(row.name))

span = (view.start, view.as_of) if this_year.value else ledger_rows.EVER
asked = {"place": view.place, "ledger": resource.name, "from_day": span[0], "to_day": span[1], "search": search.value}
excerpt(
    partial(ledger_rows.ledger_rows, view.scope, resource, asked),
    f"{title}-{view.place_name}-{view.as_of}",
    [resource.description],
    "rows",
    alt=f"{title}台账",
    empty="没有符合条件的行。可换一本台账、放宽年度，或清空查找。",
    leads=to_ledger(view, title),
    shown=partial(readable, view, resource),
)

checks_found.of_ledger(view, resource)

problems = listings.left_out(view.ask("left_out"), questions.resources(view.scope))
st.header(f"没有计入的行和文件：{len(problems)} 处" if len(problems) else "没有计入的行和文件：无", anchor=False)
if len(problems):
    excerpt(
        lambda most: Excerpt(problems.head(most), len(problems)),
        f"没有计入的行-{view.as_of}",
        ["改好原文件后重新打开页面即可"],
        "left-out",
        alt="没有计入的行和文件",
    )

checks_found.all_ledgers(view, list(titles.values()))

st.header("各台账更新到哪一天", anchor=False)
fresh = listings.freshness(
    view.ask("dates", today=questions.today(view.scope)),
    view.ask("left_out_counts"),
    view.ask("superseded"),
    titles.values(),
    history_fold.last_imports(view),
    unrecorded.said_of_ledgers(view, titles.values()),
)
table(fresh, "各台账更新到哪一天", [address.to(view, links.LEDGERS, ledger=each) for each in fresh["台账"]])
