"""What 信访与调解 says: what is late, how old the open matters are, what people quarrel about, and who came back."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

import pandas as pd

from engine import (
    courses,
    drilling,
    excerpts,
    listings,
    matters,
    numbers,
    petition_charts,
    questions,
    satisfaction,
    status,
    wording,
)
from engine.drawing import Picture
from engine.excerpts import Excerpt
from engine.keeping import kept
from engine.view import View

LEDGERS = ("petitions", "requests", "disputes")
NOTE = (
    "申诉求决：信访人要求作出处理的信访，受理后 60 日内办结，经批准可延长 30 日。"
    "司法确认：调解成功后双方到法院确认协议的效力，自愿申请。"
    "在办含信访、群众诉求和矛盾纠纷，从受理算起，还没有受理的从登记算起。"
    "参评率：作了评价的占已办结的比例，参评的人少，满意率就说明不了多少。"
)


class Petitions(NamedTuple):
    """The pieces of the page in its order; the tables are listed on request."""

    title: str
    tiles: list[tuple[str, str, str]]
    ages: Picture
    kinds: Picture
    open_title: str
    open_matters: Callable[[int], Excerpt]
    repeats_title: str
    repeats: Callable[[int], Excerpt]


@kept(256)
def petitions(view: View) -> Petitions:
    """The page for one view."""
    ages = view.ask("petition_ages", as_of=view.as_of, near_days=matters.near_days(view.scope))
    kinds = view.ask("dispute_kinds", year_start=view.start, as_of=view.as_of)
    still_open, people = _open_matters(view, 1).whole, _repeats(view, 1).whole
    return Petitions(
        _title(view, ages),
        _tiles(view, kinds),
        petition_charts.ages(ages, view.dark),
        petition_charts.kinds(kinds, view.dark),
        f"在办的有时限事项（{numbers.text(still_open)} 项）",
        partial(_open_matters, view),
        f"近一年重复信访：{numbers.text(people)} 人" if people else "近一年没有重复信访的人",
        partial(_repeats, view),
    )


def _title(view: View, ages: pd.DataFrame) -> str:
    """What is over its limit, and what will be soon; each ledger in its own unit."""
    words = {"petitions": "件信访", "requests": "件诉求", "disputes": "起纠纷"}
    late = ages.groupby("ledger")["overdue"].sum()
    said = [f"{numbers.text(late[name])} {words[name]}" for name in LEDGERS if late.get(name)]
    if said:
        first = f"{'、'.join(said)}超期，最长 {numbers.text(ages['longest'].max())} 天"
    elif ages.empty:
        return "没有在办的信访、诉求和纠纷"
    else:
        first = f"在办的 {numbers.text(ages['row_count'].sum())} 件信访、诉求和纠纷没有超期"
    near, days = int(ages["near"].sum()), matters.near_days(view.scope)
    return f"{first}；{days} 天内到期 {numbers.text(near)} 件" if near else f"{first}；没有 {days} 天内到期的"


def _tiles(view: View, kinds: pd.DataFrame) -> list[tuple[str, str, str]]:
    received, closed = view.figure("petitions_received"), view.figure("petitions_closed_on_time")
    beside = courses.beside(view.scope, view.place, view.year, view.as_of, closed)
    before = wording.shown(view.year_before.figure("petitions_received"))
    return [
        ("接待来信来访", wording.shown(received), f"上年同期 {before}"),
        ("信访按期办结率", wording.shown(closed), "；".join(beside)),
        satisfaction.tile(view, "信访群众满意率", "petitions"),
        _settled(view, kinds),
    ]


def _settled(view: View, kinds: pd.DataFrame) -> tuple[str, str, str]:
    """Mediations that ended this year, whenever the dispute was found."""
    found, confirmed = (wording.shown(view.figure(code)) for code in ("disputes_found", "disputes_confirmed"))
    settled, ended = int(kinds["settled"].sum()), int((kinds["settled"] + kinds["failed"]).sum())
    rate = numbers.with_unit(settled / ended * 100, "%") if ended else status.NOT_APPLICABLE
    counted = f"{numbers.text(settled)} / {numbers.text(ended)} 起" if ended else "今年没有调解完的"
    return "纠纷调处成功率", rate, f"{counted}；排查 {found}，司法确认 {confirmed}"


def _open_matters(view: View, most: int) -> Excerpt:
    """Open matters of these ledgers in the words of the list for 督办, the most urgent first, of every office."""
    asked = {"states": matters.STILL_OPEN, "ledgers": LEDGERS}
    found = matters.matters(view.scope, view.place, view.year, view.as_of, most, **asked)
    return Excerpt(listings.matters_listed(found).drop(columns="办结"), excerpts.counted(found))


def _repeats(view: View, most: int) -> Excerpt:
    """Who came two times or more within a year up to the day, by masked name; each leads to their latest row."""
    found = view.ask("petition_repeats", from_day=_year_back(view.as_of), as_of=view.as_of, most=most)
    cells = drilling.cells(found, questions.resources(view.scope)["petitions"])
    names = questions.known_places(view.scope)
    told, keys = [], []
    for _, rows in found.groupby("person", sort=True):
        latest = rows.index[0]
        keys.append(str(rows["row_id"].iloc[0]))
        counted = rows["kind"].value_counts(sort=False)
        told.append(
            {
                "信访人": cells.loc[latest, "信访人"],
                "次数": rows["times"].iloc[0],
                "形式": "、".join(f"{kind} {n}" for kind, n in counted.items()),
                "最近一次": rows["registered_on"].iloc[0],
                "区划": names[str(rows["place"].iloc[0])],
                "最近反映": cells.loc[latest, "反映事项"],
                "编号": "、".join(rows["row_id"]),
                "来源文件": cells.loc[latest, "来源文件"],
                "行号": cells.loc[latest, "行号"],
            }
        )
    return Excerpt(pd.DataFrame(told), excerpts.counted(found), keys)


def _year_back(day: date) -> date:
    """The first day of the twelve months that end with `day`."""
    return (pd.Timestamp(day) - pd.DateOffset(years=1) + pd.Timedelta(days=1)).date()
