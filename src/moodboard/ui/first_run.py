# SPDX-License-Identifier: GPL-3.0-or-later
"""The first run: a picture, a question, and three ways in."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.resources import asset
from moodboard.ui import theme
from moodboard.ui.first_run_cards import AddFilmCard, DropCard, SampleCard

NARROW = 1100
BAND = 220
_COLUMN = 536
_COLUMN_HEIGHT = 708
_TEXT_SIDE = 696
"""The column and eighty pixels on either side."""
_HEADING_BASE, _LEAD_BASE, _FOOT_BASE = (57, 115), (165, 189), 696
_DROP, _ADD, _SAMPLE = QRect(0, 252, 536, 188), QRect(0, 464, 536, 84), QRect(0, 564, 536, 84)


class FirstRun(QWidget):
    """Shown while the library is empty; the whole window takes a drop."""

    import_requested = Signal(list)
    """Paths of an export or of pictures."""
    help_requested = Signal()
    """How to get each service's export."""
    film_add_requested = Signal(str)
    film_picked = Signal(int)
    facts_picked = Signal(object)
    """A film of the catalogue, as ``FilmFacts``."""
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = _Picture(self)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("plain", True)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = _Column()
        self._scroll.setWidget(self._column)
        self.drop_card = self._column.drop_card
        self.add_card = self._column.add_card
        self.sample_card = self._column.sample_card
        self.drop_card.import_requested.connect(self.import_requested)
        self.drop_card.help_requested.connect(self.help_requested)
        self.add_card.film_add_requested.connect(self.film_add_requested)
        self.add_card.film_picked.connect(self.film_picked)
        self.add_card.facts_picked.connect(self.facts_picked)
        self.sample_card.clicked.connect(self.sample_requested)
        theme.controller().changed.connect(self.update)

    def picture(self) -> QWidget:
        """The picture at the left or above."""
        return self._picture

    def set_dropping(self, over: bool) -> None:
        """Something is held over the window that can be let go here."""
        self.drop_card.set_dropping(over)

    def say(self, words: str, error: bool = False) -> None:
        """Say in the drop card what happened to what was dropped."""
        self.drop_card.say(words, error)

    def set_busy(self, busy: bool) -> None:
        """While the library is being filled, nothing can be asked twice."""
        for card in (self.drop_card, self.add_card, self.sample_card):
            card.setEnabled(not busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture at the left, or as a band above when it is narrow."""
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        if width < NARROW:
            self._picture.setGeometry(0, 0, width, BAND)
            self._scroll.setGeometry(0, BAND, width, height - BAND)
        else:
            left = width - _TEXT_SIDE
            self._picture.setGeometry(0, 0, left, height)
            self._scroll.setGeometry(left, 0, _TEXT_SIDE, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The panel's colour."""
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().panel))


class _Picture(QWidget):
    """The lit window, filling what there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._source = QPixmap()
        self._ready = QPixmap()
        self.setAccessibleName(self.tr("Two people in a lit window at night"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Scaled once for a size, then copied."""
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._ready.size() != wanted:
            self._ready = self._filling(wanted.width(), wanted.height())
            self._ready.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawPixmap(QPointF(0, 0), self._ready)
        font = ui_font("wordmark")
        font.setPixelSize(27)
        painter.setFont(font)
        painter.setPen(QColor("#FFF8F2"))
        painter.drawText(QPointF(40, 54), "Moodboard")

    def _filling(self, width: int, height: int) -> QPixmap:
        if self._source.isNull():
            self._source = QPixmap(str(asset("stills/lit_window.jpg")))
        scaled = self._source.scaled(
            width,
            height,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        # The lit window stands a little left of the middle, and above it.
        left, top = round((scaled.width() - width) * 0.56), round((scaled.height() - height) * 0.3)
        return scaled.copy(left, top, width, height)


class _Column(QWidget):
    """The question and the cards, one left edge for all."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(_COLUMN + 48, _COLUMN_HEIGHT)
        self.drop_card = DropCard(self)
        self.add_card = AddFilmCard(self)
        self.sample_card = SampleCard(self)
        self.setTabOrder(self.add_card, self.sample_card)

    def _corner(self) -> tuple[int, int]:
        left = 80 if self.width() == _TEXT_SIDE else (self.width() - _COLUMN) // 2
        return left, max(0, (self.height() - 700) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the block in the middle of the height."""
        super().resizeEvent(event)
        left, top = self._corner()
        self.drop_card.setGeometry(_DROP.translated(left, top))
        self.add_card.setGeometry(_ADD.translated(left, top))
        self.sample_card.setGeometry(_SAMPLE.translated(left, top))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words."""
        tokens = theme.tokens()
        left, top = self._corner()
        painter = QPainter(self)
        painter.setFont(ui_font("first-run"))
        painter.setPen(QColor(tokens.ink))
        heading = (self.tr("What do you"), self.tr("keep coming back to?"))
        for words, base in zip(heading, _HEADING_BASE, strict=True):
            painter.drawText(QPointF(left - 1, top + base), words)
        painter.setFont(ui_font("lead"))
        painter.setPen(QColor(tokens.ink_2))
        lead = (
            self.tr("A quiet place for the films you rewatch: when you saw them, the shots"),
            self.tr("you can’t shake, and the lines you say under your breath."),
        )
        for words, base in zip(lead, _LEAD_BASE, strict=True):
            painter.drawText(QPointF(left, top + base), words)
        painter.setFont(ui_font("small"))
        foot = self.tr("Your library is one folder you own. Move it, back it up, read it without us.")
        metrics = QFontMetricsF(painter.font())
        room = QRectF(left, top + _FOOT_BASE - metrics.ascent(), _COLUMN, 32)
        painter.drawText(room, Qt.TextFlag.TextWordWrap, foot)
