"""The places one level down side by side: one indicator as ranked bars, all of them as small multiples or in words."""

from typing import NamedTuple

import pandas as pd

from engine.charts import bar_charts
from engine.charts.bar_charts import Bar
from engine.figures import promises, status, wording
from engine.figures.figure import RATES, Figure
from engine.figures.promises import Promises
from engine.ledgers import places
from engine.ledgers.places import Place
from engine.words import numbers, ranking

_WHOLE = ("reach", "each_period", "floor", "ceiling")  # targets that a bar can be drawn against


class Compared(NamedTuple):
    """Places beside each other: the finding as title, a bar for each, and the same in words for who cannot see it."""

    title: str
    bars: list[Bar]
    said: str


def by_place(rows: pd.DataFrame, code: str, names: dict[str, str]) -> Compared:
    """The parts of a place, the one most in need first where more is better; what belongs to none of them stands apart, last."""
    here = rows[(rows["code"] == code) & ((rows["status"] != status.NOT_APPLICABLE) | rows["value"].notna())].copy()
    width = int(rows["place"].str.len().max()) if len(rows) else 0
    here["name"] = here["place"].map(names)
    here["own"] = [Place(place).stands_apart(width) for place in here["place"]]
    upwards = bool((here["better"] == "lower").any())
    here = here.sort_values(["own", "value", "place"], na_position="last", ascending=[True, upwards, True])
    bars = [
        Bar(r.place, r.name, r.value, _beside_bar(r), r.status, r.target if r.target_kind in _WHOLE else float("nan"))
        for r in Figure.each(here)
    ]
    everywhere = [place for place in dict.fromkeys(rows["place"]) if not Place(place).stands_apart(width)]
    title = _found(here, everywhere, places.word(everywhere, names))
    return Compared(title, bars, f"{_key(here)}{bar_charts.bars_said(bars)}" if bars else title)


def _found(here: pd.DataFrame, everywhere: list[str], word: str) -> str:
    """The finding over the compared places; not all of those `everywhere` need have a figure.

    More is only asked of places that have a target of their own; of the others it is said what they add up to.
    """
    known = here[~here["own"] & here["value"].notna()]
    if len(known) < 2:
        return f"各{word}情况"
    row = known.iloc[0]
    values = [(r.name, wording.rounded(r, r.value)) for r in known.sort_values("place").itertuples(index=False)]
    if len({value for _, value in values}) == 1:
        return f"{_alike_said(known, everywhere, word)} {wording.shown(row)}{_apart(here)}"
    if row["kind"] in RATES:
        end = ranking.LOWEST if row["better"] == "higher" else ranking.HIGHEST
        found = ranking.foremost(values, row["unit"], end)
        return f"{found}{_apart(here)}" if found else f"各{word}情况"
    asked = row["better"] == "higher"
    end = ranking.LEAST if asked else ranking.MOST
    found = "" if asked and known["target_kind"].isna().any() else ranking.foremost(values, row["unit"], end)
    found = found or f"{places.counted(len(known), word)}共 {wording.amount(row, known['value'].sum())}"
    return f"{found}{_apart(here)}"


def _alike_said(known: pd.DataFrame, everywhere: list[str], word: str) -> str:
    """`各村相同，都是`, `甲村、乙村各`: who all have the same."""
    if len(known) == len(everywhere):
        return f"各{word}相同，都是"
    if len(known) <= ranking.NAMED:
        return f"{'、'.join(known.sort_values('place')['name'])}各"
    return f"有数的 {places.counted(len(known), word)}相同，都是"


def _apart(here: pd.DataFrame) -> str:
    """What stands apart and has something to be told of."""
    own = here[here["own"] & here["value"].notna() & (here["row_count"] > 0)]
    return "".join(f"，{r.name} {wording.shown(r)}" for r in own.itertuples(index=False))


def _beside_bar(row: Figure) -> str:
    done = f"做到 {wording.achieved(row)}" if row.target_kind == "each_period" and not pd.isna(row.value) else ""
    inside = "，".join(part for part in (wording.fraction(row), done, wording.aim(row)) if part)
    return f"{wording.shown(row)}（{inside}）" if inside else wording.shown(row)


def _key(here: pd.DataFrame) -> str:
    """Which number is which, for who hears them one after the other."""
    return "（括号内为分子 / 分母）" if here["denominator"].gt(0).any() else ""


def below_title(rows: pd.DataFrame, names: dict[str, str]) -> str:
    """Which place below has the most promises that need somebody; calm only of what was judged, empty where nothing was."""
    counted = {str(place): promises.promises(part) for place, part in rows.groupby("place", sort=True)}
    judged = {place: each for place, each in counted.items() if each.all}
    width = max(map(len, counted), default=0)
    one = places.word(judged, names) if not any(Place(place).stands_apart(width) for place in judged) else "处"
    needs = [(names[place], each.in_need) for place, each in judged.items()]
    if not sum(need for _, need in needs):
        return _nothing_below(list(judged.values()), one, sum(each.silent for each in counted.values()))
    in_need = [(name, need) for name, need in needs if need]
    if len(in_need) == 1:
        return f"只有{in_need[0][0]}有需督办的，{in_need[0][1]} 项"
    return ranking.foremost(needs, "项", what="需督办的") or (
        f"{places.counted(len(in_need), one)}有需督办的，共 {sum(need for _, need in needs)} 项"
    )


def _nothing_below(judged: list[Promises], one: str, silent: int) -> str:
    if not judged:
        return ""
    where = places.counted(len(judged), one)
    told = f"有目标、有数据的 {where}，共 {sum(each.all for each in judged)} 项全部达标或正常"
    return told + (f"，另有 {silent} 项无数据" if silent else "")


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
        largest, name = part["value"].max(), _with_aim(part)
        for r in Figure.each(part):
            ratio = (
                promises.part_of_target(r, "value", "periods_met")
                if wording.promised(r)
                else _of_largest(r.value, largest)
            )
            told.append((code, name, r.place, names[r.place], ratio, wording.shown(r), r.status))
    return pd.DataFrame(told, columns=["indicator", "name", "place", "place_name", "ratio", "text", "status"])


def _with_aim(part: pd.DataFrame) -> str:
    """The name of an indicator with the target that all places have, or that a full bar is each one's own."""
    rows = list(Figure.each(part))
    aims = list(dict.fromkeys(wording.aim(row) for row in rows if wording.promised(row)))
    told = aims[0] if len(aims) == 1 else "满格为各处目标" if aims else ""
    return f"{rows[0].name}（{told}）" if told else str(rows[0].name)


def _of_largest(value: float, largest: float) -> float:
    return numbers.quotient(value, largest) if largest else 0.0


def panels_said(drawn: pd.DataFrame) -> str:
    """The small multiples in words."""
    parts = drawn.groupby("name", sort=False)
    return (
        "；".join(f"{name}：{'，'.join(f'{r.place_name} {r.text}' for r in part.itertuples())}" for name, part in parts)
        or "没有可比的指标"
    )
