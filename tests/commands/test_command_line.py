"""`python -m engine` gives the same numbers as the pages, in a form that programs can read."""

import csv
import io
import os
import subprocess
import sys

import pytest

from engine.__main__ import main
from engine.ledgers.home import ROOT
from tests.homes import EMPTY, ONE_VILLAGE, OWN, TINY, TOWNSHIP, make_home

HEADER = "indicator,name,section,unit,place,value,numerator,denominator,target,expected,pace,status,rows"
# indicator, value, numerator, denominator, target, expected, pace, status, rows at the end of 2024, counted by hand
# in tests/data/tiny. What is not here belongs to ledgers that nobody kept.
COUNTED = """
services_home,2,2,,,,,无目标,2
services_window,2,2,,,,,无目标,2
services_online,1,1,,,,,无目标,1
services_completed,75,3,4,,,,无目标,4
services_on_time,50,2,4,90,,,未达标,4
services_satisfied,50,1,2,,,,无目标,2
services_rated,66.7,2,3,,,,无目标,3
services_revisited,100,1,1,,,,无目标,1
services_online_rated,100,1,1,,,,无目标,1
assets_problems,1,1,,,,,无目标,1
exam_candidates,1,1,,,,,无目标,1
officers_certified,2,2,,4,4,50,未达标,2
officers_trained,50,1,2,,,,无目标,2
patrols_township,3,3,,4,4,75,未达标,3
patrols_village,6,6,,,,,无目标,6
patrol_problems,1,1,,,,,无目标,1
patrol_problems_fixed,1,1,,,,,无目标,1
patrol_problems_per_100,11.1,1,9,,,,无目标,10
river_cleanups,3,3,,,,,无目标,3
inspections,1,1,,,,,无目标,1
penalties,1,1,,,,,无目标,1
penalties_on_time,100,1,1,,,,无目标,1
enforcement_disclosed,50,1,2,,,,无目标,2
enforcement_reviewed,,,,,,,无数据,0
safety_campaigns,1,1,,,,,无目标,1
safety_household_reach,20,20,,,,,无目标,2
safety_trainings,0,0,,,,,无目标,0
safety_drills,2,2,,2,2,100,达标,2
safety_inspections,0,0,,,,,无目标,0
hazards_found,3,3,,2,,,达标,3
hazards_rectified,1,1,,,,,无目标,1
problems_rectified,33.3,1,3,,,,无目标,3
petitions_received,3,3,,,,,无目标,3
petitions_notified_on_time,75,3,4,,,,无目标,4
petitions_closed_on_time,50,1,2,100,,,未达标,2
petitions_satisfied,66.7,2,3,,,,无目标,3
petitions_rated,100,3,3,,,,无目标,3
brawls,1,1,,0,,,未达标,1
petition_escalations,0,0,,1,,,达标,0
committees_cover,50,2,4,,,,无目标,6
grids,2,2,,,,,无目标,2
venues_culture,1,1,,,,,无目标,1
venues_boards,1,1,,,,,无目标,1
venues_bookcorners,0,0,,,,,无目标,0
publicity_events,2,2,,4,4,50,未达标,2
publicity_reach,230,230,,,,,无目标,3
"""


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a verb on a home: (exit code, what it printed, what it complained of)."""

    def verb(*words: str, home=TINY) -> tuple[int, str, str]:
        monkeypatch.setenv("LEDGER_HOME", str(home.path))
        code = main(list(words))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return verb


def lines(printed: str) -> dict[str, dict[str, str]]:
    return {row["indicator"]: row for row in csv.DictReader(io.StringIO(printed))}


def test_the_whole_year_is_printed_in_catalogue_order(run):
    code, printed, complaint = run("figures", "--year", "2024")
    header, *rows = printed.splitlines()
    assert (code, header, complaint) == (0, HEADER, "另有 1 个文件、3 行未计入，详见 python -m engine check\n")
    catalogue = list(csv.DictReader(TINY.file("indicators.csv").read_text(encoding="utf-8-sig").splitlines()))
    counted = {line.split(",")[0]: line for line in COUNTED.split()}
    assert rows == [
        ",".join(
            [
                i["code"],
                i["name"],
                i["section"],
                i["unit"],
                TOWNSHIP,
                counted.get(i["code"], ",,,,,,,无数据,0").split(",", 1)[1],
            ]
        )
        for i in catalogue
    ]


def test_on_a_day_within_the_year_there_are_paces_not_verdicts(run):
    found = lines(run("figures", "--year", "2024", "--as-of", "2024-06-30")[1])
    told = {
        code: [found[code][c] for c in ("value", "target", "expected", "pace", "status")]
        for code in ("patrols_township", "officers_certified", "publicity_events")
    }
    assert told == {
        "patrols_township": ["2", "4", "1", "200", "正常"],
        "officers_certified": ["3", "4", "2", "150", "正常"],
        "publicity_events": ["1", "4", "1", "100", "正常"],
    }


def test_the_township_and_its_own_matters_are_different_places(run):
    whole, own = (lines(run("figures", "--year", "2024", "--place", place)[1]) for place in (TOWNSHIP, OWN))
    assert [(part["publicity_reach"]["place"], part["publicity_reach"]["value"]) for part in (whole, own)] == [
        (TOWNSHIP, "230"),
        (OWN, "30"),
    ]


def test_without_a_year_it_is_the_last_one_with_entries(run):
    assert run("figures") == run("figures", "--year", "2024")
    assert run("figures", "--as-of", "2023-12-31") == run("figures", "--year", "2023")


def test_a_day_before_the_year_is_refused(run):
    code, printed, complaint = run("figures", "--year", "2024", "--as-of", "2023-06-30")
    assert (code, printed, complaint) == (1, "", "统计时点 2023-06-30 在 2024 年之前，请改 --as-of 或 --year\n")


def test_a_table_for_reading_has_the_same_numbers(run):
    code, printed, _ = run("figures", "--year", "2024", "--format", "table")
    assert code == 0
    assert printed.startswith(f"{TOWNSHIP}　2024 年　统计时点 2024-12-31\n")
    assert any(line.split() == ["政务服务", "参评率", "66.7", "%", "无目标", "3"] for line in printed.splitlines())


@pytest.mark.parametrize("place", ["620999101999", "62099910", "330100"])
def test_a_place_that_is_not_the_readers_is_refused(run, place):
    code, printed, complaint = run("figures", "--place", place)
    assert (code, printed) == (1, "")
    assert place in complaint and "区划" in complaint


def test_a_folder_that_is_no_home_is_refused(run, tmp_path):
    code, printed, complaint = run("check", home=type(TINY)(tmp_path))
    assert (code, printed) == (1, "")
    assert complaint.endswith("请补上，或用环境变量 LEDGER_HOME 指向正确的目录。\n")


def test_check_lists_everything_that_is_not_counted_and_exits_1(run):
    file = "ledgers/river_patrols/2024.csv"
    code, printed, _ = run("check")
    assert (code, printed.splitlines()) == (
        1,
        [
            f"{file} 第 11 行“巡河时间”：“2024-13-01 08:00”不是有效时间，应如 2024-03-05 09:30",
            f"{file} 第 12 行“编号”：“XH-2024-004”与本文件第 5 行重复，只计第一行；请改编号或删去一行",
            f"{file} 第 13 行“区划代码”：“620999101299”不在本单位区划表（places.csv）里，请改正代码或先补区划",
            "ledgers/river_patrols/北坡补报.csv：第 1 行：无法识别文件编码。请在 Excel 或 WPS 里另存为“CSV UTF-8”后再放入",
            "没有计入：1 个文件，3 行。",
            "疑点：ledgers/river_patrols/2023.csv 第 4 行“巡河时间”：“2023-12-31 23:59”在深夜，请核对时间，上午下午不要填反",
            "对不上的地方：疑点 1 处。“错误”指内容自相矛盾，必须更正：请改正原文件或重新导入；疑点可能没有错，请核对。",
        ],
    )


def test_an_error_makes_check_exit_1_and_a_doubt_alone_does_not(run, tmp_path):
    doubtful = {"row_id": "A", "audience": "", "held_on": "2024-03-05"}
    home = make_home(tmp_path, {"publicity_events": [doubtful]})
    code, printed, _ = run("check", home=home)
    assert (code, printed.splitlines()[0]) == (0, "全部文件和行都已计入。")
    assert printed.splitlines()[1].startswith(
        "疑点：ledgers/publicity_events/publicity_events.csv 第 2 行“受教育人次”："
    )
    make_home(tmp_path, {"petitions": [{"row_id": "B", "accepted_on": "2024-03-06", "closed_on": "2024-03-05"}]})
    code, printed, _ = run("check", home=home)
    assert code == 1
    assert printed.splitlines()[-1].startswith("对不上的地方：错误 1 处，疑点 1 处。")


@pytest.mark.parametrize(("home", "said"), [(ONE_VILLAGE, "全部文件和行都已计入。"), (EMPTY, "还没有台账行。")])
def test_check_exits_0_on_a_clean_home_and_on_one_with_nothing_to_count(run, home, said):
    assert run("check", home=home) == (0, f"{said}\n", "")


def test_figures_of_an_empty_home_are_all_there_and_all_without_data(run):
    code, printed, complaint = run("figures", "--year", "2024", home=EMPTY)
    assert (code, complaint) == (0, "")
    assert {row["status"] for row in lines(printed).values()} <= {"无数据", "不适用", "无目标"}
    assert {row["value"] for row in lines(printed).values()} <= {"", "0"}


@pytest.mark.parametrize("words", [[], ["dance"], ["figures", "--as-of", "2024-02-30"], ["figures", "--format", "pdf"]])
def test_a_call_that_cannot_be_meant_exits_2(words):
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2


def test_the_output_is_utf_8_without_a_byte_order_mark_whatever_the_terminal_speaks():
    environment = os.environ | {"LEDGER_HOME": str(TINY.path), "PYTHONIOENCODING": "gbk", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "engine", "figures", "--year", "2024"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(f"{HEADER}\nstudy_xi_thought,学习习近平法治思想,".encode())
    assert done.stderr.decode("utf-8").startswith("另有")
