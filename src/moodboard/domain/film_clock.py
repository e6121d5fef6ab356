# SPDX-License-Identifier: GPL-3.0-or-later
"""A moment as a player writes it: hours, minutes, seconds, and the number of the frame within the second."""

from __future__ import annotations

import math
import re

_NEARLY = 0.0205  # of a frame: times are told in whole ticks
_WITHIN = 1 - _NEARLY  # of a frame: a second rarely begins with one
_CLOCK = re.compile(r"([+-]?)(?:(?:(\d{1,6}):)?(\d{1,9}):)?(\d{1,9})(?:[.,](\d{1,9}))?(s?)")


def frame_clock(seconds: float, rate: float) -> str:
    """Return ``0:46:12.08``: the ninth frame of that second; hundredths where the rate is unknown."""
    exact = max(0.0, seconds) + _NEARLY / (rate if rate > 0 else 100.0)
    whole = int(exact)
    part = int((exact - whole) * (rate if rate > 0 else 100.0))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}.{part:02}"


def read_clock(said: str, rate: float, here: float) -> float | None:
    """Return the time that was typed: ``1:29:14``, ``89:14``, ``+30``, ``0:46:12.08``; None for others.

    After the point stands the frame within the second as :func:`frame_clock` writes it, in two
    digits; with another number of them, or an "s" behind, it is a part of the second. A sign counts
    from where one is.
    """
    met = _CLOCK.fullmatch(said.strip().replace(" ", ""))
    if met is None:
        return None
    sign, hours, minutes, whole, part, is_seconds = met.groups()
    seconds = float(int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(whole))
    if part:
        frames = len(part) == 2 and not is_seconds and rate > 0 and int(part) < math.ceil(rate)
        seconds += (int(part) + _WITHIN) / rate if frames else float(f"0.{part}")
    return max(0.0, here + seconds if sign == "+" else here - seconds if sign == "-" else seconds)
