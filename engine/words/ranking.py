"""The one way in which a sentence says who has the most or the least: with every tie, or not at all."""

import math
from collections.abc import Iterable
from decimal import Decimal

from engine.words import numbers

NAMED = 3  # more names than these are no finding
MOST, HIGHEST, LEAST, LOWEST = "最多", "最高", "最少", "最低"
_DOWN = (LEAST, LOWEST)


def foremost(values: Iterable[tuple[str, float | Decimal]], unit: str, word: str = MOST, what: str = "") -> str:
    """`3月、5月最多，各 1 场`, with `what` `3月、5月需督办的最多，各 1 项`; empty where that would say nothing or not all.

    `values`: (name, value), NaN where there is none; a Decimal is rounded already. Compared as they are shown, so that
    nobody is ahead by what no reader sees. Nothing is said where fewer than two are known, all are equal, more than three
    share the place, or (for the most) only one has anything.
    """
    given = [(name, value) for name, value in values if value is not None and not math.isnan(value)]
    known = [(name, v if isinstance(v, Decimal) else numbers.rounded(v, unit)) for name, v in given]
    if len({value for _, value in known}) < 2:
        return ""
    least = word in _DOWN
    if not least and sum(value > 0 for _, value in known) < 2:
        return ""
    best = (min if least else max)(value for _, value in known)
    names = [name for name, value in known if value == best]
    if len(names) > NAMED:
        return ""
    each = "各 " if len(names) > 1 and unit != "%" else "各" if len(names) > 1 else ""
    return f"{'、'.join(names)}{what}{word}，{each}{numbers.with_unit(best, unit)}"
