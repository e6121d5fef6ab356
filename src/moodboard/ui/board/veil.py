# SPDX-License-Identifier: GPL-3.0-or-later
"""A breath of the canvas's colour between the board's title and pins that lie under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Rect
from moodboard.ui.board.canvas import BoardCanvas

HEIGHT = 98
"""It ends where fitted pins begin: a picture looked at closely is never washed."""
_TITLE = 96
_REST_MS = 60


class Veil(QWidget):
    """Seen only while pins lie under the title; lets the mouse through."""

    def __init__(self, canvas: BoardCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        # Looked at when the view rests: with thousands of pins not at every step of a pan.
        self._clock = QTimer(self, singleShot=True, interval=_REST_MS)
        self._clock.timeout.connect(self.look)
        canvas.view_changed.connect(self.look_soon)

    def look_soon(self) -> None:
        """See in a moment whether it is needed."""
        if not self._clock.isActive():
            self._clock.start()

    def look(self) -> None:
        """See whether pins lie under the title now."""
        seen, zoom = self._canvas.viewport.board, max(self._canvas.viewport.zoom, 1e-6)
        strip = Rect(seen.x, seen.y, seen.width, _TITLE / zoom)
        covered = bool(self._canvas.scene.lying_in(strip))
        self.setGeometry(0, 0, self._canvas.width(), HEIGHT)
        self.setVisible(covered)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(self._canvas.background)
        fade = QLinearGradient(0, 0, 0, self.height())
        for share, opacity in ((0.0, 0.95), (0.82, 0.9), (1.0, 0.0)):
            ground.setAlphaF(opacity)
            fade.setColorAt(share, ground)
        QPainter(self).fillRect(self.rect(), fade)
