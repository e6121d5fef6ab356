# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the plain wheel zooms or pans: what one's hands are used to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moodboard.qt.settings import WHEEL_PANS, Settings

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage


class WheelPart(QObject):
    """The switch, remembered with the program's settings."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._canvas, self._settings = page.canvas, Settings()
        pans = self._settings.get(WHEEL_PANS)
        page.book.action("view.wheel_pans").setChecked(pans)
        page.book.connect_handler("view.wheel_pans", self._on_switched)
        self._canvas.wheel_pans = pans

    def _on_switched(self, pans: bool) -> None:
        self._canvas.wheel_pans = pans
        self._settings.set(WHEEL_PANS, pans)
