# SPDX-License-Identifier: GPL-3.0-or-later
"""How a watch and a heading are drawn in the diary."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moodboard.domain.diary import DiaryRow, Section
from moodboard.domain.still import Still
from moodboard.qt import diary_words
from moodboard.qt.diary_model import COVER_ROLE, DAY_ROLE, ROW_ROLE, SECTION_ROLE, DiaryModel
from moodboard.qt.fonts import SANS, SERIF, make_font, ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.ui import theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.crops import Crops, plate
from moodboard.ui.stars import paint_stars

ROW = 72
_DAY = 64
"""How wide the column of the days is; the narrow list beside a calendar has none."""
_STILL, _NARROW_STILL = QSize(92, 52), QSize(60, 34)
_GAP = 14
_RIGHT = 16
_MOST_WORDS = 400


class DiaryDelegate(QStyledItemDelegate):
    """Paint rows of one height: headings leave most of it as air."""

    def __init__(
        self, model: DiaryModel, thumbs: Thumbs, narrow: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._crops = Crops(thumbs)
        self._narrow = narrow
        self._left = 10 if narrow else _DAY
        self.hovered_row = -1
        self.keyboard = False
        theme.controller().changed.connect(self._crops.forget)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is alike."""
        return QSize(0, ROW)

    def plate_rect(self, row: QRect) -> QRect:
        """The part of a row that is filled when chosen."""
        return row.adjusted(self._left - 10, 1, 0, -1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a watch."""
        tokens, box = theme.tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = index.data(ROW_ROLE)
        if isinstance(shown, DiaryRow):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_ground(painter, tokens, box, selected, index.row() == self.hovered_row)
            self._paint_day(painter, tokens, shown, int(index.data(DAY_ROLE) or 0), box)
            cover = index.data(COVER_ROLE)
            self._paint_still(painter, tokens, shown, cover if isinstance(cover, Still) else None, box)
            self._paint_words(painter, tokens, shown, self._model.section_of(index.row()), box)
            if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
                paint_ring(painter, QRectF(self.plate_rect(box)), tokens.accent, RADIUS_BUTTON)
        else:
            section = index.data(SECTION_ROLE)
            if isinstance(section, Section):
                self._paint_heading(painter, tokens, section, box)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, tokens: Tokens, box: QRect, selected: bool, hovered: bool
    ) -> None:
        if not (selected or hovered):
            return
        ground = QRectF(self.plate_rect(box))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft if selected else tokens.hover))
        painter.drawRoundedRect(ground, RADIUS_BUTTON, RADIUS_BUTTON)
        if selected:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(
                QRectF(ground.left(), ground.top() + 14, 3, ground.height() - 28), 1.5, 1.5
            )

    def _paint_day(self, painter: QPainter, tokens: Tokens, shown: DiaryRow, day: int, box: QRect) -> None:
        if self._narrow:
            return
        middle = box.left() + 17.0
        if not shown.watch.date.is_day:
            _hollow_dot(painter, tokens, QPointF(middle, box.center().y()))
        elif day:
            of = date.fromordinal(day)
            number = make_font(SERIF, 28, 300)
            painter.setFont(number)
            painter.setPen(QColor(tokens.ink))
            words = str(of.day)
            x = middle - QFontMetricsF(number).horizontalAdvance(words) / 2
            painter.drawText(QPointF(x, box.top() + 39), words)
            small = ui_font("small")
            painter.setFont(small)
            painter.setPen(QColor(tokens.ink_3))
            words = diary_words.weekday(of)[:3]
            x = middle - QFontMetricsF(small).horizontalAdvance(words) / 2
            painter.drawText(QPointF(x, box.top() + 56), words)

    def _still_rect(self, box: QRect) -> QRectF:
        size = _NARROW_STILL if self._narrow else _STILL
        return QRectF(
            box.left() + self._left, box.top() + (ROW - size.height()) / 2, size.width(), size.height()
        )

    def _paint_still(
        self, painter: QPainter, tokens: Tokens, shown: DiaryRow, cover: Still | None, box: QRect
    ) -> None:
        place = self._still_rect(box)
        if cover is not None:
            self._crops.paint(painter, cover, place, tokens.raised, whole_portraits=True)
            return
        plate(painter, place, tokens.raised)
        painter.setFont(ui_font("watch-number"))
        painter.setPen(QColor(tokens.ink_3))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "–" if shown.year is None else str(shown.year))

    def _paint_words(
        self, painter: QPainter, tokens: Tokens, shown: DiaryRow, section: Section | None, box: QRect
    ) -> None:
        left = self._still_rect(box).right() + _GAP
        right = box.right() - _RIGHT
        if self._narrow:
            self._paint_narrow(painter, tokens, shown, section, left, right, box.top())
            return
        met, own = diary_words.circumstances(shown), diary_words.own_date(shown, section)
        said = " ".join(shown.watch.note[:_MOST_WORDS].split())
        below = [words for words in (met or own, said) if words]
        base = box.top() + (41.0, 32.0, 24.0)[len(below)]
        edge = self._paint_number(painter, tokens, shown, right, base)
        self._paint_title(painter, tokens, shown, left, edge - 12, base)
        if met or own:
            base += 19
            x = left
            if own:
                x += _text(painter, make_font(SERIF, 14, italic=True), tokens.ink_2, x, base, own, right - x)
                x += 8 if met else 0
            _text(painter, ui_font("small"), tokens.ink_2, x, base, met, right - x)
        if said:
            _text(
                painter, make_font(SERIF, 15, italic=True), tokens.ink_2, left, base + 20, said, right - left
            )

    def _paint_narrow(
        self,
        painter: QPainter,
        tokens: Tokens,
        shown: DiaryRow,
        section: Section | None,
        left: float,
        right: float,
        top: float,
    ) -> None:
        """Title, stars and number, words: under each other, as beside a calendar there is no room."""
        told = [diary_words.own_date(shown, section), diary_words.circumstances(shown)]
        said = " ".join(shown.watch.note[:_MOST_WORDS].split()) or " · ".join(part for part in told if part)
        again = diary_words.how_manieth(shown)
        base = top + (33 if not said else 24)
        font = ui_font("row-title")
        wide = (
            0.0
            if shown.year is None
            else QFontMetricsF(ui_font("body")).horizontalAdvance(str(shown.year)) + 5
        )
        x = left + _text(painter, font, tokens.ink, left, base, shown.title, right - left - wide)
        if shown.year is not None:
            _text(painter, ui_font("body"), tokens.ink_2, x + 5, base, str(shown.year), wide + 8)
        stars = paint_stars(painter, shown.watch.rating, left, base + 14, tokens.star)
        x = left + (stars + 10 if stars else 0)
        _text(painter, make_font(SERIF, 14), tokens.ink_2, x, base + 18, again, right - x)
        _text(painter, make_font(SERIF, 14, italic=True), tokens.ink_2, left, base + 38, said, right - left)

    def _paint_title(
        self, painter: QPainter, tokens: Tokens, shown: DiaryRow, left: float, right: float, base: float
    ) -> None:
        stars = shown.watch.rating or 0
        wide = (stars + 1) // 2 * 12 + 12 if stars else 0
        year = "" if shown.year is None else str(shown.year)
        year_font = make_font(SANS, 14)
        year_width = QFontMetricsF(year_font).horizontalAdvance(year) + 5 if year else 0.0
        room = max(40.0, right - left - year_width - wide)
        x = left + _text(painter, ui_font("row-title"), tokens.ink, left, base, shown.title, room)
        if year:
            painter.setFont(year_font)
            painter.setPen(QColor(tokens.ink_2))
            painter.drawText(QPointF(x + 5, base), year)
        paint_stars(painter, shown.watch.rating, x + year_width + 12, base - 5, tokens.star)

    def _paint_number(
        self, painter: QPainter, tokens: Tokens, shown: DiaryRow, right: float, base: float
    ) -> float:
        """Return where it begins."""
        words = diary_words.how_manieth(shown)
        if not words:
            return right
        font = make_font(SERIF, 15)
        x = right - QFontMetricsF(font).horizontalAdvance(words)
        painter.setFont(font)
        again = shown.number > 1
        painter.setPen(QColor(tokens.ink if again else tokens.ink_3))
        painter.drawText(QPointF(x, base), words)
        return x

    def _paint_heading(self, painter: QPainter, tokens: Tokens, section: Section, box: QRect) -> None:
        soft = section.is_vague
        font = make_font(SERIF, 18 if soft or self._narrow else 28, 400 if soft else 300, italic=soft)
        left = float(box.left() + (self._left if soft else 0))
        base = box.bottom() - (20.0 if soft else 18.0)
        room = box.right() - _RIGHT - left
        words = diary_words.heading(section)
        colour = tokens.ink_2 if soft else tokens.ink
        x = left + _text(painter, font, colour, left, base, words, room) + 12
        if section.count and not self._narrow:
            _text(
                painter, ui_font("small"), tokens.ink_3, x, base, diary_words.count(section), box.right() - x
            )


def _hollow_dot(painter: QPainter, tokens: Tokens, middle: QPointF) -> None:
    painter.setPen(QPen(QColor(tokens.ink_3), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, 3.5, 3.5)


def _text(
    painter: QPainter, font: QFont, colour: str, x: float, base: float, words: str, room: float
) -> float:
    """Draw words that are cut where they do not fit; how wide they are."""
    if not words or room <= 8:
        return 0.0
    metrics = QFontMetricsF(font)
    fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(x, base), fitting)
    return metrics.horizontalAdvance(fitting)
