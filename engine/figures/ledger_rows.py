"""From a number to the ledger rows behind it, as the frames that pages show and files carry."""

from datetime import date

import pandas as pd

from engine.figures import of_places
from engine.ledgers.contract import Resource
from engine.ledgers.reading import SEPARATOR
from engine.snapshot import questions
from engine.snapshot.questions import Scope, ask
from engine.words import days
from engine.words.excerpts import Excerpt

EVER = (date(1900, 1, 1), date(2100, 12, 31))


def cells(rows: pd.DataFrame, resource: Resource) -> pd.DataFrame:
    """The contract's columns, in Chinese, of rows that carry their `cells`, then file and line. Text throughout."""
    split = [text.split(SEPARATOR) for text in rows["cells"]]
    shown = pd.DataFrame(split, columns=resource.headers, index=rows.index, dtype="str")
    return shown.assign(来源文件=rows["source_file"], 行号=rows["line"])


# (docs/decisions.md, "A matter has a name")
def subject(resource: Resource, cells: str | None, row_id: str) -> str:
    """What a row is about in its own words, as far as its reader may read them; ledger and number where it does not say.

    A choice (邻里) says too little by itself: the name of the ledger stands before it.
    """
    told = "，".join(text for column in resource.subject if (text := _cell(resource, cells, column)))
    if not told:
        return f"{resource.title} {row_id}"
    choice = "enum" in resource.field(resource.subject[0]).constraints
    return f"{resource.title}（{told}）" if choice else told


def handler(scope: Scope, resource: Resource, cells: str | None) -> str:
    """The name of who deals with a row; empty where the ledger has none, or the reader may not see it."""
    if resource.handler is None or (resource.field(resource.handler).personal and not scope.unmasked):
        return ""
    return _cell(resource, cells, resource.handler)


def _cell(resource: Resource, cells: str | None, column: str) -> str:
    if not isinstance(cells, str):
        return ""
    return cells.split(SEPARATOR)[resource.fields.index(resource.field(column))].strip()


def ledger_rows(scope: Scope, resource: Resource, asked: dict, most: int) -> Excerpt:
    """The first rows of a ledger, the latest first; `asked`: what the answer ledger_size wants."""
    found = ask("ledger_rows", scope, **asked, most=most, skip=0)
    return Excerpt(cells(found, resource), int(ask("ledger_size", scope, **asked)["row_count"].iloc[0]))


def by_ledger(scope: Scope, rows: pd.DataFrame) -> list[tuple[Resource, pd.DataFrame]]:
    """The rows behind a figure, one frame per ledger they come from: 计入日期, 计数, 应计, then the row itself.

    计数 adds up to the figure's numerator, 应计 to its denominator (absent for counts).
    """
    known = questions.resources(scope)
    frames = []
    for ledger, part in rows.groupby("ledger", sort=True):
        resource = known[str(ledger)]
        counted = pd.DataFrame({"计入日期": part["day"], "计数": part["numerator"]})
        if part["denominator"].notna().any():
            counted["应计"] = part["denominator"]
        frames.append((resource, pd.concat([counted, cells(part, resource)], axis=1)))
    return frames


def one_row(scope: Scope, place: str, resource: Resource, row_id: str) -> pd.Series | None:
    """One ledger row by its key, column by column in the contract's words; named by its key. None if there is none."""
    found = ask("ledger_row", scope, place=place, ledger=resource.name, row_id=row_id)
    return None if found.empty else cells(found, resource).iloc[0].rename(row_id)


def feeds_said(scope: Scope, place: str, resource: Resource, row_id: str) -> str:
    """Which figures a row counts in, each with its ID in reports, and on which day."""
    facts = ask("row_figures", scope, place=place, ledger=resource.name, row_id=row_id)
    names = dict(zip(*(questions.catalogue(scope)[column] for column in ("code", "name")), strict=True))
    ids = of_places.ids(scope)
    told = [f"{names[f.indicator]}（报告编号 {ids[f.indicator]}，{days.day(f.day)}）" for f in facts.itertuples()]
    return f"这一行计入：{'、'.join(dict.fromkeys(told))}" if told else "这一行目前不计入任何指标"
