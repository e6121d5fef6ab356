# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock on the wall in the name of a screenshot: when it was made, not where in a film."""

from __future__ import annotations

import re
from datetime import datetime

_CLOCKS = (
    # vlcsnap-2024-05-01-21h03m12s123, PotPlayer's 20240501_210312.123, MPC-HC's [2024.05.01_21.03.12],
    # "Screenshot from 2024-05-01 21-03-12", "Screenshot 2024-05-01 at 9.03.12 PM", WIN_20240501_21_03_12
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-._]?)(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>[0-3]\d)"
        r"(?:[ _T-]+|\s+(?:at|um|à|a las|alle|kl\.?|om)\s+)(?P<hour>\d{1,2})[h:._-]?(?P<minute>[0-5]\d)"
        r"(?:[m:._-]?(?P<second>[0-5]\d)(?:s|[.,_-])?(?P<part>\d{3})?)?(?!\d)"
        r"(?:[\s\u202f\u00a0]*(?P<half>[AaPp])\.?[Mm]\b)?"
    ),
)


def wall_clock(name: str) -> datetime | None:
    """Return the moment that a file name tells, without a zone: it is the computer's own time."""
    for pattern in _CLOCKS:
        for found in pattern.finditer(name):
            moment = _moment(found)
            if moment is not None:
                return moment
    return None


def _moment(found: re.Match[str]) -> datetime | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif len(found["hour"]) != 2:
        return None
    try:
        return datetime(
            int(found["year"]), int(found["month"]), int(found["day"]), hour, int(found["minute"]),
            int(found["second"] or 0), 1000 * int(found["part"] or 0),
        )  # fmt: skip
    except ValueError:
        return None
