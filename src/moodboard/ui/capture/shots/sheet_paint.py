# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints one shot of the contact sheet: picture, timecode, length, and in what state it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from moodboard.domain.film_file import said_clock
from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import DARK, with_alpha
from moodboard.ui.capture.shots.sheet_layout import CAPTION
from moodboard.ui.capture.shots.sheet_model import SheetShot, said_length
from moodboard.ui.capture.shots.shot_images import ShotImages

_MARK = 3
_DOT = 3.5


@dataclass(frozen=True, slots=True)
class Where:
    """The state of a shot on the sheet."""

    chosen: bool = False
    on: bool = False
    focused: bool = False
    pinned: bool = False


class SheetPainter:
    """Holds what every cell is painted with; the sheet is dark in both themes, as the stage is."""

    def __init__(self) -> None:
        self.images = ShotImages()
        self._timecode: QFont = ui_font("timecode")
        self._metrics = QFontMetrics(self._timecode)
        self._heading: QFont = ui_font("section")

    def begin(self, painter: QPainter) -> None:
        """Begin a frame."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.images.begin_frame()

    def heading(self, painter: QPainter, rect: QRect, title: str) -> None:
        """Write a chapter's name over its shots."""
        painter.setFont(self._heading)
        painter.setPen(QColor(DARK.ink))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QPointF(rect.left(), rect.bottom() - 13), shown)

    def shot(self, painter: QPainter, rect: QRect, high: int, shot: SheetShot, where: Where) -> None:
        """Paint a shot: chosen on a soft plate, the one that is on in an ember ring."""
        if where.chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(DARK.soft))
            painter.drawRoundedRect(QRectF(rect).adjusted(-4, -4, 4, 2), 4, 4)
        cell = QRect(rect.left(), rect.top(), rect.width(), high)
        picture = self._picture(painter, cell, shot)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if where.on:
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.drawRoundedRect(QRectF(picture).adjusted(-1, -1, 1, 1), 2, 2)
        elif where.chosen:
            painter.setPen(QPen(QColor(DARK.accent), 1.5))
            painter.drawRect(QRectF(picture).adjusted(-2.25, -2.25, 2.25, 2.25))
        if shot.colour:
            painter.fillRect(
                QRect(picture.left(), picture.bottom() + 3, picture.width(), _MARK), QColor(shot.colour)
            )
        if where.pinned:
            self._dot(painter, picture)
        self._caption(painter, rect, shot, where)
        if where.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.ink), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(-3, -3, 3, 1), 5, 5)

    def _picture(self, painter: QPainter, cell: QRect, shot: SheetShot) -> QRect:
        image = self.images.image(shot.shot)
        if image is None or image.isNull():
            painter.fillRect(cell, QColor(shot.shot.average))
            return cell
        scale = min(cell.width() / image.width(), cell.height() / image.height())
        width, height = round(image.width() * scale), round(image.height() * scale)
        place = QRect(cell.left(), cell.bottom() + 1 - height, width, height)
        painter.drawImage(place, image)
        return place

    def _dot(self, painter: QPainter, picture: QRect) -> None:
        """Something of it is pinned: a white dot with a dark ring."""
        middle = QPointF(picture.left() + 9.5, picture.bottom() - 8.5)
        painter.setPen(QPen(with_alpha("#000000", 0.55), 1.5))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(middle, _DOT, _DOT)

    def _caption(self, painter: QPainter, rect: QRect, shot: SheetShot, where: Where) -> None:
        painter.setFont(self._timecode)
        base = rect.bottom() - CAPTION + 18
        begin = said_clock(shot.shot.at)
        painter.setPen(QColor(DARK.accent if where.on else DARK.ink))
        painter.drawText(QPointF(rect.left(), base), begin)
        length = said_length(shot.length)
        wide = self._metrics.horizontalAdvance(length)
        if self._metrics.horizontalAdvance(begin) + 10 + wide <= rect.width():
            painter.setPen(QColor(DARK.ink_2))
            painter.drawText(QPointF(rect.right() + 1 - wide, base), length)

    def band(self, painter: QPainter, band: QRect) -> None:
        """The rubber band."""
        painter.setPen(QPen(QColor(DARK.accent), 1))
        painter.setBrush(with_alpha(DARK.accent, 0.12))
        painter.drawRect(QRectF(band))
