# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the cards of the shelf: a shot in its own shape, a line in serif italic, the time under it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.scripts import upright
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import RADIUS_STILL, Tokens
from moodboard.ui import theme
from moodboard.ui.capture.pin_card import PinCard
from moodboard.ui.capture.pin_model import CARD_ROLE
from moodboard.ui.library.crops import Crops, cut, plate

GAP = 14
EDGE = 5
"""Room around a card for the ring of the chosen one."""
UNDER = 26
"""Height of the row under a card: its time, and what is said in it."""
_LINE_WIDTH, _LINE_PAD, _LINE_SIZE, _LEADING = 236, 20, 20, 26


class PinDelegate(QStyledItemDelegate):
    """Cards as high as the view has room for."""

    def __init__(self, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = Crops(thumbs)
        self.height = 108
        """Of the picture."""
        self.keyboard = False
        self.reserved = 0
        """Pixels at the right of the row under the card at hand that its buttons take."""
        self.at_hand = -1

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The card, the row under it, and the gap to the next."""
        card = index.data(CARD_ROLE)
        width = self.width_of(card) if isinstance(card, PinCard) else 0
        return QSize(width + GAP, self.height + UNDER + 2 * EDGE)

    def width_of(self, card: PinCard) -> int:
        """Return how wide a card is."""
        if card.is_shot:
            return max(72, round(card.ratio * self.height))
        return round(_LINE_WIDTH * max(0.7, self.height / 108))

    def box_of(self, row: QRect) -> QRectF:
        """Return where the picture or the words of a row lie."""
        return QRectF(row.left() + EDGE, row.top() + EDGE, row.width() - GAP, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a card."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, PinCard):
            return
        tokens, row = theme.tokens(), QRect(option.rect)
        box = self.box_of(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if card.is_shot:
            self._paint_shot(painter, card, box, tokens)
        else:
            self._paint_line(painter, card, box, tokens)
        self._paint_under(painter, card, box, tokens, self.reserved if index.row() == self.at_hand else 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus) and self.keyboard
        if chosen or current:
            painter.setPen(QPen(QColor(tokens.accent), 2 if current else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)
        painter.restore()

    def _paint_shot(self, painter: QPainter, card: PinCard, box: QRectF, tokens: Tokens) -> None:
        if card.image is not None:
            device = painter.device()
            ratio = device.devicePixelRatio() if device is not None else 1.0
            painter.drawPixmap(box.topLeft(), cut(card.image, box.size(), ratio, False, tokens.raised))
        elif card.still is not None:
            self._crops.paint(painter, card.still, box, tokens.raised)
        else:
            plate(painter, box, tokens.raised)

    def _paint_line(self, painter: QPainter, card: PinCard, box: QRectF, tokens: Tokens) -> None:
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_STILL, RADIUS_STILL)
        size = _LINE_SIZE if len(card.words) <= 70 else 16
        font = upright(make_font(SERIF, size, italic=True), card.words)
        leading = _LEADING if size == _LINE_SIZE else 21
        pad = min(_LINE_PAD, round(box.height() * 0.19))
        room = box.adjusted(pad, pad * 0.6, -pad, -pad * 0.6)
        rows = wrapped(
            " ".join(card.words.split()), font, room.width(), max(1, int(room.height() // leading))
        )
        ascent = QFontMetricsF(font).ascent()
        top = room.center().y() - len(rows) * leading / 2 + (leading - QFontMetricsF(font).height()) / 2
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        rights = starts_right_to_left(card.words)
        for number, words in enumerate(rows):
            x = room.right() - QFontMetricsF(font).horizontalAdvance(words) if rights else room.left()
            painter.drawText(QPointF(x, top + number * leading + ascent), words)

    def _paint_under(
        self, painter: QPainter, card: PinCard, box: QRectF, tokens: Tokens, reserved: int
    ) -> None:
        small = ui_font("timecode")
        metrics = QFontMetricsF(small)
        base = box.bottom() + 19
        painter.setFont(small)
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(box.left(), base), card.timecode)
        if not card.is_shot or not card.words:
            return
        left = box.left() + metrics.horizontalAdvance(card.timecode) + 10
        room = box.right() - reserved - left
        font = upright(make_font(SERIF, 14, italic=True), card.words)
        if room > 36:
            words = " ".join(card.words.split())
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.drawText(QPointF(left, base), shown)


def wrapped(words: str, font: QFont, width: float, most: int) -> list[str]:
    """Return the words in at most so many rows, the last one cut short where they are more."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    rows: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        start = line.textStart()
        if len(rows) == most - 1:
            rest = words[start:]
            rows.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        rows.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return rows
