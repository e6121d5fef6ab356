# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of day and month in the shell's own locale, without Qt."""

from __future__ import annotations

import os
import sys

from moodboard.domain.day_order import day_first_by, day_first_in


def day_first() -> bool:
    """Return whether 3/12 is 3 December for who runs the command."""
    for variable in ("LC_ALL", "LC_TIME", "LANG"):
        if name := os.environ.get(variable):
            return day_first_in(name)
    return _day_first_on_windows() if sys.platform == "win32" else True


def _day_first_on_windows() -> bool:
    """Windows keeps its custom elsewhere than in the environment: a known day written by it tells."""
    import locale
    import time

    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "")
        written = time.strftime("%x", (2003, 11, 22, 0, 0, 0, 5, 326, -1))
    except locale.Error:
        return True
    finally:
        locale.setlocale(locale.LC_TIME, before)
    return day_first_by(written.replace("2003", "y").replace("03", "y").replace("22", "d").replace("11", "M"))
