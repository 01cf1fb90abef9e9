"""The file of a batch: a ledger's rows in the contract's own shape, made column by column."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from engine.ledgers.contract import Resource

_ROWS = 50_000  # written at a time
_END = "\r\n"


def content(rows: pa.Table, resource: Resource) -> Iterator[bytes]:
    """UTF-8 with BOM, Chinese header, quoted only where needed; read back by `reading.read` it gives the same cells."""
    yield b"\xef\xbb\xbf" + f"{','.join(_plain(name) for name in resource.headers)}{_END}".encode()
    for batch in rows.select([f.column for f in resource.fields]).to_batches(max_chunksize=_ROWS):
        lines = pc.binary_join_element_wise(*map(_quoted, batch.columns), ",")
        whole = pa.ListArray.from_arrays(pa.array([0, len(lines)], pa.int32()), lines)
        yield pc.binary_join(whole, _END)[0].as_buffer().to_pybytes() + _END.encode()


def _quoted(cells: pa.Array) -> pa.Array:
    cells = pc.fill_null(cells, "")
    needed = pc.match_substring_regex(cells, '[",\r\n]')
    if not pc.any(needed).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(needed, pc.binary_join_element_wise('"', doubled, '"', ""), cells)


def _plain(name: str) -> str:
    return f'"{name.replace(chr(34), chr(34) * 2)}"' if any(sign in name for sign in '",\r\n') else name
