"""What an upload would do to its ledger, worked out before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from engine.checks import ledger_checks, verified_marks
from engine.importing import differences, file_checks
from engine.importing.differences import UNCHANGED
from engine.importing.jobs import Progress
from engine.importing.reading import read_file
from engine.importing.shelves.batches import Batch, same_file
from engine.importing.shelves.locking import said_time
from engine.ledgers import contract
from engine.ledgers.contract import Resource
from engine.ledgers.home import Home
from engine.ledgers.reading import SEPARATOR
from engine.snapshot import warehouse
from engine.uploads.gate import UPLOAD, Limits
from engine.uploads.parsed_file import CellProblem, Parsed, Refused


class Asked(NamedTuple):
    """How `prepare` was called, for whoever has to do it again."""

    name: str
    all_or_nothing: bool
    sheet: str | None
    limits: Limits


class Rejected(NamedTuple):
    """A row that stays out: its cells as they stood, in the contract's order, and everything that is wrong with it."""

    line: int
    cells: tuple[str, ...]
    problems: tuple[CellProblem, ...]


@dataclass(frozen=True)
class Preview:
    """One upload against the home as it was. Nothing is stored yet; `commit.commit` stores it.

    `accepted`: the contract's columns as text, `line` and `change` (new, changed). `before`: `line` and the present
    text of the changed rows. All of it may be personal; `preview_tables.listed` shows it masked.
    """

    home: Home
    resource: Resource
    parsed: Parsed
    data: bytes
    asked: Asked
    home_key: str
    accepted: pa.Table
    before: pa.Table
    unchanged: tuple[int, ...]  # lines
    rejected: tuple[Rejected, ...]
    doubts: tuple[CellProblem, ...]
    seen: Batch | None  # the batch by which this very file is in already

    @property
    def ledger(self) -> str:
        return self.resource.name

    @property
    def title(self) -> str:
        return self.resource.title

    @property
    def file(self) -> str:
        return self.parsed.file

    @property
    def sha256(self) -> str:
        return self.parsed.sha256

    @property
    def counts(self) -> dict[str, int]:
        """rows_in = accepted + unchanged + rejected + skipped; accepted = new + changed."""
        changed = self.before.num_rows
        return {
            "rows_in": self.parsed.rows_in,
            "accepted": self.accepted.num_rows,
            "new": self.accepted.num_rows - changed,
            "changed": changed,
            "unchanged": len(self.unchanged),
            "rejected": len(self.rejected),
            "skipped": len(self.parsed.skipped),
        }

    @property
    def all_or_nothing(self) -> bool:
        """By choice, or because the ledger is only taken whole."""
        return self.asked.all_or_nothing or self.resource.whole_file_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader of the file should know, the most important first."""
        if not self.seen:
            return self.parsed.notices
        said = f"这个文件已于 {said_time(self.seen.when)} 由“{self.seen.who}”导入，{self.seen.said}。"
        return (said, *self.parsed.notices)

    @property
    def why_not(self) -> str | None:
        """Why there is nothing to store; None if there is."""
        counts = self.counts
        if self.all_or_nothing and counts["rejected"]:
            rule = f"“{self.resource.title}”台账整份收，不收一部分" if self.resource.whole_file_only else "已选整份收"
            return f"{rule}：有 {counts['rejected']} 行不合格，整份没有入账。请改好后把整份文件再导入。"
        if counts["accepted"]:
            return None
        if counts["unchanged"] and not counts["rejected"]:
            return "文件里的行账上都有，内容一样，没有要入账的。"
        return "没有可以入账的行。" + ("请按原因改好后再导入。" if counts["rejected"] else "")

    def same_outcome(self, other: Preview) -> bool:
        """Whether this preview may stand for another one of the same upload."""
        rows = self.accepted.equals(other.accepted) and self.before.equals(other.before)
        return rows and (self.unchanged, self.rejected) == (other.unchanged, other.rejected)


def prepare(
    home: Home,
    ledger: str,
    data: bytes,
    name: str,
    *,
    all_or_nothing: bool = False,
    sheet: str | None = None,
    on_progress: Progress | None = None,
    limits: Limits = UPLOAD,
) -> Preview:
    """What this file would do to this ledger. Stores nothing in the home. Raises Refused, HomeError."""
    home.require()
    resources = contract.load(home.file("datapackage.json"))
    resource = _ledger(resources, ledger)
    home_key = home.content_key()
    read = partial(on_progress, "正在读取") if on_progress else None
    parsed = read_file.parse(data, name, resource, home, sheet=sheet, on_progress=read, limits=limits)
    if on_progress:
        on_progress("正在核对", 0, parsed.rows.num_rows)
    with warehouse.in_memory() as con:
        file_checks.load(con, home)
        differences.stand(con, resource, parsed.rows)
        rows, masked = differences.completed(con, resource, parsed.rows, parsed.absent)
        parsed = replace(parsed, rows=rows)
        found = [*parsed.problems, *masked, *file_checks.check(con, home, resources, ledger, parsed)]
        rows, before = differences.compare(con, resource, rows)
    asked = Asked(name, all_or_nothing, sheet, limits)
    seen = same_file(home, ledger, parsed.sha256)
    return _parted(Preview(home, resource, parsed, data, asked, home_key, rows, before, (), (), (), seen), found)


def _ledger(resources: dict[str, Resource], asked: str) -> Resource:
    resource = resources.get(asked)
    if resource is None or not resource.is_ledger:
        known = "、".join(f"{r.name}（{r.title}）" for r in resources.values() if r.is_ledger)
        raise Refused(f"没有名为“{asked}”的台账。可用的有：{known}")
    return resource


def _parted(all_in: Preview, found: list[CellProblem]) -> Preview:
    """Part the rows into accepted, unchanged and rejected, and count them."""
    rows = all_in.accepted
    same = rows.filter(pc.equal(rows["change"], UNCHANGED))["line"].to_pylist()
    lasting = ledger_checks.known(all_in.home)
    # What is wrong with a row that the ledger has already is said on the page 台账; sending it again changes nothing.
    old = set(same) if found else set()
    faults = [p for p in found if not p.doubt and not (p.line in old and p.rule in lasting)]
    out = {p.line for p in faults}
    in_no_way = pa.array(sorted(out), pa.int64())
    stays = pc.invert(pc.is_in(rows["line"], value_set=in_no_way))
    accepted = rows.filter(pc.and_(stays, pc.not_equal(rows["change"], UNCHANGED)))
    before = all_in.before.filter(pc.invert(pc.is_in(all_in.before["line"], value_set=in_no_way)))
    taken = set(accepted["line"].to_pylist()) if any(p.doubt for p in found) else set()
    preview = replace(
        all_in,
        accepted=accepted.drop_columns(["raw"]),
        before=before,
        unchanged=tuple(line for line in same if line not in out),
        rejected=_rejected(all_in, faults, rows.filter(pc.invert(stays))),
        doubts=_open(all_in, accepted, [p for p in found if p.doubt and p.line in taken]),
    )
    counts = preview.counts
    accounted = counts["accepted"] + counts["unchanged"] + counts["rejected"] + counts["skipped"]
    if counts["rows_in"] != accounted:
        raise AssertionError(f"rows are not accounted for: {counts}")
    return preview


def _open(preview: Preview, accepted: pa.Table, doubts: list[CellProblem]) -> tuple[CellProblem, ...]:
    """The doubts without those that somebody has looked at: the row was here before, with these very cells."""
    marks = {
        (m.row_id, m.check): m.fingerprint
        for m in verified_marks.read(preview.home.path).items
        if m.ledger == preview.ledger
    }
    if not marks or not doubts:
        return tuple(doubts)
    keys = accepted[preview.resource.key or ""].to_pylist()
    cells = zip(*(accepted[field.column].to_pylist() for field in preview.resource.fields), strict=True)
    at = {line: row for line, *row in zip(accepted["line"].to_pylist(), keys, cells, strict=True)}
    marked = ((p, marks.get((at[p.line][0], p.rule)), at[p.line][1]) for p in doubts)
    return tuple(p for p, mark, row in marked if mark is None or mark != verified_marks.fingerprint(row))


def _rejected(preview: Preview, faults: list[CellProblem], rows: pa.Table) -> tuple[Rejected, ...]:
    by_line: dict[int, list[CellProblem]] = {}
    for problem in faults:
        by_line.setdefault(problem.line, []).append(problem)
    raw = dict(zip(rows["line"].to_pylist(), rows["raw"].to_pylist(), strict=True)) | preview.parsed.unread
    return tuple(
        Rejected(line, tuple((raw.get(line) or "").split(SEPARATOR)), tuple(by_line[line])) for line in sorted(by_line)
    )
