"""`python -m engine report`."""

import pytest

from engine.__main__ import main
from tests.reporting.documents import opened


def test_the_verb_writes_the_report_and_says_what_is_missing(tmp_path, capsys):
    path = tmp_path / "report.docx"
    assert main(["report", "--year", "2024", "--out", str(path)]) == 0
    assert "未写入的" in capsys.readouterr().out
    assert "关于2024年法治政府建设情况的报告" in [p.text for p in opened(path.read_bytes()).paragraphs]


def test_a_place_a_day_and_a_date_of_the_document_can_be_given(tmp_path):
    path = tmp_path / "report.txt"
    asked = ["--place", "620999101201", "--as-of", "2024-06-30", "--dated", "2024-07-09", "--out", str(path)]
    assert main(["report", *asked]) == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("东湾村村民委员会\n关于2024年上半年") and text.endswith("2024年7月9日")


@pytest.mark.parametrize("kind", ["月报", "季报"])
def test_the_briefs_are_kinds_of_it(tmp_path, kind):
    path = tmp_path / "brief.docx"
    assert main(["report", "--as-of", "2024-06-30", "--kind", kind, "--out", str(path)]) == 0
    assert opened(path.read_bytes()).paragraphs[0].text.startswith(f"法治政府建设{kind}")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--year", "2024", "--as-of", "2023-06-30"], "在 2024 年之前"),
        (["--year", "2024", "--place", "110000"], "无权查看区划"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_is_written(tmp_path, capsys, asked, said):
    path = tmp_path / "report.docx"
    assert main(["report", *asked, "--out", str(path)]) == 1
    assert said in capsys.readouterr().err and not path.exists()


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [("report.odt", "年报", ".docx、.pdf、.txt"), ("brief.txt", "月报", "月报只能写成 .docx、.pdf 文件")],
)
def test_another_kind_of_file_is_refused(tmp_path, capsys, name, kind, said):
    assert main(["report", "--year", "2024", "--kind", kind, "--out", str(tmp_path / name)]) == 1
    assert said in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path, capsys):
    assert main(["report", "--year", "2024", "--out", str(tmp_path / "none" / "report.docx")]) == 1
    assert "写不进去" in capsys.readouterr().err


def test_wrong_templates_are_named_with_their_lines(templated, tmp_path, capsys, monkeypatch):
    home = templated("巡河{patrol}次。")
    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    assert main(["report", "--year", "2024", "--out", str(tmp_path / "report.docx")]) == 1
    assert "模板有 1 处要改，报告没有写：\nreport/1_achievements.md 第 2 行" in capsys.readouterr().err
