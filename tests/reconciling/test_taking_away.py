"""The reconciled report as Word and as a workbook, and the verb of the command line."""

import csv
import io
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook

from engine.__main__ import main
from engine.reconciling import conclusions, documents, figure_list, marked_word
from engine.reconciling.reconcile import Reconciliation, reconcile
from tests import homes

TEXT = "一、主要举措和成效\n村级河长巡河6次，乡级河长巡河5次。\n召开党委会议4次，=1+1。\n二、不足和原因"


@pytest.fixture(scope="module")
def found() -> Reconciliation:
    return reconcile(homes.tiny(), TEXT, 2024)


@pytest.fixture(scope="module")
def word(found: Reconciliation) -> bytes:
    return marked_word.document(found, "白杨乡")


def test_word_has_a_comment_at_each_figure(word: bytes) -> None:
    told = [[p.text for p in comment.paragraphs] for comment in docx.Document(io.BytesIO(word)).comments]
    assert told == [
        ["✓ 一致：“6次”", "指标：村级河长巡河（编号 4-05）", "台账：6 次", "算式：当年台账行合计 6（来自 6 行台账）"],
        [
            "≠ 不一致：“5次”",
            "指标：乡级河长巡河（编号 4-04）",
            "台账：3 次",
            "报告比台账多 2 次",
            "算式：当年台账行合计 3（来自 3 行台账）",
        ],
        ["? 未找到对应指标：“4次”", "指标目录里没有这项指标"],
    ]


def test_word_marks_each_figure_by_colour_and_sign(word: bytes) -> None:
    runs = [r for p in docx.Document(io.BytesIO(word)).paragraphs for r in p.runs if r.font.color.rgb is not None]
    assert [(run.text, str(run.font.color.rgb)) for run in runs] == [
        *(("6次", "2F6F4F"), ("✓", "2F6F4F")),
        *(("5次", "B3302A"), ("≠", "B3302A")),
        *(("4次", "5A6878"), ("?", "5A6878")),
    ]


def test_word_says_what_was_found_and_what_is_lacking(word: bytes) -> None:
    lines = [p.text for p in docx.Document(io.BytesIO(word)).paragraphs]
    assert lines[:2] == ["核对结果：白杨乡，2024 年，统计时点 2024-12-31", "3 个数：1 一致，1 不一致，1 未找到对应指标"]
    assert "缺少“下一年度主要安排”部分" in lines and "没有写到的指标：清理河道垃圾（台账 3 次）" in lines


def test_a_marked_report_that_comes_back_is_read_as_the_report(word: bytes, found: Reconciliation) -> None:
    text = documents.read("核对.docx", word).text
    assert text.strip() == TEXT
    assert reconcile(homes.tiny(), text, 2024).counts == found.counts


def test_the_workbook_lists_each_figure_and_runs_nothing(found: Reconciliation) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(figure_list.workbook(found, "核对")))
    head, *rows = book.get_sheet_by_name("明细").to_python()
    assert head[:6] == ["序号", "报告里的话", "报告", "数", "单位", "指标"]
    assert [[row[n] for n in (2, 3, 5, 8, 9, 10)] for row in rows] == [
        ["6次", 6.0, "村级河长巡河", 6.0, conclusions.AGREES, ""],
        ["5次", 5.0, "乡级河长巡河", 3.0, conclusions.DIFFERS, "报告比台账多 2 次"],
        ["4次", 4.0, "", "", conclusions.UNKNOWN, "指标目录里没有这项指标"],
    ]
    about = [row[0] for row in book.get_sheet_by_name("说明").to_python()]
    assert "3 个数：1 一致，1 不一致，1 未找到对应指标" in about


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["reconcile", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_command_prints_each_figure_in_the_order_of_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(
        "普法活动受教育0.02万余人次，信访按期办结率50%。未发生群体性械斗事件。召开会议4次。", encoding="gb18030"
    )
    code, out, err = run(capsys, str(path), "--year", "2024")
    assert code == 0 and out.splitlines()[0] == "phrase,value,unit,qualifier,indicator,ledger_value,verdict"
    assert [list(row.values())[1:] for row in csv.DictReader(out.splitlines())] == [
        ["200", "人次", "at_least", "publicity_reach", "230", conclusions.ROUGHLY],
        ["50", "%", "exact", "petitions_closed_on_time", "50", conclusions.AGREES],
        ["0", "起", "zero", "brawls", "1", conclusions.DIFFERS],
        ["4", "次", "exact", "", "", conclusions.UNKNOWN],
    ]
    assert err.splitlines()[0] == "4 个数：1 一致，1 约数相符，1 不一致，1 未找到对应指标"


def test_the_command_reads_word_and_takes_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    document.add_paragraph("村级河长巡河6次。")
    document.save(tmp_path / "报告.docx")
    code, out, _ = run(
        capsys, str(tmp_path / "报告.docx"), "--year", "2024", "--place", homes.WEST, "--format", "table"
    )
    assert code == 0 and f"{homes.WEST}　2024 年" in out and conclusions.DIFFERS in out


def test_the_command_says_what_is_wrong_with_a_file_or_a_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, str(tmp_path / "none.txt"))
    assert (code, out) == (1, "") and "打不开" in err
    (tmp_path / "a.txt").write_bytes(b"")
    assert "文件是空的" in run(capsys, str(tmp_path / "a.txt"))[2]
    (tmp_path / "a.txt").write_text("巡河3次", encoding="utf-8")
    assert run(capsys, str(tmp_path / "a.txt"), "--place", "11")[0] == 1
