"""From an uploaded file to its text, and what harmful, broken and strange files are told."""

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from engine.reconciling import documents
from engine.reconciling.conclusions import MARKS
from engine.reconciling.documents import LIMITS, Unreadable

TEXT = "一、主要举措和成效\n村级河长巡河60次，群众满意率100%。"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, **changed: bytes) -> bytes:
    """A Word document with parts replaced or added; `/` in a name is written `__`."""
    buffer, new = io.BytesIO(), {name.replace("__", "/"): content for name, content in changed.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for name in [n for n in old.namelist() if n not in new]:
            book.writestr(name, old.read(name))
        for name, content in new.items():
            book.writestr(name, content)
    return buffer.getvalue()


def pdf(pages: int, line: str = "", password: str = "") -> bytes:
    """A PDF with the same line of text on each page, or with none."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(595, 842)
        if line:
            stream = StreamObject()
            stream.set_data(f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET".encode("latin-1"))
            font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
            fonts = DictionaryObject(
                {NameObject("/F1"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})}
            )
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_each_strict_encoding(encoding: str) -> None:
    assert documents.read("报告.txt", TEXT.encode(encoding)) == documents.Document("报告.txt", "txt", TEXT)


def test_text_in_markup_stays_text() -> None:
    assert documents.read("a.txt", b"<script>alert(1)</script> 3").text == "<script>alert(1)</script> 3"


def test_word_gives_paragraphs_tables_and_text_split_into_runs() -> None:
    document = docx.Document()
    runs = document.add_paragraph()
    for piece in ("村级河长巡河", "6", "0", "次"):
        runs.add_run(piece)
    table = document.add_table(2, 2)
    for cell, text in zip(table.rows[0].cells + table.rows[1].cells, ("指标", "数", "应急演练", "2场次"), strict=True):
        cell.text = text
    document.add_paragraph("二、不足")
    found = documents.read("报告.docx", saved(document))
    assert (found.kind, found.text) == ("docx", "村级河长巡河60次\n指标 数\n应急演练 2场次\n二、不足")


def test_word_leaves_deleted_text_and_field_codes_out_and_takes_inserted_text_in() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("巡河")
    for xml in (
        "<w:del {}><w:r><w:delText>50次</w:delText></w:r></w:del>",
        "<w:ins {}><w:r><w:t>60次</w:t></w:r></w:ins>",
        "<w:r {}><w:instrText>PAGE 99次</w:instrText></w:r>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    found = documents.read("报告.docx", saved(document))
    assert found.text == "巡河60次" and "修订" in found.notices[0]


def test_word_writes_automatic_chinese_numbers_out() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text in ("主要举措和成效", "不足和原因"):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )
    assert documents.read("报告.docx", saved(document)).text == "一、主要举措和成效\n二、不足和原因"


def test_macros_are_passed_over_and_external_links_never_followed() -> None:
    data = word("村级河长巡河60次")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        types, links = book.read("[Content_Types].xml"), book.read("word/_rels/document.xml.rels")
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", MACROS.encode()
    )
    types = types.replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    away = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://127.0.0.1:9/template.dotm" TargetMode="External"/></Relationships>'
    )
    changed = {
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": links.replace(b"</Relationships>", away),
        "word/vbaProject.bin": b"macro",
    }
    assert documents.read("报告.docm", repacked(data, **changed)).text == "村级河长巡河60次"


def test_entities_of_a_word_document_are_not_expanded() -> None:
    data = word("甲")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        body = book.read("word/document.xml")
    head, rest = body.split(b"?>", 1)
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    data = repacked(data, **{"word/document.xml": head + b"?>" + bomb + rest.replace("甲".encode(), "甲&b;".encode())})
    assert documents.read("报告.docx", data).text == "甲"


def test_our_own_marks_are_taken_off_a_report_that_comes_back() -> None:
    assert (
        documents.read("a.docx", word("村级河长巡河60次〔4-05〕，〔2025〕4号")).text == "村级河长巡河60次，〔2025〕4号"
    )


@pytest.mark.parametrize("mark", [*MARKS.values(), "●", "◇"])
def test_the_mark_of_every_verdict_is_taken_off_a_report_that_comes_back(mark: str) -> None:
    text = f"{documents.HEAD}\n一\n二\n巡河60次{mark}，正常。\n{documents.TAIL}以下"
    assert documents.tidied(text) == "巡河60次，正常。\n"


def test_a_pdf_of_300_pages_is_read_within_its_time() -> None:
    begun = time.monotonic()
    found = documents.read("报告.pdf", pdf(300, "River patrols sixty 60"))
    assert found.kind == "pdf" and found.text.count("sixty 60") == 300 and not found.notices
    assert time.monotonic() - begun < LIMITS.seconds


def test_a_longer_pdf_is_read_as_far_as_the_limit_and_says_so() -> None:
    found = documents.read("报告.pdf", pdf(4, "River patrols sixty 60"), LIMITS._replace(pages=3))
    assert found.text.count("60") == 3
    assert found.notices == ("这份 PDF 共 4 页，只读了前 3 页，只核对这些页。",)


def test_lines_and_blanks_of_the_typesetter_are_no_part_of_a_pdfs_text() -> None:
    lines = "村级河长落实巡河制度，全年累计开展日常巡河工作 \n60 次，清理河道垃圾 15次。\n二、不足"
    joined = "村级河长落实巡河制度，全年累计开展日常巡河工作60次，清理河道垃圾15次。\n二、不足"
    assert documents._rejoined(lines) == joined


def test_page_numbers_of_a_pdf_are_no_text() -> None:
    from engine.reconciling.word_and_pdf import _without_folios

    assert _without_folios("巡河60次\n— 3 —\n第 4 页 共 9 页\n12\n2024年") == "巡河60次\n2024年"


SAID = {
    "empty": (b"", "文件是空的"),
    "blank": (b" \r\n\t", "文件是空的"),
    "picture": (b"\x89PNG....", "这是图片"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"." * 600, "旧版 Word"),
    "locked word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    "broken zip": (b"PK\x03\x04....", "不完整或已损坏"),
    "broken pdf": (b"%PDF-1.7 ....", "不完整或已损坏"),
    "other encoding": ("報告書の内容です。".encode("shift_jis") * 20, "无法识别文字编码"),
}


@pytest.mark.parametrize(("data", "said"), SAID.values(), ids=SAID)
def test_a_file_that_gives_no_text_is_told_why(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        documents.read("报告", data)


def test_a_workbook_is_no_report(tmp_path: Path) -> None:
    import xlsxwriter

    xlsxwriter.Workbook(tmp_path / "a.xlsx").close()
    with pytest.raises(Unreadable, match="这是工作簿"):
        documents.read("a.docx", (tmp_path / "a.xlsx").read_bytes())


def test_a_word_document_that_unpacks_beyond_measure_is_not_opened() -> None:
    bomb = repacked(word("甲"), **{"word/media/image1.xml": b"0" * 30_000_000})
    with pytest.raises(Unreadable, match="大得不正常"):
        documents.read("a.docx", bomb)
    many = repacked(word("甲"), **{f"word/media/{n}.xml": b"" for n in range(2100)})
    with pytest.raises(Unreadable, match="大得不正常"):
        documents.read("a.docx", many)


def test_a_file_over_the_limit_is_not_read() -> None:
    with pytest.raises(Unreadable, match="最多"):
        documents.read("a.txt", b"1" * 2000, LIMITS._replace(size=1000))


def test_a_scanned_pdf_is_told_to_be_one() -> None:
    with pytest.raises(Unreadable, match="扫描件"):
        documents.read("a.pdf", pdf(3))


def test_a_locked_pdf_is_told_to_be_one() -> None:
    data = pdf(1, "River patrols 60", password="secret")
    assert PdfReader(io.BytesIO(data)).is_encrypted
    with pytest.raises(Unreadable, match="密码"):
        documents.read("a.pdf", data)


def test_a_word_document_without_text_is_told() -> None:
    with pytest.raises(Unreadable, match="没有文字"):
        documents.read("a.docx", word(""))


@pytest.mark.parametrize("limits", [LIMITS._replace(seconds=0), LIMITS._replace(memory=40_000_000)])
def test_a_file_that_takes_too_long_or_too_much_takes_only_its_own_process_with_it(
    limits: documents.ReportLimits,
) -> None:
    with pytest.raises(Unreadable, match=r"没有读完|大得不正常"):
        documents.read("a.docx", word("村级河长巡河60次"), limits)


def test_a_name_is_only_a_text() -> None:
    assert documents.read("../../etc/\u202ereport.txt", TEXT.encode()).name == "report.txt"
