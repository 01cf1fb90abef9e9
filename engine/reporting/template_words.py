"""The words a template may use beside the indicators: which there are and where, and what they say in one report."""

from datetime import date, timedelta
from typing import NamedTuple

from engine.ledgers.places import CITY, COUNTY, GRID, TOWNSHIP, VILLAGE, Place
from engine.reporting.template_grammar import HEADING, TemplateLine
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from engine.words.days import day as day

ALWAYS = {
    "单位": "区划表里的名称",
    "机关": "单位的政府或村民委员会",
    "上级": "主送机关：村报乡镇，乡镇报县级人民政府",
    "年": "报告年度",
    "上年": "上一年度",
    "下年": "下一年度",
    "时段": "2024年、2024年上半年、2024年1月至9月",
    "截至": "统计时点",
    "更新至": "到统计时点为止，台账里最后登记的那一天",
    "抄送单位": "上级的依法治理办公室和司法行政机关；村没有",
    "成文日期": "页面上选的成文日期，没有选的是统计时点的次日",
    "文号年": "成文日期所在的年",
    "主题": "法治政府建设；村写 法治乡村建设，社区写 法治社区建设",
    "治理": "依法行政；村写 依法治村，社区写 依法治理",
    "村务": "村务；社区写 居务",
    "公约": "村规民约；社区写 居民公约",
}
LISTS = {
    "未达标清单": "没有达到目标的指标",
    "滞后清单": "落后于进度的指标",
    "超期清单": "有逾期未办结的是哪些事项，如 信访事项、问题",
    "下年目标清单": "下一年度已有目标的指标",
}
_OF_AN_INDICATOR = frozenset(("名称", "数值", "责任单位", "原因"))
_OF_OVERDUE = ("数量", "事项", "逾期事项")
_OF_A_LINE = {
    "每项未达标": _OF_AN_INDICATOR,
    "每项滞后": _OF_AN_INDICATOR,
    "每项缺数据": _OF_AN_INDICATOR - {"数值"},
    "每项缺报": frozenset(("名称", "责任单位")),
    "每类超期": frozenset(("名称", "责任单位", *_OF_OVERDUE)),
    "每村落后": frozenset(("名称", "指标清单")),
}
HEAD = frozenset(ALWAYS)
ALL = frozenset((*ALWAYS, *LISTS, *_OF_AN_INDICATOR, *_OF_OVERDUE, "指标清单"))


class Period(NamedTuple):
    """What a report is about: a place, a year, and the day up to which it counts; the day it is dated."""

    scope: Scope
    place: str
    year: int
    as_of: date
    dated: date

    @property
    def whole_year(self) -> bool:
        return self.as_of == date(self.year, 12, 31)

    @property
    def of_government(self) -> bool:
        """Whether a government reports: a village is none, nor what lies in it."""
        return Place(self.place).applied_to == "乡"

    @classmethod
    def of(cls, scope: Scope, place: str, year: int, as_of: date, dated: date | None = None) -> "Period":
        """Dated on the first day after the one it counts up to, unless said otherwise: no clock goes into a report."""
        as_of = min(as_of, date(year, 12, 31))
        return cls(scope, place, year, as_of, dated or as_of + timedelta(days=1))


def known_in(line: TemplateLine) -> frozenset[str]:
    """The words that mean something in this line."""
    if line.kind == HEADING:
        return HEAD
    own = next((_OF_A_LINE[case] for case in line.cases if case in _OF_A_LINE), frozenset())
    return frozenset((*ALWAYS, *LISTS)) | own


def always(period: Period) -> dict[str, str]:
    """What the words of every line say in one report."""
    return {
        "单位": name(period),
        "机关": office(period.scope, period.place),
        "上级": _above(period),
        "年": str(period.year),
        "上年": str(period.year - 1),
        "下年": str(period.year + 1),
        "时段": span(period.year, period.as_of),
        "截至": day(period.as_of),
        "更新至": _updated_to(period),
        "抄送单位": _copied_to(period),
        "成文日期": day(period.dated),
        "文号年": str(period.dated.year),
        "主题": theme(period),
        **_of_residents(period),
    }


def theme(period: Period) -> str:
    """What a report or a brief is about: only a government builds 法治政府."""
    if period.of_government:
        return "法治政府建设"
    return "法治社区建设" if _is_community(_village(period)) else "法治乡村建设"


def _of_residents(period: Period) -> dict[str, str]:
    if period.of_government:
        return {"治理": "依法行政", "村务": "村务", "公约": "村规民约"}
    if _is_community(_village(period)):
        return {"治理": "依法治理", "村务": "居务", "公约": "居民公约"}
    return {"治理": "依法治村", "村务": "村务", "公约": "村规民约"}


def _village(period: Period) -> str:
    """The name of the village or community that the place is or lies in."""
    return questions.known_places(period.scope).get(period.place[:VILLAGE], period.place)


def _is_community(called: str) -> bool:
    return called.endswith(("社区", "居委会", "居民委员会"))


def _updated_to(period: Period) -> str:
    dates = questions.ask("dates", period.scope, place=period.place, today=period.as_of)
    return "（没有记录）" if dates.empty else day(dates["last_on"].max().date())


def name(period: Period) -> str:
    """The place's own name; 全乡 says nothing in a document."""
    return questions.known_places(period.scope).get(period.place, period.place)


def span(year: int, as_of: date) -> str:
    """The time a report is about, up to a day."""
    if as_of == date(year, 12, 31):
        return f"{year}年"
    if (as_of + timedelta(days=1)).day > 1:
        return f"{year}年1月1日至{as_of.month}月{as_of.day}日"
    if as_of.month == 6:
        return f"{year}年上半年"
    return f"{year}年1月" if as_of.month == 1 else f"{year}年1月至{as_of.month}月"


def office(scope: Scope, place: str) -> str:
    """Who signs for a place."""
    known = questions.known_places(scope)
    if Place(place).is_own:
        place = Place(place).township
    called = known.get(place, place)
    if len(place) == VILLAGE:
        called = (
            called.removesuffix("居委会").removesuffix("村委会").removesuffix("居民委员会").removesuffix("村民委员会")
        )
        return f"{called}{'居民' if _is_community(known.get(place, place)) else '村民'}委员会"
    if len(place) == GRID:
        return called
    return f"{called}办事处" if called.endswith("街道") else f"{called}人民政府"


def _above(period: Period) -> str:
    place = Place(period.place)
    below = place.level > TOWNSHIP and not place.is_own
    if below and place.township in questions.known_places(period.scope):
        return office(period.scope, place.township)
    above = {TOWNSHIP: "县人民政府", COUNTY: "市人民政府", CITY: "省人民政府"}
    return above.get(TOWNSHIP if place.is_own else place.level, "上级人民政府")


def _copied_to(period: Period) -> str:
    """Who sees to 法治政府建设 one level up."""
    place = Place(period.place)
    over = {
        TOWNSHIP: "县委全面依法治县委员会办公室，县司法局",
        COUNTY: "市委全面依法治市委员会办公室，市司法局",
        CITY: "省委全面依法治省委员会办公室，省司法厅",
    }
    return over.get(TOWNSHIP if place.is_own else place.level, "")
