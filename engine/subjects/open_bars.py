"""A bar of matters that are not done with: those past their limit red, those soon due amber, the rest as any other."""

from engine.charts.bar_charts import Bar, Part
from engine.figures.status import NEAR, OVERDUE
from engine.words import numbers


def open_bar(name: str, count: int, overdue: int, near: int, unit: str) -> Bar:
    """`6 件，其中超期 1 件、临期 2 件`: red stands first, so that it can be compared from bar to bar."""
    told = [f"{word} {numbers.text(n)} {unit}" for word, n in ((OVERDUE, overdue), (NEAR, near)) if n]
    said = f"{numbers.text(count)} {unit}" + (f"，其中{'、'.join(told)}" if told else "")
    parts = (Part(OVERDUE, overdue, OVERDUE), Part(NEAR, near, NEAR), Part("其他在办", count - overdue - near))
    return Bar(name, name, float(count), said, "", parts=parts)
