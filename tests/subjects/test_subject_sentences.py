"""The pages of the lines of work on generated homes: one ratio reads the same everywhere, ties are named, calm is earned."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from engine.charts.drawing import Picture
from engine.figures.view import View
from engine.figures.yearbook import yearbook
from engine.ledgers.home import Home
from engine.snapshot import questions
from engine.subjects.decisions import decisions
from engine.subjects.enforcement import enforcement
from engine.subjects.petitions import petitions
from engine.subjects.publicity import publicity
from engine.subjects.rivers import rivers
from engine.subjects.safety import safety
from engine.subjects.services import services
from engine.subjects.tables_on_request import Fold
from engine.words.ranking import NAMED
from tests.homes import EAST, EMPTY, OWN, PLACES, TOWNSHIP, WEST, make_home

LAST = date(2024, 12, 31)
PAGES = (services, petitions, publicity, enforcement, decisions, safety, rivers)
GRID = EAST + "001"
ALL = [
    *PLACES,
    {"code": OWN, "name": "乡本级", "level": "乡本级", "parent": TOWNSHIP},
    {"code": GRID, "name": "东湾一网格", "level": "网格", "parent": EAST},
]
# What is only said where something was there to be judged, and the indicator that is 无数据 where nobody entered it.
CALM = {
    "差评都已回访": "services_revisited",
    "件没有回访": "services_revisited",
    "没有人不满意": "services_satisfied",
    "没有差评": "services_satisfied",
    "没有在办的信访": "petitions_received",
    "都没有缺": "patrols_village",
    "没有村级河长缺巡": "patrols_village",
    "没有问题": "patrol_problems",
    "次巡河没有发现问题": "patrol_problems",
    "没有未整改的隐患": "hazards_found",
    "都做了风险研判": "risk_reviews",
    "没有在用的阵地": "venues_boards",
    "都学满了": "officers_trained",
    "日内都不到期": "officers_certified",
    "备案都按期": "rules_filed",
    "没有被纠错": "litigation",
    "项重大决策程序齐全": "decisions_five_steps",
}


def view(home: Home, place: str = TOWNSHIP, as_of: date = LAST) -> View:
    return View(questions.open_scope(home), place, as_of.year, as_of)


def sentences(found: object) -> Iterator[str]:
    """Every text of a page: titles, tiles, what stands in charts and what is said for those who cannot see them."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, Picture):
        drawn = json.loads(found.chart)
        texts = [text for trace in drawn["data"] for text in trace.get("text") or [] if isinstance(text, str)]
        yield from (found.title, found.said, *(re.sub("<[^>]+>", "", text) for text in texts))
    elif isinstance(found, Fold):
        yield from (found.label, found.none)
    elif isinstance(found, pd.DataFrame):
        yield from (str(cell) for cell in found.to_numpy().ravel())
    elif isinstance(found, tuple | list):
        for part in found:
            yield from sentences(part)


# One ratio reads the same wherever it stands: 23 of 80 is 28.75 %, and so 28.8 %.


def halves(ledger: str, row: dict, good: dict, bad: dict) -> dict[str, list[dict]]:
    return {
        ledger: [
            {
                "row_id": f"R{n:02}",
                "place": EAST,
                **({"name": f"赵{n}"} if ledger == "officers" else {}),
                **row,
                **(good if n < 23 else bad),
            }
            for n in range(80)
        ]
    }


SERVED = {"accepted_on": "2024-03-01", "promised_by": "2024-03-10", "completed_on": "2024-03-05", "channel": "窗口"}
FOUND = {"found_on": "2024-03-01", "accepted_on": "2024-03-01", "ended_on": "2024-03-05", "kind": "家庭"}
PETITION = {"registered_on": "2024-03-01", "accepted_on": "2024-03-01", "notified_on": "2024-03-01", "kind": "来信"}
HAZARD = {"source": "安全隐患", "found_on": "2024-03-01", "due_on": "2024-04-01"}
FORMED = {"kind": "政府信息", "formed_on": "2024-01-02"}
FINE = {"kind": "处罚", "filed_on": "2024-01-02", "extended": "否", "needs_legal_review": "否"}
OFFICER = {"place": OWN, "certified_on": "2020-01-01"}
PATROLS = {
    "river_patrols": [
        {"row_id": f"X{n}", "place": EAST, "patrolled_at": "2024-03-01 09:00", "level": "村级"} for n in range(80)
    ],
    "problems": [{"row_id": f"W{n}", "place": EAST, "source": "巡河自查", "found_on": "2024-03-02"} for n in range(23)],
}
HALVES = {
    "services": (services, halves("service_cases", SERVED, {"rating": "满意"}, {"rating": "不满意"})),
    "services rated": (services, halves("service_cases", SERVED, {"rating": "满意"}, {})),
    "channels": (services, halves("service_cases", SERVED, {"channel": "上门"}, {"channel": "网上"})),
    "disputes": (petitions, halves("disputes", FOUND, {"result": "调解成功"}, {"result": "调解不成"})),
    "petitions": (
        petitions,
        halves("petitions", PETITION | {"closed_on": "2024-03-09"}, {"rating": "满意"}, {"rating": "不满意"}),
    ),
    "decided": (enforcement, halves("enforcement_cases", FINE, {"decided_on": "2024-02-02"}, {"decided_on": "2024-08-02"})),
    "problems": (safety, halves("problems", HAZARD, {"rectified_on": "2024-03-05"}, {})),
    "disclosures": (decisions, halves("disclosures", FORMED, {"published_on": "2024-01-03"}, {"published_on": "2024-03-05"})),
    "patrols": (rivers, PATROLS),
    "officers": (yearbook, halves("officers", OFFICER, {}, {"expires_on": "2023-12-31"})),
}  # fmt: skip


@pytest.mark.parametrize("name", list(HALVES))
def test_an_exact_half_reads_the_same_in_headline_tile_title_bar_and_alternative_text(
    tmp_path: Path, name: str
) -> None:
    page, ledgers = HALVES[name]
    told = list(sentences(page(view(make_home(tmp_path, ledgers, places=ALL)))))
    shown = {number for text in told for number in re.findall(r"(?<![\d.])(?:28|71)\.\d+", text)}
    assert shown in ({"28.8"}, {"71.3"}, {"28.8", "71.3"})


# Calm


@pytest.fixture(scope="module")
def another_ledger(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that keeps a ledger which none of the pages is about."""
    committee = {"row_id": "C1", "place": EAST, "formed_on": "2024-01-02"}
    return make_home(tmp_path_factory.mktemp("another"), {"mediation_committees": [committee]}, places=ALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
@pytest.mark.parametrize("other", [False, True], ids=["no ledger at all", "only another ledger"])
def test_without_its_ledgers_a_page_is_calm_about_nothing(another_ledger: Home, page: object, other: bool) -> None:
    home = another_ledger if other else EMPTY
    found = page(view(home, questions.open_scope(home).place))
    assert "无数据" in found.title
    told = list(sentences(found))
    assert [text for text in told for words in (*CALM, "没有超期", "都没有", "都按期") if words in text] == []


def test_problems_of_another_source_say_nothing_of_hazards_or_patrols(tmp_path: Path) -> None:
    rows = [{"row_id": "W1", "source": "三资管理", "found_on": "2024-03-01", "rectified_on": "2024-03-02"}]
    home = make_home(tmp_path, {"problems": rows}, places=ALL)
    assert safety(view(home)).title == "排查隐患无数据"
    assert safety(view(home)).others == "其他来源（三资管理）没有未整改的问题。"
    assert rivers(view(home)).tiles[-1][1] == "无数据"


def test_where_nobody_entered_that_anything_was_put_right_nothing_is_called_open_or_overdue(tmp_path: Path) -> None:
    rows = [HAZARD | {"row_id": "W1"}, HAZARD | {"row_id": "W2", "source": "巡河自查"}]
    here = view(make_home(tmp_path, {"problems": rows}, places=ALL))
    assert safety(here).title == "1 条隐患的整改日期无数据"
    assert safety(here).tiles[0][:3] == ("未整改的隐患", "无数据", "本年排查 1 条，整治 无数据")
    assert (safety(here).ages.title, safety(here).ages.said) == ("1 条隐患，整改日期无数据", "发现 91 天以上的 1 条")
    assert rivers(here).tiles[-1][:3] == ("巡河问题整改", "无数据", "今年发现 1 起，整改日期没有登记过")


# Generated homes: small ledgers, some absent, some with a column that nobody ever filled in.


def days(dice: random.Random, first: date = date(2024, 1, 1), last: date = date(2024, 12, 20)) -> str:
    return str(first + timedelta(days=dice.randrange((last - first).days)))


def generated(dice: random.Random) -> dict[str, list[dict]]:
    """Rows of every ledger of these pages; a few kinds and small numbers, so that there are ties."""
    at = [EAST, WEST, GRID]
    later = [None, "2024-12-21", "2024-12-28"]
    ledgers = {
        "service_cases": lambda: SERVED
        | {"place": dice.choice(at), "completed_on": days(dice), "accepted_on": "2024-01-02"}
        | {"rating": dice.choice(["满意", "不满意", "非常满意", ""]), "revisited_on": dice.choice(later) or ""}
        | {"channel": dice.choice(["窗口", "网上", "上门"])},
        "disputes": lambda: FOUND
        | {"place": dice.choice(at), "kind": dice.choice(["家庭", "邻里", "欠薪", "婚姻", "其他"])}
        | dice.choice([{"result": "调解成功"}, {"result": "在办", "ended_on": ""}]),
        "petitions": lambda: PETITION | {"class": "申诉求决", "closed_on": dice.choice(later) or ""},
        "publicity_events": lambda: {
            "place": dice.choice(at), "held_on": days(dice), "kind": dice.choice(["集中宣传", "进校园", "进寺庙"]),
            "theme": f"主题{dice.randrange(10)}", "audience": str(dice.choice([0, 10, 20])),
        },
        "venues": lambda: {"kind": "法治宣传栏", "opened_on": "2020-01-01", "closed_on": dice.choice(["", "2024-05-01"])},
        "enforcement_cases": lambda: FINE
        | {"decided_on": days(dice), "disclosed_on": dice.choice(later) or "", "needs_legal_review": dice.choice("是否")},
        "officers": lambda: OFFICER | {"expires_on": dice.choice(["", "2025-01-31"])},
        "decisions": lambda: {"place": OWN, "proposed_on": "2024-01-10", "decided_on": days(dice)},
        "disclosures": lambda: FORMED
        | {"place": dice.choice(at), "published_on": days(dice), "category": f"类别{dice.randrange(12)}"},
        "rules": lambda: {"place": OWN, "kind": "规范性文件", "action": "制定", "issued_on": "2024-05-01"}
        | {"filed_on": dice.choice(["", "2024-05-10"]), "reviewed_on": "2024-04-01"},
        "litigation": lambda: {"place": OWN, "filed_on": "2024-02-01", "closed_on": dice.choice(["", "2024-06-01"])},
        "problems": lambda: HAZARD
        | {"source": dice.choice(["安全隐患", "三资管理", "巡河自查"]), "rectified_on": dice.choice(["", "2024-03-05"])},
        "risk_reviews": lambda: {"place": OWN, "held_on": days(dice)},
        "river_chiefs": lambda: {"level": "村级", "place": dice.choice([EAST, WEST]), "since": "2020-01-01"},
        "river_patrols": lambda: {"level": "村级", "place": dice.choice(at), "patrolled_at": f"{days(dice)} 09:00"},
    }  # fmt: skip
    found = {}
    for ledger, row in ledgers.items():
        if dice.random() < 0.75:
            found[ledger] = [{"row_id": f"{ledger}-{n}", **row()} for n in range(dice.randrange(1, 9))]
    optional = (
        "revisited_on",
        "rating",
        "closed_on",
        "ended_on",
        "disclosed_on",
        "filed_on",
        "rectified_on",
        "audience",
    )
    for column in dice.sample(optional, 2):
        found = {name: [{**row, column: ""} if column in row else row for row in rows] for name, rows in found.items()}
    return found


@pytest.fixture(scope="module", params=range(5))
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Home, dict[str, list[dict]]]:
    dice = random.Random(request.param)
    ledgers = generated(dice)
    reviews = {"indicator": "risk_reviews", "year": 2024, "place": TOWNSHIP, "kind": "reach", "value": 12}
    rounds = {"indicator": "patrols_village", "year": 2024, "place": EAST, "kind": "each_period", "value": 1}
    basis = {"basis": "依据", "basis_status": "本级自定"}
    targets = [reviews | basis, rounds | basis | {"period": "month", "people": 1}]
    return make_home(tmp_path_factory.mktemp("made"), ledgers, places=ALL, targets=targets), ledgers


@pytest.mark.slow
@pytest.mark.parametrize(("place", "as_of"), [(TOWNSHIP, LAST), (EAST, LAST), (TOWNSHIP, date(2024, 2, 10))])
def test_what_nobody_entered_is_calm_nowhere(made: tuple, place: str, as_of: date) -> None:
    here = view(made[0], place, as_of)
    known = {code for code in set(CALM.values()) - {"litigation"} if here.kept(code)}
    known |= {"litigation"} if any(row.get("closed_on") for row in made[1].get("litigation", [])) else set()
    told = [text for page in PAGES for text in sentences(page(here))]
    assert [(words, text) for text in told for words, code in CALM.items() if words in text and code not in known] == []
    if place == EAST:
        assert [text for text in told if "未填网格" in text or "各村" in text] == []


def ties(counted: dict[str, float]) -> list[str]:
    return [name for name, number in counted.items() if number == max(counted.values())]


def test_every_ranking_names_all_who_are_even_or_nobody(made: tuple) -> None:
    home, ledgers = made

    def sums(ledger: str, column: str, amount: str = "") -> dict[str, int]:
        found: Counter[str] = Counter()
        for row in ledgers.get(ledger, []):
            value = row.get(column, "")
            found[value] += int(row.get(amount) or 0) if amount else 1
        return found

    here = view(home)
    decided = Counter(f"{int(row['decided_on'][5:7])}月" for row in ledgers.get("enforcement_cases", []))
    told = {
        enforcement(here).months.title: decided,
        services(here).channels.title: sums("service_cases", "channel"),
        petitions(here).kinds.title: sums("disputes", "kind"),
        publicity(here).themes.title: sums("publicity_events", "theme", "audience"),
        publicity(here).kinds.title: sums("publicity_events", "kind", "audience"),
        decisions(here).categories.title: sums("disclosures", "category"),
    }
    for title, counted in told.items():
        for names, number in re.findall(r"([^，：；]+?)(?:受教育人次)?最多，(?:各 )?([\d,]+)", title):
            assert set(names.split("、")) == set(ties(counted)), title
            assert len(ties(counted)) <= NAMED and int(number.replace(",", "")) == max(counted.values())
        assert not re.search("最少|最低", title)
