"""The annual report as a reader of the page gets it."""

import io
from pathlib import Path

import docx
from docx.oxml.ns import qn
from playwright.sync_api import Page, expect

from tests.browser.acting import Wait, opened


def test_a_number_leads_to_its_page_and_the_file_is_written_when_asked_for(
    page: Page, settled: Wait, demo_server: str
) -> None:
    opened(page, settled, f"{demo_server}/report?year=2024&ids=true")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载 Word 报告").click()
    assert taken.value.suggested_filename == "阿勒腾乡人民政府关于2024年法治政府建设情况的报告.docx"
    found = docx.Document(io.BytesIO(Path(taken.value.path()).read_bytes()))
    links = {relation.target_ref for relation in found.part.rels.values() if relation.is_external}
    assert any(link.startswith(f"{demo_server}/indicator?indicator=patrols_village&") for link in links)
    assert any("村级河长巡河60〔4-05〕次" in paragraph.text for paragraph in found.paragraphs)
    assert found.element.body.findall(f".//{qn('w:tbl')}")

    number = page.get_by_test_id("stMain").get_by_role("link", name="60", exact=True).first
    with page.context.expect_page() as turned:
        number.click()
    settled(turned.value)
    expect(turned.value.get_by_role("heading", level=1)).to_contain_text("村级河长巡河")
    expect(turned.value.get_by_test_id("stMain")).to_contain_text("统计时点 12月31日")
