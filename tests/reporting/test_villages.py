"""A village is no government: what its report is called, and which parts it does not have."""

import pytest

from engine.reconciling.reconcile import reconcile
from engine.reporting import brief, report
from engine.snapshot import questions
from tests.homes import EAST, OWN, PLACES, TOWNSHIP, make_home, tiny
from tests.reporting.documents import drafted, opened, part, part_one

GOVERNMENTS_OWN = (
    "法治政府",
    "政府职能",
    "第一责任人",
    "规范行政执法",
    "执法公示",
    "政务公开",
    "行政决策",
    "党委理论学习",
)


def test_a_villages_report_is_about_the_village_and_addressed_to_its_township():
    found = {key: said for key, said in drafted(place=EAST).head.items() if said}
    assert found.pop("开头").startswith("2024年，东湾村坚持以") and found == {
        "标题": "东湾村村民委员会|关于2024年法治乡村建设（依法治村）情况的报告",
        "主送机关": "白杨乡人民政府",
        "结语": "特此报告。",
        "落款": "东湾村村民委员会",
    }


def test_a_village_has_no_part_on_leaders_of_a_government_and_says_nothing_that_only_one_does():
    found = drafted(place=EAST)
    assert [b.text for b in found.blocks if getattr(b, "level", 0) == 1] == [
        "一、主要举措和成效",
        "二、存在的不足和原因",
        "三、下一年度主要安排",
        "四、其他需要报告的情况",
    ]
    said = report.told(found)
    assert [words for words in GOVERNMENTS_OWN if words in said] == []


def test_the_annexes_of_a_village_have_no_statistics_of_enforcement():
    said = [p.text for p in opened(report.write(tiny(), 2024, place=EAST)).paragraphs]
    assert "附件4" in said and "附件5" not in said and "行政执法统计年报" not in "".join(said)


def test_reconciling_misses_no_part_in_the_report_of_a_village():
    found = reconcile(tiny(), report.text(tiny(), 2024, place=EAST), 2024, place=EAST)
    assert found.missing_parts == []


@pytest.mark.parametrize(
    ("name", "title", "says"),
    [
        ("红柳社区", "红柳社区居民委员会关于2024年法治社区建设（依法治理）情况的报告", "推进居务公开"),
        ("红柳居委会", "红柳居民委员会关于2024年法治社区建设（依法治理）情况的报告", "推进居务公开"),
        ("红柳村", "红柳村村民委员会关于2024年法治乡村建设（依法治村）情况的报告", "推进村务公开"),
        ("红柳村村委会", "红柳村村民委员会关于2024年法治乡村建设（依法治村）情况的报告", "推进村务公开"),
    ],
)
def test_a_community_is_called_one(tmp_path, name, title, says):
    places = [PLACES[0], {**PLACES[1], "name": name}]
    problem = {"row_id": "1", "source": "三资管理", "found_on": "2024-03-05", "rectified_on": "2024-03-06"}
    found = drafted(make_home(tmp_path, {"problems": [problem]}, places=places), EAST)
    assert "".join(found.title) == title and says in "".join(part_one(found))
    assert ("完善居民公约" if "社区建设" in title else "完善村规民约") in "".join(part(found, 3))


@pytest.mark.parametrize("place", [TOWNSHIP, OWN])
def test_a_township_and_its_own_matters_are_a_governments(place):
    assert drafted(place=place).title == ["白杨乡人民政府", "关于2024年法治政府建设情况的报告"]


def test_a_line_for_governments_or_for_villages_stands_in_their_reports_alone(templated):
    home = templated("【政府】政府的句子。\n【村居】村的句子。\n大家的句子。")
    assert part_one(drafted(home)) == ["政府的句子。大家的句子。"]
    assert part_one(drafted(home, EAST)) == ["村的句子。大家的句子。"]


def test_the_brief_of_a_village_is_named_likewise():
    found = opened(brief.write(questions.open_scope(tiny().home), 2024, place=EAST))
    assert found.paragraphs[0].text == "法治乡村建设月报（2024年12月）"


def test_what_is_not_counted_in_a_village_is_not_missing_from_its_report(templated):
    home = templated("行政检查{inspections}次。\n公开信息{disclosures}条。\n村级河长巡河{patrols_village:各村}。")
    left = [code for out in drafted(home, EAST).left_out for code in out.codes if out.where.startswith("report/1_")]
    assert left == ["disclosures", "patrols_village"]
