# SPDX-License-Identifier: GPL-3.0-or-later
"""PARTS: what a board page can do beyond its own, one object for each capability.

A part connects its actions, and hangs its entries into the menus. It builds its panels and loads
its modules when they are first asked for: the start of the program waits for all parts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

PARTS: tuple[Callable[[BoardPage], QObject], ...] = ()
