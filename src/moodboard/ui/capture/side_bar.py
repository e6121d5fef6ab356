# SPDX-License-Identifier: GPL-3.0-or-later
"""The capture page's quiet bar: it lies at the foot of the lines, where it hides nothing that was pinned."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from moodboard.ui.quiet_bar import QuietBar

_MARGIN = 12


class SideBar(QuietBar):
    """A quiet bar in a part of its host."""

    def __init__(self, host: QWidget, room: Callable[[], QRect]) -> None:
        self._room = room
        super().__init__(host)

    def place_again(self) -> None:
        """The part has another size or place."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        room = self._room().adjusted(_MARGIN, 0, -_MARGIN, -_MARGIN)
        height = max(40, self._row.heightForWidth(room.width()))
        self.setGeometry(room.left(), room.bottom() + 1 - height, room.width(), height)
