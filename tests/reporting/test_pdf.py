"""The brief and the report as PDF: one page, and a sentence that says what to do where this computer cannot make one."""

import io
from pathlib import Path

import pypdf
import pytest

from engine.__main__ import main
from engine.ledgers.home import Home
from engine.reporting import brief
from engine.reporting.span_of_brief import KINDS
from engine.reporting.word import as_pdf
from engine.reporting.word.as_pdf import NoPdf
from engine.snapshot import questions
from tests.reporting.test_page import opened


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer without LibreOffice; the folder is where programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def office(folder: Path, does: str) -> None:
    """A program of that name that does something else."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.usefixtures("bare")
def test_without_an_office_the_terminal_says_what_to_do_and_writes_nothing(tmp_path, capsys):
    asked = ["report", "--as-of", "2024-06-30", "--kind", "月报", "--out", str(tmp_path / "brief.pdf")]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert "没有装 LibreOffice" in said and "另存为" in said and not (tmp_path / "brief.pdf").exists()


@pytest.mark.usefixtures("bare")
def test_without_an_office_the_page_says_what_to_do_and_offers_no_pdf():
    app = opened(year="2024")
    assert any("没有装 LibreOffice" in part.value and "另存为" in part.value for part in app.caption)
    assert not [b for b in app.get("download_button") if "PDF" in b.proto.label]


def test_with_an_office_the_page_offers_both_briefs_as_pdf(bare):
    office(bare, "true")
    labels = [b.proto.label for b in opened(year="2024").get("download_button")]
    assert [label for label in labels if "PDF" in label] == ["月报 PDF", "季报 PDF"]


@pytest.mark.slow
@pytest.mark.parametrize(("does", "said"), [("/bin/sleep 60", "已停止"), ("true", "没有生成 PDF")])
def test_an_office_that_does_not_answer_or_makes_nothing_is_said(bare, monkeypatch, does, said):
    office(bare, does)
    monkeypatch.setattr(as_pdf, "_SECONDS", 0.5)
    with pytest.raises(NoPdf, match=said):
        as_pdf.converted(b"")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_brief_of_the_demonstration_is_one_page(demo_home, kind):
    scope = questions.open_scope(Home(demo_home))
    found = pypdf.PdfReader(io.BytesIO(as_pdf.converted(brief.write(scope, 2025, kind=kind))))
    assert len(found.pages) == 1
    assert f"法治政府建设{kind}" in found.pages[0].extract_text().replace(" ", "")
