"""What the sentences say, what is left out, and that it is said to be."""

from datetime import date
from pathlib import Path

import pytest

from engine.figures import of_places
from engine.reporting import report
from engine.snapshot import questions
from engine.words import overdue_words
from tests.homes import EAST, EMPTY, NORTH, ONE_VILLAGE, TINY, TOWNSHIP, WEST, make_home, tiny
from tests.reporting.documents import drafted, part, part_one


def test_the_numbers_are_those_of_the_pages():
    rows = of_places.figures(tiny(), TOWNSHIP, 2024, date(2024, 12, 31)).set_index("code")
    found = drafted()
    plain = {f.code: f for f, _ in found.figures.values() if "（" not in f.ref and f.text}
    assert plain and all(
        float(f.text.rstrip("%余")) == pytest.approx(rows["value"][f.code], abs=0.05) for f in plain.values()
    )


def test_a_sentence_without_its_number_is_left_out_and_listed_with_the_reason(templated):
    lines = (
        "公开信息{disclosures:余}条，\n村级河长巡河{patrols_village}次。\n重大执法法制审核率{enforcement_reviewed}。"
    )
    found = drafted(templated(lines))
    assert part_one(found) == ["村级河长巡河6次。"]
    assert [(x.text, x.where, x.reason, x.office) for x in found.left_out[:2]] == [
        (
            "公开信息□条，",
            "report/1_achievements.md 第 2 行",
            "党务村务政务公开信息：无数据，“党务村务政务公开”台账没有这一年的记录",
            "党政综合办",
        ),
        (
            "重大执法法制审核率□。",
            "report/1_achievements.md 第 4 行",
            "重大执法法制审核率：无数据，“行政执法”台账的法制审核日期从未登记",
            "综合行政执法队",
        ),
    ]


def test_the_last_clause_that_is_left_ends_the_sentence(templated):
    lines = "村级河长巡河{patrols_village}次，\n公开信息{disclosures}条。\n接待来信来访{petitions_received}件。"
    assert part_one(drafted(templated(lines))) == ["村级河长巡河6次。接待来信来访3件。"]


def test_an_introduction_goes_with_the_numbers_it_introduces(templated):
    lines = "推进公开，\n公开信息{disclosures}条。\n\n## 空的一节\n推进公开，\n公开信息{disclosures}条。"
    assert part_one(drafted(templated(lines))) == ["（请补写：本部分内容。）"]


def test_a_condition_chooses_between_two_sentences_and_the_number_it_says_in_words_counts(templated):
    lines = "【petition_escalations=0】未发生越级集体访事件。\n【petition_escalations>0】发生{petition_escalations}起。"
    found = drafted(templated(lines))
    missing = "、".join(f"{month}月" for month in (4, *range(6, 13)))
    said = f"未发生越级集体访事件（{missing}没有零报告，不在其内）。"
    assert part_one(found) == [said]
    figure, sentence = found.figures["5-23"]
    assert (figure.text, figure.exact, sentence) == ("", "0 起", said)


def test_a_figure_that_no_condition_lets_in_is_listed(templated):
    found = drafted(templated("【safety_trainings>0】培训{safety_trainings}场次。\n巡河{patrols_village}次。"))
    assert [x.reason for x in found.left_out if "safety_trainings" in x.codes] == [
        "消防与应急培训：为 0 场次，不合行首的条件"
    ]


def test_last_years_number_the_target_and_both_parts_of_a_rate_can_be_written(templated):
    lines = (
        "巡河{patrols_village}次，上年{patrols_village:上年}次，{patrols_village:增减}。\n"
        "办结率{services_on_time}（{services_on_time:分子}/{services_on_time:分母}），应达{services_on_time:目标}。\n"
        "持证{officers_certified}人，完成{officers_certified:完成率}。\n"
        "各村：{patrols_village:各村}。"
    )
    assert part(drafted(templated(lines, "5_other.md")), 5) == [
        "巡河6次，上年2次，比上年增长200%。办结率50%（2/4），应达90%。持证2人，完成50%。"
        "各村：东湾村4次、西沟村2次、南坪村0次、北坡村0次。"
    ]


def test_headings_are_numbered_as_in_official_documents(templated):
    lines = "## 甲\n句。\n### 乙\n句。\n#### 丙\n句。\n#### 丁\n句。\n### 戊\n句。\n## 己\n句。\n### 庚\n句。"
    found = [x for x in part_one(drafted(templated(lines))) if x != "句。"]
    assert found == ["（一）甲", "1.乙", "(1)丙", "(2)丁", "2.戊", "（二）己", "1.庚"]


def test_part_two_is_written_from_what_is_missed_overdue_and_missing():
    text = report.told(drafted())
    part = text[text.index("二、") : text.index("三、")]
    assert "乡级河长巡河3次，没有达到目标要求。（请补写：乡级河长巡河的原因和改进措施，由综合行政执法队提供。）" in part
    assert "南坪村的村级河长巡河没有达到目标要求或者落后于序时进度。" in part
    assert "有1件信访事项逾期未办结，责任单位是社会治理和应急管理办。" in part
    assert "有1个问题逾期未整改，责任单位是社会治理和应急管理办。" in part
    assert "突发事件零报告台账应当每月报告，有的月份没有报。" in part
    assert FAULTLESS not in part


def test_every_overdue_matter_is_counted_wherever_it_lies(tmp_path):
    petitions = [{"row_id": f"XF-{n}", "class": "申诉求决", "accepted_on": "2024-01-01"} for n in (1, 2, 3)]
    closed = {**petitions[0], "row_id": "XF-4", "closed_on": "2024-02-01"}
    home = make_home(tmp_path, {"petitions": [{**petitions[0], "place": WEST}, *petitions[1:], closed]})
    text = report.told(drafted(home))
    assert "有3件信访事项逾期未办结，责任单位是社会治理和应急管理办。" in text
    assert "对逾期未办结的信访事项，逐件督办。" in text


def test_every_time_limit_has_its_words():
    assert set(overdue_words.OF_RULES) == {path.stem for path in Path("queries/deadlines").glob("*.sql")}


def test_a_note_on_the_indicator_is_the_reason(own_tiny):
    row = f"patrols_township,{TOWNSHIP},2024-07-10,防汛期间暂停巡河,2024-07-11 09:00:00"
    path = own_tiny.path / "notes.csv"
    path.write_text(f"指标,区划代码,日期,说明,写于\r\n{row}\r\n", encoding="utf-8-sig")
    assert "乡级河长巡河3次，没有达到目标要求。原因：防汛期间暂停巡河。" in report.told(drafted(own_tiny))
    path.unlink()
    assert "防汛" not in report.told(drafted(own_tiny))


FAULTLESS = "设了目标的指标都达到目标或者符合序时进度，有时限的事项没有逾期未办结的。"
PATROL = {"river_patrols": [{"row_id": "1", "level": "村级"}]}
REPLY = {"row_id": "J1", "place": TOWNSHIP + "000", "assigned_on": "2024-03-01", "complex": "否"}
ANSWERED = {"proposals": [{**REPLY, "replied_on": "2024-03-05"}]}


def promise(indicator, value, place=TOWNSHIP):
    told = {"kind": "reach", "basis": "计划", "basis_status": "本级自定"}
    return {"indicator": indicator, "year": 2024, "place": place, "value": value, **told}


def test_a_home_where_all_promises_are_kept_and_all_matters_ended_in_time_says_so(tmp_path):
    home = make_home(tmp_path, PATROL | ANSWERED, targets=[promise("patrols_village", 1)])
    assert FAULTLESS in report.told(drafted(home))


@pytest.mark.parametrize(
    ("ledgers", "targets"),
    [
        (PATROL, [promise("patrols_village", 1)]),  # no matter had a limit
        (ANSWERED, []),  # nothing was promised
        (PATROL | ANSWERED, [promise("patrols_village", 1), promise("safety_drills", 1)]),  # one promise has no data
        (
            PATROL | ANSWERED,
            [promise("patrols_village", 1), promise("patrols_village", 5, WEST)],
        ),  # a village is behind
        (PATROL | {"proposals": [REPLY]}, [promise("patrols_village", 1)]),  # overdue
    ],
)
def test_nothing_is_called_faultless_that_was_not_judged(tmp_path, ledgers, targets):
    assert FAULTLESS not in report.told(drafted(make_home(tmp_path, ledgers, targets=targets)))


@pytest.mark.parametrize(
    ("home", "place"), [(TINY, TOWNSHIP), (TINY, EAST), (TINY, NORTH), (ONE_VILLAGE, None), (EMPTY, None)]
)
@pytest.mark.parametrize("as_of", [date(2024, 12, 31), date(2024, 2, 29), date(2031, 1, 1)])
def test_any_home_place_and_day_gives_all_its_parts(home, place, as_of):
    found = drafted(home, place or questions.open_scope(home).place, as_of)
    assert sum(getattr(block, "level", 0) == 1 for block in found.blocks) == (4 if place in (EAST, NORTH) else 5)
    assert "None" not in report.told(found) and "nan" not in report.told(found)


def test_a_report_in_the_middle_of_the_year_says_so():
    text = report.told(drafted(as_of=date(2024, 6, 30)))
    assert text.startswith("白杨乡人民政府\n关于2024年上半年法治政府建设情况的报告") and text.endswith("2024年7月1日")


def test_a_changed_ledger_row_changes_its_numbers_and_nothing_else(moved):
    """The same sentence for the same number every time."""
    before, after = (report.told(drafted(home)).splitlines() for home in (TINY, moved))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert [b for a, b in changed] == [
        a.replace("乡级河长巡河3次", "乡级河长巡河2次").replace("每百次巡河发现问题11.1起", "每百次巡河发现问题12.5起")
        for a, _ in changed
    ]
    assert len(changed) == 2  # in part one and among what was missed
