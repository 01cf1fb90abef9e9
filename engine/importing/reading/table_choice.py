"""Which table of a file is meant, and whether it is a table of this ledger at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, NoReturn

from engine.importing.reading import header
from engine.importing.reading.header import Header, Names
from engine.importing.reading.learnt_aliases import Aliases
from engine.importing.reading.tables_in_file import Source
from engine.ledgers.contract import Resource
from engine.uploads.parsed_file import SeveralSheets, WrongHeader


class Vocabulary(NamedTuple):
    """How the headers of every ledger may be written: by ledger, and all together."""

    ledgers: dict[str, Resource]
    names: dict[str, Names]
    any: Names


class Chosen(NamedTuple):
    """The table to read and its header."""

    source: Source
    header: Header
    notices: tuple[str, ...]


def vocabulary(contract: Mapping[str, Resource], aliases: Aliases) -> Vocabulary:
    """The vocabulary of a home."""
    ledgers = {name: resource for name, resource in contract.items() if resource.is_ledger}
    names = {name: header.names_of(r, aliases.headers.get(name)) for name, r in ledgers.items()}
    together: Names = {}
    for known in names.values():
        together = {**known, **together}
    return Vocabulary(ledgers, names, together)


def fits(words: Vocabulary, rows: Sequence[Sequence[str]]) -> int:
    """How many columns of whatever ledger can be recognised in these first rows."""
    found = header.find(rows, words.any)
    return len(found.fields) if found else 0


def choose(sources: list[Source], resource: Resource, words: Vocabulary) -> Chosen:
    """The one table of the file that is this ledger's. Raises Refused, SeveralSheets."""
    found = [(source, header.find(source.beginning, words.names[resource.name])) for source in sources]
    whole = [(s, h) for s, h in found if h and not h.missing(resource)]
    shown = [(s, h) for s, h in whole if not s.hidden] or whole
    if len(shown) > 1:
        names = tuple(s.sheet for s, _ in shown)
        raise SeveralSheets(
            f"工作簿里有 {len(names)} 张工作表都像“{resource.title}”：{'、'.join(names)}。请选一张，分别导入", names
        )
    if not shown:
        _refuse([(s, h) for s, h in found if h], sources, resource, words)
    source, chosen = shown[0]
    _refuse_other(source, chosen, resource, words)
    header.refuse_faults(chosen)
    others = [s.sheet for s in sources if s is not source and any(any(row) for row in s.beginning)]
    said = (f"读的是工作表“{source.sheet}”，没有读：{'、'.join(f'“{name}”' for name in others)}",) if others else ()
    return Chosen(source, chosen, said)


def best_ledger(sources: list[Source], words: Vocabulary) -> str | None:
    """The ledger whose columns the file has most completely, or None if it looks like none."""
    ranked = sorted(((_likeness(sources, r, words), name) for name, r in words.ledgers.items()), reverse=True)
    (score, name) = ranked[0]
    return name if score > (False, 0, 0) else None


def _likeness(sources: list[Source], resource: Resource, words: Vocabulary) -> tuple[bool, int, float]:
    """Whether nothing required is missing; columns by their very name; share of the ledger's columns."""
    best = (False, 0, 0.0)
    for source in sources:
        found = header.find(source.beginning, words.names[resource.name])
        if found:
            whole = not found.missing(resource)
            best = max(best, (whole, found.exact if whole else 0, len(found.fields) / len(resource.fields)))
    return best if best[0] or best[2] >= 0.5 else (False, 0, 0.0)


def _refuse(
    found: list[tuple[Source, Header]], sources: list[Source], resource: Resource, words: Vocabulary
) -> NoReturn:
    other = best_ledger(sources, words)
    other = other if other != resource.name else None
    hint = f"这个文件像是“{words.ledgers[other].title}”台账，" if other else ""
    if not found:
        wanted = "、".join(resource.headers)
        raise WrongHeader(
            f"{hint}找不到“{resource.title}”的表头（在前 {header.DEPTH} 行里找过）。表头应有：{wanted}。"
            f"请{'改选台账，或' if hint else ''}按模板改好表头后再传",
            looks_like=other,
        )
    source, best = max(found, key=lambda pair: len(pair[1].fields))
    names = best.missing(resource)
    missing = "、".join(f"“{name}”" for name in names)
    where = f"工作表“{source.sheet}”的" if source.sheet and len(sources) > 1 else ""
    choose_other = "请改选台账；如果没有选错，" if hint else ""
    said = f"{hint}{where}表头缺少{missing}。{choose_other}请补上这些列后再传"
    raise WrongHeader(said, tuple(names), tuple(best.unknown), other)


def _refuse_other(source: Source, mine: Header, resource: Resource, words: Vocabulary) -> None:
    """Ledgers resemble each other: one that has clearly more of the file's columns is the one that is meant."""
    for name, other in words.ledgers.items():
        theirs = header.find(source.beginning[: mine.last + 1], words.names[name]) if name != resource.name else None
        if theirs and not theirs.missing(other) and theirs.exact >= mine.exact + 2:
            raise WrongHeader(
                f"这个文件像是“{other.title}”台账，不是“{resource.title}”（有 {theirs.exact} 列同名，“{resource.title}”只有 {mine.exact} 列）。"
                "请改选台账；如果没有选错，请按模板改好表头后再传",
                looks_like=name,
            )
