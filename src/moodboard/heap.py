# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory that pictures of films held goes back to the system, where its C library has to be asked."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

# From glibc's malloc.h. A threshold that is set stays: left alone it grows with every frame that is
# freed, up to 32 MB, and from then on frames stay with the program for good.
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_LARGE = 1 << 20
_ARENAS = 2
"""Heaps that threads share; glibc's own 8 a core each keep what one decoder's thread had once."""


@cache
def _libc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        libc = ctypes.CDLL("libc.so.6")
        return libc if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim") else None
    except OSError:  # another C library, which has no such knobs
        return None


@cache
def keep_small() -> bool:
    """Let large pieces go back to the system as soon as they are free; tells whether that can be had."""
    libc = _libc()
    if libc is None:
        return False
    return bool(libc.mallopt(_ARENA_MAX, _ARENAS) and libc.mallopt(_MMAP_THRESHOLD, _LARGE))


def give_back() -> None:
    """Give free memory back now; takes some milliseconds, so do it while nothing moves."""
    libc = _libc()
    if libc is not None:
        libc.malloc_trim(0)
