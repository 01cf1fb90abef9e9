"""The pages themselves, measured on the PDF that LibreOffice makes of the report: tools/install_writer.sh brings what is needed."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.reporting import report
from tests.homes import tiny

pytestmark = pytest.mark.slow

MM = 72 / 25.4
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, (297 - 35) * MM, 28 * MM, (210 - 26) * MM


class Word(NamedTuple):
    """A piece of text on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Word]]:
    """The upright pages of the tiny home's report, word by word; one conversion for all tests."""
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    assert office and reader, "no LibreOffice or pdftotext: run tools/install_writer.sh"
    folder = tmp_path_factory.mktemp("layout")
    (folder / "report.docx").write_bytes(report.write(tiny(), 2024))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")]
    subprocess.run(made, check=True, capture_output=True, timeout=120)
    subprocess.run([reader, "-bbox", str(folder / "report.pdf"), str(folder / "report.xml")], check=True, timeout=60)
    return _upright(folder / "report.xml")


def _upright(path: Path) -> list[list[Word]]:
    found = []
    for size, inner in re.findall(r'<page width="([\d.]+)"[^>]*>(.*?)</page>', path.read_text("utf-8"), re.S):
        if float(size) < 600:
            box = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
            found.append([Word(*map(float, word[:4]), word[4]) for word in re.findall(box, inner)])
    return found


def lines(page: list[Word]) -> list[list[Word]]:
    """The words of the text area, line by line from the top."""
    inside = sorted((w for w in page if TOP - 1 < (w.top + w.bottom) / 2 < BOTTOM + 1), key=lambda w: w.top + w.bottom)
    told: list[list[Word]] = []
    for word in inside:
        if told and abs((word.top + word.bottom) - (told[-1][0].top + told[-1][0].bottom)) < 16:
            told[-1].append(word)
        else:
            told.append([word])
    return told


def number(page: list[Word]) -> list[Word]:
    """The words under the text area."""
    return sorted((w for w in page if w.top > BOTTOM), key=lambda w: w.left)


def test_a_full_page_has_twenty_two_lines(pages):
    assert len(pages) >= 3
    assert [len(lines(page)) for page in pages[1:-2]] == [22] * (len(pages) - 3)


def test_the_text_is_156_mm_wide_and_a_full_line_has_28_characters(pages):
    words = [word for page in pages for line in lines(page) for word in line]
    left, right = min(w.left for w in words), max(w.right for w in words)
    assert left == pytest.approx(LEFT, abs=1) and right <= RIGHT + 1
    assert (right - left) / MM == pytest.approx(156, abs=1)
    full = ["".join(word.text for word in line) for page in pages for line in lines(page)]
    assert max(len(line) for line in full if re.fullmatch(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", line)) == 28


def test_lines_follow_each_other_at_the_pitch_of_the_standard(pages):
    tops = [min(word.bottom for word in line) for line in lines(pages[1])]
    assert (tops[-1] - tops[0]) / 21 == pytest.approx(28.95, abs=0.1)


def test_page_numbers_stand_at_the_outer_edge_under_the_text(pages):
    for n, page in enumerate(pages, start=1):
        words = number(page)
        assert "".join(word.text for word in words) == f"—{n}—"
        # one character of 14 pt in from the edge of the text
        if n % 2:
            assert words[-1].right == pytest.approx(RIGHT - 14, abs=4)
        else:
            assert words[0].left == pytest.approx(LEFT + 14, abs=4)
        assert words[0].bottom - words[0].top == pytest.approx(14, abs=8)


def test_the_title_is_centred_and_the_paragraphs_are_indented_by_two_characters(pages):
    title = next(line for line in lines(pages[0]) if "建设情况的报告" in "".join(w.text for w in line))
    assert (min(w.left for w in title) + max(w.right for w in title)) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=3)
    heading = next(line for line in lines(pages[0]) if line[0].text.startswith("一、"))
    assert heading[0].left == pytest.approx(LEFT + 2 * 15.75, abs=2)


def test_no_comma_is_lost_at_the_end_of_a_line(pages):
    """A punctuation mark that hangs over the margin is not drawn by every program."""
    drawn = "".join(word.text for page in pages for line in lines(page) for word in line)
    written = re.sub(r"\s", "", report.text(tiny(), 2024))
    drawn = drawn[: drawn.index("抄送：")]
    assert drawn.count("，") == written.count("，")


def test_the_longer_of_signature_and_date_stands_two_characters_in_and_the_other_is_centred_on_it(pages):
    said = {"".join(w.text for w in line): line for page in pages for line in lines(page)}
    signer, day = said["白杨乡人民政府"], said["2025年1月1日"]
    assert RIGHT - max(w.right for w in signer) == pytest.approx(2 * 15.75, abs=3)
    middles = [(min(w.left for w in line) + max(w.right for w in line)) / 2 for line in (signer, day)]
    assert middles[0] == pytest.approx(middles[1], abs=20)  # the substitute typefaces have wide figures


def test_the_mark_stands_35_mm_under_the_edge_and_number_and_signer_one_character_in(pages):
    mark, numbered = lines(pages[0])[:2]
    assert "".join(w.text for w in mark) == "白杨乡人民政府文件"
    # the typeface that stands in for 小标宋 has air above its letters
    assert 35 <= (min(w.top for w in mark) - TOP) / MM <= 40
    assert min(w.left for w in numbered) == pytest.approx(LEFT + 16, abs=2)
    assert max(w.right for w in numbered) == pytest.approx(RIGHT - 16, abs=2)


def test_the_foot_of_the_document_stands_at_the_lower_edge_of_its_last_page(pages):
    copies, printed = lines(pages[-1])[-2:]
    assert "".join(w.text for w in copies).startswith("抄送：")
    assert 0 <= BOTTOM - max(w.bottom for w in printed) <= 12
    assert min(w.left for w in printed) == pytest.approx(LEFT + 14, abs=2)
    assert max(w.right for w in printed) == pytest.approx(RIGHT - 14, abs=2)
