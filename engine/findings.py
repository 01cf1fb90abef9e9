"""What a page says first: counts of kept and broken promises, the most urgent things, and the frames its charts draw."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from engine import excerpts, matters, numbers, status, wording

URGENT = 5  # things that are named first; the rest is on 预警
_NO_TARGET = (status.NO_TARGET, status.NO_DATA, status.NOT_APPLICABLE)


class Promises(NamedTuple):
    """How many of the indicators with a target stand how."""

    all: int
    fine: int  # 达标 or 正常
    behind: int  # 滞后 or 严重滞后
    missed: int  # 未达标

    @property
    def in_need(self) -> int:
        return self.behind + self.missed


class Warning(NamedTuple):
    """One thing that needs somebody: what, whose and by when; and where to look."""

    shape: str
    what: str
    detail: str
    indicator: str | None = None
    ledger: str | None = None
    row_id: str | None = None


def promised(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures that have a target and apply here, worst first within each section."""
    found = rows[rows["target_kind"].notna() & ~rows["status"].isin([status.NOT_APPLICABLE])]
    order = {word: n for n, word in enumerate(status.ORDER)}
    sections = {name: n for n, name in enumerate(dict.fromkeys(rows["section"]))}
    ranks = pd.DataFrame(
        {
            "s": found["section"].map(sections),
            "w": found["status"].map(order),
            "p": found["pace"].fillna(found["level"]),
        }
    )
    return found.loc[ranks.sort_values(["s", "w", "p"], kind="stable").index]


def promises(rows: pd.DataFrame) -> Promises:
    """Counts over figures; those without target or data are not among them."""
    counted = promised(rows)["status"].value_counts()
    fine, behind, missed = (
        sum(int(counted.get(word, 0)) for word in words)
        for words in ((status.REACHED, status.ON_TRACK), (status.LATE, status.VERY_LATE), (status.MISSED,))
    )
    return Promises(fine + behind + missed, fine, behind, missed)


def headline(counted: Promises) -> str:
    """The first sentence of 总览."""
    if not counted.all:
        return "还没有设目标的指标"
    if not counted.in_need:
        return f"{counted.all} 项有目标的指标，全部达标或正常"
    return f"{counted.all} 项有目标的指标中，{counted.in_need} 项需要过问"


def bullets(rows: pd.DataFrame) -> pd.DataFrame:
    """The frame that `charts.bullets` draws; ratios in units of the target."""
    return pd.DataFrame(
        [
            {
                "code": row.code,
                "section": row.section,
                "name": row.name_,
                "figures": wording.against(row) + wording.mark(row),
                "status": row.status,
                "ratio": _part(row, "value", "periods_met"),
                "expected_ratio": _part(row, "expected", "periods_due"),
                "projected_ratio": _part(row, "projected", None),
                "floor": row.target_kind not in ("reach", "each_period"),
            }
            for row in rows.rename(columns={"name": "name_"}).itertuples(index=False)
        ],
        columns=["code", "section", "name", "figures", "status", "ratio", "expected_ratio", "projected_ratio", "floor"],
    )


def _part(row: Any, amount: str, period_amount: str | None) -> float:
    periods = row.target_kind == "each_period"
    name = period_amount if periods else amount
    whole = row.periods_all if periods else row.upper if row.target_kind == "range" else row.target
    part = getattr(row, name) if name else None
    return part / whole if part is not None and not pd.isna(part) and whole else float("nan")


def worst(rows: pd.DataFrame) -> str | None:
    """The code of the indicator that most needs a look."""
    found = promised(rows)
    order = found["status"].map({word: n for n, word in enumerate(status.ORDER)})
    return None if found.empty else str(found.loc[order.idxmin(), "code"])


def strips(rows: pd.DataFrame) -> pd.DataFrame:
    """(section, status, count) of the promises, sections in order and the worst word first."""
    return promised(rows).groupby(["section", "status"], sort=False).size().rename("count").reset_index()


def strips_said(strips: pd.DataFrame) -> str:
    """The same in words, for readers who cannot see the chart."""
    parts = [
        f"{section}：{'，'.join(f'{r.status} {r[3]} 项' for r in part.itertuples())}"
        for section, part in strips.groupby("section", sort=False)
    ]
    return "；".join(parts) or "还没有设目标的指标"


def bullets_said(drawn: pd.DataFrame) -> str:
    """The bullets in words, for readers who cannot see the chart."""
    return (
        "；".join(f"{r.name_} {r.figures} {r.status}" for r in drawn.rename(columns={"name": "name_"}).itertuples())
        or "没有设目标的指标"
    )


def halves(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures in two parts of about one length, cut between sections, for two columns."""
    lengths = rows.groupby("section", sort=False).size().add(1).cumsum()
    if lengths.empty:
        return rows, rows
    cut = (lengths - lengths.iloc[-1] / 2).abs().idxmin()
    left = list(lengths.index)[: list(lengths.index).index(cut) + 1]
    in_left = rows["section"].isin(left)
    return rows[in_left], rows[~in_left]


def sections_by_place(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Places × sections in words, `4/5 ✕ 未达标`: how many promises are kept or on the way, and the worst word.

    The count stands first and is padded, so that a table sorts by it.
    """
    sections, kept = list(dict.fromkeys(rows["section"])), promised(rows)
    found: dict[tuple, list[str]] = {}
    for place, section, word in zip(kept["place"], kept["section"], kept["status"], strict=True):
        found.setdefault((place, section), []).append(word)
    cells = {names[place]: [_cell(found.get((place, s), [])) for s in sections] for place in sorted(set(rows["place"]))}
    return pd.DataFrame.from_dict(cells, orient="index", columns=sections, dtype="str").rename_axis("区划")


def _cell(words: list[str]) -> str:
    known = [word for word in words if word not in _NO_TARGET]
    if not known:
        return status.NO_DATA if words else status.NOT_APPLICABLE
    fine = sum(word in (status.REACHED, status.ON_TRACK) for word in known)
    return f"{fine:\u2007>2}/{len(known)} {wording.badge(min(known, key=status.ORDER.index))}"


def urgent(
    rows: pd.DataFrame, open_matters: pd.DataFrame, most: int = URGENT, words: Sequence[str] = status.ACTION[:2]
) -> list[Warning]:
    """The most urgent things: matters over their limit and nearly so, then the indicators furthest behind.

    `open_matters`: at least as many of them as are asked for, if there are; `words`: the statuses that are urgent here.
    """
    late = open_matters[open_matters["state"].isin(matters.URGENT)].sort_values(["days_left", "rule", "row_id"])
    found = [
        Warning(
            status.MATTERS[m.state],
            f"{m.ledger_name} {m.row_id} {m.said}",
            f"{m.rule_name}，{m.due_on:%Y-%m-%d} 到期 · {m.place_name} · {m.office}",
            ledger=m.ledger_name,
            row_id=m.row_id,
        )
        for m in late.itertuples()
    ]
    worst = _lagging(rows, words).sort_values("pace", kind="stable", na_position="first")
    lagging = [
        Warning(
            status.SHAPES[r.status], f"{r.name_} {wording.against(r)}", f"{r.status} · {r.office}", indicator=r.code
        )
        for r in worst.rename(columns={"name": "name_"}).itertuples()
    ]
    # Both kinds have a place among the five: a broken promise must not hide behind many small delays.
    room = max(most - len(lagging), most - 2) if lagging else most
    return (found[:room] + lagging)[:most]


def urgent_in_all(rows: pd.DataFrame, open_matters: pd.DataFrame, words: Sequence[str] = status.ACTION[:2]) -> int:
    """How many things `urgent` begins to name; `open_matters` are only urgent ones."""
    return excerpts.counted(open_matters) + len(_lagging(rows, words))


def _lagging(rows: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    return promised(rows)[lambda found: found["status"].isin(words)]


def satisfaction(row: Any, rated: Any, smallest: int) -> str:
    """What makes a satisfaction rate honest: how many rated, which share of those served, and whether that is enough."""
    n = 0 if pd.isna(row.denominator) else int(row.denominator)
    share = f"，参评率 {wording.shown(rated)}（{wording.fraction(rated)}）" if not pd.isna(rated.value) else ""
    few = "，样本过少" if n < smallest else ""
    left_out = "".join(f"，{caveat}" for caveat in wording.caveats(row))
    return f"{numbers.text(n)} 人评价{share}{few}{left_out}"


def below_title(rows: pd.DataFrame, names: dict[str, str]) -> str:
    """Which place below has the most promises that need somebody."""
    needs = {names[str(place)]: promises(part).in_need for place, part in rows.groupby("place", sort=True)}
    most = max(needs.values(), default=0)
    if not most:
        return "各处都没有需要过问的指标"
    return f"{'、'.join(name for name, n in needs.items() if n == most)}需要过问的最多，{most} 项"


def panel_sections(rows: pd.DataFrame) -> list[str]:
    """The sections with something to compare between places."""
    return list(dict.fromkeys(_alike(rows)["section"]))


def _alike(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[
        rows["applies_to"].str.contains("村") & ((rows["status"] != status.NOT_APPLICABLE) | rows["row_count"].gt(0))
    ]


def panels(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Small multiples: indicator, name, place, place_name, ratio, text, status; only indicators that mean something below.

    With targets the ratio is in units of the target, else of the row's largest value.
    """
    told = []
    for code, part in _alike(rows).groupby("code", sort=False):
        largest = part["value"].max()
        for r in part.rename(columns={"name": "name_"}).itertuples():
            ratio = _part(r, "value", "periods_met") if wording.promised(r) else (r.value / largest if largest else 0.0)
            told.append((code, r.name_, r.place, names[r.place], ratio, wording.shown(r), r.status))
    return pd.DataFrame(told, columns=["indicator", "name", "place", "place_name", "ratio", "text", "status"])


def panels_said(drawn: pd.DataFrame) -> str:
    """The small multiples in words."""
    parts = drawn.groupby("name", sort=False)
    return (
        "；".join(f"{name}：{'，'.join(f'{r.place_name} {r.text}' for r in part.itertuples())}" for name, part in parts)
        or "没有可比的指标"
    )
