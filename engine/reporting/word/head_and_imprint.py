"""What stands over and under an official document: 版头 (who issues it, its number, who signed it off, the red line) and 版记.

GB/T 9704-2012, 7.2 and 7.4. Each of these is left out, with its place, where there is nothing to say.
"""

from engine.reporting.word.page_style import ITALIC, PITCH
from engine.reporting.word.word_xml import Look, paragraph, run, said

_RED = "FF0000"
_WIDTH = 8845  # 156 mm of text in twentieths of a point
_LARGEST = 52  # points; the name of the issuing office stands in one line
_EMU = 635  # of a drawing, in a twentieth of a point
_DRAWING = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_SMALL = Look(size=14)
_THICK, _THIN = 8, 6  # eighths of a point: 0.35 and 0.25 mm


def head(mark: str, number: str, signer: str) -> list[str]:
    """发文机关标志 35 mm under the edge of the text, 发文字号 two lines below, the red line 4 mm below that.

    A document to a superior names who signed it off: its number then stands at the left, the signer at the right.
    """
    told = [] if not mark else [_mark(mark), said("", "Normal"), said("", "Normal")]
    if signer:
        told.append(_number_and_signer(number, signer))
    elif number:
        told.append(said(number, "Normal", '<w:jc w:val="center"/>'))
    if mark:
        told.append(_line())
    return [*told, said("", "Normal"), said("", "Normal")] if told else []


def imprint(copies: str, printer: str, printed: str) -> str:
    """抄送 and 印发机关, 印发日期 at the foot of the page on which the document ends: a run for its last paragraph."""
    told = []
    if copies:
        hung = '<w:ind w:left="1120" w:right="280" w:hanging="840"/><w:jc w:val="left"/>'
        told.append(paragraph(run(f"抄送：{copies.rstrip('。')}。", _SMALL), "Normal", hung))
    if printer or printed:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{_WIDTH - 280}"/></w:tabs>'
        inner = run(printer, _SMALL) + (f"<w:r><w:tab/></w:r>{run(f'{printed}印发', _SMALL)}" if printed else "")
        told.append(paragraph(inner, "Normal", f'{tab}<w:ind w:left="280" w:right="280"/><w:jc w:val="left"/>'))
    return f"<w:r>{_foot(_ruled(told), len(told))}</w:r>" if told else ""


def _ruled(lines: list[str]) -> str:
    """Lines with rules over, between and under them, as wide as the text."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", _THICK), ("bottom", _THICK), ("insideH", _THIN))
    )
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH}" w:type="dxa"/></w:tcPr>'
    rows = "".join(f"<w:tr>{cell}{line}</w:tc></w:tr>" for line in lines)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{none}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_WIDTH}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _foot(inner: str, lines: int) -> str:
    """A box at the lower edge of the text. A floating table would do, but LibreOffice lets one so wide float nowhere."""
    width, height = round(_WIDTH * _EMU), round((lines * PITCH + 2) * 20 * _EMU)
    namespaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _DRAWING.items())
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:drawing><wp:anchor {namespaces} distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_DRAWING["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{inner}{paragraph('', 'Bar')}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def _mark(text: str) -> str:
    size = min(_LARGEST, _WIDTH // 20 // len(text))
    return paragraph(run(text, Look(size=size)), "Mark")


def _number_and_signer(number: str, signer: str) -> str:
    """One character in on both sides; the signer's name in 楷体."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{_WIDTH - 320}"/></w:tabs><w:ind w:left="320"/><w:jc w:val="left"/>'
    told = run(number) + "<w:r><w:tab/></w:r>" + run("签发人：") + run(signer, Look(font=ITALIC))
    return paragraph(told, "Normal", tab)


def _line() -> str:
    """As wide as the text, 4 mm below what stands over it."""
    border = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{_RED}"/></w:pBdr>'
    return paragraph("", "Bar", border + '<w:spacing w:before="0" w:after="0" w:line="227" w:lineRule="exact"/>')
