# SPDX-License-Identifier: GPL-3.0-or-later
"""A quiet bar that says what was done, or what could not be, and offers the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_CARD
from moodboard.ui import theme
from moodboard.ui.buttons import Button, ghost_button, link_button

SHOWN_MS = 10_000
_MARGIN = 12


class QuietBar(QWidget):
    """Lie over the foot of a widget for a while."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._way_back: Callable[[], object] | None = None
        self._extra: QWidget | None = None
        self._words = QLabel(self)
        self._words.setFont(ui_font("small"))
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._undo = link_button(self.tr("Undo"), self.tr("Take it back"), self)
        self._undo.clicked.connect(self._on_undo)
        self._close = ghost_button(icon="close", tip=self.tr("Close"), parent=self)
        self._close.set_compact(24, 4)
        self._close.clicked.connect(self.hide)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._undo)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def undo_button(self) -> Button:
        """The way back."""
        return self._undo

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, way_back: Callable[[], object] | None = None, error: bool = False) -> None:
        """Show the words; with a way back, "Undo" too. Errors stay until closed."""
        self._drop_extra()
        self._way_back = way_back
        self._words.setText(words)
        self._words.setProperty("role", "error" if error else "")
        self._words.style().polish(self._words)
        self._undo.setVisible(way_back is not None)
        self._place()
        self.show()
        self.raise_()
        if error:
            self._timer.stop()
        else:
            self._timer.start()

    def put(self, widget: QWidget) -> None:
        """Show a control beside the words until the bar goes; called after ``say``."""
        self._extra = widget
        self._row.insertWidget(self._row.indexOf(self._undo), widget)
        widget.show()
        self._place()

    def stay(self) -> None:
        """Somebody is busy with it: count the seconds anew."""
        if self._timer.isActive():
            self._timer.start()

    def _drop_extra(self) -> None:
        extra, self._extra = self._extra, None
        if extra is not None:
            self._row.removeWidget(extra)
            extra.hide()
            extra.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QEvent) -> None:
        """What was offered is over, also when its page was left: it does not come back with the page."""
        if self._timer.isActive():
            self._timer.stop()
            self.hide()
        self._way_back = None
        self._drop_extra()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A raised card."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(QColor(tokens.raised))
        card = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, RADIUS_CARD, RADIUS_CARD)

    def _place(self) -> None:
        width = self._host.width() - 2 * _MARGIN
        height = max(40, self._row.heightForWidth(width))
        self.setGeometry(_MARGIN, self._host.height() - height - _MARGIN, width, height)

    def _on_undo(self) -> None:
        way_back = self._way_back
        self.hide()
        if way_back is not None:
            way_back()
