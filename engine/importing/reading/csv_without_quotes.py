"""The records of a CSV file without a single quotation mark, several times faster than one by one.

Without quotation marks a record is a line and a cell is what stands between two delimiters: there is nothing
left for a strict reader to be strict about, so Arrow may split the file. Where that does not come out even,
or a quotation mark appears, the strict reader has to say what is wrong.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.csv

from engine.importing.reading.grid import Grid, finished
from engine.uploads import decoding

_BLOCK = 8 << 20


def read(data: bytes, encoding: decoding.Encoding, delimiter: str, skip: int, width: int) -> Grid | None:
    """The grid of all lines after the first `skip` ones, or None where the strict reader is needed."""
    if encoding.codec != "utf-8" or b'"' in data or len(delimiter.encode()) > 1 or width < 2:
        return None
    names = [str(at) for at in range(width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(pa.py_buffer(data)),
            read_options=pyarrow.csv.ReadOptions(skip_rows=skip, column_names=names, block_size=_BLOCK),
            parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, null_values=[]
            ),
        )
    except pa.ArrowInvalid:  # lines of different length, or none at all
        return None
    lines = pa.chunked_array([pa.array(range(skip + 1, skip + table.num_rows + 1), pa.int64())])
    return finished(Grid(table.columns, lines))
