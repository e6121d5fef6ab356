# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep PySide from reading the source of every module that is imported after it.

It looks there for the word "PySide6", for a switch of its language binding that this program does
not use (``from __feature__ import snake_case``), and keeps every line it read: 20 ms and 8 MB at
each start.
"""

from __future__ import annotations

import importlib

import PySide6.QtCore  # noqa: F401  (brings the reader)


def stop_reading() -> bool:
    """Say that no module uses the switch; False when this PySide has no such reader."""
    try:
        reader = importlib.import_module("shibokensupport.feature")
    except ImportError:
        return False
    if not hasattr(reader, "_mod_uses_pyside"):
        return False
    vars(reader)["_mod_uses_pyside"] = lambda _module: False
    return True
