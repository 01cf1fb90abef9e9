"""What a page narrows itself to by its own parameters of the address: an indicator, a place below, a month."""

from engine.figures import time_frame
from engine.figures.view import View
from engine.screen import choices
from engine.screen.choices import Choice
from engine.snapshot import questions
from engine.subjects import indicator as subject
from engine.subjects.periods import Span, months, quarters, years


def indicator(view: View) -> Choice:
    """Which indicator, of all of them; the search box finds them by their initials too."""
    catalogue = questions.catalogue(view.scope)
    names = dict(zip(catalogue["code"], catalogue["name"], strict=True))
    return choices.one_of("indicator", "指标", names, subject.worst(view) or next(iter(names)), ["at", "month"])


def periods(view: View) -> tuple[Choice, tuple[Span, Span] | None]:
    """Which two periods are held against each other: this month or quarter and the last, or the same days of another year."""
    others = [year for year in time_frame.years(view.scope) if year != view.year]
    named = {"": "不对比", "month": "本月与上月", "quarter": "本季与上季"}
    named |= {str(year): f"{view.year}年与{year}年同期" for year in others}
    choice = choices.one_of("compare", "两个时段对比", named)
    made = {"month": months, "quarter": quarters}
    if not choice.value:
        return choice, None
    return choice, made[choice.value](view) if choice.value in made else years(view, view.year, int(choice.value))


def narrowed(view: View) -> tuple[Choice, Choice]:
    """The place one level down and the month that rows are narrowed to; a village itself means what lies in none of its grids."""
    below = questions.places_below(view.scope, view.place, view.below)
    places = {"": choices.ALL} | {code: view.parts[code] for code in below}
    months = {"": choices.ALL} | {str(month): f"{month}月" for month in range(1, view.as_of.month + 1)}
    at, month = choices.one_of("at", "只看哪里", places), choices.one_of("month", "只看哪个月", months)
    told = at.told | {"options": [("" if not code else name, name) for code, name in places.items()]}
    told["value"] = view.parts[at.value] if at.value else ""
    number = int(month.value) if month.value else None
    return at._replace(value=at.value or None, told=told), month._replace(value=number)
