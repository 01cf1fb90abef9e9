"""Reports laid beside small ledgers, the published report beside the demonstration, and what a lost row changes."""

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from engine.figures import of_places
from engine.figures.ledger_rows import EVER
from engine.ledgers.home import Home
from engine.reconciling import conclusions
from engine.reconciling.conclusion_words import difference, stretches
from engine.reconciling.ledger_values import Ledgers
from engine.reconciling.reconcile import Reconciliation, reconcile
from engine.reporting import report
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from tests import homes
from tests.conftest import DEMONSTRATION, HOMES

PUBLISHED = (Path(__file__).parent / "report-2024.txt").read_text(encoding="utf-8")
FIGURES = list(csv.DictReader((HOMES / "figures-2024.csv").open(encoding="utf-8-sig")))
REPORT = """白杨乡关于2024年法治政府建设情况的报告
一、主要举措和成效
(一)行政执法。村级河长巡河6次，乡级河长巡河5次，清理河道垃圾近10次。召开党委会议4次。重大执法决定法制审核率100%。
(二)化解矛盾。接待来信来访3件，信访按期办结率50%，信访群众满意率66.7%。全年未发生群体性械斗事件。排查矛盾纠纷14起。
普法活动受教育200余人次。确保执法人员每年法律知识培训不少于30学时。
二、存在的不足
三、下一年度主要安排
开展集中法治宣传活动10场。
"""


@pytest.fixture(scope="module")
def tiny() -> Reconciliation:
    return reconcile(homes.tiny(), REPORT, 2024)


def demo() -> Scope:
    return questions.open_scope(Home(DEMONSTRATION))


def test_every_figure_of_a_report_gets_one_verdict(tiny: Reconciliation) -> None:
    assert [(each.written, each.code, each.verdict) for each in tiny.figures] == [
        ("6次", "patrols_village", conclusions.AGREES),
        ("5次", "patrols_township", conclusions.DIFFERS),
        ("近10次", "river_cleanups", conclusions.ROUGHLY),
        ("4次", "", conclusions.UNKNOWN),
        ("100%", "enforcement_reviewed", conclusions.NO_LEDGER),
        ("3件", "petitions_received", conclusions.AGREES),
        ("50%", "petitions_closed_on_time", conclusions.AGREES),
        ("66.7%", "petitions_satisfied", conclusions.AGREES),
        ("未发生群体性械斗事件", "brawls", conclusions.DIFFERS),
        ("14起", "disputes_found", conclusions.NO_LEDGER),
        ("200余人次", "publicity_reach", conclusions.ROUGHLY),
        ("不少于30学时", "officers_trained", conclusions.DIFFERS),
        ("10场", "publicity_events", conclusions.DEMAND),
    ]


def test_the_counts_leave_nothing_out(tiny: Reconciliation) -> None:
    assert tiny.counts == {
        conclusions.AGREES: 4,
        conclusions.ROUGHLY: 2,
        conclusions.DIFFERS: 3,
        conclusions.NO_LEDGER: 2,
        conclusions.NO_DENOMINATOR: 0,
        conclusions.UNKNOWN: 1,
        conclusions.DEMAND: 1,
    }
    assert sum(tiny.counts.values()) == len(tiny.figures)
    assert tiny.summary() == ("13 个数：4 一致，2 约数相符，3 不一致，2 台账缺失，1 未找到对应指标，1 是要求不是结果")


def test_a_difference_is_said_in_words(tiny: Reconciliation) -> None:
    told = {each.code: difference(each) or each.said for each in tiny.figures if each.verdict == conclusions.DIFFERS}
    assert told == {
        "patrols_township": "报告比台账多 2 次",
        "brawls": "报告比台账少 1 起",
        "officers_trained": "应达到的 2 人中 1 人达到",
    }


def test_required_parts_and_unmentioned_indicators_are_named(tiny: Reconciliation) -> None:
    assert tiny.missing_parts == ["党政主要负责人履行推进法治建设第一责任人职责情况", "其他需要报告的情况"]
    assert [part.remark for part in tiny.parts if part.remark] == ["标题里没有写原因"]
    silent = {each.code: each.value for each in tiny.silences}
    assert silent["grids"] == "2 个" and silent["study_xi_thought"] == "无数据"
    assert not {"patrols_village", "publicity_events"} & set(silent)
    assert len(silent) + len({each.code for each in tiny.figures} - {""}) == len(questions.catalogue(homes.tiny()))


def test_the_marked_text_is_the_text(tiny: Reconciliation) -> None:
    paragraphs = stretches(tiny)
    assert "\n".join("".join(piece.text for piece in pieces) for pieces in paragraphs) == REPORT
    marked = [(piece.text, piece.figures) for pieces in paragraphs for piece in pieces if piece.figures]
    assert marked == [(each.written, (each.number,)) for each in tiny.figures]


def test_a_village_is_compared_with_its_own_rows() -> None:
    found = reconcile(homes.tiny(), "东湾村2024年情况\n集中法治宣传活动2场。", 2024, None, homes.EAST)
    expected = homes.figure(homes.tiny(), "publicity_events", homes.EAST)["value"]
    assert [(each.code, each.value) for each in found.figures] == [("publicity_events", expected)]
    assert not {"study_xi_thought", "inspections"} & {each.code for each in found.silences}  # a village has none


def test_a_clause_about_last_year_or_a_village_is_compared_with_those() -> None:
    scope = homes.tiny()
    found = reconcile(scope, "村级河长巡河6次，上年9次，其中西沟村8次，清理河道垃圾3次。", 2024)
    last, west = date(2023, 12, 31), homes.figure(scope, "patrols_village", homes.WEST)["value"]
    assert [(each.code, each.about, each.value) for each in found.figures] == [
        ("patrols_village", "", 6),
        ("patrols_village", "2023 年", homes.figure(scope, "patrols_village", as_of=last)["value"]),
        ("patrols_village", "西沟村", west),
        ("river_cleanups", "", 3),
    ]


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        ("有1件信访事项逾期未办结。", "一致", "台账里逾期未办结的有 1 件"),
        ("信访事项3件逾期未办结。", "不一致", "台账里逾期未办结的有 1 件"),
        ("有2个问题逾期未整改。", "不一致", "台账里逾期未整改的有 1 个"),
        ("东湾村有1件信访事项逾期未告知。", "不一致", "台账里逾期未告知的有 0 件"),
    ],
)
def test_overdue_matters_are_counted_though_no_indicator_counts_them(text: str, verdict: str, said: str) -> None:
    found = reconcile(homes.tiny(), text, 2024).figures
    assert [(each.verdict, each.said, each.code) for each in found] == [(verdict, said, "")]


def test_a_place_outside_the_readers_own_is_refused() -> None:
    with pytest.raises(questions.PlaceOutsideScope):
        reconcile(homes.tiny().narrowed(homes.EAST), REPORT, 2024, None, homes.WEST)


def test_annexes_are_not_compared() -> None:
    found = reconcile(homes.tiny(), f"{REPORT}附件1\n村级河长巡河 99次\n", 2024)
    assert len(found.figures) == 13


@pytest.mark.parametrize("text", ["", "\n \n", "全乡工作扎实推进。", "<b>村级河长</b>", "附件1\n巡河3次"])
def test_a_text_without_figures_has_none(text: str) -> None:
    found = reconcile(homes.tiny(), text, 2024)
    assert (found.figures, found.summary()) == ((), "没有找到数")


def test_two_rates_that_share_a_number_are_two_figures() -> None:
    found = reconcile(homes.tiny(), "信访事项及时受理告知率、按期办结率均为50%。", 2024)
    assert [(e.code, e.verdict) for e in found.figures] == [
        ("petitions_notified_on_time", conclusions.DIFFERS),
        ("petitions_closed_on_time", conclusions.AGREES),
    ]


def test_numbers_that_are_shared_out_go_to_what_was_named_in_that_order() -> None:
    told = "乡级、村级河长分别巡河3次、5次。信访事项及时受理告知率、按期办结率分别达到75%、50%。"
    assert [(e.code, e.verdict) for e in reconcile(homes.tiny(), told, 2024).figures] == [
        ("patrols_township", conclusions.AGREES),
        ("patrols_village", conclusions.DIFFERS),
        ("petitions_notified_on_time", conclusions.AGREES),
        ("petitions_closed_on_time", conclusions.AGREES),
    ]


def test_a_monthly_duty_is_compared_month_by_month(tmp_path: Path) -> None:
    days = [f"2024-{month:02d}-10" for month in range(1, 13) if month != 5]
    key = homes.CONTRACT["risk_reviews"].key
    column = homes.CONTRACT["risk_reviews"].date_column
    dated = next(f.column for f in homes.CONTRACT["risk_reviews"].fields if column in (f.name, f.column))
    rows = [{key: f"F{n}", dated: day, "place": homes.TOWNSHIP + "000"} for n, day in enumerate(days)]
    own = {"code": homes.OWN, "name": "乡本级", "level": "乡本级", "parent": homes.TOWNSHIP}
    home = homes.make_home(tmp_path, {"risk_reviews": rows}, places=[*homes.PLACES, own])
    scope = questions.open_scope(home)
    text = "每月1次开展重大风险隐患分析评估。每季度1次开展风险隐患分析评估。"
    (monthly, quarterly) = reconcile(scope, text, 2024).figures
    assert (monthly.verdict, monthly.difference, monthly.said) == (conclusions.DIFFERS, 1, "5 月不足 1 次")
    assert quarterly.verdict == conclusions.AGREES
    (so_far,) = reconcile(scope, "每月1次开展风险隐患分析评估。", 2024, date(2024, 4, 20)).figures
    assert so_far.verdict == conclusions.AGREES


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("place", [None, homes.EAST, homes.OWN])
def test_the_report_we_write_agrees_with_the_ledgers(year: int, place: str | None) -> None:
    scope = homes.tiny()
    found = reconcile(scope, report.text(scope, year, None, place), year, None, place)
    assert [
        (e.found.phrase, e.verdict) for e in found.figures if e.verdict not in (conclusions.AGREES, conclusions.ROUGHLY)
    ] == []
    assert len(found.figures) >= 9 and found.missing_parts == []


def test_the_published_report_agrees_with_the_demonstration() -> None:
    found = reconcile(demo(), PUBLISHED, 2024)
    assert Counter((e.code, f"{e.found.value:f}", e.found.unit) for e in found.figures) == Counter(
        (line["indicator"], line["value"], line["unit"]) for line in FIGURES
    )
    assert found.counts == {
        word: {conclusions.AGREES: 46, conclusions.ROUGHLY: 5}.get(word, 0) for word in conclusions.ORDER
    }
    assert found.missing_parts == ["党政主要负责人履行推进法治建设第一责任人职责情况"]


def test_in_the_demonstration_a_lost_row_makes_exactly_its_figures_disagree(tmp_path: Path) -> None:
    home = Home(Path(shutil.copytree(DEMONSTRATION, tmp_path / "home")))
    scope = demo()
    fed: Counter[str] = Counter()
    for indicator in ("study_gansu_speech", "river_cleanups", "risk_reviews", "disputes_confirmed", "venues_boards"):
        fed += _lose_a_row(scope, home, indicator)
    found = reconcile(questions.open_scope(home), PUBLISHED, 2024)
    spoken = {each.code for each in found.figures}
    wrong = {each.code: each.difference for each in found.figures if each.verdict == conclusions.DIFFERS}
    # 14 disputes found become 13, and "10余" still holds
    assert wrong == {code: number for code, number in fed.items() if code in spoken - {"disputes_found"}}
    assert set(wrong) == {
        *("study_gansu_speech", "patrols_village", "river_cleanups", "risk_reviews"),
        *("disputes_resolved", "disputes_confirmed", "venues_boards"),
    }
    assert sum(found.counts.values()) == 51


def _lose_a_row(scope: Scope, home: Home, indicator: str) -> Counter[str]:
    """Delete the first ledger row behind an indicator of 2024; indicator → what it loses."""
    asked = {"indicator": indicator, "from_day": date(2024, 1, 1), "as_of": date(2024, 12, 31)}
    row = next(ask("rows", scope, most=1, **asked).itertuples())
    path = home.path / row.source_file
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: row.line - 1] + lines[row.line :]))
    facts = ask("row_figures", scope, ledger=row.ledger, row_id=row.row_id)
    counted = facts[facts["day"].dt.year <= 2024]
    return Counter({f.indicator: f.numerator for f in counted.itertuples() if pd.isna(f.denominator)})


def test_a_row_names_the_figures_it_feeds_by_their_ids() -> None:
    from engine.figures import ledger_rows

    scope = homes.tiny()
    asked = {"indicator": "patrols_village", "from_day": EVER[0], "as_of": EVER[1], "most": 1}
    row = next(ask("rows", scope, **asked).itertuples())
    said = ledger_rows.feeds_said(scope, scope.place, questions.ledgers(scope)[row.ledger], row.row_id)
    assert f"村级河长巡河（报告编号 {of_places.ids(scope)['patrols_village']}，" in said


def test_figure_ids_are_section_and_place_in_the_catalogue() -> None:
    ids = of_places.ids(homes.tiny())
    assert (ids["study_xi_thought"], ids["services_online"], ids["publicity_reach"]) == ("1-01", "2-03", "6-07")
    assert len(set(ids.values())) == len(ids)


def test_the_training_norm_is_that_parameter_and_no_other_number_of_hours(tmp_path: Path) -> None:
    given = {"meeting_hours": "4", "training_hours": "40", "workday_hours": "8"}
    hours = [{"parameter": name, "value": value} for name, value in given.items()]
    scope = questions.open_scope(homes.make_home(tmp_path, {}, parameters=hours))
    assert Ledgers(scope, homes.TOWNSHIP, 2024, date(2024, 12, 31)).norm == 40
