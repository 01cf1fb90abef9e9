"""The page 年度报告 without a browser: what it shows, and how templates are changed on it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.ledgers.home import Home
from engine.reporting import templates
from tests.screen.test_pages import blocks, filters, tables, top

ROOT = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.switch_page("pages/report.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


@pytest.fixture
def own(templated, own_tiny: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home of the reader's own that can be written."""
    monkeypatch.setenv("LEDGER_HOME", str(own_tiny.path))
    return own_tiny


def with_templates_open(app: AppTest) -> AppTest:
    app.session_state["templates-fold"] = True
    return app.run()


def text(app: AppTest) -> str:
    return "\n".join(part.value for part in app.markdown)


def test_the_numbers_of_the_preview_lead_to_their_pages():
    app = opened(year="2024", ids="true")
    where = "/indicator?indicator=patrols_village&place=620999101&year=2024&as_of=2024-12-31"
    assert f'村级河长巡河[6]({where} "编号 4-05 村级河长巡河"):gray[:small[〔4\\-05〕]]次' in text(app)
    assert top(app)["title"].startswith("2024年度报告：")


def test_what_is_missing_is_listed_with_its_reason_and_office():
    table = tables(opened(year="2024"))["未写入报告的句子"]
    assert ["理论学习" in reason for reason in table["原因"]].count(True) >= 4
    assert set(table.columns) == {"原因", "责任单位", "句子", "模板位置"}


def test_numbers_to_be_thought_over_are_named():
    said = "\n".join(part.value for part in opened(year="2024").text)
    assert "信访群众满意率 66.6667%：只有 3 件有评价，代表性不足" in said
    assert "村级河长巡河 6 次：另有 1 个文件未计入，另有 3 行未计入" in said


def test_a_template_saved_on_the_page_changes_the_preview(own):
    app = with_templates_open(opened(year="2024"))
    box = app.text_area[0]
    box.set_value("# 主要举措和成效\n巡河{patrols_village}次。")
    next(b for b in app.button if b.label == "保存").click()
    app.run()
    assert "已保存" in app.success[0].value.replace("\\", "")
    assert "巡河[6](" in text(app) and (own.path / templates.FOLDER / "1_achievements.md").exists()


def test_a_wrong_template_is_refused_on_the_page_with_its_line_and_the_typed_text_stays(own):
    app = with_templates_open(opened(year="2024"))
    app.text_area[0].set_value("# 主要举措和成效\n巡河{patrol}次。")
    next(b for b in app.button if b.label == "保存").click()
    app.run()
    said = app.error[0].value.replace("\\", "")
    assert "没有保存。" in said and "第 2 行" in said and "没有“patrol”" in said
    assert "巡河{patrol}次。" in app.text_area[0].value


def test_a_home_whose_templates_are_wrong_shows_how_to_mend_them_and_the_box_to_do_it(templated, own):
    templated("巡河{patrol}次。")
    app = with_templates_open(opened(year="2024"))
    assert not app.exception and top(app)["title"] == "报告模板有误，改正后才能生成报告"
    assert "report/1_achievements.md 第 2 行" in app.error[0].value.replace("\\", "")
    assert app.text_area


def test_template_text_cannot_bring_markup_onto_the_page(templated, own):
    templated("![x](http://evil.example/x.png) <b>粗</b> [链接](http://evil.example) 巡河{patrols_village}次。")
    shown = text(opened(year="2024"))
    assert "![x](http" not in shown and "[链接](http" not in shown and "巡河[6](" in shown


def test_the_demonstration_says_why_its_templates_cannot_be_changed(demo_home):
    app = with_templates_open(opened())
    assert "演示数据" in app.info[0].value and "make run" in app.info[0].value
    assert next(b for b in app.button if b.label == "保存").disabled


@pytest.mark.parametrize(
    ("asked", "day", "written"),
    [
        ({}, "2025-01-01", "2025年1月1日"),
        ({"dated": "2025-01-20"}, "2025-01-20", "2025年1月20日"),
    ],
)
def test_the_date_of_the_document_is_the_readers_choice(asked, day, written):
    app = opened(year="2024", **asked)
    fields = next(block for block in blocks(app) if block["kind"] == "fields")["choices"]
    assert {each["name"]: each["value"] for each in fields} == {"dated": day, "ids": False}
    assert written in [part.value for part in app.markdown]


def test_the_date_of_the_document_is_not_kept_for_another_day_or_year():
    assert {each["name"] for each in filters(opened(year="2024")) if "dated" in each["drops"]} == {"year", "as_of"}


def test_four_numbers_say_how_far_the_report_is_written():
    tiles = next(block for block in blocks(opened(year="2024")) if block["kind"] == "tiles")
    assert [tile["label"] for tile in tiles["tiles"]] == ["已写入", "未写入", "待补写", "必备部分"]
