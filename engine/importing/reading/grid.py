"""The rows below a header as columns of text, each row with its line: the form in which a whole file is worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from engine.importing.reading.csv_text import CHUNK, Chunk
from engine.uploads.parsed_file import Refused

BLANK = r"^[\s\x{0b}\x{85}\x{a0}\x{2000}-\x{200f}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]*$"


@dataclass
class Grid:
    """`columns`: one text column per column of the header, never null; `lines`: int64, as long.

    `wide`: lines with text beyond the header's last column → the cells there, which are not in `columns`;
    `short`: lines with fewer cells than the header.
    """

    columns: list[pa.ChunkedArray]
    lines: pa.ChunkedArray
    wide: dict[int, list[str]] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)

    def row(self, at: int) -> list[str]:
        """The cells of one row."""
        return [column[at].as_py() for column in self.columns]

    def only(self, mask: pa.ChunkedArray) -> Grid:
        """The rows for which the mask is true."""
        return Grid([c.filter(mask) for c in self.columns], self.lines.filter(mask), self.wide, self.short)


def build(
    chunks: Iterable[Chunk], skip: int, width: int, most: int, said: Callable[[int], None] = lambda done: None
) -> Grid:
    """The grid of all records after the first `skip` ones. Raises Refused well beyond `most` rows."""
    parts: list[list[pa.Array]] = [[] for _ in range(width)]
    lines: list[pa.Array] = []
    grid, done = Grid([], pa.chunked_array([], pa.int64())), 0
    for numbers, rows in chunks:
        if skip:
            cut = min(skip, len(rows))
            numbers, rows, skip = numbers[cut:], rows[cut:], skip - cut
        if not rows:
            continue
        rows = _even(numbers, rows, width, grid)
        for part, cells in zip(parts, zip(*rows, strict=True), strict=True):
            part.append(pa.array(cells, pa.string()))
        lines.append(pa.array(numbers, pa.int64()))
        done += len(rows)
        if done > most + CHUNK:  # early, so that a file without end is not read to its end
            refuse_many([pa.chunked_array(part) for part in parts], most)
        said(done)
    grid.columns = [pa.chunked_array(part, pa.string()) for part in parts]
    grid.lines = pa.chunked_array(lines, pa.int64())
    return finished(grid)


def of_columns(
    pieces: Iterable[tuple[int, list[list[str]]]], skip: int, width: int, most: int, said: Callable[[int], None]
) -> Grid:
    """The grid of columns that come in pieces of rows, each with the number of rows before it, without the first `skip`."""
    parts: list[list[pa.Array]] = [[] for _ in range(width)]
    lines: list[pa.Array] = []
    for before, columns in pieces:
        rows = len(columns[0]) if columns else 0
        cut = min(max(skip - before, 0), rows)
        for at, part in enumerate(parts):
            part.append(pa.array(columns[at][cut:] if at < len(columns) else [""] * (rows - cut), pa.string()))
        lines.append(pa.array(range(before + cut + 1, before + rows + 1), pa.int64()))
        said(before + rows)
        if before + rows > most + CHUNK:
            refuse_many([pa.chunked_array(part) for part in parts], most)
    whole = [pa.chunked_array(part, pa.string()) for part in parts]
    return finished(Grid(whole, pa.chunked_array(lines, pa.int64())))


def finished(grid: Grid) -> Grid:
    """The grid without the blank rows that spreadsheets leave below the last one."""
    rows = len(grid.lines)
    if not rows or not grid.columns:
        return grid
    blank = blank_rows(grid.columns)
    if not blank[rows - 1].as_py():
        return grid
    filled = pc.indices_nonzero(pc.invert(blank))
    end = filled[-1].as_py() + 1 if len(filled) else 0
    return Grid([c.slice(0, end) for c in grid.columns], grid.lines.slice(0, end), grid.wide, grid.short)


def is_blank(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whether each cell shows nothing."""
    return pc.match_substring_regex(column, BLANK)


def blank_rows(columns: list[pa.ChunkedArray]) -> pa.ChunkedArray:
    """Whether no cell of the row shows anything."""
    mask = is_blank(columns[0])
    for column in columns[1:]:
        if not pc.any(mask).as_py():
            break
        mask = pc.and_(mask, is_blank(column))
    return mask


def _even(lines: list[int], rows: list[list[str]], width: int, grid: Grid) -> list[list[str]]:
    """Rows of equal width; what was too long or too short is noted."""
    if set(map(len, rows)) == {width}:
        return rows
    even = []
    for line, row in zip(lines, rows, strict=True):
        if len(row) > width:
            if any(cell.strip() for cell in row[width:]):
                grid.wide[line] = row[width:]
            row = row[:width]
        elif len(row) < width:
            if any(cell.strip() for cell in row):
                grid.short[line] = len(row)
            row = [*row, *[""] * (width - len(row))]
        even.append(row)
    return even


def refuse_many(columns: list[pa.ChunkedArray], most: int) -> None:
    """Raise Refused if more rows than `most` show something."""
    if len(columns[0]) > most and len(columns[0]) - (pc.sum(blank_rows(columns)).as_py() or 0) > most:
        raise Refused(f"表里超过 {most:,} 行。请分成几个文件，分别导入")
