"""Reading an uploaded file: from its bytes to rows in the contract's own way of writing, every line accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from engine.importing.reading import (
    contract_rows,
    learnt_aliases,
    place_names,
    sheet_marks,
    table_choice,
    tables_in_file,
    xls_marks,
)
from engine.importing.reading.sheet_marks import Marks
from engine.importing.reading.tables_in_file import Source
from engine.ledgers import contract
from engine.ledgers.contract import Resource
from engine.ledgers.home import Home
from engine.uploads import child_process, gate
from engine.uploads.gate import UPLOAD, Limits
from engine.uploads.parsed_file import Parsed

Progress = Callable[[int, int], None]  # rows read, rows expected


def parse(
    data: bytes,
    name: str,
    resource: Resource,
    home: Home,
    sheet: str | None = None,
    on_progress: Progress | None = None,
    limits: Limits = UPLOAD,
) -> Parsed:
    """Read a file of this ledger in a process of its own, limited in memory and time. Raises Refused (SeveralSheets)."""
    gate.kind_of(data, limits)
    arguments = {"name": name, "resource": resource, "home": home, "sheet": sheet, "limits": limits}
    return child_process.run("engine.importing.reading.read_file", "parse_here", data, arguments, limits, on_progress)


def parse_here(
    data: bytes,
    name: str,
    resource: Resource,
    home: Home,
    sheet: str | None = None,
    on_progress: Progress | None = None,
    limits: Limits = UPLOAD,
) -> Parsed:
    """The same in this process: a file that eats memory eats ours. Raises Refused (SeveralSheets)."""
    kind = gate.kind_of(data, limits)
    learnt = learnt_aliases.read(home)
    known = contract.load(home.file("datapackage.json"))
    words = table_choice.vocabulary({**known, resource.name: resource}, learnt)
    tables = tables_in_file.tables(data, kind, sheet, lambda first: table_choice.fits(words, first))
    chosen = table_choice.choose(tables, resource, words)
    marks = _marks(data, kind, chosen.source)
    places = place_names.of_home(home, learnt.places)
    read = contract_rows.read(
        chosen, resource, places, marks, (gate.rows_of(kind, limits), limits.columns), on_progress
    )
    return Parsed(
        file=gate.shown_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        form=chosen.source.form,
        header_line=read.header_line,
        matched=chosen.header.matched,
        rows=read.rows,
        problems=tuple(read.problems),
        skipped=tuple(read.skipped),
        notices=tuple(read.notices),
        unread=read.unread,
        absent=tuple(chosen.header.absent(resource)),
    )


def _marks(data: bytes, kind: str, table: Source) -> Marks:
    if kind == "xlsx":
        return sheet_marks.read(data, table.sheet)
    return xls_marks.read(data, table.index) if kind == "xls" else table.marks or Marks()


def ledger_of(data: bytes, name: str, known: Mapping[str, Resource], home: Home, limits: Limits = UPLOAD) -> str | None:
    """The ledger that the file's header fits best, None if it fits none. Raises Refused if it cannot be read at all."""
    gate.kind_of(data, limits)
    arguments = {"name": name, "known": dict(known), "home": home, "limits": limits}
    return child_process.run("engine.importing.reading.read_file", "ledger_of_here", data, arguments, limits)


def ledger_of_here(
    data: bytes, name: str, known: Mapping[str, Resource], home: Home, limits: Limits = UPLOAD
) -> str | None:
    """The same in this process."""
    kind = gate.kind_of(data, limits)
    words = table_choice.vocabulary(known, learnt_aliases.read(home))
    tables = tables_in_file.tables(data, kind, None, lambda first: table_choice.fits(words, first))
    return table_choice.best_ledger(tables, words)
