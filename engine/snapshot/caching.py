"""What is worked out is cached for the next reader, up to a size: what somebody takes away as a file is not.

(docs/decisions.md, "Worked out once for a view")
"""

import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple

import pandas as pd

ONE, TOGETHER = 4 * 2**20, 64 * 2**20  # bytes of one result that is kept, and of all that one function keeps


class Cached(NamedTuple):
    """How many results a function has cached, and about how many bytes they take."""

    results: int
    size: int


def cached(most: int, one: int = ONE, together: int = TOGETHER) -> Callable[[Callable], Callable]:
    """Like lru_cache(most), but bounded by size too: a result larger than `one` is not kept, nor more than `together` in all.

    The arguments must be hashable. `function.cached()` says what is there, `function.cache_clear()` lets go of it.
    """

    def keep(function: Callable) -> Callable:
        results: OrderedDict[tuple, tuple[Any, int]] = OrderedDict()
        lock, size = Lock(), 0

        @wraps(function)
        def asked(*given: Any, **named: Any) -> Any:
            nonlocal size
            key = (given, tuple(sorted(named.items())))
            with lock:
                if key in results:
                    results.move_to_end(key)
                    return results[key][0]
            result = function(*given, **named)
            if (weight := weighed(result)) <= one:
                with lock:
                    size += weight - results.pop(key, (None, 0))[1]
                    results[key] = result, weight
                    while len(results) > most or size > together:
                        size -= results.popitem(last=False)[1][1]
            return result

        def cache_clear() -> None:
            nonlocal size
            with lock:
                results.clear()
                size = 0

        asked.cache_clear, asked.cached = cache_clear, lambda: Cached(len(results), size)
        return asked

    return keep


def weighed(thing: Any) -> int:
    """About how many bytes a result takes: frames and texts, and tuples, lists and mappings of them."""
    if isinstance(thing, pd.DataFrame):
        return int(thing.memory_usage(deep=True).sum())
    if isinstance(thing, (tuple, list)):
        return sum(map(weighed, thing))
    if isinstance(thing, Mapping):
        return sum(map(weighed, thing.keys())) + sum(map(weighed, thing.values()))
    return sys.getsizeof(thing)
