"""What 信访与调解 says: what is late, how old the open matters are, what people quarrel about, and who came back."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import pandas as pd

from engine.charts.drawing import Picture
from engine.figures import ledger_rows, listings, matters, status, wording
from engine.figures.view import View
from engine.ledgers import calendar_days
from engine.snapshot import questions
from engine.snapshot.caching import cached
from engine.subjects import petition_charts, through_the_year, tiles
from engine.subjects.tiles import Tile
from engine.words import excerpts, numbers
from engine.words.excerpts import Excerpt

# ledger → its name here, how it is counted, the indicators that tell whether it was kept
LEDGERS = {
    "petitions": ("信访", "件信访", ("petitions_received", "petitions_closed_on_time")),
    "requests": ("诉求", "件诉求", ("public_concerns", "legal_consultations", "requests_answered")),
    "disputes": ("纠纷", "起纠纷", ("disputes_found", "disputes_on_time")),
}
NOTE = (
    "申诉求决：信访人要求作出处理的信访，受理后 60 日内办结，经批准可延长 30 日。"
    "司法确认：调解成功后双方到法院确认协议的效力，自愿申请。"
    "在办含信访、群众诉求和矛盾纠纷，从受理算起，还没有受理的从登记算起。"
    "参评率：已评价的占已办结的比例，参评少的，满意率代表性不足。"
)


class Petitions(NamedTuple):
    """The pieces of the page in its order; the tables are listed on request."""

    title: str
    tiles: list[Tile]
    ages: Picture
    kinds: Picture
    open_title: str
    open_matters: Callable[[int], Excerpt]
    open_none: str
    repeats_title: str
    repeats: Callable[[int], Excerpt]


@cached(256)
def petitions(view: View) -> Petitions:
    """The page for one view."""
    ages = view.ask("petition_ages", as_of=view.measured_on, near_days=matters.near_days(view.scope))
    kinds = view.ask("dispute_kinds", from_day=view.start, as_of=view.as_of)
    none = _none_open(view)
    return Petitions(
        _title(view, ages),
        _tiles(view, kinds),
        petition_charts.ages(ages, none),
        petition_charts.kinds(view, kinds),
        f"在办 {numbers.text(ages['row_count'].sum())} 件中有时限的（{numbers.text(_open_matters(view, 1).whole)} 项）",
        partial(_open_matters, view),
        "在办的都没有可算的时限。" if len(ages) else f"{none}。",
        _repeats_title(view),
        partial(_repeats, view),
    )


def _title(view: View, ages: pd.DataFrame) -> str:
    """What is over its limit, and what will be soon; each ledger in its own unit."""
    if ages.empty:
        return _none_open(view)
    late = ages.groupby("ledger")["overdue"].sum()
    said = [f"{numbers.text(late[name])} {unit}" for name, (_, unit, _) in LEDGERS.items() if late.get(name)]
    limited = int(ages["limited"].sum())
    first = f"{'、'.join(said)}超期，最长 {numbers.text(ages['longest'].max())} 天" if said else _none_late(ages)
    if not limited:
        return first
    near, days = int(ages["near"].sum()), matters.near_days(view.scope)
    return f"{first}；{days} 天内到期 {numbers.text(near)} 件" if near else f"{first}；没有 {days} 天内到期的"


def _none_late(ages: pd.DataFrame) -> str:
    """Nothing is over its limit: of those that have one."""
    every, limited = int(ages["row_count"].sum()), int(ages["limited"].sum())
    names = _and([word for name, (word, *_) in LEDGERS.items() if name in set(ages["ledger"])])
    said = f"在办的 {numbers.text(every)} 件{names}"
    if not limited:
        return f"{said}没有可算的时限"
    return f"{said}没有超期" if limited == every else f"{said}中，算得出时限的 {numbers.text(limited)} 件没有超期"


def _none_open(view: View) -> str:
    """Nothing is open: in the ledgers that were kept."""
    known = [word for word, _, codes in LEDGERS.values() if view.kept(*codes)]
    return f"没有在办的{_and(known)}" if known else f"{_and([word for word, *_ in LEDGERS.values()])}{status.NO_DATA}"


def _and(words: list[str]) -> str:
    return "和".join(["、".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _tiles(view: View, kinds: pd.DataFrame) -> list[Tile]:
    received, closed = view.figure("petitions_received"), view.figure("petitions_closed_on_time")
    beside = through_the_year.beside(view.scope, view.place, view.year, view.as_of, closed, view.measured_on)
    before = wording.shown(view.year_before.figure("petitions_received"))
    return [
        tiles.of_figure(view, received, f"上年同期 {before}"),
        tiles.of_figure(view, closed, "；".join(beside)),
        tiles.satisfaction(view, "信访群众满意率", "petitions"),
        _settled(view, kinds),
    ]


def _settled(view: View, kinds: pd.DataFrame) -> Tile:
    """Mediations that ended this year, whenever the dispute was found."""
    label = "纠纷调处成功率"
    if not view.kept("disputes_found", "disputes_resolved"):
        return Tile(label, status.NO_DATA, petition_charts.NO_DISPUTES)
    found, confirmed = (wording.shown(view.figure(code)) for code in ("disputes_found", "disputes_confirmed"))
    settled, ended = int(kinds["settled"].sum()), int((kinds["settled"] + kinds["failed"]).sum())
    about = f"排查 {found}，司法确认 {confirmed}"
    if ended:
        rate = numbers.with_unit(numbers.quotient(settled, ended, 100), "%")
        return Tile(label, rate, f"{numbers.text(settled)} / {numbers.text(ended)} 起；{about}")
    if not view.kept("disputes_resolved"):
        return Tile(label, status.NO_DATA, f"没有登记过调结日期；{about}")
    return Tile(label, status.NOT_APPLICABLE, f"今年没有调解完的；{about}")


def _open_matters(view: View, most: int) -> Excerpt:
    """Open matters of these ledgers in the words of the list for 督办, the most urgent first, of every office."""
    about = (view.scope, view.place, view.year, view.as_of, most)
    found = matters.matters(*about, open_on=view.measured_on, states=matters.STILL_OPEN, ledgers=LEDGERS)
    return Excerpt(listings.matters_listed(found).drop(columns="办结"), excerpts.counted(found))


def _repeats_title(view: View) -> str:
    people = _repeats(view, 1).whole
    if people:
        return f"近一年重复信访：{numbers.text(people)} 人"
    return _no_repeats(*view.ask("petition_people", **_last_year(view)).iloc[0])


def _repeats(view: View, most: int) -> Excerpt:
    """Who came two times or more within a year up to the day, by masked name; each leads to their latest row."""
    found = view.ask("petition_repeats", **_last_year(view), most=most)
    cells = ledger_rows.cells(found, questions.resources(view.scope)["petitions"])
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


def _no_repeats(petitions: int, known: int) -> str:
    """Nobody came twice, as far as it is known who came."""
    if not petitions:
        return "近一年没有信访记录"
    if not known:
        return f"近一年的 {numbers.text(petitions)} 件信访都认不出是谁，看不出有没有重复"
    of_known = "" if known == petitions else f"{numbers.text(petitions)} 件信访中认得出人的 {numbers.text(known)} 件"
    return f"近一年{of_known}没有重复信访的人"


def _last_year(view: View) -> dict[str, date]:
    return {"from_day": _year_back(view.as_of), "as_of": view.as_of}


def _year_back(day: date) -> date:
    """The first day of the twelve months that end with `day`."""
    return calendar_days.year_before(day) + timedelta(days=1)
