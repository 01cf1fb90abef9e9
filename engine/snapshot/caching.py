"""What is worked out is cached for the next reader, up to a size: what somebody takes away as a file is not.

(docs/decisions.md, "Worked out once for a view")
"""

import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import update_wrapper
from threading import Lock
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

import pandas as pd

Given = ParamSpec("Given")
Result = TypeVar("Result")
CELL, SMALL = 100, 1000  # bytes that are reckoned for a cell of a small frame, and how many cells one has at most
ONE, TOGETHER = 4 * 2**20, 64 * 2**20  # bytes of one result that is kept, and of all that one function keeps


class Cached(NamedTuple):
    """How many results a function has cached, and about how many bytes they take."""

    results: int
    size: int


class CachedFunction(Generic[Given, Result]):
    """A function and what it has worked out; see `cached`."""

    def __init__(self, function: Callable[Given, Result], most: int, one: int, together: int) -> None:
        update_wrapper(self, function)
        self._function, self._most, self._one, self._together = function, most, one, together
        self._results: OrderedDict[tuple, tuple[Result, int]] = OrderedDict()
        self._lock, self._size = Lock(), 0

    def __call__(self, *given: Given.args, **named: Given.kwargs) -> Result:
        key = (given, tuple(sorted(named.items())))
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key][0]
        result = self._function(*given, **named)
        if (weight := weighed(result)) <= self._one:
            with self._lock:
                self._size += weight - (self._results.pop(key)[1] if key in self._results else 0)
                self._results[key] = result, weight
                while len(self._results) > self._most or self._size > self._together:
                    self._size -= self._results.popitem(last=False)[1][1]
        return result

    def cached(self) -> Cached:
        """What is there now."""
        return Cached(len(self._results), self._size)

    def cache_clear(self) -> None:
        """Let go of all of it."""
        with self._lock:
            self._results.clear()
            self._size = 0


def cached(
    most: int, one: int = ONE, together: int = TOGETHER
) -> Callable[[Callable[Given, Result]], CachedFunction[Given, Result]]:
    """Like lru_cache(most), but bounded by size too: a result larger than `one` is not kept, nor more than `together` in all.

    The arguments must be hashable. `function.cached()` says what is there, `function.cache_clear()` lets go of it.
    """
    return lambda function: CachedFunction(function, most, one, together)


def weighed(thing: Any) -> int:
    """About how many bytes a result takes: frames and texts, and tuples, lists and mappings of them."""
    if isinstance(thing, pd.DataFrame):
        # Weighing the columns of a small frame takes a fifth of the time in which it was answered.
        return thing.size * CELL if thing.size <= SMALL else int(thing.memory_usage(deep=True).sum())
    if isinstance(thing, (tuple, list)):
        return sum(map(weighed, thing))
    if isinstance(thing, Mapping):
        return sum(map(weighed, thing.keys())) + sum(map(weighed, thing.values()))
    return sys.getsizeof(thing)
