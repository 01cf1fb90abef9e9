"""The figures that would move if an upload were committed: worked out on a copy of the home, in the cache.

The copy is made of links; only the new batch is a file of its own. Nothing in the home is touched.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engine.figures import of_places, time_frame, wording
from engine.importing.shelves import batches, layout
from engine.importing.shelves.batches import next_number
from engine.ledgers.home import TABLES, Home, cache_folder
from engine.snapshot import questions, warehouse

if TYPE_CHECKING:
    import pandas as pd

    from engine.importing.jobs import Progress
    from engine.importing.preview import Preview


class Effect(NamedTuple):
    """One figure before and after; `old` and `new` as they are shown, with their unit."""

    code: str
    name: str
    year: int
    old: str
    new: str
    old_status: str
    new_status: str


def effects(
    preview: Preview,
    place: str | None = None,
    year: int | None = None,
    as_of: date | None = None,
    on_progress: Progress | None = None,
) -> list[Effect]:
    """What differs at a place (default: all), in catalogue order; without a year, of every year that the rows bear on.

    Takes as long as building a snapshot. Raises HomeError, QueryError, OSError.
    """
    if not preview.accepted.num_rows:
        return []
    if on_progress:
        on_progress("正在试算", 0, None)
    now = questions.open_scope(preview.home)
    with _staged(preview) as home:
        then = questions.open_scope(home)
        place = now.place if place is None else place
        found: list[Effect] = []
        for each in [year] if year else _years(preview, then):
            day = as_of or time_frame.default_day(then, each)
            old, new = (of_places.figures(scope, place, each, day) for scope in (now, then))
            found += _differing(old, new, each)
    return found


@contextmanager
def _staged(preview: Preview) -> Iterator[Home]:
    """The home as it would be, for as long as the block runs; its snapshot goes with it."""
    folder = cache_folder(preview.home) / f"staged-{secrets.token_hex(4)}"
    staged = Home(folder.resolve())
    try:
        _copy(preview.home, staged.path)
        name = layout.batch_name(next_number(preview.home), preview.sha256)
        batch = layout.batch(staged, preview.ledger, name)
        batch.parent.mkdir(exist_ok=True)
        batch.write_bytes(b"".join(batches.content(preview.accepted, preview.resource)))
        yield staged
    finally:
        warehouse.forget(staged)
        shutil.rmtree(cache_folder(staged), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _copy(home: Home, to: Path) -> None:
    to.mkdir(parents=True)
    for name in TABLES:
        if (home.path / name).exists():
            _link(home.path / name, to / name)
    for folder, _, names in os.walk(home.path / "ledgers", followlinks=True):
        there = to / Path(folder).relative_to(home.path)
        there.mkdir()
        for name in names:
            _link(Path(folder) / name, there / name)


def _link(old: Path, new: Path) -> None:
    """A symbolic link leaves the stamps of the home's own file alone; where there are none, a copy."""
    try:
        os.symlink(old.resolve(), new)
    except OSError:
        shutil.copy2(old, new)


def _years(preview: Preview, then: questions.Scope) -> list[int]:
    """The latest year and those in which the rows stand, the latest first."""
    column = preview.resource.date_column or ""
    days = {*preview.accepted[column].to_pylist(), *preview.before[column].to_pylist()}
    known = time_frame.years(then)
    touched = {int(day[:4]) for day in days if day and day[:4].isdecimal()} & set(known)
    return sorted(touched | {time_frame.default_year(then)}, reverse=True)


def _differing(old: pd.DataFrame, new: pd.DataFrame, year: int) -> list[Effect]:
    before = {row.code: row for row in old.itertuples()}
    found = []
    for row in new.itertuples():
        was = before[row.code]
        effect = Effect(row.code, row.name, year, wording.shown(was), wording.shown(row), was.status, row.status)
        if (effect.old, effect.old_status) != (effect.new, effect.new_status):
            found.append(effect)
    return found
