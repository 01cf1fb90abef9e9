"""The Word file: what python-docx reads back, where the numbers lead, and that the same ledgers give the same bytes."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from engine.reporting import annexes, report, templates
from engine.reporting.word import page_style
from engine.reporting.word.bullet_bars import bar
from engine.reporting.word_body import MARKS, PLAIN
from engine.snapshot import questions
from tests.homes import EMPTY, ONE_VILLAGE, make_home, tiny
from tests.reporting.documents import drafted, opened


@pytest.fixture(scope="module")
def written() -> Document:
    return opened(report.write(tiny(), 2024, address="http://board:8501/"))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def cells(document: Document, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[number].rows]


def test_every_heading_is_read_back_as_one(written):
    found = [p.text for p in written.paragraphs if p.style.name.startswith("Heading")]
    assert found == [block.text for block in drafted().blocks if hasattr(block, "level")]
    assert [p.text for p in written.paragraphs if p.style.name == "Heading 1"][2].startswith("三、党政主要负责人")


def test_the_body_reads_as_its_plain_text(written):
    said = texts(written)
    body = said[: said.index("附件1")]
    lines = report.text(tiny(), 2024).splitlines()
    assert [line for line in body if line in lines] == lines


def test_the_page_is_that_of_an_official_document(written):
    page = written.sections[0]
    assert [round(x.mm) for x in (page.page_width, page.page_height)] == [210, 297]
    assert [round(x.mm) for x in (page.top_margin, page.left_margin, page.right_margin, page.bottom_margin)] == [
        37,
        28,
        26,
        35,
    ]
    assert "docGrid" not in written.element.xml and written.settings.odd_and_even_pages_header_footer
    for footer, align in ((page.footer, "RIGHT"), (page.even_page_footer, "LEFT")):
        assert re.sub(r"\d", "", footer.paragraphs[0].text) == "—  —" and align in str(footer.paragraphs[0].alignment)


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Heading 4", "仿宋_GB2312", 16),
    ],
)
def test_the_official_typefaces_stay_in_the_file_for_every_script(written, style, font, size):
    found = written.styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert found.font.size.pt == size


def test_twenty_two_lines_of_twenty_eight_characters_are_set_without_a_grid(written):
    normal, body = written.styles["Normal"], written.styles["Body Text"]
    assert normal.paragraph_format.line_spacing.pt == page_style.PITCH == 28.95
    assert normal.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"  # −0.25 pt
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_number_addressee_signature_and_date_stand_where_they_belong(written):
    said = texts(written)
    assert said[0] == "白杨乡人民政府文件" and "县人民政府：" in said
    assert "×政发〔2025〕×号\t签发人：×××" in said and said[said.index("特此报告。") + 1 :][:1] == [""]
    date_line = next(p for p in written.paragraphs if p.text == "2025年1月1日")
    assert "RIGHT" in str(date_line.alignment) and said[said.index("2025年1月1日") - 1] == "白杨乡人民政府"
    addressee = next(p for p in written.paragraphs if p.text == "县人民政府：")
    assert addressee.style.name == "Normal"  # flush left: only body text is indented


def test_what_the_head_leaves_empty_leaves_no_gap(templated):
    head = "标题：{机关}|报告\n发文字号：\n主送机关：{上级}\n开头：现报告如下。\n落款：{机关}\n"
    scope = questions.open_scope(templated(head, templates.HEAD))
    bare = opened(report.write(scope, 2024, ids=PLAIN))
    assert texts(bare)[:5] == ["白杨乡人民政府", "报告", "", "县人民政府：", "现报告如下。"]
    assert "特此报告。" not in texts(bare) and not list(bare.element.body.iter(qn("w:txbxContent")))
    templated(f"{head}发文机关标志：{{机关}}文件\n签发人：张三\n印发机关：办公室\n", templates.HEAD)
    some = opened(report.write(scope, 2024, ids=PLAIN))
    assert texts(some)[:4] == ["白杨乡人民政府文件", "", "", "\t签发人：张三"]
    assert foot(some) == ["办公室"]


def test_signature_and_date_stand_on_one_page_with_the_last_line_of_the_text(written):
    said = texts(written)
    last = written.paragraphs[said.index("特此报告。") : said.index("2025年1月1日") + 1]
    assert [p.paragraph_format.keep_with_next for p in last] == [*[True] * (len(last) - 1), None]


def foot(document: Document) -> list[str]:
    """版记, line by line."""
    return [
        "".join(text.text or "\t" for text in line.iter(qn("w:t"), qn("w:tab")) if text.getparent().tag == qn("w:r"))
        for box in document.element.body.iter(qn("w:txbxContent"))
        for line in box.iter(qn("w:p"))
        if line.getparent().tag == qn("w:tc")
    ]


def test_the_foot_says_to_whom_it_goes_in_copy_and_who_printed_it_when(written):
    assert foot(written) == ["抄送：县委全面依法治县委员会办公室，县司法局。", "白杨乡人民政府办公室\t2025年1月1日印发"]


def test_the_mark_of_the_office_is_red_and_stands_in_one_line(written):
    mark = written.paragraphs[0]
    assert str(mark.style.font.color.rgb) == "FF0000" and mark.style.paragraph_format.space_before.mm == pytest.approx(
        35, abs=0.1
    )
    assert len(mark.text) * mark.runs[0].font.size.pt <= 156 * 72 / 25.4
    line = next(p for p in written.paragraphs if "w:pBdr" in p._p.xml)
    assert 'w:color="FF0000"' in line._p.xml and line.paragraph_format.line_spacing.mm == pytest.approx(4, abs=0.1)


def test_a_number_leads_to_its_page_on_the_dashboard_and_has_its_row_in_the_annex(written):
    relations = written.part.rels
    found = {
        (link.get(qn("w:tooltip")), relations[link.get(qn("r:id"))].target_ref)
        for link in written.element.body.iter(qn("w:hyperlink"))
        if link.get(qn("r:id"))
    }
    where = "http://board:8501/indicator?indicator=patrols_village&place=620999101&year=2024&as_of=2024-12-31"
    assert ("编号 4-05　村级河长巡河", where) in found


def test_without_an_address_a_number_leads_to_its_row_in_the_annex_and_back():
    body = opened(report.write(tiny(), 2024)).element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {"f_4_05", "text_f_4_05"} <= anchors <= marks
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


def test_the_id_can_stand_beside_the_number_and_the_version_for_sending_has_none():
    marked, plain = (opened(report.write(tiny(), 2024, ids=ids)) for ids in (MARKS, PLAIN))
    assert any("村级河长巡河6〔4-05〕次" in text for text in texts(marked))
    assert not list(plain.element.body.iter(qn("w:hyperlink"))) and not list(
        plain.element.body.iter(qn("w:bookmarkStart"))
    )
    assert not plain.tables and not any(text.startswith("附件") for text in texts(plain))
    assert texts(plain)[-1] == "2025年1月1日"


def test_annex_one_says_where_a_number_comes_from(written):
    rows = {row[0]: row for row in cells(written, 0)}
    assert rows["编号"] == ["编号", "报告里的句子", "准确数", "算式", "台账", "行数", "文件"]
    assert rows["2-05"] == [
        "2-05",
        "政务服务按期办结率50%，没有达到目标要求。（请补写：政务服务按期办结率的原因和改进措施，由便民服务中心提供。）",
        "50%",
        "2 ÷ 4 × 100 = 50%",
        "政务服务办件",
        "4",
        "service_cases.csv",
    ]
    caveat = "（另有 1 个文件未计入，另有 3 行未计入）"
    assert rows["4-05"][3] == f"当年台账行合计 6（来自 6 行台账）{caveat}"
    assert rows["4-08"][4:] == ["问题整改、河长巡河", "10", "problems.csv、2024.csv"]
    assert rows["5-20"][3].endswith("（只有 3 件有评价，代表性不足）")
    assert rows["5-23"][1].startswith("未发生越级集体访事件（4月、6月") and rows["5-23"][2] == "0 起"


def test_annex_two_shows_each_target_with_its_bullet_and_its_word(written):
    table = written.tables[1]
    rows = {row.cells[0].text: row for row in table.rows}
    assert [cell.text for cell in rows["政务服务按期办结率"].cells][2:4] == ["50%（目标 90%）", "✕ 未达标"]
    inner = rows["乡级河长巡河"].cells[1].tables[0]
    widths = [int(cell._tc.tcPr.tcW.get(qn("w:w"))) for cell in inner.rows[0].cells]
    assert widths[0] == pytest.approx(sum(widths) * 0.75 / 1.5, abs=20)  # three of four: half of one and a half targets


def test_the_bar_shows_achieved_projected_target_and_expected():
    shades = re.findall(
        r'w:w="(\d+)" w:type="dxa"/>(?:<w:tcBorders>.*?w:sz="(\d+)".*?</w:tcBorders>)?<w:shd w:val="(\w+)"[^>]*w:fill="(\w+)"',
        bar(0.5, 0.6, 0.8, 1500),
    )
    assert shades == [
        ("500", "", "clear", "27496D"),
        ("100", "", "diagStripe", "FFFFFF"),
        ("200", "8", "diagStripe", "FFFFFF"),
        ("200", "", "clear", "E6EBF0"),
    ]
    assert bar(float("nan"), 0, 0, 1500).count("<w:tbl>") == 0


def test_a_bar_beyond_one_and_a_half_targets_is_broken():
    broken, whole = bar(3.0, 1.0, float("nan"), 1500), bar(1.4, 1.0, float("nan"), 1500)
    assert broken.count("<w:tc>") == whole.count("<w:tc>") + 1
    assert sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', broken))) == 1500


def test_annex_three_is_the_form_of_the_page(written):
    said = texts(written)
    assert "表一 行政处罚" in said and "表五 执法人员（人）" in said
    assert ["合计", "1", "200.50"] in [row[:3] for n in range(len(written.tables)) for row in cells(written, n)]


def test_annex_four_lists_what_is_behind_and_overdue(written):
    every = [row for n in range(len(written.tables)) for row in cells(written, n)]
    assert any(row[0] == "乡级河长巡河" and "全年目标 4 次" in row[2] for row in every if len(row) == 5)
    assert any(row[4] == "XF-2023-001" and row[1] == "超期 388 天" for row in every if len(row) == 9)


def test_annex_five_lists_what_is_missing(written):
    said = texts(written)
    assert any(text.startswith("未写入报告的句子（") for text in said)
    assert any("理论学习（党政综合办）" in text for text in said)
    assert any(text == f"没有计入的行和文件（{len(questions.ask('left_out', tiny()))} 处）" for text in said)


def test_the_same_ledgers_give_the_same_bytes_and_a_changed_row_changes_them(moved):
    first = report.write(tiny(), 2024)
    assert report.write(tiny(), 2024) == first
    assert report.write(questions.open_scope(moved), 2024) != first
    with zipfile.ZipFile(BytesIO(first)) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
        assert "thumbnail" not in " ".join(file.namelist())


@pytest.mark.parametrize("home", [ONE_VILLAGE, EMPTY])
@pytest.mark.parametrize("as_of", [date(2024, 6, 30), date(2024, 12, 31)])
def test_a_home_with_little_or_nothing_has_a_report(home, as_of):
    found = opened(report.write(questions.open_scope(home), 2024, as_of))
    assert [text for text in texts(found) if re.fullmatch(r"附件\d", text)] == [f"附件{n}" for n in range(1, 6)]


def test_the_list_of_annexes_is_theirs(written):
    said = texts(written)
    titles = [annexes.SOURCES, annexes.TARGETS, annexes.YEARBOOK, annexes.OPEN, annexes.MISSING]
    assert [text for text in said if text in titles] == titles
    assert f"附件：1. {annexes.SOURCES}" in said


def test_a_ledger_of_what_lasts_is_not_missing_because_nothing_was_added_this_year(tmp_path):
    venue = {"row_id": "1", "kind": "法治宣传栏", "opened_on": "2020-01-01"}
    home = make_home(tmp_path, {"venues": [venue], "petitions": [{"row_id": "1", "registered_on": "2023-05-01"}]})
    said = texts(opened(report.write(questions.open_scope(home), 2024)))
    missing = said[next(n for n, text in enumerate(said) if text.startswith("2024 年没有记录的台账")) + 1]
    assert "信访（" in missing and "法治阵地" not in missing


def test_personal_numbers_markup_and_what_no_document_can_hold_do_no_harm(tmp_path):
    phone, identity = "13912345678", "620999199001011234"
    note = f"电话 {phone}，证件 {identity}"
    person = {"row_id": "XF-1", "petitioner": "张三", "phone": phone, "id_no": identity, "content": note, "note": note}
    wrong = {**person, "row_id": "XF-2", "registered_on": identity}
    late = {**person, "row_id": "XF-<b>&\x07", "class": "申诉求决", "accepted_on": "2024-01-01"}
    done = {**person, "row_id": "XF-3", "closed_on": "2024-03-06"}
    home = make_home(tmp_path, {"petitions": [person, wrong, late, done]})
    content = report.write(questions.open_scope(home), 2024)
    found = opened(content)
    assert any("XF-<b>&" in cell for n in range(len(found.tables)) for row in cells(found, n) for cell in row)
    with zipfile.ZipFile(BytesIO(content)) as file:
        parts = "".join(file.read(name).decode("utf-8") for name in file.namelist() if name.endswith("xml"))
    plain = re.sub(r"<[^>]+>|\s", "", parts)
    assert phone not in plain and identity not in plain
