"""The look of an official document: GB/T 9704-2012 as styles, page and page numbers of a Word file.

A4 with margins 37/28/26/35 mm leaves 156 × 225 mm: 22 lines of 28 characters of 16 pt.
"""

from copy import deepcopy

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Mm

from engine.reporting.word.word_xml import NAMESPACES, fonts

BODY, TITLE, BLACK, ITALIC, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
# 225 mm / 22 = 28.99 pt; 29.0 would push the last line off the page.
PITCH = 28.95
CHARACTER = 16 - 0.25  # points a character takes: 28 of them in 156 mm
_LINE = f'<w:spacing w:before="0" w:after="0" w:line="{round(PITCH * 20)}" w:lineRule="exact"/>'
# No grid, no gaps between Chinese and figures, no widow control: each moves text off the 22 × 28. `overflowPunct` is
# Word's default said aloud: LibreOffice reads the switch the wrong way round, and left unsaid loses commas in the margin.
_PLAIN = '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_LEFTOVERS = {"thumbnail", "numbering", "customXml", "stylesWithEffects", "fontTable"}
# 35 mm under the upper edge of the text.
_MARK = '<w:spacing w:before="1984" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
_INDENT = '<w:ind w:firstLine="630" w:firstLineChars="200"/>'


def new_document() -> Document:
    """An empty document with the styles, the page and the page numbers."""
    document = docx.Document()
    _set_styles(document)
    _set_settings(document)
    _drop_leftovers(document)
    section = document.sections[0]
    _set_page(section)
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        _number_pages(footer, align)
    return document


def landscape(section: Section) -> None:
    """The page turned for wide tables, the binding edge on top."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(35), Mm(37)
    section.footer_distance = Mm(14)


def narrow(section: Section) -> None:
    """Margins of 22 mm: a sheet for a meeting is no official document, and has to say everything on one page."""
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(22)
    section.footer_distance = Mm(11)


def portrait_end(document: Document) -> str:
    """The properties that end the upright part of the document, with the same page numbers as the rest."""
    properties = deepcopy(document.sections[0]._sectPr)
    for name in ("w:pgSz", "w:pgMar"):
        properties.remove(properties.find(qn(name)))
    kept = "".join(_text(child) for child in properties if child.tag == qn("w:footerReference"))
    return (
        f'<w:sectPr>{kept}<w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>{_margins()}'
        '<w:cols w:space="425"/></w:sectPr>'
    )


def _text(element: BaseOxmlElement) -> str:
    return f'<w:footerReference r:id="{element.get(qn("r:id"))}" w:type="{element.get(qn("w:type"))}"/>'


def _margins() -> str:
    top, right, bottom, left, footer = (round(mm * 1440 / 25.4) for mm in (37, 26, 35, 28, 23))
    return (
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="851" w:footer="{footer}" w:gutter="0"/>'
    )


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)  # the number stands 7 mm under the text
    for name in ("w:docGrid", "w:cols"):
        for found in section._sectPr.findall(qn(name)):
            section._sectPr.remove(found)


def _number_pages(footer: _Footer, align: str) -> None:
    """— 1 — in 14 pt, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    look = f'<w:rPr>{fonts(SONG)}<w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
    field = "".join(
        f"<w:r>{look}{inner}</w:r>"
        for inner in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    outer = f'<w:ind w:{align}="280"/><w:jc w:val="{align}"/>'
    xml = f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Footer"/>{outer}</w:pPr>{field}</w:p>'
    old = footer.paragraphs[0]._p
    old.getparent().replace(old, parse_xml(xml))


def _style(key: str, name: str, font: str, size: float, paragraph: str, kind: str = "", after: str = "Normal") -> str:
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if key == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f'<w:next w:val="{after}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr>{fonts(font)}{kind}<w:sz w:val="{size * 2:g}"/><w:szCs w:val="{size * 2:g}"/></w:rPr></w:style>'
    )


def _set_styles(document: Document) -> None:
    tight = '<w:spacing w:val="-5"/>'  # 16 pt − 0.25 pt
    loose = '<w:spacing w:val="0"/>'
    single = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    apart = '<w:spacing w:before="160" w:after="60" w:line="240" w:lineRule="auto"/>'
    outline = '<w:outlineLvl w:val="{}"/>'
    heads = [
        _style(f"Heading{n}", f"heading {n}", font, 16, f"{_INDENT}{outline.format(n - 1)}", tight, "BodyText")
        for n, font in enumerate((BLACK, ITALIC, BODY, BODY), start=1)
    ]
    own = [
        _style("Normal", "Normal", BODY, 16, f'{_PLAIN}<w:snapToGrid w:val="0"/>{_LINE}<w:jc w:val="both"/>', tight),
        _style("BodyText", "Body Text", BODY, 16, _INDENT, tight, "BodyText"),
        _style("Mark", "发文机关标志", TITLE, 52, _MARK, f'<w:color w:val="FF0000"/>{loose}'),
        _style("Title", "Title", TITLE, 22, '<w:jc w:val="center"/>', loose, "BodyText"),
        *heads,
        _style("Annex", "附件", BLACK, 16, '<w:jc w:val="left"/>', tight),
        _style("AnnexTitle", "附件标题", TITLE, 18, '<w:jc w:val="center"/>', loose),
        _style("AnnexHead", "附件小标题", BLACK, 12, f'<w:keepNext/>{apart}<w:jc w:val="left"/>', loose),
        _style("Note", "附件说明", BODY, 10.5, f'{single}<w:jc w:val="left"/>', loose),
        _style("Cell", "表格文字", BODY, 10.5, f'{single}<w:jc w:val="left"/>', loose),
        _style("Bar", "条形", BODY, 1, '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', loose),
        _style("Footer", "footer", SONG, 14, f'{single}<w:jc w:val="left"/>', loose),
    ]
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY)}{language}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )
    element = document.styles.element
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:styles {NAMESPACES}>{defaults}{''.join(own)}{_table_styles()}</w:styles>"):
        element.append(child)


def _table_styles() -> str:
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr></w:style>'
    )


def _set_settings(document: Document) -> None:
    """Page numbers that differ on odd and even pages; nothing of the template's own history and no layout of old Words."""
    settings = (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
    element = document.settings.element
    for child in list(element):
        element.remove(child)
    for child in parse_xml(settings):
        element.append(child)


def _drop_leftovers(document: Document) -> None:
    """What the template brings along and nothing here uses: a picture of an empty page, lists and styles of its own."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.rpartition("/")[2] in _LEFTOVERS]:
            del relations[key]
