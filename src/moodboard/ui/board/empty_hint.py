# SPDX-License-Identifier: GPL-3.0-or-later
"""What an empty board says, and what stands there when no board is open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import keys
from moodboard.ui.board.motion import is_reduced
from moodboard.ui.buttons import Button, Kind
from moodboard.ui.on_ground import tokens_on

_BLINK_MS = 600


class EmptyHint(QWidget):
    """A caret and a sentence; a click on the sentence begins a line."""

    line_requested = Signal()
    board_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self._has_board = False
        self._lit = True
        self.board = Button(self.tr("New board"), "plus", Kind.OUTLINE, parent=self)
        keys.follow(self.board, self.tr("Make a new board"), "board.new")
        self.board.clicked.connect(self.board_requested)
        self._clock = QTimer(self)
        self._clock.setInterval(_BLINK_MS)
        self._clock.timeout.connect(self._on_blink)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def show_for(self, has_board: bool) -> None:
        """Appear on an empty board, or where no board is open."""
        self._has_board = has_board
        self._words = (
            self.tr("Drag a shot here, or paste a picture.") if has_board else self.tr("No board is open.")
        )
        self.setAccessibleName(self._words)
        self.board.setVisible(not has_board)
        self.board.adjustSize()
        self.board.move(0, 60)
        self.resize(self.sizeHint())
        self.show()
        if not is_reduced():
            self._clock.start()

    def hideEvent(self, event: object) -> None:
        self._clock.stop()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(ui_font("line-m")).horizontalAdvance(self._words)
        return QSize(words + 16, 96)

    def _on_blink(self) -> None:
        self._lit = not self._lit
        self.update(0, 0, 6, 44)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._has_board and event.position().y() < 44 and event.button() is Qt.MouseButton.LeftButton:
            self.line_requested.emit()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_on(self)
        painter = QPainter(self)
        if self._has_board and self._lit:
            painter.fillRect(QRectF(0, 4, 1.5, 34), QColor(tokens.accent))
        painter.setFont(ui_font("line-m"))
        painter.setPen(QColor(tokens.ink_3))
        painter.drawText(QPointF(10 if self._has_board else 0, 31), self._words)
