"""The bullet of a target as a native Word table: cells of exact width, shaded; no picture and no browser is needed.

Dark = achieved, hatched = projected at today's rate, light = the way to the target, thick line = target, thin line = expected today.
"""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from engine.charts.palette import LIGHT
from engine.reporting.word.word_xml import paragraph

KEY = "深色：已完成　斜纹：按目前进度推算的全年　浅色：离目标还差的部分　粗竖线：目标　细竖线：序时进度"
_MOST = 1.5  # of the target; a longer bar is broken and its number written
_HEIGHT = 170  # twentieths of a point
_BREAK = 60
_INK, _TRACK, _SOFT = (colour.removeprefix("#").upper() for colour in (LIGHT.ink, LIGHT.track, LIGHT.middle))


def bar(ratio: float, expected: float, projected: float, width: int) -> str:
    """The cell's inside: a table of one row, `width` twentieths of a point for one and a half targets; empty without a ratio."""
    if pd.isna(ratio):
        return paragraph("", "Cell")
    marks = [(1.0, 24), *([(expected, 8)] if 0 < expected < _MOST and expected != 1 else [])]
    cuts = sorted({0.0, _MOST, *(at for at, _ in marks), *(min(x, _MOST) for x in (ratio, projected) if x > 0)})
    told, widths = [], []
    for start, end in pairwise(cuts):
        thick = next((size for at, size in marks if at == start), 0)
        widths.append(max(round((end - start) / _MOST * width), 12))
        told.append(_segment(widths[-1], _shade(end, ratio, projected), thick))
    if ratio > _MOST:  # the bar goes on beyond the paper
        widths[-1] -= 2 * _BREAK
        told[-1] = _segment(widths[-1], _solid(_INK), 24 if cuts[-2] == 1.0 else 0)
        for filled in (False, True):
            widths.append(_BREAK)
            told.append(_segment(_BREAK, _solid(_INK) if filled else "", 0))
    return _table(widths, told) + paragraph("", "Bar")


def _shade(end: float, ratio: float, projected: float) -> str:
    if end <= min(ratio, _MOST):
        return _solid(_INK)
    if not pd.isna(projected) and end <= projected:
        return f'<w:shd w:val="diagStripe" w:color="{_SOFT}" w:fill="FFFFFF"/>'
    return _solid(_TRACK) if end <= 1 else ""


def _solid(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _segment(width: int, shade: str, mark: int) -> str:
    line = (
        f'<w:tcBorders><w:left w:val="single" w:sz="{mark}" w:space="0" w:color="000000"/></w:tcBorders>'
        if mark
        else ""
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{line}{shade}</w:tcPr>{paragraph("", "Bar")}</w:tc>'


def _table(widths: Sequence[int], segments: list[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{none}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{_HEIGHT}" w:hRule="exact"/></w:trPr>{"".join(segments)}</w:tr></w:tbl>'
    )
