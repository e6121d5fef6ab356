# SPDX-License-Identifier: GPL-3.0-or-later
"""How a film is drawn in the list with columns: the row whole in one go, each column where its head is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moodboard.domain.dates import tonight
from moodboard.domain.film import FilmRow
from moodboard.domain.still import Still
from moodboard.qt.film_model import COVER_ROLE, ROW_ROLE
from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.ui import icons, theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.crops import Crops, plate
from moodboard.ui.library.page.columns import COLUMNS, TITLE, Column
from moodboard.ui.library.page.head import PAD, ColumnHeads
from moodboard.ui.library.page.posters import Posters
from moodboard.ui.library.page.type import Type, named, serif
from moodboard.ui.stars import paint_stars

ROW = 52
EDGE = 12
"""How far a chosen row's plate goes beyond its words at either side."""
_STILL = QSize(64, 36)
_TEXT = _STILL.width() + 14
AGAIN = QSize(54, 24)
_KEPT = 4_000


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, in words."""

    column: Column
    words: str
    soft: bool
    """A vague date: set in italics of the serif, as in the diary."""
    due: bool


class RowDelegate(QStyledItemDelegate):
    """Paint rows quickly: one call a row, texts elided once for a width."""

    def __init__(self, heads: ColumnHeads, crops: Crops, posters: Posters, parent: QObject) -> None:
        super().__init__(parent)
        self._heads, self._crops, self._posters = heads, crops, posters
        self._now: Callable[[], datetime] = datetime.now
        self._elided: dict[tuple[int, int, str], str] = {}
        self._rows: dict[int, tuple[FilmRow, date, dict[str, Cell]]] = {}
        self._again = self.tr("Again")
        self.hovered, self.hovered_again, self.keyboard = -1, False, False
        self.offset = 0
        """Pixels that the columns are scrolled to the left."""

    def set_clock(self, now: Callable[[], datetime]) -> None:
        """Say dates as from another now, for tests and pictures."""
        self._now = now

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is alike."""
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        film = index.data(ROW_ROLE)
        if not isinstance(film, FilmRow):
            return
        tokens, row = theme.tokens(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self.hovered
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            self._paint_ground(painter, tokens, row, chosen)
        today = tonight(self._now())
        cells = self._cells(film, today)
        for column, left, width in self._heads.places():
            box = QRect(row.left() + EDGE + left, row.top(), width, ROW)
            if column.id == TITLE:
                cover = index.data(COVER_ROLE)
                still = cover if isinstance(cover, Still) else None
                self._paint_title(painter, tokens, film, still, box, hovered)
            else:
                self._paint_cell(painter, tokens, cells[column.id], film, box)
        if hovered:
            self._paint_again(painter, tokens, self.again_rect(row))
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(row), tokens.accent, RADIUS_BUTTON)

    def again_rect(self, row: QRect) -> QRect:
        """Where "Again" lies in a row: at the end of its title."""
        for column, left, width in self._heads.places():
            if column.id == TITLE:
                right = row.left() + EDGE + left + width - PAD
                return QRect(right - AGAIN.width(), row.top() + (ROW - AGAIN.height()) // 2, *AGAIN.toTuple())
        return QRect()

    def _paint_ground(self, painter: QPainter, tokens: Tokens, row: QRect, chosen: bool) -> None:
        ground = QRectF(row)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
        painter.drawRoundedRect(ground, RADIUS_BUTTON, RADIUS_BUTTON)
        if chosen:
            bar = QPainterPath()
            bar.addRoundedRect(QRectF(ground.left() - 2, ground.top() + 10, 5, ground.height() - 20), 2, 2)
            painter.save()
            painter.setClipRect(QRectF(ground.left(), ground.top(), 3, ground.height()))
            painter.fillPath(bar, QColor(tokens.accent))
            painter.restore()

    def _paint_title(
        self, painter: QPainter, tokens: Tokens, film: FilmRow, still: Still | None, box: QRect, hovered: bool
    ) -> None:
        picture = QRectF(box.left(), box.top() + (ROW - _STILL.height()) / 2, _STILL.width(), _STILL.height())
        if still is not None:
            self._crops.paint(painter, still, picture, tokens.raised, whole_portraits=True)
        elif not (film.poster and self._posters.paint(painter, film.poster, picture, tokens.raised)):
            plate(painter, picture, tokens.raised)
            painter.setFont(ui_font("watch-number"))
            painter.setPen(QColor(tokens.ink_3))
            words = "–" if film.year is None else str(film.year)
            painter.drawText(picture, Qt.AlignmentFlag.AlignCenter, words)
        room = box.width() - _TEXT - PAD - (AGAIN.width() + 8 if hovered else 0)
        painter.setPen(QColor(tokens.ink))
        self._text(painter, serif(18), film.title, box.left() + _TEXT, box.top() + 32, room)

    def _paint_cell(self, painter: QPainter, tokens: Tokens, cell: Cell, film: FilmRow, box: QRect) -> None:
        column, left = cell.column, box.left() + PAD
        if column.id == "rating":
            paint_stars(painter, film.rating, left, box.center().y() + 0.5, tokens.star)
        elif column.id == "heart":
            if film.liked:
                place = QRectF(left, box.center().y() - 6.5, 14, 14)
                icons.paint(painter, "heart-full", place, tokens.accent)
        elif column.id == "times":
            self._paint_times(painter, tokens, film, box.right() + 1 - PAD, box.top() + 33)
        elif cell.words:
            type_ = serif(15, italic=True) if cell.soft else named("body")
            painter.setPen(QColor(tokens.accent if cell.due else tokens.ink_2))
            if column.right:
                left = round(max(left, box.right() + 1 - PAD - type_.width(cell.words)))
            self._text(painter, type_, cell.words, left, box.top() + 31, box.width() - 2 * PAD)

    def _cells(self, film: FilmRow, today: date) -> dict[str, Cell]:
        """What stands in a row's cells, worked out once for as long as the film stays as it is."""
        kept = self._rows.get(film.id)
        if kept is not None and kept[0] is film and kept[1] == today:
            return kept[2]
        if len(self._rows) > _KEPT:
            self._rows.clear()
        cells = {column.id: _cell(column, film, today) for column in COLUMNS}
        self._rows[film.id] = (film, today, cells)
        return cells

    def _paint_times(
        self, painter: QPainter, tokens: Tokens, film: FilmRow, right: float, base: float
    ) -> None:
        if not film.times_seen:
            return
        number = str(film.times_seen) + ("+" if film.at_least else "")
        type_, small = named("count"), named("count-x")
        x = right - type_.width(number)
        painter.setFont(type_.font)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(x, base), number)
        painter.setFont(small.font)
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(x - small.width("×") - 1, base), "×")

    def _paint_again(self, painter: QPainter, tokens: Tokens, box: QRect) -> None:
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(QColor(tokens.hover if self.hovered_again else tokens.raised))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(ui_font("small-strong"))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._again)

    def _text(self, painter: QPainter, type_: Type, words: str, x: float, base: float, room: int) -> None:
        """Draw words in a room; what they are cut to is worked out once."""
        key = (id(type_), room, words)
        shown = self._elided.get(key)
        if shown is None:
            if len(self._elided) > _KEPT:
                self._elided.clear()
            shown = self._elided[key] = type_.cut(words, room)
        painter.setFont(type_.font)
        painter.drawText(QPointF(x, base), shown)


def _cell(column: Column, film: FilmRow, today: date) -> Cell:
    vague = {"last": film.last_watched, "first": film.first_watched}.get(column.id)
    soft = vague is not None and vague.is_known and not vague.is_day
    due = column.id == "due" and film.due_on is not None and film.due_on <= today.toordinal()
    return Cell(column, column.text(film, today), soft, due)
