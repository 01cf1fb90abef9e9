"""The four numbers that stand first: on 总览 and in the brief."""

from engine.figures import findings, matters, wording
from engine.figures.view import View
from engine.snapshot import questions


def tiles(view: View) -> list[tuple[str, str, str]]:
    """Four numbers, each with what makes it honest under it: (label, value, about)."""
    rows = view.figures()
    counted = findings.promises(rows)
    ended, before = (matters.totals(each.matter_counts()) for each in (view, view.year_before))
    silent = f"，无数据 {counted.silent}" if counted.silent else ""
    said = f"达标或正常；滞后 {counted.behind}，未达标 {counted.missed}{silent}"
    tiles = [("目标进展", f"{counted.fine} / {counted.all}", said)]
    by_code = rows.set_index("code", drop=False)
    if {"services_satisfied", "services_rated"} <= set(by_code.index):
        satisfied, smallest = (
            by_code.loc["services_satisfied"],
            int(questions.parameters(view.scope)["smallest_sample"]),
        )
        about = findings.satisfaction(satisfied, by_code.loc["services_rated"], smallest)
        tiles.append(("群众满意率", wording.shown(satisfied), about))
    tiles.append(("今年办结按期率", ended.rate, f"{ended.fraction}，上年同期 {before.rate}"))
    tiles.append(("超期与临期", f"{ended.overdue} + {ended.near}", ended.said))
    return tiles
