# SPDX-License-Identifier: GPL-3.0-or-later
"""How a film is drawn in the list: its still, title, stars, how often and when it was last seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIntValidator, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.film import FilmRow
from moodboard.domain.still import Still
from moodboard.qt.film_model import COVER_ROLE, ROW_ROLE
from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import LIST_ROW, RADIUS_BUTTON, Tokens
from moodboard.ui import theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.crops import Crops, plate
from moodboard.ui.library.words import last_seen
from moodboard.ui.stars import paint_stars

INSET_LEFT, INSET_RIGHT = 8, 7
STILL = QRectF(20, 9, 74, 42)
TEXT_LEFT = 106
TEXT_RIGHT = 20.5
"""From the row's right edge."""
_TITLE_BASE, _COUNT_BASE, _SMALL_BASE = 25, 23, 44
_STARS_MIDDLE = 41.0
LOG_SIZE = QSize(40, 22)
AGAIN_SIZE = QSize(50, 22)
HIGHEST_COUNT = 9999
_AT_LEAST_GAP = 5


class FilmDelegate(QStyledItemDelegate):
    """Paint a row of sixty pixels, and edit its count in place."""

    times_seen_typed = Signal(int, int)
    """A film and the total that was typed for it."""

    def __init__(self, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = Crops(thumbs)
        self._now: Callable[[], datetime] = datetime.now
        self.hovered_row = -1
        self.hovered_log = False
        self.hovered_again = False
        self.keyboard = False
        theme.controller().changed.connect(self._crops.forget)

    def set_clock(self, now: Callable[[], datetime]) -> None:
        """Say dates as from another now, for tests and pictures."""
        self._now = now

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is alike."""
        return QSize(0, LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        film = index.data(ROW_ROLE)
        if not isinstance(film, FilmRow):
            return
        tokens = theme.tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self.hovered_row
        row = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, tokens, row, selected, hovered)
        cover = index.data(COVER_ROLE)
        self._paint_still(painter, tokens, film, cover if isinstance(cover, Still) else None, row)
        self._paint_left(painter, tokens, film, row)
        self._paint_right(painter, tokens, film, row, selected, hovered)
        if selected or hovered:
            log = log_rect(row, film)
            self._paint_pill(painter, tokens, log, self.tr("Log"), hovered and self.hovered_log)
            if hovered and film.times_seen:
                again = again_rect(row, film)
                self._paint_pill(painter, tokens, again, self.tr("Again"), self.hovered_again)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(plate_rect(row)), tokens.accent, RADIUS_BUTTON)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, tokens: Tokens, row: QRect, selected: bool, hovered: bool
    ) -> None:
        if not (selected or hovered):
            return
        ground = QRectF(plate_rect(row))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft if selected else tokens.hover))
        painter.drawRoundedRect(ground, RADIUS_BUTTON, RADIUS_BUTTON)
        if selected:
            bar = QPainterPath()
            bar.addRoundedRect(QRectF(ground.left() - 2, ground.top() + 12, 5, ground.height() - 24), 2, 2)
            painter.setClipRect(QRectF(ground.left(), ground.top(), 3, ground.height()))
            painter.fillPath(bar, QColor(tokens.accent))
            painter.setClipping(False)

    def _paint_still(
        self, painter: QPainter, tokens: Tokens, film: FilmRow, cover: Still | None, row: QRect
    ) -> None:
        box = STILL.translated(row.left(), row.top())
        if cover is not None:
            self._crops.paint(painter, cover, box, tokens.raised, whole_portraits=True)
            return
        plate(painter, box, tokens.raised)
        painter.setFont(ui_font("watch-number"))
        painter.setPen(QColor(tokens.ink_3))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "–" if film.year is None else str(film.year))

    def _paint_left(self, painter: QPainter, tokens: Tokens, film: FilmRow, row: QRect) -> None:
        title_font, year_font = ui_font("row-title"), _year_font()
        year = "" if film.year is None else str(film.year)
        year_width = QFontMetricsF(year_font).horizontalAdvance(year) + 4 if year else 0.0
        right = row.right() + 1 - TEXT_RIGHT - count_width(film) - 10
        metrics = QFontMetricsF(title_font)
        left, base = row.left() + TEXT_LEFT, row.top() + _TITLE_BASE
        title = metrics.elidedText(film.title, Qt.TextElideMode.ElideRight, right - left - year_width)
        painter.setFont(title_font)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(left, base), title)
        if year:
            painter.setFont(year_font)
            painter.setPen(QColor(tokens.ink_2))
            painter.drawText(QPointF(left + metrics.horizontalAdvance(title) + 4, base), year)
        paint_stars(painter, film.rating, left + 0.3, row.top() + _STARS_MIDDLE, tokens.star)

    def _paint_right(
        self, painter: QPainter, tokens: Tokens, film: FilmRow, row: QRect, selected: bool, hovered: bool
    ) -> None:
        right = row.right() + 1 - TEXT_RIGHT
        if film.times_seen:
            number = str(shown_times(film))
            font = ui_font("count")
            x = right - QFontMetricsF(font).horizontalAdvance(number)
            painter.setPen(QColor(tokens.accent if selected else tokens.ink))
            painter.setFont(font)
            painter.drawText(QPointF(x, row.top() + _COUNT_BASE), number)
            painter.setPen(QColor(tokens.accent if selected else tokens.ink_2))
            painter.setFont(ui_font("count-x"))
            times = QFontMetricsF(ui_font("count-x")).horizontalAdvance("×")
            painter.drawText(QPointF(x - times - 1, row.top() + _COUNT_BASE), "×")
            if film.at_least:
                words = at_least_words()
                painter.setFont(ui_font("small"))
                wide = QFontMetricsF(ui_font("small")).horizontalAdvance(words)
                painter.drawText(QPointF(x - times - wide - _AT_LEAST_GAP, row.top() + _COUNT_BASE), words)
        words = last_seen(film, self._now())
        font = ui_font("small")
        metrics = QFontMetricsF(font)
        left = log_rect(row, film).right() + 8 if selected or hovered else row.left() + TEXT_LEFT + 66
        if hovered and film.times_seen:
            left = again_rect(row, film).right() + 8
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, right - left)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(right - metrics.horizontalAdvance(words), row.top() + _SMALL_BASE), words)

    def _paint_pill(self, painter: QPainter, tokens: Tokens, place: QRect, words: str, hovered: bool) -> None:
        box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(QColor(tokens.hover if hovered else tokens.raised))
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(ui_font("small-strong"))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A small field over the count."""
        editor = QLineEdit(parent)
        editor.setProperty("compact", True)
        editor.setFont(ui_font("count"))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setValidator(QIntValidator(0, HIGHEST_COUNT, editor))
        editor.setAccessibleName(self.tr("Times seen"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the field where the count is."""
        film = index.data(ROW_ROLE)
        if isinstance(film, FilmRow):
            row = QRect(option.rect)
            editor.setGeometry(QRect(row.right() - 20 - 52 + 6, row.top() + 4, 52, 26))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the count as it is, chosen whole."""
        film = index.data(ROW_ROLE)
        if isinstance(editor, QLineEdit) and isinstance(film, FilmRow):
            editor.setText(str(shown_times(film)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Say what was typed; whoever listens keeps it."""
        film = index.data(ROW_ROLE)
        if isinstance(editor, QLineEdit) and isinstance(film, FilmRow) and editor.text().isdigit():
            total = int(editor.text())
            if total != film.times_seen or film.at_least:  # the same number said is a number told
                self.times_seen_typed.emit(film.id, total)


def plate_rect(row: QRect) -> QRect:
    """The part of a row that is filled when chosen."""
    return row.adjusted(INSET_LEFT, 0, -INSET_RIGHT, 0)


def count_width(film: FilmRow) -> float:
    """How wide ×n is."""
    if not film.times_seen:
        return 0.0
    number = QFontMetricsF(ui_font("count")).horizontalAdvance(str(shown_times(film)))
    width = number + 1 + QFontMetricsF(ui_font("count-x")).horizontalAdvance("×")
    if film.at_least:
        width += QFontMetricsF(ui_font("small")).horizontalAdvance(at_least_words()) + _AT_LEAST_GAP
    return width


def shown_times(film: FilmRow) -> int:
    """The n of ×n: once more than is told when the first watch was a rewatch already."""
    return film.times_seen + film.at_least


def at_least_words() -> str:
    """What stands before an ×n that nobody told whole."""
    return QCoreApplication.translate("library", "at least")


def count_rect(row: QRect, film: FilmRow) -> QRect:
    """Where a click edits the count; also there when it is 0 and nothing is drawn."""
    width = max(28, round(count_width(film)) + 10)
    right = round(row.right() + 1 - TEXT_RIGHT) + 5
    return QRect(right - width, row.top() + 4, width, 24)


def log_rect(row: QRect, film: FilmRow) -> QRect:
    """Where "Log" lies: after the stars, so that it hides nothing."""
    stars = (film.rating or 0) / 2 * 12
    left = row.left() + TEXT_LEFT + (round(stars) + 9 if stars else 0)
    return QRect(left, row.top() + 30, LOG_SIZE.width(), LOG_SIZE.height())


def again_rect(row: QRect, film: FilmRow) -> QRect:
    """Where "Again" lies: beside "Log", in the row under the pointer."""
    return QRect(log_rect(row, film).topRight() + QPoint(7, 0), AGAIN_SIZE)


def _year_font() -> QFont:
    font = ui_font("body")
    font.setPixelSize(14)
    return font
