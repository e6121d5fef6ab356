# SPDX-License-Identifier: GPL-3.0-or-later
"""The dark part of the capture page: stage, scenes, bar and transport, where the look has them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.settings import Settings
from moodboard.qt.tokens import DARK
from moodboard.ui import theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.capture import scene_strip, seek_bar, transport
from moodboard.ui.capture.glimpse_card import GlimpseCard
from moodboard.ui.capture.scene_strip import SceneStrip
from moodboard.ui.capture.seek_bar import SeekBar
from moodboard.ui.capture.stage import Stage
from moodboard.ui.capture.transport import Transport
from moodboard.ui.on_ground import set_ground

_EDGE = 24
_STRIP_GAP, _SEEK_GAP, _TRANSPORT_GAP, _FOOT = 18, 4, 5, 35
_NARROW_FOOT = 16
_LOW = 460
"""Under so many pixels of height the scenes go, for the picture."""


class Hairline(QWidget):
    """One pixel between two grounds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The theme's line."""
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().line))


class Theatre(QWidget):
    """Lay out what belongs to the film; alone, the stage has all the room."""

    def __init__(
        self, book: ActionBook, settings: Settings, menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.stage = Stage(settings, self)
        self.strip = SceneStrip(self)
        self.seek = SeekBar(self)
        self.transport = Transport(book, menu, self)
        self.card = GlimpseCard(self)
        self._note = QLabel(self)
        self._note.setFont(ui_font("small"))
        self._note.setStyleSheet(f"color: {DARK.ink_3}")
        self._note.hide()
        self._over: QWidget | None = None
        self._alone = False
        set_ground(self, DARK)
        self.setMinimumSize(420, 300)
        self.seek.pointed.connect(self._on_pointed)
        self.seek.left.connect(self.card.hide)

    def set_alone(self, alone: bool) -> None:
        """Give the stage all the room, or its place again."""
        self._alone = alone
        for part in (self.strip, self.seek, self.transport):
            part.setVisible(not alone)
        self._note.setVisible(bool(self._note.text()) and not alone)
        self.card.hide()
        self._lay_out()

    def is_alone(self) -> bool:
        """Whether nothing but the picture is shown."""
        return self._alone

    def show_note(self, words: str) -> None:
        """Tell quietly under the time what is being done in the background; nothing when empty."""
        self._note.setText(words)
        self._note.adjustSize()
        self._note.setVisible(bool(words) and not self._alone)

    def note(self) -> str:
        """What is told."""
        return self._note.text()

    def put_over(self, widget: QWidget | None) -> None:
        """Show something in the stage's place, e.g. the contact sheet; None: the stage again."""
        if self._over is not None and self._over is not widget:
            self._over.hide()
        self._over = widget
        self.stage.setVisible(widget is None)
        if widget is not None:
            if widget.parentWidget() is not self:
                widget.setParent(self)
            self._lay_out()
            widget.show()
            widget.raise_()
        self.card.raise_()

    def over(self) -> QWidget | None:
        """What lies in the stage's place."""
        return self._over

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.width(), self.height()
        if self._alone:
            self.stage.setGeometry(self.rect())
            if self._over is not None:
                self._over.setGeometry(self.rect())
            return
        low = height < _LOW
        foot = height - (_NARROW_FOOT if low else _FOOT) - transport.HEIGHT
        self.transport.setGeometry(_EDGE, foot, width - 2 * _EDGE, transport.HEIGHT)
        self._note.move(_EDGE, foot + transport.HEIGHT - (4 if low else 0))
        foot -= _TRANSPORT_GAP + seek_bar.HEIGHT
        self.seek.setGeometry(
            _EDGE - seek_bar.INSET, foot, width - 2 * (_EDGE - seek_bar.INSET), seek_bar.HEIGHT
        )
        strip_height = scene_strip.PICTURE + 2 * scene_strip.REACH
        foot -= _SEEK_GAP + strip_height
        reach = scene_strip.REACH
        self.strip.setGeometry(_EDGE - reach, foot, width - 2 * (_EDGE - reach), strip_height)
        foot -= _STRIP_GAP
        top = _NARROW_FOOT if low else _EDGE
        place = QRect(_EDGE, top, width - 2 * _EDGE, max(90, foot - top))
        self.stage.setGeometry(place)
        if self._over is not None:
            self._over.setGeometry(place)

    def _on_pointed(self, seconds: float, x: float) -> None:
        foot = self.seek.mapTo(self, QPoint(round(x), 2))
        self.card.show_at(seconds, foot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground behind video, dark in both themes."""
        QPainter(self).fillRect(self.rect(), QColor(DARK.stage))
