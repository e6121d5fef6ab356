# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep what was made of words: many short ones, and only the newest of the long ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Generic, ParamSpec, TypeVar

_LONG = 1000
"""From so many characters on, what is made of words takes half a megabyte and more."""
_MOST_LONG = 32

_P = ParamSpec("_P")
_R = TypeVar("_R")


class TextCache(Generic[_P, _R]):
    """A function of words, the first argument, that does not do the same work twice.

    Typing in a long note makes one of its size with every key: all of them kept would fill the memory.
    """

    def __init__(self, make: Callable[_P, _R], most: int) -> None:
        self._short = lru_cache(maxsize=most)(make)
        self._long = lru_cache(maxsize=_MOST_LONG)(make)

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        cache = self._long if len(str(args[0])) >= _LONG else self._short
        return cache(*args, **kwargs)  # type: ignore[arg-type]

    def cache_clear(self) -> None:
        """Forget everything."""
        self._short.cache_clear()
        self._long.cache_clear()


def text_cache(most: int) -> Callable[[Callable[_P, _R]], TextCache[_P, _R]]:
    """Keep so many results for short words."""
    return lambda make: TextCache(make, most)
