"""Workbooks to fill in, made from the contract: one per ledger, and the guide 填报说明 to all of them.

Nothing of a column is said here: header, type, limits, choices and words come from the contract, the names of
places from the home. What a workbook lets through, the importer reads; the importer checks everything again.
"""

import io
from datetime import datetime, timedelta

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.importing import column_guide
from engine.importing.column_guide import WrittenPlace
from engine.ledgers.contract import Field, Resource
from engine.ledgers.home import Home

PREPARED = 300  # rows with borders, so that an official sees where to write
_CHECKED = 5_000  # rows that are checked while typing
_A4, _A3, _FIT_A4 = 9, 8, 12  # paper, and how many columns can be read on the smaller
_LONGEST_LIST = 255  # letters in a drop-down that is written out in the cell's own rule
_EVER = {"minimum": "1900-01-01", "maximum": "2099-12-31"}  # where the contract sets no bounds
_HEAD, _GUIDE, _PLACES = 0, "填报说明", "区划"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_GUIDE_WIDTHS = {"栏目": 20, "必填": 8, "填什么": 26, "可填的值": 44, "举例": 24, "说明": 40, "个人信息": 12}


def workbook(resource: Resource, home: Home) -> bytes:
    """The workbook in which one ledger of this home is filled in (.xlsx)."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        # A fixed date: the same contract and places give the same bytes.
        book.set_properties({"title": resource.title, "created": datetime(2000, 1, 1)})
        looks, places = _looks(book), column_guide.places(home)
        _filled_in(book, resource, places, looks)
        _explained(_guide_page(book, _GUIDE), resource, places, looks)
        _list_places(book, places, looks)
    return buffer.getvalue()


def guide(ledgers: list[Resource], home: Home) -> bytes:
    """填报说明 for all ledgers in one workbook, a sheet each, behind a table of contents (.xlsx)."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        book.set_properties({"title": _GUIDE, "created": datetime(2000, 1, 1)})
        looks, places = _looks(book), column_guide.places(home)
        contents = _guide_page(book, "目录")
        contents.write_row(0, 0, ("台账", "责任单位", "栏目数", "一行记什么"), looks["head"])
        contents.set_column(0, 2, 20)
        contents.set_column(3, 3, 70)
        for row, resource in enumerate(ledgers, start=1):
            contents.write_url(
                row, 0, f"internal:'{column_guide.sheet_name(resource)}'!A1", looks["link"], resource.title
            )
            cells = (resource.owner, str(len(resource.fields)), resource.description)
            contents.write_row(row, 1, cells, looks["text"])
        for resource in ledgers:
            _explained(_guide_page(book, column_guide.sheet_name(resource)), resource, places, looks)
    return buffer.getvalue()


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    edge = {"border": 1, "border_color": "#a9b8c9", "valign": "top", "text_wrap": True}
    head = {**edge, "bold": True, "valign": "vcenter"}
    looks = {
        "title": {"bold": True, "font_size": 14},
        "line": {"text_wrap": True, "valign": "top"},
        "must": {**head, "bg_color": "#27496d", "font_color": "#ffffff"},
        "may": {**head, "bg_color": "#dfe6ee", "font_color": "#0f1822"},
        "head": {**head, "bg_color": "#dfe6ee"},
        "text": edge,
        "link": {**edge, "font_color": "#1f5488", "underline": 1},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _filled_in(
    book: xlsxwriter.Workbook, resource: Resource, places: list[WrittenPlace], looks: dict[str, Format]
) -> None:
    """The sheet to fill in: the contract's header, the cells of each column made for what goes in."""
    sheet = book.add_worksheet(column_guide.sheet_name(resource))
    for column, field in enumerate(resource.fields):
        form = {"num_format": column_guide.number_format(field)}
        cell = book.add_format({**form, "border": 1, "border_color": "#d5dce4"})
        sheet.set_column(column, column, column_guide.width(field), book.add_format(form))
        sheet.write_string(_HEAD, column, field.name, looks["must" if column_guide.required(field) else "may"])
        size = {"x_scale": 1.6, "y_scale": 1.4, "font_size": 10}
        sheet.write_comment(_HEAD, column, column_guide.hint(field), size)
        for row in range(1, PREPARED + 1):
            sheet.write_blank(row, column, None, cell)
        _check(sheet, column, field, resource, places)
    sheet.set_row(_HEAD, 30)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4 if len(resource.fields) <= _FIT_A4 else _A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_header(f"&C&14{resource.title}台账")
    sheet.set_footer("&L填报单位：　　　　　　填报人：　　　　　　填报日期：&R第 &P 页，共 &N 页")
    sheet.print_area(0, 0, PREPARED, len(resource.fields) - 1)


def _check(sheet: Worksheet, column: int, field: Field, resource: Resource, places: list[WrittenPlace]) -> None:
    """What a spreadsheet program itself checks while somebody types."""
    rule = _rule(column, field, resource, places)
    if rule is None:
        return
    words = {
        # Titles of a message are at most 32 letters, texts 255: what is longer stands in 填报说明.
        "input_title": field.name[:32],
        "input_message": column_guide.hint(field)[:250],
        "error_title": f"“{field.name[:20]}”填得不对",
        "error_message": column_guide.fault_said(field)[:250],
    }
    sheet.data_validation(1, column, _CHECKED, column, {"ignore_blank": True, **words, **rule})


def _rule(column: int, field: Field, resource: Resource, places: list[WrittenPlace]) -> dict | None:
    limits = field.constraints
    if field.column == "place":
        # A code may be written as well, or the name of a place that is not in the list yet: the importer asks.
        last = max(len(places), 1) + 1
        return {"validate": "list", "source": f"={_PLACES}!$A$2:$A${last}", "error_type": "warning"}
    if choices := field.offered:
        more = {} if "enum" in limits else {"error_type": "warning"}  # suggestions leave room for something else
        if sum(map(len, choices)) + len(choices) <= _LONGEST_LIST and not any("," in each for each in choices):
            return {"validate": "list", "source": list(choices), **more}
        return None
    if field.type in ("date", "datetime"):
        least, most = (datetime.fromisoformat(limits.get(end, day)) for end, day in _EVER.items())
        return {"validate": "date", "criteria": "between", "minimum": least, "maximum": most + timedelta(seconds=59)}
    if field.type in ("integer", "number"):
        least, most = limits.get("minimum", -(10**14)), limits.get("maximum", 10**14)
        kind = "integer" if field.type == "integer" else "decimal"
        return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
    if field.column == resource.key:
        letter = xlsxwriter.utility.xl_col_to_name(column)
        return {"validate": "custom", "value": f"=COUNTIF({letter}$2:{letter}${_CHECKED + 1},{letter}2)=1"}
    return None


def _guide_page(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    return sheet


def _explained(sheet: Worksheet, resource: Resource, places: list[WrittenPlace], looks: dict[str, Format]) -> None:
    """What each column of a ledger is for, from the contract."""
    row = 0
    sheet.write_string(row, 0, f"{resource.title}台账填报说明", looks["title"])
    for line in column_guide.rules(resource):
        row += 1
        sheet.merge_range(row, 0, row, len(_GUIDE_WIDTHS) - 1, line, looks["line"])
        sheet.set_row(row, 18 * -(-len(line) // 80))
    row += 2
    for column, (name, width) in enumerate(_GUIDE_WIDTHS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(row, column, name, looks["head"])
    for field in resource.fields:
        row += 1
        told = column_guide.explained(field, places)
        for column, text in enumerate(told.values()):
            sheet.write_string(row, column, text, looks["text"])
        # A Chinese character is two digits wide, and not every program finds the height of wrapped text by itself.
        lines = max(-(-2 * len(text) // _GUIDE_WIDTHS[name]) for name, text in told.items())
        sheet.set_row(row, 15 * max(lines, 1) + 2)


def _list_places(book: xlsxwriter.Workbook, places: list[WrittenPlace], looks: dict[str, Format]) -> None:
    """The names that the drop-down of 区划代码 offers, with their codes."""
    sheet = book.add_worksheet(_PLACES)
    sheet.set_column(0, 1, 24)
    sheet.write_row(0, 0, ("名称", "代码"), looks["head"])
    for row, place in enumerate(places, start=1):
        sheet.write_string(row, 0, place.written, looks["text"])
        sheet.write_string(row, 1, place.code, looks["text"])
