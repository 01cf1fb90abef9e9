"""Workbooks to fill in: the contract's header, choices and checks, and the importer takes what they let through."""

import io
from datetime import date, datetime
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from engine.importing import blank_workbooks, column_guide
from engine.importing.reading import read_file
from engine.ledgers.contract import Resource
from tests.homes import CONTRACT, TINY

LEDGERS = [resource for resource in CONTRACT.values() if resource.is_ledger]


# Between them they have every type of column; the others differ in words only.
SOME = [
    CONTRACT[name] for name in ("petitions", "enforcement_cases", "river_patrols", "law_savvy_residents", "trainings")
]


@cache
def opened(name: str) -> openpyxl.Workbook:
    """The template of a ledger of the tiny home."""
    return openpyxl.load_workbook(io.BytesIO(blank_workbooks.workbook(CONTRACT[name], TINY)))


def rules(sheet: Worksheet) -> dict[str, DataValidation]:
    """Header → what is checked in its column."""
    headers = {cell.column_letter: cell.value for cell in sheet[1]}
    return {headers[str(rule.sqref)[0]]: rule for rule in sheet.data_validations.dataValidation}


def test_the_header_of_every_template_is_the_contracts() -> None:
    for resource in LEDGERS:
        book = CalamineWorkbook.from_filelike(io.BytesIO(blank_workbooks.workbook(resource, TINY)))
        assert book.sheet_names == [resource.title, "填报说明", "区划"]
        assert book.get_sheet_by_index(0).to_python()[0] == resource.headers


def test_required_columns_look_different_and_every_header_says_what_goes_in() -> None:
    for resource in SOME:
        cells = opened(resource.name).worksheets[0][1]
        dark = {cell.value for cell in cells if cell.fill.start_color.rgb == "FF27496D"}
        assert dark == {f.name for f in resource.fields if f.constraints.get("required")}
        assert all(cell.comment.text.startswith(("必填：", "可空：")) for cell in cells)


def test_choices_dates_and_whole_numbers_are_checked_while_typing_with_chinese_words() -> None:
    for resource in SOME:
        checked = rules(opened(resource.name).worksheets[0])
        for field in resource.fields:
            if "enum" in field.constraints:
                rule = checked[field.name]
                assert rule.type == "list" and rule.formula1 == f'"{",".join(field.constraints["enum"])}"'
            elif field.type in ("date", "datetime", "integer", "number"):
                kind = {"date": "date", "datetime": "date", "integer": "whole", "number": "decimal"}[field.type]
                assert checked[field.name].type == kind, field.name
        assert all(rule.error and rule.errorTitle and "。" in rule.error for rule in checked.values())


def test_places_are_offered_by_name_and_the_townships_own_matters_too() -> None:
    book = opened("petitions")
    offered = [(row[0].value, row[1].value) for row in book["区划"].iter_rows(min_row=2)]
    assert ("乡本级", "620999101000") in offered and ("东湾村", "620999101201") in offered
    rule = rules(book.worksheets[0])["区划代码"]
    assert rule.formula1 == f"区划!$A$2:$A${len(offered) + 1}" and rule.errorStyle == "warning"


def test_keys_identity_and_telephone_numbers_are_text_and_the_header_stays_in_sight() -> None:
    sheet = opened("petitions").worksheets[0]
    formats = {cell.value: sheet.cell(2, cell.column).number_format for cell in sheet[1]}
    assert {formats[name] for name in ("编号", "联系电话", "身份证号", "备注")} == {"@"}
    assert formats["登记日期"] == "yyyy-mm-dd"
    assert (
        sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
    )


def test_the_guide_says_of_every_column_what_the_contract_says() -> None:
    resource = CONTRACT["petitions"]
    lines = [[cell.value for cell in row] for row in opened("petitions")["填报说明"].iter_rows()]
    head = next(n for n, line in enumerate(lines) if line[0] == "栏目")
    told = {line[0]: dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]}
    assert list(told) == resource.headers
    assert told["信访形式"]["可填的值"] == "来信、来访、网上、电话" and told["信访形式"]["必填"] == "必填"
    assert told["身份证号"]["个人信息"] == "证件号码" and told["办结日期"]["必填"] == "可空"
    assert told["区划代码"]["举例"] == "乡本级" or told["区划代码"]["举例"].endswith("村")


def test_one_workbook_explains_all_ledgers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_workbooks.guide(LEDGERS, TINY)))
    assert book.sheetnames == ["目录", *(r.title for r in LEDGERS)]
    assert [row[0].value for row in book["目录"].iter_rows(min_row=2)] == [r.title for r in LEDGERS]


@pytest.mark.parametrize("resource", SOME, ids=lambda r: r.name)
def test_a_filled_template_is_read_without_a_problem(resource: Resource) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_workbooks.workbook(resource, TINY)))
    sheet = book.worksheets[0]
    for line, number in ((2, 1), (3, 2)):
        for column, field in enumerate(resource.fields, start=1):
            sheet.cell(line, column).value = _typed(resource, field, number)
    saved = io.BytesIO()
    book.save(saved)
    found = read_file.parse_here(saved.getvalue(), f"{resource.title}.xlsx", resource, TINY)
    assert found.problems == () and found.rows.num_rows == 2
    first = {name: values[0] for name, values in found.rows.to_pydict().items()}
    assert first["row_id"] == "A-001" and first["place"] == "620999101000"
    dates = [first[f.column] for f in resource.fields if f.type == "date"]
    assert set(dates) <= {"2024-03-05"}


def _typed(resource: Resource, field: object, number: int) -> object:
    """What somebody who follows the example types."""
    if field.column == resource.key:
        return f"A-{number:03d}"
    if field.column == "place":
        return "乡本级"
    if field.type in ("date", "datetime"):
        return date(2024, 3, 5) if field.type == "date" else datetime(2024, 3, 5, 9, 30)
    if "pattern" in field.constraints:
        return "620999101201001"
    if field.type == "integer":
        return max(12, field.constraints.get("minimum", 0))
    return 12.5 if field.type == "number" else column_guide.example(field, [])
